// `npm test`: lint, types, build, then all tests; ends with one line of counts.

import { globSync } from 'node:fs';
import { root } from './lib/paths.mts';
import { countsLine, freshResultFile, readResult, sum, writeCounts } from './lib/results.mts';
import type { Counts } from './lib/results.mts';
import { run } from './lib/run.mts';

const times: string[] = [];

/** Runs one part, notes its time, and says whether it ended well. */
async function part(title: string, name: string, args: string[]): Promise<boolean> {
	process.stdout.write(`\n=== ${title} ===\n`);
	const { code, seconds } = await run(name, args);
	times.push(
		`  ${title.padEnd(24)}${seconds.toFixed(1).padStart(7)} s  ${code === 0 ? 'ok' : 'FAILED'}`,
	);
	return code === 0;
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
	const file = freshResultFile('node-test.json');
	const ok = await part('node:test', 'node', [
		'--test',
		'--test-reporter=spec',
		'--test-reporter-destination=stdout',
		'--test-reporter=./scripts/lib/count-reporter.mts',
		`--test-reporter-destination=${file}`,
		...files.sort(),
	]);
	const counts = readResult(file) as Counts | undefined;
	if (counts === undefined) return { passed: 0, failed: 1 };
	return { passed: counts.passed, failed: ok ? counts.failed : Math.max(counts.failed, 1) };
}

for (const [title, script] of [
	['lint', 'scripts/lint.mts'],
	['types', 'scripts/typecheck.mts'],
	['build', 'scripts/build.mts'],
] as const) {
	if (!(await part(title, 'node', [script]))) {
		end({ passed: 0, failed: 1 }, `Stopped: ${title} failed, see above. No test was run.`);
	}
}
end(sum([await jest(), await nodeTest()]));
