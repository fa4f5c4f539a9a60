// The rooms of nodes/: an import goes down or stays in its room, never up, never from one system to
// another, and never round in a circle.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../../scripts/lib/paths.mts';

/** The rooms of nodes/shared, the lowest first; those of one line don't know each other. */
const FLOORS = [
	['values'],
	['table'],
	['wire'],
	['once'],
	['run'],
	['panel'],
	['poll', 'books', 'check', 'orders'],
	['days'],
];
const SYSTEMS = ['CassaNova', 'KassaForte', 'Kassandro'];

const files = new Set(globSync('nodes/**/*.ts', { cwd: root }).sort());

/** The files of nodes/ that a file imports, for their types as well. */
function importsOf(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
	return importedFiles.flatMap(({ fileName }) => {
		if (!fileName.startsWith('.')) return [];
		const path = join(dirname(file), fileName);
		const found = [`${path}.ts`, join(path, 'index.ts')].find((each) => files.has(each));
		// Anything else is data, such as package.json.
		return found === undefined ? [] : [found];
	});
}

const imports = new Map([...files].map((file) => [file, importsOf(file)]));

/** Where a file is: the system or `shared`, and of `shared` the room. */
function placeOf(file: string): { part: string; room: string } {
	const [, part = '', room = ''] = file.split('/');
	return { part, room };
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

/** Why a file may not import another; undefined where it may. */
function objection(from: string, to: string): string | undefined {
	const [a, b] = [placeOf(from), placeOf(to)];
	const words = `${relative('nodes', from)} imports ${relative('nodes', to)}`;
	if (b.part === 'shared') {
		if (a.part !== 'shared' || a.room === b.room) return undefined;
		return floorOf(b.room) < floorOf(a.room) ? undefined : `${words}: upward`;
	}
	return a.part === b.part ? undefined : `${words}: another system`;
}

test('each file is in a room that the house has', () => {
	const lost = [...files].filter((file) => {
		const { part, room } = placeOf(file);
		return part === 'shared' ? floorOf(room) < 0 : !SYSTEMS.includes(part);
	});
	assert.deepEqual(lost, []);
	assert.ok(files.size > 200);
});

test('an import goes down or stays in its room', () => {
	const objections = [...imports].flatMap(([from, all]) =>
		all.flatMap((to) => objection(from, to) ?? []),
	);
	assert.deepEqual(objections, []);
	assert.match(
		objection('nodes/shared/values/money.ts', 'nodes/shared/wire/urls.ts') ?? '',
		/upward/,
	);
	assert.match(
		objection('nodes/shared/poll/poll.ts', 'nodes/shared/books/book.ts') ?? '',
		/upward/,
	);
	assert.match(
		objection('nodes/Kassandro/api.ts', 'nodes/CassaNova/api.ts') ?? '',
		/another system/,
	);
	assert.match(
		objection('nodes/shared/run/run.ts', 'nodes/CassaNova/api.ts') ?? '',
		/another system/,
	);
});

/** The first circle that is found from a file on; undefined where there is none. */
function circleFrom(
	start: string,
	importsOfFile: (file: string) => string[],
	done: Set<string>,
	way: string[] = [],
): string[] | undefined {
	const at = way.indexOf(start);
	if (at >= 0) return [...way.slice(at), start];
	if (done.has(start)) return undefined;
	for (const next of importsOfFile(start)) {
		const circle = circleFrom(next, importsOfFile, done, [...way, start]);
		if (circle) return circle;
	}
	done.add(start);
	return undefined;
}

test('no import leads round in a circle', () => {
	const round: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b'] };
	assert.deepEqual(
		circleFrom('a', (file) => round[file] ?? [], new Set()),
		['b', 'c', 'b'],
	);
	const done = new Set<string>();
	for (const file of files) {
		assert.equal(
			circleFrom(file, (each) => imports.get(each) ?? [], done),
			undefined,
		);
	}
});

test('docs/architecture.md says what lives in each room, the lowest first', () => {
	const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
	const [, table = ''] = /## Rooms\n([\s\S]*?)\n## /.exec(text) ?? [];
	const told = [...table.matchAll(/^\| `(\w+)\/`/gm)].map(([, room]) => room);
	assert.deepEqual(told, FLOORS.flat());
});
