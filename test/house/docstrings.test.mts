// What nodes/shared exports says for itself what goes in and out: each export and each public method has
// a docstring, moments, days and money carry their unit in their type, and errors stand in `@throws`.

import assert from 'node:assert/strict';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mts';

/** Every room of nodes/shared. */
const ROOMS = readdirSync(join(root, 'nodes/shared')).sort();

/** Names of moments, days, lengths of time and money, whose type must say the unit (values/units.ts). */
const UNIT_WORDS = new Set(['ms', 'millis', 'day', 'today', 'cents', 'now', 'moment']);
const LAST_WORDS = new Set(['since', 'until', 'amount', 'gross', 'net', 'tax', 'rate']);
const WHOLE_NAMES = new Set(['asOf']);
/** Ends of periods, where they are texts; as numbers they are places. */
const ENDS = new Set(['from', 'to']);

/** `startOfDay` → start, of, day. */
const wordsOf = (name: string): string[] =>
	name
		.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
		.split(/[ _]/)
		.map((word) => word.toLowerCase());

/** Whether something of this name is counted in a unit. */
function hasUnit(name: string): boolean {
	const words = wordsOf(name);
	return (
		WHOLE_NAMES.has(name) ||
		LAST_WORDS.has(words.at(-1) ?? '') ||
		// Not `at` alone, which is a place in a text.
		(words.length > 1 && words.at(-1) === 'at') ||
		words.some((word) => UNIT_WORDS.has(word))
	);
}

type Bare = 'number' | 'string';

/** What says nothing in a type: number or string, also where it may be absent, in a list, or a result. */
function bareIn(type: ts.TypeNode | undefined): Bare[] {
	if (!type) return [];
	if (ts.isUnionTypeNode(type)) return type.types.flatMap(bareIn);
	if (ts.isArrayTypeNode(type)) return bareIn(type.elementType);
	if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return bareIn(type.type);
	if (ts.isFunctionTypeNode(type)) return bareIn(type.type);
	if (type.kind === ts.SyntaxKind.NumberKeyword) return ['number'];
	return type.kind === ts.SyntaxKind.StringKeyword ? ['string'] : [];
}

/** Whether neither the name of something nor its type says its unit. */
function lacksUnit(name: string, type: ts.TypeNode | undefined): boolean {
	const bare = bareIn(type);
	if (ENDS.has(name)) return bare.includes('string');
	return hasUnit(name) && bare.length > 0;
}

type Documented = ts.Node & { jsDoc?: ts.JSDoc[] };

/** The comment right above a declaration, without a line between. */
function docOf(node: ts.Node, source: ts.SourceFile): ts.JSDoc | undefined {
	const doc = (node as Documented).jsDoc?.at(-1);
	if (!doc) return undefined;
	const between = source.text.slice(doc.end, node.getStart(source));
	return between.split('\n').length <= 2 ? doc : undefined;
}

