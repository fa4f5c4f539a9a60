// Runs node:test files and counts what passed and failed.

import { freshResultFile, readResult } from './results.mts';
import type { Counts } from './results.mts';
import { run } from './run.mts';
import type { RunResult } from './run.mts';

/** As many files at once as Jest has workers; Node.js would leave one of two cores idle. */
const AT_ONCE = 2;

/**
 * Runs files to their end; what they print is shown.
 * @param atOnce how many of them run side by side
 * @param env added to their environment
 */
export async function runNodeTests(
	files: readonly string[],
	atOnce: number = AT_ONCE,
	env: Record<string, string> = {},
): Promise<{ counts: Counts; result: RunResult }> {
	const file = freshResultFile('node-test.json');
	const args = [
		'--test',
		`--test-concurrency=${atOnce}`,
		'--test-reporter=spec',
		'--test-reporter-destination=stdout',
		'--test-reporter=./scripts/lib/count-reporter.mts',
		`--test-reporter-destination=${file}`,
		...files,
	];
	const result = await run('node', args, { env });
	const counts = readResult(file) as Counts | undefined;
	if (counts === undefined) return { counts: { passed: 0, failed: 1 }, result };
	const { passed, failed } = counts;
	return { counts: { passed, failed: result.code === 0 ? failed : Math.max(failed, 1) }, result };
}
