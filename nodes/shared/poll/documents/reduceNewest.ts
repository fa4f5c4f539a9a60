/** What is known of a list's newest days after they were read. Pure; times in milliseconds since 1970. */
import type { EpochMs } from '../../values/units';
import type { Newest, SourceState } from './documentTypes';
import type { EndResult, ListState } from './ends';
import { beganAt, withPlace } from './listState';
import type { Part, Position } from './parts';
import type { CountStep, Done, EndsStep, Progress, Step } from './steps';

/** So long, polls without anything new leave the state as it is; shorter than the grace. */
const QUIET_MS = 10 * 60_000;

type DoneOf<T extends Step['do']> = Extract<Done, { do: T }>;

/**
 * Goes on from the ends of the newest days. Where they don't tell what is new, all is read instead.
 * @param now when the poll began
 */
export function reduceEnds(progress: Progress, done: DoneOf<'ends'>, now: EpochMs): Progress {
	const { state } = progress;
	const { range, newest, found, isOutOfTime, isTaken } = done;
	// More was added than a poll can look at: the next ones read it in parts.
	if (isOutOfTime) return { ...next(progress, forgotten(state)), achieved: true };
	if (!found) {
		const unknown = { ...state, newest: { ...newest, again: undefined } };
		return next(progress, unknown, { do: 'newest', range });
	}
	if (!isTaken) return next(progress, forgotten(state));
	// Where nothing is new the state stays as it is, so that n8n has nothing to store.
	const isQuiet = found.state.total === newest.total && !done.page;
	if (isQuiet && now - state.through < QUIET_MS) return next(progress, state);
	const looked = lookedAt(done, found, now);
	const after = { ...state, through: now, newest: looked };
	const { again } = looked;
	// After what is new: neither a failure here nor a pause may hold that up.
	if (done.withRest && again)
		return next(progress, after, { do: 'rest', range, again, canWait: true });
	return next(progress, after);
}

/**
 * Goes on from the newest days that were read in full, or as far as there was time. How many the vendor
 * counts is asked only where the list isn't as long as it was.
 * @param now when the poll began
 */
export function reduceNewest(progress: Progress, done: DoneOf<'newest'>, now: EpochMs): Progress {
	const { range, part, isTaken, isFull, isCounted, asBefore, counted } = done;
	const state = isTaken ? withPlace(progress.state, range, part.place, now) : progress.state;
	if (!isTaken || !part.end) {
		const after = next(progress, isFull ? forgotten(state) : state);
		return { ...after, achieved: after.achieved || (isTaken && part.place !== undefined) };
	}
	const { length, grown } = part.end;
	const read = { range, length, since: beganAt(progress.state, range, now) };
	const whole = { ...progress, achieved: true };
	if (!asBefore)
		return known(whole, state, read, counted === undefined ? length : counted - grown, now);
	if (!isCounted) return known(whole, state, read, length, now);
	// What comes between the reading and the count must not hide in it.
	const most = asBefore.total + length - asBefore.length;
	if (length === asBefore.length) return known(whole, state, read, most, now);
	return next(whole, state, { do: 'count', ...read, most });
}

/**
 * Goes on from the number of the records that were read in full.
 * @param now when the poll began
 */
export function reduceCount(progress: Progress, done: DoneOf<'count'>, now: EpochMs): Progress {
	const { counted = done.length, most } = done;
	return known(progress, progress.state, done, Math.min(most, counted), now);
}

/**
 * Goes on from what was left of the newest days to be read again.
 * @param now when the poll began
 */
export function reduceRest(progress: Progress, done: DoneOf<'rest'>, now: EpochMs): Progress {
	const { part, isTaken, added, again } = done;
	const { newest, ...state } = progress.state;
	if (!isTaken || !newest) return next(progress, state);
	const read = readSoFar(part, again.since, now);
	const total = newest.total + added;
	const length = newest.length + added;
	const after = { ...state, newest: { ...newest, ...read, total, length } };
	return { ...next(progress, after), achieved: true };
}

/** Without the first step, which was taken, and with those that follow from it. */
function next(progress: Progress, state: SourceState, ...then: Step[]): Progress {
	return { ...progress, state, steps: [...then, ...progress.steps.slice(1)] };
}

function forgotten(state: SourceState): SourceState {
	return { ...state, newest: undefined };
}

/** The newest days were read in full: from then on their ends tell what is new. */
function known(
	progress: Progress,
	state: SourceState,
	{ range, since, length }: Pick<CountStep, 'range' | 'since' | 'length'>,
	total: number,
	now: EpochMs,
): Progress {
	const { end = 'tail' } = state.newest ?? {};
	const newest = { from: range.from, began: since, readAt: now, total, length, end };
	return next(progress, { ...state, through: since, newest });
}

/** The newest days after their ends were looked at, and a page of what is read again with them. */
function lookedAt(
	{ newest, page }: EndsStep & { page?: Part },
	{ state }: EndResult,
	now: EpochMs,
): Newest {
	const { again } = newest;
	const place = page?.place ?? movedOn(again, newest, state);
	const read = readSoFar({ place, end: page?.end }, again?.since ?? now, now);
	return { ...newest, ...state, ...read };
}

/** What is to be noted of newest days that are read again. */
function readSoFar(
	{ place, end }: Pick<Part, 'place' | 'end'>,
	since: EpochMs,
	now: EpochMs,
): Partial<Newest> {
	if (end) return { began: since, readAt: now, again: undefined };
	return { again: place && { ...place, since } };
}

/** A place that a page couldn't be joined to, because a whole page was added before it meanwhile. */
function movedOn(
	place: Position | undefined,
	before: ListState,
	{ total, end }: ListState,
): Position | undefined {
	const added = total - before.total;
	return place && end === 'head' && added > 0
		? { ...place, offset: place.offset + added }
		: undefined;
}
