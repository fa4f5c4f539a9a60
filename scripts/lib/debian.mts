// Programs of Debian's packages that tests drive where the machine has them.

import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mts';

/** Where Debian keeps programs that aren't on the PATH. */
const FOLDERS = ['/usr/lib/postgresql/*/bin', '/usr/sbin'];

/** A program's path, on the PATH or where Debian puts it; undefined where the machine hasn't got it. */
export function programPath(name: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...globSync(FOLDERS)];
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Makes sure that programs are there. On a test machine (`CI=true`) that lets it, Debian's packages of
 * them are installed; nobody else's machine is changed.
 * @param needed programs, each with the package that has it
 * @returns undefined once all are there; else what is missing and what to do, as a sentence
 */
export async function missingPrograms(needed: Record<string, string>): Promise<string | undefined> {
	const isMissing = ([name]: [string, string]) => programPath(name) === undefined;
	const missing = Object.entries(needed).filter(isMissing);
	const packages = [...new Set(missing.map(([, name]) => name))];
	if (missing.length > 0 && process.env.CI === 'true' && process.getuid?.() === 0) {
		const quietly = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
		await run('apt-get', ['update'], quietly).catch(() => undefined);
		await run('apt-get', ['install', '-y', ...packages], quietly).catch(() => undefined);
	}
	const left = missing.filter(isMissing).map(([name]) => name);
	if (left.length === 0) return undefined;
	return `${left.join(' and ')} can't be found: apt-get install ${packages.join(' ')}`;
}
