/** KassaForte's orders: the check against the menu, the id, the status as time passes. */
import { fromCents, toCents } from '../money.mts';
import { ORDER_STAGES, readOrder, type ReadOrder } from './guesses.mts';
import { orderError, type OrderError } from './order-errors.mts';
import { DISCOUNT_CODES, DISHES, PAYMENT_METHOD_COUNT } from './shop.mts';

export interface StoredOrder {
	id: string;
	shop: string;
	/** Milliseconds since 1970. */
	placed: number;
	body: unknown;
}

const euros = (cents: number): string => fromCents(cents).toFixed(2);

/** Checks one line; returns what it comes to in cents, or undefined when that can't be told. */
function checkLine(line: ReadOrder['lines'][number], errors: OrderError[]): number | undefined {
	const { number, size, count, each } = line;
	if (number === undefined || count === undefined) return undefined;
	const dish = DISHES.flatMap(({ dishes }) => dishes).find((known) => known.number === number);
	if (!dish) {
		errors.push(orderError('unknownArticle', number));
		return undefined;
	}
	const price = dish.bySize[size - 1];
	if (price === undefined) {
		errors.push(orderError('articleSize', number, String(size)));
		return undefined;
	}
	const ours = toCents(price);
	if (each !== undefined && toCents(each) !== ours) {
		errors.push(orderError('articlePrice', euros(ours), euros(toCents(each))));
	}
	return ours * count;
}

/**
 * Checks an order as far as its guessed fields are there: a body in other words passes.
 * @returns the refusals; none when the order is taken
 */
export function checkOrder(body: unknown): OrderError[] {
	const { total, paymentIndex, discount, lines } = readOrder(body);
	const errors: OrderError[] = [];
	const sums = lines.map((line) => checkLine(line, errors));
	if (discount !== undefined && !Object.hasOwn(DISCOUNT_CODES, discount)) {
		errors.push(orderError('unknownDiscount', discount));
	}
	const methods = Array.from({ length: PAYMENT_METHOD_COUNT }, (_, index) => index);
	if (paymentIndex !== undefined && !methods.includes(paymentIndex)) {
		errors.push(orderError('paymentMethod', String(paymentIndex)));
	}
	const known = sums.length > 0 && sums.every((cents) => cents !== undefined);
	if (known && total !== undefined && discount === undefined) {
		const ours = sums.reduce<number>((all, cents) => all + (cents ?? 0), 0);
		if (toCents(total) !== ours) errors.push(orderError('sum', euros(ours), euros(toCents(total))));
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
