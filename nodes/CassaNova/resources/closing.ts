/** The day's closings of the tills (newer generations of the API). */
import { dateWindow, yesterdayIn } from '../../shared/table/dateWindow';
import { within } from '../../shared/table/fields';
import type { Resource } from '../../shared/table/types';
import { datetimeDays, pager, shopDays, timeZone } from '../fields';
import { NEWER } from '../newer';
import { keyOf } from '../records/keyOf';

/**
 * Assumptions: a span has the limit that documents have; and because `date` is UTC (as one program found),
 * days may be counted in UTC as well, so the day before the range is read with it.
 */
const closingDates = dateWindow(
	shopDays(
		yesterdayIn('Europe/Rome'),
		'A closing after midnight is of the day after. Any length works: the node asks in pieces of three days.',
	),
	{ ...datetimeDays, maxDays: 3, daysBefore: 1, recordTime: 'date', recordTimeIsUtc: true },
);

export const closing: Resource = {
	name: 'Closing (Chiusura, Z)',
	value: 'closing',
	description: "A till's closing at the end of the day, with which its Z number goes up",
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many closings',
			description: "Get the day's closings (chiusure, Z) of all shops in a date range",
			route: 'GET /reconciliations',
			doc: `${NEWER}, Reconciliations`,
			mayBeAbsent: true,
			fields: [...closingDates.fields, ...within('options', [timeZone])],
			// Nothing says which further fields a closing has, so all of them come out as they are.
			list: {
				items: 'reconciliations',
				id: keyOf('idSalesPoint', 'number', 'date'),
				pager,
				window: closingDates.window,
			},
		},
	],
};
