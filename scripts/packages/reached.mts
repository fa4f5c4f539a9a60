// What a package needs of what was built: its nodes and credentials, all that they import, and the
// icons that stand in it.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** The relative imports of a built file, as files. */
function importsOf(root: string, file: string): string[] {
	const text = readFileSync(join(root, file), 'utf8');
	const { importedFiles } = ts.preProcessFile(text, true, true);
	return importedFiles.flatMap(({ fileName }) => {
		if (!fileName.startsWith('.')) return [];
		const path = join(dirname(file), fileName);
		const found = [path, `${path}.js`, join(path, 'index.js')].find(
			(each) => /\.js(on)?$/.test(each) && existsSync(join(root, each)),
		);
		if (found === undefined) throw new Error(`${file} imports ${fileName}, which wasn't built`);
		return [found];
	});
}

/** The pictures that a built file names. */
function iconsOf(root: string, file: string): string[] {
	const text = readFileSync(join(root, file), 'utf8');
	return [...text.matchAll(/['"]file:([^'"]+\.svg)['"]/g)].map(([, path = '']) =>
		join(dirname(file), path),
	);
}

/**
 * Walks the imports of built files.
 * @param root the folder that the files are relative to
 * @param entries where to begin, such as `dist/nodes/CassaNova/CassaNova.node.js`
 * @returns all files that are reached, those of the beginning and icons included, in order of their names
 * @throws where one isn't there
 */
export function reachedFrom(root: string, entries: readonly string[]): string[] {
	const reached = new Set<string>();
	const waiting = [...entries];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (reached.has(file)) continue;
		reached.add(file);
		if (file.endsWith('.js')) waiting.push(...importsOf(root, file), ...iconsOf(root, file));
	}
	const missing = [...reached].filter((file) => !existsSync(join(root, file)));
	if (missing.length > 0) throw new Error(`These files weren't built: ${missing.join(', ')}`);
	return [...reached].sort();
}
