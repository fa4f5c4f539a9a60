/** A list endpoint as something to be watched: the same pages and windows as the action node's. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../values/records';
import { inTurns } from '../../values/inTurns';
import { MOST_BESIDE_BYTES } from '../../values/limits';
import { MOST_RECORDS } from '../../run/paging';
import { readPages } from '../../run/pages';
import type { Page } from '../../run/paging';
import { Room } from '../../wire/room';
import { identify } from '../../run/lookalikes';
import { rethrow } from '../../run/page';
import { runOne, runPage, withPool } from '../../run/run';
import { momentOf } from '../../values/shopTime';
import type { DayRange, RequestInput } from '../../table/request';
import type { Call, Endpoint, TimesDoubt } from '../../table/types';
import type { EpochMs } from '../../values/units';
import type { PollCalls } from '../call';
import type { Source } from './documentTypes';
import { readPart } from './parts';
import type { FetchPage } from './parts';
import { nameSteps, recordName } from '../events/recordName';

/** One of a trigger's lists: what is asked for, and how its records are told apart. */
export interface WatchedList {
	/** Distinguishes it from the trigger's other lists; it stands in the stored state. */
	key: string;
	path?: RequestInput['path'];
	query?: RequestInput['query'];
}

/** How a list is watched, and what of it counts. */
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
	const { pager } = parts;
	const pageSize = pager?.size ?? Infinity;
	const identity = (record: unknown) => recordName(parts, record);
	const told = new ToldTimes(calls, window.recordTime);
	const named = async (call: Call, reading: Promise<Page>) => {
		const page = await reading;
		await inTurns(call, nameSteps(parts, page.records));
		told.doubt = await endpoint.output?.doubtTimes?.(call, page.records);
		return page;
	};
	return {
		key: list.key,
		window,
		pageSize,
		read: async (range, at, stops) => {
			const call = callFor(range);
			const room = new Room(MOST_BESIDE_BYTES);
			const page: FetchPage = async (request) =>
				await named(call, runPage(call, parts, request, { window: range, room }));
			const all = async (fetch: FetchPage) => {
				if (!pager) return (await fetch({ offset: 0, size: pageSize })).records;
				return await withPool(call, async (pool) => {
					const identifyOne = (one: unknown) => identify(parts, one);
					const reader = { pager, pool, fetch, identify: identifyOne, taking: call };
					return (await readPages(reader).catch((error: unknown) => rethrow(call, error))).records;
				});
			};
			return await readPart({ size: pageSize, page, all, idOf: identity, ...stops }, at);
		},
		readPage: async (range, page) => {
			const call = callFor(range);
			return await named(call, runPage(call, parts, page, { window: range }));
		},
		...(count ? { count: async (range) => await readCount(calls, count, path, range) } : {}),
		idOf: identity,
		hasId: (record) => identify(parts, record) !== undefined,
		timeOf: (record) => told.momentOf(record, told.zone),
		...(calls.timesIn ? { earliestOf: (record) => told.earliestOf(record) } : {}),
		seemsMadeAt: (record) => told.doubt && told.momentOf(record, told.doubt.zone),
		markOf: (record) => (isRecord(record) ? markOf(record) : 0),
		accepts: (record) => isRecord(record) && accepts(record),
	};
}

/** When records of a list were made, by the clocks that their times may show. */
class ToldTimes {
	/** That another clock seems to be meant than the panel says, by the page that was read last. */
	doubt: TimesDoubt | undefined;

	/** The zone of times that name none, by the panel. */
	readonly zone: string;

	constructor(
		private readonly panel: Pick<PollCalls, 'timeZone' | 'timesIn'>,
		private readonly field: string | undefined,
	) {
		this.zone = panel.timesIn ?? panel.timeZone;
	}

	/** By the clock of a zone; undefined where the record tells no time. */
	momentOf(record: unknown, zone: string): EpochMs | undefined {
		if (!isRecord(record) || this.field === undefined) return undefined;
		return momentOf(record[this.field], zone);
	}

	/** By whichever clock it is earlier. */
	earliestOf(record: unknown): EpochMs | undefined {
		const [one, other] = [this.panel.timeZone, this.zone].map((zone) =>
			this.momentOf(record, zone),
		);
		return one === undefined || other === undefined ? undefined : Math.min(one, other);
	}
}

async function readCount(
	calls: PollCalls,
	{ endpoint, query }: NonNullable<WatchSpec['count']>,
	path: RequestInput['path'] | undefined,
	range: DayRange,
): Promise<number | undefined> {
	const call: Call = calls.call(endpoint, { path, query, range });
	const answer = endpoint.output?.result?.(await runOne(call), call.input);
	const isCount = (value: unknown) =>
		Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_RECORDS;
	const [count] = Object.values(answer ?? {}).filter(isCount);
	return typeof count === 'number' ? count : undefined;
}
