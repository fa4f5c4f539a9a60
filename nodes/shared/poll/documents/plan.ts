/** Which days are asked for at which poll. Pure functions; days are yyyy-mm-dd in the shop's zone. */
import { addDays, daysBetween } from '../../values/dates';
import type { DayRange, Window } from '../../table/types';
import { sliceRange } from '../../run/windows';
import { fingerprint48 } from '../hash';

type Limits = Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;

/** Days that are read in one piece where the vendor sets no limit. */
const MOST_DAYS = 8;
/** The shortest piece: its last day may or may not be covered. */
export const LEAST_DAYS = 2;

const MINUTE = 60_000;
/** "Each window is read in full once an hour": at this age at the latest. */
const DUE_MS = 59 * MINUTE;

/** One page a minute, and some time more for a list that grows meanwhile. */
const MS_PER_PAGE = 1.25 * MINUTE;

/** From this age on one piece after the other is read, a minute for each, so that none is too late. */
function soonMs(pieces: number): number {
	return DUE_MS - pieces * MINUTE;
}

/** Days that are read at every poll: yesterday, today, and tomorrow for clocks that are ahead. */
export function newestRange(today: string): DayRange {
	return { from: addDays(today, -1), to: addDays(today, 1) };
}

/**
 * The days before those, in pieces, oldest first: looked through for late arrivals, in turn.
 * @param covers true where the vendor's "to" was seen to include its day: pieces needn't overlap then,
 * and don't reach into the newest days
 */
export function olderRanges(
	from: string,
	today: string,
	limits: Limits,
	covers = false,
): DayRange[] {
	const last = addDays(today, -2);
	if (from > last) return [];
	const pieces = inPieces(limits);
	if (!covers) return sliceRange({ from, to: last }, pieces);
	const ranges: DayRange[] = [];
	const { daysBefore = 0, maxDays } = pieces;
	for (let day = addDays(from, -daysBefore); day <= last; day = addDays(day, maxDays)) {
		const to = addDays(day, maxDays - 1);
		ranges.push({ from: day, to: to < last ? to : last });
	}
	return ranges;
}

/**
 * All days from one on, in pieces, oldest first: what has to be caught up with.
 * @param isSmall true where longer pieces hold more than one poll can read or hand on
 */
export function sweepRanges(
	from: string,
	today: string,
	limits: Limits,
	isSmall = false,
): DayRange[] {
	// Where the last day is sure to be covered, tomorrow is asked for by name.
	const to = limits.toIsSure ? addDays(today, 1) : today;
	const pieces = inPieces(limits);
	const maxDays = isSmall ? LEAST_DAYS : pieces.maxDays;
	return sliceRange({ from: from > to ? to : from, to }, { ...pieces, maxDays });
}

function inPieces(limits: Limits) {
	return { ...limits, maxDays: limits.maxDays ?? MOST_DAYS };
}

/**
 * Which pieces are to be read in full now.
 * @param readAt when each was last read, in milliseconds since 1970
 * @returns their places: all that have waited for an hour, or else the one that waits longest if its
 * hour ends soon, so that a minutely poll spreads them over several polls
 */
export function duePlaces(readAt: number[], now: number): number[] {
	const places = readAt.map((_at, place) => place);
	const due = places.filter((place) => now - (readAt[place] ?? 0) >= DUE_MS);
	if (due.length > 0) return due;
	const soon = soonMs(places.length);
	const [oldest] = places.sort((a, b) => (readAt[a] ?? 0) - (readAt[b] ?? 0));
	return oldest !== undefined && now - (readAt[oldest] ?? 0) >= soon ? [oldest] : [];
}

/** A reading in full, from its first page to its last one, in milliseconds since 1970. */
export interface Reading {
	began: number;
	readAt: number;
}

/**
 * Whether to begin to read a piece again, a page at each poll, so that one page a minute gets through
 * all of it within an hour of the reading before. With polls that are further apart, the rest is read
 * at once when the piece is due.
 * @param pages how many the piece has
 * @param pieces how many pieces wait for their turn
 */
export function isTimeToBegin(
	{ began, readAt }: Reading,
	pages: number,
	pieces: number,
	now: number,
): boolean {
	const soon = soonMs(pieces) - MINUTE;
	return now - began >= soon || now - readAt >= soon - pages * MS_PER_PAGE;
}

/**
 * When the page of a piece was read that comes next.
 * @param share how much of the piece was read again since
 */
export function lastReading({ began, readAt }: Reading, share: number): number {
	return began + Math.min(1, share) * (readAt - began);
}

/** Whether what was read of a piece is too old for the rest of it to be added. */
export function isStale(since: number, pieces: number, now: number): boolean {
	return now - since >= soonMs(pieces);
}

/**
 * The lists in the order in which a poll reads them: one of them first, then those behind it. What one
 * list takes of a poll's time must not always be missing to the same others; the moment decides, since
 * polls that achieve nothing leave no trace.
 */
export function inTurn<T>(lists: T[], now: number): T[] {
	const first = lists.length === 0 ? 0 : fingerprint48(String(now)) % lists.length;
	return [...lists.slice(first), ...lists.slice(0, first)];
}

/** True when days have passed that neither the newest pieces nor the older ones would cover. */
export function hasGap(through: string, today: string): boolean {
	return daysBetween(through, today) > 1;
}
