/** Which days are asked for at which poll. Pure functions; days are yyyy-mm-dd in the shop's zone. */
import { addDays, daysBetween } from '../dates';
import type { DayRange, Window } from '../types';
import { sliceRange } from '../windows';
import { fingerprint48 } from './hash';

type Limits = Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;

/** Days that are read in one piece where the vendor sets no limit. */
const MOST_DAYS = 8;
/** The shortest piece: its last day may or may not be covered. */
export const LEAST_DAYS = 2;

const MINUTE = 60_000;
/** "Each window is read in full once an hour": from this age on, one at a time … */
const SOON_MS = 54 * MINUTE;
/** … and at this age at the latest, however many there are. */
const DUE_MS = 59 * MINUTE;

/** Days that are read at every poll: yesterday, today, and tomorrow for clocks that are ahead. */
export function newestRange(today: string): DayRange {
	return { from: addDays(today, -1), to: addDays(today, 1) };
}

/** The days before those, in pieces, oldest first: looked through for late arrivals, in turn. */
export function olderRanges(from: string, today: string, limits: Limits): DayRange[] {
	const last = addDays(today, -2);
	return from > last ? [] : sliceRange({ from, to: last }, inPieces(limits));
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
	const [oldest] = places.sort((a, b) => (readAt[a] ?? 0) - (readAt[b] ?? 0));
	return oldest !== undefined && now - (readAt[oldest] ?? 0) >= SOON_MS ? [oldest] : [];
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
