// The README's table of operations must be the one that the endpoint tables give.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTables, withOperations } from '../../scripts/lib/operations.mts';
import { run } from '../../scripts/lib/run.mts';

test('the README lists every operation that exists', async () => {
	const { code, output } = await run('node', ['scripts/docs.mts', '--check'], { quiet: true });
	assert.equal(code, 0, output);
});

test('a table without its markers is refused', async () => {
	await assert.rejects(withOperations('# Nothing\n', readTables()), /operations:begin/);
});

test('a stale table is replaced, and nothing around it', async () => {
	const around = (table: string) =>
		`before\n\n<!-- operations:begin -->${table}<!-- operations:end -->\n\nafter\n`;
	const [one] = readTables();
	assert(one);
	const { name } = one.api;
	const result = await withOperations(around('\nstale words\n'), [one]);
	assert.match(result, new RegExp(`^before\\n\\n<!-- operations:begin -->\\n\\n### ${name}\\n`));
	assert.match(result, /\n<!-- operations:end -->\n\nafter\n$/);
	assert.doesNotMatch(result, /stale words/);
	assert.equal(await withOperations(result, [one]), result);
});
