/** Kassandro's answers, whose shape the document doesn't show. */
import { readFailure, readListItems, registerOf, unwrap } from '../../../nodes/Kassandro/answers';

describe('a failure', () => {
	it.each<[string, number, unknown, unknown]>([
		['is none', 200, { token: 't' }, undefined],
		['is none in a list', 200, [{ _id: '1' }, { _id: '2' }], undefined],
		['is none when it says so', 200, { error: false, msg: 'ok' }, undefined],
		['is none because of a word', 200, { error: 'nothing' }, undefined],
		['stands in an object', 200, { error: true, msg: 'Nein' }, { message: 'Nein' }],
		['stands in an array', 200, [{ error: true, msg: 'Nein' }], { message: 'Nein' }],
		['has no words', 200, { error: true }, { message: 'Kassandro gave no reason' }],
		['has a status', 403, { msg: 'Nein' }, { message: 'Nein' }],
		['has a status alone', 502, '<html>', undefined],
	])('%s', (_name, status, body, expected) => {
		expect(readFailure(status, body)).toEqual(expected);
	});
});

it.each<[string, unknown, unknown]>([
	['an object', { a: 1 }, { a: 1 }],
	['an object in an array', [{ a: 1 }], { a: 1 }],
	['several', [1, 2], [1, 2]],
	['none', [], []],
	['a number', 5, 5],
])('unwraps %s', (_name, body, expected) => {
	expect(unwrap(body)).toEqual(expected);
});

it.each<[string, unknown, unknown]>([
	['a bare array', [1], [1]],
	['an empty array', [], []],
	['an object with one array', { error: false, receipts: [1] }, [1]],
	['an object with an empty array', { receipts: [] }, []],
	['an answer in an array', [{ error: false, msg: '', groups: [1, 2] }], [1, 2]],
	['a record with a list of its own', [{ _id: 'a', items: [1] }], [{ _id: 'a', items: [1] }]],
	['an object with two arrays', { a: [1], b: [2] }, undefined],
	['an object without an array', { error: false }, undefined],
	['a text', 'x', undefined],
	['null', null, undefined],
])('reads the list in %s', (_name, body, expected) => {
	expect(readListItems(body)).toEqual(expected);
});

it.each<[string, unknown, string | undefined]>([
	['a number', { cashRegisterId: 11 }, '11'],
	['a text', { cashregisterid: 'K1' }, 'K1'],
	['nothing', { _id: 'a' }, undefined],
	['an object', { cashRegisterId: { id: 1 } }, undefined],
	['no receipt', null, undefined],
	['a text instead of a receipt', 'x', undefined],
])('reads the register that a receipt names as %s', (_name, receipt, expected) => {
	expect(registerOf(receipt)).toBe(expected);
});
