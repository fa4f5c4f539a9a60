// `npm test`: lint, types and build at once, then all tests; ends with one line of counts.

import { globSync } from 'node:fs';
import { runNodeTests } from './lib/node-test.mts';
import { root } from './lib/paths.mts';
import { runTogether } from './lib/parts.mts';
import type { Part } from './lib/parts.mts';
import { countsLine, freshResultFile, readResult, sum, writeCounts } from './lib/results.mts';
import type { Counts } from './lib/results.mts';
import { run } from './lib/run.mts';
import type { RunResult } from './lib/run.mts';

const times: string[] = [];

function noteTime(title: string, { code, seconds }: RunResult): void {
	times.push(
		`  ${title.padEnd(24)}${seconds.toFixed(1).padStart(7)} s  ${code === 0 ? 'ok' : 'FAILED'}`,
	);
}

/** Runs one part, notes its time, and says whether it ended well. */
async function part(title: string, name: string, args: string[]): Promise<boolean> {
	process.stdout.write(`\n=== ${title} ===\n`);
	const result = await run(name, args);
	noteTime(title, result);
	return result.code === 0;
}

/** Ends the task: times, counts for `.ci/run`, the line of counts, the exit code. */
function end(counts: Counts, message?: string): never {
	process.stdout.write(`\nTime per part\n${times.join('\n')}\n`);
	if (message !== undefined) process.stdout.write(`\n${message}\n`);
	writeCounts('test', counts);
	process.stdout.write(`${countsLine(counts)}\n`);
	process.exit(counts.failed > 0 ? 1 : 0);
}

/** Jest's counts; a suite that couldn't run at all is one failure. */
async function jest(): Promise<Counts> {
	const file = freshResultFile('jest.json');
	const ok = await part('jest', 'jest', ['--json', `--outputFile=${file}`, '--silent=false']);
	const report = readResult(file) as
		| { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number }
		| undefined;
	if (report === undefined) return { passed: 0, failed: 1 };
	const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
	return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
}

/** The counts of the node:test suites: the sandbox and the project's own tools. */
async function nodeTest(): Promise<Counts> {
	const files = globSync('{sandbox,scripts,test}/**/*.test.mts', { cwd: root });
	if (files.length === 0) return { passed: 0, failed: 0 };
	process.stdout.write('\n=== node:test ===\n');
	const { counts, result } = await runNodeTests(files.sort());
	noteTime('node:test', result);
	return counts;
}

/** What is to be well before any test runs, the longest first; the build checks the package's types. */
const CHECKS: Part[] = (
	[
		['lint', 'scripts/lint.mts'],
		['types of the tests', 'scripts/typecheck.mts', 'tsconfig.test.json'],
		['build', 'scripts/build.mts', '--if-needed'],
		['types of the tools', 'scripts/typecheck.mts', 'tsconfig.tools.json'],
	] as const
).map(([title, ...args]) => ({ title, name: 'node', args: [...args] }));

process.stdout.write(
	`Checking first, two at once: ${CHECKS.map(({ title }) => title).join(', ')}.\n`,
);
const failed: string[] = [];
const isWell = await runTogether(CHECKS, ({ title }, result) => {
	process.stdout.write(`\n=== ${title} ===\n${result.output}`);
	noteTime(title, result);
	if (result.code !== 0) failed.push(title);
});
if (!isWell) {
	end(
		{ passed: 0, failed: failed.length },
		`Stopped: ${failed.join(' and ')} failed, see above. No test was run.`,
	);
}
end(sum([await jest(), await nodeTest()]));
