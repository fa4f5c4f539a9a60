/** Days of the calendar, by their numbers. */

/** Whether there is such a day: no 31 September, and 29 February in leap years only. */
export function isDay(year: number, month: number, date: number): boolean {
	const made = new Date(Date.UTC(year, month - 1, date));
	return made.getUTCMonth() + 1 === month && made.getUTCDate() === date;
}
