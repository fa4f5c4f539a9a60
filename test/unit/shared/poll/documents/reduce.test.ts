/** What is known of a list after each step of a poll: table by table, one for each kind of step. */
import type { Newest, SourceState } from '../../../../../nodes/shared/poll/documents/documentTypes';
import type { Position } from '../../../../../nodes/shared/poll/documents/parts';
import {
	failStep,
	finishPoll,
	leaveStep,
	reducePoll,
} from '../../../../../nodes/shared/poll/documents/reduce';
import type {
	CountStep,
	Done,
	EndsStep,
	Limits,
	NewestStep,
	OlderStep,
	Progress,
	RestStep,
	Step,
	SweepStep,
} from '../../../../../nodes/shared/poll/documents/steps';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Thursday at noon; days and hours are in UTC. */
const NOW = Date.UTC(2026, 2, 5, 12);

const RANGE = { from: '2026-03-04', to: '2026-03-06' };
const PIECES = [
	{ from: '2026-02-26', to: '2026-02-28' },
	{ from: '2026-02-28', to: '2026-03-02' },
	{ from: '2026-03-02', to: '2026-03-04' },
];
const [FIRST = RANGE, SECOND = RANGE] = PIECES;
const PLACE: Position = { offset: 200, last: 'r199', grown: 1 };
const NEWEST: Newest = {
	from: RANGE.from,
	began: NOW - HOUR,
	readAt: NOW - 50 * MINUTE,
	total: 22,
	length: 20,
	end: 'head',
};
const STATE: SourceState = { through: NOW - MINUTE, newest: NEWEST, older: [3, 2] };
const NEXT: Step = { do: 'older', range: FIRST, index: 0, canWait: true };

/** A poll that has come to one step, with another one behind it. */
function at(step: Step, state: SourceState = STATE): Progress {
	return {
		state,
		steps: [step, NEXT],
		look: step.do === 'sweep' ? undefined : { from: '2026-02-26', newest: RANGE, older: PIECES },
		lastDays: [],
		achieved: false,
	};
}

/** What comes of a step, compared with how it was before: only what became different. */
function outcome(done: Done, state: SourceState = STATE) {
	const before = at(done, state);
	const after = reducePoll(before, done, NOW);
	return {
		state: after.state,
		next: after.steps.map((step) => step.do),
		achieved: after.achieved,
		ended: after.ended,
	};
}

const goesOn = { next: ['older'], achieved: true, ended: undefined };
const stops = { next: [], achieved: true, ended: 'left' };
const END = { length: 25, grown: 2 };
const part = (more: object = {}) => ({ records: [], ...more });

describe('a sweep', () => {
	const sweep = { next: '2026-02-26', first: true };
	const state: SourceState = { through: 5, sweep, older: [], failing: 4 };
	const step: SweepStep = {
		do: 'sweep',
		range: FIRST,
		whole: true,
		after: { sweep: { ...sweep, next: '2026-02-28' } },
	};
	const isTaken = true;
	it.each<[string, Done, SourceState, object, SourceState?]>([
		[
			'goes on after a piece that was read, and nothing fails any more',
			{ ...step, isTaken, part: part({ end: END }) },
			{ through: 5, sweep: { ...sweep, next: '2026-02-28' }, older: [] },
			goesOn,
		],
		[
			'is over after the last one, and forgets all but what is known then',
			{ ...step, after: { older: [NOW, NOW] }, isTaken, part: part({ end: END }) },
			{ through: NOW, older: [NOW, NOW] },
			goesOn,
		],
		[
			'keeps in mind that pieces cover their last day',
			{ ...step, after: { older: [] }, isTaken, part: part({ end: END }) },
			{ through: NOW, older: [], covers: true },
			goesOn,
			{ ...state, covers: true },
		],
		[
			'goes on in short pieces where there was no room for a long one',
			{ ...step, isTaken: false, part: part({ end: END }) },
			{ ...state, sweep: { ...sweep, small: true } },
			stops,
		],
		[
			'and doesn’t go on from a place in a long one then',
			{ ...step, isTaken: false, part: part({ place: PLACE }) },
			{ ...state, sweep: { ...sweep, small: true } },
			stops,
			{ ...state, part: { ...PLACE, ...FIRST, since: 1 } },
		],
		[
			'reads a short piece again for which there was no room',
			{ ...step, whole: false, isTaken: false, part: part({ end: END }) },
			state,
			{ ...stops, achieved: false },
		],
		[
			'notes its place in a short piece',
			{ ...step, whole: false, isTaken, part: part({ place: PLACE }) },
			{ ...state, part: { ...PLACE, ...FIRST, since: NOW } },
			stops,
		],
		[
			'begins a short piece anew that can’t be gone on with',
			{ ...step, whole: false, isTaken, part: part() },
			state,
			{ ...stops, achieved: false },
			{ ...state, part: { ...PLACE, ...FIRST, since: 1 } },
		],
	])('%s', (_words, done, expected, flow, from = state) => {
		expect(outcome(done, from)).toEqual({ state: expected, ...flow });
	});
});

