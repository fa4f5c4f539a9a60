// Packs this project and lets n8n install the tarball the way it installs a published package.

import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { root } from '../lib/paths.mts';
import { runOrThrow } from '../lib/run.mts';
import { nodePath } from '../lib/install-apart.mts';
import type { RunningN8n } from './drive.mts';

/** A packed npm package. */
export interface Tarball {
	file: string;
	name: string;
	version: string;
}

/**
 * Packs a package folder as `npm publish` would. The project must have been built.
 * @param folder where the tarball is put
 */
export async function pack(folder: string, source = root): Promise<Tarball> {
	mkdirSync(folder, { recursive: true });
	const { name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const file = resolve(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
	rmSync(file, { force: true });
	await runOrThrow('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
		cwd: source,
		quiet: true,
	});
	return { file, name, version };
}

/** Puts the package where n8n keeps what it installed, before n8n is started for the first time. */
export async function unpackPackage(userFolder: string, { file, name }: Tarball): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	mkdirSync(folder, { recursive: true });
	await runOrThrow('tar', ['-xzf', file, '-C', folder, '--strip-components=1'], { quiet: true });
}

/**
 * Puts an `npm` before the real one on n8n's PATH that knows some more packages: ours, from files. So
 * n8n's own installation code runs, unchanged, for packages that no registry has.
 * @returns what to add to n8n's environment.
 */
export function npmWithTarballs(
	userFolder: string,
	...tarballs: Tarball[]
): Record<string, string> {
	const folder = join(userFolder, 'npm-with-tarballs');
	mkdirSync(folder, { recursive: true });
	const script = join(folder, 'npm');
	writeFileSync(
		script,
		`#!${process.execPath}
const { spawnSync } = require('node:child_process');
const { copyFileSync } = require('node:fs');
const [command, spec] = process.argv.slice(2);
const ours = ${JSON.stringify(tarballs)}.find(({ name }) => spec?.startsWith(name + '@'));
if (ours && command === 'view') console.log(JSON.stringify(ours.version));
else if (ours && command === 'pack') {
	copyFileSync(ours.file, 'package.tgz');
	console.log('package.tgz');
} else {
	const env = { ...process.env, PATH: ${JSON.stringify(nodePath())} };
	process.exit(spawnSync('npm', process.argv.slice(2), { env, stdio: 'inherit' }).status ?? 1);
}
`,
	);
	chmodSync(script, 0o755);
	return { PATH: [folder, nodePath()].join(delimiter) };
}

/**
 * Installs the package as Settings > Community nodes does. n8n must have been started with the
 * environment of `npmWithTarballs`.
 * @returns the node types that n8n then has.
 */
export async function installPackage(n8n: RunningN8n, tarball: Tarball): Promise<string[]> {
	const installed = await n8n.rest<Array<{ packageName: string }>>('GET', '/community-packages');
	if (installed.some(({ packageName }) => packageName === tarball.name)) {
		await uninstallPackage(n8n, tarball.name);
	}
	const { installedNodes } = await n8n.rest<{ installedNodes: Array<{ type: string }> }>(
		'POST',
		'/community-packages',
		{ name: tarball.name, version: tarball.version },
	);
	return installedNodes.map(({ type }) => type);
}

/** Takes a package away again, as Settings > Community nodes does. */
export async function uninstallPackage(n8n: RunningN8n, name: string): Promise<void> {
	await n8n.rest('DELETE', `/community-packages?name=${encodeURIComponent(name)}`);
}
