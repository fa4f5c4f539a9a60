/** The sandbox as a process: its one line, its ports, its end. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const MAIN = join(import.meta.dirname, '..', '..', 'sandbox', 'main.mts');

async function start(...options: string[]): Promise<{ child: ChildProcess; info: any }> {
	const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
	const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
	return { child, info: JSON.parse(line) };
}

test('it prints where everything is, serves all three, and ends on SIGTERM', async () => {
	const { child, info } = await start('--seed', '5');
	assert.equal(info.ready, true);
	assert.deepEqual(
		info.kassandro.merchants.map(({ registers }: any) => registers.every(Number.isInteger)),
		[true, true, true],
	);
	for (const field of ['domain', 'username', 'password']) {
		assert.equal(typeof info.kassaForte[field], 'string', field);
	}
	assert.match(info.kassandro.baseUrl, /^http:\/\/127\.0\.0\.1:\d+\/v1\.0$/);
	const origins = [
		info.cassaNova.baseUrl,
		new URL(info.kassandro.baseUrl).origin,
		`http://${info.kassaForte.domain}`,
	];
	assert.equal(new Set(origins).size, 3);
	assert.equal(info.control, `${origins[0]}/__sandbox`);
	// The same state behind every port.
	for (const origin of origins) await fetch(`${origin}/nothing-here`);
	for (const origin of origins) {
		const log = (await (await fetch(`${origin}/__sandbox/log`)).json()) as unknown[];
		assert.equal(log.length, 3);
	}
	child.kill('SIGTERM');
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('it ends with its parent when asked to', async () => {
	const { child } = await start('--die-with-parent');
	child.stdin!.end();
	assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('its clock can be ahead of the machine’s or behind, also after a reset', async () => {
	const { child, info } = await start(`--ahead-ms=${Date.UTC(2000, 0, 2) - Date.now()}`);
	const control = async (name: string, body: object): Promise<any> => {
		const headers = { 'Content-Type': 'application/json' };
		const how = { method: 'POST', headers, body: JSON.stringify(body) };
		return (await fetch(`${info.control}/${name}`, how)).json();
	};
	const year = async () => (await control('clock', { advanceMs: 0 })).now.slice(0, 4);
	assert.equal(await year(), '2000');
	await control('clock', { now: '2026-01-01T00:00:00Z' });
	assert.equal(await year(), '2026');
	await control('reset', {});
	assert.equal(await year(), '2000');
	child.kill('SIGTERM');
	await once(child, 'exit');
});

test('a chosen port is used', async () => {
	const first = await start();
	const port = new URL(first.info.cassaNova.baseUrl).port;
	first.child.kill('SIGINT');
	await once(first.child, 'exit');
	const second = await start('--port-cassanova', port);
	assert.equal(new URL(second.info.cassaNova.baseUrl).port, port);
	second.child.kill('SIGTERM');
	await once(second.child, 'exit');
});
