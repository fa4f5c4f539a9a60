/** Input → windows × pages in a bounded pool → records, in order, or one request → one answer. */
import type { IDataObject } from 'n8n-workflow';
import pLimit from 'p-limit';
import { addDays, daysBetween, toLocalDay } from '../values/dates';
import { AbortError } from '../wire/environment';
import { apiError } from '../wire/errors';
import { eachInTurns, eachStep, filterSteps, inTurns } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { findLookalikes, versionOf } from './lookalikes';
import { mostRecords } from '../values/limits';
import { PagingError, endlessList, problemWith, readPages } from './pages';
import type { Page, PageRequest, Pool, ReadResult } from './pages';
import { isRecord } from '../values/records';
import { partsOfRoute } from '../table/table';
import { Room } from '../wire/room';
import type {
	ApiRequest,
	Call,
	DayRange,
	ListSpec,
	Pager,
	ReadingRoom,
	Window,
} from '../table/types';
import { cautiousWindows, plainWindows, sliceRange } from './windows';

/** The remark about a list that changed between two of its pages. */
export const LIST_MOVED =
	'Records were added or removed while the list was read. Each was taken once; run it again for the latest.';

/** Splits `GET /taxes/{id}` and fills in the path. */
export function toRequest(call: Call): ApiRequest {
	const { method, path: template } = partsOfRoute(call.endpoint);
	const path = template.replace(/\{(\w+)\}/g, (_match, name: string) =>
		encodeURIComponent(call.input.path[name] ?? ''),
	);
	const { query, body } = call.input;
	const { mayCreateToken } = call.endpoint;
	return {
		method,
		path,
		query: { ...query },
		...(mayCreateToken === undefined ? {} : { mayCreateToken }),
		...(method === 'GET' || Object.keys(body).length === 0 ? {} : { body: { ...body } }),
	};
}

/** Sends the one request of an endpoint that isn't a list. */
export async function runOne(call: Call): Promise<unknown> {
	const request = toRequest(call);
	const { range } = call.input;
	const window = call.endpoint.range;
	return await call.send(window && range ? withRange(call, request, window, range) : request);
}

/** Adds both ends of a date range in the vendor's form. */
function withRange(call: Call, request: ApiRequest, window: Window, range: DayRange): ApiRequest {
	const { from, to, format } = window;
	const { timeZone } = call.input;
	return {
		...request,
		query: {
			[from.wire]: format(range.from, 'from', timeZone),
			[to.wire]: format(range.to, 'to', timeZone),
			...request.query,
		},
	};
}

/**
 * Reads a list.
 * @param limit records wanted at most; Infinity for all
 * @returns records in the vendor's order, each once
 * @throws NodeApiError when an answer has the wrong shape, or the list doesn't stand still; AbortError
 * when the execution is cancelled
 */
export async function runList(call: Call, list: ListSpec, limit: number): Promise<unknown[]> {
	return await withPool(call, async (pool) => await readWindows(call, list, limit, pool));
}

/**
 * Gives work a pool for as many requests at once as the API allows. After a failure nothing more is
 * sent, neither what waits nor what other parts of the work still want.
 * @throws what the work throws; what is still wanted after that ends with an AbortError
 */
export async function withPool<T>(call: Call, work: (pool: Pool) => Promise<T>): Promise<T> {
	const limited = pLimit(call.api.concurrency);
	let over = false;
	const pool: Pool = async (task) =>
		await limited(async () => {
			if (over) throw new AbortError();
			return await task();
		});
	try {
		return await work(pool);
	} finally {
		over = true;
	}
}

/** A list that misbehaves is an error of the API; everything else passes as it is. */
export function rethrow(call: Call, error: unknown): never {
	if (!(error instanceof PagingError)) throw error;
	throw apiError(call.host.getNode(), call.api, call.endpoint, {
		problem: error.message,
		advice: error.advice,
	});
}

