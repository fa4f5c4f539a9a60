/** What was read of a period → its bookings and their summary. Pure functions. */
import type { Steps } from '../values/inTurns';
import type { ShopClock } from '../values/shopTime';
import type { IsoMoment } from '../values/units';
import type { DayRange } from '../table/request';
import type { AccountingReceipt } from './receipt';
import type { Accounts } from './accounts';
import type { Booked as BookedReceipt } from './bookingGroups';
import { buildBookings, clearingCents } from './bookings';
import { settleCancelled } from './cancelled';
import { isWithin } from './period';
import type { PlaceDay } from './placeDay';
import { problemsOfBooks } from './problems';
import { reportOf } from './report';
import { findLastNumbers } from './lastNumbers';
import { findLate } from './late';
import { findNumbers } from './missingNumbers';
import type { Numbers } from './missingNumbers';
import { toSequences } from './sequences';
import { findShared } from './sharedNumbers';
import type { Numbered, Sequence } from './sequences';
import { summarize, takenBackByHand } from './summary';
import type {
	Booking,
	BookingSummary,
	EarlierSummary,
	Grouping,
	InAllLanguages,
	TextStyle,
} from './types';

/** What is to be known of a period's business days, in sentences. */
export interface Remarks {
	/** For the summary. */
	notes: readonly string[];
	/** What isn't right: for the summary, above the output, and for the report. */
	problems: readonly DayProblem[];
	/** Days that documents may still leave for another one, as they aren't closed; absent where none is. */
	openDays?: readonly PlaceDay[];
}

/** Something that isn't right with the business days. */
export interface DayProblem {
	sentence: string;
	/** The same for the report, shorter, and with what to do. */
	inReport: InAllLanguages;
}

/** What was read for a period. */
export interface Books {
	/** Of the period, and of the days beside it that had to be read. */
	receipts: AccountingReceipt[];
	/** Documents that don't count but have numbers. */
	others: Numbered[];
	/** What receipts that were cancelled in place were before, as far as that can be read. */
	originals?: AccountingReceipt[];
	/** On the business days; none where they end by the hour. */
	remarks?: Remarks;
}

/** What numbers tell when something else than the books was asked for those that are missing. */
export interface Confirmed extends Numbers {
	/** Receipts of other days that have numbers between those that were read. */
	found: AccountingReceipt[];
}

interface Booked {
	period: DayRange;
	clock: ShopClock;
	accounts: Accounts;
	groupBy: Grouping;
	/** How texts are written; in English without it. */
	style?: TextStyle;
	/** When it was read. */
	asOf: IsoMoment;
	/** Those of all that was read, where they have been sorted already. */
	sequences?: readonly Sequence[];
	/** What the numbers tell, where that has been looked into already. */
	numbers?: Confirmed;
	/** The summary of a run before. */
	earlier?: EarlierSummary;
}

/**
 * Makes bookings of the receipts of a period; those of the days beside it tell which numbers are known.
 * @returns `booked`: what the bookings are made of
 */
export function* bookOf(
	{ receipts, others, originals = [], remarks }: Books,
	{ period, clock, accounts, groupBy, style, asOf, sequences, numbers, earlier }: Booked,
): Steps<{ bookings: Booking[]; summary: BookingSummary; booked: BookedReceipt[] }> {
	const inPeriod = receipts.filter(({ businessDay }) => isWithin(businessDay, period));
	const settled = yield* settleCancelled(inPeriod, { originals, asOf, clock, earlier });
	const booked = [...settled.receipts, ...settled.reversals];
	const bookings = yield* buildBookings(booked, { groupBy, period }, accounts, style);
	const ofAll = sequences ?? (yield* toSequences([...receipts, ...others]));
	const { gaps, starts, found } = numbers ?? {
		...(yield* findNumbers(ofAll, period, earlier)),
		found: [],
	};
	// Documents that don't count aren't late, and aren't what numbers go on after.
	const ofReceipts = others.length === 0 ? ofAll : yield* toSequences(receipts);
	const withFound = found.length === 0 ? ofReceipts : yield* toSequences([...receipts, ...found]);
	const late = yield* findLate(receipts, withFound, period, clock, earlier, found);
	const shared = yield* findShared(ofAll, period);
	const wrongDays = remarks?.problems ?? [];
	const ofDays = wrongDays.map(({ sentence }) => sentence);
	const figures = yield* summarize(settled.receipts, {
		period,
		settled,
		starts,
		asOf,
		bookings: bookings.length,
		clearingCents: clearingCents(bookings, accounts),
		gaps,
		shared,
		late,
		lastNumbers: yield* findLastNumbers(ofReceipts, period, earlier),
		ofDays: [...ofDays, ...(remarks?.notes ?? [])],
	});
	const byHand = yield* takenBackByHand(settled.unreadable);
	const facts = { period, gaps, shared, late, byHand, ofDays };
	const problems = yield* problemsOfBooks(settled.receipts, facts);
	const { title, text } = reportOf(figures, {
		gaps,
		shared,
		byHand: settled.unreadable,
		ofDays: wrongDays.map(({ inReport }) => inReport),
		language: style?.language ?? 'en',
	});
	const { type, ...rest } = figures;
	const ok = problems.length === 0;
	return { bookings, summary: { type, ok, title, ...rest, problems, text }, booked };
}
