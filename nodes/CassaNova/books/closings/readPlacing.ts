/** Reads the closings that business days may end with (newer generations of the API, Reconciliations). */
import type { NodeApiError } from 'n8n-workflow';
import { endsAtClosing, isOnlyOpen, readClock } from '../../../shared/books/panel/period';
import { businessDayAt } from '../../../shared/books/period';
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
	const records = await readClosings(call, closingDaysAround(period));
	if (!Array.isArray(records)) {
		return atFixedHour(period, {
			problem: ofMissingList(records, clock),
			status: records.httpCode ?? 'unknown',
			openDay: businessDayAt(call.now(), clock),
		});
	}
	const onlyOpen = isOnlyOpen(call.input);
	return atClosings(records, { period, clock, shops: askedShops(call), now: call.now(), onlyOpen });
}

/** IDs of the shops that the user asks for; undefined where it is all of them. */
export function askedShops({ input }: Pick<Call, 'input'>): string[] | undefined {
	return numbersIn(input.query, 'idsSalesPoint')?.map(String);
}

/**
 * The closings of all shops on some days, of which those that are still to come are left out.
 * @returns the error where the account has no list of closings
 * @throws NodeApiError where they can't be read for another reason
 */
export async function readClosings(call: Call, days: DayRange): Promise<unknown[] | NodeApiError> {
	return await listClosings(call, days).catch((error: unknown) => {
		if (lacksEndpoint(error)) return error;
		throw error;
	});
}

async function listClosings(call: Call, { from, to }: DayRange): Promise<unknown[]> {
	const endpoint = closing.endpoints.find(({ value }) => value === 'getAll');
	const last = earlierDay(to, addDays(today(call.now(), call.input.timeZone), 1));
	if (!endpoint?.list || last < from) return [];
	const input = { ...call.input, query: {}, range: { from, to: last } };
	return await runList(call.with(endpoint, input), endpoint.list, Infinity);
}
