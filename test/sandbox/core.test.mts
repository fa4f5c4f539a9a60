/** The sandbox's own machinery: log, faults, latency, switches, defects. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startClient, type Client } from './cassanova-client.mts';

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', { seed: 1 });
	await client.login();
});

const PAGE = '/taxes?start=0&limit=3';
const NEW_TAX = { body: { description: 'IVA nuova', rate: 21 } };
const taxes = async (): Promise<number> =>
	(await client.control('GET', '/state?vendor=cassaNova')).records.tax;
const order = (...faults: object[]): Promise<unknown> => client.control('POST', '/faults', faults);

describe('log', () => {
	test('keeps what was sent and what was answered', async () => {
		await client.control('DELETE', '/log');
		await client.get('/taxes?start=0&limit=3&ids=%5B%22a%22%5D&x=1&x=2');
		await client.call('POST', '/taxes', NEW_TAX);
		const log = await client.control('GET', '/log?vendor=cassaNova&path=/taxes');
		assert.equal(log.length, 2);
		assert.equal(log[0].n, 1);
		assert.equal(log[0].method, 'GET');
		assert.deepEqual(log[0].query, { start: '0', limit: '3', ids: '["a"]', x: ['1', '2'] });
		assert.equal(log[0].rawQuery, 'start=0&limit=3&ids=%5B%22a%22%5D&x=1&x=2');
		assert.equal(log[0].headers['x-version'], '1.0.0');
		assert.equal(log[0].status, 400);
		assert.deepEqual(log[1].body, NEW_TAX.body);
		assert.equal(log[1].status, 200);
		assert.ok(!Number.isNaN(Date.parse(log[1].at)));
		assert.deepEqual(await client.control('GET', '/log?path=/other'), []);
	});

	test('control calls are not in it', async () => {
		await client.control('DELETE', '/log');
		await client.control('GET', '/state');
		assert.deepEqual(await client.control('GET', '/log'), []);
	});
});

describe('faults', () => {
	test('resetBefore: the client sees a broken connection, nothing happened', async () => {
		await order({ kind: 'resetBefore', method: 'POST' });
		await assert.rejects(client.call('POST', '/taxes', NEW_TAX));
		assert.equal(await taxes(), 7);
		assert.equal((await client.call('POST', '/taxes', NEW_TAX)).status, 200);
	});

	test('resetAfter: broken connection, but it did happen', async () => {
		await order({ kind: 'resetAfter', method: 'POST' });
		await assert.rejects(client.call('POST', '/taxes', NEW_TAX));
		assert.equal(await taxes(), 8);
	});

	test('status: with headers and body, with and without commit', async () => {
		await order(
			{ kind: 'status', status: 429, headers: { 'Retry-After': '2' }, body: { slow: true } },
			{ kind: 'status', status: 503, commit: true, body: 'down' },
		);
		const first = await client.call('POST', '/taxes', NEW_TAX);
		assert.equal(first.status, 429);
		assert.equal(first.headers.get('retry-after'), '2');
		assert.deepEqual(first.json, { slow: true });
		assert.equal(await taxes(), 7);
		const second = await client.call('POST', '/taxes', NEW_TAX);
		assert.equal(second.status, 503);
		assert.equal(second.text, 'down');
		assert.equal(await taxes(), 8);
	});

	/** Resolves once a fault has struck so many calls of a path. */
	const struck = async (path: string, count = 1): Promise<void> => {
		for (let found = 0; found < count; ) {
			const entries: Array<{ fault?: string }> = await client.control('GET', `/log?path=${path}`);
			found = entries.filter(({ fault }) => fault !== undefined).length;
		}
	};
	const release = async (): Promise<number> =>
		(await client.control('POST', '/release', {})).released;

	test('slow: answers late and whole', async () => {
		await order({ kind: 'slow', ms: 150 });
		const started = performance.now();
		assert.equal((await client.get(PAGE)).json.taxes.length, 3);
		assert.ok(performance.now() - started >= 140);
	});

	test('slow: the work is done at once, and the answer held until it is released', async () => {
		await client.login();
		await order({ kind: 'slow', held: true, method: 'POST' });
		let answered = false;
		const answer = client.call('POST', '/taxes', NEW_TAX).finally(() => (answered = true));
		await struck('/taxes');
		while ((await taxes()) < 8);
		assert.equal(answered, false);
		assert.equal(await release(), 1);
		assert.equal((await answer).status, 200);
		assert.equal(await release(), 0);
	});

	test('late: works later, also for a client that has gone', async () => {
		const token = await client.login();
		await order({ kind: 'late', held: true, method: 'POST' });
		const { body } = NEW_TAX;
		const giveUp = new AbortController();
		const gone = fetch(`${client.baseUrl}/taxes`, {
			method: 'POST',
			headers: {
				Authorization: `Bearer ${token}`,
				'X-Version': '1.0.0',
				'X-Requested-With': '*',
				'Content-Type': 'application/json',
			},
			body: JSON.stringify(body),
			signal: giveUp.signal,
		});
		await struck('/taxes');
		giveUp.abort();
		await assert.rejects(gone, { name: 'AbortError' });
		assert.equal(await taxes(), 7);
		await release();
		while ((await taxes()) < 8);
		const [entry] = await client.control('GET', '/log?path=/taxes');
		assert.equal(entry.fault, 'late');
	});

	test('hang: never answers; commit decides whether it happened', async () => {
		await order({ kind: 'hang' }, { kind: 'hang', commit: true });
		for (const nth of [1, 2]) {
			const giveUp = new AbortController();
			const { signal } = giveUp;
			const hanging = fetch(`${client.baseUrl}/oauth/revoke?token=x`, { signal });
			await struck('/oauth/revoke', nth);
			giveUp.abort();
			await assert.rejects(hanging, { name: 'AbortError' });
		}
		const log = await client.control('GET', '/log?path=/oauth/revoke');
		assert.deepEqual(
			log.map((entry: any) => [entry.fault, entry.status]),
			[
				['hang', undefined],
				['hang', undefined],
			],
		);
	});

	test('truncate: 200 with broken JSON', async () => {
		await order({ kind: 'truncate' });
		const reply = await client.get(PAGE);
		assert.equal(reply.status, 200);
		assert.ok(reply.text.length > 10);
		assert.equal(reply.json, undefined);
		assert.equal(Number(reply.headers.get('content-length')), Buffer.byteLength(reply.text));
	});

	test('breakOff: less than declared, then the connection closes', async () => {
		await order({ kind: 'breakOff' });
		await assert.rejects(client.get(PAGE));
	});

	test('html: a page with status 200', async () => {
		await order({ kind: 'html' });
		const reply = await client.get(PAGE);
		assert.equal(reply.status, 200);
		assert.match(reply.headers.get('content-type') ?? '', /text\/html/);
		assert.match(reply.text, /^<!doctype html>/);
	});

	test('redirect', async () => {
		await order({ kind: 'redirect', location: 'https://elsewhere.example/x', status: 307 });
		const reply = await client.get(PAGE);
		assert.equal(reply.status, 307);
		assert.equal(reply.headers.get('location'), 'https://elsewhere.example/x');
	});

	test('expireToken: this call gets 401, and so does the next with the same token', async () => {
		await order({ kind: 'expireToken', path: '^/taxes$' });
		assert.equal((await client.get(PAGE)).status, 401);
		assert.equal((await client.get(PAGE)).status, 401);
		await client.login();
		assert.equal((await client.get(PAGE)).status, 200);
	});

	test('missingKey: 200 without the list', async () => {
		await order({ kind: 'missingKey' });
		const reply = await client.get(PAGE);
		assert.equal(reply.status, 200);
		assert.deepEqual(reply.json, { totalCount: 7 });
	});

	test('otherKeys: keys are called otherwise, or are not there', async () => {
		await order({ kind: 'otherKeys', keys: { taxes: 'rates', totalCount: null, rate: 'percent' } });
		const { status, json } = await client.get(PAGE);
		assert.equal(status, 200);
		assert.deepEqual(Object.keys(json), ['rates']);
		assert.ok(json.rates.length > 0);
		assert.ok(json.rates.every((tax: any) => 'percent' in tax && !('rate' in tax)));
	});

	test('pageShift: later pages repeat records of earlier ones', async () => {
		await order({ kind: 'pageShift', insert: 2 });
		const first = (await client.get(PAGE)).json.taxes.map(({ id }: any) => id);
		const second = (await client.get('/taxes?start=3&limit=3')).json.taxes.map(({ id }: any) => id);
		assert.deepEqual(second.slice(0, 2), first.slice(1));
		assert.equal(await taxes(), 9);
	});

	test('repeatPage: always the first page', async () => {
		await order({ kind: 'repeatPage', times: -1 });
		const first = (await client.get(PAGE)).json.taxes;
		assert.deepEqual((await client.get('/taxes?start=3&limit=3')).json.taxes, first);
	});

	test('times, after, method, path, vendor and probability choose the calls', async () => {
		const statuses = async (count: number): Promise<number[]> => {
			const seen = [];
			for (let index = 0; index < count; index++) seen.push((await client.get(PAGE)).status);
			return seen;
		};
		await order({ kind: 'status', status: 500, after: 1, times: 2 });
		assert.deepEqual(await statuses(5), [200, 500, 500, 200, 200]);
		await order(
			{ kind: 'status', status: 500, method: 'PUT' },
			{ kind: 'status', status: 500, path: '^/products' },
			{ kind: 'status', status: 500, vendor: 'kassandro' },
		);
		assert.deepEqual(await statuses(2), [200, 200]);
		await client.control('DELETE', '/faults');
		await order({ kind: 'status', status: 500, times: -1, probability: 0.5 });
		const drawn = await statuses(40);
		const failures = drawn.filter((status) => status === 500).length;
		assert.ok(failures > 8 && failures < 32, `${failures} of 40`);
	});

	test('a fault that makes no sense is refused', async () => {
		for (const fault of [
			{ kind: 'nonsense' },
			{ kind: 'status' },
			{ kind: 'slow' },
			{ kind: 'late' },
		]) {
			const reply = await fetch(`${client.baseUrl}/__sandbox/faults`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(fault),
			});
			assert.equal(reply.status, 400);
		}
	});
});

