/** Events for records that have a date: each is handed on once, late ones and cancelled ones as well. */
import { addDays, today as dayOf } from '../dates';
import type { DayRange, Window } from '../types';
import type { Page, PageRequest } from '../pages';
import { latestReading } from '../shopTime';
import { readEnds } from './ends';
import type { ListState } from './ends';
import { duePlaces, hasGap, newestRange, olderRanges, sweepRanges } from './plan';
import { Seen } from './seen';
import type { StoredSeen } from './seen';

/**
 * What a trigger stores, in keys that are each replaced as a whole:
 * - `startAt`: records from before it aren't handed on, unless they arrive after the trigger began.
 * - `keepFrom`: the first day that is remembered. Older records are left alone: whether they were
 *   handed on is forgotten.
 * - `seen`: the memory of records, by day.
 * - `sources`: for each list, how far it was read.
 *
 * Nothing in it moves before what was found is handed on, and a poll that finds nothing may be
 * forgotten: n8n's default mode stores the state only together with items.
 */
export interface DocumentState {
	startAt: number;
	keepFrom: string;
	seen: StoredSeen;
	sources: Record<string, SourceState>;
}

/** How far one list was read. Times in milliseconds since 1970. */
export interface SourceState {
	/** When the list was last known completely. */
	through: number;
	/** Catching up: the first day that is still to be read, `first` where nothing is known before. */
	sweep?: { next: string; first: boolean };
	/** The newest days, when they were last read in full, and what the list was like then. */
	newest?: ListState & { from: string; readAt: number };
	/** When each of the older pieces was last read in full. */
	older: number[];
}

/** A list to be watched. */
export interface Source {
	/** Distinguishes the lists of one trigger. */
	key: string;
	window: Pick<Window, 'maxDays' | 'toIsSure' | 'daysBefore'>;
	/** The largest page. */
	pageSize: number;
	/** Reads all records of a piece, each once. */
	readAll: (range: DayRange) => Promise<unknown[]>;
	readPage: (range: DayRange, page: PageRequest) => Promise<Page>;
	/** Asks how many records a piece has, where pages don't tell. */
	count?: (range: DayRange) => Promise<number>;
	idOf: (record: unknown) => string;
	/** Milliseconds since 1970; undefined where it can't be read. */
	timeOf: (record: unknown) => number | undefined;
	/** 0 for a record as it was made; anything else tells how it was taken back. */
	markOf: (record: unknown) => number;
	/** True for records that the trigger's filter lets through. */
	accepts: (record: unknown) => boolean;
}

/** What a poll goes by. */
export interface DocumentPlan {
	sources: Source[];
	/** Milliseconds since 1970. */
	now: number;
	/** The first moment whose records are wanted; only used for a trigger that has stored nothing. */
	startAt: number;
	timeZone: string;
	/** Days for which late arrivals are looked for. */
	lookBackDays: number;
	/** Items at most. */
	most: number;
	/** False when nothing more should be begun. */
	goesOn: () => boolean;
	/** True for a failure that isn't one: the vendor's limit is used up for now. */
	isPause: (error: unknown) => boolean;
	/** True for a failure that concerns one list only, such as a register that is gone. */
	isRefusal: (error: unknown) => boolean;
}

/** A record to hand on. */
export interface Found {
	record: unknown;
	source: Source;
	time: number;
	/** True where it arrived long after its own time. */
	late: boolean;
	/** Set where it was handed on before and taken back since. */
	change?: 'cancelled';
}

/** Clocks of till, server and n8n differ by minutes: less than this isn't late. */
const GRACE_MS = 15 * 60_000;
/** So long, polls without anything new leave the state as it is; shorter than the grace. */
const QUIET_MS = 10 * 60_000;
/** With fewer days than this, clocks and time zones that differ would hide records at midnight. */
const LEAST_DAYS = 1;

/**
 * Looks for records that weren't handed on yet.
 *
 * The newest days are looked at in every poll, by their number and their ends; older days are read in
 * full once an hour, and so are the newest ones. After a gap, or at the beginning, all days since are
 * read, oldest first, in as many polls as it takes.
 * @param stored the state, or undefined at the first poll; it isn't changed
 * @returns what was found, oldest first, and the state that goes with it
 * @throws the failure of a request, if nothing was found before it
 */
export async function pollDocuments(
	stored: DocumentState | undefined,
	plan: DocumentPlan,
): Promise<{ found: Found[]; state: DocumentState }> {
	const poll = new DocumentPoll(stored, plan);
	const failure = await poll.run().then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	// What was achieved until then counts; the failure shows again as long as it lasts.
	if (failure && !poll.hasProgress() && !plan.isPause(failure.error)) throw failure.error;
	return { found: poll.found.sort(byTime), state: poll.state() };
}

function byTime(a: Found, b: Found): number {
	return a.time - b.time || (a.source.idOf(a.record) < b.source.idOf(b.record) ? -1 : 1);
}

