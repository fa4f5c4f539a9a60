/** The shop's data through n8n's engine: what is sent to the byte, and what comes out. */
import type { IDataObject } from 'n8n-workflow';
import { FRESH, pairs, useBench } from '../../support/n8n/bench';

const kit = useBench();

const infos = async (credential: Record<string, string> = {}) =>
	await kit.bench.run({ authentication: 'basicAuth', operation: 'shop.getInfos', credential });

beforeEach(async () => {
	await kit.bench.reset();
});

describe('shop.getInfos', () => {
	it('passes the answer on as it is', async () => {
		const { items } = await infos();
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'GET', path: '/v1/infos', rawQuery: '' });
		const { username, password } = kit.bench.ready.kassaForte;
		expect(request?.headers.authorization).toBe(`Basic ${btoa(`${username}:${password}`)}`);
		expect(request?.headers['content-type']).toBeUndefined();
		expect(items).toEqual([
			{ json: expect.objectContaining({ connectionStatus: 'connected' }), pairedItem: { item: 0 } },
		]);
	});

	it('shows what changes in the shop', async () => {
		await kit.bench.control('config', { kassaForteInfos: { deliveryOpen: false } });
		const { jsons } = await infos();
		expect(jsons[0]).toMatchObject({ shopOpenStatus: { delivery: false } });
	});

	it.each([
		['with its scheme', (domain: string) => `http://${domain}`],
		['with a version and a slash', (domain: string) => `http://${domain}/v1/`],
		['with spaces around it', (domain: string) => ` ${domain} `],
	])('takes the domain %s', async (_how, write) => {
		const { words } = await infos({ domain: write(kit.bench.ready.kassaForte.domain) });
		expect(words).toBe('');
		expect(await kit.bench.sent()).toEqual(['GET /v1/infos']);
	});
});

describe.each([
	['getInfos', '/v1/infos', 'infos'],
	['getOpenHours', '/v1/openhours', 'openHours'],
	['getMenu', '/v1/menu', 'menu'],
	['getDeliveryCosts', '/v1/deliverycosts', 'deliveryCosts'],
])('shop.%s', (operation, path, name) => {
	const run = async (more: { credential?: IDataObject; items?: IDataObject[] } = {}) =>
		await kit.bench.run({
			authentication: 'basicAuth',
			operation: `shop.${operation}`,
			onError: 'continueRegularOutput',
			...more,
		});
	/** What the shop says to whoever asks directly. */
	const direct = async () => {
		const { domain, username, password } = kit.bench.ready.kassaForte;
		const headers = { Authorization: `Basic ${btoa(`${username}:${password}`)}`, ...FRESH };
		return (await (await fetch(`http://${domain}${path}`, { headers })).json()) as unknown;
	};

	it('sends one plain GET and gives the answer unchanged', async () => {
		const { jsons, items } = await run();
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'GET', path, rawQuery: '' });
		expect(request?.body ?? {}).toEqual({});
		expect(request?.headers['content-type']).toBeUndefined();
		expect(jsons).toEqual([await direct()]);
		expect(pairs(items)).toEqual([0]);
	});

	it('passes other shapes on unharmed', async () => {
		const list = [[{ from: '11:30' }], [], null, 'ü', 7];
		await kit.bench.control('faults', { kind: 'status', status: 200, body: list, path });
		expect((await run()).jsons).toEqual([{ [name]: list }]);
	});

	it('asks once for all items, and gives what came to each', async () => {
		const { items } = await run({ items: [{}, {}, {}] });
		expect(pairs(items)).toEqual([0, 1, 2]);
		expect(items[2]?.json).toEqual(items[0]?.json);
		expect(await kit.bench.sent()).toEqual([`GET ${path}`]);
	});

	it('is tried again where that changes nothing', async () => {
		await kit.bench.control('faults', { kind: 'resetBefore', path });
		expect((await run()).jsons).toEqual([await direct()]);
	});

	it.each([
		[401, 'Check user name and password in the credential.'],
		[403, 'The API is for https only: check the domain in the credential.'],
		[404, 'Check the domain in the credential.'],
		[405, 'This server does not take the call like this: check the domain in the credential.'],
	])('says what to do after %d', async (status, advice) => {
		await kit.bench.control('faults', { kind: 'status', status, path });
		const [item, ...others] = (await run()).jsons;
		expect(others).toEqual([]);
		expect(item?.details).toBe(advice);
		expect(String(item?.error)).toMatch(/^KassaForte could not get shop [a-z ]+: /);
		expect(await kit.bench.sent()).toEqual([`GET ${path}`]);
	});

	it.each([
		['with a colon', 'us', 'pa:ss::word:'],
		['with letters of other alphabets', 'müller', 'pä:ß€ żółć 密码 🍕'],
		['with signs that addresses and texts give a meaning', 'a%40b', '%25&=?#+/"\\\'<>'],
	])('signs in in UTF-8 with a password %s', async (_name, username, password) => {
		const { jsons } = await run({ credential: { username, password } });
		const [request] = await kit.bench.log();
		const sent = String(request?.headers.authorization).replace(/^Basic /, '');
		const bytes = Uint8Array.from(atob(sent), (character) => character.charCodeAt(0));
		expect(new TextDecoder().decode(bytes)).toBe(`${username}:${password}`);
		expect(jsons[0]?.details).toBe('Check user name and password in the credential.');
		expect(JSON.stringify(jsons)).not.toContain(password);
	});
});

describe('shop.getDeliveryCosts', () => {
	const costs = async () =>
		(await kit.bench.run({ authentication: 'basicAuth', operation: 'shop.getDeliveryCosts' }))
			.jsons;

	it('says that there are none in an item of its own', async () => {
		await kit.bench.control('config', { kassaForteDeliveryCosts: 'null' });
		expect(await costs()).toEqual([{ deliveryCosts: null }]);
	});

	it('comes by place or by distance', async () => {
		const byPlace = await costs();
		await kit.bench.control('config', { kassaForteDeliveryCosts: 'distance' });
		const byDistance = await costs();
		expect([byPlace.length, byDistance.length]).toEqual([1, 1]);
		expect(byDistance).not.toEqual(byPlace);
	});
});
