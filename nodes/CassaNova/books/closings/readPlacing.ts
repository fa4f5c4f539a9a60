/** Reads the closings that business days may end with (newer generations of the API, Reconciliations). */
import type { NodeApiError } from 'n8n-workflow';
import { endsAtClosing, readClock } from '../../../shared/books/panel/period';
import { runList } from '../../../shared/run/run';
import { numbersIn } from '../../../shared/table/checked';
import type { DayRange } from '../../../shared/table/request';
import type { Call } from '../../../shared/table/types';
import { addDays, earlierDay, today } from '../../../shared/values/dates';
import { lacksEndpoint } from '../../newer';
import { closing } from '../../resources/closing';
import { closingDaysAround } from './closingDays';
import { atClosings, atFixedHour } from './placing';
import type { Placing } from './placing';
import { ofMissingList } from './remarks';

/**
 * How the user wants the business days of a period to end; by the hour where the account has no closings.
 * @throws NodeApiError where closings can't be read for another reason
 */
export async function readPlacing(call: Call, period: DayRange): Promise<Placing> {
	if (!endsAtClosing(call.input)) return atFixedHour(period);
	const clock = readClock(call.input);
	const absent = (error: unknown): NodeApiError => {
		if (lacksEndpoint(error)) return error;
		throw error;
	};
	const records = await readClosings(call, closingDaysAround(period)).catch(absent);
	if (!Array.isArray(records)) return atFixedHour(period, [ofMissingList(records, clock)]);
	const shops = numbersIn(call.input.query, 'idsSalesPoint')?.map(String);
	return atClosings(records, { period, clock, shops, now: call.now() });
}

/** The closings of all shops on some days, of which those that are still to come are left out. */
async function readClosings(call: Call, { from, to }: DayRange): Promise<unknown[]> {
	const endpoint = closing.endpoints.find(({ value }) => value === 'getAll');
	const last = earlierDay(to, addDays(today(call.now(), call.input.timeZone), 1));
	if (!endpoint?.list || last < from) return [];
	const input = { ...call.input, query: {}, range: { from, to: last } };
	return await runList(call.with(endpoint, input), endpoint.list, Infinity);
}
