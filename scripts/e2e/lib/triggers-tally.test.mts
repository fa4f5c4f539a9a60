// The count of what reached n8n notices a loss, a double, and what nobody made.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaksIn, tally } from './triggers-tally.mts';

const made = new Map([
	['a', 1_000],
	['b', 2_000],
	['c', 100_000],
]);

const killed = (...at: number[]) => ({ at, inHandMs: 15_000 });

test('each once is all right, in any order', () => {
	assert.deepEqual(tally(made, ['c', 'a', 'b'], killed()), {
		delivered: 3,
		lost: [],
		doubled: [],
		unexplained: [],
		unknown: [],
	});
});

test('a loss and a double are noticed, and what nobody made', () => {
	const { delivered, lost, doubled, unexplained, unknown } = tally(
		made,
		['a', 'b', 'b', 'x'],
		killed(),
	);
	assert.deepEqual([delivered, lost, doubled], [2, ['c'], ['b']]);
	assert.deepEqual([unexplained, unknown], [['c'], ['x']]);
});

test('a kill explains the loss of what a poll had in its hands, and no other', () => {
	assert.deepEqual(tally(made, [], killed(10_000)).unexplained, ['c']);
	assert.deepEqual(tally(made, [], killed(101_000)).unexplained, ['a', 'b']);
	// What was made after the kill, or long before it, has nothing to do with it.
	assert.deepEqual(tally(made, ['a', 'b'], killed(99_999)).unexplained, ['c']);
	assert.deepEqual(tally(made, ['a', 'b'], killed(115_001)).unexplained, ['c']);
});

test('a chain of changes is unbroken only if each begins where the one before ended', () => {
	const step = (from: string, to: string) => ({ from, to });
	assert.deepEqual(breaksIn([step('1', '2'), step('2', '4')], '4'), []);
	assert.match(breaksIn([step('1', '2'), step('3', '4')], '4').join(), /2 is followed by .* 3/);
	assert.match(breaksIn([step('1', '2'), step('1', '2')], '2').join(), /2 is followed by .* 1/);
	assert.match(breaksIn([step('1', '2')], '3').join(), /ends with 2 instead of 3/);
	assert.match(breaksIn([], '3').join(), /ends with undefined/);
});
