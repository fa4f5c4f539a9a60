/** Input → windows × pages in a bounded pool → records, in order, or one request → one answer. */
import { partsOfRoute } from '../table/table';
import type { ListSpec, Window } from '../table/list';
import type { ApiRequest, DayRange } from '../table/request';
import type { Call } from '../table/types';
import { AbortError } from '../wire/environment';
import { limiter } from '../wire/limiter';
import { Room } from '../wire/room';
import { Kept } from './kept';
import { learnTo, readLearning } from './learnTo';
import { identify } from './lookalikes';
import { fetchPage, readPage, rethrow } from './page';
import type { PageReading } from './page';
import { readPages } from './pages';
import type { Page, PageRequest } from './paging';
import type { Pool, ReadResult } from './pages';
import { daysToAsk, sliceRange } from './windows';

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
	return await call.send(requestFor(call, { window: call.endpoint.range }, call.input.range));
}

/** The request for some days of what has a window; both ends travel in the vendor's form. */
function requestFor(
	call: Call,
	{ window }: { window?: Window },
	range: DayRange | undefined,
): ApiRequest {
	const request = toRequest(call);
	if (!window || !range) return request;
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
	const limited = limiter(call.api.concurrency);
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

async function readWindows(
	call: Call,
	list: ListSpec,
	limit: number,
	pool: Pool,
): Promise<unknown[]> {
	const { input } = call;
	const range = input.range && list.window && daysToAsk(input.range, input, list.window);
	const room = call.room ?? new Room();
	const kept = new Kept(call, list);
	const { isInside, isWanted } = kept;
	const readAll = async (windows: Array<DayRange | undefined>) => {
		const all = windows.map(
			async (window) => await readWindow(call, list, { window, pool, isWanted: isInside, room }),
		);
		for (const result of await Promise.all(all)) await kept.take(result);
	};
	const readEach = async (windows: Array<DayRange | undefined>) => {
		for (const window of windows) {
			const open = limit - kept.count;
			if (open <= 0) break;
			await kept.take(await readWindow(call, list, { window, pool, isWanted, limit: open, room }));
		}
	};
	const read = limit === Infinity ? readAll : readEach;
	if (!range || !list.window) await read([undefined]);
	else if (list.window.learnsTo === undefined) await read(sliceRange(range, list.window));
	else await readLearning(call, list.window, range, read);
	return (await kept.records()).slice(0, limit);
}

/** What one window of a list is read for. */
export interface WindowReading extends PageReading {
	/** Where its requests wait for their turn. */
	pool: Pool;
	/** Which records count towards `limit`; all of them where it isn't given. */
	isWanted?: (record: unknown) => boolean;
	/** Records wanted at most; all where it isn't given. */
	limit?: number;
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
	const request = requestFor(call, list, window);
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

/**
 * Reads one window of a list, with as many requests at once as the API allows.
 * @throws NodeApiError when an answer has the wrong shape, or the list doesn't stand still; AbortError
 * when the execution is cancelled
 */
export async function readAlone(
	call: Call,
	list: ListSpec,
	reading: Omit<WindowReading, 'pool'>,
): Promise<ReadResult> {
	return await withPool(call, async (pool) => await readWindow(call, list, { ...reading, pool }));
}

/**
 * Reads one page of a list, or of one window of it; for panels that show more as people scroll, and for
 * triggers, which look at the ends of a window. Of a list without pages it is the whole list.
 * @throws NodeApiError when the answer has the wrong shape, or the page lies behind any list's end
 */
export async function runPage(
	call: Call,
	list: ListSpec,
	page: PageRequest,
	reading: PageReading = {},
): Promise<Page> {
	const request = requestFor(call, list, reading.window);
	if (list.pager) return await fetchPage(call, list, request, list.pager, page, reading);
	return await readPage(call, list, await call.send(request));
}
