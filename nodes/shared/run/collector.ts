/** Collects the pages of a list: in order, each record once, and notices where the list moves or repeats. */
import { filterSteps, mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { printSteps, sorted } from '../values/print';
import { PagingError } from './paging';
import type { Page } from './paging';

/** What identifies each record of a page. */
type Ids = Array<string | undefined>;

/** The pages that came so far. */
export class Collector {
	private readonly pages = new Map<number, unknown[]>();

	private readonly signatures = new Map<string, number>();

	/** Where each record stands. */
	private readonly places = new Map<string, number>();

	private firstTotal: number | undefined;

	private largestTotal = 0;

	/** Of each page, as it was read last: reading a list again doesn't make it longer. */
	private readonly sizes = new Map<number, number>();

	/** How many records match in all, as the vendor said last. */
	total: number | undefined;

	/** True when records were added or removed meanwhile. */
	moved = false;

	/** True when the list became shorter: records may have slipped over a border between two pages. */
	shrunk = false;

	/** Number of different records so far; asked for at each page, and so kept up. */
	count = 0;

	/** Number of those that count towards the limit. */
	wanted = 0;

	/**
	 * @param identify what tells a record from others
	 * @param isWanted which records count towards the limit
	 * @param drop is told the bytes of a page in whose place another one comes
	 */
	constructor(
		private readonly identify: (record: unknown) => string | undefined,
		private readonly isWanted: (record: unknown) => boolean,
		private readonly drop: (bytes: number) => void,
	) {}

	/**
	 * Takes a page; one at a time.
	 * @param offset records before it; a page that was read before is replaced
	 * @throws PagingError when it holds the records of another page
	 */
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

	/** How many of them count towards the limit. */
	private *wantedIn(records: unknown[]): Steps<number> {
		return (yield* filterSteps(records, this.isWanted)).length;
	}

	/**
	 * A list that stood still can't have more records than it says.
	 * @throws PagingError where it has
	 */
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

	/** The records of all pages, in order, each once. */
	records(): unknown[] {
		return [...this.pages.entries()].sort(([a], [b]) => a - b).flatMap(([, records]) => records);
	}

	/** A total that isn't the first one tells that the list moved; a smaller one, that it became shorter. */
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