describe('an older piece', () => {
	const step: OlderStep = { do: 'older', range: SECOND, index: 1, canWait: true };
	const isTaken = true;
	const other = { ...PLACE, ...FIRST, since: 1 };
	it.each<[string, Done, SourceState, object, SourceState?]>([
		[
			'was read now',
			{ ...step, isTaken, part: part({ end: END }) },
			{ ...STATE, older: [3, NOW, 0] },
			goesOn,
		],
		[
			'that was read to its end has no place any more',
			{ ...step, isTaken, part: part({ end: END }) },
			{ ...STATE, older: [3, NOW, 0] },
			goesOn,
			{ ...STATE, part: { ...PLACE, ...SECOND, since: 1 } },
		],
		[
			'leaves the place in another one',
			{ ...step, isTaken, part: part({ end: END }) },
			{ ...STATE, part: other, older: [3, NOW, 0] },
			goesOn,
			{ ...STATE, part: other },
		],
		[
			'that isn’t read to its end leaves the others for the next poll',
			{ ...step, isTaken, part: part({ place: PLACE }) },
			{ ...STATE, part: { ...PLACE, ...SECOND, since: NOW } },
			stops,
			{ ...STATE, part: other },
		],
		[
			'counts as read since its reading began',
			{ ...step, isTaken, part: part({ place: PLACE }) },
			{ ...STATE, part: { ...PLACE, ...SECOND, since: 7 } },
			stops,
			{ ...STATE, part: { ...PLACE, offset: 100, ...SECOND, since: 7 } },
		],
		[
			'for which there is no room is read again',
			{ ...step, isTaken: false, part: part({ end: END }) },
			STATE,
			{ ...stops, achieved: false },
		],
	])('%s', (_words, done, expected, flow, from = STATE) => {
		expect(outcome(done, from)).toEqual({ state: expected, ...flow });
	});

	it('tells what it holds of its last day', () => {
		const lastDay = { day: SECOND.to, count: 4 };
		const done: Done = { ...step, isTaken, part: part({ end: END }), lastDay };
		expect(reducePoll(at(step), done, NOW).lastDays).toEqual([lastDay]);
	});
});

