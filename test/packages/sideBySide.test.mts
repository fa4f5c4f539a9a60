// Two packages in one process, as n8n loads them: what one does to an account the other knows.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/lib/paths.mts';
import { assembled } from './assembled.mts';

interface Environment {
	now: () => number;
	sleep: (ms: number) => Promise<void>;
}
interface Engine {
	environment: Environment;
	memory: { of: <T>(kind: new () => T) => T };
	sessions: object;
	lanes: { alone: <T>(name: string, work: () => Promise<T>) => Promise<T> };
	pacer: {
		slot: (
			key: string,
			limit: { calls: number; perMs: number },
			environment: Environment,
			signal: undefined,
			mostWaitMs: number,
		) => Promise<void>;
	};
}
interface OpenSends {
	begin: (lane: string[], now: number) => void;
	since: (lane: string[]) => number | undefined;
}

let folder = '';
let remove = () => {};
before(async () => {
	({ folder, remove } = await assembled());
});
after(() => remove());

/** A package's own code, loaded from its folder. */
const loadFrom = <T,>(place: string, file: string): T =>
	createRequire(join(place, 'package.json'))(`./dist/nodes/${file}.js`) as T;

/** What a package works with, and its class of errors for a limit that is used up. */
function packageIn(place: string) {
	const { processEngine } = loadFrom<{ processEngine: Engine }>(place, 'shared/wire/engine');
	const { PaceError } = loadFrom<{ PaceError: new () => Error }>(place, 'shared/wire/pace');
	return { engine: processEngine, PaceError };
}

/** The package with all systems, and one of one system. */
const both = (name = 'n8n-nodes-kassandro') => ({
	all: packageIn(root),
	one: packageIn(join(folder, name)),
});

test('each package runs its own code', () => {
	const { all, one } = both();
	assert.notEqual(all.engine, one.engine);
	assert.notEqual(all.PaceError, one.PaceError);
});

test('a lock that is taken in one package is seen in the other', async () => {
	const { all, one } = both();
	const log: string[] = [];
	let end = () => {};
	const held = new Promise<void>((resolve) => {
		end = resolve;
	});
	const first = all.engine.lanes.alone('order 7', async () => {
		log.push('all: begins');
		await held;
		log.push('all: ends');
	});
	const second = one.engine.lanes.alone('order 7', async () => log.push('one'));
	// Another name passes, and by then the second has asked.
	await one.engine.lanes.alone('order 8', async () => log.push('one: another order'));
	assert.deepEqual(log, ['all: begins', 'one: another order']);
	end();
	await Promise.all([first, second]);
	assert.deepEqual(log.slice(2), ['all: ends', 'one']);
});

test('three packages keep below one limit, and each says so with its own error', async () => {
	const environment: Environment = { now: () => 0, sleep: async () => {} };
	const limit = { calls: 2, perMs: 1000 };
	const take = async ({ engine }: ReturnType<typeof packageIn>) =>
		await engine.pacer.slot('account', limit, environment, undefined, 0);
	const { all, one } = both();
	const other = both('n8n-nodes-cassanova').one;
	await take(all);
	await take(one);
	await assert.rejects(take(other), (error) => error instanceof other.PaceError);
});

test('what one has sent without an answer the other looks for', () => {
	const { all, one } = both();
	const openSends = (place: string) =>
		loadFrom<{ OpenSends: new () => OpenSends }>(place, 'Kassandro/printing/openSends').OpenSends;
	const mine = all.engine.memory.of(openSends(root));
	const theirs = one.engine.memory.of(openSends(join(folder, 'n8n-nodes-kassandro')));
	mine.begin(['print', 'A-1'], 5);
	assert.equal(theirs.since(['print', 'A-1']), 5);
});

test('tokens stay with the package that has fetched them', () => {
	const { all, one } = both();
	const fields = ({ sessions }: Engine) => Object.values(sessions) as unknown[];
	for (const field of fields(all.engine)) assert.ok(!fields(one.engine).includes(field));
});
