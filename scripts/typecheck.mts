// Checks the types of all three parts of the project: the package, its tests, its tools.

import { run } from './lib/run.mts';

let failed = false;
for (const project of ['tsconfig.json', 'tsconfig.test.json', 'tsconfig.tools.json']) {
	const { code, seconds } = await run('tsc', ['--noEmit', '--pretty', '-p', project]);
	process.stdout.write(`${project}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds.toFixed(1)} s)\n`);
	failed ||= code !== 0;
}
process.exit(failed ? 1 : 0);
