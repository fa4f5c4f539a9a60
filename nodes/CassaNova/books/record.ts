/** The fields of CassaNova's receipts, invoices and credit notes that accounting reads. */
import { FieldReader, nameByFields } from '../../shared/books/vendorRecord';
import { readPayment } from './payments';
import { readRow } from './rows/row';

const readDocument = (document: FieldReader) => ({
	/** Not in the document; real answers have it. */
	idSalesPoint: document.text('idSalesPoint'),
	/** Not in the document; set on receipts that were cancelled in place. */
	refund: document.flag('refund'),
	taxFree: document.boolean('taxFree'),
	amount: document.decimal('amount'),
	change: document.decimal('change'),
	idCustomer: document.text('idCustomer'),
	idOrganization: document.text('idOrganization'),
	rows: document.list('rows', readRow),
	payments: document.list('payments', readPayment),
});

const readNumbering = (numbering: FieldReader) => ({
	prefix: numbering.text('prefix'),
	suffix: numbering.text('suffix'),
});

const readHead = (head: FieldReader) => ({
	id: head.requiredText('id'),
	date: head.text('date'),
	datetime: head.date('datetime'),
	/** Not in the document. */
	idSalesPoint: head.text('idSalesPoint'),
	/** Of receipts and invoices. */
	number: head.text('number'),
	/** Of receipts; not in the document: the number of the day's closing. */
	zNumber: head.text('zNumber'),
	/** Of credit notes: their own number, and that of the receipt they take back. */
	refundNumber: head.text('refundNumber'),
	receiptNumber: head.text('receiptNumber'),
	/** Of invoices. */
	deferred: head.boolean('deferred'),
	deferredReceipts: head.texts('deferredReceipts'),
	paymentType: head.text('paymentType'),
	documentNumbering: head.record('documentNumbering', readNumbering),
});

/** Reads what accounting needs of a receipt or a credit note (sections Receipt, CreditNote, Document). */
export const readReceipt = (receipt: FieldReader) => ({
	...readHead(receipt),
	document: receipt.requiredRecord('document', readDocument),
});

/** A document as far as accounting reads it. */
export type Receipt = ReturnType<typeof readReceipt>;

/** What an absent body says. */
const NOTHING = new FieldReader({}, () => undefined);

/** Reads an invoice (section Invoice): a deferred one has no body. */
export const readInvoice = (invoice: FieldReader): Receipt => ({
	...readHead(invoice),
	document: invoice.record('document', readDocument) ?? readDocument(NOTHING),
});

/** What a document is called in the text of an error. */
export function nameOf(record: unknown): string {
	return nameByFields(record, ['number', 'refundNumber', 'id']);
}
