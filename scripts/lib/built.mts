// Whether dist/ is what the sources make of it, so that the same isn't built again.

import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mts';

/** All that decides what the build makes; package-lock.json stands for compilers and libraries. */
const SOURCES = [
	'{nodes,credentials,icons}/**',
	'{package,package-lock,tsconfig}.json',
	'{gulpfile.js,scripts/build.mts}',
];
/** What goes into the package. */
const MADE = ['dist/{nodes,credentials,icons}/**'];

const stamp = (folder: string): string => join(folder, '.cache', 'built.json');

/** One hash of names and contents. */
function hashOf(folder: string, patterns: string[]): string {
	const hash = createHash('sha256');
	for (const file of globSync(patterns, { cwd: folder }).sort()) {
		const path = join(folder, file);
		if (!statSync(path).isFile()) continue;
		const content = readFileSync(path);
		hash.update(`${file}\n${content.length}\n`).update(content);
	}
	return hash.digest('hex');
}

const state = (folder: string): string =>
	`${JSON.stringify({ sources: hashOf(folder, SOURCES), made: hashOf(folder, MADE) })}\n`;

/** Whether a build ended since sources and dist/ last changed. */
export function isBuilt(folder: string = root): boolean {
	try {
		return readFileSync(stamp(folder), 'utf8') === state(folder);
	} catch {
		return false;
	}
}

/** To be called as a build begins: from now on dist/ may be half made. */
export function forgetBuild(folder: string = root): void {
	rmSync(stamp(folder), { force: true });
}

/** To be called when a build has ended well. */
export function rememberBuild(folder: string = root): void {
	mkdirSync(join(folder, '.cache'), { recursive: true });
	writeFileSync(stamp(folder), state(folder));
}
