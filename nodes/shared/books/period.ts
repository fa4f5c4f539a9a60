/** Periods in business days, and what has to be read for them. Pure functions. */
import { addDays } from '../values/dates';
import { daysOf } from '../table/period';
import type { Period } from '../table/period';
import { readShopTime } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import type { Day, EpochMs } from '../values/units';
import type { DayRange } from '../table/request';

/**
 * The business day that a moment belongs to.
 * @throws RangeError when the zone or the closing time of the shop can't be read
 */
export function businessDayAt(now: EpochMs, clock: ShopClock): Day {
	return readShopTime(now, clock)?.businessDay ?? '';
}

/** Periods that end with the end of a business day, which closings may tell. */
const CLOSING_PERIODS = ['lastClosedDay', 'sinceLastClosing'] as const;
/** One of {@link CLOSING_PERIODS}. */
export type ClosingPeriod = (typeof CLOSING_PERIODS)[number];

/** Whether a period is one of {@link CLOSING_PERIODS}. */
export function isClosingPeriod(period: unknown): period is ClosingPeriod {
	return CLOSING_PERIODS.some((one) => one === period);
}

/**
 * The days of a period of closings where business days end by the hour: a day is closed as soon as it ends.
 * @param current the business day that runs, by that hour
 */
export function daysByHour(period: ClosingPeriod, current: Day): DayRange {
	const day = period === 'lastClosedDay' ? addDays(current, -1) : current;
	return { from: day, to: day };
}

/**
 * First and last business day of a period.
 * @param current the day that it is: at 1:00, a shop that closes at 3:00 still has yesterday
 * @param custom the days of the period `custom`
 */
export function businessDays(period: Period, current: Day, custom: DayRange): DayRange {
	return period === 'custom' ? custom : daysOf(period, current);
}

/**
 * Calendar days in which the receipts of these business days lie: the last one may end a day later.
 * What is read too much is cut off by time, and tells which numbers are known.
 */
export function calendarDays({ from, to }: DayRange): DayRange {
	return { from, to: addDays(to, 1) };
}

/** Whether a business day belongs to a period, whose ends count. */
export function isWithin(businessDay: Day, { from, to }: DayRange): boolean {
	return businessDay >= from && businessDay <= to;
}
