/** Cuts a date range into pieces that a vendor accepts, and tells which records lie outside it. Pure functions. */
import {
	addDays,
	daysBetween,
	earlierDay,
	endOfDay,
	startOfDay,
	toLocalDay,
} from '../values/dates';
import { member } from '../values/records';
import type { Window } from '../table/list';
import type { DayRange, RequestInput } from '../table/request';

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

/**
 * The days to ask for. Where times are told in UTC, the vendor may count days in UTC as well, or as the shop
 * does: both are read, and the records tell which are meant.
 */
export function daysToAsk(
	range: DayRange,
	{ timeZone, timesIn }: Pick<RequestInput, 'timeZone' | 'timesIn'>,
	{ recordTime, recordTimeIsUtc, toIsSure, daysBefore = 0 }: Partial<Window>,
): DayRange {
	if (!timesIn || recordTime === undefined || recordTimeIsUtc || toIsSure) return range;
	const [from, last] = [startOfDay(range.from, timeZone), endOfDay(range.to, timeZone)];
	const dayIn = (moment: string) => moment.slice(0, 'yyyy-mm-dd'.length);
	const to = dayIn(last) > range.to ? dayIn(last) : range.to;
	return { from: daysBefore > 0 ? range.from : earlierDay(range.from, dayIn(from)), to };
}

/**
 * False for records of the days that were read beside the range. Others that lie outside stay: the
 * vendor counts them in, and a receipt too many can be seen, one too few can't.
 */
export function rangeFilter(
	{ range, timeZone, timesIn }: Pick<RequestInput, 'range' | 'timeZone' | 'timesIn'>,
	{ recordTime, recordTimeIsUtc, toIsSure, daysBefore = 0 }: Partial<Window> = {},
): (record: unknown) => boolean {
	if (!range || recordTime === undefined || toIsSure) return () => true;
	if (recordTimeIsUtc || timesIn) {
		return (record) => {
			const day = toLocalDay(asUtc(member(record, recordTime)), timeZone);
			return day === undefined || (day >= range.from && day <= range.to);
		};
	}
	const outside = new Set([addDays(range.to, 1)]);
	for (let days = 1; days <= daysBefore; days++) outside.add(addDays(range.from, -days));
	return (record) => {
		const time = member(record, recordTime);
		// Most vendors send shop time without a zone: its day can be read off.
		const isLocal = typeof time === 'string' && LOCAL_TIME.test(time);
		const day = isLocal ? time.slice(0, 10) : toLocalDay(time, timeZone);
		return day === undefined || !outside.has(day);
	};
}

/** A date and time without a zone, as one of UTC; all else as it is. */
function asUtc(time: unknown): unknown {
	const isBare =
		typeof time === 'string' && LOCAL_TIME.test(time) && time.length > 'yyyy-mm-dd'.length;
	return isBare ? `${time.replace(' ', 'T')}Z` : time;
}

/** Shop time without a zone. */
export const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}([T ][\d:.]+)?$/;
