/** Days of records that tell something of the ranges they are asked for with. */
import { toLocalDay, toLocalTime } from '../values/dates';
import type { Day } from '../values/units';

const NOON = '12';

/**
 * The last day on which something was in the afternoon: whatever zone a vendor counts days in, it is on that
 * day.
 * @param times as records hold them
 * @param timeZone IANA zone of the shop
 * @returns undefined where nothing was
 */
export function lastAfternoon(times: readonly unknown[], timeZone: string): Day | undefined {
	const days = times
		.map((time) => toLocalTime(time, timeZone) ?? '')
		.filter((time) => time.slice(11, 13) >= NOON)
		.map((time) => time.slice(0, 10));
	return days.sort().at(-1);
}

/** How many times aren't of some days; what can't be read isn't counted. */
export function countOutside(
	times: readonly unknown[],
	{ from, to }: { from: Day; to: Day },
	timeZone: string,
): number {
	return times
		.map((time) => toLocalDay(time, timeZone))
		.filter((day) => day !== undefined && (day < from || day > to)).length;
}
