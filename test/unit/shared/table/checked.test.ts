/** What is read of checked input: the value that a field's schema gives, or nothing. */
import {
	numberIn,
	numbersIn,
	objectIn,
	textIn,
	textsIn,
} from '../../../../nodes/shared/table/checked';
import { partsOfRoute } from '../../../../nodes/shared/table/table';
import { listOf, recordsIn, under } from '../../../../nodes/shared/values/records';

const values = { text: 'a', number: 0, list: ['a', 1, null], object: { a: 1 }, nothing: null };

it.each([
	['a text', textIn, 'text', 'a'],
	['a number, also none', numberIn, 'number', 0],
	['the texts of a list', textsIn, 'list', ['a']],
	['the numbers of a list', numbersIn, 'list', [1]],
	['an object', objectIn, 'object', { a: 1 }],
])('reads %s, and nothing else', (_title, read, name, expected) => {
	expect(read(values, name)).toEqual(expected);
	const others = ['text', 'number', 'list', 'object', 'nothing', 'missing'].filter(
		(other) => other !== name,
	);
	for (const other of others) expect(read(values, other)).toBeUndefined();
});

it('takes a route apart, and no text that is none', () => {
	expect(partsOfRoute({ route: 'GET /taxes/{id}' })).toEqual({
		method: 'GET',
		path: '/taxes/{id}',
	});
	expect(() => partsOfRoute({ route: '/taxes' })).toThrow('begins with no method');
});

it('tells lists and records from whatever else an answer holds', () => {
	expect([listOf([1]), listOf({ length: 1 }), listOf('a')]).toEqual([[1], undefined, undefined]);
	expect(recordsIn([{ a: 1 }, null, [], 'a'])).toEqual([{ a: 1 }]);
	expect(recordsIn({ a: 1 })).toEqual([]);
	expect(under('answer', [1])).toEqual({ answer: [1] });
});
