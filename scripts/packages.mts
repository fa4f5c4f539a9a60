// `npm run packages`: builds and packs the package with all systems and those of one system, lets n8n's
// scanner look through each tarball, and tells their sizes. The tarballs are left in .cache/packed.

import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { inRoot, root } from './lib/paths.mts';
import { scanTarball } from './lib/scanning.mts';
import { inKilobytes, makePackages } from './packages/make.mts';

const started = Date.now();
const tell = (text: string) =>
	process.stdout.write(`[${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s] ${text}\n`);

const into = inRoot('.cache', 'packed');
rmSync(into, { recursive: true, force: true });
try {
	const made = await makePackages(into, tell);
	tell("looking through them with n8n's scanner");
	const refused: string[] = [];
	for (const one of made) {
		if (!(await scanTarball(one))) refused.push(one.name);
	}
	process.stdout.write('\n');
	for (const { name, version, bytes, file } of made) {
		const size = inKilobytes(bytes).padStart(8);
		process.stdout.write(`${`${name} ${version}`.padEnd(32)}${size}  ${relative(root, file)}\n`);
	}
	if (refused.length > 0)
		throw new Error(`n8n's scanner refuses ${refused.join(', ')}, see above.`);
} catch (error) {
	process.stderr.write(`\nThe packages were not made: ${(error as Error).message}\n`);
	process.exitCode = 1;
}
