// What Jest's tests draw, they draw from the seed in test/support/clock/seeds.ts, and from nothing else;
// the time is that of test/setup/given.mts, never the machine's.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawing } from '../../scripts/lib/drawing.mts';

const root = new URL('../../', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** Seeds in fast-check's parameters, and what no seed repeats; `worldSeed(7)` is fine. */
const OWN_SEED =
	/\{[^{}]*\bseed: \d+[^{}]*\bnumRuns\b|\bnumRuns\b[^{}]*\bseed: \d|\{ seed: \d+ \},?\n\t*\);/;
const OWN_TIME = /\bDate\.now\b|\bnew Date\(\)|\bDateTime\.(now|local|utc)\(\)/;
const OWN_CHANCE = /\bexpect\([^;]*Math\.random|\bseeded\(\d|\bseed: (Date|Math)\b/;

test('every test file has its seed before it starts', () => {
	assert.match(textOf('jest.config.mjs'), /^\tsetupFiles: \['\.\/test\/setup\/seeds\.ts'\],$/m);
});

test('no test has a seed of its own', () => {
	const files = globSync('test/**/*.ts', { cwd: root }).filter((file) => file.endsWith('.test.ts'));
	assert.ok(files.length > 100);
	const own = files.filter((file) => OWN_SEED.test(textOf(file)) || OWN_CHANCE.test(textOf(file)));
	assert.deepEqual(own, []);
});

test('no test takes its days from the real clock, which may pass midnight', () => {
	const files = globSync('test/**/*.ts', { cwd: root });
	assert.deepEqual(
		files.filter((file) => OWN_TIME.test(textOf(file))),
		[],
	);
});

test('neither npm test nor continuous integration explores', () => {
	for (const file of ['.ci/run', 'scripts/test.mts']) {
		assert.doesNotMatch(textOf(file), /KASSA_SEED|KASSA_RUNS|test[:-]long/);
	}
});

test('npm run test:long knows what draws: seeded worlds, years and properties', () => {
	const files = drawing().map((file) => file.replace(/^.*\//, ''));
	for (const file of ['delivery.test.ts', 'seed1.test.ts', 'printChaos.test.ts', 'money.test.ts']) {
		assert.ok(files.includes(file), file);
	}
	// Files that neither use fast-check nor a seed draw nothing.
	assert.ok(!files.includes('labels.test.ts'));
});