async function readWindows(
	call: Call,
	list: ListSpec,
	limit: number,
	pool: Pool,
): Promise<unknown[]> {
	const { range } = call.input;
	const isInside = rangeFilter(call, list);
	const seen = new Set<string>();
	const isNew = (record: unknown) => {
		const id = identify(list, record);
		return id === undefined || !seen.has(id);
	};
	const isWanted = (record: unknown) => isInside(record) && isNew(record);
	const room = call.room ?? new Room();
	const records: unknown[] = [];
	const keep = async (result: ReadResult) => {
		if (result.moved) call.hint(LIST_MOVED);
		await eachInTurns(call, result.records, (record) => {
			if (!isWanted(record)) return;
			const id = identify(list, record);
			if (id !== undefined) seen.add(id);
			records.push(record);
		});
	};
	const readAll = async (windows: Array<DayRange | undefined>) => {
		const all = windows.map(
			async (window) => await readWindow(call, list, { window, pool, isWanted: isInside, room }),
		);
		for (const result of await Promise.all(all)) await keep(result);
	};
	const readEach = async (windows: Array<DayRange | undefined>) => {
		for (const window of windows) {
			if (records.length >= limit) break;
			const open = limit - records.length;
			await keep(await readWindow(call, list, { window, pool, isWanted, limit: open, room }));
		}
	};
	const read = limit === Infinity ? readAll : readEach;
	if (!range || !list.window) await read([undefined]);
	else if (list.window.learnsTo === undefined) await read(sliceRange(range, list.window));
	else await readLearning(call, list.window, range, read);
	const kept = list.keepsLookalikes ? await inTurns(call, withoutVersions(list, records)) : records;
	return kept.slice(0, limit);
}

/** Another answer may have shown only one of several records with one ID: it is among them already. */
function* withoutVersions(list: ListSpec, records: unknown[]): Steps<unknown[]> {
	const several = new Set<string | undefined>();
	yield* eachStep(records, (record) => {
		if (versionOf(record) !== undefined) several.add(plainId(list, record));
	});
	if (several.size === 0) return records;
	return yield* filterSteps(
		records,
		(record) => versionOf(record) !== undefined || !several.has(plainId(list, record)),
	);
}

/**
 * Reads windows that overlap, a few at first and then ever more of them side by side, until an answer
 * shows that "to" includes its day; the rest is read in windows that don't overlap.
 */
async function readLearning(
	call: Call,
	window: Window,
	range: DayRange,
	read: (windows: DayRange[]) => Promise<void>,
): Promise<void> {
	const learnt = await toOf(call, window);
	if (learnt.includesItsDay) return await read(plainWindows(range, window));
	const windows = cautiousWindows(range, window);
	for (let next = 0, many = 1; next < windows.length; next += many, many *= 2) {
		const some = windows.slice(next, next + many);
		await read(some);
		const [last] = some.slice(-1);
		if (!learnt.includesItsDay || !last) continue;
		await read(plainWindows({ from: addDays(last.to, 1), to: range.to }, window));
		return;
	}
}

/** What is known of a vendor's "to". */
interface LearntTo {
	/** True once an answer has shown it. */
	includesItsDay: boolean;
}

/** One knowledge for all items and lists of the account that share it, as long as the execution lasts. */
async function toOf(call: Call, { learnsTo }: Window): Promise<LearntTo> {
	return await call.once(
		`"to" of ${learnsTo}`,
		async () => await Promise.resolve({ includesItsDay: false }),
	);
}

/**
 * Learns that "to" includes its day where a record stands on it, in shop time and past noon: what a
 * vendor takes for the end of a day before, because it counts in another zone, isn't later than that.
 */
async function learnTo(
	call: Call,
	window: Window | undefined,
	asked: DayRange | undefined,
	records: unknown[],
): Promise<void> {
	const { learnsTo, recordTime } = window ?? {};
	if (!window || !asked || learnsTo === undefined || recordTime === undefined) return;
	const proves = (record: unknown) => {
		const time = member(record, recordTime);
		if (typeof time !== 'string' || !LOCAL_TIME.test(time)) return false;
		return time.startsWith(asked.to) && time.slice(11, 13) >= '12';
	};
	const isProved = function* (): Steps<boolean> {
		for (const record of records) {
			if (proves(record)) return true;
			yield;
		}
		return false;
	};
	if (await inTurns(call, isProved())) (await toOf(call, window)).includesItsDay = true;
}

