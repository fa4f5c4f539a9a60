// The lock between processes: one worker at a time, and none is stopped by a dead one.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { onceAmongProcesses } from './lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kassa-lock-'));
after(() => rmSync(folder, { recursive: true }));

test('of three that start at once, one works and the others wait for it', async () => {
	const lock = join(folder, 'busy');
	let done = false;
	let worked = 0;
	let waited = 0;
	const once = async () =>
		await onceAmongProcesses(
			lock,
			() => done,
			async () => {
				worked += 1;
				await delay(100);
				done = true;
			},
			() => (waited += 1),
		);
	await Promise.all([once(), once(), once()]);
	assert.deepEqual({ worked, waited }, { worked: 1, waited: 2 });
	assert.equal(existsSync(lock), false);
});

test('the lock of a process that has died is taken over', async () => {
	const lock = join(folder, 'stale');
	mkdirSync(lock);
	// No process has this id: the largest that Linux gives out is 4194304.
	writeFileSync(join(lock, 'pid'), '99999999');
	let done = false;
	await onceAmongProcesses(
		lock,
		() => done,
		async () => void (done = true),
		() => assert.fail('waited for a dead process'),
	);
	assert.equal(done, true);
});

test('a failing worker frees the lock', async () => {
	const lock = join(folder, 'failing');
	const fail = async () => await Promise.reject(new Error('no'));
	await assert.rejects(
		onceAmongProcesses(
			lock,
			() => false,
			fail,
			() => {},
		),
		/no/,
	);
	assert.equal(existsSync(lock), false);
});
