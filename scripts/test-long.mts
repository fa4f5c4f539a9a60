// `npm run test:long`: the property tests and seeded worlds again, with seeds of their own and more runs,
// and the tests that take too long for `npm test`.

import { randomInt } from 'node:crypto';
import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { drawing } from './lib/drawing.mts';
import { runNodeTests } from './lib/node-test.mts';
import { root } from './lib/paths.mts';
import { countsLine, freshResultFile, readResult, sum } from './lib/results.mts';
import type { Counts } from './lib/results.mts';
import { run } from './lib/run.mts';

interface Report {
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
	testResults: Array<{ name: string; status: string }>;
}

/** A test has half an hour before it counts as hanging. */
const PATIENCE_MS = 1_800_000;

const SEED = process.env.KASSA_SEED || String(randomInt(1, 100_000_000));
const RUNS = process.env.KASSA_RUNS || '5';

/** What to enter to see the same again. */
const again = (files: string[]): string =>
	`KASSA_SEED=${SEED} KASSA_RUNS=${RUNS} npm run test:long -- ${files.join(' ')}`.trimEnd();

/** The tests that are too long for `npm test`, or of which it makes a part only; they draw nothing. */
const longOnes = (): string[] =>
	globSync('test/{**/*.long,hostile/*.test}.mts', { cwd: root }).sort();

const isLong = (file: string): boolean => file.endsWith('.mts');

async function draw(files: string[]): Promise<Counts> {
	const file = freshResultFile('long.json');
	process.stdout.write(`Seed ${SEED}, ${RUNS} times as many runs as npm test.\n`);
	const { code } = await run(
		'jest',
		[
			'--json',
			`--outputFile=${file}`,
			'--silent=false',
			`--testTimeout=${PATIENCE_MS}`,
			'--runTestsByPath',
			...files,
		],
		{ env: { KASSA_SEED: SEED, KASSA_RUNS: RUNS } },
	);
	const report = readResult(file) as Report | undefined;
	const failing = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
	if (code !== 0) {
		const names = failing.map(({ name }) => relative(root, name));
		process.stdout.write(`\nFailed with seed ${SEED}. The same again:\n  ${again(names)}\n`);
	}
	if (report === undefined) return { passed: 0, failed: 1 };
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	return { passed: report.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}

const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : [...drawing(), ...longOnes()];
const drawn = files.filter((file) => !isLong(file));
const long = files.filter(isLong);
const counts: Counts[] = [];
if (drawn.length > 0) counts.push(await draw(drawn));
// One at a time: what they measure is memory.
if (long.length > 0) counts.push((await runNodeTests(long, 1, { KASSA_ALL: '1' })).counts);
const all = sum(counts);
process.stdout.write(`${countsLine(all)}\n`);
process.exitCode = all.failed > 0 ? 1 : 0;
