/**
 * Orders as Shopify gives them (Admin REST API, Order and Refund; webhooks give the same). Amounts are those
 * of the shop's own currency. Discounts on the whole order are told to the lines by Shopify itself.
 */
import type { IDataObject } from 'n8n-workflow';
import { fieldAt } from '../values/fieldPaths';
import {
	add,
	centsToString,
	decimalToString,
	fromCents,
	isZero,
	multiply,
	negate,
	ONE,
	percent,
	quotientCents,
	subtract,
	toCents,
	ZERO,
} from '../values/money';
import type { Decimal } from '../values/money';
import { recordsIn } from '../values/records';
import type { Cents } from '../values/units';
import type { OrderColumns } from './layout';
import { amountAt, orderError, linePlace, requiredAmount, sumAt, textUnder } from './stated';
import type { OrderPayment, StatedLine, StatedOrder } from './types';
import { rateOf, refuseOtherTax } from './vat';

/** What a line comes to, and its rate; none where it comes to nothing, and nothing is said of VAT. */
type Amounts = Required<Pick<StatedLine, 'stated'>> & Pick<StatedLine, 'rate'>;

/** A line that is sold, and the record that says so. */
interface SoldLine {
	record: IDataObject;
	line: StatedLine & Amounts;
}

const HUNDRED: Decimal = { units: 100n, scale: 0 };

/** The states of payment in which the money is there. */
const PAID = ['paid', 'partially_refunded'];

/**
 * Reads an order of Shopify's.
 * @param lines the records of its list of lines
 * @throws InputError that names the place for whatever can't be read, or can be read in two ways
 */
export function readShopify(
	order: IDataObject,
	lines: IDataObject[],
	columns: OrderColumns,
): StatedOrder {
	const withVat = order.taxes_included;
	if (typeof withVat !== 'boolean') {
		throw orderError(
			'has no "taxes_included", so nothing says whether its prices contain VAT',
			'Choose the shop that the order comes from, or read the whole order from Shopify.',
		);
	}
	const goods = lines.flatMap((record, index): SoldLine[] => {
		const name = textUnder(record, columns.name) ?? textUnder(record, 'title');
		const place = linePlace(columns.list, index, name);
		const quantity = requiredAmount(record, columns.quantity, place);
		if (isZero(quantity)) return [];
		const article = textUnder(record, columns.article);
		const basics = { kind: 'goods', place, name, article, quantity } as const;
		return [{ record, line: { ...basics, ...amountsOf(record, basics, withVat) } }];
	});
	const shipping = recordsIn(order.shipping_lines).flatMap((record, index): SoldLine[] => {
		const name = textUnder(record, 'title');
		const place = linePlace('shipping_lines', index, name);
		const basics = { kind: 'shipping', place, name, quantity: ONE } as const;
		const line = { ...basics, ...amountsOf(record, basics, withVat) };
		const isFree = isZero(line.stated.after);
		return record.is_removed === true || isFree ? [] : [{ record, line }];
	});
	const doubt = doubtOf(order);
	return {
		number: textUnder(order, columns.number),
		currency: textUnder(order, columns.currency),
		sold: [...goods, ...shipping].map(({ line }) => line),
		returned: recordsIn(order.refunds).flatMap((refund, index) =>
			returnedBy(refund, linePlace('refunds', index, undefined), { goods, shipping, withVat }),
		),
		total: requiredAmount(order, columns.total, 'it'),
		remaining: amountAt(order, 'current_total_price', 'it'),
		payments: paymentsOf(order, columns),
		...(doubt === undefined ? {} : { doubt }),
	};
}

/** What a line of goods or of shipping comes to, and its rate. */
function amountsOf(
	record: IDataObject,
	{ place, quantity }: Pick<StatedLine, 'place' | 'quantity'>,
	withVat: boolean,
): Amounts {
	const each = requiredAmount(record, 'price', place);
	const whole = multiply(quantity, each);
	const discount = discountOf(record, each, place);
	const taxes = recordsIn(record.tax_lines).map((tax) => ({
		rate: multiply(requiredAmount(tax, 'rate', place), HUNDRED),
		amount: requiredAmount(tax, 'price', place),
	}));
	const rate = rateOf(taxes, place);
	const tax = taxes.map(({ amount }) => amount).reduce(add, ZERO);
	const charged = subtract(whole, discount);
	const after = withVat ? charged : add(charged, tax);
	const isFree = isZero(after) && taxes.length === 0;
	refuseOtherTax({ gross: after, rate, tax }, Math.abs(Number(decimalToString(quantity))), place);
	const known = isFree ? {} : { rate };
	if (withVat) return { ...known, stated: { each, before: whole, after } };
	const before = isZero(discount) ? after : multiply(whole, add(ONE, percent(rate)));
	return { ...known, stated: { before, after } };
}

/** What is taken off a line: its share of all discounts; of old orders, what they state instead. */
function discountOf(record: IDataObject, price: Decimal, place: string): Decimal {
	if (Array.isArray(record.discount_allocations)) {
		return sumAt(record, 'discount_allocations.amount', place);
	}
	const discounted = amountAt(record, 'discounted_price', place);
	if (discounted) return subtract(price, discounted);
	return amountAt(record, 'total_discount', place) ?? ZERO;
}

interface Sold {
	goods: SoldLine[];
	shipping: SoldLine[];
	withVat: boolean;
}

