/**
 * CassaNova receipt → accounting receipt. The document describes the fields (sections Receipt,
 * Document, Row, RowModifierValue, Payment) but not how they add up: each rule it leaves open is
 * an assumption with a name below.
 */
import { z } from 'zod';

import {
	assembleReceipt,
	nameByFields,
	optionalDecimal,
	readRecord,
	UnreadableReceiptError,
	wireDecimal,
	wireFlag,
	wireText,
} from '../shared/accounting';
import type {
	AccountingReceipt,
	Kind,
	Means,
	NormalisedLine,
	NormalisedPayment,
	Place,
	ReceiptDraft,
	UnknownRate,
} from '../shared/accounting';
import {
	add,
	centsToString,
	fromCents,
	isNegative,
	multiply,
	negate,
	ONE,
	parseDecimal,
	percent,
	splitByWeight,
	subtract,
	toCents,
	ZERO,
} from '../shared/money';
import type { Decimal } from '../shared/money';
import { readShopTime } from '../shared/shopTime';
import type { ShopClock } from '../shared/shopTime';

/** What a receipt doesn't say about itself: receipts name taxes and products only by id. */
export interface CassaNovaAccountingContext extends ShopClock {
	/** Percentage by tax id, from the resource Tax. */
	taxRates: ReadonlyMap<string, number | string>;
	/** The shop whose receipts were asked for: the document lists no shop on a receipt. */
	salesPoint?: Place;
	/** Texts by product id or product variant id. */
	products?: ReadonlyMap<string, { description?: string; sku?: string }>;
	/** Texts by category id; without them lines name the id. */
	categories?: ReadonlyMap<string, string>;
}

/** PaymentType of the document → means. A type that isn't in the document counts as other. */
const MEANS_BY_PAYMENT_TYPE: ReadonlyMap<string, Means> = new Map<string, Means>([
	['CASH', 'cash'],
	['CASHCARD', 'card'],
	['CREDITCARD', 'card'],
	['BANKCHECK', 'other'],
	['TICKET', 'mealVoucher'],
	['DEFERRED', 'credit'],
	['FIDELITYCARD', 'voucher'],
	['VOUCHER', 'voucher'],
]);

const rowSchema = z.object({
	subtotal: z.boolean().nullish(),
	/** Not in the document; seen on rows that detail a menu. */
	composition: wireFlag,
	refund: z.boolean().nullish(),
	coverCharge: z.boolean().nullish(),
	idProduct: wireText.nullish(),
	idProductVariant: wireText.nullish(),
	idCategory: wireText.nullish(),
	idTax: wireText.nullish(),
	rowNumber: z.number().nullish(),
	quantity: optionalDecimal,
	price: optionalDecimal,
	percentageVariation: optionalDecimal,
	variation: optionalDecimal,
	rowModifierValues: z
		.array(z.object({ price: optionalDecimal, percentagePrice: optionalDecimal }))
		.nullish(),
});

const receiptSchema = z.object({
	id: wireText,
	number: wireText.nullish(),
	/** Not in the document; the number of the day's closing. */
	zNumber: wireText.nullish(),
	date: wireText.nullish(),
	datetime: z.union([z.string(), z.number()]).nullish(),
	/** Not in the document. */
	idSalesPoint: wireText.nullish(),
	document: z.object({
		/** Not in the document; set on receipts that were cancelled in place. */
		refund: wireFlag,
		taxFree: z.boolean().nullish(),
		amount: optionalDecimal,
		change: optionalDecimal,
		rows: z.array(rowSchema).nullish(),
		payments: z.array(z.object({ paymentType: wireText, amount: wireDecimal })).nullish(),
	}),
});

type Receipt = z.output<typeof receiptSchema>;
type Row = z.output<typeof rowSchema>;

/** A row that counts, with its place in the record for error texts. */
interface SaleRow {
	row: Row;
	field: string;
	unit: Decimal;
	quantity: Decimal;
	cents: number;
}

/** `1 + p/100`, exactly. */
const factor = (percentage: Decimal): Decimal => add(ONE, percent(percentage));

/** Assumption: unit = price × (1 + sum of percentage modifiers / 100) + sum of incremental ones. */
function unitPrice(price: Decimal, row: Row): Decimal {
	const modifiers = row.rowModifierValues ?? [];
	const percentages = modifiers.reduce((sum, each) => add(sum, each.percentagePrice ?? ZERO), ZERO);
	const increments = modifiers.reduce((sum, each) => add(sum, each.price ?? ZERO), ZERO);
	return add(multiply(price, factor(percentages)), increments);
}

