// With a heap of 512 MB, no answer ends the process: those at the bound are read, larger ones are an error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLargeAnswers } from '../../scripts/lib/large-answers.mts';

test('answers at their bounds and beyond, and long ranges, with a heap of 512 MB', async (context) => {
	const { reads, code } = await readLargeAnswers(({ name, seconds }) =>
		context.diagnostic(`${name}: ${seconds} s`),
	);
	assert.equal(code, 0, `ended after "${reads.at(-1)?.name}"`);
	assert.ok(reads.length > 20);
	assert.deepEqual(
		reads.filter(({ fits }) => !fits).map(({ name, outcome }) => [name, outcome]),
		[],
	);
});
