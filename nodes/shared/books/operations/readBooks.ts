/** What operations of accounting read and book: a period, with or without keeping its receipts. */
import { DateTime } from 'luxon';
import type { DayRange } from '../../table/request';
import type { Call } from '../../table/types';
import { inTurns } from '../../values/inTurns';
import type { ShopClock } from '../../values/shopTime';
import type { Accounts } from '../accounts';
import { bookOf, bookOfSums, sequencesOf } from '../book';
import type { Confirmed } from '../book';
import type { BookSums } from '../bookSums';
import type { BooksIntake } from '../intake';
import { findNumbers } from '../missingNumbers';
import { readTextStyle } from '../panel/texts';
import { toSequences } from '../sequences';
import type { Sequence } from '../sequences';
import type { BooksSource, Wanted } from '../source';
import type { EarlierSummary, Grouping } from '../types';

/** What is asked for, as the panel says it. */
export function askedOf(call: Call, { period, clock }: Wanted, accounts: Accounts) {
	return { ...choicesOf(call, clock, accounts), period };
}

/** The same, whatever the days. */
export function choicesOf(call: Call, clock: ShopClock, accounts: Accounts) {
	const { options } = call.input;
	return {
		clock,
		groupBy: (options.groupBy as Grouping | undefined) ?? 'day',
		// What comes after this moment isn't known here.
		asOf: DateTime.fromMillis(call.now(), { zone: clock.timeZone }).toISO() ?? '',
		earlier: options.earlierSummary as EarlierSummary | undefined,
		accounts,
		style: readTextStyle(call.input),
	};
}

/** What numbers tell, with what the system says of those that are missing. */
async function confirmed(
	call: Call,
	{ confirm }: Pick<BooksSource, 'confirm'>,
	wanted: Wanted,
	sequences: readonly Sequence[],
): Promise<Confirmed> {
	const earlier = call.input.options.earlierSummary as EarlierSummary | undefined;
	const told = await inTurns(call, findNumbers(sequences, wanted.period, earlier));
	return confirm ? await confirm(call, told, wanted) : { ...told, found: [] };
}

/** What is asked for beside the days. */
export type AskedOfBooks = ReturnType<typeof askedOf>;

/** Where documents go, and what is read of them. */
interface Reading {
	/** What adds them up. */
	sums: BookSums;
	/** Where they go, if not only there. */
	intake?: BooksIntake;
	/** The business days to read, where they are more than those that are asked for. */
	period?: DayRange;
	/** Whether what comes out corrects days that were handed on before. */
	correctsLate?: boolean;
}

/**
 * Reads a period and books it: nothing of a receipt stays that books don't need.
 * @throws NodeApiError for what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function readInSums(
	call: Call,
	source: Pick<BooksSource, 'readInto' | 'confirm'>,
	wanted: Wanted,
	asked: AskedOfBooks,
	{ sums, intake = sums, period = wanted.period, correctsLate }: Reading,
) {
	const beside = await source.readInto(call, { ...wanted, period }, intake);
	const documents = sums.documents(beside.lanes);
	const sequences = await inTurns(call, sequencesOf(documents));
	const numbers = await confirmed(call, source, wanted, sequences);
	const booked = { ...asked, sequences, numbers, correctsLate };
	const made = await inTurns(call, bookOfSums(sums, booked, beside));
	return { ...made, documents, missingClosings: beside.remarks?.missingClosings };
}

/**
 * Reads a period and books it, and keeps the receipts that were read, also those of the days beside it.
 * @param correctsLate whether what comes out corrects days that were handed on before
 * @returns with the days that aren't closed
 * @throws NodeApiError for what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function readWithReceipts(
	call: Call,
	source: Pick<BooksSource, 'read' | 'confirm'>,
	wanted: Wanted,
	accounts: Accounts,
	correctsLate = false,
) {
	const asked = askedOf(call, wanted, accounts);
	const books = await source.read(call, wanted);
	const sequences = await inTurns(call, toSequences([...books.receipts, ...books.others]));
	const numbers = await confirmed(call, source, wanted, sequences);
	const { booked, ...made } = await inTurns(
		call,
		bookOf(books, { ...asked, numbers, correctsLate }),
	);
	const { openDays = [], missingClosings } = books.remarks ?? {};
	return { ...made, openDays, missingClosings, read: { documents: books.receipts, booked } };
}
