// Installs the n8n that `npm start` and the end-to-end tests run, or another version that `KASSA_N8N` names:
// once, outside of the work tree.

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installApart, lockedIn, nodePath, withHeartbeat } from '../lib/install-apart.mts';
import type { Apart } from '../lib/install-apart.mts';
import { inRoot } from '../lib/paths.mts';
import { run, runOrThrow } from '../lib/run.mts';
import { OLDER_OVERRIDES } from './versions.mts';

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

/**
 * Nothing in n8n's dependencies but sqlite3 needs its install script, and some of those scripts fetch
 * from places that a closed network doesn't have.
 */
async function buildSqlite(folder: string): Promise<void> {
	const env = { PATH: nodePath() };
	const headers = await headersFolder(join(folder, '.headers'));
	await withHeartbeat(
		{ name: 'n8n' },
		'building sqlite3',
		runOrThrow('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: folder,
			env: { ...env, ...(headers !== undefined && { npm_config_nodedir: headers }) },
			quiet: true,
		}),
	);
	await runOrThrow('node', ['-e', "require('sqlite3')"], { cwd: folder, env, quiet: true });
	rmSync(join(folder, '.headers'), { recursive: true, force: true });
}

const HERE = inRoot('scripts', 'n8n');

interface Manifest {
	dependencies: { n8n: string };
	overrides: Record<string, string>;
	[more: string]: unknown;
}

/** What to install: the version of the lockfile; of any other one what npm takes for it on that day. */
function filesOf(version: string | undefined): Pick<Apart, 'manifest' | 'lockfile'> {
	const locked = lockedIn(HERE);
	const manifest = JSON.parse(locked.manifest) as Manifest;
	if (version === undefined || version === manifest.dependencies.n8n) return locked;
	const other: Manifest = {
		...manifest,
		dependencies: { n8n: version },
		overrides: { ...manifest.overrides, ...OLDER_OVERRIDES },
	};
	return { manifest: `${JSON.stringify(other, undefined, '\t')}\n` };
}

/**
 * Makes sure that n8n is installed: the version that the variable `KASSA_N8N` names, or the one that is
 * pinned here.
 * @returns its program
 * @throws with npm's own output when a step fails.
 */
export async function installN8n(): Promise<string> {
	const folder = await installApart({
		name: 'n8n',
		version: 'n8n',
		...filesOf(process.env.KASSA_N8N),
		about: 'about 3 GB and five minutes',
		finish: buildSqlite,
	});
	return join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}

if (import.meta.main) process.stdout.write(`${await installN8n()}\n`);
