// Installs the n8n that `npm start` and the end-to-end tests run: once, outside of the work tree.

import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onceAmongProcesses } from '../lib/lock.mjs';
import { inRoot } from '../lib/paths.mts';
import { run, runOrThrow } from '../lib/run.mts';

const here = inRoot('scripts', 'n8n');
const manifest = join(here, 'package.json');
const lockfile = join(here, 'package-lock.json');

/** The PATH on which n8n and npm run on the project's own Node.js. */
export const nodePath = (): string =>
	[inRoot('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);

const tell = (text: string) => process.stderr.write(`n8n: ${text}\n`);

/** Where installations are kept: `$KASSA_CACHE`, or a folder in the user's cache. */
export const cacheFolder = (): string =>
	process.env.KASSA_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-kassa');

/** The folder of this version's installation; the hash makes a changed lockfile a new one. */
function installFolder(): string {
	const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
		dependencies: { n8n: string };
	};
	const hash = createHash('sha256')
		.update(readFileSync(manifest))
		.update(readFileSync(lockfile))
		.digest('hex');
	return join(cacheFolder(), `n8n-${dependencies.n8n}-${hash.slice(0, 12)}`);
}

const hasHeaders = (folder: string) => existsSync(join(folder, 'include', 'node', 'node_api.h'));

/**
 * A folder with Node.js's C headers, which sqlite3 is compiled against when no prebuilt file of it
 * can be had. sqlite3 uses Node-API only, so headers of another Node.js version do as well.
 */
async function headersFolder(scratch: string): Promise<string | undefined> {
	const platform = `node-${process.platform}-${process.arch}`;
	const nodePackage = inRoot('node_modules', 'node');
	const near = [
		join(nodePackage, 'node_modules', platform),
		inRoot('node_modules', platform),
		dirname(dirname(process.execPath)),
		'/usr',
		'/usr/local',
	].find(hasHeaders);
	if (near !== undefined) return near;
	// npm prunes the package with the headers on a later install, so it may have to be had again.
	mkdirSync(scratch, { recursive: true });
	const version = process.version.slice(1);
	const packed = await run('npm', ['pack', '--silent', `${platform}@${version}`], {
		cwd: scratch,
		quiet: true,
	});
	if (packed.code !== 0) return undefined;
	const file = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
	if (file === undefined) return undefined;
	await runOrThrow('tar', ['-xzf', file, 'package/include'], { cwd: scratch, quiet: true });
	return hasHeaders(join(scratch, 'package')) ? join(scratch, 'package') : undefined;
}

/** Says every 20 seconds that a long step is still going on. */
async function withHeartbeat<T>(title: string, work: Promise<T>): Promise<T> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	tell(`${title} …`);
	const timer = setInterval(() => tell(`${title} … ${seconds()} s`), 20_000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

/** Installs into `folder`, which nobody sees before it is complete. */
async function install(folder: string): Promise<void> {
	const parent = dirname(folder);
	mkdirSync(parent, { recursive: true });
	for (const name of readdirSync(parent)) {
		// What an interrupted try left behind; the lock says that nobody is using it.
		if (name.endsWith('.partial')) rmSync(join(parent, name), { recursive: true, force: true });
	}
	const partial = `${folder}.partial`;
	mkdirSync(partial);
	copyFileSync(manifest, join(partial, 'package.json'));
	copyFileSync(lockfile, join(partial, 'package-lock.json'));
	tell(`installing into ${folder} (about 3 GB and five minutes, once)`);
	const env = { PATH: nodePath() };
	// Nothing in n8n's dependencies but sqlite3 needs its install script, and some of those scripts
	// fetch from places that a closed network doesn't have.
	await withHeartbeat(
		'npm ci',
		runOrThrow('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: partial,
			env,
			quiet: true,
		}),
	);
	const headers = await headersFolder(join(partial, '.headers'));
	await withHeartbeat(
		'building sqlite3',
		runOrThrow('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: partial,
			env: { ...env, ...(headers !== undefined && { npm_config_nodedir: headers }) },
			quiet: true,
		}),
	);
	await runOrThrow('node', ['-e', "require('sqlite3')"], { cwd: partial, env, quiet: true });
	rmSync(join(partial, '.headers'), { recursive: true, force: true });
	writeFileSync(join(partial, '.complete'), '');
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
	tell('installed');
}

/**
 * Makes sure that n8n is installed, and says where its program is. Interrupted tries are thrown away,
 * and of several processes that ask at once only one installs.
 * @throws with npm's own output when a step fails.
 */
export async function installN8n(): Promise<string> {
	const folder = installFolder();
	await onceAmongProcesses(
		`${folder}.lock`,
		() => existsSync(join(folder, '.complete')),
		async () => await install(folder),
		() => tell('waiting for another process that is installing it'),
	);
	return join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}

if (import.meta.main) process.stdout.write(`${await installN8n()}\n`);
