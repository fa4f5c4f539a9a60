/**
 * How the amounts of a receipt add up (document: Beleg erstellen, which lists the fields and says
 * nothing on this): for receipts that are read and for those that are written.
 */
import {
	add,
	fromCents,
	multiply,
	negate,
	ONE,
	percent,
	splitByWeight,
	subtract,
	toCents,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';

export interface Discounts {
	/** In euros. */
	discountAbsolute?: Decimal;
	discountPercentage?: Decimal;
}

/** Assumption: an amount less its discounts = amount × (1 − percentage / 100) − absolute. */
function discounted(amount: Decimal, discounts: Discounts): Decimal {
	const remaining = add(ONE, negate(percent(discounts.discountPercentage ?? ZERO)));
	return subtract(multiply(amount, remaining), discounts.discountAbsolute ?? ZERO);
}

/** Assumption: line = amount × priceOne less the line's discounts, rounded once to the cent. */
export function lineCents(line: Discounts & { amount: Decimal; priceOne: Decimal }): number {
	return toCents(discounted(multiply(line.amount, line.priceOne), line));
}

/**
 * Assumption: the receipt's own discounts lower the sum of the lines in the same way as a line's
 * do, and are split over the lines by gross with the largest remainder.
 * @param cents what each line comes to
 * @returns the price of the receipt, and what each line comes to in it; no lines where there are no
 * amounts to split the discount over
 */
export function discountReceipt(
	cents: readonly number[],
	discounts: Discounts,
): { priceCents: number; lines?: number[] } {
	const sum = cents.reduce((total, each) => total + each, 0);
	const priceCents = toCents(discounted(fromCents(sum), discounts));
	const shares = splitByWeight(sum - priceCents, cents);
	return {
		priceCents,
		...(shares ? { lines: cents.map((each, index) => each - (shares[index] ?? 0)) } : {}),
	};
}
