/** When a piece is due: each is read in full once an hour. Pure functions; times in milliseconds since 1970. */
import type { EpochMs } from '../../values/units';
import { fingerprint48 } from '../hash';
import { startingAt } from '../startingAt';

const MINUTE = 60_000;
/** "Each window is read in full once an hour": at this age at the latest. */
const DUE_MS = 59 * MINUTE;

/** One page a minute, and some time more for a list that grows meanwhile. */
const MS_PER_PAGE = 1.25 * MINUTE;

/** From this age on one piece after the other is read, a minute for each, so that none is too late. */
function soonMs(pieces: number): number {
	return DUE_MS - pieces * MINUTE;
}

/**
 * Which pieces are to be read in full now.
 * @param readAt when each was last read
 * @returns their indexes: all that have waited for an hour, or else the one that waits longest if its
 * hour ends soon, so that a minutely poll spreads them over several polls
 */
export function dueIndexes(readAt: EpochMs[], now: EpochMs): number[] {
	const indexes = readAt.map((_at, index) => index);
	const due = indexes.filter((index) => now - (readAt[index] ?? 0) >= DUE_MS);
	if (due.length > 0) return due;
	const soon = soonMs(indexes.length);
	const [oldest] = indexes.sort((a, b) => (readAt[a] ?? 0) - (readAt[b] ?? 0));
	return oldest !== undefined && now - (readAt[oldest] ?? 0) >= soon ? [oldest] : [];
}

/** A reading in full, from its first page to its last one, in milliseconds since 1970. */
export interface FullReading {
	began: EpochMs;
	readAt: EpochMs;
}

/**
 * Whether to begin to read a piece again, a page at each poll, so that one page a minute gets through
 * all of it within an hour of the reading before. With polls that are further apart, the rest is read
 * at once when the piece is due.
 * @param pages how many the piece has
 * @param pieces how many pieces wait for their turn
 */
export function isTimeToBegin(
	{ began, readAt }: FullReading,
	pages: number,
	pieces: number,
	now: EpochMs,
): boolean {
	const soon = soonMs(pieces) - MINUTE;
	return now - began >= soon || now - readAt >= soon - pages * MS_PER_PAGE;
}

/**
 * When the page of a piece was read that comes next.
 * @param share how much of the piece was read again since
 */
export function lastReading({ began, readAt }: FullReading, share: number): number {
	return began + Math.min(1, share) * (readAt - began);
}

/** Whether what was read of a piece is too old for the rest of it to be added. */
export function isStale(since: EpochMs, pieces: number, now: EpochMs): boolean {
	return now - since >= soonMs(pieces);
}

/**
 * The lists in the order in which a poll reads them: one of them first, then those behind it. What one
 * list takes of a poll's time must not always be missing to the same others; the moment decides, since
 * polls that achieve nothing leave no trace.
 */
export function inTurn<T>(lists: T[], now: EpochMs): T[] {
	return startingAt(lists, fingerprint48(String(now)) % Math.max(1, lists.length));
}
