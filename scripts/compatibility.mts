// `npm run compatibility`: installs each version of n8n of scripts/n8n/versions.mts in a folder of its own,
// lets it install the packed package as a person does, and runs all operations, triggers, credentials, the
// renewal of OAuth2, a retry, and the node creator's list. What came of it goes to docs/compatibility.json,
// of which `npm run docs` makes the README's table.
//
// Options: `--only=2.0.3` runs that version alone, also one that isn't listed; `--part=operations` that part alone, which isn't noted.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PARTS, readRuns, tableOfRuns, withRun, writeRuns } from './compatibility/record.mts';
import type { Run } from './compatibility/record.mts';
import { cacheDir } from './lib/paths.mts';
import { run, runOrThrow } from './lib/run.mts';
import { VERSIONS } from './n8n/versions.mts';

/** Ends with a sentence that says what to give instead. */
function refuse(text: string): never {
	process.stderr.write(`${text}\n`);
	process.exit(1);
}

const optionOf = (name: string) =>
	process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = optionOf('only');
const part = optionOf('part');
const versions = only === undefined ? VERSIONS.map(({ version }) => version) : [only];
if (part !== undefined && !(part in PARTS)) {
	refuse(`There is no part ${part}; the parts are ${Object.keys(PARTS).join(', ')}.`);
}

/** Installs and runs a version; gives what it says is wrong. */
async function tryVersion(version: string): Promise<string | undefined> {
	const env = { KASSA_N8N: version };
	process.stdout.write(`\n== n8n ${version}\n`);
	const installed = await run('node', ['scripts/n8n/install.mts'], { env });
	if (installed.code !== 0) return "it can't be installed; npm's own words are above";
	const file = join(cacheDir, 'compatibility', `${version}.json`);
	mkdirSync(join(file, '..'), { recursive: true });
	rmSync(file, { force: true });
	const more = part === undefined ? [] : [part];
	const { code } = await run('node', ['scripts/compatibility/run.mts', file, ...more], { env });
	if (existsSync(file)) {
		writeRuns(withRun(readRuns(), JSON.parse(readFileSync(file, 'utf8')) as Run));
	}
	return code === 0 ? undefined : 'something failed, as said above';
}

await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
const problems: string[] = [];
for (const version of versions) {
	const problem = await tryVersion(version);
	if (problem !== undefined) problems.push(`n8n ${version}: ${problem}`);
}
await runOrThrow('node', ['scripts/docs.mts'], { quiet: true });
process.stdout.write(`\n${tableOfRuns(readRuns())}\n\n`);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);
