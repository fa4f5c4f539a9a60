// Builds and packs the package with all systems, and those of one system.

import { statSync } from 'node:fs';
import { inRoot, root } from '../lib/paths.mts';
import { runOrThrow } from '../lib/run.mts';
import { pack } from '../n8n/community-package.mts';
import type { Tarball } from '../n8n/community-package.mts';
import { assemble } from './assemble.mts';
import { SYSTEM_PACKAGES } from './table.mts';

/** A package that was packed, with what people want to know of it. */
export interface MadePackage extends Tarball {
	/** Of the tarball. */
	bytes: number;
	/** The folder that was packed. */
	folder: string;
}

/**
 * Makes the tarballs of all packages; the one with all systems comes first.
 * @param into the folder that gets them
 * @param tell is told of each step
 * @param buildOptions of `scripts/build.mts`; by default nothing is built that is there
 * @throws with what failed, and its output
 */
export async function makePackages(
	into: string,
	tell: (step: string) => void = () => {},
	buildOptions: string[] = ['--if-needed'],
): Promise<MadePackage[]> {
	tell('building');
	await runOrThrow('node', ['scripts/build.mts', ...buildOptions], { quiet: true });
	const folders = [root];
	for (const one of SYSTEM_PACKAGES) {
		tell(`putting ${one.name} together`);
		const folder = inRoot('.cache', 'packages', one.name);
		assemble(one, folder);
		folders.push(folder);
	}
	const made: MadePackage[] = [];
	for (const folder of folders) {
		const tarball = await pack(into, folder);
		tell(`packed ${tarball.name}`);
		made.push({ ...tarball, folder, bytes: statSync(tarball.file).size });
	}
	return made;
}

/** How large something is, as people read it. */
export const inKilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
