/** What was read of a period → its bookings and their summary. Pure functions. */
import { eachStep, mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Day } from '../values/units';
import type { AccountingReceipt } from './receipt';
import type { Booked as BookedReceipt } from './bookingGroups';
import { bookGroups, clearingCents } from './bookings';
import { BookSums } from './bookSums';
import type { Asked, SummedBooks } from './bookSums';
import { isCancelledInPlace, settleCancelled } from './cancelled';
import { joined, pickSteps } from './documentList';
import type { ListOf } from './documentList';
import type { NotedDocument } from './intake';
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
import type { SharedNumber } from './sharedNumbers';
import type { Numbered, Sequence } from './sequences';
import { summarize, takenBackByHand } from './summary';
import { cashMovementsOf } from './totals';
import type { Booking, BookingSummary, InAllLanguages, TextStyle } from './types';

/** What is to be known of a period's business days, in sentences. */
export interface Remarks {
	/** For the summary. */
	notes: readonly string[];
	/** What isn't right: for the summary, above the output, and for the report. */
	problems: readonly DayProblem[];
	/** Days that documents may still leave for another one, as they aren't closed; absent where none is. */
	openDays?: readonly PlaceDay[];
	/** The vendor's status where days were to end with closings and the account gave none: they end by the hour. */
	missingClosings?: string;
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

/** What books are made for. */
export interface BookingRequest extends Asked {
	/** How texts are written; in English without it. */
	style?: TextStyle;
	/** What the numbers tell, where that has been looked into already. */
	numbers?: Confirmed;
	/** Whether what comes out corrects days that were handed on: then late receipts of the period need nothing more. */
	correctsLate?: boolean;
}

/** A period's bookings and their summary. */
export interface Book {
	bookings: Booking[];
	summary: BookingSummary;
}

/**
 * Makes bookings of the receipts of a period; those of the days beside it tell which numbers are known.
 * @returns `booked`: what the bookings are made of
 */
export function* bookOf(
	{ receipts, others, originals = [], remarks }: Books,
	booked: BookingRequest,
): Steps<Book & { booked: BookedReceipt[] }> {
	const sums = new BookSums(booked);
	const byId = new Map(originals.map((original) => [original.id, original]));
	const taken = yield* mapSteps(receipts, (receipt) => ({
		at: sums.note(receipt, true, ''),
		receipt,
		original: isCancelledInPlace(receipt) ? byId.get(receipt.id) : undefined,
	}));
	yield* eachStep(others, (other) => sums.note(other, false, ''));
	yield* sums.take(taken);
	const book = yield* bookOfSums(sums, booked, { remarks });
	const inPeriod = receipts.filter(({ businessDay }) => isWithin(businessDay, booked.period));
	const settled = yield* settleCancelled(inPeriod, { ...booked, originals });
	return { ...book, booked: [...settled.receipts, ...settled.reversals] };
}

/** What is known of documents beside themselves. */
export interface Beside {
	/** On the business days; none where they end by the hour. */
	remarks?: Remarks;
	/** In which order the lanes of documents are listed. */
	lanes?: readonly string[];
}

/**
 * The same of receipts that were added up as they came.
 * @param booked what they were added up for; `sequences` of their documents, where they have been sorted already
 */
export function* bookOfSums(
	sums: BookSums,
	booked: BookingRequest & { sequences?: readonly Sequence[] },
	{ remarks, lanes }: Beside,
): Steps<Book> {
	const documents = sums.documents(lanes);
	const told = yield* toldByNumbers(documents, booked);
	return yield* bookOfSummed(yield* sums.close(documents), { ...booked, told, remarks });
}

/** What the numbers of all documents tell. */
export interface Told extends Numbers {
	shared: SharedNumber[];
	late: Numbered[];
	lastNumbers: BookingSummary['lastNumbers'];
}

function* toldByNumbers(
	documents: ListOf<NotedDocument>,
	{
		period,
		clock,
		numbers,
		earlier,
		sequences,
	}: BookingRequest & { sequences?: readonly Sequence[] },
): Steps<Told> {
	const counted = yield* pickSteps(documents, ({ isCounted }) => isCounted);
	const ofAll = sequences ?? (yield* sequencesOf(documents));
	const { gaps, starts, found } = numbers ?? {
		...(yield* findNumbers(ofAll, period, earlier)),
		found: [],
	};
	const shared = yield* findShared(ofAll, period);
	// Documents that don't count aren't late, and aren't what numbers go on after.
	const ofReceipts = counted.length === documents.length ? ofAll : yield* toSequences(counted);
	const lastNumbers = yield* findLastNumbers(ofReceipts, period, earlier);
	const withFound =
		found.length === 0 ? ofReceipts : yield* toSequences(joined<Numbered>(counted, found));
	const late = yield* findLate<Numbered>(counted, withFound, period, clock, earlier, found);
	return { gaps, starts, shared, late, lastNumbers };
}

/** The same of what was added up, when it is known what the numbers tell. */
export function* bookOfSummed(
	{ groups, receipts, reversals, cancelled, unreadable }: SummedBooks,
	{
		period,
		accounts,
		style,
		asOf,
		told,
		remarks,
		correctsLate = false,
	}: BookingRequest & { told: Told } & Pick<Beside, 'remarks'>,
): Steps<Book> {
	const { gaps, starts, shared, late, lastNumbers } = told;
	const settled = { reversals, cancelled, unreadable };
	const bookings = yield* bookGroups(groups, accounts, style);
	const wrongDays = remarks?.problems ?? [];
	const ofDays = wrongDays.map(({ sentence }) => sentence);
	const figures = yield* summarize(receipts, {
		period,
		settled,
		starts,
		asOf,
		bookings: bookings.length,
		cashMovementsCents: yield* cashMovementsOf(groups),
		clearingCents: clearingCents(bookings, accounts),
		gaps,
		shared,
		late,
		lastNumbers,
		ofDays: [...ofDays, ...(remarks?.notes ?? [])],
	});
	const byHand = yield* takenBackByHand(unreadable);
	const isToTell = ({ businessDay }: { businessDay: Day }) =>
		!correctsLate || !isWithin(businessDay, period);
	const lateToTell = late.filter(isToTell);
	const facts = { period, gaps, shared, late: lateToTell, byHand, ofDays };
	const problems = yield* problemsOfBooks(receipts, facts);
	const { title, text } = reportOf(
		{ ...figures, late: figures.late.filter(isToTell) },
		{
			gaps,
			shared,
			byHand: unreadable,
			lateBooked: late.length - lateToTell.length,
			ofDays: wrongDays.map(({ inReport }) => inReport),
			language: style?.language ?? 'en',
		},
	);
	const { type, ...rest } = figures;
	const ok = problems.length === 0;
	return { bookings, summary: { type, ok, title, ...rest, problems, text } };
}

/** The numbers of all documents; those that don't count come last. */
export function* sequencesOf(documents: ListOf<NotedDocument>): Steps<Sequence[]> {
	const counted = yield* pickSteps(documents, ({ isCounted }) => isCounted);
	const others = yield* pickSteps(documents, ({ isCounted }) => !isCounted);
	return yield* toSequences(joined(counted, others));
}