describe('the newest days, read in full', () => {
	const step: NewestStep = { do: 'newest', range: RANGE };
	const read = { isTaken: true, isFull: false, isCounted: false, part: part({ end: END }) };
	const known = (total: number, since = NOW) => ({
		...STATE,
		through: since,
		newest: { from: RANGE.from, began: since, readAt: NOW, total, length: 25, end: 'head' },
	});
	it.each<[string, Done, object, object, SourceState?]>([
		['are known by their length', { ...step, ...read }, known(25), goesOn],
		[
			'are known by their number before, less what came meanwhile',
			{ ...step, ...read, isCounted: true, counted: 30 },
			known(28),
			goesOn,
		],
		[
			'are known as of when their reading began',
			{ ...step, ...read },
			known(25, 7),
			goesOn,
			{ ...STATE, part: { ...PLACE, ...RANGE, since: 7 } },
		],
		[
			'have new records at their tail until something else is seen',
			{ ...step, ...read },
			{ ...known(25), newest: { ...known(25).newest, end: 'tail' } },
			goesOn,
			{ ...STATE, newest: undefined },
		],
		[
			'are known by their length also where it was known before',
			{ ...step, ...read, asBefore: NEWEST },
			known(25),
			goesOn,
		],
		[
			'have the number that they had where their length is the same',
			{ ...step, ...read, isCounted: true, asBefore: { ...NEWEST, length: 25 } },
			known(22),
			goesOn,
		],
		[
			'are counted anew where their length isn’t the same',
			{ ...step, ...read, isCounted: true, asBefore: NEWEST },
			STATE,
			{ ...goesOn, next: ['count', 'older'] },
		],
		[
			'that aren’t read to their end are gone on with, and older days have their turn',
			{ ...step, ...read, part: part({ place: PLACE }) },
			{ ...STATE, part: { ...PLACE, ...RANGE, since: NOW } },
			goesOn,
		],
		[
			'that have to begin anew have achieved nothing',
			{ ...step, ...read, part: part() },
			STATE,
			{ ...goesOn, achieved: false },
		],
		[
			'aren’t known any more where there was no room for all of them',
			{ ...step, ...read, isTaken: false, isFull: true },
			{ ...STATE, newest: undefined },
			{ ...goesOn, achieved: false },
		],
		[
			'nor where there is none for those behind the place',
			{ ...step, ...read, isFull: true, part: part({ place: PLACE }) },
			{ ...STATE, newest: undefined, part: { ...PLACE, ...RANGE, since: NOW } },
			goesOn,
		],
		[
			'are known where the last of them took the last room',
			{ ...step, ...read, isFull: true },
			known(25),
			goesOn,
		],
	])('%s', (_words, done, state, flow, from = STATE) => {
		expect(outcome(done, from)).toEqual({ state, ...flow });
	});

	it.each([
		['is what the vendor counts', 26, 26],
		['hides nothing that came after the reading', 40, 27],
		['is their length where no number came', undefined, 25],
	])('their number %s', (_words, counted, total) => {
		const asBefore = NEWEST;
		const done: Done = { ...step, ...read, isCounted: true, asBefore };
		const [count] = reducePoll(at(step), done, NOW).steps;
		expect(count).toEqual({ do: 'count', range: RANGE, since: NOW, length: 25, most: 27 });
		expect(outcome({ ...(count as CountStep), counted })).toEqual({
			state: known(total),
			...goesOn,
			achieved: false,
		});
	});
});

