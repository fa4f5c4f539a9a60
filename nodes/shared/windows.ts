/** Cuts a date range into pieces that a vendor accepts. Pure functions. */
import { addDays, daysBetween } from './dates';
import type { DayRange, Window } from './types';

/**
 * Cuts a range into windows whose borders overlap.
 *
 * A vendor's "to" may or may not include its day. Each window therefore begins on the day on which
 * the one before it ended, and the last one ends a day after the range: read either way, the windows
 * cover every day of the range. Records that come twice are removed by id, those past the range by
 * their time.
 * @param range local days, both ends included
 * @param window `maxDays` that one request may cover, both ends counted (at least 2), all when absent;
 * `toIsSure` where the wire value of "to" can't miss its own day; `daysBefore` to read ahead of the range
 */
export function sliceRange(
	range: DayRange,
	{ maxDays, toIsSure, daysBefore = 0 }: Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>,
): DayRange[] {
	const first = addDays(range.from, -daysBefore);
	const last = toIsSure ? range.to : addDays(range.to, 1);
	if (maxDays === undefined || daysBetween(first, last) < maxDays) {
		return [{ from: first, to: last }];
	}
	if (maxDays < 2) throw new RangeError('A window must cover at least two days to overlap.');
	const windows: DayRange[] = [];
	for (let from = first; from < last; from = addDays(from, maxDays - 1)) {
		const to = addDays(from, maxDays - 1);
		windows.push({ from, to: to < last ? to : last });
	}
	return windows;
}
