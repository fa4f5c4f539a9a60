// One word for one thing: a name that is exported stands for one thing in shared/ and in each system. What
// two systems call the same is the same of both.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mts';

/** What a source file declares and exports at its top level. */
function exportsOf(text: string): string[] {
	const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
	return source.statements.flatMap((statement) => {
		const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
		if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
		if (ts.isVariableStatement(statement)) {
			return statement.declarationList.declarations.map(({ name }) => name.getText(source));
		}
		const { name } = statement as { name?: ts.Identifier };
		return name ? [name.text] : [];
	});
}

/** Names that one part of nodes/ (shared, or a system) exports twice, or a system beside shared, and where. */
function doublesIn(files: Map<string, string[]>): string[] {
	const places = new Map<string, string[]>();
	for (const [file, names] of files) {
		for (const name of new Set(names)) places.set(name, [...(places.get(name) ?? []), file]);
	}
	return [...places].flatMap(([name, all]) => {
		const parts = all.map((file) => file.split('/')[1]);
		const isAlone = new Set(parts).size === parts.length && !parts.includes('shared');
		return all.length === 1 || isAlone ? [] : [`${name}: ${all.join(', ')}`];
	});
}

test('the check finds names that stand for two things', () => {
	const text = 'export const a = 1, b = 2;\nexport type C = number;\nconst d = 3;\nexport { d };';
	assert.deepEqual(exportsOf(text), ['a', 'b', 'C']);
	const files = new Map([
		['nodes/A/x.ts', ['mine', 'both', 'twice']],
		['nodes/A/y.ts', ['twice']],
		['nodes/B/x.ts', ['both', 'general']],
		['nodes/shared/x.ts', ['general']],
	]);
	assert.deepEqual(doublesIn(files), [
		'twice: nodes/A/x.ts, nodes/A/y.ts',
		'general: nodes/B/x.ts, nodes/shared/x.ts',
	]);
});

test('no name stands for two things', () => {
	const files = globSync('nodes/**/*.ts', { cwd: root }).sort();
	assert.ok(files.length > 200);
	const named = files.map(
		(file) => [file, exportsOf(readFileSync(join(root, file), 'utf8'))] as const,
	);
	assert.deepEqual(doublesIn(new Map(named)), []);
});