/** The outcome of taking records: whether all of them are done with. */
type Taken = 'all' | 'part';

class DocumentPoll {
	readonly found: Found[] = [];

	private readonly seen: Seen;

	private readonly today: string;

	private readonly isFirst: boolean;

	private readonly startAt: number;

	private keepFrom: string;

	private readonly sources: Record<string, SourceState>;

	private caughtUp = false;

	constructor(
		stored: DocumentState | undefined,
		private readonly plan: DocumentPlan,
	) {
		this.today = this.dayOf(plan.now);
		this.isFirst = stored === undefined;
		this.startAt = stored?.startAt ?? plan.startAt;
		this.seen = new Seen(stored?.seen ?? {});
		this.keepFrom = stored?.keepFrom ?? '';
		const before = stored?.sources ?? {};
		this.sources = Object.fromEntries(
			plan.sources.map(({ key }) => [key, before[key] ?? this.begin(Object.values(before))]),
		);
	}

	state(): DocumentState {
		const firstDays = Object.values(this.sources).map((source) => this.firstDay(source));
		const oldest = firstDays.reduce((a, b) => (a < b ? a : b), this.today);
		// A day more, for records that a vendor counts in another zone.
		const keepFrom = addDays(oldest, -1);
		if (keepFrom > this.keepFrom) this.keepFrom = keepFrom;
		this.seen.dropBefore(this.keepFrom);
		return {
			startAt: this.startAt,
			keepFrom: this.keepFrom,
			seen: this.seen.toStored(),
			sources: this.sources,
		};
	}

	/** True where this poll has brought something that the next one needn't do again. */
	hasProgress(): boolean {
		return this.found.length > 0 || this.caughtUp;
	}

	/** Reads one list after the other; one that is refused doesn't hold up the others. */
	async run(): Promise<void> {
		let refusal: { error: unknown } | undefined;
		for (const source of this.plan.sources) {
			if (!this.plan.goesOn() || this.room() <= 0) break;
			const failure = await this.readSource(source).then(
				() => undefined,
				(error: unknown) => ({ error }),
			);
			if (failure && !this.plan.isRefusal(failure.error)) throw failure.error;
			refusal ??= failure;
		}
		if (refusal) throw refusal.error;
	}

	/**
	 * A list that wasn't watched before: with a new trigger, everything from before its start is noted
	 * in silence. With one whose filter was changed nothing is, and it begins where the lists before it
	 * stopped: what arrived since then couldn't be told from what was there.
	 */
	private begin(others: SourceState[]): SourceState {
		const { now } = this.plan;
		const first = this.isFirst || others.some(({ sweep }) => sweep?.first);
		const days = this.isFirst
			? [this.lookBackFrom(Math.min(now, this.startAt)), this.dayOf(this.startAt)]
			: others.map((other) => this.firstDay(other));
		const next = days.reduce((a, b) => (a < b ? a : b), this.today);
		const through = Math.min(now, ...others.map((other) => other.through));
		return { through, sweep: { next, first }, older: [] };
	}

	private async readSource(source: Source): Promise<void> {
		const state = this.of(source);
		if (!state.sweep && hasGap(this.dayOf(state.through), this.today)) {
			this.keep(source, { ...state, sweep: { next: this.firstDay(state), first: false } });
		}
		if (this.of(source).sweep) await this.sweep(source);
		else await this.look(source);
	}

	/** Reads all days from `sweep.next` on, and remembers how far it got. */
	private async sweep(source: Source): Promise<void> {
		const { next = this.today, first = false } = this.of(source).sweep ?? {};
		const ranges = sweepRanges(next, this.today, source.window);
		for (const [place, range] of ranges.entries()) {
			if (place > 0 && !this.plan.goesOn()) return;
			const records = await source.readAll(range);
			if (this.take(source, records, first ? this.startAt : undefined) === 'part') {
				return;
			}
			const following = ranges[place + 1];
			if (following) {
				const { daysBefore = 0 } = source.window;
				const day = addDays(following.from, daysBefore);
				this.keep(source, { ...this.of(source), sweep: { next: day, first } });
				this.caughtUp = true;
			}
		}
		const { now } = this.plan;
		const older = this.olderRanges(source, this.lookBackFrom(now)).map(() => now);
		this.keep(source, { through: now, older });
	}

	/** Looks at the newest days, and reads in full what is due. */
	private async look(source: Source): Promise<void> {
		const { now } = this.plan;
		const state = this.of(source);
		const ranges = this.olderRanges(source, this.firstDay(state));
		const { newest } = state;
		const isSame = newest?.from === newestRange(this.today).from;
		const older = ranges.map((_range, place) => state.older[place] ?? 0);
		const due = duePlaces([isSame ? newest.readAt : 0, ...older], now);
		if (isSame && !due.includes(0)) await this.lookAtEnds(source, newest);
		else await this.readNewest(source);
		for (const [place, range] of ranges.entries()) {
			if (!due.includes(place + 1)) continue;
			if (!this.plan.goesOn() || this.room() <= 0) break;
			if (this.take(source, await source.readAll(range)) === 'part') break;
			older[place] = now;
			this.keep(source, { ...this.of(source), older: [...older] });
		}
		if (state.older.length > older.length) this.keep(source, { ...this.of(source), older });
	}

