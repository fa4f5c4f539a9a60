/** Cuts a date range into pieces that a vendor accepts. Pure functions. */
import { addDays, daysBetween } from './dates';
import type { DayRange } from './types';

/**
 * Cuts a range into windows whose borders overlap.
 *
 * A vendor's "to" may or may not include its day. Each window therefore begins on the day on which
 * the one before it ended, and the last one ends a day after the range: read either way, the windows
 * cover every day of the range. Records that come twice are removed by id, those past the range by
 * their time.
 * @param range local days, both ends included
 * @param maxDays days that one request may cover, both ends counted (at least 2); all when absent
 * @param toIsSure true where the wire value of "to" can't miss its own day
 */
export function sliceRange(range: DayRange, maxDays?: number, toIsSure = false): DayRange[] {
	const last = toIsSure ? range.to : addDays(range.to, 1);
	if (maxDays === undefined || daysBetween(range.from, last) < maxDays) {
		return [{ from: range.from, to: last }];
	}
	if (maxDays < 2) throw new RangeError('A window must cover at least two days to overlap.');
	const windows: DayRange[] = [];
	for (let from = range.from; from < last; from = addDays(from, maxDays - 1)) {
		const to = addDays(from, maxDays - 1);
		windows.push({ from, to: to < last ? to : last });
	}
	return windows;
}