describe('control', () => {
	test('latency holds every call of the vendor', async () => {
		await client.control('POST', '/latency', { ms: 120, vendor: 'cassaNova' });
		const started = performance.now();
		await client.get(PAGE);
		assert.ok(performance.now() - started >= 110);
	});

	test('reset empties state, log, faults, latency and switches', async () => {
		await client.call('POST', '/taxes', NEW_TAX);
		await order({ kind: 'status', status: 500, times: -1 });
		await client.control('POST', '/latency', { ms: 20_000 });
		await client.control('POST', '/config', { cassaNovaQueryFormat: 'plain' });
		await client.control('POST', '/reset', { seed: 1 });
		assert.deepEqual(await client.control('GET', '/log'), []);
		assert.equal((await client.get(PAGE)).status, 401);
		await client.login();
		assert.deepEqual(client.sandbox.shared.latency, {});
		const reply = await client.get(`${PAGE}&description="IVA"`);
		assert.equal(reply.status, 200);
		assert.equal(await taxes(), 7);
	});

	test('the same seed gives the same catalog, another seed another one', async () => {
		const ids = async (seed: number): Promise<string[]> => {
			await client.control('POST', '/reset', { seed });
			await client.login();
			return (await client.get(PAGE)).json.taxes.map(({ id }: any) => id);
		};
		const first = await ids(5);
		assert.deepEqual(await ids(5), first);
		assert.notDeepEqual(await ids(6), first);
	});

	test('unknown switches and calls are refused', async () => {
		assert.match((await client.control('POST', '/config', { nonsense: 1 })).error, /nonsense/);
		assert.match((await client.control('GET', '/nonsense')).error, /nonsense/);
	});

	test('an answer that the description forbids is loud', async () => {
		const { handlers } = client.sandbox.shared.vendor('cassaNova')!;
		handlers.getTaxes = () => ({ body: { taxes: [{ rate: 'ten' }], totalCount: 1 } });
		const reply = await client.get(PAGE);
		assert.equal(reply.status, 500);
		assert.ok(reply.headers.get('x-sandbox-defect'));
		handlers.getTaxes = () => ({ status: 200 });
		assert.equal((await client.get(PAGE)).status, 500);
		const defects = await client.control('GET', '/defects');
		assert.equal(defects.length, 2);
		assert.equal(defects[0].path, '/taxes');
	});
});
