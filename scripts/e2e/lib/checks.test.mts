// What the end-to-end checks accept and refuse.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutionData } from '../../n8n/drive.mts';
import { contains, problemWith } from './checks.mts';
import type { E2eCase } from './types.mts';

const testCase: E2eCase = { node: 'pos', resource: 'tax', operation: 'get' };
const item = (json: Record<string, unknown>) => ({ json, pairedItem: { item: 0 } });

const execution = (run: object): ExecutionData => ({
	status: 'success',
	data: { resultData: { runData: { 'pos tax get': [run] } } },
});
const withItems = (...items: object[]) => execution({ data: { main: [items] } });

test('an object contains a part of itself, an array only its equal', () => {
	assert.equal(
		contains({ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, { b: { c: [1, { d: 2 }] } }),
		true,
	);
	assert.equal(contains({ a: [1, 2] }, { a: [1] }), false);
	assert.equal(contains({ a: 1 }, { a: '1' }), false);
	assert.equal(contains(undefined, { a: 1 }), false);
	assert.equal(contains('anything', undefined), true);
});

test('a node that ran well has no problem', () => {
	assert.equal(problemWith(testCase, withItems(item({ id: 1 })), []), undefined);
	assert.equal(problemWith({ ...testCase, items: 0 }, withItems(), []), undefined);
	assert.equal(problemWith(testCase, withItems(item({ error: false })), []), undefined);
});

test('each way to go wrong is told', () => {
	for (const [run, more, text] of [
		[withItems(), {}, /0 items instead of at least 1/],
		[withItems(item({}), item({})), { items: 1 }, /2 items instead of 1/],
		[withItems({ json: {} }), {}, /without pairedItem/],
		[withItems(item({ error: 'no' })), {}, /error item/],
		[withItems(item({ id: 1 })), { json: { id: 2 } }, /the first item is/],
		[execution({ error: { message: 'broken' } }), {}, /broken/],
		[withItems(item({})), { operation: 'delete' }, /not executed/],
	] as const) {
		assert.match(problemWith({ ...testCase, ...more }, run, []) ?? '', text);
	}
});

test('a request is found by method, by the end of its path, and by its parts', () => {
	const run = withItems(item({}));
	const log = [
		{ method: 'PUT', path: '/v1/taxes/7', query: { a: '1', b: '2' }, body: { rate: 10 } },
	];
	const ask = (request: E2eCase['request']) => problemWith({ ...testCase, request }, run, log);
	assert.equal(ask({ route: 'PUT /taxes/*', query: { a: '1' }, body: { rate: 10 } }), undefined);
	assert.match(ask({ route: 'POST /taxes/*' }) ?? '', /got no POST/);
	assert.match(ask({ route: 'PUT /taxes' }) ?? '', /got no PUT/);
	assert.match(ask({ route: 'PUT /taxes/*', body: { rate: 20 } }) ?? '', /as expected/);
});
