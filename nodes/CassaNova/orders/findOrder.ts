/** Finds an order by the ID of the user's own: no filter of the list takes it (newer generations of the API, Orders). */
import type { IDataObject } from 'n8n-workflow';
import { runList } from '../../shared/run/run';
import { addDays, toLocalDay, today } from '../../shared/values/dates';
import { isRecord } from '../../shared/values/records';
import type { Call, Endpoint } from '../../shared/table/types';
import type { DayRange } from '../../shared/table/request';
import type { ListSpec } from '../../shared/table/list';
import { ownIdOf } from '../records/ownId';
import { ORDER_DAYS, orderList } from './orderList';

/** So far back an order is looked for that CassaNova says is there. */
export const FAR_DAYS = 30;

/**
 * Looks for an order among those of its shop of these days, and of the days about when it is due.
 *
 * Assumption: an order is listed under the day on which it came in, or under that on which it is due.
 * @throws NodeApiError where the list can't be read
 */
export async function findOrder(call: Call): Promise<IDataObject | undefined> {
	const { idSalesPoint } = call.input.body;
	return await findIn(call, daysAbout(call), { idsSalesPoint: [idSalesPoint] });
}

/**
 * Looks for an order of which CassaNova says that it is there: in all shops, the last days first.
 * @throws NodeApiError where the list can't be read
 */
export async function findFarOrder(call: Call): Promise<IDataObject | undefined> {
	const { timeZone } = call.input;
	const now = today(call.now(), timeZone);
	const before: DayRange[] = [];
	// Each begins where the one after it ended: "to" may not include its day.
	for (let back = 1; back < FAR_DAYS; back += ORDER_DAYS - 1) {
		const to = addDays(now, -back);
		before.push({ from: addDays(to, 1 - ORDER_DAYS), to });
	}
	return await findIn(call, [...daysAbout(call), ...before], {});
}

/** The days to look at: as many at once as one request may ask for. */
function daysAbout(call: Call): DayRange[] {
	const { body, timeZone } = call.input;
	const now = today(call.now(), timeZone);
	const others = [body.dueDate, body.date].flatMap((moment) => toLocalDay(moment, timeZone) ?? []);
	return [...new Set([now, ...others])].map((day) => ({
		from: addDays(day, -1),
		to: addDays(day, 1),
	}));
}

/** Reads days one after the other until the order turns up. */
async function findIn(
	call: Call,
	ranges: DayRange[],
	query: Record<string, unknown>,
): Promise<IDataObject | undefined> {
	const { externalId } = call.input.body;
	for (const range of ranges) {
		const { input } = call;
		const looking = call.with(LOOKED_THROUGH, { ...input, path: {}, body: {}, query, range });
		const orders = await runList(looking, LOOKED_THROUGH.list, Infinity);
		const found = orders.filter(isRecord).find((order) => ownIdOf(order) === externalId);
		if (found) return found;
	}
	return undefined;
}

/** The list, each range of days in one request: no record is dropped by its date, whatever that means. */
const LOOKED_THROUGH: Endpoint & { list: ListSpec } = {
	...orderList,
	list: { ...orderList.list, window: { ...orderList.list.window, toIsSure: true } },
};
