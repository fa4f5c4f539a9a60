/**
 * Orders as WooCommerce gives them (REST API v3, Orders and Order Refunds; webhooks give the same). Lines
 * are stated without VAT, before and after coupons, and their taxes apart. Totals are rounded there; price
 * and taxes are not, and say more.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	add,
	centsToString,
	decimalToString,
	fromCents,
	isNegative,
	isZero,
	multiply,
	negate,
	ONE,
	quotientCents,
	subtract,
	toCents,
	ZERO,
} from '../values/money';
import type { Decimal } from '../values/money';
import { recordsIn } from '../values/records';
import type { OrderColumns } from './layout';
import { amountAt, orderError, linePlace, requiredAmount, sumAt, textUnder } from './stated';
import type { LineKind, OrderPayment, StatedLine, StatedOrder } from './types';
import { rateOf, refuseOtherTax } from './vat';

const OVER = ['cancelled', 'refunded', 'failed', 'trash'];

/** Rates in percent by the ID of the tax. */
type Rates = ReadonlyMap<string, Decimal>;

/**
 * Reads an order of WooCommerce's.
 * @param lines the records of its list of lines
 * @throws InputError that names the place for whatever can't be read, or can be read in two ways
 */
export function readWooCommerce(
	order: IDataObject,
	lines: IDataObject[],
	columns: OrderColumns,
): StatedOrder {
	const rates = ratesOf(order);
	const total = requiredAmount(order, columns.total, 'it');
	const returned = recordsIn(order.refunds).map((refund, index) =>
		returnedBy(refund, linePlace('refunds', index, undefined), rates, columns),
	);
	const doubt = doubtOf(order);
	return {
		number: textUnder(order, columns.number),
		currency: textUnder(order, columns.currency),
		sold: linesOf({ ...order, [columns.list]: lines }, columns.list, rates, columns),
		returned: returned.flatMap(({ lines: back }) => back),
		total,
		remaining: returned.map(({ amount }) => amount).reduce(subtract, total),
		payments: paymentsOf(order, columns),
		...(doubt === undefined ? {} : { doubt }),
	};
}

/** Goods, shipping and fees of an order, or of a refund. */
function linesOf(
	record: IDataObject,
	list: string,
	rates: Rates,
	columns: OrderColumns,
	prefix = '',
): StatedLine[] {
	const read = (kind: LineKind, from: string, nameAt: string) =>
		recordsIn(record[from]).flatMap((line, index) => {
			const name = textUnder(line, nameAt);
			const place = linePlace(`${prefix}${from}`, index, name);
			const article = kind === 'goods' ? textUnder(line, columns.article) : undefined;
			return readLine(line, { kind, place, name, article }, rates, columns);
		});
	return [
		...read('goods', list, columns.name),
		...read('shipping', 'shipping_lines', 'method_title'),
		...read('fee', 'fee_lines', 'name'),
	];
}

function readLine(
	record: IDataObject,
	basics: Pick<StatedLine, 'kind' | 'place' | 'name' | 'article'>,
	rates: Rates,
	columns: OrderColumns,
): StatedLine[] {
	const { kind, place } = basics;
	const net = requiredAmount(record, 'total', place);
	const tax = amountAt(record, 'total_tax', place) ?? ZERO;
	const given = kind === 'goods' ? requiredAmount(record, columns.quantity, place) : ONE;
	const isNothing = isZero(net) && isZero(tax);
	if (isNothing && (kind !== 'goods' || isZero(given))) return [];
	// A refund of an amount alone has no quantity, and a fee that is taken off none of its own.
	const isBack = isNegative(net) || isNegative(tax);
	const counted = isZero(given) ? ONE : given;
	const quantity = isBack && !isNegative(counted) ? negate(counted) : counted;
	const taxes = recordsIn(record.taxes).filter((each) => textUnder(each, 'total') !== undefined);
	const rate = rateOf(
		taxes.map((each) => ({
			rate: rates.get(String(each.id)) ?? unknownRate(each, place),
			amount: requiredAmount(each, 'total', place),
		})),
		place,
	);
	const fineNet = kind === 'goods' ? finer(priceTimes(record, given, place), net) : net;
	const fineTax = taxes.length > 0 ? finer(sumAt({ taxes }, 'taxes.total', place), tax) : tax;
	const after = add(fineNet, fineTax);
	const pieces = Math.abs(Number(decimalToString(quantity)));
	refuseOtherTax({ gross: after, rate, tax: fineTax }, pieces, place);
	const subtotal = amountAt(record, 'subtotal', place) ?? net;
	const isPlain = isZero(subtract(subtotal, net));
	const whole = isPlain ? after : beforeCoupons(record, { subtotal, rate, taxes }, place);
	return [{ ...basics, quantity, rate, stated: { before: whole, after } }];
}

