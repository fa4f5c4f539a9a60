// The packages of one system, put together for a test; of what was built, or else is built once for all.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '../../scripts/lib/built.mts';
import { onceAmongProcesses } from '../../scripts/lib/lock.mjs';
import { cacheDir } from '../../scripts/lib/paths.mts';
import { runOrThrow } from '../../scripts/lib/run.mts';
import { assemble } from '../../scripts/packages/assemble.mts';
import { SYSTEM_PACKAGES } from '../../scripts/packages/table.mts';

/**
 * Puts all of them together, inside of the project, so that what n8n brings is found from there.
 * @returns the folder that holds one of each name, and what removes it
 */
export async function assembled(): Promise<{ folder: string; remove: () => void }> {
	const build = async () => void (await runOrThrow('node', ['scripts/build.mts'], { quiet: true }));
	await onceAmongProcesses(
		join(cacheDir, 'build.lock'),
		() => isBuilt(),
		build,
		() => {},
	);
	const folder = mkdtempSync(join(cacheDir, 'packages-test-'));
	for (const one of SYSTEM_PACKAGES) assemble(one, join(folder, one.name));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