const isExported = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isHidden = (node: ts.Node): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some(
		({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
	);

const nameOf = (node: ts.Node): string =>
	'name' in node && node.name && ts.isIdentifier(node.name as ts.Node)
		? (node.name as ts.Identifier).text
		: '';

/** What a function is: declared, a method, or the value of a constant. */
interface Work {
	name: string;
	node: ts.SignatureDeclaration;
	body: ts.Node | undefined;
	/** As it is called within its file: of a method, with `this.` before it. */
	called: string;
	/** What carries the docstring. */
	documented: ts.Node;
	isPublic: boolean;
}

const functionIn = (node: ts.Expression | undefined) =>
	node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) ? node : undefined;

function worksOf(source: ts.SourceFile): Work[] {
	return source.statements.flatMap((statement): Work[] => {
		const isPublic = isExported(statement);
		if (ts.isFunctionDeclaration(statement)) {
			const { body } = statement;
			const name = nameOf(statement);
			return [{ name, called: name, node: statement, body, documented: statement, isPublic }];
		}
		if (ts.isVariableStatement(statement)) {
			return statement.declarationList.declarations.flatMap((declaration) => {
				const node = functionIn(declaration.initializer);
				if (!node) return [];
				const name = nameOf(declaration);
				return [{ name, called: name, node, body: node.body, documented: statement, isPublic }];
			});
		}
		if (!ts.isClassDeclaration(statement)) return [];
		return statement.members.flatMap((member): Work[] => {
			const isOpen = isPublic && !isHidden(member);
			const initial = ts.isPropertyDeclaration(member) ? functionIn(member.initializer) : undefined;
			const node = ts.isMethodDeclaration(member) || ts.isAccessor(member) ? member : initial;
			if (!node) return [];
			const name = nameOf(member);
			const called = `this.${name}`;
			return [{ name, called, node, body: node.body, documented: member, isPublic: isOpen }];
		});
	});
}

/** The classes of errors that a function throws by itself, and the functions of its file that it calls. */
function thrownIn(body: ts.Node): { errors: Set<string>; calls: Set<string> } {
	const found = { errors: new Set<string>(), calls: new Set<string>() };
	const visit = (node: ts.Node): void => {
		// What is caught in it isn't thrown by it.
		if (ts.isTryStatement(node) && node.catchClause) {
			visit(node.catchClause);
			if (node.finallyBlock) visit(node.finallyBlock);
			return;
		}
		if (ts.isThrowStatement(node) && ts.isNewExpression(node.expression)) {
			found.errors.add(node.expression.expression.getText());
		}
		if (ts.isCallExpression(node)) {
			const { expression } = node;
			if (ts.isIdentifier(expression)) found.calls.add(expression.text);
			if (
				ts.isPropertyAccessExpression(expression) &&
				expression.expression.kind === ts.SyntaxKind.ThisKeyword
			) {
				found.calls.add(`this.${expression.name.text}`);
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(body);
	return found;
}

/** What each function of a file throws, also through others of it. */
function errorsOf(works: Work[]): Map<string, Set<string>> {
	const own = new Map(works.map(({ called, body }) => [called, body && thrownIn(body)]));
	const all = new Map(works.map(({ called }) => [called, new Set(own.get(called)?.errors)]));
	for (let grows = true; grows; ) {
		grows = false;
		for (const [name, errors] of all) {
			const before = errors.size;
			for (const called of own.get(name)?.calls ?? []) {
				for (const error of all.get(called) ?? []) errors.add(error);
			}
			grows ||= errors.size > before;
		}
	}
	return all;
}

/** What is said too little in a file, with its lines. */
function gapsIn(path: string, text: string): string[] {
	const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const gaps: string[] = [];
	const gap = (node: ts.Node, words: string): void => {
		const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
		gaps.push(`${path}:${line + 1} ${words}`);
	};
	const requireDoc = (node: ts.Node, name: string): void => {
		if (!docOf(node, source)) gap(node, `${name} has no docstring`);
	};
	/** Names with bare types, in types and in the heads of functions. */
	const requireUnits = (node: ts.Node): void => {
		if (ts.isBlock(node) || isHidden(node)) return;
		if (
			(ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) &&
			lacksUnit(nameOf(node), node.type)
		) {
			gap(node, `${nameOf(node)} doesn't say its unit`);
		}
		ts.forEachChild(node, requireUnits);
	};

	for (const statement of source.statements) {
		const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
		if (isType) requireUnits(statement);
		if (!isExported(statement)) continue;
		if (isType || ts.isClassDeclaration(statement)) requireDoc(statement, nameOf(statement));
		if (ts.isVariableStatement(statement)) {
			const [first] = statement.declarationList.declarations;
			if (first) requireDoc(statement, nameOf(first));
		}
		if (ts.isClassDeclaration(statement)) {
			for (const member of statement.members) {
				if (ts.isPropertyDeclaration(member)) requireUnits(member);
				if (!ts.isConstructorDeclaration(member)) continue;
				member.parameters.forEach(requireUnits);
			}
		}
	}
	const works = worksOf(source);
	const errors = errorsOf(works);
	for (const { name, called, node, documented, isPublic } of works) {
		if (!isPublic) continue;
		// The value of a constant is looked at above.
		if (!ts.isVariableStatement(documented)) requireDoc(documented, name);
		node.parameters.forEach(requireUnits);
		if (lacksUnit(name, node.type)) gap(node, `the result of ${name} doesn't say its unit`);
		const doc = docOf(documented, source)?.getText(source) ?? '';
		const [, ...told] = doc.split('@throws');
		for (const error of errors.get(called) ?? []) {
			if (!told.some((part) => part.includes(error))) {
				gap(documented, `${name} doesn't say when it throws ${error}`);
			}
		}
	}
	return gaps;
}

test('the check finds what is said too little', () => {
	const text = [
		'/** A file. */',
		'',
		'export const A = 1;',
		'/** Text. */',
		'export const later = (seenAt: number, to: string | undefined): string => `${seenAt}${to}`;',
		'interface Known { readonly asOf: string; now: () => number; gross?: Cents }',
		'/** A day. */',
		'export function dayOf(dayMs: Milliseconds[]): string { return fail(dayMs); }',
		'function fail(x: unknown): never { throw new RangeError(`${x}`); }',
		'/** Holds. */',
		'export class Holder {',
		'  get(): void {}',
		'  /** Fails. @throws RangeError always */',
		'  fail(): void { fail(1); }',
		'  private hidden(ms: number): void {}',
		'}',
	].join('\n');
	assert.deepEqual(gapsIn('x.ts', text), [
		'x.ts:3 A has no docstring',
		"x.ts:6 asOf doesn't say its unit",
		"x.ts:6 now doesn't say its unit",
		"x.ts:5 seenAt doesn't say its unit",
		"x.ts:5 to doesn't say its unit",
		"x.ts:8 the result of dayOf doesn't say its unit",
		"x.ts:8 dayOf doesn't say when it throws RangeError",
		'x.ts:12 get has no docstring',
	]);
});

for (const room of ROOMS) {
	test(`what nodes/shared/${room} exports says what goes in and out`, () => {
		const files = globSync(`nodes/shared/${room}/**/*.ts`, { cwd: root }).sort();
		assert.ok(files.length > 0);
		const gaps = files.flatMap((file) => gapsIn(file, readFileSync(join(root, file), 'utf8')));
		assert.deepEqual(gaps, []);
	});
}
