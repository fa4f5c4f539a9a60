/** Bookings → one row per VAT rate, as a VAT return or a spreadsheet takes it. Pure functions. */
import { z } from 'zod';
import { amount, cents, exact } from './receipt';
import { groupsOf } from '../values/groups';
import { centsToString } from '../values/money';
import type { DayRange } from '../table/request';
import { compareRates } from './order';
import type { Booking, BookingKind } from './types';

/** What was sold at one rate in a period, all kinds of it together, less what was taken back. */
export const vatTotalSchema = z
	.object({
		/** Business days, both included. */
		from: z.string().date(),
		to: z.string().date(),
		/** What the row is, e.g. `VAT 20%`. */
		text: z.string(),
		/** Per cent; null where it isn't known, and for what has none. */
		taxRate: exact.nullable(),
		/** Null where there is no rate. */
		net: amount.nullable(),
		tax: amount.nullable(),
		gross: amount,
		netCents: cents.nullable(),
		taxCents: cents.nullable(),
		grossCents: cents,
	})
	.strict();

/** A row as it comes out. */
export type VatTotal = z.infer<typeof vatTotalSchema>;

const UNKNOWN = 'VAT rate not known';

/**
 * What is no supply where it is at 0 %, and so isn't to be found among sales that are free of tax, nor in a
 * return. At another rate it has VAT as everything else.
 */
const NO_SUPPLY: ReadonlyMap<BookingKind, string> = new Map<BookingKind, string>([
	['voucherSale', 'Vouchers sold (no VAT)'],
	['tip', 'Tips (no VAT)'],
	['deposit', 'Deposits (no VAT)'],
	['cashIn', 'Cash in (no VAT)'],
	['cashOut', 'Cash out (no VAT)'],
	['tillDifference', 'Till differences (no VAT)'],
	['rounding', 'Rounding (no VAT)'],
]);

/**
 * Adds up bookings by rate, so that all rows together are the whole: what has no rate that is known, and
 * what is no supply at 0 %, has rows of its own at the end.
 * @param bookings of a period, whose days stand in each row
 */
export function vatTotals(bookings: readonly Booking[], { from, to }: DayRange): VatTotal[] {
	const sold = bookings.filter(({ kind }) => kind !== 'payment' && kind !== 'difference');
	return [...groupsOf(sold, textOf)]
		.map(([text, group]): VatTotal => {
			const [first] = group;
			const taxRate = first && !isNoSupply(first) ? first.taxRate : null;
			const grossCents = sum(group.map((booking) => booking.grossCents));
			const taxCents = taxRate === null ? null : sum(group.map((booking) => booking.taxCents ?? 0));
			const netCents = taxCents === null ? null : grossCents - taxCents;
			return {
				from,
				to,
				text,
				taxRate,
				net: netCents === null ? null : centsToString(netCents),
				tax: taxCents === null ? null : centsToString(taxCents),
				gross: centsToString(grossCents),
				netCents,
				taxCents,
				grossCents,
			};
		})
		.sort((a, b) => compareRates(a.taxRate, b.taxRate) || orderOf(a) - orderOf(b));
}

function isNoSupply({ kind, taxRate }: Booking): boolean {
	return NO_SUPPLY.has(kind) && (taxRate === '0' || (taxRate === null && kind === 'rounding'));
}

function textOf(booking: Booking): string {
	const { kind, taxRate } = booking;
	if (isNoSupply(booking)) return NO_SUPPLY.get(kind) ?? '';
	return taxRate === null ? UNKNOWN : `VAT ${taxRate}%`;
}

/** What has no rate, in the order of kinds; what isn't known comes first. */
function orderOf({ text }: VatTotal): number {
	return [...NO_SUPPLY.values()].indexOf(text);
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
