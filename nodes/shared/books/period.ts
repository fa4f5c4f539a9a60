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
