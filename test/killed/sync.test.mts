// "Sync From a List" in a process that is killed (SIGKILL) while CassaNova is at one of its writes, and then run
// again: no record is there twice, no stock is moved twice, and the rest is done.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../../scripts/lib/paths.mts';
import { startSandbox } from '../../scripts/lib/sandbox.mts';
import type { RunningSandbox } from '../../scripts/lib/sandbox.mts';
import { syncList } from './syncRun.mts';
import type { SyncRun } from './syncRun.mts';

type Json = Record<string, unknown>;
type List = Omit<SyncRun, 'ready'>;

let sandbox: RunningSandbox;
before(async () => {
	sandbox = await startSandbox();
});
after(async () => await sandbox.stop());

async function control(path: string, body?: unknown): Promise<Json[]> {
	const headers = { 'Content-Type': 'application/json' };
	const post = { method: 'POST', headers, body: JSON.stringify(body) };
	const answer = await fetch(`${sandbox.ready.control}/${path}`, body === undefined ? {} : post);
	if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	return (await answer.json()) as Json[];
}

/** Writes that reached CassaNova, tokens aside. */
async function writes(): Promise<string[]> {
	const log = (await control('log')) as Array<{ method: string; path: string }>;
	return log
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
		.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/g, '*')}`);
}

/** A page of a list, as CassaNova shows it. */
async function all(path: string, key: string, start = 0): Promise<Json[]> {
	const { baseUrl, apiKey } = sandbox.ready.cassaNova;
	const headers = { 'Content-Type': 'application/json', 'X-Version': '1.0.0' };
	const token = await fetch(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { ...headers, 'X-Requested-With': '*' },
		body: JSON.stringify({ apiKey }),
	});
	const { access_token: bearer } = (await token.json()) as { access_token: string };
	const answer = await fetch(`${baseUrl}${path}?start=${start}&limit=100`, {
		headers: { ...headers, Authorization: `Bearer ${bearer}` },
	});
	return ((await answer.json()) as Record<string, Json[]>)[key] ?? [];
}

/** Runs a list in a process that is killed while the write number `at` to a path is held back. */
async function killedAt(list: List, path: string, at: number): Promise<void> {
	await control('faults', { kind: 'slow', held: true, method: 'POST', path, after: at - 1 });
	const run = JSON.stringify({ ready: sandbox.ready, ...list });
	const child = spawn(process.execPath, [inRoot('test', 'killed', 'child.mts'), run], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const gone = once(child, 'exit');
	const isHeld = async () =>
		((await control('log')) as Array<{ fault?: unknown }>).some(({ fault }) => fault !== undefined);
	while (!(await isHeld()) && child.exitCode === null) await delay(100);
	child.kill('SIGKILL');
	const [, signal] = (await gone) as [unknown, string];
	assert.equal(signal, 'SIGKILL', 'the run ended before it could be killed');
	// What was on its way is carried out nevertheless.
	await control('release', {});
}

async function again(list: List): Promise<unknown[]> {
	return await syncList({ ready: sandbox.ready, ...list });
}

const goods = { Department: 'Bevande', Category: 'Caffetteria', Price: 2 };

test('products: none is there twice, and the rest is made', async () => {
	await control('reset', {});
	const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
	const list: List = {
		resource: 'product',
		matchOn: 'internalId',
		list: names.map((Name) => ({ ...goods, Name, 'Internal ID': Name })),
	};
	await killedAt(list, '/products$', 4);
	assert.deepEqual(await again(list), [...Array(4).fill('unchanged'), 'create', 'create']);
	const made = (await all('/products', 'products')).map(({ internalId }) => String(internalId));
	assert.deepEqual(made.filter((one) => names.includes(one)).sort(), [...names].sort());
	assert.equal((await writes()).length, names.length);
});

test('products in batches: none is there twice, and the rest is made', async () => {
	const codes = Array.from({ length: 70 }, (_code, index) => `B${index + 1}`);
	const list: List = {
		resource: 'product',
		matchOn: 'internalId',
		list: codes.map((code) => ({ ...goods, Name: code, 'Internal ID': code })),
	};
	// One that shows what a batch does, then fifty, then the rest.
	for (const [at, made] of [
		[1, 1],
		[2, 51],
		[3, 70],
	] as const) {
		await control('reset', {});
		await killedAt(list, '/products/batch$', at);
		const left = codes.length - made;
		assert.deepEqual(await again(list), [
			...Array<string>(made).fill('unchanged'),
			...Array<string>(left).fill('create'),
		]);
		const found = [
			...(await all('/products', 'products')),
			...(await all('/products', 'products', 100)),
		];
		const there = found.map(({ internalId }) => String(internalId));
		assert.deepEqual(there.filter((one) => codes.includes(one)).sort(), [...codes].sort());
	}
});

test('variants: neither option nor product nor variant is there twice', async () => {
	await control('reset', {});
	const list: List = {
		resource: 'product',
		matchOn: 'externalId',
		parameters: { optionColumns: 'Size' },
		list: ['S', 'M', 'L'].map((Size) => ({
			...goods,
			'Your Own ID': 'CAP',
			Name: 'Cap',
			Size,
			'Internal ID': `CAP-${Size}`,
		})),
	};
	await killedAt(list, '/variants$', 2);
	assert.deepEqual(await again(list), ['unchanged', 'unchanged', 'create']);
	assert.deepEqual(await writes(), [
		'POST /options',
		'POST /products',
		...Array<string>(3).fill('POST /products/*/variants'),
	]);
	const caps = (await all('/products', 'products')).filter(
		({ externalId }) => externalId === 'CAP',
	);
	assert.equal(caps.length, 1);
	assert.equal((caps[0]?.variants as Json[]).length, 3);
});

test('stock: no movement is made twice, and all stocks are what the list says', async () => {
	await control('reset', {});
	const counted = [3, 5, 7, 9, 11, 13].map((Quantity, index) => ({
		'Internal ID': `P${index + 1}`,
		Shop: '4711',
		Quantity,
	}));
	const list: List = { resource: 'stock', matchOn: 'internalId', list: counted };
	await killedAt(list, '/movements$', 4);
	assert.deepEqual(await again(list), [...Array(4).fill('unchanged'), 'change', 'change']);
	const moved = await all('/stocks/4711/movements', 'stockMovements');
	assert.deepEqual(
		moved.map(({ quantity }) => quantity),
		counted.map(({ Quantity }) => Quantity - 20),
	);
});