/** What a refund takes back. */
function returnedBy(refund: IDataObject, place: string, sold: Sold): StatedLine[] {
	const shippingLines = recordsIn(refund.refund_shipping_lines);
	const adjustments = recordsIn(refund.order_adjustments);
	const other = adjustments.find(
		(each) => each.kind !== 'shipping_refund' && !isZero(requiredAmount(each, 'amount', place)),
	);
	if (other) {
		throw orderError(
			`has a refund of other amounts than its lines come to (${String(other.reason ?? other.kind)}, ${String(other.amount)}) in ${place}, so nothing says which VAT it belongs to`,
			'Enter this receipt by hand.',
		);
	}
	return [
		...recordsIn(refund.refund_line_items).flatMap((record) => goodsBack(record, place, sold)),
		...(shippingLines.length > 0
			? shippingLines.map((record) => {
					const net = requiredAmount(record, 'subtotal_amount_set.shop_money.amount', place);
					const tax = amountAt(record, 'tax_amount_set.shop_money.amount', place) ?? ZERO;
					const id = fieldAt(record, 'shipping_line.id');
					return shippingBack([net, add(net, tax)], id, place, sold);
				})
			: adjustments
					.filter(({ kind }) => kind === 'shipping_refund')
					.map((record) => {
						const net = negate(requiredAmount(record, 'amount', place));
						const tax = negate(amountAt(record, 'tax_amount', place) ?? ZERO);
						return shippingBack([net, add(net, tax)], undefined, place, sold);
					})),
	];
}

/** What came back of a line. */
function goodsBack(record: IDataObject, refund: string, { goods, withVat }: Sold): StatedLine[] {
	const [own, ...others] = goods.filter((sold) => sold.record.id === record.line_item_id);
	if (!own || others.length > 0) {
		throw orderError(`has a refund in ${refund} of which not one line has the ID`);
	}
	const { line } = own;
	const place = `${refund} (${line.name ?? line.place})`;
	const quantity = requiredAmount(record, 'quantity', place);
	const subtotal = requiredAmount(record, 'subtotal', place);
	const amounts = [subtotal, add(subtotal, amountAt(record, 'total_tax', place) ?? ZERO)];
	if (isZero(quantity)) return [];
	const { each, before, after } = line.stated;
	const expected = shareOf(after, quantity, line.quantity);
	// What contains VAT, an account tells by its prices; where that doesn't fit, by what was sold.
	const [likely, other] = withVat ? amounts : [...amounts].reverse();
	const fitting = [likely, other].find(
		(amount) => amount && Math.abs(toCents(amount) - expected) <= 1,
	);
	if (!fitting) {
		throw orderError(
			`has ${centsToString(toCents(subtotal))} refunded in ${place}, but what came back was sold for ${centsToString(expected)}`,
			'Enter this receipt by hand.',
		);
	}
	const isPlain = isZero(subtract(before, after));
	const whole = isPlain ? fitting : fromCents(shareOf(before, quantity, line.quantity));
	return [backOf(line, place, { quantity, each, before: whole, after: fitting })];
}

/** What came back of the shipping: the amount that fits what it was sold for, or a part of it. */
function shippingBack(amounts: Decimal[], id: unknown, place: string, sold: Sold): StatedLine {
	const { shipping, withVat } = sold;
	const own = shipping.length === 1 ? shipping[0] : shipping.find(({ record }) => record.id === id);
	const [net = ZERO, gross = ZERO] = amounts;
	if (!own)
		throw orderError(`has a refund of shipping in ${place}, and not one line of shipping for it`);
	const { line } = own;
	const cents = toCents(line.stated.after);
	const whole = amounts.find((amount) => toCents(amount) === cents);
	const amount = whole ?? (withVat ? net : gross);
	return backOf(line, `${place} (${line.name ?? line.place})`, {
		quantity: ONE,
		each: undefined,
		before: amount,
		after: amount,
	});
}

function backOf(
	{ kind, name, article, rate }: StatedLine,
	place: string,
	{ quantity, each, before, after }: { quantity: Decimal } & NonNullable<StatedLine['stated']>,
): StatedLine {
	return {
		kind,
		place,
		name,
		article,
		rate,
		quantity: negate(quantity),
		stated: { each, before: negate(before), after: negate(after) },
	};
}

/** The share of an amount that some of its pieces have. */
function shareOf(amount: Decimal, pieces: Decimal, all: Decimal): Cents {
	return quotientCents(multiply(amount, pieces), all);
}

function paymentsOf(order: IDataObject, columns: OrderColumns): OrderPayment[] {
	const paid = recordsIn(order.transactions).filter(
		({ kind, status }) => (kind === 'sale' || kind === 'capture') && status === 'success',
	);
	if (paid.length === 0) {
		const names = fieldAt(order, columns.payment);
		const all = (Array.isArray(names) ? names : [names]).filter((name) => typeof name === 'string');
		return [...new Set(all)].map((name) => ({ names: [name] }));
	}
	// Transactions are in the currency that the customer saw, unless they were asked for otherwise.
	const isOther = paid.some(
		({ currency }) => typeof currency === 'string' && currency !== order.currency,
	);
	if (isOther) return [...new Set(paid.map(gatewayOf))].map((name) => ({ names: [name] }));
	const byName = new Map<string, Cents>();
	for (const transaction of paid) {
		const name = gatewayOf(transaction);
		const cents = toCents(requiredAmount(transaction, 'amount', 'transactions'));
		byName.set(name, (byName.get(name) ?? 0) + cents);
	}
	return [...byName].map(([name, cents]) => ({ names: [name], cents }));
}

const gatewayOf = ({ gateway }: IDataObject): string => String(gateway);

function doubtOf({ cancelled_at, test, financial_status }: IDataObject): string | undefined {
	if (cancelled_at !== null && cancelled_at !== undefined) return 'was canceled';
	if (test === true) return 'is a test order';
	if (typeof financial_status === 'string' && PAID.includes(financial_status)) return undefined;
	return typeof financial_status === 'string'
		? `is not paid: its financial_status is "${financial_status}"`
		: 'does not say that it is paid: it has no financial_status';
}
