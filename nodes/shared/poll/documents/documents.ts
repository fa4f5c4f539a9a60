/** Events for records that have a date: each is handed on once, late ones and cancelled ones as well. */
import { addDays, daysBetween, earlierDay, today as dayOf } from '../../values/dates';
import { inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { DayRange } from '../../table/types';
import type { PageRequest } from '../../run/pages';
import { readEnds } from './ends';
import type { ListState } from './ends';
import { LASTING_MS } from '../../wire/cause';
import { GRACE_MS, Intake } from './intake';
import type { Taken } from './intake';
import { OutOfTime } from './parts';
import type { Part, Place } from './parts';
import type {
	DocumentPlan,
	DocumentState,
	Found,
	Newest,
	Source,
	SourceState,
} from './documentTypes';
import {
	LEAST_DAYS as SHORTEST,
	duePlaces,
	hasGap,
	inTurn,
	isStale,
	isTimeToBegin,
	lastReading,
	newestRange,
	olderRanges,
	sweepRanges,
} from './plan';

/** So long, polls without anything new leave the state as it is; shorter than the grace. */
const QUIET_MS = 10 * 60_000;
/** After so many lists that the vendor had no answer for, the others wait for the next poll. */
const MOST_SLOW_FAILURES = 3;
/** Part of a poll's time for older days, where newer records wait to be handed on. */
const SHARE_OF_OLDER = 0.5;
/** A record from so long after its day began shows that the vendor counts that day, in any zone. */
const HALF_A_DAY_MS = 12 * 60 * 60_000;
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
 * @throws the failure of a request, if nothing was achieved beside it, or if it lasts and it is time
 * to show it: the next poll finds the same again
 */
export async function pollDocuments(
	stored: DocumentState | undefined,
	plan: DocumentPlan,
): Promise<{ found: Found[]; state: DocumentState }> {
	// An account that has no shops for a moment, or a list of them that came empty, says nothing.
	if (plan.sources.length === 0) {
		const empty = { startAt: plan.startAt, keepFrom: '', seen: {}, sources: {} };
		return { found: [], state: stored ?? empty };
	}
	const poll = new DocumentPoll(stored, plan);
	const failure = await poll.run();
	if (failure && isShown(failure.error, poll, plan)) throw failure.error;
	return { found: poll.intake.found(), state: poll.state() };
}

/**
 * What was achieved beside a failure counts more, but the failure mustn't stay hidden behind it. Lists
 * that work without news mustn't have to wait for n8n's back-off each time, either.
 */
function isShown(error: unknown, poll: DocumentPoll, plan: DocumentPlan): boolean {
	if (poll.hasProgress()) return poll.failsForLong() && plan.complains(true);
	if (plan.isPause(error)) return poll.failsForLong();
	return !poll.someListWorks || plan.complains(false);
}

interface Failure {
	error: unknown;
}

function isSamePiece(part: DayRange, range: DayRange | undefined): boolean {
	return part.from === range?.from && part.to === range.to;
}

/** A place that a page couldn't be joined to, because a whole page was added before it meanwhile. */
function movedOn(
	place: Place | undefined,
	before: ListState,
	{ total, end }: ListState,
): Place | undefined {
	const added = total - before.total;
	return place && end === 'head' && added > 0
		? { ...place, offset: place.offset + added }
		: undefined;
}

/** What is to be noted of newest days that are read again. */
function readSoFar(
	{ place, end }: Pick<Part, 'place' | 'end'>,
	since: number,
	now: number,
): Partial<Newest> {
	if (end) return { began: since, readAt: now, again: undefined };
	return { again: place && { ...place, since } };
}

class DocumentPoll {
	readonly intake: Intake;

	private readonly today: string;

	private readonly isFirst: boolean;

	private readonly startAt: number;

	private readonly sources: Record<string, SourceState>;

	/** True where something was read that the next poll needn't read again. */
	private achieved = false;

	/** True once a list was looked at, though another one may have failed. */
	someListWorks = false;

	/** True once the vendor allows no more calls. */
	private paused = false;

	/** For each list, how many records of a piece's last day came with the piece. */
	private readonly lastDays = new Map<string, Array<{ day: string; count: number }>>();

	constructor(
		stored: DocumentState | undefined,
		private readonly plan: DocumentPlan,
	) {
		this.today = this.dayOf(plan.now);
		this.isFirst = Object.keys(stored?.sources ?? {}).length === 0;
		this.startAt = stored?.startAt ?? plan.startAt;
		this.intake = new Intake(stored, plan);
		const before = Object.fromEntries(
			Object.entries(stored?.sources ?? {}).map(([key, state]) => [key, this.upToNow(state)]),
		);
		this.sources = Object.fromEntries(
			plan.sources.map(({ key }) => [key, before[key] ?? this.begin(Object.values(before))]),
		);
	}

	state(): DocumentState {
		const firstDays = Object.values(this.sources).map((source) => this.firstDay(source));
		const oldest = firstDays.reduce((a, b) => earlierDay(a, b), this.today);
		// A day more, for records that a vendor counts in another zone.
		const keepNext = addDays(oldest, -1);
		const memory = this.intake.memory(keepNext, this.isFirst);
		return { startAt: this.startAt, ...memory, sources: this.sources };
	}

	/** True where this poll has brought something that the next one needn't do again. */
	hasProgress(): boolean {
		return this.intake.count > 0 || this.achieved;
	}

	/** True where some list hasn't been read in full for long, because of failures. */
	failsForLong(): boolean {
		const { now } = this.plan;
		return Object.values(this.sources).some(
			({ failing }) => failing !== undefined && now - failing >= LASTING_MS,
		);
	}

	/**
	 * Reads one list after the other; one that fails doesn't hold up the others.
	 * @returns the first failure
	 */
	async run(): Promise<Failure | undefined> {
		let first: Failure | undefined;
		let slow = 0;
		for (const source of inTurn(this.plan.sources, this.plan.now)) {
			if (!this.goesOn() || this.intake.room === 0) break;
			const failure = await this.readSource(source).catch((error: unknown) => ({ error }));
			if (!failure) {
				this.someListWorks = true;
				continue;
			}
			first ??= failure;
			const { failing = this.plan.now } = this.of(source);
			this.keep(source, { ...this.of(source), failing });
			if (this.plan.isForAll(failure.error)) break;
			if (this.plan.isSlow(failure.error)) slow += 1;
			if (slow >= MOST_SLOW_FAILURES) break;
		}
		return first;
	}

	private goesOn(share?: number): boolean {
		return !this.paused && this.plan.goesOn(share);
	}

	/** Nothing was read later than now, whatever the clock said then. */
	private upToNow(state: SourceState): SourceState {
		const { now } = this.plan;
		const { through, older, sweep, newest, part, failing } = state;
		const again = newest?.again;
		return {
			...state,
			through: Math.min(through, now),
			...(sweep && { sweep: { ...sweep, next: earlierDay(sweep.next, this.today) } }),
			...(part && { part: { ...part, since: Math.min(part.since, now) } }),
			...(failing === undefined ? {} : { failing: Math.min(failing, now) }),
			...(newest && {
				newest: {
					...newest,
					// Older versions didn't note it.
					began: Math.min(newest.began ?? 0, now),
					readAt: Math.min(newest.readAt, now),
					...(again && { again: { ...again, since: Math.min(again.since, now) } }),
				},
			}),
			older: older.map((at) => Math.min(at, now)),
		};
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
		const next = days.reduce((a, b) => earlierDay(a, b), this.today);
		const through = Math.min(now, ...others.map((other) => other.through));
		return { through, sweep: { next, first, ...(first ? {} : { added: true }) }, older: [] };
	}

	/** @returns a failure beside which other days could be read */
	private async readSource(source: Source): Promise<Failure | undefined> {
		const state = this.of(source);
		if (!state.sweep && hasGap(this.dayOf(state.through), this.today)) {
			this.keep(source, { ...state, sweep: { next: this.firstDay(state), first: false } });
		}
		const { sweep } = this.of(source);
		const from = sweep ? undefined : this.firstDay(this.of(source));
		const failure = sweep ? await this.sweep(source) : await this.look(source);
		if (!this.of(source).sweep) this.cutAnew(source, from);
		return failure;
	}

	/**
	 * Where days have come to other pieces, each piece counts as read when the first of them was: at
	 * midnight, and once it is known that they needn't overlap.
	 * @param from the first day of the pieces as they were read
	 */
	private cutAnew(source: Source, from = this.firstDay(this.of(source))): void {
		const state = this.of(source);
		const covers = state.covers === true || this.isCovered(source);
		const first = this.firstDay(state);
		if (first === from && covers === (state.covers === true)) return;
		const readAt = this.olderRanges(source, from).map((_range, place) => state.older[place] ?? 0);
		if (readAt.includes(0)) return;
		const earliest = Math.min(this.plan.now, ...readAt);
		if (covers) this.keep(source, { ...state, covers });
		const older = this.olderRanges(source, first).map(() => earliest);
		this.keep(source, { ...this.of(source), older });
	}

	/** Whether a piece's last day came with it whole: a till whose clock is wrong shows single records. */
	private isCovered({ key }: Source): boolean {
		const days = this.lastDays.get(key) ?? [];
		return days.some(({ day, count }) => count === this.intake.countOf(day));
	}

	/** Reads all days from `sweep.next` on, and remembers how far it got. */
	private async sweep(source: Source): Promise<undefined> {
		const { sweep = { next: this.today, first: false } } = this.of(source);
		const { window } = source;
		const ranges = sweepRanges(sweep.next, this.today, window, sweep.small);
		for (const [place, range] of ranges.entries()) {
			if (place > 0 && (!this.goesOn() || this.intake.room === 0)) return undefined;
			const isShortest = sweep.small === true || daysBetween(range.from, range.to) < SHORTEST;
			const taken = await this.read(source, range, {
				silentBefore: sweep.first ? this.silentBefore() : undefined,
				whole: !isShortest,
			});
			if (taken === 'part') {
				// Shorter pieces are handed on oldest first, and needn't be read again for each poll's items.
				if (!isShortest) this.sweepInSmall(source);
				return undefined;
			}
			this.achieved = true;
			const following = ranges[place + 1];
			if (following) {
				const { daysBefore = 0 } = window;
				const next = addDays(following.from, daysBefore);
				this.keep(source, { ...this.of(source), sweep: { ...sweep, next } });
			}
			this.works(source);
		}
		const { now } = this.plan;
		const { covers } = this.of(source);
		const older = this.olderRanges(source, this.lookBackFrom(now)).map(() => now);
		this.keep(source, { through: now, older, ...(covers && { covers }) });
		return undefined;
	}

	private sweepInSmall(source: Source): void {
		const { sweep, ...state } = this.of(source);
		if (sweep) this.keep(source, { ...state, sweep: { ...sweep, small: true }, part: undefined });
		this.achieved = true;
	}

	/**
	 * The moment before which records aren't news. Where what the activation's own poll noted is gone,
	 * or it failed, a till whose clock is behind must not be taken for one that was there before.
	 */
	private silentBefore(): number {
		const isOwn = this.plan.now <= this.startAt;
		return this.startAt - (this.plan.startsNow && !isOwn ? GRACE_MS : 0);
	}

	/**
	 * Looks at the newest days, and reads in full what is due.
	 * @returns a failure of older days
	 */
	private async look(source: Source): Promise<Failure | undefined> {
		const { now } = this.plan;
		const state = this.of(source);
		const ranges = this.olderRanges(source, this.firstDay(state));
		const { newest } = state;
		const isSame = newest?.from === newestRange(this.today).from;
		const older = ranges.map((_range, place) => state.older[place] ?? 0);
		const { again, length = 0 } = newest ?? {};
		const readAt = newest ? lastReading(newest, again ? again.offset / length : 0) : 0;
		const last = older.pop();
		// Its last day was one of the newest until midnight, and was read when they were.
		if (last !== undefined) older.push(newest && !isSame ? Math.min(last, readAt) : last);
		if (newest && !isSame) this.keep(source, { ...state, older: [...older] });
		const due = duePlaces([isSame ? readAt : 0, ...older], now);
		const pieces = ranges.length + 1;
		const isDue = due.includes(0);
		const isBegunAgain = isSame && again && !isStale(again.since, pieces, now);
		if (isSame && (!isDue || isBegunAgain)) await this.lookAtEnds(source, newest, pieces, isDue);
		else await this.readNewest(source, isSame ? newest : undefined);
		const part = this.partOf(source, [newestRange(this.today), ...ranges]);
		const isBegun = (place: number) => part && isSamePiece(part, ranges[place]);
		const places = due.map((place) => place - 1).filter((place) => place >= 0);
		// The one that was read longest ago first: where there isn't time for all, each gets its turn.
		places.sort((a, b) => (older[a] ?? 0) - (older[b] ?? 0));
		// What was begun goes on before: another piece would take its place.
		places.sort((a, b) => Number(isBegun(b) ?? false) - Number(isBegun(a) ?? false));
		let failure: Failure | undefined;
		let isDone = true;
		for (const place of places) {
			const range = ranges[place];
			const share = this.intake.count > 0 ? SHARE_OF_OLDER : 1;
			if (!range || !this.goesOn(share) || this.intake.room === 0) {
				isDone = false;
				break;
			}
			const taken = await this.read(source, range).catch((error: unknown) => {
				failure ??= { error };
				return { error };
			});
			if (typeof taken === 'object') {
				if (this.plan.isForAll(taken.error)) break;
				continue;
			}
			if (taken === 'part') {
				isDone = false;
				break;
			}
			older[place] = now;
			this.achieved = true;
			this.keep(source, { ...this.of(source), older: [...older] });
		}
		if (state.older.length > older.length) this.keep(source, { ...this.of(source), older });
		if (isDone && !failure) this.works(source);
		return failure;
	}

	/** The place in one of the given pieces; one in a piece that was cut otherwise is too old by then. */
	private partOf(source: Source, ranges: DayRange[]): SourceState['part'] {
		const { part, ...state } = this.of(source);
		if (!part || ranges.some((range) => isSamePiece(part, range))) return part;
		this.keep(source, state);
		return undefined;
	}

	/** Nothing fails any more. */
	private works(source: Source): void {
		const { failing, ...state } = this.of(source);
		if (failing !== undefined) this.keep(source, state);
	}

	/**
	 * Reads a piece, or goes on with it, and takes what it holds.
	 * @param whole true where nothing is to be taken unless all could be read
	 */
	private async read(
		source: Source,
		range: DayRange,
		{
			silentBefore,
			whole = false,
			expects,
		}: { silentBefore?: number; whole?: boolean; expects?: number } = {},
		onEnd?: (end: NonNullable<Part['end']>, since: number) => Promise<void>,
	): Promise<Taken> {
		const { part } = this.of(source);
		const begun = part && isSamePiece(part, range) ? part : undefined;
		const since = begun?.since ?? this.plan.now;
		const result = await source.read(range, begun, {
			goesOn: () => this.goesOn(),
			isPause: this.plan.isPause,
			expects,
		});
		if (result.paused) this.paused = true;
		await inTurns(this.plan.taking, this.lookForCover(source, range, result.records));
		if (whole && !result.end) return 'part';
		if ((await this.take(source, result.records, silentBefore)) === 'part') return 'part';
		const { place, end } = result;
		const rest = place && { ...place, ...range, since };
		// The place in another piece is kept until this one needs to remember its own.
		this.keep(source, { ...this.of(source), part: rest ?? (begun ? undefined : part) });
		if (end) await onEnd?.(end, since);
		else if (place) this.achieved = true;
		return end ? 'all' : 'part';
	}

	/** Notes what may show that the last day of a piece is part of it. */
	private *lookForCover(source: Source, { to }: DayRange, records: unknown[]): Steps<void> {
		const isKnown = source.window.toIsSure === true || this.of(source).covers === true;
		if (isKnown || to > this.today) return;
		const before = addDays(to, -1);
		let isLateEnough = false;
		let [onLast, onDayBefore] = [0, 0];
		const distinct = new Map(records.map((record) => [source.idOf(record), record]));
		for (const record of distinct.values()) {
			yield;
			const time = source.timeOf(record);
			if (time === undefined) continue;
			const day = this.dayOf(time);
			if (day === before) onDayBefore += 1;
			if (day !== to) continue;
			onLast += 1;
			isLateEnough ||= this.dayOf(time - HALF_A_DAY_MS) === to;
		}
		// Few may have been sold on the day before, and registered on one on which all was closed.
		const isUsual = onLast * 2 >= onDayBefore;
		if (!isUsual || !isLateEnough) return;
		const known = this.lastDays.get(source.key) ?? [];
		this.lastDays.set(source.key, [...known, { day: to, count: onLast }]);
	}

	/**
	 * @param pieces how many pieces are read in full in turn, the newest days among them
	 * @param isDue whether all that is left to be read again is to be read now
	 */
	private async lookAtEnds(
		source: Source,
		newest: Newest,
		pieces: number,
		isDue: boolean,
	): Promise<void> {
		const range = newestRange(this.today);
		const { count } = source;
		const { now } = this.plan;
		const { again } = newest;
		let pages = 0;
		let next: Part | undefined;
		const readNext = async () => {
			const limits = { goesOn: () => false, isPause: this.plan.isPause };
			next = await source.read(range, again, limits);
			return next;
		};
		const pagesOfAll = Math.ceil(newest.length / (source.pageSize - 1));
		const isTime = !count && isTimeToBegin(newest, pagesOfAll, pieces, now);
		const readPage = async (page: PageRequest) => {
			if (pages++ > 0 && !this.goesOn()) throw new OutOfTime();
			return await source.readPage(range, page);
		};
		const result = await readEnds(
			{
				size: source.pageSize,
				page: readPage,
				...(count ? { count: async () => await count(range) } : {}),
				...(again || isTime ? { other: readNext } : {}),
				newId: (record) => {
					const id = source.idOf(record);
					return this.intake.knows(id) ? undefined : id;
				},
			},
			newest,
		).catch((error: unknown) => {
			if (!(error instanceof OutOfTime)) throw error;
			return error;
		});
		if (!result) {
			this.keep(source, { ...this.of(source), newest: { ...newest, again: undefined } });
			return await this.readNewest(source);
		}
		const state = this.of(source);
		// More was added than a poll can look at: the next ones read it in parts.
		if (result instanceof OutOfTime) {
			this.achieved = true;
			return this.keep(source, { ...state, newest: undefined });
		}
		if ((await this.take(source, result.records)) === 'part') {
			return this.keep(source, { ...state, newest: undefined });
		}
		// Where nothing is new the state stays as it is, so that n8n has nothing to store.
		const isQuiet = result.state.total === newest.total && !next;
		if (isQuiet && now - state.through < QUIET_MS) return;
		const place = next?.place ?? movedOn(again, newest, result.state);
		this.keep(source, {
			...state,
			through: now,
			newest: {
				...newest,
				...result.state,
				...readSoFar({ ...next, place }, again?.since ?? now, now),
			},
		});
		// After what is new: neither a failure here nor a pause may hold that up.
		if (isDue) await this.readRest(source, range);
	}

	/** Goes on reading the newest days again, as far as time and the vendor allow. */
	private async readRest(source: Source, range: DayRange): Promise<void> {
		const { newest, ...state } = this.of(source);
		if (!newest?.again || !this.goesOn() || this.intake.room === 0) return;
		const { since } = newest.again;
		const limits = { goesOn: () => this.goesOn(), isPause: this.plan.isPause };
		const rest = await source.read(range, newest.again, limits);
		if (rest.paused) this.paused = true;
		const ids = new Set(rest.records.map((record) => source.idOf(record)));
		const added = [...ids].filter((id) => !this.intake.knows(id)).length;
		if ((await this.take(source, rest.records)) === 'part') return this.keep(source, state);
		this.achieved = true;
		const { total, length } = newest;
		this.keep(source, {
			...state,
			newest: {
				...newest,
				...readSoFar(rest, since, this.plan.now),
				total: total + added,
				length: length + added,
			},
		});
	}

	/**
	 * Reads the newest days in full, or goes on with it.
	 * @param asBefore what the list was like at the poll before, where it hasn't been asked since
	 */
	private async readNewest(source: Source, asBefore?: Newest): Promise<void> {
		const range = newestRange(this.today);
		const known = this.of(source).newest;
		// Asked before the list is read: what comes in between is found by its ends or read again.
		const counted = asBefore ? undefined : await source.count?.(range);
		const expects = asBefore?.length;
		const taken = await this.read(source, range, { expects }, async ({ length, grown }, since) => {
			this.achieved = true;
			const total = asBefore
				? await this.countOf(source, range, length, asBefore)
				: counted === undefined
					? length
					: counted - grown;
			this.keep(source, {
				...this.of(source),
				through: since,
				newest: {
					from: range.from,
					began: since,
					readAt: this.plan.now,
					total,
					length,
					end: known?.end ?? 'tail',
				},
			});
		});
		const isFull = this.intake.room === 0;
		if (taken === 'part' && isFull) this.keep(source, { ...this.of(source), newest: undefined });
	}

	/**
	 * How many records a list has that was read in full, as the vendor counts: asked only where it isn't
	 * as long as it was. What comes between the reading and the count must not hide in it.
	 */
	private async countOf(
		source: Source,
		range: DayRange,
		length: number,
		before: Newest,
	): Promise<number> {
		if (!source.count) return length;
		const expected = before.total + length - before.length;
		if (length === before.length) return expected;
		return Math.min(expected, (await source.count(range)) ?? length);
	}

	private async take(source: Source, records: unknown[], silentBefore?: number): Promise<Taken> {
		const steps = this.intake.take(source, this.of(source), records, silentBefore);
		return await inTurns(this.plan.taking, steps);
	}

	/** The first day on which records may still arrive, as seen from when all was last read. */
	private firstDay({ sweep, through, older }: SourceState): string {
		const back = this.lookBackFrom(Math.min(through, ...older.filter((at) => at > 0)));
		return sweep ? earlierDay(sweep.next, back) : back;
	}

	private lookBackFrom(moment: number): string {
		const days = Math.max(LEAST_DAYS, this.plan.lookBackDays);
		return addDays(this.dayOf(moment), -days);
	}

	private olderRanges(source: Source, from: string): DayRange[] {
		return olderRanges(from, this.today, source.window, this.of(source).covers);
	}

	private dayOf(moment: number): string {
		return dayOf(moment, this.plan.timeZone);
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