/** What one window of a list is read for. */
export interface WindowReading {
	/** The days; absent for a list without dates. */
	window?: DayRange;
	/** Where its requests wait for their turn. */
	pool: Pool;
	/** Which records count towards `limit`; all of them where it isn't given. */
	isWanted?: (record: unknown) => boolean;
	/** Records wanted at most; all where it isn't given. */
	limit?: number;
	/** For its records, and those of other windows that are held at the same time. */
	room?: ReadingRoom;
	/** Gets each answer as it came, for what stands in it beside the records. */
	look?: (answer: unknown) => void;
}

/**
 * Reads one window of a list, or the list itself where it has none.
 * @throws NodeApiError when an answer has the wrong shape, or the list doesn't stand still
 */
export async function readWindow(
	call: Call,
	list: ListSpec,
	reading: WindowReading,
): Promise<ReadResult> {
	const { window, pool, isWanted = () => true, limit = Infinity, look } = reading;
	const { room = call.room ?? new Room() } = reading;
	const plain = toRequest(call);
	const request = window && list.window ? withRange(call, plain, list.window, window) : plain;
	const { pager } = list;
	if (!pager) {
		const weigh = (bytes: number) => room.add(bytes);
		const body = await pool(async () => await call.send({ ...request, weigh }));
		look?.(body);
		return { records: (await readPage(call, list, body)).records, moved: false };
	}
	const fetch = async (page: PageRequest) => {
		const answer = await fetchPage(call, list, request, pager, page, { window, room, look });
		await learnTo(call, list.window, window, answer.records);
		return answer;
	};
	return await readPages(
		{
			pager,
			fetch,
			pool,
			taking: call,
			isWanted,
			identify: (record) => identify(list, record),
			drop: (bytes) => room.add(-bytes),
		},
		limit,
	).catch((error: unknown) => rethrow(call, error));
}

/** Reads one page of one window of a list that has pages; for triggers, which look at its ends. */
export async function readWindowPage(
	call: Call,
	list: ListSpec,
	window: DayRange,
	page: PageRequest,
	room: ReadingRoom = new Room(),
): Promise<Page> {
	const plain = toRequest(call);
	const request = list.window ? withRange(call, plain, list.window, window) : plain;
	if (list.pager) return await fetchPage(call, list, request, list.pager, page, { window, room });
	return await readPage(call, list, await call.send(request));
}

/** Reads one page of a list that has pages; for panels that show more as people scroll. */
export async function runPage(call: Call, list: ListSpec, page: PageRequest): Promise<Page> {
	const request = toRequest(call);
	if (list.pager) return await fetchPage(call, list, request, list.pager, page);
	return await readPage(call, list, await call.send(request));
}

/** Days that a window covers, both ends counted. */
export function daysOf(window: DayRange | undefined): number | undefined {
	return window && daysBetween(window.from, window.to) + 1;
}

/**
 * Asks for one page.
 * @throws NodeApiError for one that lies behind the end of any shop's list: whoever reads, by whichever
 * total, stops there
 */
async function fetchPage(
	call: Call,
	list: ListSpec,
	request: ApiRequest,
	pager: Pager,
	{ offset, size }: PageRequest,
	{ window, room = new Room(), look }: Pick<WindowReading, 'window' | 'room' | 'look'> = {},
): Promise<Page> {
	const most = mostRecords(daysOf(window));
	if (offset >= most) rethrow(call, endlessList(`${most.toLocaleString('en')} records`));
	let bytes = 0;
	const weigh = (more: number) => {
		bytes += more;
		room.add(more);
	};
	const query = { [pager.offset]: offset, [pager.limit]: size, ...request.query };
	const answer = await call.send({ ...request, query, weigh });
	look?.(answer);
	const page = await readPage(call, list, answer);
	if (page.records.length > most)
		rethrow(call, endlessList(`${most.toLocaleString('en')} records`));
	return { ...page, bytes };
}

