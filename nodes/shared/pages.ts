/** Reads a paged list completely: each page once, in order, as many at a time as allowed. */
import type pLimit from 'p-limit';
import type { Pager } from './types';

export interface Page {
	records: unknown[];
	/** How many records match in all, where the vendor tells. */
	total?: number;
}

export interface PageRequest {
	offset: number;
	size: number;
}

export interface PageReader {
	pager: Pager;
	/** Fetches one page. */
	fetch: (request: PageRequest) => Promise<Page>;
	/** What identifies a record; without it records can't be told apart and aren't deduplicated. */
	identify: (record: unknown) => string | undefined;
	/** Runs fetches in a bounded pool. */
	pool: pLimit.Limit;
}

export interface ReadResult {
	records: unknown[];
	/** True when records were added or removed while the list was read. */
	moved: boolean;
}

/** The list didn't behave: repeated pages, or it never stood still. The message is for the user. */
export class PagingError extends Error {}

const MOST_CATCH_UPS = 3;

/** Collects pages: keeps order, drops records that came before, notices repeated pages. */
class Collector {
	private readonly pages = new Map<number, unknown[]>();

	private readonly signatures = new Map<string, number>();

	/** Where each record stands. */
	private readonly places = new Map<string, number>();

	private firstTotal: number | undefined;

	private largestTotal = 0;

	total: number | undefined;

	moved = false;

	/** True when the list became shorter: records may have slipped over a border between two pages. */
	shrunk = false;

	constructor(private readonly identify: PageReader['identify']) {}

	add(offset: number, page: Page): void {
		this.noteTotal(page.total);
		const signature = this.sign(page.records);
		const earlier = this.signatures.get(signature);
		// A page that is pushed on by whole pages of other records looks repeated, too: the total tells.
		const changed = this.total !== this.firstTotal;
		if (page.records.length > 0 && earlier !== undefined && earlier !== offset && !changed) {
			throw new PagingError(
				`The records from ${offset} on are the same as those from ${earlier} on: the list repeats a page.`,
			);
		}
		this.signatures.set(signature, offset);
		const here = this.distinct(page.records).filter(
			(record) => this.place(record, offset) === offset,
		);
		const before = this.pages.get(offset);
		const repeats = before === undefined && here.length < page.records.length;
		// Where the total is told, it says more than repetitions: see `readTail`.
		if (repeats && page.total === undefined) this.moved = true;
		this.pages.set(offset, [...here, ...this.gone(before ?? [], here)]);
	}

	/** What changed so far is known: only what changes from now on counts. */
	startAgain(): void {
		this.moved = true;
		this.shrunk = false;
		this.largestTotal = this.total ?? 0;
	}

	/** Number of different records so far. */
	get count(): number {
		let count = 0;
		for (const records of this.pages.values()) count += records.length;
		return count;
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

	/** The page that a record belongs to: the one on which it was first seen. */
	private place(record: unknown, offset: number): number {
		const id = this.identify(record);
		const known = id === undefined ? undefined : this.places.get(id);
		if (id !== undefined && known === undefined) this.places.set(id, offset);
		return known ?? offset;
	}

	/** Each record once; without ids they can't be told apart. */
	private distinct(records: unknown[]): unknown[] {
		const seen = new Set<string>();
		return records.filter((record) => {
			const id = this.identify(record);
			if (id === undefined) return true;
			if (seen.has(id)) return false;
			seen.add(id);
			return true;
		});
	}

	/** Records that stood on a page when it was read before, but no longer do. */
	private gone(before: unknown[], here: unknown[]): unknown[] {
		const ids = new Set(here.map((record) => this.identify(record)));
		return before.filter((record) => !ids.has(this.identify(record)));
	}

	private sign(records: unknown[]): string {
		return records.map((record) => this.identify(record) ?? JSON.stringify(record)).join('\n');
	}
}

/**
 * Reads up to `limit` records.
 *
 * With a known total, `ceil(N / size)` requests; without one, at most one more. Where the list moved
 * while it was read, its beginning is read again until every record is there.
 * @throws PagingError when the list repeats a page or never stands still
 */
export async function readPages(reader: PageReader, limit = Infinity): Promise<ReadResult> {
	const { pager, pool } = reader;
	const collector = new Collector(reader.identify);
	const read = async (offset: number, size: number) => {
		const page = await pool(async () => await reader.fetch({ offset, size }));
		collector.add(offset, page);
		return page;
	};

	const firstSize = Math.min(pager.size, limit);
	const first = await read(0, firstSize);
	if (collector.total === undefined) {
		await readUntilShort(read, pager.size, first, firstSize, collector, limit);
	} else {
		await readToTotal(read, pager.size, firstSize, collector, limit);
	}
	return { records: collector.records().slice(0, limit), moved: collector.moved };
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
	const goal = () => Math.min(collector.total ?? 0, limit);
	let next = firstSize;
	// A list may grow while it is read, but not for ever.
	for (let round = 0; next < goal() && round <= MOST_CATCH_UPS; round++) {
		const offsets: number[] = [];
		for (; next < goal(); next += size) offsets.push(next);
		await Promise.all(
			offsets.map(async (offset) => await read(offset, Math.min(size, limit - offset))),
		);
	}
	if (collector.count < goal() && !collector.moved)
		await readTail(read, size, next, collector, goal);
	const isOpen = () => collector.count < goal() || (collector.shrunk && collector.count < limit);
	for (let round = 0; isOpen(); round++) {
		if (round === MOST_CATCH_UPS) {
			throw new PagingError(
				`The list kept changing while it was read: ${goal()} records were announced, ${collector.count} came.`,
			);
		}
		// Which records slipped through can't be told, so a list that became shorter is read to its end.
		const whole = collector.shrunk;
		collector.startAgain();
		const end = collector.total ?? 0;
		for (let offset = 0; offset < end && (whole || collector.count < goal()); offset += size) {
			await read(offset, size);
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

/** The total isn't told: a page that isn't full is the last one. */
async function readUntilShort(
	read: ReadPage,
	size: number,
	first: Page,
	firstSize: number,
	collector: Collector,
	limit: number,
): Promise<void> {
	let page = first;
	let asked = firstSize;
	for (let offset = firstSize; page.records.length >= asked && collector.count < limit; ) {
		asked = Math.min(size, limit - collector.count);
		page = await read(offset, asked);
		offset += asked;
	}
}
