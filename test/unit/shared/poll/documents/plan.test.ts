/** What a poll of a list is to read, and in which order, for each state that may be stored. */
import type {
	DocumentPlan,
	Newest,
	SourceState,
} from '../../../../../nodes/shared/poll/documents/documentTypes';
import { limitsOf, planPoll } from '../../../../../nodes/shared/poll/documents/plan';
import type { Limits, Step } from '../../../../../nodes/shared/poll/documents/steps';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Thursday at noon; days and hours are in UTC. */
const NOW = Date.UTC(2026, 2, 5, 12);

const LIMITS: Limits = {
	window: { maxDays: 3 },
	pageSize: 11,
	isCounted: false,
	timeZone: 'UTC',
	lookBackDays: 7,
	silentBefore: NOW - 2 * DAY,
};

/** The newest days as they were read in full half an hour ago. */
const NEWEST: Newest = {
	from: '2026-03-04',
	began: NOW - 30 * MINUTE,
	readAt: NOW - 30 * MINUTE,
	total: 20,
	length: 20,
	end: 'tail',
};

/** All is known, and nothing is due. */
const KNOWN: SourceState = {
	through: NOW - MINUTE,
	newest: NEWEST,
	older: [NOW - 40 * MINUTE, NOW - 20 * MINUTE, NOW - 10 * MINUTE],
};

const again = (since: number, offset = 10) => ({ offset, last: 'a', grown: 0, since });
const readAt = (at: number) => ({ ...NEWEST, began: at, readAt: at });

/** Steps in short: what, which days, and what goes with it. */
function inShort(steps: Step[]): string[] {
	return steps.map((step) => {
		const flags = Object.entries(step).flatMap(([key, value]) => (value === true ? key : []));
		const before = 'asBefore' in step && step.asBefore ? ['asBefore'] : [];
		const { from, to } = step.range;
		return [step.do, `${from.slice(5)}..${to.slice(5)}`, ...flags, ...before].join(' ');
	});
}

const steps = (state: Partial<SourceState>, limits: Partial<Limits> = {}, now = NOW) =>
	inShort(planPoll({ ...KNOWN, ...state }, { ...LIMITS, ...limits }, now).steps);

const OLDEST = '02-26..02-28';
const MIDDLE = '02-28..03-02';
const LATEST = '03-02..03-04';

describe('the newest days', () => {
	it.each<[string, Partial<SourceState>, Partial<Limits>, string]>([
		['are looked at by their ends', {}, {}, 'ends 03-04..03-06'],
		['are read where nothing is known', { newest: undefined }, {}, 'newest 03-04..03-06'],
		[
			'are read again after an hour, when their length is known',
			{ newest: readAt(NOW - 59 * MINUTE) },
			{},
			'newest 03-04..03-06 asBefore',
		],
		[
			'are read again a page at a time when it is time for it',
			{ newest: readAt(NOW - 54 * MINUTE) },
			{},
			'ends 03-04..03-06 withPage',
		],
		[
			'are never read by pages where their number is asked for apart',
			{ newest: readAt(NOW - 54 * MINUTE) },
			{ isCounted: true },
			'ends 03-04..03-06',
		],
		[
			'go on being read by pages',
			{ newest: { ...NEWEST, again: again(NOW - MINUTE) } },
			{},
			'ends 03-04..03-06 withPage',
		],
		[
			'are read by pages and then to their end when they are due',
			{ newest: { ...readAt(NOW - 70 * MINUTE), again: again(NOW - 10 * MINUTE, 0) } },
			{},
			'ends 03-04..03-06 withPage withRest',
		],
		[
			'are read anew when what was read of them is too old',
			{ newest: { ...readAt(NOW - 70 * MINUTE), again: again(NOW - 56 * MINUTE, 0) } },
			{},
			'newest 03-04..03-06 asBefore',
		],
		[
			'are read anew after midnight',
			{ newest: { ...NEWEST, from: '2026-03-03' } },
			{},
			'newest 03-04..03-06',
		],
	])('%s', (_words, state, limits, step) => {
		expect(steps(state, limits)[0]).toBe(step);
	});
});