/** Assumption: an amount after its variations = amount × (1 − percentage / 100) − variation. */
function afterVariations(amount: Decimal, row: Row): Decimal {
	const remaining = multiply(amount, factor(negate(row.percentageVariation ?? ZERO)));
	return subtract(remaining, row.variation ?? ZERO);
}

/**
 * Assumption: row = quantity × unit after the row's variations, rounded once to the cent, half
 * away from zero; a row with `refund` is the exact mirror of its sale.
 */
function toSaleRow(receipt: Receipt, row: Row, field: string): SaleRow {
	const required = (name: 'price' | 'quantity'): Decimal => {
		const value = row[name];
		if (value) return value;
		throw new UnreadableReceiptError(nameOf(receipt), `${field}.${name}`, 'is missing');
	};
	const unit = unitPrice(required('price'), row);
	const quantity = required('quantity');
	const cents = toCents(afterVariations(multiply(quantity, unit), row));
	return {
		row,
		field,
		unit,
		quantity: row.refund ? negate(quantity) : quantity,
		cents: row.refund ? 0 - cents : cents,
	};
}

/**
 * Assumption: the variations of a subtotal come to sum × percentage / 100 + variation, rounded
 * once to the cent, and apply to the sale rows since the previous subtotal, split by gross with
 * the largest remainder. Returned rows among them take no part; a block of nothing but returns is
 * the mirror of the same block sold.
 * @returns what is wrong when no row has an amount, so that nothing says where they belong
 */
function applySubtotal(block: SaleRow[], subtotal: Row, field: string): string | undefined {
	const sales = block.filter(({ row }) => !row.refund);
	const covered = sales.length > 0 ? sales : block;
	const sum = covered.reduce((total, { cents }) => total + cents, 0);
	const percentage = percent(subtotal.percentageVariation ?? ZERO);
	const ofSum = multiply(fromCents(Math.abs(sum)), percentage);
	const discount = toCents(add(ofSum, subtotal.variation ?? ZERO));
	const shares = splitByWeight(
		sum < 0 ? 0 - discount : discount,
		covered.map(({ cents }) => cents),
	);
	if (!shares) {
		return `${field} changes the total by ${centsToString(0 - discount)}, but there are no amounts to split it over: it isn't counted.`;
	}
	covered.forEach((sale, index) => {
		sale.cents -= shares[index] ?? 0;
	});
	return undefined;
}

/** Rows in the order of `rowNumber` where all have one: a subtotal means what stands above it. */
function inOrder(rows: readonly Row[]): Array<{ row: Row; field: string }> {
	const named = rows.map((row, index) => ({ row, field: `document.rows[${index}]` }));
	if (rows.some((row) => typeof row.rowNumber !== 'number')) return named;
	return named.sort((a, b) => (a.row.rowNumber ?? 0) - (b.row.rowNumber ?? 0));
}

/** Assumption: `subtotal` and `composition` rows aren't sales; the menu row carries the price. */
function toSaleRows(receipt: Receipt): { sales: SaleRow[]; problems: string[] } {
	const sales: SaleRow[] = [];
	const problems: string[] = [];
	let block: SaleRow[] = [];
	for (const { row, field } of inOrder(receipt.document.rows ?? [])) {
		if (row.composition) continue;
		if (row.subtotal) {
			const problem = applySubtotal(block, row, field);
			if (problem !== undefined) problems.push(problem);
			block = [];
		} else {
			const sale = toSaleRow(receipt, row, field);
			block.push(sale);
			sales.push(sale);
		}
	}
	return { sales, problems };
}

/**
 * The percentage of a row's tax. Assumption: on a tax-free document every row has the rate 0.
 * An id that can't be resolved must never look like 0 %.
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

function toLine(
	receipt: Receipt,
	sale: SaleRow,
	context: CassaNovaAccountingContext,
): NormalisedLine {
	const { row } = sale;
	const product =
		context.products?.get(row.idProductVariant ?? '') ?? context.products?.get(row.idProduct ?? '');
	return {
		type: 'sale',
		description: product?.description ?? (row.coverCharge ? 'Cover charge' : ''),
		quantity: sale.quantity,
		unitGross: sale.unit,
		grossCents: sale.cents,
		taxRate: rateOf(receipt, row, context),
		productId: row.idProductVariant ?? row.idProduct ?? null,
		sku: product?.sku ?? null,
		category: context.categories?.get(row.idCategory ?? '') ?? row.idCategory ?? null,
	};
}

function toPayments(receipt: Receipt): NormalisedPayment[] {
	return (receipt.document.payments ?? []).map(({ paymentType, amount }) => ({
		means: MEANS_BY_PAYMENT_TYPE.get(paymentType) ?? 'other',
		vendorMeans: paymentType,
		amountCents: toCents(amount),
	}));
}

/**
 * Assumption: a receipt is a refund when returns prevail, and zero when it comes to nothing. One
 * without rows goes by the amount that it states.
 */
