/** What a Kassandro receipt comes to, in cents: price, tax by rate, payments, change. */
import Big from 'big.js';
import { rateText, splitByWeight, toCents, type Decimal } from '../money.mts';
import type { ReceiptKind } from '../core/vendor.mts';

/** The means under which a redeemed voucher is counted; all others go by their own name. */
export const VOUCHER_MEANS = 'voucher';

/** The truth about one receipt, in integer cents. Payments less change sum to the gross amount. */
export interface Truth {
	kind: ReceiptKind;
	grossCents: number;
	taxes: Array<{ rate: string; grossCents: number; taxCents: number }>;
	payments: Array<{ means: string; cents: number }>;
	changeCents: number;
}

interface Discounts {
	discountPercentage: Decimal;
	discountAbsolute: Decimal;
}

/** base × (1 − percentage / 100) − absolute, rounded once to the cent, half away from zero. */
function discounted(base: Big, { discountPercentage, discountAbsolute }: Discounts): number {
	const factor = new Big(100).minus(discountPercentage).div(100);
	return toCents(base.times(factor).minus(discountAbsolute));
}

/** What one line comes to, in cents. Amounts in euros. */
export function lineCents(line: Discounts & { amount: Decimal; priceOne: Decimal }): number {
	return discounted(new Big(line.amount).times(line.priceOne), line);
}

/** The tax in a gross amount, rounded once to the cent, half away from zero. */
export function taxCents(grossCents: number, rate: Decimal): number {
	const tax = new Big(grossCents).times(rate).div(new Big(rate).plus(100));
	return Number(tax.round(0, Big.roundHalfUp).toString());
}

/** Price of a receipt in cents: its lines, less its own discounts. */
export function priceCents(lines: ReadonlyArray<{ cents: number }>, discounts: Discounts): number {
	const sum = lines.reduce((total, line) => total + line.cents, 0);
	return discounted(new Big(sum).div(100), discounts);
}

/**
 * What each line comes to once the receipt's own discounts are taken off, in cents. With lines below
 * zero among them a receipt has no discounts of its own: nothing says how those would be split.
 */
export function settledCents(
	lines: ReadonlyArray<{ cents: number }>,
	discounts: Discounts,
): number[] {
	const parts = splitByWeight(
		lines.reduce((total, line) => total + line.cents, 0) - priceCents(lines, discounts),
		lines.map((line) => line.cents),
	);
	return lines.map((line, index) => line.cents - (parts[index] ?? 0));
}

/** A voucher pays no more than there is to pay, in either direction; of the rest nothing is known. */
function redeemed(voucher: number, grossCents: number): number {
	const most = Math.max(0, grossCents);
	const least = Math.min(0, grossCents);
	return grossCents < 0 ? Math.max(least, Math.min(most, voucher)) : Math.min(most, voucher);
}

/**
 * Settles a receipt.
 * @param lines what each line comes to, and its VAT rate in per cent
 * @param given cents that the customer handed over
 * @param voucher cents of vouchers redeemed: a means of payment, it lowers no price
 */
export function settle(
	lines: ReadonlyArray<{ cents: number; rate: Decimal }>,
	discounts: Discounts,
	payment: { paymentMethod: string; given: number; voucher: number },
	kind: ReceiptKind,
): Truth {
	const grossCents = priceCents(lines, discounts);
	const settled = settledCents(lines, discounts);
	const byRate = new Map<string, number>();
	lines.forEach((line, index) => {
		const rate = rateText(line.rate);
		byRate.set(rate, (byRate.get(rate) ?? 0) + (settled[index] ?? 0));
	});
	const voucher = redeemed(payment.voucher, grossCents);
	const due = grossCents - voucher;
	const changeCents = Math.max(0, payment.given - due);
	const payments = [
		{ means: payment.paymentMethod, cents: due + changeCents },
		{ means: VOUCHER_MEANS, cents: voucher },
	].filter(({ cents }) => cents !== 0);
	return {
		kind,
		grossCents,
		taxes: [...byRate].map(([rate, cents]) => ({
			rate,
			grossCents: cents,
			taxCents: taxCents(cents, rate),
		})),
		payments,
		changeCents,
	};
}

/** The truth about the receipt that cancels another: its mirror image, as if paid without change. */
export function mirrored(truth: Truth): Truth {
	const change = (index: number): number => (index === 0 ? truth.changeCents : 0);
	return {
		kind: 'cancellation',
		grossCents: -truth.grossCents,
		taxes: truth.taxes.map((tax) => ({
			rate: tax.rate,
			grossCents: -tax.grossCents,
			taxCents: -tax.taxCents,
		})),
		payments: truth.payments.map(({ means, cents }, index) => ({
			means,
			cents: change(index) - cents,
		})),
		changeCents: 0,
	};
}