describe('older pieces', () => {
	const older = (state: Partial<SourceState>, limits?: Partial<Limits>) =>
		steps(state, limits).slice(1);
	it.each<[string, number[], string[]]>([
		['wait for their turn', [40, 20, 10], []],
		['are read after an hour', [10, 59, 20], [`older ${MIDDLE} canWait`]],
		['are read soon before that, one at a poll', [56, 57, 20], [`older ${MIDDLE} canWait`]],
		[
			'that were never read are read, before others',
			[60, 70],
			[LATEST, MIDDLE, OLDEST].map((days) => `older ${days} canWait`),
		],
	])('%s', (_words, minutes, expected) => {
		expect(older({ older: minutes.map((ago) => NOW - ago * MINUTE) })).toEqual(expected);
	});

	it.each<[string, Partial<SourceState>, Partial<Limits>, number]>([
		['overlap', { older: [] }, {}, 3],
		['don’t overlap where a last day was seen to be covered', { older: [], covers: true }, {}, 2],
		['are none where nothing is looked back', { older: [] }, { lookBackDays: 0 }, 0],
	])('%s', (_words, state, limits, count) => {
		expect(older(state, limits)).toHaveLength(count);
	});

	it('reach back to what was last read in full, also when that was days ago', () => {
		const state = { ...KNOWN, older: [NOW - 2 * DAY, NOW, NOW] };
		expect(planPoll(state, LIMITS, NOW).look?.from).toBe('2026-02-24');
	});

	it('the last of them was read after midnight as the newest days were', () => {
		const newest = { ...NEWEST, from: '2026-03-03', began: NOW - 50 * MINUTE };
		const { state } = planPoll({ ...KNOWN, newest, older: [NOW, NOW, NOW, NOW] }, LIMITS, NOW);
		expect(state.older).toEqual([NOW, NOW, NOW - 50 * MINUTE]);
		expect(planPoll(KNOWN, LIMITS, NOW).state).toBe(KNOWN);
	});
});

describe('a sweep', () => {
	const sweep = { next: '2026-03-01', first: false };
	it.each<[string, Partial<SourceState>, Partial<Limits>, string[]]>([
		[
			'begins after a gap, at the first day on which records may have arrived since',
			{ through: NOW - 2 * DAY, older: [] },
			{ lookBackDays: 2 },
			[
				'sweep 03-01..03-03 whole',
				'sweep 03-03..03-05 canWait whole',
				'sweep 03-05..03-06 canWait',
			],
		],
		[
			'goes on where it stopped',
			{ sweep: { ...sweep, next: '2026-03-04' } },
			{},
			['sweep 03-04..03-06 whole'],
		],
		[
			'has the shortest pieces where longer ones are too much',
			{ sweep: { ...sweep, next: '2026-03-03', small: true } },
			{},
			['sweep 03-03..03-04', 'sweep 03-04..03-05 canWait', 'sweep 03-05..03-06 canWait'],
		],
		[
			'asks for tomorrow by its name where the last day is sure to be covered',
			{ sweep: { ...sweep, next: '2026-03-05' } },
			{ window: { toIsSure: true } },
			['sweep 03-05..03-06'],
		],
	])('%s', (_words, state, limits, expected) => {
		expect(steps(state, limits)).toEqual(expected);
	});

	it('knows after each piece how far it got, and at its end that all was read', () => {
		const { steps: planned, look } = planPoll({ ...KNOWN, sweep }, LIMITS, NOW);
		expect(planned.map((step) => 'after' in step && step.after)).toEqual([
			{ sweep: { ...sweep, next: '2026-03-03' } },
			{ sweep: { ...sweep, next: '2026-03-05' } },
			{ older: [NOW, NOW, NOW] },
		]);
		expect(look).toBeUndefined();
		const [first] = planPoll(
			{ ...KNOWN, sweep },
			{ ...LIMITS, window: { daysBefore: 1 } },
			NOW,
		).steps;
		expect(first?.range.from).toBe('2026-02-28');
	});

	it.each([true, false])('notes in silence only where nothing is known: %s', (first) => {
		const { steps: planned } = planPoll({ ...KNOWN, sweep: { ...sweep, first } }, LIMITS, NOW);
		const silent = planned.map((step) => 'silentBefore' in step && step.silentBefore);
		expect(silent).toEqual(Array(3).fill(first && LIMITS.silentBefore));
	});

	it('that begins is part of the state', () => {
		const { state } = planPoll({ ...KNOWN, through: NOW - 3 * DAY, older: [] }, LIMITS, NOW);
		expect(state.sweep).toEqual({ next: '2026-02-23', first: false });
	});
});

it.each<[string, Partial<DocumentPlan>, number]>([
	['from its day on', { startsNow: false }, NOW],
	['in the activation’s own poll', { startsNow: true, now: NOW }, NOW],
	['in a later one, for clocks that differ', { startsNow: true }, NOW - 15 * MINUTE],
])('what a new trigger finds is news %s', (_words, changes, silentBefore) => {
	const source = { window: {}, pageSize: 10 } as Parameters<typeof limitsOf>[0];
	const plan = { now: NOW + 1, startsNow: true, timeZone: 'UTC', lookBackDays: 7, ...changes };
	const limits = limitsOf(source, plan as DocumentPlan, NOW);
	expect(limits).toMatchObject({ silentBefore, isCounted: false, lookBackDays: 7 });
	const count = async () => await Promise.resolve(1);
	expect(limitsOf({ ...source, count }, plan as DocumentPlan, NOW).isCounted).toBe(true);
});