describe('the ends of the newest days', () => {
	const step: EndsStep = {
		do: 'ends',
		range: RANGE,
		newest: NEWEST,
		withPage: false,
		withRest: false,
	};
	const found = { records: [], state: { total: 24, length: 22, end: 'tail' as const } };
	const quiet = { records: [], state: { total: 22, length: 20, end: 'head' as const } };
	const read = { isOutOfTime: false, isTaken: true };
	const again = { ...PLACE, since: 7 };
	const rest: RestStep = { do: 'rest', range: RANGE, again, canWait: true };
	const changed = (newest: Partial<Newest>) => ({
		...STATE,
		through: NOW,
		newest: { ...NEWEST, ...newest },
	});
	const flow = { ...goesOn, achieved: false };
	it.each<[string, Done, object, object, SourceState?]>([
		['tell what is new', { ...step, ...read, found }, changed(found.state), flow],
		['leave the state as it is where nothing is', { ...step, ...read, found: quiet }, STATE, flow],
		[
			'say so after some minutes',
			{ ...step, ...read, found: quiet },
			changed({}),
			flow,
			{ ...STATE, through: NOW - 10 * MINUTE },
		],
		[
			'that don’t tell have all read',
			{ ...step, ...read, isTaken: false, newest: { ...NEWEST, again } },
			STATE,
			{ ...flow, next: ['newest', 'older'] },
			{ ...STATE, newest: { ...NEWEST, again } },
		],
		[
			'with more than there is time for have all read at the next poll',
			{ ...step, isOutOfTime: true, isTaken: false },
			{ ...STATE, newest: undefined },
			goesOn,
		],
		[
			'with more than there is room for do as well',
			{ ...step, ...read, found, isTaken: false },
			{ ...STATE, newest: undefined },
			flow,
		],
		[
			'come with a page that is read again',
			{ ...step, ...read, found: quiet, page: part({ place: PLACE }) },
			changed({ again: { ...PLACE, since: NOW } }),
			flow,
		],
		[
			'come with a page that goes on with that',
			{
				...step,
				...read,
				newest: { ...NEWEST, again: { ...again, offset: 100 } },
				found: quiet,
				page: part({ place: PLACE }),
			},
			changed({ again }),
			flow,
		],
		[
			'come with the last page that is read again',
			{
				...step,
				...read,
				newest: { ...NEWEST, again },
				found: quiet,
				page: part({ end: END }),
			},
			changed({ began: 7, readAt: NOW }),
			flow,
		],
		[
			'move the place on where a page was added before it',
			{
				...step,
				...read,
				newest: { ...NEWEST, again },
				found: { ...found, state: { ...found.state, end: 'head' } },
				page: part(),
			},
			changed({ ...found.state, end: 'head', again: { ...again, offset: 202 } }),
			flow,
		],
		[
			'give a place up where what came stands behind it',
			{ ...step, ...read, newest: { ...NEWEST, again }, found, page: part() },
			changed(found.state),
			flow,
		],
		[
			'are followed by all that is left to be read again, where it is due',
			{
				...step,
				...read,
				newest: { ...NEWEST, again },
				withRest: true,
				found: quiet,
				page: part({ place: PLACE }),
			},
			changed({ again }),
			{ ...flow, next: ['rest', 'older'] },
		],
		[
			'unless nothing is left',
			{
				...step,
				...read,
				newest: { ...NEWEST, again },
				withRest: true,
				found: quiet,
				page: part({ end: END }),
			},
			changed({ began: 7, readAt: NOW }),
			flow,
		],
	])('%s', (_words, done, state, steps, from = STATE) => {
		expect(outcome(done, from)).toEqual({ state, ...steps });
	});

	it.each<[string, Done, object, object]>([
		[
			'is read, and what was new among it counts',
			{ ...rest, isTaken: true, added: 3, part: part({ end: END }) },
			{ ...NEWEST, total: 25, length: 23, began: 7, readAt: NOW },
			goesOn,
		],
		[
			'is read as far as it goes',
			{ ...rest, isTaken: true, added: 0, part: part({ place: { ...PLACE, offset: 300 } }) },
			{ ...NEWEST, again: { ...again, offset: 300 } },
			goesOn,
		],
		[
			'isn’t known where there was no room for it',
			{ ...rest, isTaken: false, added: 3, part: part({ end: END }) },
			{},
			{ ...goesOn, achieved: false },
		],
	])('what is left %s', (_words, done, newest, steps) => {
		const { newest: before, ...others } = STATE;
		const state = { ...others, newest: { ...NEWEST, ...before, again } };
		const known = Object.keys(newest).length > 0 ? { ...others, newest } : others;
		expect(outcome(done, state)).toEqual({ state: known, ...steps });
	});
});

describe('older pieces after the newest days', () => {
	const newest: Done = {
		do: 'newest',
		range: RANGE,
		isTaken: true,
		isFull: false,
		isCounted: false,
		part: part({ end: END }),
	};
	const second: Step = { do: 'older', range: SECOND, index: 1, canWait: true };
	const after = (state: SourceState, done: Done = newest) => {
		const before = at(done, state);
		return reducePoll({ ...before, steps: [...before.steps, second] }, done, NOW);
	};

	it('that were begun go on before the others', () => {
		const began = { ...PLACE, ...SECOND, since: 1 };
		expect(after({ ...STATE, part: began }).steps).toEqual([second, NEXT]);
		expect(after(STATE).steps).toEqual([NEXT, second]);
	});

	it('whose days were cut otherwise since have no place any more', () => {
		const old = { ...PLACE, from: '2026-02-25', to: '2026-02-27', since: 1 };
		expect(after({ ...STATE, part: old }).state).not.toHaveProperty('part');
		// Not before the newest days are done with: a failure there leaves all as it is.
		const counted: Done = { ...newest, isCounted: true, asBefore: NEWEST };
		expect(after({ ...STATE, part: old }, counted).state).toMatchObject({ part: old });
	});
});

