// What is in the package of a system: all that its nodes need, and nothing of other systems.

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mts';
import { findPackageRoot } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { namedIn } from '../../scripts/packages/readme.mts';
import { reachedFrom } from '../../scripts/packages/reached.mts';
import {
	SYSTEM_PACKAGES,
	manifestFile,
	manifestOf,
	wholeManifest,
} from '../../scripts/packages/table.mts';
import type { Manifest } from '../../scripts/packages/table.mts';
import { assembled } from './assembled.mts';

/** Inside of the project, so that what n8n brings is found. */
let folder = '';
const folderOf = (name: string) => join(folder, name);
const filesOf = (name: string, pattern: string) =>
	globSync(pattern, { cwd: folderOf(name) })
		.sort()
		.map((file) => ({ file, text: readFileSync(join(folderOf(name), file), 'utf8') }));

let remove = () => {};
before(async () => {
	({ folder, remove } = await assembled());
});
after(() => remove());

test('each system has a package, and each node and credential is in exactly one', () => {
	const folders = globSync('nodes/*/api.ts', { cwd: root }).map((file) => file.split('/')[1]);
	assert.deepEqual(
		SYSTEM_PACKAGES.map(({ folder: own }) => own),
		folders.sort(),
	);
	const all = SYSTEM_PACKAGES.map((one) => manifestOf(one).n8n);
	const whole = wholeManifest().n8n;
	assert.deepEqual(all.flatMap(({ nodes }) => nodes).sort(), whole.nodes.toSorted());
	assert.deepEqual(
		all.flatMap(({ credentials }) => credentials).sort(),
		whole.credentials.toSorted(),
	);
});

test("n8n's scanner finds the folder of each package among the sources", () => {
	for (const one of SYSTEM_PACKAGES) {
		assert.equal(
			join(findPackageRoot(root, one.name) ?? '', 'package.json'),
			join(root, manifestFile(one)),
		);
	}
	assert.equal(findPackageRoot(root, wholeManifest().name), root);
});

for (const { name, system, folder: own } of SYSTEM_PACKAGES) {
	test(`${name} loads by itself, with the types that its package.json names`, () => {
		const require = createRequire(join(folderOf(name), 'package.json'));
		const { n8n, files } = require('./package.json') as Manifest;
		for (const path of [...n8n.nodes, ...n8n.credentials]) {
			const className = basename(path).split('.')[0] ?? '';
			const Type = (require(`./${path}`) as Record<string, new () => object>)[className];
			assert.ok(Type && new Type(), path);
		}
		for (const file of files) assert.ok(existsSync(join(folderOf(name), file)), file);
		for (const { file, text } of filesOf(name, 'dist/nodes/*/*.node.json')) {
			const { node } = JSON.parse(text) as { node: string };
			const [description = ''] =
				/\bname: '([^']+)'/
					.exec(readFileSync(join(folderOf(name), file.replace(/\.json$/, '.js')), 'utf8'))
					?.slice(1) ?? [];
			assert.equal(node, `${name}.${description}`);
		}
		assert.equal(filesOf(name, 'dist/nodes/*/*.node.json').length, n8n.nodes.length);
	});

	test(`${name} has no file that it doesn't use, and none of another system`, () => {
		const { n8n } = manifestOf(SYSTEM_PACKAGES.find((one) => one.name === name)!);
		const used = reachedFrom(folderOf(name), [...n8n.nodes, ...n8n.credentials]);
		const there = globSync('dist/**/*.{js,svg}', { cwd: folderOf(name) });
		assert.deepEqual(there.sort(), used);
		const systems = new Set(there.flatMap((file) => /^dist\/nodes\/(\w+)\//.exec(file)?.[1] ?? []));
		assert.deepEqual([...systems].sort(), [own, 'shared'].sort());
	});

	test(`${name} says nothing of another system, to nobody`, () => {
		/** Values that stand in items and schemas: which system a receipt is of. */
		const values = new Set(['cassaNova', 'kassandro']);
		const said: string[] = [];
		const look = (file: string, text: string) => {
			const others = namedIn(text).filter((other) => other !== system);
			if (others.length > 0 && !values.has(text)) said.push(`${file}: ${text.slice(0, 120)}`);
		};
		for (const { file, text } of filesOf(name, 'dist/**/*.js')) {
			const visit = (node: ts.Node): void => {
				if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) look(file, node.text);
				ts.forEachChild(node, visit);
			};
			visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
		}
		for (const { file, text } of filesOf(name, 'dist/nodes/*/*.node.json')) look(file, text);
		for (const { file, text } of filesOf(name, 'examples/*.json')) look(file, text);
		assert.deepEqual(said, []);
	});

	test(`the examples of ${name} have its types`, () => {
		const examples = filesOf(name, 'examples/*.json');
		assert.ok(examples.length > 2);
		for (const { file, text } of examples) {
			const types = [...text.matchAll(/"type": "(n8n-nodes-[^"]+)"/g)].map(([, type = '']) => type);
			const ours = types.filter((type) => !type.startsWith('n8n-nodes-base.'));
			assert.ok(ours.length > 0, file);
			assert.deepEqual(
				ours.filter((type) => !type.startsWith(`${name}.`)),
				[],
				file,
			);
		}
	});
}

test('every example is in one of the packages', () => {
	const all = SYSTEM_PACKAGES.flatMap(({ name }) => filesOf(name, 'examples/*.json'));
	assert.deepEqual(
		all.map(({ file }) => file).sort(),
		globSync('examples/*.json', { cwd: root }).sort(),
	);
});

test('what was not built is named', () => {
	assert.throws(() => reachedFrom(root, ['dist/nodes/None/None.node.js']), /ENOENT|weren't built/);
});
