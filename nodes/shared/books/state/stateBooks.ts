/** Receipts that come batch by batch: what a state becomes with each, and the books of all that is in it. */
import { bookOfSummed } from '../book';
import type { Book, BookingRequest, Remarks, Told } from '../book';
import type { BookingGroup } from '../bookingGroups';
import { bookGroups } from '../bookings';
import { BookSums } from '../bookSums';
import type { Asked, SumsBefore } from '../bookSums';
import { isCancelledInPlace } from '../cancelled';
import type { ListOf } from '../documentList';
import { bookedNumber, placeOf } from '../facts';
import { entriesOfDays } from '../journal/corrections';
import type { JournalDay } from '../journal/days';
import type { JournalEntry } from '../journal/entry';
import { toJournalLines } from '../journal/lines';
import { numberRanges } from '../journal/numberRanges';
import { findLastNumbers } from '../lastNumbers';
import { isKnownLate, lateInOrder } from '../late';
import { findNumbers } from '../missingNumbers';
import { booksKeyOf, placeDayOf } from '../placeDay';
import { firstNames } from '../problems';
import type { AccountingReceipt, Place } from '../receipt';
import { toSequences } from '../sequences';
import type { Numbered } from '../sequences';
import { findShared } from '../sharedNumbers';
import { isUndated } from '../unreadable';
import { groupsOf } from '../../values/groups';
import { eachStep } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { DayRange } from '../../table/request';
import { HeldDocuments, HeldNumbers } from './heldNumbers';
import type { Incoming } from './heldNumbers';
import type { AskedOfState, BooksState } from './schema';

/** Months are told by their name until all days are known. */
const ALL_DAYS: DayRange = { from: '0000-01-01', to: '9999-12-31' };

const NO_DOCUMENTS: ListOf<never> = [];

/** A state with a batch in it, and what became of the batch. */
export interface Added {
	state: BooksState;
	numbers: HeldNumbers;
	/** Receipts that are new. */
	added: number;
	/** Receipts that were in the state before. */
	repeated: number;
}

/** What a state is before anything is added to it. */
export function emptyState(asked: AskedOfState): BooksState {
	const nothing: SumsBefore = { groups: [], receipts: [], cancelled: [], unreadable: [] };
	return {
		asked,
		period: null,
		dated: nothing,
		undated: nothing,
		frames: [],
		singles: [],
		late: [],
		canceledSince: [],
	};
}

/** Adds receipts, each once. */
export function* addBatch(
	state: BooksState,
	numbers: HeldNumbers,
	receipts: readonly AccountingReceipt[],
	asked: Omit<Asked, 'period'>,
): Steps<Added> {
	const known = new Set([...state.dated.cancelled, ...state.undated.cancelled].map(idOfCancelled));
	const fresh: Array<Incoming & { receipt: AccountingReceipt }> = [];
	const canceledSince = [...state.canceledSince];
	yield* eachStep(receipts, (receipt) => {
		const { source } = receipt;
		const incoming = { source, document: numberedOf(receipt), isUndated: isUndated(receipt) };
		if (!numbers.has(incoming)) fresh.push({ ...incoming, receipt });
		else if (isCancelledInPlace(receipt) && !known.has(idOf(receipt))) {
			known.add(idOf(receipt));
			if (!canceledSince.some((one) => idOf(one) === idOf(receipt))) {
				canceledSince.push(incoming.document);
			}
		}
	});
	yield* numbers.add(
		fresh.map(({ source, document, isUndated }) => ({ source, document, isUndated })),
	);
	const late = fresh
		.map(({ document }) => document)
		.filter((document) => isKnownLate(document, asked.clock, asked.earlier));
	const taken = (wanted: boolean) =>
		fresh.flatMap(({ receipt, isUndated }) => (isUndated === wanted ? receipt : []));
	const days = fresh.map(({ document }) => document.businessDay);
	return {
		state: {
			...state,
			period: around(state.period, days),
			dated: yield* withReceipts(state.dated, taken(false), asked),
			undated: yield* withReceipts(state.undated, taken(true), asked),
			...numbers.held(),
			late: [...state.late, ...late],
			canceledSince,
		},
		numbers,
		added: fresh.length,
		repeated: receipts.length - fresh.length,
	};
}

function* withReceipts(
	before: SumsBefore,
	receipts: readonly AccountingReceipt[],
	asked: Omit<Asked, 'period'>,
): Steps<SumsBefore> {
	const sums = new BookSums({ ...asked, period: ALL_DAYS });
	yield* sums.restore(before);
	// What was added before stands first.
	yield* sums.take(receipts.map((receipt, index) => ({ receipt, at: index + 1 })));
	const { groups, receipts: summed, cancelled, unreadable } = yield* sums.close(NO_DOCUMENTS);
	return { groups, receipts: summed, cancelled, unreadable };
}

const idOf = ({ documentType, id, ...one }: Numbered | SumsBefore['receipts'][number]): string =>
	JSON.stringify([documentType, placeOf(one)?.id, id]);

const idOfCancelled = ({ receipt }: SumsBefore['cancelled'][number]): string => idOf(receipt);

