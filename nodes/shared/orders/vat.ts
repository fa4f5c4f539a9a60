/** The VAT of a line, as a shop states it by rates and amounts. Pure functions. */
import { centsToString, decimalToString, isZero, taxWithin, toCents, ZERO } from '../values/money';
import type { Decimal } from '../values/money';
import { orderError } from './stated';

/** One tax of a line: its rate in percent, and its amount. */
export interface StatedTax {
	rate: Decimal;
	amount: Decimal;
}

/**
 * The one rate of a line.
 * @param taxes all that the shop states for it
 * @throws InputError where several rates are in it: a receipt has one rate for each line
 */
export function rateOf(taxes: readonly StatedTax[], place: string): Decimal {
	const charged = taxes.filter(({ amount }) => !isZero(amount));
	const meant = charged.length > 0 ? charged : taxes;
	const rates = new Map(meant.map(({ rate }) => [decimalToString(rate), rate]));
	const [only, ...others] = rates.values();
	if (others.length === 0 && charged.length < 2) return only ?? ZERO;
	const words = meant.map(({ rate }) => `${decimalToString(rate)}%`).join(' and ');
	throw orderError(
		`has VAT of ${words} in ${place}, and a line of a receipt has one rate`,
		'Have the shop charge one rate for it, or enter this receipt by hand.',
	);
}

/**
 * Refuses a rate that doesn't make the tax which the shop has charged: the customer may be free of VAT.
 * @param gross what the line comes to with VAT
 * @param pieces how many prices may have been rounded in it
 */
export function refuseOtherTax(
	{ gross, rate, tax }: { gross: Decimal; rate: Decimal; tax: Decimal },
	pieces: number,
	place: string,
): void {
	const [stated, expected] = [toCents(tax), taxWithin(toCents(gross), rate)];
	if (Math.abs(stated - expected) <= 1 + pieces) return;
	throw orderError(
		`has ${centsToString(stated)} as VAT in ${place}, but ${decimalToString(rate)}% of it are ${centsToString(expected)}`,
		'Look at the VAT of this order in the shop, or enter this receipt by hand.',
	);
}
