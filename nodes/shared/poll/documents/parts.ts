/** Reads a list in as many polls as it takes: what doesn't fit into one goes on where it stopped. */
import { MOST_POLL_BYTES } from '../../values/limits';
import type { Page, PageRequest } from '../../run/paging';
import { fingerprint48, toLetters } from '../hash';

/** Where a reading stopped. */
export interface Position {
	/** Records from the beginning that were read. */
	offset: number;
	/** The id of the last one of them, short: it shows whether the list has moved since. */
	last: string;
	/** Records that were added before this place while the list was read. */
	grown: number;
}

/** What one poll read of a list. */
export interface Part {
	records: unknown[];
	/** Set where the end was reached. */
	end?: ListEnd;
	/** Where to go on; absent where the end was reached, and where it has to begin anew. */
	place?: Position;
	/** True where the vendor allows no more calls for now. */
	paused?: boolean;
	/** How many records the list has, as its last page told. */
	total?: number;
}

/** What a list was like when its end was reached. */
export interface ListEnd {
	/** Its length, without what was added before the place that was read. */
	length: number;
	/** How many were added there: they may not have been read. */
	grown: number;
}

/** Asks for one page. */
export type FetchPage = (request: PageRequest) => Promise<Page>;

/** A list that is read page by page. */
export interface PartReader {
	/** The largest page. */
	size: number;
	page: FetchPage;
	/** Reads the whole list with the given function, pages side by side. */
	all: (fetch: FetchPage) => Promise<unknown[]>;
	idOf: (record: unknown) => string;
	/** False when no further page should be asked for; the first one always is. */
	goesOn: () => boolean;
	/** True for a failure that isn't one: the vendor's limit is used up for now. */
	isPause: (error: unknown) => boolean;
	/**
	 * How long the list was when it was last read, where pages don't tell: one that isn't full and
	 * reaches this length is the last one, and no empty page is asked for to be sure.
	 */
	expects?: number;
}

/** An id of more signs than any vendor gives is remembered by its fingerprint. */
const LONGEST_ID = 200;

function shortId(id: string): string {
	return id.length <= LONGEST_ID ? id : toLetters(fingerprint48(id), 8);
}

/** No time or no room for another page. */
export class OutOfTime extends Error {}

/**
 * Reads a list, or goes on with it.
 * @param at where an earlier poll stopped
 * @throws the failure of a request; a pause, or an OutOfTime, only where nothing was read before it
 */
export async function readPart(reader: PartReader, at?: Position): Promise<Part> {
	const pages = new Map<number, Page>();
	const underWay = new Set<Promise<unknown>>();
	let total: number | undefined;
	let bytes = 0;
	let end = Infinity;
	const fetch: FetchPage = async (request) => {
		if (request.offset >= end) return { records: [] };
		const isFull = bytes >= MOST_POLL_BYTES;
		if (pages.size > 0 && (isFull || !reader.goesOn())) throw new OutOfTime();
		const asked = reader.page(request);
		const settled = asked.catch(() => undefined);
		underWay.add(settled);
		const page = await asked;
		pages.set(request.offset, page);
		bytes += page.bytes ?? 0;
		total = page.total ?? total;
		const length = request.offset + page.records.length;
		if (isLastPage(reader, page, length)) end = length;
		return page;
	};
	const told = (part: Part): Part => ({ ...part, ...(total === undefined ? {} : { total }) });
	if (at) return told(await readOn(reader, fetch, at));
	const whole = async (): Promise<Part> => {
		const records = await reader.all(fetch);
		return { records, end: { length: records.length, grown: 0 } };
	};
	const part = await whole().catch(async (error: unknown) => {
		const paused = reader.isPause(error);
		if (!paused && !(error instanceof OutOfTime)) throw error;
		await Promise.all(underWay);
		if (pages.size === 0) throw error;
		return { ...beginning(reader, pages), paused };
	});
	return told(part);
}

/** Whether a page that ends at the given length is the last one, where its list tells no total. */
function isLastPage({ size, expects }: PartReader, page: Page, length: number): boolean {
	return (
		expects !== undefined &&
		page.total === undefined &&
		page.records.length < size &&
		length >= expects
	);
}

/** What was read without a hole from the beginning; the rest is read again. */
function beginning(reader: PartReader, pages: Map<number, Page>): Part {
	const records: unknown[] = [];
	const ids = new Set<string>();
	let last: string | undefined;
	let mostTotal = 0;
	let offset = 0;
	for (let page = pages.get(0); page && page.records.length > 0; page = pages.get(offset)) {
		// In a list that became shorter, records may have slipped over a border between two pages.
		if ((page.total ?? mostTotal) < mostTotal) return { records };
		mostTotal = page.total ?? mostTotal;
		for (const record of page.records) records.push(record);
		for (const record of page.records) ids.add(reader.idOf(record));
		last = shortId(reader.idOf(page.records.at(-1)));
		offset += page.records.length;
	}
	if (last === undefined) return { records };
	// What was pushed on to another page was read twice.
	return { records, place: { offset, last, grown: offset - ids.size } };
}

/** One page after the other; each begins with the last record of the one before. */
async function readOn(reader: PartReader, fetch: FetchPage, at: Position): Promise<Part> {
	const records: unknown[] = [];
	let place = at;
	const rest = async (): Promise<Part> => {
		for (;;) {
			const from = place.offset - 1;
			const page = await fetch({ offset: from, size: reader.size });
			const anchor = page.records.findIndex(
				(record) => shortId(reader.idOf(record)) === place.last,
			);
			// Something was taken away, or very much was added.
			if (anchor < 0) return { records };
			for (const record of page.records.slice(anchor + 1)) records.push(record);
			place = {
				offset: from + page.records.length,
				last: shortId(reader.idOf(page.records.at(-1))),
				grown: place.grown + anchor,
			};
			const { offset, grown } = place;
			const isEnd = page.records.length === 1 || isLastPage(reader, page, offset - grown);
			const isLast = page.total !== undefined && offset >= page.total;
			// A list that counts from 1 looks grown, and its last record stands behind its total.
			if (isEnd || (isLast && (grown === 0 || page.records.length < reader.size))) {
				return { records, end: { length: offset - grown, grown } };
			}
		}
	};
	return await rest().catch((error: unknown) => {
		const paused = reader.isPause(error);
		if (!paused && !(error instanceof OutOfTime)) throw error;
		if (place === at) throw error;
		return { records, place, paused };
	});
}
