// Parts at once: each one's output is whole, and a failure keeps the next ones from beginning.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTogether } from './parts.mts';

const says = (title: string, code = 0) => ({
	title,
	name: 'node',
	args: ['-e', `console.log('${title} out'); console.error('${title} err'); process.exit(${code})`],
});

test('all parts run, and each is told with the whole of its output', async () => {
	const told = new Map<string, string[]>();
	const isWell = await runTogether([says('a'), says('b'), says('c')], ({ title }, { output }) =>
		told.set(title, output.trim().split('\n').sort()),
	);
	assert.equal(isWell, true);
	assert.deepEqual(
		Object.fromEntries(told),
		Object.fromEntries(['a', 'b', 'c'].map((each) => [each, [`${each} err`, `${each} out`]])),
	);
});

test('after a failure nothing begins any more', async () => {
	const codes: number[] = [];
	const failing = [says('a', 3), says('b', 3), says('c')];
	const isWell = await runTogether(failing, (_part, { code }) => codes.push(code));
	assert.equal(isWell, false);
	assert.deepEqual(codes, [3, 3]);
});
