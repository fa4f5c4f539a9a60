// Installs what only some tasks need: once, outside of the work tree, as a lockfile of its own says, or, where
// there is none, as npm makes it of a package.json on that day.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onceAmongProcesses } from './lock.mjs';
import { inRoot } from './paths.mts';
import { runOrThrow } from './run.mts';

/** What is installed apart. */
export interface Apart {
	/** Its name in messages, and of its folder. */
	name: string;
	/** The package whose version stands in the folder's name. */
	version: string;
	/** The text of its package.json. */
	manifest: string;
	/** The text of its package-lock.json. */
	lockfile?: string;
	/** How much it takes, for the message. */
	about: string;
	/** Arguments for npm beyond the usual ones. */
	npm?: string[];
	/** What else has to be done in the new folder before it counts as complete. */
	finish?: (folder: string) => Promise<void>;
}

/** The PATH on which npm, and what is installed, run on the project's own Node.js. */
export const nodePath = (): string =>
	[inRoot('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);

/** Where installations are kept: `$KASSA_CACHE`, or a folder in the user's cache. */
export const cacheFolder = (): string =>
	process.env.KASSA_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-kassa');

/**
 * The files of a folder that say what is to be installed.
 * @param here the folder with package.json and package-lock.json
 */
export const lockedIn = (here: string): Required<Pick<Apart, 'manifest' | 'lockfile'>> => ({
	manifest: readFileSync(join(here, 'package.json'), 'utf8'),
	lockfile: readFileSync(join(here, 'package-lock.json'), 'utf8'),
});

/** The folder of this version's installation; the hash makes a changed lockfile a new one. */
function installFolder({ name, version, manifest, lockfile = '' }: Apart): string {
	const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
	const hash = createHash('sha256').update(manifest).update(lockfile).digest('hex');
	return join(cacheFolder(), `${name}-${dependencies[version] ?? ''}-${hash.slice(0, 12)}`);
}

/**
 * Does a long step, and says every 20 seconds that it is still going on.
 * @throws what the step throws
 */
export async function withHeartbeat<T>(
	{ name }: Pick<Apart, 'name'>,
	title: string,
	work: Promise<T>,
): Promise<T> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const tell = (text: string) => process.stderr.write(`${name}: ${text}\n`);
	tell(`${title} …`);
	const timer = setInterval(() => tell(`${title} … ${seconds()} s`), 20_000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

/** Installs into `folder`, which nobody sees before it is complete. */
async function install(apart: Apart, folder: string): Promise<void> {
	const { name, manifest, lockfile } = apart;
	const partial = `${folder}.partial`;
	// What an interrupted try left behind; the lock says that nobody is using it.
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	writeFileSync(join(partial, 'package.json'), manifest);
	if (lockfile !== undefined) writeFileSync(join(partial, 'package-lock.json'), lockfile);
	process.stderr.write(`${name}: installing into ${folder} (${apart.about}, once)\n`);
	const command = lockfile === undefined ? 'install' : 'ci';
	const usual = [command, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
	const npm = [...usual, ...(apart.npm ?? [])];
	await withHeartbeat(
		apart,
		`npm ${command}`,
		runOrThrow('npm', npm, { cwd: partial, env: { PATH: nodePath() }, quiet: true }),
	);
	await apart.finish?.(partial);
	writeFileSync(join(partial, '.complete'), '');
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
	process.stderr.write(`${name}: installed\n`);
}

/**
 * Makes sure that something is installed. Interrupted tries are thrown away, and of several processes
 * that ask at once only one installs.
 * @returns its folder
 * @throws with npm's own output when a step fails.
 */
export async function installApart(apart: Apart): Promise<string> {
	const folder = installFolder(apart);
	await onceAmongProcesses(
		`${folder}.lock`,
		() => existsSync(join(folder, '.complete')),
		async () => await install(apart, folder),
		() =>
			process.stderr.write(`${apart.name}: waiting for another process that is installing it\n`),
	);
	return folder;
}