function kindOf(receipt: Receipt, sales: SaleRow[]): Kind {
	const stated = toCents(receipt.document.amount ?? ZERO);
	const total = sales.length === 0 ? stated : sales.reduce((sum, { cents }) => sum + cents, 0);
	if (total === 0) return 'zero';
	return total < 0 ? 'refund' : 'sale';
}

/** Assumption: on paper the number of the day's closing stands before the receipt's own. */
function displayNumber(receipt: Receipt): string {
	const number = receipt.number ?? receipt.id;
	if (receipt.zNumber === null || receipt.zNumber === undefined) return number;
	return `${receipt.zNumber.padStart(4, '0')}-${number.padStart(4, '0')}`;
}

/**
 * Assumption: a receipt with `document.refund` was cancelled in place. It stays one record with
 * one date, is listed, and counts nothing on its day; what it was is told by a note and
 * `checks.vendorAmount`.
 */
function cancelledInPlace(draft: ReceiptDraft): AccountingReceipt {
	const { vendorAmountCents } = draft;
	const was = vendorAmountCents === null ? '' : ` of ${centsToString(vendorAmountCents)}`;
	const receipt = assembleReceipt({
		...draft,
		kind: 'cancellation',
		lines: [],
		payments: [],
		changeCents: 0,
		vendorAmountCents: null,
		problems: [],
		notes: [`This receipt${was} was cancelled in place: it counts 0.`],
	});
	const vendorAmount = vendorAmountCents === null ? null : centsToString(vendorAmountCents);
	return { ...receipt, checks: { ...receipt.checks, vendorAmount, vendorAmountCents } };
}

function nameOf(record: unknown): string {
	return nameByFields(record, ['number', 'id']);
}

/** Assumption: `datetime` is when the receipt was issued; `date` stands in only when it is absent. */
function timeOf(receipt: Receipt, context: CassaNovaAccountingContext) {
	const field = receipt.datetime === null || receipt.datetime === undefined ? 'date' : 'datetime';
	const value = receipt[field];
	const time = value === null || value === undefined ? undefined : readShopTime(value, context);
	if (time) return time;
	throw new UnreadableReceiptError(nameOf(receipt), 'datetime', 'expected a date and time');
}

/**
 * Maps one record of GET /documents/receipts (section GetReceipts) to the accounting receipt.
 * @param record the record as the API sent it; fields it doesn't know are ignored
 * @param context the shop's clock, the rates of its taxes, and texts for ids
 * @throws UnreadableReceiptError naming the receipt and the field that can't be read
 */
export function toAccountingReceipt(
	record: unknown,
	context: CassaNovaAccountingContext,
): AccountingReceipt {
	const receipt = readRecord(receiptSchema, record, nameOf);
	const { sales, problems } = toSaleRows(receipt);
	const { id, document } = receipt;
	const draft: ReceiptDraft = {
		source: 'cassaNova',
		id,
		number: receipt.number ?? id,
		displayNumber: displayNumber(receipt),
		zNumber: receipt.zNumber ?? null,
		kind: kindOf(receipt, sales),
		...timeOf(receipt, context),
		register: null,
		salesPoint: salesPointOf(receipt, context),
		lines: sales.map((sale) => toLine(receipt, sale, context)),
		payments: toPayments(receipt),
		changeCents: toCents(document.change ?? ZERO),
		vendorAmountCents: document.amount ? toCents(document.amount) : null,
		references: [],
		notes: [],
		problems,
	};
	return document.refund ? cancelledInPlace(draft) : assembleReceipt(draft);
}

/** The record's own shop where it names one, else the one that was asked for. */
function salesPointOf(receipt: Receipt, context: CassaNovaAccountingContext): Place {
	const asked = context.salesPoint ?? null;
	const own = receipt.idSalesPoint;
	if (own === null || own === undefined || own === asked?.id) return asked;
	return { id: own, name: null };
}
