/** Days cut into the pieces that are asked for. Pure functions; days are yyyy-mm-dd in the shop's zone. */
import { addDays, daysBetween } from '../../values/dates';
import type { Day } from '../../values/units';
import type { Window } from '../../table/list';
import type { DayRange } from '../../table/request';
import { sliceRange } from '../../run/windows';

type Limits = Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;

/** Days that are read in one piece where the vendor sets no limit. */
const MOST_DAYS = 8;
/** The shortest piece: its last day may or may not be covered. */
export const SHORTEST_DAYS = 2;

/** Days that are read at every poll: yesterday, today, and tomorrow for clocks that are ahead. */
export function newestRange(today: Day): DayRange {
	return { from: addDays(today, -1), to: addDays(today, 1) };
}

/**
 * The days before those, in pieces, oldest first: looked through for late arrivals, in turn.
 * @param covers true where the vendor's "to" was seen to include its day: pieces needn't overlap then,
 * and don't reach into the newest days
 */
export function olderRanges(from: Day, today: Day, limits: Limits, covers = false): DayRange[] {
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
export function sweepRanges(from: Day, today: Day, limits: Limits, isSmall = false): DayRange[] {
	// Where the last day is sure to be covered, tomorrow is asked for by name.
	const to = limits.toIsSure ? addDays(today, 1) : today;
	const pieces = inPieces(limits);
	const maxDays = isSmall ? SHORTEST_DAYS : pieces.maxDays;
	return sliceRange({ from: from > to ? to : from, to }, { ...pieces, maxDays });
}

function inPieces(limits: Limits) {
	return { ...limits, maxDays: limits.maxDays ?? MOST_DAYS };
}

/** True when days have passed that neither the newest pieces nor the older ones would cover. */
export function hasGap(through: Day, today: Day): boolean {
	return daysBetween(through, today) > 1;
}
