/** A long list, window by window: whoever takes its records may forget them before the next ones come. */
import { addDays, daysBetween, earlierDay } from '../values/dates';
import { eachInTurns, filterSteps, inTurns } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { ReadingRoom } from '../table/call';
import type { ListSpec, Window } from '../table/list';
import type { DayRange } from '../table/request';
import type { Call } from '../table/types';
import { Room } from '../wire/room';
import { LIST_MOVED } from './kept';
import { readLearning, showsOwnDay } from './learnTo';
import { idOf, identify, versionOf } from './lookalikes';
import type { Pool, ReadResult } from './pages';
import { readWindow, withPool } from './run';
import { daysToAsk, rangeFilter, sliceRange } from './windows';

/** Records that may wait to be taken, beside those of the window that is being taken. */
const MOST_WAITING = 2500;

/** Days that are read at once where the vendor takes any number: most shops' books are read by the month. */
const USUAL_DAYS = 31;
/** Of a longer range, so many days come first: they show how much a day has. */
const FIRST_DAYS = 7;
/** Longer pieces of a long range save no requests that matter. */
const MOST_DAYS = 92;

/** What becomes of records. */
export interface Taker {
	/** Takes the records of a window, in order; each record comes once. */
	take: (records: unknown[]) => Promise<void>;
	/** Bytes that are kept of each record; all of what came where it isn't given. */
	keeps?: number;
}

/**
 * Reads all records of a list, window after window.
 * @throws NodeApiError when an answer has the wrong shape, or the list doesn't stand still; AbortError
 * when the execution is cancelled; what `take` throws
 */
export async function runBatches(call: Call, list: ListSpec, taking: Taker): Promise<void> {
	await withPool(call, async (pool) => {
		const batches = new Batches(call, list, pool, taking);
		const { input } = call;
		const { window } = list;
		const range = input.range && window && daysToAsk(input.range, input, window);
		if (!range || !window) await batches.read([undefined]);
		else if (window.learnsTo !== undefined) {
			await readLearning(call, window, range, async (windows) => await batches.read(windows));
		} else if (window.maxDays !== undefined || daysBetween(range.from, range.to) < USUAL_DAYS) {
			await batches.read(sliceRange(range, window));
		} else await batches.readPieces(range, window);
		await batches.end();
	});
}

/** A window that was read, and what its records take of memory. */
interface Read extends ReadResult {
	room: Share;
}

/** What one window takes of a room: it goes with the window's records. */
class Share implements ReadingRoom {
	private bytes = 0;

	constructor(private readonly whole: ReadingRoom) {}

	add(bytes: number): void {
		this.bytes += bytes;
		this.whole.add(bytes);
	}

	leave(bytes: number): void {
		this.add(Math.min(0, bytes - this.bytes));
	}

	part(): ReadingRoom {
		return this.whole.part();
	}
}

class Batches {
	/** The window before: the one after it shows whether records of the border are there twice. */
	private waiting: { records: unknown[]; room: Share } | undefined;
	/** Records that were known when the last window came: windows overlap at their borders only. */
	private seenBefore = new Set<string>();
	private came = 0;
	private windows = 0;
	private readonly isInside: (record: unknown) => boolean;
	private readonly whole: ReadingRoom;

	constructor(
		private readonly call: Call,
		private readonly list: ListSpec,
		private readonly pool: Pool,
		private readonly taking: Taker,
	) {
		this.isInside = rangeFilter(call.input, list.window);
		this.whole = call.room ?? new Room();
	}

	/** Reads windows side by side, as many as are small enough, and takes them in their order. */
	async read(windows: ReadonlyArray<DayRange | undefined>): Promise<void> {
		const open: Array<Promise<Read>> = [];
		let next = 0;
		const begin = () => {
			for (; next < windows.length && open.length < this.ahead(); next++) {
				const reading = this.readOne(windows[next]);
				// Whoever waits for an earlier one learns of this failure in its turn.
				reading.catch(() => {});
				open.push(reading);
			}
		};
		for (begin(); open.length > 0; begin()) {
			const [first] = open.splice(0, 1);
			if (first) await this.add(await first);
		}
	}

