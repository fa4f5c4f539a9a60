/** The few fields of CassaNova's documents that most workflows use, flat. */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { wireFlag } from '../shared/books/vendorRecord';
import { isRecord } from '../shared/values/records';
import { plainValue as plain } from '../shared/table/simplify';
import { paymentWords } from './books/payments';
import { countSales } from './books/rows/countSales';

/** Nothing here fails: what can't be read is null, so that a list never breaks over one record. */
const documentSchema = z.object({
	refund: wireFlag,
	amount: plain,
	idSalesPoint: plain,
	idCustomer: plain,
	idOrganization: plain,
	payments: z.unknown(),
	orderSummary: z.object({ tableName: plain }).catch({ tableName: null }),
});

/** What stands beside the body of a receipt, an invoice, a credit note or a bill. */
const recordSchema = z.object({
	id: plain,
	number: plain,
	zNumber: plain,
	refundNumber: plain,
	receiptNumber: plain,
	status: plain,
	datetime: plain,
	dueDatetime: plain,
	paymentType: plain,
	payed: z.boolean().nullable().catch(null),
	/** Null on deferred invoices. */
	document: documentSchema.catch(documentSchema.parse({})),
});

const NO_SALE = { subtotal: true, composition: false };

/** Rows that aren't even looked at for their amounts, where the document can't be read. */
const plainRows = z
	.object({ rows: z.array(z.object({ subtotal: wireFlag, composition: wireFlag }).catch(NO_SALE)) })
	.transform(({ rows }) => rows.filter((row) => !row.subtotal && !row.composition).length)
	.catch(0);

/** Rows that are sales. */
function itemCountOf(record: unknown): number {
	const document = isRecord(record) ? record.document : undefined;
	return countSales(document) ?? plainRows.parse(document);
}

const anyRecord = recordSchema.catch(recordSchema.parse({}));

function readRecord(record: unknown): z.output<typeof recordSchema> {
	return anyRecord.parse(record);
}

export type SimplifiedReceipt = {
	number: string | number | null;
	datetime: string | number | null;
	/** Filled in from the list of shops, which documents don't name. */
	salesPointName: string | null;
	/** As the system states it, in euros. */
	amount: string | number | null;
	/** The document's payment types, or the texts of custom ones, for example "CASH, CREDITCARD". */
	paymentTypes: string;
	/** Rows that are sales. */
	itemCount: number;
	/** True when the receipt was cancelled in place. */
	cancelled: boolean;
	zNumber: string | number | null;
	/** The shop; null where the document doesn't name it. */
	idSalesPoint: string | number | null;
	idCustomer: string | number | null;
	idOrganization: string | number | null;
	id: string | number | null;
};

/**
 * Picks the useful fields of a record of GET /documents/receipts, the most wanted first.
 * @param record the record as the API sent it
 */
export function simplifyReceipt(record: unknown): SimplifiedReceipt {
	const { document, ...receipt } = readRecord(record);
	return {
		number: receipt.number,
		datetime: receipt.datetime,
		salesPointName: null,
		amount: document.amount,
		paymentTypes: [...new Set(paymentWords(document.payments))].join(', '),
		itemCount: itemCountOf(record),
		cancelled: document.refund,
		zNumber: receipt.zNumber,
		idSalesPoint: document.idSalesPoint,
		idCustomer: document.idCustomer,
		idOrganization: document.idOrganization,
		id: receipt.id,
	};
}

/** A record of GET /documents/invoices. */
export function simplifyInvoice(record: unknown): IDataObject {
	const { document, ...invoice } = readRecord(record);
	return {
		number: invoice.number,
		datetime: invoice.datetime,
		salesPointName: null,
		amount: document.amount,
		status: invoice.status,
		paymentType: invoice.paymentType,
		payed: invoice.payed,
		dueDatetime: invoice.dueDatetime,
		idSalesPoint: document.idSalesPoint,
		idCustomer: document.idCustomer,
		idOrganization: document.idOrganization,
		id: invoice.id,
	};
}

/** A record of GET /documents/creditnotes. */
export function simplifyCreditNote(record: unknown): IDataObject {
	const { document, ...creditNote } = readRecord(record);
	return {
		refundNumber: creditNote.refundNumber,
		datetime: creditNote.datetime,
		salesPointName: null,
		amount: document.amount,
		status: creditNote.status,
		receiptNumber: creditNote.receiptNumber,
		idSalesPoint: document.idSalesPoint,
		idCustomer: document.idCustomer,
		idOrganization: document.idOrganization,
		id: creditNote.id,
	};
}

/** A record of GET /documents/bills. */
export function simplifyBill(record: unknown): IDataObject {
	const { document, ...bill } = readRecord(record);
	return {
		datetime: bill.datetime,
		salesPointName: null,
		amount: document.amount,
		tableName: document.orderSummary.tableName,
		itemCount: itemCountOf(record),
		idSalesPoint: document.idSalesPoint,
		idCustomer: document.idCustomer,
		idOrganization: document.idOrganization,
		id: bill.id,
	};
}
