/** Where a status stands in an answer, and when it counts as changed. */
import { printOf } from '../../../nodes/KassaForte/watching/keptAnswer';
import {
	compareStatus,
	findAt,
	parsePath,
	readPrevious,
} from '../../../nodes/KassaForte/watching/status';
import { atOnce } from '../../../nodes/shared/values/inTurns';

const ID = '20260305190412';

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
	expect(readPrevious(kept)).toEqual(expected);
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
	expect(compareStatus(ID, kept, current, current).changed).toBe(false);
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
	expect(compareStatus(ID, kept, current, current).changed).toBe(true);
});

it('gives both statuses and the whole answer', () => {
	const answer = { status: 'accepted', previous: 'theirs' };
	expect(compareStatus(ID, 'waiting', 'accepted', answer)).toEqual({
		orderId: ID,
		changed: true,
		previous: 'waiting',
		current: 'accepted',
		answer,
	});
	expect(compareStatus(ID, undefined, 'accepted', answer).previous).toBeNull();
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
			const { changed } = compareStatus('1', other, value, null);
			const same = print(readPrevious(other) ?? null) === print(value ?? null);
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
		expect(compareStatus('1', ['another'], long, null).changed).toBe(true);
		expect(compareStatus('1', 'another', long, null).changed).toBe(true);
		expect(looked).toBeLessThan(10);
	});
});
