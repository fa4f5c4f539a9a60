/** Cuts a date range into pieces that a vendor accepts. Pure functions. */
import { addDays, daysBetween, earlierDay } from '../values/dates';
import type { DayRange, Window } from '../table/types';

type Cut = Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;

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
 * @throws RangeError when a window would be a single day: it couldn't overlap
 */
export function sliceRange(
	range: DayRange,
	{ maxDays, toIsSure, daysBefore = 0 }: Cut,
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

/**
 * The same windows, but the day after the range stands by itself at the end: it needn't be read where
 * an answer shows before that "to" includes its day.
 * @throws as {@link sliceRange}: RangeError for windows of a single day
 */
export function cautiousWindows(range: DayRange, cut: Cut): DayRange[] {
	const { to } = range;
	return [...sliceRange(range, { ...cut, toIsSure: true }), { from: to, to: addDays(to, 1) }];
}

/**
 * Cuts a range into windows that don't overlap, for a vendor whose "to" is known to include its day.
 * @returns none where the range ends before it begins
 */
export function plainWindows({ from: first, to: last }: DayRange, { maxDays }: Cut): DayRange[] {
	const windows: DayRange[] = [];
	for (let from = first; from <= last; ) {
		const to = maxDays === undefined ? last : earlierDay(addDays(from, maxDays - 1), last);
		windows.push({ from, to });
		from = addDays(to, 1);
	}
	return windows;
}
