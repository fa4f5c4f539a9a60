/** What was read of a period → its bookings and their summary. Pure functions. */
import type { ShopClock } from '../shopTime';
import type { DayRange } from '../types';
import type { AccountingReceipt } from '../accounting';
import type { Accounts } from './accounts';
import { buildBookings, clearingCents } from './bookings';
import { isWithin } from './period';
import { findGaps, findLastNumbers, findLate } from './sequences';
import type { Gap, Numbered } from './sequences';
import { summarize } from './summary';
import type { Booking, BookingSummary, EarlierSummary, Grouping } from './types';

/** What was read for a period. */
export interface Books {
	/** Of the period, and of the days beside it that had to be read. */
	receipts: AccountingReceipt[];
	/** Documents that don't count but have numbers. */
	others: Numbered[];
}

interface Booked {
	period: DayRange;
	clock: ShopClock;
	accounts: Accounts;
	groupBy: Grouping;
	/** ISO date-time at which it was read. */
	asOf: string;
	/** The missing numbers, where something else than the books was asked for them. */
	gaps?: Gap[];
	/** The summary of a run before. */
	earlier?: EarlierSummary;
}

/** Makes bookings of the receipts of a period; those of the days beside it tell which numbers are known. */
export function bookOf(
	{ receipts, others }: Books,
	{ period, clock, accounts, groupBy, asOf, gaps, earlier }: Booked,
): { bookings: Booking[]; summary: BookingSummary } {
	const counted = receipts.filter(({ businessDay }) => isWithin(businessDay, period));
	const bookings = buildBookings(counted, groupBy, accounts);
	const summary = summarize(counted, {
		period,
		asOf,
		bookings: bookings.length,
		clearingCents: clearingCents(bookings, accounts),
		gaps: gaps ?? findGaps([...receipts, ...others], period),
		late: findLate(receipts, period, clock, earlier),
		lastNumbers: findLastNumbers(receipts, period),
	});
	return { bookings, summary };
}