/** The records of an answer; an answer without the list is an error, never an empty list. */
async function readPage(call: Call, list: ListSpec, body: unknown): Promise<Page> {
	const records =
		typeof list.items === 'function' ? list.items(body) : (member(body, list.items) as unknown);
	if (!Array.isArray(records)) {
		const missing = typeof list.items === 'string' ? ` ("${list.items}" is missing)` : '';
		throw apiError(call.host.getNode(), call.api, call.endpoint, {
			problem: `the answer holds no list${missing}`,
			advice: 'Check the address in the credential. If it is right, the API may have changed.',
		});
	}
	await eachInTurns(call, records, (record) => {
		const refused = isRecord(record) ? list.refuse?.(record, call.input) : undefined;
		if (refused) throw apiError(call.host.getNode(), call.api, call.endpoint, refused);
	});
	await inTurns(call, warnOfLookalikes(call, list, records));
	const total = list.pager?.total === undefined ? undefined : member(body, list.pager.total);
	// A total that is no number tells nothing: the list is then read until it ends.
	const page: Page = { records, ...(typeof total === 'number' ? { total } : {}) };
	const problem = problemWith(page);
	if (problem === undefined) return page;
	throw apiError(call.host.getNode(), call.api, call.endpoint, {
		problem,
		advice: 'Nothing was left out silently. Run it again; if it goes on, the API may have changed.',
	});
}

/** Says that an answer holds different records with one ID, and what becomes of them. */
function* warnOfLookalikes(call: Call, list: ListSpec, records: unknown[]): Steps<void> {
	const id = yield* findLookalikes(records, (record) => plainId(list, record));
	if (id === undefined) return;
	call.hint(
		`${call.api.name} gave different records with the same ID in one answer, such as ${id.slice(0, MOST_SIGNS)}. ${list.keepsLookalikes ? "Nothing tells which is right: each of them counts as a receipt that can't be read" : 'The first of each was taken'}; compare them with what the system itself shows.`,
	);
}

/** Signs of an ID that a sentence repeats. */
const MOST_SIGNS = 60;

/** What identifies a record of a list, where something does. */
export function identify(list: ListSpec, record: unknown): string | undefined {
	const id = plainId(list, record);
	const version = list.keepsLookalikes ? versionOf(record) : undefined;
	return id === undefined || version === undefined ? id : `${id} ${version}`;
}

function plainId(list: ListSpec, record: unknown): string | undefined {
	if (typeof list.id === 'function') return isRecord(record) ? list.id(record) : undefined;
	const id = list.id === undefined ? undefined : member(record, list.id);
	if (typeof id === 'string') return id;
	return typeof id === 'number' ? String(id) : undefined;
}

/**
 * False for records of the days that were read beside the range. Others that lie outside stay: the
 * vendor counts them in, and a receipt too many can be seen, one too few can't.
 */
function rangeFilter(call: Call, list: ListSpec): (record: unknown) => boolean {
	const { range, timeZone } = call.input;
	const { recordTime, recordTimeIsUtc, toIsSure, daysBefore = 0 } = list.window ?? {};
	if (!range || recordTime === undefined || toIsSure) return () => true;
	if (recordTimeIsUtc) {
		return (record) => {
			const day = toLocalDay(asUtc(member(record, recordTime)), timeZone);
			return day === undefined || (day >= range.from && day <= range.to);
		};
	}
	const outside = new Set([addDays(range.to, 1)]);
	for (let days = 1; days <= daysBefore; days++) outside.add(addDays(range.from, -days));
	return (record) => {
		const time = member(record, recordTime);
		// Most vendors send shop time without a zone: its day can be read off.
		const isLocal = typeof time === 'string' && LOCAL_TIME.test(time);
		const day = isLocal ? time.slice(0, 10) : toLocalDay(time, timeZone);
		return day === undefined || !outside.has(day);
	};
}

/** A date and time without a zone, as one of UTC; all else as it is. */
function asUtc(time: unknown): unknown {
	const isBare =
		typeof time === 'string' && LOCAL_TIME.test(time) && time.length > 'yyyy-mm-dd'.length;
	return isBare ? `${time.replace(' ', 'T')}Z` : time;
}

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}([T ][\d:.]+)?$/;

function member(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? (value as IDataObject)[key] : undefined;
}
