// Amounts are computed in values/money.ts alone: nowhere else is one made of a binary fraction, or cut.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mts';

/** The one place, and a label that people read: nothing is computed with it. */
const ALLOWED = new Set(['nodes/shared/values/money.ts', 'nodes/Kassandro/pickers.ts']);

/** What makes decimals of numbers, or numbers of decimals. */
const MAKERS = new Set(['toFixed', 'parseFloat']);

const isHundred = (node: ts.Expression): boolean =>
	ts.isNumericLiteral(node) && ['100', '0.01'].includes(node.text);

const SCALING = new Set([ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken]);

/** Where a text of a source file makes cents, or cuts decimals, with its line. */
function makersIn(path: string, text: string): string[] {
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const isMaker = ts.isIdentifier(node) && MAKERS.has(node.text);
		const isScaling =
			ts.isBinaryExpression(node) &&
			SCALING.has(node.operatorToken.kind) &&
			(isHundred(node.left) || isHundred(node.right));
		if (isMaker || isScaling) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
			found.push(`${path}:${line + 1} ${node.getText(source)}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

test('the check finds what makes amounts', () => {
	const text = ['// a * 100', 'const a = b * 100;', 'a.toFixed(2);', 'c = d * 10 + 100;'].join(
		'\n',
	);
	assert.deepEqual(makersIn('x.ts', text), ['x.ts:2 b * 100', 'x.ts:3 toFixed']);
});

test('amounts are made of decimals and whole cents in one place', () => {
	const files = globSync('nodes/**/*.ts', { cwd: root }).filter((file) => !ALLOWED.has(file));
	assert.ok(files.length > 200);
	const found = files.flatMap((file) => makersIn(file, readFileSync(join(root, file), 'utf8')));
	assert.deepEqual(found, []);
});
