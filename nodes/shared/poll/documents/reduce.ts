/** What a list's poll has come to after each step. Pure functions; times in milliseconds since 1970. */
import type { EpochMs } from '../../values/units';
import type { SourceState } from './documentTypes';
import { recut } from './cover';
import { isSamePiece, withPlace, withoutFailure } from './listState';
import { reduceCount, reduceEnds, reduceNewest, reduceRest } from './reduceNewest';
import type {
	Done,
	Failure,
	Limits,
	OlderStep,
	PieceRead,
	Progress,
	Step,
	SweepStep,
} from './steps';

/**
 * Goes on from a step that was taken. What a piece brought is noted only where all of its records were
 * taken; otherwise the next poll reads it again.
 *
 * An older piece that one poll couldn't read to its end, with more of them behind it:
 *
 *     state:  { through: 9, older: [3, 2] }
 *     done:   { do: 'older', index: 1, range, isTaken: true, part: { place: { offset: 200, ... } } }
 *     gives:  { through: 9, older: [3, 2], part: { offset: 200, ..., ...range, since: now } }, no steps
 *
 * and, read to its end: `{ through: 9, older: [3, now] }`, with the steps that are left.
 * @param progress whose first step it was
 * @param now when the poll began
 */
export function reducePoll(progress: Progress, done: Done, now: EpochMs): Progress {
	switch (done.do) {
		case 'sweep':
			return reduceSweep(noted(progress, done), done, now);
		case 'older':
			return reduceOlder(noted(progress, done), done, now);
		case 'newest':
			return afterNewest(reduceNewest(noted(progress, done), done, now));
		case 'ends':
			return afterNewest(reduceEnds(progress, done, now));
		case 'count':
			return afterNewest(reduceCount(progress, done, now));
		case 'rest':
			return afterNewest(reduceRest(progress, done, now));
	}
}

/** Goes on without a step for which no time or no room is left. */
export function leaveStep(progress: Progress): Progress {
	const [step, ...steps] = progress.steps;
	return step?.do === 'rest' ? afterNewest({ ...progress, steps }) : leaveAll(progress);
}

/**
 * Goes on from a step that failed: beside one of the older pieces, the others can be read.
 * @param isForAll true where they would fail as well
 */
export function failStep(progress: Progress, failure: Failure, isForAll: boolean): Progress {
	const [step, ...steps] = progress.steps;
	const after = { ...progress, failure: progress.failure ?? failure };
	if (step?.do !== 'older') return { ...after, steps: [], ended: 'broken' };
	return { ...after, steps: isForAll ? [] : steps };
}

/**
 * Ends the poll of a list.
 * @param isCovered whether a piece was seen to include its last day
 * @returns what is to be stored
 */
export function finishPoll(
	{ state, look, ended, failure }: Progress,
	isCovered: boolean,
	limits: Limits,
	now: EpochMs,
): SourceState {
	const failed = (last: SourceState) =>
		failure ? { ...last, failing: last.failing ?? now } : last;
	if (ended === 'broken') return failed(state);
	if (!look) return failed(state.sweep ? state : recut(state, isCovered, limits, now));
	const { from, older } = look;
	const isLonger = state.older.length > older.length;
	const cut = isLonger ? { ...state, older: state.older.slice(0, older.length) } : state;
	const works = ended === 'left' || failure ? cut : withoutFailure(cut);
	return failed(recut(works, isCovered, limits, now, from));
}

function noted(progress: Progress, { lastDay }: PieceRead): Progress {
	return lastDay ? { ...progress, lastDays: [...progress.lastDays, lastDay] } : progress;
}

/** The others wait for the next poll. */
function leaveAll(progress: Progress): Progress {
	return { ...progress, steps: [], ended: 'left' };
}

function reduceSweep(progress: Progress, done: SweepStep & PieceRead, now: EpochMs): Progress {
	const { state } = progress;
	const { part, isTaken, whole, after } = done;
	if (!isTaken) {
		// Shorter pieces are handed on oldest first, and needn't be read again for each poll's items.
		return leaveAll(whole ? { ...progress, state: inSmall(state), achieved: true } : progress);
	}
	const read = placed(progress, done, now);
	if (!part.end) return leaveAll(read);
	const { covers } = state;
	const next =
		'sweep' in after
			? withoutFailure({ ...read.state, sweep: after.sweep })
			: { through: now, older: after.older, ...(covers && { covers }) };
	return { ...read, state: next, steps: read.steps.slice(1) };
}

function inSmall({ sweep, ...state }: SourceState): SourceState {
	return sweep ? { ...state, sweep: { ...sweep, small: true }, part: undefined } : state;
}

function reduceOlder(progress: Progress, done: OlderStep & PieceRead, now: EpochMs): Progress {
	if (!done.isTaken) return leaveAll(progress);
	const read = placed(progress, done, now);
	if (!done.part.end) return leaveAll(read);
	const { look, state } = read;
	const older = (look?.older ?? []).map((_range, index) =>
		index === done.index ? now : (state.older[index] ?? 0),
	);
	return { ...read, state: { ...state, older }, steps: read.steps.slice(1) };
}

/** Notes how far a piece was read; one that has to begin anew has achieved nothing. */
function placed(progress: Progress, { range, part }: Step & PieceRead, now: EpochMs): Progress {
	const state = withPlace(progress.state, range, part.place, now);
	const isFurther = part.end !== undefined || part.place !== undefined;
	return { ...progress, state, achieved: progress.achieved || isFurther };
}

/**
 * Once the newest days are done with: what was begun goes on before the other older pieces, which would
 * take its place. A place in a piece that was cut otherwise since is too old by then.
 */
function afterNewest(progress: Progress): Progress {
	const { steps, look } = progress;
	if (steps[0] && steps[0].do !== 'older') return progress;
	const { part, ...others } = progress.state;
	if (!part) return progress;
	const pieces = look ? [look.newest, ...look.older] : [];
	if (!pieces.some((piece) => isSamePiece(piece, part))) return { ...progress, state: others };
	const isBegun = ({ range }: Step) => Number(isSamePiece(range, part));
	return { ...progress, steps: [...steps].sort((a, b) => isBegun(b) - isBegun(a)) };
}
