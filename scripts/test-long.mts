// `npm run test:long`: the property tests and seeded worlds again, with seeds of their own and more runs.

import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { countsLine, freshResultFile, readResult } from './lib/results.mts';
import { root } from './lib/paths.mts';
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

/** Test files that draw anything: with fast-check, or worlds that are made from a seed. */
const drawing = (): string[] =>
	globSync('test/**/*.test.ts', { cwd: root })
		.filter((file) => /from '(fast-check|.*\/support\/seeds)'/.test(textOf(file)))
		.sort();

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What to enter to see the same again. */
const again = (files: string[]): string =>
	`KASSA_SEED=${SEED} KASSA_RUNS=${RUNS} npm run test:long -- ${files.join(' ')}`.trimEnd();

const asked = process.argv.slice(2);
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
		...(asked.length > 0 ? asked : drawing()),
	],
	{ env: { KASSA_SEED: SEED, KASSA_RUNS: RUNS } },
);
const report = readResult(file) as Report | undefined;
const failing = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
if (code !== 0) {
	const files = failing.map(({ name }) => relative(root, name));
	process.stdout.write(`\nFailed with seed ${SEED}. The same again:\n  ${again(files)}\n`);
}
process.stdout.write(
	`${countsLine({
		passed: report?.numPassedTests ?? 0,
		failed: report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1,
	})}\n`,
);
process.exitCode = code;
