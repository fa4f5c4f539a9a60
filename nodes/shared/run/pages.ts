/** Reads a paged list completely: each page once, in order, as many at a time as allowed. */
import { filterSteps, inTurns, mapSteps } from '../values/inTurns';
import type { Steps, Taking } from '../values/inTurns';
import { printSteps } from '../values/print';
import { sorted } from '../values/sorted';
import type { Pager } from '../table/list';

/** A page as it came. */
export interface Page {
	records: unknown[];
	/** How many records match in all, where the vendor tells. */
	total?: number;
	/** Bytes of memory that it takes. */
	bytes?: number;
}

/** Which page is wanted. */
export interface PageRequest {
	/** Records before it. */
	offset: number;
	/** Records that it may have. */
	size: number;
}

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

/** The list didn't behave: repeated pages, or it never stood still. The message is for the user. */
export class PagingError extends Error {
	constructor(
		message: string,
		readonly advice = 'Run it again when fewer changes are being made. Nothing was left out silently.',
	) {
		super(message);
	}
}

/** A list without an end. */
export function endlessList(most: string): PagingError {
	return new PagingError(
		`The list goes on after ${most}, which no shop has.`,
		'Nothing was left out silently. Ask for fewer days at once, or use a filter; if it goes on, the API may have changed.',
	);
}

const MOST_CATCH_UPS = 3;

/** More than any API allows at once, so that the pool never waits for a page. */
const MOST_AT_ONCE = 32;

/** A total beyond it is no number of records: no till has made so many. */
export const MOST_RECORDS = 10_000_000;

/**
 * What is wrong with a page, if anything: a total that can't be, or that its own records exceed.
 * @returns the end of a sentence that begins with the list's name; undefined where all is well
 */
export function problemWith({ records, total }: Page): string | undefined {
	if (total === undefined) return undefined;
	if (!Number.isInteger(total) || total < 0 || total > MOST_RECORDS) {
		return `the list says that it has ${total} records`;
	}
	return records.length > total
		? `the list says that it has ${total} records, but gave ${records.length}`
		: undefined;
}

/** What identifies each record of a page. */
type Ids = Array<string | undefined>;

/** Collects pages: keeps order, drops records that came before, notices repeated pages. */
class Collector {
	private readonly pages = new Map<number, unknown[]>();

	private readonly signatures = new Map<string, number>();

	/** Where each record stands. */
	private readonly places = new Map<string, number>();

	private firstTotal: number | undefined;

	private largestTotal = 0;

	/** Of each page, as it was read last: reading a list again doesn't make it longer. */
	private readonly sizes = new Map<number, number>();

	total: number | undefined;

	moved = false;

	/** True when the list became shorter: records may have slipped over a border between two pages. */
	shrunk = false;

	/** Number of different records so far; asked for at each page, and so kept up. */
	count = 0;

	/** Number of those that count towards the limit. */
	wanted = 0;

	constructor(
		private readonly identify: PageReader['identify'],
		private readonly isWanted: (record: unknown) => boolean,
		private readonly drop: (bytes: number) => void,
	) {}

	/** Takes a page; one at a time. */
	*add(offset: number, page: Page): Steps<void> {
		this.drop(this.sizes.get(offset) ?? 0);
		this.sizes.set(offset, page.bytes ?? 0);
		this.noteTotal(page.total);
		const ids = yield* mapSteps(page.records, (record) => this.identify(record));
		const signature = yield* sign(page.records, ids);
		const earlier = this.signatures.get(signature);
		// A page that is pushed on by whole pages of other records looks repeated, too: the total tells.
		const changed = this.total !== this.firstTotal;
		if (page.records.length > 0 && earlier !== undefined && earlier !== offset && !changed) {
			throw new PagingError(
				`The records from ${offset} on are the same as those from ${earlier} on: the list repeats a page.`,
			);
		}
		this.signatures.set(signature, offset);
		const here = yield* this.distinct(page.records, ids, offset);
		const before = this.pages.get(offset);
		const repeats = before === undefined && here.length < page.records.length;
		// Where the total is told, it says more than repetitions: see `readTail`.
		if (repeats && page.total === undefined) this.moved = true;
		const now = here.concat(yield* this.gone(before ?? [], here));
		const wanted = (yield* this.wantedIn(now)) - (yield* this.wantedIn(before ?? []));
		this.pages.set(offset, now);
		this.count += now.length - (before?.length ?? 0);
		this.wanted += wanted;
	}

	private *wantedIn(records: unknown[]): Steps<number> {
		return (yield* filterSteps(records, this.isWanted)).length;
	}

	/** A list that stood still can't have more records than it says. */
	checkTotal(): void {
		const { count, moved, total } = this;
		if (moved || total === undefined || count <= total) return;
		throw new PagingError(`The list says that it has ${total} records, but gave ${count}.`);
	}

	/** What changed so far is known: only what changes from now on counts. */
	startAgain(): void {
		this.moved = true;
		this.shrunk = false;
		this.largestTotal = this.total ?? 0;
	}

	records(): unknown[] {
		return [...this.pages.entries()].sort(([a], [b]) => a - b).flatMap(([, records]) => records);
	}

	private noteTotal(total: number | undefined): void {
		if (total === undefined) return;
		this.firstTotal ??= total;
		this.total = total;
		if (total < this.largestTotal) this.shrunk = true;
		this.largestTotal = Math.max(this.largestTotal, total);
		if (total !== this.firstTotal) this.moved = true;
	}

