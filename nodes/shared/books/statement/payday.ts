/** By when what was paid by card has reached an account: days on which banks work. Pure functions. */
import { addDays, daysBetween } from '../../values/dates';
import type { Day } from '../../values/units';

const A_MONDAY: Day = '1970-01-05';
const SATURDAY = 5;

/** From Monday, 0, to Sunday, 6. */
function weekday(day: Day): number {
	const days = daysBetween(A_MONDAY, day) % 7;
	return days < 0 ? days + 7 : days;
}

/** Assumption: banks work from Monday to Friday; holidays aren't known here. */
const isBankDay = (day: Day): boolean => weekday(day) < SATURDAY;

/**
 * The last day on which a business day is paid out in time.
 * @param bankDays Mondays to Fridays after it
 */
export function latestPayday(day: Day, bankDays: number): Day {
	let payday = day;
	for (let left = bankDays; left > 0; ) {
		payday = addDays(payday, 1);
		if (isBankDay(payday)) left -= 1;
	}
	return payday;
}

/**
 * The first business day that may still be paid out on a day.
 * @param bankDays Mondays to Fridays that may lie between
 */
export function earliestPaidOn(payday: Day, bankDays: number): Day {
	let day = payday;
	while (latestPayday(addDays(day, -1), bankDays) >= payday) day = addDays(day, -1);
	return day;
}