	private async lookAtEnds(
		source: Source,
		newest: NonNullable<SourceState['newest']>,
	): Promise<void> {
		const range = newestRange(this.today);
		const { count } = source;
		const result = await readEnds(
			{
				size: source.pageSize,
				page: async (page) => await source.readPage(range, page),
				...(count ? { count: async () => await count(range) } : {}),
				newId: (record) => {
					const id = source.idOf(record);
					return this.seen.get(id) ? undefined : id;
				},
			},
			newest,
		);
		if (!result) return await this.readNewest(source);
		const state = this.of(source);
		if (this.take(source, result.records) === 'part') {
			return this.keep(source, { ...state, newest: undefined });
		}
		// Where nothing is new the state stays as it is, so that n8n has nothing to store.
		const isQuiet = result.state.total === newest.total;
		if (isQuiet && this.plan.now - state.through < QUIET_MS) return;
		this.keep(source, {
			...state,
			through: this.plan.now,
			newest: { ...newest, ...result.state },
		});
	}

	private async readNewest(source: Source): Promise<void> {
		const range = newestRange(this.today);
		const known = this.of(source).newest;
		// Asked before the list is read: what comes in between is found by its ends or read again.
		const counted = await source.count?.(range);
		const records = await source.readAll(range);
		const length = records.length;
		if (this.take(source, records) === 'part') {
			return this.keep(source, { ...this.of(source), newest: undefined });
		}
		this.keep(source, {
			...this.of(source),
			through: this.plan.now,
			newest: {
				from: range.from,
				readAt: this.plan.now,
				total: counted ?? length,
				length,
				end: known?.end ?? 'tail',
			},
		});
	}

	/**
	 * Sorts records into new ones, changed ones and known ones; hands on no more than there is room for.
	 * @param silentBefore new records from before this moment are noted only
	 */
	private take(source: Source, records: unknown[], silentBefore = -Infinity): Taken {
		const { through, sweep } = this.of(source);
		const fresh: Array<{ found: Found; id: string; day: string; mark: number }> = [];
		for (const record of records) {
			const id = source.idOf(record);
			const mark = source.markOf(record);
			const known = this.seen.get(id);
			if (known && known.mark === mark) continue;
			const time = source.timeOf(record) ?? this.plan.now;
			const day = this.dayOf(time);
			if (known) {
				const isTakenBack = known.handedOn && mark !== 0 && source.accepts(record);
				if (!isTakenBack) this.seen.set(id, day, { ...known, mark });
				else {
					const found: Found = { record, source, time, late: false, change: 'cancelled' };
					fresh.push({ found, id, day, mark });
				}
			} else if (day < this.keepFrom) {
				// Whether it was handed on is forgotten.
			} else if (time < silentBefore || !source.accepts(record)) {
				this.seen.set(id, day, { handedOn: false, mark });
			} else {
				const late = sweep?.first !== true && this.isBefore(time, through - GRACE_MS);
				fresh.push({ found: { record, source, time, late }, id, day, mark });
			}
		}
		fresh.sort((a, b) => byTime(a.found, b.found));
		const room = Math.max(0, this.room());
		for (const { found, id, day, mark } of fresh.slice(0, room)) {
			this.seen.set(id, day, { handedOn: true, mark });
			this.found.push(found);
		}
		return fresh.length > room ? 'part' : 'all';
	}

	private room(): number {
		return this.plan.most - this.found.length;
	}

	/** The first day on which records may still arrive, as seen from when all was last read. */
	private firstDay({ sweep, through, older }: SourceState): string {
		const back = this.lookBackFrom(Math.min(through, ...older.filter((at) => at > 0)));
		return sweep ? this.earlier(sweep.next, back) : back;
	}

	private lookBackFrom(moment: number): string {
		const days = Math.max(LEAST_DAYS, this.plan.lookBackDays);
		return addDays(this.dayOf(moment), -days);
	}

	private olderRanges(source: Source, from: string): DayRange[] {
		return olderRanges(from, this.today, source.window);
	}

	private earlier(a: string, b: string): string {
		return a < b ? a : b;
	}

	private dayOf(moment: number): string {
		return dayOf(moment, this.plan.timeZone);
	}

	/** Whether a time is before a moment, whichever of two hours the till's clock meant. */
	private isBefore(time: number, moment: number): boolean {
		return time < moment && latestReading(time, this.plan.timeZone) < moment;
	}

	private of({ key }: Source): SourceState {
		const state = this.sources[key];
		if (!state) throw new RangeError(`unknown list: ${key}`);
		return state;
	}

	private keep({ key }: Source, state: SourceState): void {
		this.sources[key] = state;
	}
}
