/** The table of the protocol, and what must be true of each of its rows. */
import { TRANSITIONS, stepAfter } from '../../../../nodes/shared/once/transitions';
import type { Event, State, Transition } from '../../../../nodes/shared/once/transitions';

const STATES = Object.keys(TRANSITIONS) as State[];
const ENDS = ['sent', 'duplicate', 'recovered', 'declined', 'fail'];

type Row = [from: State, event: Event, to: State, next: Transition['next'], noted: boolean];

/** All rows, once more: whoever changes one says so twice. */
const ROWS: Row[] = [
	['free', 'begin', 'free', 'search', false],
	['free', 'found', 'done', 'duplicate', false],
	['free', 'absent', 'free', 'prepare', false],
	['free', 'ready', 'sending', 'send', true],
	['sending', 'begin', 'unknown', 'look', false],
	['sending', 'taken', 'done', 'sent', true],
	['sending', 'declined', 'free', 'declined', true],
	['sending', 'refused', 'free', 'fail', true],
	['sending', 'lost', 'unknown', 'look', true],
	['unknown', 'begin', 'unknown', 'look', false],
	['unknown', 'found', 'done', 'recovered', true],
	['unknown', 'absent', 'free', 'search', false],
	['unknown', 'retry', 'free', 'prepare', true],
	['unknown', 'spent', 'free', 'fail', true],
	['unknown', 'hidden', 'unknown', 'fail', false],
	['done', 'begin', 'done', 'recall', false],
	['done', 'found', 'done', 'recovered', false],
];

it.each(ROWS)('%s, %s: %s, then %s', (from, event, state, next, noted) => {
	expect(stepAfter(from, event)).toEqual({ state, next, ...(noted && { noted }) });
});

const all = STATES.flatMap((from) =>
	Object.entries(TRANSITIONS[from]).map(([event, step]) => ({ from, event, ...step })),
);

it('has no other rows', () => {
	expect(all).toHaveLength(ROWS.length);
});

it('sends only what is free, and notes it first', () => {
	const sending = all.filter(({ next }) => next === 'send');
	expect(sending).toEqual([
		{ from: 'free', event: 'ready', state: 'sending', next: 'send', noted: true },
	]);
});

it('never comes back from done', () => {
	expect(all.filter(({ from, state }) => from === 'done' && state !== 'done')).toEqual([]);
});

it('leaves unknown only by a look', () => {
	const left = all.filter(({ from, state }) => from === 'unknown' && state !== 'unknown');
	expect(left.map(({ event }) => event).sort()).toEqual(['absent', 'found', 'retry', 'spent']);
});

it('begins in each state, and comes to an end from each', () => {
	for (const state of STATES) expect(stepAfter(state, 'begin')).toBeDefined();
	expect(new Set(all.map(({ next }) => next).filter((next) => ENDS.includes(next))).size).toBe(5);
});

it('refuses what cannot happen, so that nothing is sent on a guess', () => {
	expect(() => stepAfter('done', 'ready')).toThrow("A write that is done can't be ready.");
	expect(() => stepAfter('unknown', 'ready')).toThrow();
	expect(() => stepAfter('sending', 'ready')).toThrow();
});
