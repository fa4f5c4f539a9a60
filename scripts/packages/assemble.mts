// Puts together the folder of a system's package, out of what was built for the package with all.

import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot, root } from '../lib/paths.mts';
import { moved } from '../move.mjs';
import { reachedFrom } from './reached.mts';
import { readmeOf } from './readme.mts';
import { manifestOf, manifestText, wholeManifest } from './table.mts';
import type { SystemPackage } from './table.mts';

/** The examples that are about a system, with the node types of its package. */
function examplesOf({ name, folder }: SystemPackage): Map<string, string> {
	const whole = wholeManifest().name;
	const files = globSync('examples/*.json', { cwd: root }).sort();
	return new Map(
		files.flatMap((file) => {
			const text = readFileSync(inRoot(file), 'utf8');
			const types = [...text.matchAll(new RegExp(`"type": "${whole}\\.([^"]+)"`, 'g'))];
			const isOurs = ([, type = '']: string[]) =>
				type.toLowerCase().startsWith(folder.toLowerCase());
			if (types.length === 0 || !types.every(isOurs)) return [];
			const { workflow } = moved(JSON.parse(text), name);
			return [[file, `${JSON.stringify(workflow, null, '\t')}\n`] as const];
		}),
	);
}

/**
 * Makes a package's folder anew. The project must have been built.
 * @param into the folder; what was in it is gone
 * @returns how many files of the sources it took
 */
export function assemble(one: SystemPackage, into: string): { files: number } {
	rmSync(into, { recursive: true, force: true });
	const write = (file: string, text: string) => {
		mkdirSync(dirname(join(into, file)), { recursive: true });
		writeFileSync(join(into, file), text);
	};
	const copy = (file: string) => {
		mkdirSync(dirname(join(into, file)), { recursive: true });
		copyFileSync(inRoot(file), join(into, file));
	};
	const manifest = manifestOf(one);
	const reached = reachedFrom(root, [...manifest.n8n.nodes, ...manifest.n8n.credentials]);
	const schemas = globSync(`dist/nodes/${one.folder}/__schema__/**/*.json`, { cwd: root });
	for (const file of [...reached, ...schemas, 'LICENSE']) copy(file);
	for (const node of manifest.n8n.nodes) {
		const file = `${node.slice(0, -'.js'.length)}.json`;
		const codex = JSON.parse(readFileSync(inRoot(file), 'utf8')) as { node: string };
		codex.node = codex.node.replace(`${wholeManifest().name}.`, `${one.name}.`);
		write(file, `${JSON.stringify(codex, null, '\t')}\n`);
	}
	for (const [file, text] of examplesOf(one)) write(file, text);
	write('package.json', manifestText(manifest));
	write('README.md', readmeOf(one, readFileSync(inRoot('README.md'), 'utf8')));
	return { files: reached.length };
}
