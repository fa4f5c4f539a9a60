// Installs what only some tasks need: once, outside of the work tree, as a lockfile of its own says.

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
import { onceAmongProcesses } from './lock.mjs';
import { inRoot } from './paths.mts';
import { runOrThrow } from './run.mts';

/** What is installed apart. */
export interface Apart {
	/** Its name in messages, and of its folder. */
	name: string;
	/** The package whose version stands in the folder's name. */
	version: string;
	/** The folder with its package.json and package-lock.json. */
	here: string;
	/** How much it takes, for the message. */
	about: string;
	/** Arguments for `npm ci` beyond the usual ones. */
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

const manifestOf = ({ here }: Apart) => join(here, 'package.json');
const lockfileOf = ({ here }: Apart) => join(here, 'package-lock.json');

/** The folder of this version's installation; the hash makes a changed lockfile a new one. */
function installFolder(apart: Apart): string {
	const manifest = readFileSync(manifestOf(apart), 'utf8');
	const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
	const hash = createHash('sha256')
		.update(manifest)
		.update(readFileSync(lockfileOf(apart)))
		.digest('hex');
	const version = dependencies[apart.version] ?? '';
	return join(cacheFolder(), `${apart.name}-${version}-${hash.slice(0, 12)}`);
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
	const parent = dirname(folder);
	mkdirSync(parent, { recursive: true });
	for (const name of readdirSync(parent)) {
		// What an interrupted try left behind; the lock says that nobody is using it.
		if (name.startsWith(`${apart.name}-`) && name.endsWith('.partial'))
			rmSync(join(parent, name), { recursive: true, force: true });
	}
	const partial = `${folder}.partial`;
	mkdirSync(partial);
	copyFileSync(manifestOf(apart), join(partial, 'package.json'));
	copyFileSync(lockfileOf(apart), join(partial, 'package-lock.json'));
	process.stderr.write(`${apart.name}: installing into ${folder} (${apart.about}, once)\n`);
	const usual = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
	const npm = [...usual, ...(apart.npm ?? [])];
	await withHeartbeat(
		apart,
		'npm ci',
		runOrThrow('npm', npm, { cwd: partial, env: { PATH: nodePath() }, quiet: true }),
	);
	await apart.finish?.(partial);
	writeFileSync(join(partial, '.complete'), '');
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
	process.stderr.write(`${apart.name}: installed\n`);
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
