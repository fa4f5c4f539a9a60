/** One page of a list: asks for it, and takes the records out of the answer. */
import { daysBetween } from '../values/dates';
import { eachInTurns, inTurns } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { mostRecords } from '../values/limits';
import { isRecord, member } from '../values/records';
import { apiError } from '../wire/errors';
import { Room } from '../wire/room';
import type { ReadingRoom } from '../table/call';
import type { ListSpec, Pager } from '../table/list';
import type { ApiRequest, DayRange } from '../table/request';
import type { Call } from '../table/types';
import { findLookalikes, idOf } from './lookalikes';
import { PagingError, endlessList, problemWith } from './paging';
import type { Page, PageRequest } from './paging';
import { readSpelt } from './spelling';

/** What a page is read for. */
export interface PageReading {
	/** The days; absent for a list without dates. */
	window?: DayRange;
	/** For its records, and those of others that are held at the same time. */
	room?: ReadingRoom;
	/** Gets each answer as it came, for what stands in it beside the records. */
	look?: (answer: unknown) => void;
}

/** A list that misbehaves is an error of the API; everything else passes as it is. */
export function rethrow(call: Call, error: unknown): never {
	if (!(error instanceof PagingError)) throw error;
	throw apiError(call, {
		problem: error.message,
		advice: error.advice,
	});
}

/** Days that a window covers, both ends counted. */
function daysOf(window: DayRange | undefined): number | undefined {
	return window && daysBetween(window.from, window.to) + 1;
}

/**
 * Asks for one page.
 * @throws NodeApiError for one that lies behind the end of any shop's list: whoever reads, by whichever
 * total, stops there
 */
export async function fetchPage(
	call: Call,
	list: ListSpec,
	request: ApiRequest,
	pager: Pager,
	{ offset, size }: PageRequest,
	{ window, room = new Room(), look }: PageReading = {},
): Promise<Page> {
	const most = mostRecords(daysOf(window));
	if (offset >= most) rethrow(call, endlessList(`${most.toLocaleString('en')} records`));
	const query = { [pager.offset]: offset, [pager.limit]: size, ...request.query };
	const read = async (asked: Record<string, unknown>): Promise<Page> => {
		let bytes = 0;
		const weigh = (more: number) => {
			bytes += more;
			room.add(more);
		};
		const answer = await call.send({ ...request, query: asked, weigh });
		look?.(answer);
		return { ...(await readPage(call, list, answer)), bytes };
	};
	const spelt = { query, list: request.query, isFirst: offset === 0 };
	const page = await (list.spelling ? readSpelt(call, list.spelling, spelt, read) : read(query));
	if (page.records.length > most)
		rethrow(call, endlessList(`${most.toLocaleString('en')} records`));
	return page;
}

/** The records of an answer; an answer without the list is an error, never an empty list. */
export async function readPage(call: Call, list: ListSpec, body: unknown): Promise<Page> {
	const records =
		typeof list.items === 'function' ? list.items(body) : (member(body, list.items) as unknown);
	if (!Array.isArray(records)) {
		const missing = typeof list.items === 'string' ? ` ("${list.items}" is missing)` : '';
		throw apiError(call, {
			problem: `the answer holds no list${missing}`,
			advice: 'Check the address in the credential. If it is right, the API may have changed.',
		});
	}
	await eachInTurns(call, records, (record) => {
		const refused = isRecord(record) ? list.refuse?.(record, call.input) : undefined;
		if (refused) throw apiError(call, refused);
	});
	await inTurns(call, warnOfLookalikes(call, list, records));
	const total = list.pager?.total === undefined ? undefined : member(body, list.pager.total);
	// A total that is no number tells nothing: the list is then read until it ends.
	const page: Page = { records, ...(typeof total === 'number' ? { total } : {}) };
	const problem = problemWith(page);
	if (problem === undefined) return page;
	throw apiError(call, {
		problem,
		advice: 'Nothing was left out silently. Run it again; if it goes on, the API may have changed.',
	});
}

/** Says that an answer holds different records with one ID, and what becomes of them. */
function* warnOfLookalikes(call: Call, list: ListSpec, records: unknown[]): Steps<void> {
	const id = yield* findLookalikes(records, (record) => idOf(list, record));
	if (id === undefined) return;
	call.hint(
		`${call.api.name} gave different records with the same ID in one answer, such as ${id.slice(0, MOST_SIGNS)}. ${list.keepsLookalikes ? "Nothing tells which is right: each of them counts as a receipt that can't be read" : 'The first of each was taken'}; compare them with what the system itself shows.`,
	);
}

/** Signs of an ID that a sentence repeats. */
const MOST_SIGNS = 60;
