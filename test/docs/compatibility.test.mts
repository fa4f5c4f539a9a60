// The versions of n8n that the README names were run, all parts of each, and what came out is what it says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PARTS, readRuns, tableOfRuns, withRun } from '../../scripts/compatibility/record.mts';
import type { Run } from '../../scripts/compatibility/record.mts';
import { inRoot } from '../../scripts/lib/paths.mts';
import { VERSIONS } from '../../scripts/n8n/versions.mts';

const runs = readRuns();

const runOf = (n8n: string, more: Partial<Run> = {}): Run => ({
	n8n,
	node: '24.0.0',
	package: '0.1.0',
	day: '2026-01-31',
	parts: { operations: { passed: 3, failed: 0 } },
	failed: [],
	...more,
});

test('each version that is listed was run, with all parts, and nothing failed', () => {
	for (const { version } of VERSIONS) {
		const run = runs.find(({ n8n }) => n8n === version);
		assert(run, `run \`npm run compatibility -- --only=${version}\``);
		assert.deepEqual(Object.keys(run.parts).sort(), Object.keys(PARTS).sort(), version);
		assert.deepEqual(run.failed, [], version);
		for (const [part, counts] of Object.entries(run.parts)) {
			assert(counts.passed > 0 && counts.failed === 0, `n8n ${version}: ${part}`);
		}
	}
});

test('the version that all tests run with is among them', () => {
	const { dependencies } = JSON.parse(
		readFileSync(inRoot('scripts', 'n8n', 'package.json'), 'utf8'),
	) as { dependencies: { n8n: string } };
	assert(VERSIONS.some(({ version }) => version === dependencies.n8n));
});

test('README and changelog name the oldest one', () => {
	const oldest = VERSIONS.at(-1)?.version ?? '';
	const changelog = readFileSync(inRoot('CHANGELOG.md'), 'utf8');
	assert(readFileSync(inRoot('README.md'), 'utf8').includes(`You need n8n ${oldest} or newer`));
	assert(changelog.includes(`From n8n ${oldest} on`));
});

test('a run takes the place of the one before it, and the newest version stands first', () => {
	const before = [runOf('2.3.0'), runOf('1.100.0')];
	const all = withRun(withRun(before, runOf('2.20.0')), runOf('1.100.0', { day: '2026-02-01' }));
	assert.deepEqual(
		all.map(({ n8n, day }) => [n8n, day]),
		[
			['2.20.0', '2026-01-31'],
			['2.3.0', '2026-01-31'],
			['1.100.0', '2026-02-01'],
		],
	);
});

test('the table tells what failed, and what was not run', () => {
	const parts = { operations: { passed: 3, failed: 1 }, retry: { passed: 2, failed: 0 } };
	const row =
		tableOfRuns([runOf('9.9.9', { parts })])
			.split('\n')
			.at(-1) ?? '';
	const cells = row.split('|').map((cell) => cell.trim());
	assert(cells.includes('3 of 4') && cells.includes('2') && cells.includes('not run'), row);
	assert(cells.includes('9.9.9') && cells.includes('0.1.0, 2026-01-31'), row);
});
