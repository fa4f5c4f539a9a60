/** What a table says of a list: where its records stand, its pages, and the days that it is asked for. */
import type { IDataObject } from 'n8n-workflow';
import type { Day } from '../values/units';
import type { RequestInput } from './request';

/**
 * The list part of an endpoint. That of CassaNova's invoices, with the pager and the window that are shown
 * below:
 *
 *     { items: 'invoices', id: 'id', pager, window: documentDates.window, refuse: refuseOtherShops }
 *
 *     GET /documents/invoices?datetimeFrom=2026-03-01&datetimeTo=2026-03-03&start=0&limit=100
 *     { "invoices": [{ "id": "7f3a", "datetime": "2026-03-01T09:12:44", … }, …], "totalCount": 250 }
 *
 * Each window is read page by page, each record comes out once, in the vendor's order; an answer without
 * `invoices` is an error, and never an empty list.
 */
export interface ListSpec {
	/** Where the records stand in the answer: a key, or a reader for undocumented shapes. */
	items: string | ((body: unknown) => unknown[] | undefined);
	/** What identifies a record: a field, or a reader; records are deduplicated by it where they have it. */
	id?: string | ((record: IDataObject) => string | undefined);
	pager?: Pager;
	window?: Window;
	/** What is wrong with a record that isn't what was asked for: nothing is handed on then. */
	refuse?: (
		record: IDataObject,
		input: RequestInput,
	) => { problem: string; advice: string } | undefined;
	/**
	 * True where different records with one ID in one answer all come out, as for books: nothing tells
	 * which is right. Else the first of them does, and a hint says so.
	 */
	keepsLookalikes?: boolean;
	/** A filter's word that is spelt in several ways: what an account takes is learnt (run/spelling.ts). */
	spelling?: Spelling;
	/** True where a part would be worthless (a report): no "Return All" and no "Limit". */
	whole?: boolean;
}

/** A word of a filter that means one thing and is spelt in several ways. */
export interface Spelling {
	/** The filter as the panel shows it. */
	displayName: string;
	/** The query parameter that holds it. */
	parameter: string;
	/** Its spellings, the likeliest first. */
	words: string[];
	/** What else can be asked for: a record with one of these shows that the filter was not followed. */
	others: string[];
	/** The field of a record that shows it, in whichever spelling. */
	field: string;
}

/**
 * How a list is cut into pages.
 *
 * CassaNova tells how many records match, so that the pages after the first go out side by side:
 *
 *     { offset: 'start', limit: 'limit', size: 100, total: 'totalCount' }
 *
 *     250 invoices    GET …?start=0&limit=100      100 records, "totalCount": 250
 *                     GET …?start=100&limit=100    100
 *                     GET …?start=200&limit=100     50: all are there
 *
 * Kassandro doesn't, so that pages follow each other until one is empty:
 *
 *     { offset: 'offset', limit: 'limit', size: 1000 }
 *
 *     1,200 receipts  GET …?offset=0&limit=1000    1,000 records
 *                     GET …?offset=1000&limit=1000   200, which may be the most that it gives at once
 *                     GET …?offset=1200&limit=1000     0: the list is over
 *
 * Where the panel's "Limit" is smaller than a page, only so many are asked for.
 */
export interface Pager {
	/** Query parameter that holds the index of the first record. */
	offset: string;
	/** Query parameter that holds the page's size. */
	limit: string;
	/** The largest page that the vendor gives. */
	size: number;
	/** Key of the answer that tells how many records match; absent where the vendor doesn't tell. */
	total?: string;
}

/**
 * How a list takes its date range, and how long a range it accepts; dateWindow.ts makes its fields with it.
 *
 * CassaNova's documents take days, three at once, and the document doesn't say whether `datetimeTo`
 * includes its day:
 *
 *     {
 *       from: { parameter: 'datetimeFrom', wire: 'datetimeFrom' },
 *       to: { parameter: 'datetimeTo', wire: 'datetimeTo' },
 *       format: (day) => day,
 *       maxDays: 3, recordTime: 'datetime', learnsTo: 'documents',
 *     }
 *
 *     1 to 5 March    datetimeFrom=2026-03-01&datetimeTo=2026-03-03
 *                     datetimeFrom=2026-03-03&datetimeTo=2026-03-05    begins where the one before ended
 *                     datetimeFrom=2026-03-05&datetimeTo=2026-03-06    in case 5 March is left out
 *
 * What comes twice is dropped by its ID, and what is of 6 March by its `datetime`. As soon as an answer
 * holds a record of the afternoon of its last day, "to" is known to include it: after the first window
 * only 4 to 5 March is asked for.
 *
 * The receipts of a Kassandro register take moments, whose `to` is sure (`toIsSure`), for a range of any
 * length: one window, from `dateFrom=2026-02-28T23:00:00.000Z` to `dateTo=2026-03-05T22:59:59.999Z`.
 */
export interface Window {
	/** Parameter and wire names of both ends. */
	from: WindowEnd;
	to: WindowEnd;
	/** Days that one request may cover, both ends counted; absent where the vendor sets no limit. */
	maxDays?: number;
	/** Local day to wire value; `end` says which end of the range it is. */
	format: (day: Day, end: 'from' | 'to', timeZone: string) => string;
	/** True where the wire value of `to` is sure to cover its day (a date-time at the day's end). */
	toIsSure?: boolean;
	/**
	 * Name of the lists of an account that treat `to` alike. Whether it includes its day is then learnt
	 * from the first answer that shows it; until then windows overlap.
	 */
	learnsTo?: string;
	/** Days to read ahead of the range, where the vendor may count them in another zone than the shop. */
	daysBefore?: number;
	/** The field of a record that holds its time; records outside the range are dropped by it. */
	recordTime?: string;
	/**
	 * True where a record's time is UTC, also where it doesn't say so. It then tells its day for sure, and
	 * records outside the range are dropped, however far.
	 */
	recordTimeIsUtc?: boolean;
	/** True where the list can also be asked for without dates. */
	optional?: boolean;
	/** True where days that are chosen by hand are filters of the vendor's own, each for itself. */
	endsTravel?: boolean;
}

interface WindowEnd {
	/** n8n parameter name. */
	parameter: string;
	/** Query parameter name. */
	wire: string;
}
