/** Receipts and bookings of a period → what each business day and place comes to. Pure functions. */
import { eachStep, mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { groupsOf } from '../../values/groups';
import type { Accounts } from '../accounts';
import { booksKeyOf, placeDayOf } from '../placeDay';
import type { PlaceDay } from '../placeDay';
import type { AccountingReceipt } from '../receipt';
import type { Booking } from '../types';
import type { NumberRanges } from './entry';
import type { JournalLine } from './line';
import { toJournalLines } from './lines';
import { numberRanges } from './numberRanges';

/** What a business day and place comes to, all types of document together. */
export interface JournalDay extends PlaceDay {
	lines: JournalLine[];
	receipts: number;
	numbers: NumberRanges;
}

/**
 * The business days and places that have receipts.
 * @param receipts of the period
 * @param bookings of the same, per day: what takes back on later days mustn't be among them
 * @returns by the key of each (placeDay.ts), in any order
 */
export function* journalDays(
	receipts: readonly AccountingReceipt[],
	bookings: readonly Booking[],
	accounts: Accounts,
): Steps<Map<string, JournalDay>> {
	const byDay = new Map<string, { day: PlaceDay; own: AccountingReceipt[] }>();
	yield* eachStep(receipts, (receipt) => {
		const day = placeDayOf(receipt);
		const key = booksKeyOf(day);
		const known = byDay.get(key) ?? { day, own: [] };
		byDay.set(key, known);
		known.own.push(receipt);
	});
	const booked = groupsOf(bookings, ({ place, date }) => booksKeyOf({ place, businessDay: date }));
	const days = yield* mapSteps([...byDay], ([key, { day, own }]): [string, JournalDay] => [
		key,
		{
			...day,
			lines: toJournalLines(booked.get(key) ?? [], accounts),
			receipts: own.length,
			numbers: numberRanges(own),
		},
	]);
	return new Map(days);
}