	/**
	 * Reads a long range in pieces, of as many days as have few enough records. They overlap by a day until
	 * one shows that "to" includes its day.
	 */
	async readPieces(range: DayRange, window: Window): Promise<void> {
		const [whole] = sliceRange(range, window);
		if (!whole) return;
		let isSure = window.toIsSure === true;
		let days = FIRST_DAYS;
		for (let { from } = whole; from <= whole.to; ) {
			const to = earlierDay(addDays(from, days - 1), whole.to);
			const before = this.came;
			const read = await this.readOne({ from, to });
			// A day asked for alone shows nothing of the ends of longer pieces.
			if (from < to) isSure ||= await inTurns(this.call, showsOwnDay(window, to, read.records));
			await this.add(read);
			if (to === whole.to) return;
			const perDay = (this.came - before) / days;
			days = Math.min(MOST_DAYS, 2 * days, Math.floor(MOST_WAITING / perDay));
			days = Math.max(isSure ? 1 : 2, days);
			from = isSure ? addDays(to, 1) : to;
		}
	}

	/** Has the last window taken. */
	async end(): Promise<void> {
		await this.handOn([]);
	}

	/** Windows that are read at once: of the first one nothing is known. */
	private ahead(): number {
		if (this.windows === 0) return 2;
		const size = Math.max(1, this.came / this.windows);
		const most = this.call.api.concurrency ?? 1;
		return Math.max(1, Math.min(most, Math.ceil(MOST_WAITING / size)));
	}

	private async readOne(window: DayRange | undefined): Promise<Read> {
		const room = new Share(this.whole);
		const { pool, isInside } = this;
		const read = await readWindow(this.call, this.list, { window, pool, isWanted: isInside, room });
		return { ...read, room };
	}

	private async add({ records, moved, room }: Read): Promise<void> {
		if (moved) this.call.hint(LIST_MOVED);
		const seen = new Set<string>();
		const own: unknown[] = [];
		await eachInTurns(this.call, records, (record) => {
			if (!this.isInside(record)) return;
			const id = identify(this.list, record);
			const isKnown = id !== undefined && (this.seenBefore.has(id) || seen.has(id));
			if (id !== undefined) seen.add(id);
			if (!isKnown) own.push(record);
		});
		this.seenBefore = seen;
		this.windows += 1;
		this.came += own.length;
		await this.handOn(own, room);
	}

	/** Takes what waited, less what the next window shows to be several records, and has that one wait. */
	private async handOn(records: unknown[], room?: Share): Promise<void> {
		const { waiting, call, list } = this;
		const before = waiting?.records ?? [];
		const next = list.keepsLookalikes
			? await inTurns(call, withoutOtherVersions(list, before, records))
			: { before, records };
		this.waiting = room && { records: next.records, room };
		if (!waiting) return;
		await this.taking.take(next.before);
		const { keeps } = this.taking;
		if (keeps !== undefined) waiting.room.leave(keeps * next.before.length);
	}
}

/** Another answer may have shown only one of several records with one ID: it is among them already. */
function* withoutOtherVersions(
	list: ListSpec,
	before: unknown[],
	records: unknown[],
): Steps<{ before: unknown[]; records: unknown[] }> {
	const severalOf = function* (all: unknown[]): Steps<Set<string | undefined>> {
		const several = yield* filterSteps(all, (record) => versionOf(record) !== undefined);
		return new Set(several.map((record) => idOf(list, record)));
	};
	const several = new Set([...(yield* severalOf(before)), ...(yield* severalOf(records))]);
	if (several.size === 0) return { before, records };
	const isIn = (record: unknown) =>
		versionOf(record) !== undefined || !several.has(idOf(list, record));
	return { before: yield* filterSteps(before, isIn), records: yield* filterSteps(records, isIn) };
}
