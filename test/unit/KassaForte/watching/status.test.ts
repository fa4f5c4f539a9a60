/** Where a status stands in an answer, and when it counts as changed. */
import { printOf } from '../../../../nodes/KassaForte/watching/keptAnswer';
import {
	compareStatus,
	findAt,
	parsePath,
	readPrevious,
} from '../../../../nodes/KassaForte/watching/status';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

const ID = '20260305190412';
const compare = (kept: unknown, current: unknown, answer: unknown = null) =>
	atOnce(compareStatus(ID, kept, current, answer));

it.each<[string, string[] | undefined]>([
	['status', ['status']],
	[' order . status ', ['order', 'status']],
	['states[0].name', ['states', '0', 'name']],
	['states.0', ['states', '0']],
	['[1]', ['1']],
	['', undefined],
	['a..b', undefined],
	['a.', undefined],
])('the path %j', (path, expected) => {
	expect(parsePath(path)).toEqual(expected);
});

it('is followed into objects and lists', () => {
	const answer = { order: { states: [{ name: 'waiting' }, { name: null }] } };
	expect(findAt(answer, ['order', 'states', '0', 'name'])).toEqual({ value: 'waiting' });
	expect(findAt(answer, ['order', 'states', '1', 'name'])).toEqual({ value: null });
	expect(findAt(answer, [])).toEqual({ value: answer });
	expect(findAt('waiting', [])).toEqual({ value: 'waiting' });
});

it('leads nowhere where a name is missing, and tells the names that are there', () => {
	expect(findAt({ a: { b: 1, c: 2 } }, ['a', 'd'])).toEqual({ keys: ['b', 'c'] });
	expect(findAt({ a: 'text' }, ['a', 'length'])).toEqual({ keys: [] });
	expect(findAt(null, ['a'])).toEqual({ keys: [] });
	// What every object inherits isn't in the answer.
	expect(findAt({}, ['constructor'])).toEqual({ keys: [] });
});

it.each<[unknown, unknown]>([
	[undefined, undefined],
	[null, undefined],
	['', undefined],
	['waiting', 'waiting'],
	['{"status":3}', { status: 3 }],
	[' ["a"] ', ['a']],
	['{half', '{half'],
	[{ status: 3 }, { status: 3 }],
	[0, 0],
	[false, false],
])('what was kept as %j is read as %j', (kept, expected) => {
	expect(atOnce(readPrevious(kept))).toEqual(expected);
});

it.each<[unknown, unknown]>([
	['waiting', 'waiting'],
	['waiting ', 'waiting'],
	['3', 3],
	[3, '3'],
	['true', true],
	['{"b":[1,{"c":null}],"a":"x"}', { a: 'x', b: [1, { c: null }] }],
	[{ a: '1' }, { a: 1 }],
	['null', null],
	// A shop that gives no status yet.
	['', null],
	[undefined, null],
	[null, ''],
	['', ' '],
	['null', ''],
])('%j and %j are the same status', (kept, current) => {
	expect(compare(kept, current, current).changed).toBe(false);
});

it.each<[unknown, unknown]>([
	['waiting', 'accepted'],
	['', 'waiting'],
	['waiting', null],
	['waiting', ''],
	['null', 'waiting'],
	['{"a":1}', { a: 1, b: 2 }],
	[
		['a', 'b'],
		['b', 'a'],
	],
	['[1,2]', '1,2'],
	[{ a: { b: 1 } }, { a: '{"b":1}' }],
	[0, false],
])('%j and %j differ', (kept, current) => {
	expect(compare(kept, current, current).changed).toBe(true);
});

it('gives both statuses and the whole answer', () => {
	const answer = { status: 'accepted', previous: 'theirs' };
	expect(compare('waiting', 'accepted', answer)).toEqual({
		orderId: ID,
		changed: true,
		previous: 'waiting',
		current: 'accepted',
		answer,
	});
	expect(compare(undefined, 'accepted', answer).previous).toBeNull();
});

describe('a status is compared as its fingerprint would be', () => {
	const print = (value: unknown) => atOnce(printOf(value));
	const values: unknown[] = [
		null,
		'null',
		' null ',
		true,
		'true',
		1,
		'1',
		' 1',
		1.5,
		[],
		{},
		[null],
		['null'],
		[[]],
		[1, '2'],
		['1', 2],
		{ a: 1 },
		{ a: '1' },
		{ b: 1 },
		{ a: 1, b: [2, { c: null }] },
		{ b: ['2', { c: 'null' }], a: '1' },
		{ a: undefined },
		{ toString: 1 },
	];

	it.each(values.map((value) => [JSON.stringify(value), value]))('%s', (_text, value) => {
		for (const other of values) {
			// As a table keeps it: an object or a list as an object, anything else not empty.
			const { changed } = compare(other, value);
			const same = print(atOnce(readPrevious(other)) ?? null) === print(value ?? null);
			expect([other, changed]).toEqual([other, !same]);
		}
	});

	it('ends at the first difference: a long status isn’t written down to be compared', () => {
		let looked = 0;
		const long = new Proxy(
			Array.from({ length: 1000 }, (_value, index) => index),
			{
				get: (list, name) => {
					looked += 1;
					return Reflect.get(list, name) as unknown;
				},
			},
		);
		expect(compare(['another'], long).changed).toBe(true);
		expect(compare('another', long).changed).toBe(true);
		expect(looked).toBeLessThan(10);
	});
});

describe('a long status leaves others their turns', () => {
	/** What is compared, and how much was done at most between two turns. */
	function inSteps(kept: unknown, current: unknown) {
		let longest = 0;
		let since = 0;
		const counted = new Proxy(current as object, {
			get: (whole, name) => {
				since += 1;
				return Reflect.get(whole, name) as unknown;
			},
		});
		const steps = compareStatus(ID, kept, counted, null);
		for (;;) {
			since = 0;
			const step = steps.next();
			longest = Math.max(longest, since);
			if (step.done) return { changed: step.value.changed, longest };
		}
	}
	const entries = Array.from({ length: 100_000 }, (_value, index) => ({
		index,
		name: `n${index}`,
	}));
	const names = Object.fromEntries(entries.map((entry) => [entry.name, entry]));

	it.each([
		['a list', entries],
		['an object', names],
	])('while it is compared: %s', (_what, status) => {
		const { changed, longest } = inSteps(structuredClone(status), status);
		expect(changed).toBe(false);
		expect(longest).toBeLessThan(2000);
	});

	it('while the one that was kept is read', () => {
		const kept = JSON.stringify(entries);
		const steps = readPrevious(kept);
		let turns = 0;
		let step = steps.next();
		for (; !step.done; step = steps.next()) turns += 1;
		expect(step.value).toEqual(entries);
		expect(turns).toBeGreaterThan(kept.length / 300_000);
		expect(inSteps(kept, entries).changed).toBe(false);
	});

	it('half of one is no JSON', () => {
		const half = JSON.stringify(entries).slice(0, -1);
		expect(atOnce(readPrevious(half))).toBe(half);
	});
});
