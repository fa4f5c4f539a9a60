/** Bookings of a period and of the days before it, less what earlier runs have handed on. */
import { addDays } from '../../values/dates';
import { eachInTurns, inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { DayRange } from '../../table/request';
import type { Call } from '../../table/types';
import { bookGroups } from '../bookings';
import { BookSums } from '../bookSums';
import { placeOf } from '../facts';
import { onlyNew } from '../handedOn/onlyNew';
import type { HandedOnState } from '../handedOn/state';
import { nothingNew, onlyNewRemarks, reportLine, unseenRemark } from '../handedOn/words';
import type { BooksIntake, TakenReceipt } from '../intake';
import { ofUndated } from '../problems';
import { isUndated } from '../unreadable';
import { readCorrectionChoices } from '../panel/journal';
import { daysToRead } from '../panel/onlyNew';
import type { BooksSource, Wanted } from '../source';
import type { Booking, BookingSummary } from '../types';
import { withHandedOn } from './handedOn';
import { readInSums } from './readBooks';
import type { AskedOfBooks } from './readBooks';
import { otherDays } from './readJournal';

/** What is new of a period, and the summary of all of it. */
export interface NewBookings {
	bookings: Booking[];
	summary: BookingSummary;
	/** Sentences beside a file. */
	remarks: string[];
	/** Why there is no file; undefined where there is one. */
	nothing?: string;
}

/**
 * Reads a period, and the days before it that the user wants looked at again.
 * @param state what was handed on before
 * @throws InputError where what was handed on can't be told, before anything is sent; NodeApiError for what can't be
 *   read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function readOnlyNew(
	call: Call,
	source: Pick<BooksSource, 'readInto' | 'confirm' | 'source'>,
	wanted: Wanted,
	asked: AskedOfBooks,
	state: HandedOnState | undefined,
): Promise<NewBookings> {
	const { earlier, groupBy, accounts, style } = asked;
	const { daysBefore, ...choices } = readCorrectionChoices(call.input);
	const period = daysToRead(wanted.period, groupBy, state, daysBefore);
	// What was cancelled counts nothing on its day: what was handed on of it is taken back by comparison.
	const settled = { ...asked, earlier: undefined };
	const sums = new BookSums(settled);
	const older = olderSums(settled, period);
	const intake = new DatedIntake(sums, older ? [older] : []);
	const reading = { sums, intake, period, correctsLate: true };
	const read = await readInSums(call, source, wanted, asked, reading);
	if (read.missingClosings !== undefined) throw otherDays(read.missingClosings);
	const { documents } = read;
	const before = older ? (await inTurns(call, older.close(documents))).groups : [];
	const fresh = [...(await inTurns(call, bookGroups(before, accounts, style))), ...read.bookings];
	const places = new Set<string>();
	await eachInTurns(call, documents, (document) => places.add(placeOf(document)?.id ?? ''));
	const { language = 'en' } = style;
	const comparing = onlyNew(fresh, state, {
		source: source.source,
		period,
		groupBy,
		places,
		...choices,
		language,
	});
	const found = await inTurns(call, comparing);
	const line = earlier ? `\n${reportLine(found, earlier.asOf, language)}` : '';
	return {
		bookings: found.bookings,
		summary: await withHandedOn(
			call,
			{
				...read.summary,
				ok: read.summary.ok && intake.undated === 0,
				problems: [...read.summary.problems, ...ofUndated(intake.undated, 'booking')],
				text: `${read.summary.text}${line}`,
			},
			found.state,
		),
		remarks: [
			...(earlier ? onlyNewRemarks(found, earlier.asOf) : []),
			...unseenRemark(found.unseen),
		],
		...(earlier && found.bookings.length === 0 ? { nothing: nothingNew(found, earlier.asOf) } : {}),
	};
}

/** The days before the period, added up by themselves: the summary is of the period. */
function olderSums(asked: AskedOfBooks, read: DayRange): BookSums | undefined {
	const { from } = asked.period;
	if (read.from >= from) return undefined;
	return new BookSums({ ...asked, period: { from: read.from, to: addDays(from, -1) } });
}

/** Gives receipts to those that add them up, but for what says no day; the first of them keeps the numbers. */
class DatedIntake implements BooksIntake {
	readonly keepsReceipts = false;
	/** Receipts that were left out. */
	undated = 0;

	constructor(
		private readonly first: BookSums,
		private readonly others: readonly BookSums[],
	) {}

	/** @see BooksIntake.note */
	note(...given: Parameters<BooksIntake['note']>): number {
		return this.first.note(...given);
	}

	/** @see BooksIntake.take */
	*take(taken: readonly TakenReceipt[]): Steps<void> {
		const dated = taken.filter(({ receipt }) => !isUndated(receipt));
		this.undated += taken.length - dated.length;
		for (const sums of [this.first, ...this.others]) yield* sums.take(dated);
	}

	/** @see BooksIntake.documents */
	documents(lanes?: readonly string[]): ReturnType<BooksIntake['documents']> {
		return this.first.documents(lanes);
	}
}
