/** A list endpoint as something to be watched: the same pages and windows as the action node's. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../records';
import { identify, readWindow, readWindowPage, runOne, withPool } from '../run';
import { readShopTime } from '../shopTime';
import type { Call, DayRange, Endpoint, ListSpec, RequestInput, Window } from '../types';
import type { PollCalls } from './call';
import type { Source } from './documents';
import { contentFingerprint } from './hash';

/** One of a trigger's lists: what is asked for, and how its records are told apart. */
export interface WatchedList {
	/** Distinguishes it from the trigger's other lists; it stands in the stored state. */
	key: string;
	path?: RequestInput['path'];
	query?: RequestInput['query'];
}

export interface WatchSpec {
	endpoint: Endpoint;
	/** Tells how many records there are, where the list doesn't. */
	count?: { endpoint: Endpoint; query?: RequestInput['query'] };
	markOf?: (record: IDataObject) => number;
	accepts?: (record: IDataObject) => boolean;
}

/**
 * Makes a source of a list.
 * @throws RangeError for a list without days, which can't be watched this way
 */
export function watch(calls: PollCalls, list: WatchedList, spec: WatchSpec): Source {
	const { endpoint, count, markOf = () => 0, accepts = () => true } = spec;
	const parts = endpoint.list;
	const window = parts?.window;
	if (!parts || !window) throw new RangeError(`${endpoint.route} has no days`);
	const { path, query } = list;
	const callFor = (range: DayRange) => calls.call(endpoint, { path, query, range });
	return {
		key: list.key,
		window,
		pageSize: parts.pager?.size ?? Infinity,
		readAll: async (range) => {
			const call = callFor(range);
			const all = () => true;
			return await withPool(
				call,
				async (pool) => (await readWindow(call, parts, range, pool, all, Infinity)).records,
			);
		},
		readPage: async (range, page) => await readWindowPage(callFor(range), parts, range, page),
		...(count ? { count: async (range) => await readCount(calls, count, path, range) } : {}),
		idOf: (record) => idOf(parts, record),
		timeOf: (record) => timeOf(window, record, calls.timeZone),
		markOf: (record) => (isRecord(record) ? markOf(record) : 0),
		accepts: (record) => isRecord(record) && accepts(record),
	};
}

/** Milliseconds since 1970; undefined where the record's time can't be read. */
function timeOf(
	{ recordTime }: Pick<Window, 'recordTime'>,
	record: unknown,
	timeZone: string,
): number | undefined {
	const value = isRecord(record) && recordTime ? record[recordTime] : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const time = readShopTime(value, { timeZone, dayEndsAt: '00:00' });
	return time && Date.parse(time.issuedAt);
}

/** Where a record has no id its content is one: better twice after a change than not at all. */
function idOf(list: ListSpec, record: unknown): string {
	return identify(list, record) ?? contentFingerprint(record);
}

async function readCount(
	calls: PollCalls,
	{ endpoint, query }: NonNullable<WatchSpec['count']>,
	path: RequestInput['path'] | undefined,
	range: DayRange,
): Promise<number> {
	const call: Call = calls.call(endpoint, { path, query, range });
	const answer = endpoint.output?.result?.(await runOne(call), call.input);
	const counts = Object.values(answer ?? {}).filter((value) => typeof value === 'number');
	// Without a number nothing can be spared: a length that is never the same has the list read.
	return counts[0] ?? -1;
}
