/** What every CassaNova call must carry, and how the sandbox refuses it otherwise. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startClient, type Client } from './cassanova-client.mts';

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', {});
	await client.login();
});

const PAGE = '/taxes?start=0&limit=10';

describe('token by API key', () => {
	test('a token lasts an hour by the sandbox clock', async () => {
		assert.equal((await client.get(PAGE)).status, 200);
		await client.control('POST', '/clock', { advanceMs: 59 * 60_000 });
		assert.equal((await client.get(PAGE)).status, 200);
		await client.control('POST', '/clock', { advanceMs: 60_000 });
		const late = await client.get(PAGE);
		assert.equal(late.status, 401);
		assert.deepEqual(late.json, { messages: ['error.unauthorized'] });
	});

	test('the answer has the documented fields', async () => {
		const { apiKey } = client.sandbox.connections.cassaNova as Record<string, string>;
		const reply = await client.call('POST', '/apikey/token', { body: { apiKey } });
		assert.deepEqual(Object.keys(reply.json), ['access_token', 'expires_in', 'token_type']);
		assert.equal(reply.json.expires_in, 3600);
		assert.equal(reply.json.token_type, 'Bearer');
	});

	test('a wrong key, a missing header and a missing key are refused', async () => {
		const wrong = await client.call('POST', '/apikey/token', { body: { apiKey: 'x' } });
		assert.equal(wrong.status, 401);
		const { apiKey } = client.sandbox.connections.cassaNova as Record<string, string>;
		const noHeader = await client.call('POST', '/apikey/token', {
			headers: { 'X-Requested-With': null },
			body: { apiKey },
		});
		assert.equal(noHeader.status, 400);
		assert.equal((await client.call('POST', '/apikey/token', { body: {} })).status, 400);
	});

	test('control can expire all tokens; state counts the token calls', async () => {
		await client.control('POST', '/expire', { vendor: 'cassaNova' });
		assert.equal((await client.get(PAGE)).status, 401);
		await client.login();
		assert.equal((await client.get(PAGE)).status, 200);
		const state = await client.control('GET', '/state?vendor=cassaNova');
		assert.equal(state.tokenCalls, 2);
	});
});

describe('limit of calls', () => {
	test('counts each API by itself, in windows that reset', async () => {
		await client.control('POST', '/config', { cassaNovaMostCalls: 2, cassaNovaWindowMs: 10_000 });
		const asked = async (path: string) => (await client.get(path)).status;
		assert.deepEqual([await asked(PAGE), await asked(PAGE)], [200, 200]);
		const refused = await client.get(PAGE);
		assert.equal(refused.status, 429);
		assert.deepEqual(refused.json, { messages: ['error.toomanyrequests'] });
		assert.equal(await asked('/departments?start=0&limit=10'), 200);
		await client.control('POST', '/clock', { advanceMs: 10_000 });
		assert.deepEqual([await asked(PAGE), await asked(PAGE), await asked(PAGE)], [200, 200, 429]);
	});

	test('is none unless it is asked for', async () => {
		for (let call = 0; call < 400; call++) assert.equal((await client.get(PAGE)).status, 200);
	});
});

describe('headers', () => {
	const cases: Array<[name: string, headers: Record<string, string | null>, status: number]> = [
		['all', {}, 200],
		['no X-Version', { 'X-Version': null }, 400],
		['another X-Version', { 'X-Version': '2.0.0' }, 400],
		['no bearer', { Authorization: null }, 401],
		['unknown bearer', { Authorization: 'Bearer nobody' }, 401],
		['token without Bearer', { Authorization: 'nobody' }, 401],
	];
	for (const [name, headers, status] of cases) {
		test(`read with ${name}: ${status}`, async () => {
			assert.equal((await client.call('GET', PAGE, { headers })).status, status);
		});
	}
	test('a write needs X-Requested-With: *', async () => {
		const body = { description: 'IVA 10%', rate: 10 };
		const without = { headers: { 'X-Requested-With': null }, body };
		assert.equal((await client.call('POST', '/taxes', without)).status, 400);
		const other = { headers: { 'X-Requested-With': 'XMLHttpRequest' }, body };
		assert.equal((await client.call('POST', '/taxes', other)).status, 400);
		assert.equal((await client.call('POST', '/taxes', { body })).status, 200);
	});
});

describe('query values are JSON literals', () => {
	const refused: Array<[query: string, message?: string]> = [
		['ids=a', 'error.expected.jsarray: ids'],
		['ids=a,b', 'error.expected.jsarray: ids'],
		['ids="a"', 'error.expected.jsarray: ids'],
		['ids=[a]', 'error.expected.jsarray: ids'],
		['ids=[1]', 'error.expected.jsarray: ids'],
		['ids[0]="a"', 'error.unknown: ids[0]'],
		['ids[]="a"', 'error.unknown: ids[]'],
		['ids=["a"]&ids=["b"]', 'error.repeated: ids'],
		['idsSalesPoint=["4711"]', 'error.expected.jsarray: idsSalesPoint'],
		['idsSalesPoint=4711', 'error.expected.jsarray: idsSalesPoint'],
		['description=caffè', 'error.expected.jsstring: description'],
		['description=12', 'error.expected.jsstring: description'],
		['lastUpdateFrom=2026-03-05', 'error.expected.jsstring: lastUpdateFrom'],
		['lastUpdateFrom="05.03.2026"'],
		['lastUpdateFrom="2026-02-30"'],
		['lastUpdateFrom="2026-03-05T00:00:00"'],
		['nonsense=1', 'error.unknown: nonsense'],
	];
	for (const [query, message] of refused) {
		test(`refuses ${query}`, async () => {
			const reply = await client.get(`${PAGE}&${encodeURI(query)}`);
			assert.equal(reply.status, 400, reply.text);
			if (message) assert.deepEqual(reply.json, { messages: [message] });
		});
	}

	const accepted = [
		'ids=["a","b"]',
		'ids=%5B%22a%22%5D',
		'idsSalesPoint=[4711,4712]',
		'description="caffè"',
		'description="12"',
		'lastUpdateFrom="2026-03-05"&lastUpdateTo="2026-03-05"',
	];
	for (const query of accepted) {
		test(`accepts ${query}`, async () => {
			const text = query.includes('%') ? query : encodeURI(query);
			const reply = await client.get(`${PAGE}&${text}`);
			assert.equal(reply.status, 200, reply.text);
		});
	}

	test('quoted numbers, missing and out-of-range pages are refused', async () => {
		for (const query of ['start="0"&limit=10', 'start=0', 'limit=10', 'start=0&limit=0']) {
			assert.equal((await client.get(`/taxes?${query}`)).status, 400, query);
		}
		assert.equal((await client.get('/taxes?start=0&limit=100')).status, 200);
		assert.equal((await client.get('/taxes?start=-1&limit=100')).status, 400);
	});

	test('a body of more than 100 KB is too large', async () => {
		const make = async (length: number) =>
			(await client.call('POST', '/salesmodes', { body: { description: 'x'.repeat(length) } }))
				.status;
		assert.equal(await make(100_000), 200);
		assert.equal(await make(103_000), 413);
	});

	test('a limit above the most that is given at once is cut without a word', async () => {
		const read = async () => (await client.get('/taxes?start=0&limit=1000')).json;
		const all = await read();
		assert.ok(all.totalCount > 4);
		assert.equal(all.taxes.length, all.totalCount);
		await client.control('POST', '/config', { cassaNovaMostRecords: 4 });
		const cut = await read();
		assert.deepEqual([cut.taxes.length, cut.totalCount], [4, all.totalCount]);
		await client.control('POST', '/config', { cassaNovaMostRecords: 100 });
	});

	test('booleans are bare', async () => {
		const products = '/products?start=0&limit=10&multiVariant=';
		assert.equal((await client.get(`${products}true`)).status, 200);
		assert.equal((await client.get(`${products}"true"`)).status, 400);
		assert.equal((await client.get(`${products}1`)).status, 400);
	});

	test('in the plain format strings and dates have no quotes, lists stay arrays', async () => {
		await client.control('POST', '/config', { cassaNovaQueryFormat: 'plain' });
		for (const query of ['description=IVA', 'lastUpdateFrom=2026-03-05', 'ids=["a"]']) {
			const reply = await client.get(`${PAGE}&${encodeURI(query)}`);
			assert.equal(reply.status, 200, reply.text);
		}
		for (const query of ['description="IVA"', 'lastUpdateFrom="2026-03-05"', 'ids=a']) {
			assert.equal((await client.get(`${PAGE}&${encodeURI(query)}`)).status, 400, query);
		}
	});
});

describe('methods, paths, bodies', () => {
	test('an unknown path is 404, a wrong method 405', async () => {
		assert.equal((await client.get('/receipts?start=0&limit=1')).status, 404);
		assert.equal((await client.get('/taxes/?start=0&limit=1')).status, 404);
		const wrong = await client.call('PATCH', '/taxes', { body: {} });
		assert.equal(wrong.status, 405);
		assert.match(wrong.headers.get('allow') ?? '', /POST/);
	});

	test('bodies are checked: required, types, enums, unknown fields, JSON', async () => {
		const bodies: unknown[] = [
			{ description: 'x' },
			{ description: 'x', rate: '10' },
			{ description: 'x', rate: 10, foo: 1 },
			'{"description": ',
		];
		for (const body of bodies) {
			const reply = await client.call('POST', '/taxes', { body });
			assert.equal(reply.status, 400, JSON.stringify(body));
			assert.ok(Array.isArray(reply.json.messages));
		}
		const state = await client.control('GET', '/state?vendor=cassaNova');
		assert.equal(state.records.tax, 7);
	});

	test('/salespoint takes no parameters', async () => {
		const reply = await client.get('/salespoint');
		assert.equal(reply.json.totalCount, reply.json.salesPoint.length);
		assert.equal((await client.get('/salespoint?start=0&limit=10')).status, 400);
	});
});