/** A receipt as far as its number tells of it. */
function numberedOf(receipt: AccountingReceipt): Numbered {
	const { id, documentType, number, displayNumber, zNumber, issuedAt, recordedAt } = receipt;
	const { businessDay, register, salesPoint } = receipt;
	return {
		id,
		documentType,
		number,
		displayNumber,
		zNumber,
		issuedAt,
		recordedAt,
		businessDay,
		register,
		salesPoint,
	};
}

function around(period: DayRange | null, days: readonly string[]): DayRange | null {
	return days.reduce<DayRange | null>(
		(range, day) =>
			range === null
				? { from: day, to: day }
				: { from: day < range.from ? day : range.from, to: day > range.to ? day : range.to },
		period,
	);
}

/** The books of all that is in a state. */
export function* bookOfState(
	{ state, numbers }: Pick<Added, 'state' | 'numbers'>,
	booked: BookingRequest,
): Steps<Book> {
	const all = new BookSums({ ...booked, period: ALL_DAYS });
	yield* all.restore(state.dated);
	yield* all.restore(state.undated);
	const summed = yield* all.close(NO_DOCUMENTS);
	const groups = summed.groups.map((group) => ofReadMonth(group, booked));
	const told = yield* toldByState(state, numbers.documents(), booked);
	const remarks = remarksOn(state);
	return yield* bookOfSummed({ ...summed, groups }, { ...booked, told, remarks });
}

/** A month of which only the days from one on are there says so (bookingGroups.ts). */
function ofReadMonth(
	group: BookingGroup,
	{ groupBy, period }: Pick<BookingRequest, 'groupBy' | 'period'>,
): BookingGroup {
	const isCut = period.from > `${group.span}-01` && period.from.startsWith(group.span);
	return groupBy === 'month' && isCut ? { ...group, span: `${period.from}..` } : group;
}

function* toldByState(
	{ late: known }: BooksState,
	documents: HeldDocuments,
	{ period, earlier }: BookingRequest,
): Steps<Told> {
	const sequences = yield* toSequences(documents);
	const places = yield* lateInOrder(sequences);
	const inOrder = [...places].flatMap((place) => documents.at(place) ?? []);
	const late = new Map([...inOrder, ...known].map((one) => [keyOfNumber(one), one]));
	return {
		...(yield* findNumbers(sequences, period, earlier)),
		shared: yield* findShared(sequences, period),
		lastNumbers: yield* findLastNumbers(sequences, period, earlier),
		late: [...late.values()],
	};
}

function keyOfNumber(document: Numbered): string {
	const { documentType, displayNumber, businessDay, zNumber } = document;
	return JSON.stringify([documentType, placeOf(document)?.id, businessDay, zNumber, displayNumber]);
}

/** What is not right in a state, and cannot be put right in it. */
export function remarksOn({ canceledSince }: BooksState): Remarks {
	if (canceledSince.length === 0) return { notes: [], problems: [] };
	const { length } = canceledSince;
	const names = canceledSince.map((one) => `${bookedNumber(one)} (${one.businessDay})`);
	const [one, they] = length === 1 ? ['receipt was', 'it'] : ['receipts were', 'they'];
	return {
		notes: [],
		problems: [
			{
				sentence: `${length} ${one} added as sold and canceled since: ${firstNames(names)}. What ${they} came to isn't in the state, and still counts: take ${length === 1 ? 'it' : 'them'} back by hand, or begin with {} and add all batches anew.`,
				inReport: {
					en: `Added as sold, and canceled since: ${firstNames(names)}. Take back by hand, or add all batches anew.`,
					de: `Als verkauft erfasst und seither storniert: ${firstNames(names, ', ', (count) => ` und ${count} weitere`)}. Von Hand zurücknehmen oder alle Teile neu zusammenzählen.`,
					it: `Registrati come venduti e poi annullati: ${firstNames(names, ', ', (count) => ` e altri ${count}`)}. Da stornare a mano, oppure sommare di nuovo tutte le parti.`,
				},
			},
		],
	};
}

/** The entries of all days in a state, of each system by itself. */
export function* journalOfState(
	{ state, numbers }: Pick<Added, 'state' | 'numbers'>,
	{ accounts, style }: Pick<BookingRequest, 'accounts' | 'style'>,
): Steps<JournalEntry[]> {
	const entries: JournalEntry[] = [];
	const bySource = groupsOf(state.dated.groups, ({ source }) => source);
	for (const [source, ofDays] of numbers.byDay()) {
		const bookings = yield* bookGroups(bySource.get(source) ?? [], accounts, style);
		const booked = groupsOf(bookings, ({ place, date }) =>
			booksKeyOf({ place, businessDay: date }),
		);
		const days = new Map<string, JournalDay>();
		const places = new Map<string, Place>();
		for (const { frames, singles } of ofDays) {
			yield;
			const documents = [...new HeldDocuments(frames, singles)];
			const [first] = documents;
			if (!first) continue;
			const day = placeDayOf(first);
			places.set(day.place?.id ?? '', day.place);
			days.set(booksKeyOf(day), {
				...day,
				lines: toJournalLines(booked.get(booksKeyOf(day)) ?? [], accounts),
				receipts: documents.length,
				numbers: numberRanges(documents),
			});
		}
		for (const entry of yield* entriesOfDays(days, { source, places })) entries.push(entry);
	}
	return entries;
}
