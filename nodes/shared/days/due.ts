/** Which business days are over, and which of them are still to be handed on. Pure functions. */
import { businessDayAt, daysByHour } from '../books/period';
import type { DayRange } from '../table/request';
import { addDays } from '../values/dates';
import type { ShopClock } from '../values/shopTime';
import type { Day, EpochMs } from '../values/units';

/**
 * The newest business day that is over, by the shop's hour.
 * @throws RangeError when the zone or the closing time of the shop can't be read
 */
export function lastOver(now: EpochMs, clock: ShopClock): Day {
	return daysByHour('lastClosedDay', businessDayAt(now, clock)).to;
}

/**
 * The days from one to another, oldest first; none where the one comes after the other.
 * @param most of them
 */
export function daysFrom(first: Day, last: Day, most: number): Day[] {
	const days: Day[] = [];
	for (let day = first; day <= last && days.length < most; day = addDays(day, 1)) days.push(day);
	return days;
}

/**
 * Cuts days into pieces, newest first: what was handed on last changes most.
 * @param size days of a piece at most
 * @returns first and last day of the next piece; undefined where nothing is left
 */
export function nextPiece(first: Day, last: Day, size: number): DayRange | undefined {
	if (last < first) return undefined;
	const from = addDays(last, 1 - size);
	return { from: from < first ? first : from, to: last };
}