describe('a step that wasn’t taken', () => {
	const older: Step = { do: 'older', range: SECOND, index: 1, canWait: true };
	const rest: Step = { do: 'rest', range: RANGE, again: { ...PLACE, since: 7 }, canWait: true };

	it('leaves the older pieces for the next poll, but the rest of the newest days only itself', () => {
		expect(leaveStep(at(older))).toMatchObject({ steps: [], ended: 'left' });
		expect(leaveStep(at(rest))).toMatchObject({ steps: [NEXT] });
		expect(leaveStep(at(rest))).not.toHaveProperty('ended');
	});

	it('and failed holds up the others where they would fail as well, or need it', () => {
		const failure = { error: new Error('boom') };
		const first = { error: new Error('the first') };
		expect(failStep(at(older), failure, false)).toEqual({ ...at(older), steps: [NEXT], failure });
		expect(failStep(at(older), failure, true)).toEqual({ ...at(older), steps: [], failure });
		expect(failStep({ ...at(older), failure: first }, failure, true).failure).toBe(first);
		expect(failStep(at(rest), failure, false)).toMatchObject({ steps: [], ended: 'broken' });
	});
});

describe('at its end', () => {
	const LIMITS: Limits = {
		window: { maxDays: 3 },
		pageSize: 11,
		isCounted: false,
		timeZone: 'UTC',
		lookBackDays: 7,
		silentBefore: 0,
	};
	const failure = { error: new Error('boom') };
	const older = [NOW - 30 * MINUTE, NOW - 20 * MINUTE, NOW - 10 * MINUTE];
	const state: SourceState = { ...STATE, older };
	const ended: Progress = { ...at(NEXT, state), steps: [] };
	const failing = NOW - HOUR;
	it.each<[string, Partial<Progress>, boolean, object]>([
		['all is as it came', {}, false, state],
		['a failure is over', { state: { ...state, failing } }, false, state],
		[
			'a failure may last where something was left',
			{ state: { ...state, failing }, ended: 'left' },
			false,
			{ ...state, failing },
		],
		['a failure is noted', { failure }, false, { ...state, failing: NOW }],
		[
			'a failure is as old as it is',
			{ failure, state: { ...state, failing }, ended: 'broken' },
			false,
			{ ...state, failing },
		],
		[
			'pieces that are no more are forgotten',
			{ state: { ...state, older: [...older, 5, 6] } },
			false,
			state,
		],
		[
			'but not after a failure of the newest days',
			{ state: { ...state, older: [...older, 5, 6] }, failure, ended: 'broken' },
			false,
			{ ...state, older: [...older, 5, 6], failing: NOW },
		],
		[
			'pieces that cover their last day are cut side by side, and count as read when the first was',
			{},
			true,
			{ ...state, covers: true, older: [older[0], older[0]] },
		],
		[
			'unless one of them was never read',
			{ state: { ...state, older: [0, NOW, NOW] } },
			true,
			{ ...state, older: [0, NOW, NOW] },
		],
		[
			'pieces are cut anew once their first day needn’t be read any more',
			{
				state: { ...state, older: [NOW, NOW, NOW, NOW - HOUR] },
				look: { from: '2026-02-24', newest: RANGE, older: [...PIECES, RANGE] },
			},
			false,
			{ ...state, older: Array(3).fill(NOW - HOUR) },
		],
		[
			'a sweep that isn’t over is kept',
			{
				state: { through: NOW - DAY, older: [], sweep: { next: '2026-03-01', first: false } },
				look: undefined,
			},
			true,
			{ through: NOW - DAY, older: [], sweep: { next: '2026-03-01', first: false } },
		],
		[
			'a sweep that is over has pieces as they are known to be',
			{ state: { through: NOW, older: [NOW, NOW, NOW] }, look: undefined },
			true,
			{ through: NOW, older: [NOW, NOW], covers: true },
		],
	])('%s', (_words, changes, isCovered, expected) => {
		expect(finishPoll({ ...ended, ...changes }, isCovered, LIMITS, NOW)).toEqual(expected);
	});
});