/** What a line comes to with VAT before coupons: by its tax, which isn't rounded, where it has one. */
function beforeCoupons(
	record: IDataObject,
	{ subtotal, rate, taxes }: { subtotal: Decimal; rate: Decimal; taxes: IDataObject[] },
	place: string,
): Decimal {
	const rounded = add(subtotal, amountAt(record, 'subtotal_tax', place) ?? ZERO);
	const tax = sumAt({ taxes }, 'taxes.subtotal', place);
	if (isZero(rate)) return rounded;
	const gross = quotientCents(multiply(tax, add({ units: 100n, scale: 0 }, rate)), rate);
	return finer(fromCents(gross), rounded);
}

/** The price of one, without VAT and not rounded, times the quantity; undefined where it isn't stated. */
function priceTimes(record: IDataObject, quantity: Decimal, place: string): Decimal | undefined {
	const price = amountAt(record, 'price', place);
	return price ? multiply(price, quantity) : undefined;
}

/** The amount that isn't rounded, where it is the same one. */
function finer(exact: Decimal | undefined, rounded: Decimal): Decimal {
	if (!exact) return rounded;
	return Math.abs(toCents(exact) - toCents(rounded)) <= 1 ? exact : rounded;
}

function ratesOf(order: IDataObject): Rates {
	return new Map(
		recordsIn(order.tax_lines).flatMap((tax, index) => {
			const percent = amountAt(tax, 'rate_percent', linePlace('tax_lines', index, undefined));
			return percent ? [[String(tax.rate_id), percent] as const] : [];
		}),
	);
}

function unknownRate({ id }: IDataObject, place: string): never {
	throw orderError(
		`has VAT in ${place} whose rate it doesn't say: no entry of its tax_lines has rate_id ${String(id)} and a rate_percent`,
		'WooCommerce says rates since version 3.7: update it, or enter this receipt by hand.',
	);
}

/** What a refund takes back: an order names only its amount, and the list of refunds its lines as well. */
function returnedBy(
	refund: IDataObject,
	place: string,
	rates: Rates,
	columns: OrderColumns,
): { amount: Decimal; lines: StatedLine[] } {
	const stated = amountAt(refund, 'amount', place) ?? requiredAmount(refund, 'total', place);
	const amount = isNegative(stated) ? negate(stated) : stated;
	const lines = linesOf(refund, 'line_items', rates, columns, `${place} `);
	if (isZero(amount) || lines.length > 0) return { amount, lines };
	throw orderError(
		`has ${centsToString(toCents(amount))} refunded in ${place}, and doesn't say of which lines`,
		'Read the refunds of the order (GET /orders/<id>/refunds) and put that list into its field "refunds", or enter this receipt by hand.',
	);
}

function paymentsOf(order: IDataObject, columns: OrderColumns): OrderPayment[] {
	const names = [textUnder(order, columns.payment), textUnder(order, 'payment_method_title')];
	const filled = names.filter((name) => name !== undefined);
	return filled.length > 0 ? [{ names: filled }] : [];
}

/** An order that is paid on delivery is being processed as well, and only lacks the date of its payment until then. */
function doubtOf({ status, date_paid }: IDataObject): string | undefined {
	const word = String(status);
	const hasDate = typeof date_paid === 'string' && date_paid !== '';
	const isProcessing = word === 'processing';
	const isPaid = word === 'completed' || (isProcessing && date_paid === undefined);
	if (isPaid || (hasDate && !OVER.includes(word))) return undefined;
	return isProcessing
		? 'is not paid: its status is "processing", but it has no date_paid, as orders have none that are paid on delivery'
		: `is not paid: its status is "${word}"`;
}
