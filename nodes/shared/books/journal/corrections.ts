/** What a period comes to, less what was posted of it → the entries that are left to post. Pure functions. */
import { addDays } from '../../values/dates';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { money } from '../../values/money';
import type { Day } from '../../values/units';
import { nameOfPlace } from '../facts';
import { compareNumbers } from '../order';
import type { PlaceDay } from '../placeDay';
import type { AccountingReceipt, Place } from '../receipt';
import type { JournalDay } from './days';
import type { JournalEntry } from './entry';
import { nameEntry } from './entryName';
import type { JournalKind } from './entryName';
import { addUp, debitsOf, partOfLine, printOfLines } from './line';
import type { JournalLine } from './line';
import { NO_NUMBERS } from './numberRanges';
import type { Posted, PostedEntry } from './posted';

/** What becomes of days that were posted and have changed. */
export const CHANGED_DAYS = ['reverse', 'difference'] as const;
/** One of {@link CHANGED_DAYS}. */
export type ChangedDays = (typeof CHANGED_DAYS)[number];

/** What is known beside the days and what was posted. */
interface Known {
	source: AccountingReceipt['source'];
	/** Registers and shops of which anything was read, by ID: nothing of any other is taken back. */
	places: ReadonlyMap<string, Place>;
	changedDays: ChangedDays;
	/** The last day that nothing may be posted on any more. */
	closedUntil?: Day;
	/** Whether a day isn't finished yet: it is left as it is. */
	isOpen: (day: PlaceDay) => boolean;
}

/** What is left to post. */
export interface LeftToPost {
	/** By business day, then by place; a reversal comes before what is posted anew. */
	entries: JournalEntry[];
	/** Days with something to post that aren't finished. */
	open: PlaceDay[];
	/** Days that were posted and not taken back, of places of which nothing was read. */
	unseen: PostedEntry[];
}

/**
 * Compares days with what was posted of them, by account, code and cent: what is equal gives nothing, what wasn't
 * posted gives its entry, and what differs a reversal and a new entry, or the difference.
 * @param days of the period, by the key of each (placeDay.ts)
 * @param posted of the same period
 */
export function* leftToPost(
	days: ReadonlyMap<string, JournalDay>,
	posted: Posted,
	known: Known,
): Steps<LeftToPost> {
	const left: LeftToPost = { entries: [], open: [], unseen: [] };
	for (const key of new Set([...days.keys(), ...posted.keys()])) {
		yield;
		const entries = posted.get(key) ?? [];
		const day = days.get(key) ?? emptied(entries, known.places);
		if (!day) {
			if (isStanding(entries)) left.unseen.push(...entries.slice(0, 1));
			continue;
		}
		const found = correctionsOf(day, entries, known);
		if (found.length === 0) continue;
		if (known.isOpen(day)) left.open.push(day);
		else left.entries.push(...found);
	}
	return {
		...left,
		entries: yield* sortSteps(left.entries, inJournal),
		open: yield* sortSteps(left.open, byDayAndPlace),
	};
}

/** The entries of all days, where nothing was posted yet. */
export function* entriesOfDays(
	days: ReadonlyMap<string, JournalDay>,
	known: Pick<Known, 'source' | 'places'>,
): Steps<JournalEntry[]> {
	const all = { ...known, changedDays: 'difference' as const, isOpen: () => false };
	return (yield* leftToPost(days, new Map(), all)).entries;
}

/** A day that was posted and of which nothing is left; undefined where nothing of its place was read. */
function emptied([first]: readonly PostedEntry[], places: Known['places']): JournalDay | undefined {
	const place = first && places.get(first.place);
	if (place === undefined || !first) return undefined;
	return { place, businessDay: first.businessDay, lines: [], receipts: 0, numbers: NO_NUMBERS };
}

/** Whether what was posted comes to anything. */
function isStanding(posted: readonly PostedEntry[]): boolean {
	return addUp(posted.flatMap(({ lines }) => lines.map((line) => partOfLine(line)))).length > 0;
}

function correctionsOf(
	day: JournalDay,
	posted: readonly PostedEntry[],
	known: Known,
): JournalEntry[] {
	const standing = posted.flatMap(({ lines }) => lines);
	const booked = addUp(standing.map((line) => partOfLine(line)));
	const fresh = day.lines.map((line) => partOfLine(line));
	const difference = addUp([...fresh, ...standing.map((line) => partOfLine(line, true))]);
	if (difference.length === 0) return [];
	const last = posted.reduce((highest, { round }) => Math.max(highest, round), 0);
	const corrects = standingOf(posted);
	const make = (kind: JournalKind, round: number, lines: JournalLine[]) =>
		entryOf(day, { kind, round, lines, corrects }, known);
	if (booked.length === 0) {
		// A day that was taken back, and not posted anew: that is still to come.
		const isOwed = !posted.some(({ kind, round }) => kind === 'day' && round === last);
		return [make('day', last > 0 && isOwed ? last : last + 1, day.lines)];
	}
	if (known.changedDays === 'difference') return [make('difference', last + 1, difference)];
	const reversal = addUp(standing.map((line) => partOfLine(line, true)));
	return [
		make('reversal', last + 1, reversal),
		...(day.lines.length === 0 ? [] : [make('day', last + 1, day.lines)]),
	];
}

/** The last time that the day was posted, and what was corrected since. */
function standingOf(posted: readonly PostedEntry[]): string[] {
	const ofDay = posted.filter(({ kind }) => kind === 'day');
	const from = ofDay.reduce((highest, { round }) => Math.max(highest, round), 0);
	return posted
		.filter(({ kind, round }) => round > from || (round === from && kind === 'day'))
		.sort((a, b) => a.round - b.round || compareNumbers(a.id, b.id))
		.map(({ id }) => id);
}

/** What an entry says beside its day. */
type Said = Pick<JournalEntry, 'kind' | 'lines' | 'corrects'> & { round: number };

function entryOf(
	{ place, businessDay, receipts, numbers }: JournalDay,
	{ kind, round, lines, corrects }: Said,
	{ source, closedUntil = '' }: Pick<Known, 'source' | 'closedUntil'>,
): JournalEntry {
	const isReversal = kind === 'reversal';
	return {
		type: 'journal',
		kind,
		id: nameEntry({ source, place: place?.id ?? '', businessDay, round, kind }),
		version: printOfLines(lines),
		businessDay,
		date: businessDay > closedUntil ? businessDay : addDays(closedUntil, 1),
		source,
		place,
		placeName: nameOfPlace(place) ?? null,
		currency: 'EUR',
		...money('total', debitsOf(lines)),
		receipts: isReversal ? 0 : receipts,
		numbers: isReversal ? NO_NUMBERS : numbers,
		lines,
		linesJson: JSON.stringify(lines),
		corrects,
	};
}

function byDayAndPlace(a: PlaceDay, b: PlaceDay): number {
	if (a.businessDay !== b.businessDay) return a.businessDay < b.businessDay ? -1 : 1;
	return compareNumbers(a.place?.id ?? '', b.place?.id ?? '');
}

/** Of one day and place the reversal comes first. */
function inJournal(a: JournalEntry, b: JournalEntry): number {
	return byDayAndPlace(a, b) || Number(b.kind === 'reversal') - Number(a.kind === 'reversal');
}
