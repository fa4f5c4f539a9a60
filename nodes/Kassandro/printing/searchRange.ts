/** In which days a receipt of a register is searched for. */
import type { DayRange } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { addDays, toLocalDay, today } from '../../shared/values/dates';

/** A till whose clock is fast dates its receipts in the future. */
const DAYS_AHEAD = 31;

/**
 * The days that hold a receipt, whenever the till dates it.
 * @param created when the receipt is from, where that is known; else now counts
 * @param lookBack days to search before the earlier of both
 */
export function searchRange(call: Call, created: unknown, lookBack: number): DayRange {
	const { timeZone } = call.input;
	const now = today(call.now(), timeZone);
	const own = toLocalDay(created, timeZone) ?? now;
	const [first, last] = own < now ? [own, now] : [now, own];
	return { from: addDays(first, -lookBack), to: addDays(last, DAYS_AHEAD) };
}
