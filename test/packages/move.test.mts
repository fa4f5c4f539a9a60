// Workflows are moved to other packages by the types of their nodes, and nothing else changes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inRoot, root } from '../../scripts/lib/paths.mts';
import { PACKAGES, moved } from '../../scripts/move.mjs';
import { SYSTEM_PACKAGES } from '../../scripts/packages/table.mts';

const nodes = (...types: string[]) => ({
	nodes: types.map((type, index) => ({ name: `Node ${index}`, type, parameters: { type } })),
	connections: {},
});
const typesOf = ({ nodes: all }: ReturnType<typeof nodes>) => all.map(({ type }) => type);

test('the script knows each package, by how the names of its nodes begin', () => {
	const wanted = SYSTEM_PACKAGES.map(({ name, folder }) => [
		`${folder[0]?.toLowerCase()}${folder.slice(1)}`,
		name,
	]);
	assert.deepEqual(PACKAGES, Object.fromEntries(wanted));
});

test('each node goes to the package of its system, tools for agents as well', () => {
	const workflow = nodes(
		'n8n-nodes-kassa.cassaNova',
		'n8n-nodes-kassa.cassaNovaInstantTrigger',
		'n8n-nodes-kassa.kassaForteTool',
		'n8n-nodes-kassa.kassandroTrigger',
		'n8n-nodes-base.set',
		'n8n-nodes-kassa.somethingElse',
	);
	const before = structuredClone(workflow);
	const { workflow: after, changes } = moved(workflow);
	assert.deepEqual(typesOf(after), [
		'n8n-nodes-cassanova.cassaNova',
		'n8n-nodes-cassanova.cassaNovaInstantTrigger',
		'n8n-nodes-kassaforte.kassaForteTool',
		'n8n-nodes-kassandro.kassandroTrigger',
		'n8n-nodes-base.set',
		'n8n-nodes-kassa.somethingElse',
	]);
	assert.equal(changes.length, 4);
	assert.deepEqual(workflow, before);
	assert.deepEqual(moved(after, 'n8n-nodes-kassa').workflow, before);
	assert.deepEqual(
		after.nodes.map(({ parameters }) => parameters),
		before.nodes.map(({ parameters }) => parameters),
	);
});

test('with a package given, the nodes of other systems stay', () => {
	const workflow = nodes('n8n-nodes-kassa.cassaNova', 'n8n-nodes-kassa.kassandro');
	assert.deepEqual(typesOf(moved(workflow, 'n8n-nodes-kassandro').workflow), [
		'n8n-nodes-kassa.cassaNova',
		'n8n-nodes-kassandro.kassandro',
	]);
});

test('a list of workflows is moved as well, and each example there and back', () => {
	const list = [nodes('n8n-nodes-kassa.kassandro'), nodes('n8n-nodes-base.set')];
	assert.equal(moved(list).changes.length, 1);
	for (const file of globSync('examples/*.json', { cwd: root })) {
		const text = readFileSync(inRoot(file), 'utf8');
		const { workflow, changes } = moved(JSON.parse(text) as object);
		assert.ok(changes.length > 0, file);
		assert.doesNotMatch(JSON.stringify(workflow), /n8n-nodes-kassa\./);
		assert.deepEqual(moved(workflow, 'n8n-nodes-kassa').workflow, JSON.parse(text));
	}
});

test('the script writes beside the file, and says what it can not read', () => {
	const folder = mkdtempSync(join(tmpdir(), 'kassa-move-'));
	const script = inRoot('scripts', 'move.mjs');
	const run = (...args: string[]) =>
		execFileSync(process.execPath, [script, ...args], { encoding: 'utf8', stdio: 'pipe' });
	try {
		const file = join(folder, 'mine.json');
		writeFileSync(file, JSON.stringify(nodes('n8n-nodes-kassa.kassandro')));
		assert.match(run(file), /Node 0: n8n-nodes-kassa\.kassandro → n8n-nodes-kassandro\.kassandro/);
		const after = readFileSync(join(folder, 'mine.moved.json'), 'utf8');
		assert.deepEqual(typesOf(JSON.parse(after) as ReturnType<typeof nodes>), [
			'n8n-nodes-kassandro.kassandro',
		]);
		assert.match(run(join(folder, 'mine.moved.json')), /nothing was written/);
		writeFileSync(join(folder, 'none.json'), '{"name": "no nodes"}');
		assert.throws(() => run(join(folder, 'none.json')), /is no workflow of n8n's/);
		assert.throws(() => run(join(folder, 'missing.json')), /can't be read/);
		assert.throws(() => run(file, '--to=elsewhere'), /--to must be one of/);
		assert.throws(() => run(), /Usage/);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
