/** What the days of a period come to, day by day and place by place, with the summary of all. */
import type { Call } from '../../table/types';
import { inTurns } from '../../values/inTurns';
import { buildBookings } from '../bookings';
import { placeOf } from '../facts';
import { journalDays } from '../journal/days';
import type { JournalDay } from '../journal/days';
import { InputError } from '../../table/inputError';
import { readAccounts } from '../panel/accounts';
import { AT_CLOSING, businessDayEnds } from '../panel/period';
import { readTextStyle } from '../panel/texts';
import { isWithin } from '../period';
import type { PlaceDay } from '../placeDay';
import type { Accounts } from '../accounts';
import type { AccountingReceipt, Place } from '../receipt';
import type { BooksSource, Wanted } from '../source';
import type { BookingSummary } from '../types';
import { isUndated } from '../unreadable';
import { readWithReceipts } from './readBooks';

/** A period as the journal sees it. */
export interface PeriodOfJournal {
	summary: BookingSummary;
	/** By the key of each (placeDay.ts). */
	days: Map<string, JournalDay>;
	/** Registers and shops of which anything was read, by ID. */
	places: Map<string, Place>;
	/** Receipts that can't be read and say no day: they are in no day. */
	undated: number;
	/** Days that aren't closed. */
	openDays: readonly PlaceDay[];
}

/**
 * Reads a period, and makes up its days.
 * @param correctsLate whether what comes out corrects days that were posted before
 * @throws InputError where days are to end with closings and the account gives none; NodeApiError for what can't be
 * read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function readJournal(
	call: Call,
	source: Pick<BooksSource, 'read' | 'confirm'>,
	wanted: Wanted,
	correctsLate = false,
): Promise<PeriodOfJournal> {
	const accounts = readAccounts(call.input);
	const made = await readWithReceipts(call, source, wanted, accounts, correctsLate);
	const { summary, read, openDays, missingClosings } = made;
	if (missingClosings !== undefined) throw otherDays(missingClosings);
	return { summary, openDays, ...(await journalOf(call, read.documents, wanted, accounts)) };
}

/**
 * The days of a period, of receipts that are there.
 * @param receipts also of the days beside it
 */
export async function journalOf(
	call: Call,
	receipts: readonly AccountingReceipt[],
	wanted: Pick<Wanted, 'period'>,
	accounts: Accounts,
): Promise<Pick<PeriodOfJournal, 'days' | 'places' | 'undated'>> {
	const inPeriod = receipts.filter(({ businessDay }) => isWithin(businessDay, wanted.period));
	const dated = inPeriod.filter((receipt) => !isUndated(receipt));
	const style = readTextStyle(call.input);
	const bookings = await inTurns(call, buildBookings(dated, { groupBy: 'day' }, accounts, style));
	return {
		days: await inTurns(call, journalDays(dated, bookings, accounts)),
		places: new Map(receipts.map(placeOf).map((place) => [place?.id ?? '', place])),
		undated: inPeriod.length - dated.length,
	};
}

/** Books are handed on for good: on days that end otherwise, what was posted would be taken back and posted anew. */
export function otherDays(status: string): InputError {
	return new InputError(
		businessDayEnds.property.displayName,
		`is "${AT_CLOSING}", and the account gave no closings (status ${status})`,
		'On days that end otherwise, all that was posted would be taken back and posted anew. Run it again later; if it stays so, ask whether the licence includes the closings, or choose "At a Fixed Hour" once and for all. Nothing was changed.',
	);
}
