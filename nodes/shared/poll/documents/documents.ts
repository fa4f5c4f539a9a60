/**
 * Events for records that have a date: each is handed on once, late ones and cancelled ones as well.
 *
 * The poll of a list (`pollList.ts`) is planned (`plan.ts`), each of its steps is done (`read.ts`), and
 * what it brought makes the next state (`reduce.ts`); planning and reducing are pure functions.
 *
 * - **range**: days from one to another, as they are asked for.
 * - **piece**: a range as long as the vendor allows; all days of a list are cut into pieces.
 * - **newest**: the piece of yesterday, today and tomorrow. It is looked at with every poll, by its number
 *   and its **ends**, where new records stand.
 * - **older**: the pieces of the look-back before it, each read in full once an hour.
 * - **sweep**: reading all days since a gap or since the beginning, oldest first, in as many polls as it
 *   takes.
 * - **part**: what one poll could read of a piece that is too long for it.
 * - **place**: where a reading stopped, and the next poll goes on.
 * - **again**: how far the newest days, which are known, are read once more, a page at each poll.
 * - **through**: when a list was last known completely.
 * - **covers**: a piece includes its last day. Until that is known pieces overlap by a day.
 */
import { addDays, earlierDay, today as dayOf } from '../../values/dates';
import type { EpochMs } from '../../values/units';
import { LASTING_MS } from '../../wire/cause';
import type {
	DocumentPlan,
	DocumentState,
	FoundRecord,
	Source,
	SourceState,
} from './documentTypes';
import { inTurn } from './due';
import { Intake } from './intake';
import { beginList, firstDayOf, upToNow } from './listState';
import { pollList } from './pollList';
import type { Failure } from './steps';

/** After so many lists that the vendor had no answer for, the others wait for the next poll. */
const MOST_SLOW_FAILURES = 3;

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
): Promise<{ found: FoundRecord[]; state: DocumentState }> {
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

class DocumentPoll {
	readonly intake: Intake;

	private readonly isFirst: boolean;

	private readonly startAt: EpochMs;

	private readonly sources: Map<string, SourceState>;

	/** True where something was read that the next poll needn't read again. */
	private achieved = false;

	/** True once a list was looked at, though another one may have failed. */
	someListWorks = false;

	constructor(
		stored: DocumentState | undefined,
		private readonly plan: DocumentPlan,
	) {
		const { now, timeZone, sources } = plan;
		const known = Object.entries(stored?.sources ?? {});
		const before = new Map(known.map(([key, state]) => [key, upToNow(state, now, timeZone)]));
		this.isFirst = before.size === 0;
		this.startAt = stored?.startAt ?? plan.startAt;
		this.intake = new Intake(stored, plan);
		const begun = () => beginList([...before.values()], this.startAt, plan, now);
		this.sources = new Map(sources.map(({ key }) => [key, before.get(key) ?? begun()]));
	}

	state(): DocumentState {
		const { now, timeZone } = this.plan;
		const firstDays = [...this.sources.values()].map((source) => firstDayOf(source, this.plan));
		const oldest = firstDays.reduce(earlierDay, dayOf(now, timeZone));
		// A day more, for records that a vendor counts in another zone.
		const memory = this.intake.memory(addDays(oldest, -1), this.isFirst);
		return { startAt: this.startAt, ...memory, sources: Object.fromEntries(this.sources) };
	}

	/** True where this poll has brought something that the next one needn't do again. */
	hasProgress(): boolean {
		return this.intake.count > 0 || this.achieved;
	}

	/** True where some list hasn't been read in full for long, because of failures. */
	failsForLong(): boolean {
		const { now } = this.plan;
		return [...this.sources.values()].some(
			({ failing }) => failing !== undefined && now - failing >= LASTING_MS,
		);
	}

	/**
	 * Reads one list after the other; one that fails doesn't hold up the others.
	 * @returns the first failure
	 */
	async run(): Promise<Failure | undefined> {
		const { plan, intake, startAt } = this;
		let first: Failure | undefined;
		let isPaused = false;
		let slow = 0;
		for (const source of inTurn(plan.sources, plan.now)) {
			if (isPaused || !plan.goesOn() || intake.room === 0) break;
			const polled = await pollList(source, this.known(source), { plan, intake, startAt });
			const { state, achieved, paused, failure } = polled;
			this.sources.set(source.key, state);
			this.achieved ||= achieved;
			isPaused = paused;
			if (!failure) {
				this.someListWorks = true;
				continue;
			}
			first ??= failure;
			if (plan.isForAll(failure.error)) break;
			if (plan.isSlow(failure.error)) slow += 1;
			if (slow >= MOST_SLOW_FAILURES) break;
		}
		return first;
	}

	private known({ key }: Source): SourceState {
		const state = this.sources.get(key);
		if (!state) throw new RangeError(`unknown list: ${key}`);
		return state;
	}
}
