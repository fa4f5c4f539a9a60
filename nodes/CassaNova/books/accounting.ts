/**
 * CassaNova receipt, invoice or credit note → accounting receipt. The document describes the fields
 * (sections Receipt, Invoice, CreditNote, Document, Row, RowModifierValue, Payment) but not how they
 * add up: each rule it leaves open is an assumption with a name below.
 */
import { assembleReceipt } from '../../shared/books/assemble';
import type { ReceiptDraft } from '../../shared/books/draft';
import { NO_MAPPING } from '../../shared/books/mapping';
import type {
	AccountingReceipt,
	DocumentType,
	ReceiptKind,
	Place,
} from '../../shared/books/receipt';
import { readRecord, UnreadableReceiptError } from '../../shared/books/vendorRecord';
import { centsToString, isZero, toCents, ZERO } from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import { readShopTime } from '../../shared/values/shopTime';
import type { Cents, IsoMoment } from '../../shared/values/units';
import type { CassaNovaAccountingContext } from './context';
import { toLine, toRounding } from './lines';
import { displayNumber, numberOf, problemsOfReferences, referencesOf } from './numbers';
import { cancelledInPlace, deferredInvoice, takenBack } from './otherwise';
import { readPaid } from './payments';
import { nameOf, readInvoice, readReceipt } from './record';
import type { Receipt } from './record';
import { totalOf } from './rows/addRows';
import type { Sold } from './rows/addRows';
import { readSold } from './rows/readSold';

/** True for an invoice or a credit note that nobody has confirmed: it is no fiscal document. */
export function isDraft(record: unknown): boolean {
	return isRecord(record) && record.status === 'DRAFT';
}

/**
 * Maps one record of GET /documents/receipts, …/invoices or …/creditnotes (sections GetReceipts,
 * GetInvoices, GetCreditNotes) to the accounting receipt.
 * @param record the record as the API sent it; fields it doesn't know are ignored
 * @param context the shop's clock, the rates of its taxes, and texts for ids
 * @throws UnreadableReceiptError naming the receipt and the field that can't be read
 */
export function toAccountingReceipt(
	record: unknown,
	context: CassaNovaAccountingContext,
	documentType: DocumentType = 'receipt',
): AccountingReceipt {
	const read = documentType === 'invoice' ? readInvoice : readReceipt;
	const receipt = readRecord(record, read, nameOf);
	const { id, document } = receipt;
	const statedCents = document.amount && toCents(document.amount);
	refuseEmpty(receipt, statedCents);
	const sold = readSold(document.rows ?? [], statedCents);
	const mapping = context.mapping ?? NO_MAPPING;
	const paid = readPaid(
		{ ...document, paymentType: receipt.paymentType },
		totalOf(sold),
		documentType,
		mapping,
	);
	const time = timeOf(receipt, context);
	const draft: ReceiptDraft = {
		source: 'cassaNova',
		documentType,
		id,
		number: numberOf(receipt),
		displayNumber: displayNumber(receipt, numberOf(receipt), documentType, time.issuedAt),
		zNumber: receipt.zNumber ?? null,
		kind: kindOf(receipt, sold),
		...time,
		recordedAt: recordedAt(receipt, context),
		register: null,
		salesPoint: salesPointOf(receipt, context),
		...customerOf(receipt, context),
		lines: [
			...sold.sales.map((sale) => toLine(receipt, sale, context)),
			...sold.roundings.map(toRounding),
		],
		payments: paid.payments,
		changeCents: paid.changeCents,
		vendorAmountCents: statedCents ?? null,
		references: referencesOf(receipt),
		notes: [...sold.notes, ...paid.notes],
		problems: [...sold.problems, ...problemsOfReferences(receipt)],
	};
	if (receipt.deferred) return deferredInvoice(draft, receipt.deferredReceipts?.length ?? 0);
	if (documentType === 'creditNote') return assembleReceipt(takenBack(draft));
	return document.refund ? cancelledInPlace(draft) : assembleReceipt(draft);
}

/**
 * Assumption: a receipt is a refund when returns prevail, and zero when it comes to nothing. One
 * without rows goes by the amount that it states.
 */
function kindOf(receipt: Receipt, sold: Sold): ReceiptKind {
	const stated = toCents(receipt.document.amount ?? ZERO);
	const total = sold.sales.length === 0 ? stated : totalOf(sold);
	if (total === 0) return 'zero';
	return total < 0 ? 'refund' : 'sale';
}

/**
 * What was sold may be missing where payments are there: they count, and the rest is a difference.
 * Without both, nothing of the stated amount would stand in the books.
 * @throws UnreadableReceiptError for a document that states an amount and nothing else
 */
function refuseEmpty(receipt: Receipt, statedCents: Cents = 0): void {
	const { rows = [], payments = [], refund } = receipt.document;
	const isPaid = payments.some(({ amount = ZERO }) => !isZero(amount));
	if (rows.length > 0 || isPaid || statedCents === 0 || refund || receipt.deferred) return;
	const problem = `there are none, and the amount is ${centsToString(statedCents)}`;
	throw new UnreadableReceiptError(nameOf(receipt), 'document.rows', problem);
}

/**
 * When it was issued.
 *
 * Assumption: `datetime` is when the receipt was issued, and `date` when the system recorded it; `date`
 * stands in only where `datetime` is absent.
 */
function timeOf({ datetime, date, ...receipt }: Receipt, context: CassaNovaAccountingContext) {
	const value = datetime ?? date ?? undefined;
	const time = value === undefined ? undefined : readShopTime(value, context);
	if (time) return time;
	throw new UnreadableReceiptError(nameOf(receipt), 'datetime', 'expected a date and time');
}

/** When the system recorded it, which is later where a till was offline. */
function recordedAt({ date }: Receipt, context: CassaNovaAccountingContext): IsoMoment | null {
	if (date === null || date === undefined) return null;
	return readShopTime(date, context)?.issuedAt ?? null;
}

function customerOf(
	{ document: { idCustomer, idOrganization } }: Receipt,
	{ customers }: CassaNovaAccountingContext,
): Pick<ReceiptDraft, 'customer'> {
	if (!customers) return {};
	const id = idCustomer ?? idOrganization;
	if (id === null || id === undefined) return { customer: null };
	const type = id === idCustomer ? 'customer' : 'organization';
	return { customer: { type, id, name: customers.get(id) ?? null } };
}

/** The record's own shop where it names one, else the one that was asked for. */
function salesPointOf(receipt: Receipt, context: CassaNovaAccountingContext): Place {
	const asked = context.salesPoint ?? null;
	const own = receipt.document.idSalesPoint ?? receipt.idSalesPoint;
	if (own === null || own === undefined || own === asked?.id) return asked;
	return { id: own, name: context.salesPoints?.get(own) ?? null };
}