	/**
	 * The records of a page that stand on no other, each once; without ids they can't be told apart. A
	 * record belongs to the page on which it was first seen.
	 */
	private *distinct(records: unknown[], ids: Ids, offset: number): Steps<unknown[]> {
		const seen = new Set<string>();
		return yield* filterSteps(records, (_record, index) => {
			const id = ids[index];
			if (id === undefined) return true;
			if (seen.has(id)) return false;
			seen.add(id);
			const known = this.places.get(id);
			if (known === undefined) this.places.set(id, offset);
			return known === undefined || known === offset;
		});
	}

	/** Records that stood on a page when it was read before, but no longer do. */
	private *gone(before: unknown[], here: unknown[]): Steps<unknown[]> {
		if (before.length === 0) return [];
		const ids = new Set(yield* mapSteps(here, (record) => this.identify(record)));
		return yield* filterSteps(before, (record) => !ids.has(this.identify(record)));
	}
}

/** What tells a page's records from those of other pages; of a long page it is no longer than of a short one. */
function sign(records: unknown[], ids: Ids): Steps<string> {
	return printSteps(
		records.map((record, index) => ids[index] ?? [record]),
		sorted,
	);
}

/**
 * Reads up to `limit` wanted records; others that lie between them come along.
 *
 * With a known total, `ceil(N / size)` requests; without one, one more. Where the list moved while it
 * was read, its beginning is read again until every record is there.
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

	const firstSize = Math.min(pager.size, limit);
	const first = await read(0, firstSize);
	if (collector.total === undefined) {
		await readUntilEmpty(read, pager.size, first, collector, limit);
	} else {
		await readToTotal(read, pager.size, firstSize, collector, limit);
	}
	collector.checkTotal();
	return { records: collector.records(), moved: collector.moved };
}

type ReadPage = (offset: number, size: number) => Promise<Page>;

/** The total is told: the rest goes through the pool side by side. */
async function readToTotal(
	read: ReadPage,
	size: number,
	firstSize: number,
	collector: Collector,
	limit: number,
): Promise<void> {
	const total = () => collector.total ?? 0;
	let next = firstSize;
	// A list may grow while it is read, but not for ever.
	const mostRounds = limit === Infinity ? MOST_CATCH_UPS + 1 : Infinity;
	for (
		let round = 0;
		next < total() && missing(collector, limit) > 0 && round < mostRounds;
		round++
	) {
		const last = total();
		const pages = (function* (): Generator<PageRequest> {
			for (let open = missing(collector, limit); next < last && open > 0; ) {
				const page = { offset: next, size: pageSize(collector, size, open) };
				next += page.size;
				open -= page.size;
				yield page;
			}
		})();
		if (await sideBySide(read, pages)) break;
		if (round + 1 === mostRounds && next < total()) {
			throw new PagingError(
				`The list kept growing while it was read: it had ${last} records, and ${total()} a moment later.`,
			);
		}
	}
	if (missing(collector, limit) > 0) await readAgain(read, size, next, collector);
}

/**
 * Reads pages until there are no more, or one is empty: it lies behind the end, whatever the total.
 * They are made one by one, because a total may be any number.
 * @returns whether one was empty
 */
async function sideBySide(read: ReadPage, pages: Generator<PageRequest>): Promise<boolean> {
	let isOver = false;
	const readOn = async () => {
		// Leaving the loop, also with an error, ends the pages for all.
		for (const { offset, size } of pages) {
			isOver ||= (await read(offset, size)).records.length === 0;
			if (isOver) return;
		}
	};
	await Promise.all(Array.from({ length: MOST_AT_ONCE }, readOn));
	return isOver;
}

/** Wanted records that are still to come, as far as the limit goes. */
function missing(collector: Collector, limit: number): number {
	return limit === Infinity ? Infinity : limit - collector.wanted;
}

/** No more than is wanted, unless unwanted records turned up: then whole pages get past them soonest. */
function pageSize(collector: Collector, size: number, open: number): number {
	if (open === Infinity) return size;
	return collector.count > collector.wanted ? size : Math.min(size, open);
}

/** The end was reached: whatever was announced and didn't come is looked for again. */
async function readAgain(
	read: ReadPage,
	size: number,
	end: number,
	collector: Collector,
): Promise<void> {
	const goal = () => collector.total ?? 0;
	if (collector.count < goal() && !collector.moved)
		await readTail(read, size, end, collector, goal);
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
		for (let offset = 0; offset < last && (whole || collector.count < goal()); offset += size) {
			if ((await read(offset, size)).records.length === 0) break;
		}
	}
}

/**
 * Reads on past the announced end for as long as that brings records. A list that counts from 1, as
 * an example of CassaNova's document does, repeats a record at each border and has its last one there.
 */
async function readTail(
	read: ReadPage,
	size: number,
	end: number,
	collector: Collector,
	goal: () => number,
): Promise<void> {
	let before = -1;
	for (let offset = end; collector.count < goal() && collector.count > before; offset += size) {
		before = collector.count;
		await read(offset, size);
	}
}

/**
 * The total isn't told: only an empty page is surely the end, since a page that isn't full may be the
 * largest that the vendor gives.
 */
async function readUntilEmpty(
	read: ReadPage,
	size: number,
	first: Page,
	collector: Collector,
	limit: number,
): Promise<void> {
	let page = first;
	for (let offset = 0; page.records.length > 0 && missing(collector, limit) > 0; ) {
		offset += page.records.length;
		page = await read(offset, pageSize(collector, size, missing(collector, limit)));
	}
}
