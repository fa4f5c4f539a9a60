/** Exact money for the sandbox: decimals in, integer cents out. */
import Big from 'big.js';

/** A decimal as big.js takes it: a number, a decimal string or a Big. */
export type Decimal = Big.BigSource;

/** Rounds an amount in currency units to integer cents, half away from zero. */
export function toCents(amount: Decimal): number {
	return Number(new Big(amount).times(100).round(0, Big.roundHalfUp).toString());
}

/** Integer cents as a JSON number of currency units: 1234 → 12.34. */
export function fromCents(cents: number): number {
	return Number(new Big(cents).div(100).toString());
}

/** A rate without trailing zeros, as the totals name it: 22 → "22", 7.70 → "7.7". */
export function rateText(rate: Decimal): string {
	return new Big(rate).toString();
}

/**
 * The tax in a gross amount, rounded once half away from zero; the net amount is what is left.
 * @param grossCents integer cents
 * @param rate per cent, 22 for 22 %
 * @returns integer cents
 */
export function taxInGross(grossCents: number, rate: Decimal): number {
	const tax = new Big(grossCents).times(rate).div(new Big(rate).plus(100));
	return Number(tax.round(0, Big.roundHalfUp).toString());
}

/**
 * Splits an amount by weights so that the parts sum to it exactly (largest remainder; among equal
 * remainders the earlier part gets the cent).
 * @param totalCents integer cents, negative too
 * @param weights sizes of the parts, for example gross cents; only their magnitude counts
 * @returns one integer per weight; all to the first part when every weight is 0
 */
export function splitByWeight(totalCents: number, weights: readonly number[]): number[] {
	if (weights.length === 0) return [];
	const sizes = weights.map((weight) => Math.abs(weight));
	const sum = sizes.reduce((left, right) => left + right, 0);
	if (sum === 0) return weights.map((_, index) => (index === 0 ? totalCents : 0));
	const sign = totalCents < 0 ? -1 : 1;
	const amount = BigInt(Math.abs(totalCents));
	const parts = sizes.map((size, index) => {
		const share = amount * BigInt(size);
		return { index, whole: Number(share / BigInt(sum)), remainder: share % BigInt(sum) };
	});
	let left = Math.abs(totalCents) - parts.reduce((total, part) => total + part.whole, 0);
	const byRemainder = [...parts].sort((a, b) =>
		a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
	);
	for (const part of byRemainder) {
		if (left === 0) break;
		part.whole += 1;
		left -= 1;
	}
	return parts.map((part) => (part.whole === 0 ? 0 : sign * part.whole));
}
