// `npm run docs`: writes the table of operations into README.md from the endpoint tables, that of versions of
// n8n from what `npm run compatibility` has measured, the JSON schemas of accounting from the schemas that the nodes check with, and the package.json of each system's package. With `--check` nothing is written,
// and a file that isn't up to date is a failure. With `--friction` it only says what each example asks of
// whoever takes it: its nodes, and its expressions that do more than name a field.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readRuns, tableOfRuns } from './compatibility/record.mts';
import { frictionOfExamples, tableOf } from './lib/friction.mts';
import { schemaFiles } from './lib/json-schema.mts';
import { readTables, withOperations } from './lib/operations.mts';
import { inRoot } from './lib/paths.mts';
import { withPart } from './lib/readme-part.mts';
import { SYSTEM_PACKAGES, manifestFile, manifestOf, manifestText } from './packages/table.mts';

if (process.argv.includes('--friction')) {
	process.stdout.write(tableOf(frictionOfExamples()));
	process.exit();
}

const readme = readFileSync(inRoot('README.md'), 'utf8');
const files = await schemaFiles();
const withVersions = await withPart(readme, 'compatibility', tableOfRuns(readRuns()));
files.set('README.md', await withOperations(withVersions, readTables()));
for (const one of SYSTEM_PACKAGES) files.set(manifestFile(one), manifestText(manifestOf(one)));

for (const [name, text] of files) {
	const file = inRoot(name);
	const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	if (before === text) {
		process.stdout.write(`${name} is up to date.\n`);
	} else if (process.argv.includes('--check')) {
		process.stderr.write(`${name} is not up to date: run \`npm run docs\`.\n`);
		process.exitCode = 1;
	} else {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
		process.stdout.write(`${name} was updated.\n`);
	}
}
