// `npm run docs`: writes the table of operations into README.md from the endpoint tables. With
// `--check` nothing is written, and a README that isn't up to date is a failure.

import { readFileSync, writeFileSync } from 'node:fs';
import { readTables, withOperations } from './lib/operations.mts';
import { inRoot } from './lib/paths.mts';

const file = inRoot('README.md');
const before = readFileSync(file, 'utf8');
const after = await withOperations(before, readTables());
if (before === after) {
	process.stdout.write('README.md is up to date.\n');
} else if (process.argv.includes('--check')) {
	process.stderr.write('README.md is not up to date: run `npm run docs`.\n');
	process.exitCode = 1;
} else {
	writeFileSync(file, after);
	process.stdout.write('README.md was updated.\n');
}
