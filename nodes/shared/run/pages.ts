/** Reads a paged list completely: each page once, in order, as many at a time as allowed. */
import { inTurns } from '../values/inTurns';
import type { Taking } from '../values/inTurns';
import type { Pager } from '../table/list';
import { Collector } from './collector';
import { PagingError } from './paging';
import type { Page, PageRequest } from './paging';

/** How a list is read, and what tells its records apart. */
export interface PageReader {
	pager: Pager;
	/** Fetches one page. */
	fetch: (request: PageRequest) => Promise<Page>;
	/** What identifies a record; without it records can't be told apart and aren't deduplicated. */
	identify: (record: unknown) => string | undefined;
	/** Which records count towards `limit`; all of them where it isn't given. */
	isWanted?: (record: unknown) => boolean;
	/** Is told the bytes of a page in whose place another one comes. */
	drop?: (bytes: number) => void;
	/** Runs fetches in a bounded pool. */
	pool: Pool;
	/** Turns for others: a page may hold very many records. */
	taking: Taking;
}

/** Starts a task when there is room for it. */
export type Pool = <T>(task: () => Promise<T>) => Promise<T>;

/** What a whole list gave. */
export interface ReadResult {
	records: unknown[];
	/** True when records were added or removed while the list was read. */
	moved: boolean;
}

/** How often a list that changes is read again. */
const MOST_CATCH_UPS = 3;

/** More than any API allows at once, so that the pool never waits for a page. */
const MOST_AT_ONCE = 32;

/**
 * Reads up to `limit` wanted records; others that lie between them come along.
 *
 * With a known total, `ceil(N / size)` requests; without one, one more. A vendor may give fewer records
 * at once than are asked for, without a word: what comes tells where the next page begins. Where the list
 * moved while it was read, its beginning is read again until every record is there.
 * @throws PagingError when the list repeats a page or never stands still
 */
export async function readPages(reader: PageReader, limit = Infinity): Promise<ReadResult> {
	const { pager, pool, isWanted = () => true, drop = () => {} } = reader;
	const collector = new Collector(reader.identify, isWanted, drop);
	let collected = Promise.resolve();
	const read = async (offset: number, size: number) => {
		const page = await pool(async () => await reader.fetch({ offset, size }));
		const added = collected.then(
			async () => await inTurns(reader.taking, collector.add(offset, page)),
		);
		collected = added.catch(() => {});
		await added;
		return page;
	};

	const reading = { read, size: pager.size, collector, limit };
	const firstSize = Math.min(pager.size, limit);
	const first = await read(0, firstSize);
	const came = first.records.length;
	if (collector.total === undefined) await readUntilEmpty(reading, first);
	else if (came > 0 && came < Math.min(firstSize, collector.total)) {
		await readToTotal({ ...reading, size: came }, came);
	} else await readToTotal(reading, firstSize);
	collector.checkTotal();
	return { records: collector.records(), moved: collector.moved };
}

/** A list while it is read. */
interface Reading {
	/** Reads a page, and has it collected. */
	read: (offset: number, size: number) => Promise<Page>;
	/** Records that a page has at most, as far as the first one has shown. */
	size: number;
	/** What came so far. */
	collector: Collector;
	/** Records wanted at most. */
	limit: number;
}

/**
 * The total is told: the rest goes through the pool side by side.
 * @param begun records that stand before the next page
 */
async function readToTotal(reading: Reading, begun: number): Promise<void> {
	const { collector, limit } = reading;
	const total = () => collector.total ?? 0;
	let next = begun;
	/** The pages that weren't asked for yet, made one by one, because a total may be any number. */
	const pagesUpTo = function* (last: number): Generator<PageRequest> {
		for (let open = missing(reading); next < last && open > 0; ) {
			const page = { offset: next, size: pageSize(reading, open) };
			next += page.size;
			open -= page.size;
			yield page;
		}
	};
	// A list may grow while it is read, but not for ever.
	const mostRounds = limit === Infinity ? MOST_CATCH_UPS + 1 : Infinity;
	for (let round = 0; next < total() && missing(reading) > 0 && round < mostRounds; round++) {
		const last = total();
		if (await sideBySide(reading, pagesUpTo(last))) break;
		if (round + 1 === mostRounds && next < total()) {
			throw new PagingError(
				`The list kept growing while it was read: it had ${last} records, and ${total()} a moment later.`,
			);
		}
	}
	if (missing(reading) > 0) await readAgain(reading, next);
}

/**
 * Reads pages until there are no more, or one is empty: it lies behind the end, whatever the total.
 * @returns whether one was empty
 */
async function sideBySide(reading: Reading, pages: Generator<PageRequest>): Promise<boolean> {
	let isOver = false;
	const readOn = async () => {
		// Leaving the loop, also with an error, ends the pages for all.
		for (const page of pages) {
			isOver ||= await isBehindEnd(reading, page);
			if (isOver) return;
		}
	};
	await Promise.all(Array.from({ length: MOST_AT_ONCE }, readOn));
	return isOver;
}

/** Reads a page, also where the vendor gives it in smaller parts; whether one of them was empty. */
async function isBehindEnd(
	{ read, collector }: Reading,
	{ offset, size }: PageRequest,
): Promise<boolean> {
	let came = 0;
	do {
		const { records } = await read(offset + came, size - came);
		if (records.length === 0) return true;
		came += records.length;
	} while (came < size && offset + came < (collector.total ?? 0));
	return false;
}

/** Wanted records that are still to come, as far as the limit goes. */
function missing({ collector, limit }: Reading): number {
	return limit === Infinity ? Infinity : limit - collector.wanted;
}

/** No more than is wanted, unless unwanted records turned up: then whole pages get past them soonest. */
function pageSize({ collector, size }: Reading, open: number): number {
	if (open === Infinity) return size;
	return collector.count > collector.wanted ? size : Math.min(size, open);
}

/** The end was reached: whatever was announced and didn't come is looked for again. */
async function readAgain(reading: Reading, end: number): Promise<void> {
	const { read, size, collector } = reading;
	const goal = () => collector.total ?? 0;
	if (collector.count < goal() && !collector.moved) await readTail(reading, end);
	for (let round = 0; collector.count < goal() || collector.shrunk; round++) {
		if (round === MOST_CATCH_UPS) {
			throw new PagingError(
				`The list kept changing while it was read: ${goal()} records were announced, ${collector.count} came.`,
			);
		}
		// Which records slipped through can't be told, so a list that became shorter is read to its end.
		const whole = collector.shrunk;
		collector.startAgain();
		const last = goal();
		for (let offset = 0; offset < last && (whole || collector.count < goal()); ) {
			const came = (await read(offset, size)).records.length;
			if (came === 0) break;
			offset += Math.min(came, size);
		}
	}
}

/**
 * Reads on past the announced end for as long as that brings records. A list that counts from 1, as
 * an example of CassaNova's document does, repeats a record at each border and has its last one there.
 */
async function readTail({ read, size, collector }: Reading, end: number): Promise<void> {
	let before = -1;
	const isShort = () => collector.count < (collector.total ?? 0);
	for (let offset = end; isShort() && collector.count > before; ) {
		before = collector.count;
		offset += (await read(offset, size)).records.length;
	}
}

/**
 * The total isn't told: only an empty page is surely the end, since a page that isn't full may be the
 * largest that the vendor gives.
 */
async function readUntilEmpty(reading: Reading, first: Page): Promise<void> {
	let page = first;
	for (let offset = 0; page.records.length > 0 && missing(reading) > 0; ) {
		offset += page.records.length;
		page = await reading.read(offset, pageSize(reading, missing(reading)));
	}
}
