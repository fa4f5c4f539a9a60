/**
 * CassaNova receipt, invoice or credit note → accounting receipt. The document describes the fields
 * (sections Receipt, Invoice, CreditNote, Document, Row, RowModifierValue, Payment) but not how they
 * add up: each rule it leaves open is an assumption with a name below.
 */
import { assembleReceipt } from '../../shared/books/assemble';
import {
	FieldReader,
	nameByFields,
	readRecord,
	UnreadableReceiptError,
} from '../../shared/books/vendorRecord';
import type { NormalisedLine, ReceiptDraft, UnknownRate } from '../../shared/books/draft';
import type { AccountingReceipt, DocumentType, Kind, Place } from '../../shared/books/receipt';
import {
	centsToString,
	fromCents,
	isNegative,
	isZero,
	negate,
	ONE,
	parseDecimal,
	toCents,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import { mapLine, NO_MAPPING, UnmappedList } from '../../shared/books/mapping';
import type { Mapping, Words } from '../../shared/books/mapping';
import { readShopTime } from '../../shared/values/shopTime';
import type { ShopClock } from '../../shared/values/shopTime';
import { readPaid, readPayment } from './payments';
import { readRow, readSold, totalOf } from './rows';
import type { Row, SaleRow, Sold } from './rows';

/** What a receipt doesn't say about itself: receipts name taxes and products only by id. */
export interface CassaNovaAccountingContext extends ShopClock {
	/** Percentage by tax id, from the resource Tax. */
	taxRates: ReadonlyMap<string, unknown>;
	/** The shop whose receipts were asked for: of documents that name none. */
	salesPoint?: Place;
	/** Names by shop id. */
	salesPoints?: ReadonlyMap<string, string | null>;
	/** Texts by product id or product variant id. */
	products?: ReadonlyMap<string, { description?: string; sku?: string }>;
	/** Texts by category id; without them lines name the id. */
	categories?: ReadonlyMap<string, string>;
	/** Texts by department id. */
	departments?: ReadonlyMap<string, string>;
	/** Names by customer or organization id; absent where customers are to be left out. */
	customers?: ReadonlyMap<string, string>;
	/** What the user says about payment types, products, categories and departments. */
	mapping?: Mapping;
}

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

const readReceipt = (receipt: FieldReader) => ({
	...readHead(receipt),
	document: receipt.requiredRecord('document', readDocument),
});

type Receipt = ReturnType<typeof readReceipt>;

/** What an absent body says. */
const NOTHING = new FieldReader({}, () => undefined);

/** A deferred invoice has no body. */
const readInvoice = (invoice: FieldReader): Receipt => ({
	...readHead(invoice),
	document: invoice.record('document', readDocument) ?? readDocument(NOTHING),
});

/**
 * The percentage of a row's tax. Assumption: on a tax-free document every row has the rate 0; a tax
 * has had today's rate ever since, as receipts name it only by its id. An id that can't be resolved must never look like 0 %.
 */
function rateOf(
	receipt: Receipt,
	row: Row,
	context: CassaNovaAccountingContext,
): Decimal | UnknownRate {
	if (receipt.document.taxFree) return ZERO;
	const { idTax } = row;
	if (idTax === null || idTax === undefined) return { unknown: 'names no tax' };
	const rate = parseDecimal(context.taxRates.get(idTax));
	if (rate && !isNegative(rate)) return rate;
	return { unknown: `has the tax id ${idTax}, whose rate isn't known` };
}

function named(id: string | null | undefined, names?: ReadonlyMap<string, string>) {
	return id === null || id === undefined ? undefined : { id, name: names?.get(id) ?? null };
}

function toLine(
	receipt: Receipt,
	sale: SaleRow,
	context: CassaNovaAccountingContext,
	words: Words,
): NormalisedLine {
	const { row } = sale;
	const product =
		context.products?.get(row.idProductVariant ?? '') ?? context.products?.get(row.idProduct ?? '');
	const source = {
		article: named(row.idProduct),
		group: named(row.idCategory, context.categories),
		department: named(row.idDepartment, context.departments),
	};
	return {
		type: mapLine(words.mapping, source, words.unmapped),
		description: product?.description ?? (row.coverCharge ? 'Cover charge' : ''),
		quantity: sale.quantity,
		unitGross: sale.unit,
		grossCents: sale.cents,
		taxRate: rateOf(receipt, row, context),
		productId: row.idProductVariant ?? row.idProduct ?? null,
		sku: product?.sku ?? null,
		category: context.categories?.get(row.idCategory ?? '') ?? row.idCategory ?? null,
		departmentId: row.idDepartment ?? null,
	};
}

/** What was rounded on paying in cash: it changes the total, and no rate. */
function toRounding(cents: number): NormalisedLine {
	return {
		type: 'rounding',
		description: 'Rounding',
		quantity: ONE,
		unitGross: fromCents(cents),
		grossCents: cents,
		taxRate: ZERO,
		productId: null,
		sku: null,
		category: null,
		departmentId: null,
	};
}

/**
 * Assumption: a receipt is a refund when returns prevail, and zero when it comes to nothing. One
 * without rows goes by the amount that it states.
 */
function kindOf(receipt: Receipt, sold: Sold): Kind {
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
function refuseEmpty(receipt: Receipt, statedCents = 0): void {
	const { rows = [], payments = [], refund } = receipt.document;
	const isPaid = payments.some(({ amount = ZERO }) => !isZero(amount));
	if (rows.length > 0 || isPaid || statedCents === 0 || refund || receipt.deferred) return;
	const problem = `there are none, and the amount is ${centsToString(statedCents)}`;
	throw new UnreadableReceiptError(nameOf(receipt), 'document.rows', problem);
}

/**
 * Assumption: on paper a receipt has the number of the day's closing, its own and the date; an
 * invoice or a credit note has its own number with a prefix or suffix.
 */
export function displayNumber(
	receipt: Pick<Receipt, 'zNumber' | 'documentNumbering'>,
	number: string,
	documentType: DocumentType,
	issuedAt: string,
): string {
	if (documentType !== 'receipt') {
		const { prefix, suffix } = receipt.documentNumbering ?? {};
		return `${prefix ?? ''}${number}${suffix ?? ''}`;
	}
	const date = issuedAt.slice(0, 10);
	if (receipt.zNumber === null || receipt.zNumber === undefined) return `${number} ${date}`;
	return `${receipt.zNumber.padStart(4, '0')}-${number.padStart(4, '0')} ${date}`;
}

function numberOf(receipt: Receipt): string {
	return receipt.refundNumber ?? receipt.number ?? receipt.id;
}

/**
 * Assumption: a receipt with `document.refund` was cancelled in place. It stays one record with
 * one date, is listed, and counts nothing on its day; what it was is told by a note and
 * `checks.vendorAmount`.
 */
function cancelledInPlace(draft: ReceiptDraft): AccountingReceipt {
	const { vendorAmountCents } = draft;
	const was = vendorAmountCents === null ? '' : ` of ${centsToString(vendorAmountCents)}`;
	const note = `This receipt${was} was canceled in place: it counts 0.`;
	return withoutAmounts(draft, { kind: 'cancellation', notes: [note], problems: [] });
}

/** A document that is listed and counts nothing; what it states stands in its checks. */
function withoutAmounts(
	draft: ReceiptDraft,
	why: Pick<ReceiptDraft, 'kind' | 'notes' | 'problems'>,
): AccountingReceipt {
	const { vendorAmountCents } = draft;
	const receipt = assembleReceipt({
		...draft,
		lines: [],
		payments: [],
		changeCents: 0,
		vendorAmountCents: null,
		unmapped: [],
		...why,
	});
	const vendorAmount = vendorAmountCents === null ? null : centsToString(vendorAmountCents);
	return { ...receipt, checks: { ...receipt.checks, vendorAmount, vendorAmountCents } };
}

function nameOf(record: unknown): string {
	return nameByFields(record, ['number', 'refundNumber', 'id']);
}

/**
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
function recordedAt({ date }: Receipt, context: CassaNovaAccountingContext): string | null {
	if (date === null || date === undefined) return null;
	return readShopTime(date, context)?.issuedAt ?? null;
}

/**
 * Assumption: a credit note takes back, whichever sign its rows have: what adds up to more than
 * nothing is counted as its mirror.
 */
function takenBack(draft: ReceiptDraft): ReceiptDraft {
	const minus = (cents: number) => 0 - cents;
	const mirrors = (cents: readonly number[]) => cents.reduce((sum, each) => sum + each, 0) > 0;
	const { lines, payments, vendorAmountCents, changeCents } = draft;
	const mirrorsLines = mirrors(lines.map(({ grossCents }) => grossCents));
	const mirrorsPayments = mirrors(payments.map(({ amountCents }) => amountCents));
	return {
		...draft,
		kind: draft.kind === 'sale' ? 'refund' : draft.kind,
		lines: mirrorsLines
			? lines.map((line) => ({
					...line,
					quantity: negate(line.quantity),
					grossCents: minus(line.grossCents),
				}))
			: lines,
		payments: mirrorsPayments
			? payments.map((payment) => ({ ...payment, amountCents: minus(payment.amountCents) }))
			: payments,
		changeCents: mirrorsPayments ? minus(changeCents) : changeCents,
		vendorAmountCents:
			vendorAmountCents !== null && vendorAmountCents > 0
				? minus(vendorAmountCents)
				: vendorAmountCents,
	};
}

/**
 * Assumption: an invoice with `deferred` is about receipts that count by themselves; it counts
 * nothing, also where it has a body. One without it counts. Where the receipts that it names say
 * otherwise, something may be counted twice or not at all, which is a problem.
 */
function deferredInvoice(draft: ReceiptDraft, receipts: number): AccountingReceipt {
	const note = `A deferred invoice about ${receipts} receipts, which count by themselves: it counts 0.`;
	const problem =
		'It is a deferred invoice and names no receipts that would count in its place: see whether anything is missing.';
	const problems = receipts === 0 && draft.vendorAmountCents ? [problem] : [];
	return withoutAmounts(draft, { kind: 'zero', notes: [note], problems });
}

function problemsOfReferences({ deferredReceipts }: Receipt): string[] {
	const receipts = deferredReceipts?.length ?? 0;
	if (receipts === 0) return [];
	return [
		`It names ${receipts} receipts and isn't marked as deferred: it counts, and they may count once more.`,
	];
}

function referencesOf(receipt: Receipt): ReceiptDraft['references'] {
	const { receiptNumber, deferredReceipts } = receipt;
	return [
		...(receiptNumber === null || receiptNumber === undefined
			? []
			: [{ type: 'refunds' as const, id: null, number: receiptNumber }]),
		...(deferredReceipts ?? []).map((id) => ({ type: 'invoices' as const, id, number: null })),
	];
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
	const words = { mapping: context.mapping ?? NO_MAPPING, unmapped: new UnmappedList() };
	const paid = readPaid(
		{ ...document, paymentType: receipt.paymentType },
		totalOf(sold),
		documentType,
		words,
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
			...sold.sales.map((sale) => toLine(receipt, sale, context, words)),
			...sold.roundings.map(toRounding),
		],
		payments: paid.payments,
		changeCents: paid.changeCents,
		vendorAmountCents: statedCents ?? null,
		references: referencesOf(receipt),
		notes: [...sold.notes, ...paid.notes],
		problems: [...sold.problems, ...problemsOfReferences(receipt)],
		unmapped: words.unmapped.toArray(),
	};
	if (receipt.deferred) return deferredInvoice(draft, receipt.deferredReceipts?.length ?? 0);
	if (documentType === 'creditNote') return assembleReceipt(takenBack(draft));
	return document.refund ? cancelledInPlace(draft) : assembleReceipt(draft);
}

/** The record's own shop where it names one, else the one that was asked for. */
function salesPointOf(receipt: Receipt, context: CassaNovaAccountingContext): Place {
	const asked = context.salesPoint ?? null;
	const own = receipt.document.idSalesPoint ?? receipt.idSalesPoint;
	if (own === null || own === undefined || own === asked?.id) return asked;
	return { id: own, name: context.salesPoints?.get(own) ?? null };
}
