/** KassaForte's orders: the check against the menu, the id, the status as time passes. */
import { fromCents, toCents } from '../money.mts';
import { ORDER_STAGES, type OrderGuess, type OrderItemGuess } from './guesses.mts';
import { orderError, type OrderError } from './order-errors.mts';
import { DISCOUNT_CODES, MENU, PAYMENT_METHOD_COUNT } from './shop.mts';

export interface StoredOrder {
	id: string;
	shop: string;
	/** Milliseconds since 1970. */
	placed: number;
	body: unknown;
}

const euros = (cents: number): string => fromCents(cents).toFixed(2);
const text = (value: unknown): string =>
	typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Checks one item; returns what it comes to in cents, or undefined when that can't be told. */
function checkItem(item: OrderItemGuess, errors: OrderError[]): number | undefined {
	const { itemNo, sizeId = 1, amount = 1, price } = item;
	if (itemNo === undefined || typeof amount !== 'number') return undefined;
	const product = MENU.categories
		.flatMap(({ products }) => products)
		.find((candidate) => candidate.itemNo === text(itemNo));
	if (!product) {
		errors.push(orderError('unknownArticle', text(itemNo)));
		return undefined;
	}
	const each = product.prices[Number(sizeId)];
	if (each === undefined) {
		errors.push(orderError('articleSize', text(itemNo), text(sizeId)));
		return undefined;
	}
	const ours = toCents(each);
	if (typeof price === 'number' && toCents(price) !== ours) {
		errors.push(orderError('articlePrice', euros(ours), euros(toCents(price))));
	}
	return ours * amount;
}

/**
 * Checks an order as far as its guessed fields are there: a body in other words passes.
 * @returns the refusals; none when the order is taken
 */
export function checkOrder(body: unknown): OrderError[] {
	const { items, sum, paymentMethod, discountCode } = body as OrderGuess;
	const errors: OrderError[] = [];
	const sums = (Array.isArray(items) ? items : []).map((item: unknown) =>
		checkItem((item ?? {}) as OrderItemGuess, errors),
	);
	const known = sums.length > 0 && sums.every((cents) => cents !== undefined);
	if (discountCode !== undefined && !Object.hasOwn(DISCOUNT_CODES, text(discountCode))) {
		errors.push(orderError('unknownDiscount', text(discountCode)));
	}
	const methods = Array.from({ length: PAYMENT_METHOD_COUNT }, (_, index) => index);
	if (typeof paymentMethod === 'number' && !methods.includes(paymentMethod)) {
		errors.push(orderError('paymentMethod', text(paymentMethod)));
	}
	if (known && typeof sum === 'number' && discountCode === undefined) {
		const ours = sums.reduce<number>((total, cents) => total + (cents ?? 0), 0);
		if (toCents(sum) !== ours) errors.push(orderError('sum', euros(ours), euros(toCents(sum))));
	}
	return errors;
}

/**
 * A new order id: 14 digits.
 * @param count how many orders there were before
 */
export function newOrderId(now: number, count: number): string {
	const seconds = String(Math.floor(now / 1000)).padStart(10, '0');
	return `${seconds}${String(count % 10000).padStart(4, '0')}`;
}

/** How far an order has come by now. */
export function orderStatus({ placed }: StoredOrder, now: number): string {
	const minutes = (now - placed) / 60_000;
	const reached = ORDER_STAGES.filter(({ afterMinutes }) => minutes >= afterMinutes);
	return (reached.at(-1) ?? ORDER_STAGES[0]!).status;
}
