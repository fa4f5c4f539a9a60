/** Each Kassandro operation with both kinds of token: what is sent to the byte, and what comes out. */
import type { INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import type { Authentication } from '../../support/n8n/bench';

const kit = useBench();

const run = async (
	authentication: Authentication,
	operation: string,
	parameters: INodeParameters = {},
	credential: Record<string, string | boolean> = {},
) => await kit.bench.run({ authentication, operation, parameters, credential });

/** The API key of the merchant that the credentials belong to. */
const key = () => kit.bench.ready.kassandro.merchants[0]?.apiKey ?? '';
const register = () => kit.bench.ready.kassandro.merchants[0]?.registers[0] ?? 0;

const days = { dateFrom: '2026-03-28', dateTo: '2026-03-29' };
/** What was asked but the count, which is asked once whose clock times show. */
const listsSent = async () =>
	(await kit.bench.sent()).filter((request) => !request.includes('/receipts/count?'));

const BOTH = [['accountToken'], ['cashRegisterToken']] as const;

beforeAll(async () => {
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		count: 60,
		from: '2026-03-27',
		to: '2026-03-30',
		seed: 5,
	});
	await kit.bench.logInToTill();
});

beforeEach(async () => {
	await kit.bench.mark();
});

describe('tokens', () => {
	it('looks an account token up, creates it when there is none, and keeps it', async () => {
		await run('accountToken', 'cashRegister.getAll', { returnAll: true });
		const sent = await kit.bench.sent({ tokens: true });
		// gettoken found the till's token only: it is tried, and then an account token is created.
		expect(sent[0]).toBe(`GET /v1.0/gettoken?key=${key()}`);
		expect(sent).toContain(`GET /v1.0/createtoken?type=account&key=${key()}`);
		expect(sent.filter((request) => request.includes('createtoken'))).toHaveLength(1);
		await kit.bench.mark();
		await run('accountToken', 'cashRegister.getAll', { returnAll: true });
		expect(await kit.bench.sent({ tokens: true })).toEqual(['GET /v1.0/cashregisters']);
	});

	it.each(['cashregister', 'both'])(
		'finds the till token when gettoken answers %s',
		async (what) => {
			await kit.bench.control('config', { kassandroGetToken: what });
			// Another way to write the same address is another identity, so nothing is remembered.
			const baseUrl = kit.bench.ready.kassandro.baseUrl.replace('127.0.0.1', 'localhost');
			const outcome = await run(
				'cashRegisterToken',
				'paymentMethod.getAll',
				{ returnAll: true },
				{ baseUrl: what === 'both' ? baseUrl : kit.bench.ready.kassandro.baseUrl },
			);
			expect(outcome.words).toBe('');
			expect(await kit.bench.sent({ tokens: true })).not.toContainEqual(
				expect.stringContaining('createtoken'),
			);
		},
	);

	it('uses a token that was entered, after it proved to be of the right kind', async () => {
		await kit.bench.control('config', { kassandroGetToken: 'cashregister' });
		const response = await fetch(`${kit.bench.ready.kassandro.baseUrl}/gettoken?key=${key()}`);
		const [{ token } = { token: '' }] = (await response.json()) as Array<{ token: string }>;
		const parameters = { returnAll: true };
		const good = await run('cashRegisterToken', 'paymentMethod.getAll', parameters, {
			apiKey: '',
			token,
		});
		expect(good.words).toBe('');
		const wrong = await run('accountToken', 'paymentMethod.getAll', parameters, {
			apiKey: '',
			token,
		});
		expect(wrong.words).toContain('the token in the credential is not an account token');
	});
});

describe('cashRegister and paymentMethod', () => {
	it('gets many cash registers', async () => {
		const { jsons, items } = await run('accountToken', 'cashRegister.getAll', { returnAll: true });
		expect(await kit.bench.sent()).toEqual(['GET /v1.0/cashregisters']);
		const [request] = await kit.bench.log();
		expect(request?.headers['kassandro-token']).toMatch(/^\w{20,}$/);
		expect(request?.headers.authorization).toBeUndefined();
		expect(jsons.map(({ cashRegisterId }) => cashRegisterId)).toEqual(
			kit.bench.ready.kassandro.merchants[0]?.registers,
		);
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('has no cash registers for a till token', async () => {
		const { words } = await run('cashRegisterToken', 'cashRegister.getAll', { returnAll: true });
		expect(words).toContain(
			'"Operation" "Get Many" needs a Kassandro (All Registers) API credential, and this node has a Kassandro (One Register) API credential',
		);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it.each(BOTH)('gets many payment methods with %s', async (authentication) => {
		const all = await run(authentication, 'paymentMethod.getAll', { returnAll: true });
		const two = await run(authentication, 'paymentMethod.getAll', { returnAll: false, limit: 2 });
		expect(await kit.bench.sent()).toEqual(Array(2).fill('GET /v1.0/paymentmethods'));
		expect(all.jsons.slice(0, 2)).toEqual(two.jsons);
		expect(all.jsons.length).toBeGreaterThan(2);
	});

	it.each(['object', 'array'])('reads lists that come as %s', async (shape) => {
		await kit.bench.control('config', { kassandroListShape: shape });
		const { jsons } = await run('accountToken', 'paymentMethod.getAll', { returnAll: true });
		expect(jsons[0]).toHaveProperty('name');
		await kit.bench.control('config', { kassandroListShape: 'array' });
	});
});

describe('receipt.getAll', () => {
	it('asks for days with an account token', async () => {
		const { jsons, items } = await run('accountToken', 'receipt.getAll', {
			...days,
			returnAll: true,
			output: 'raw',
		});
		const query = 'limit=1000&datefrom=2026-03-27&dateto=2026-03-30';
		const sent = await listsSent();
		expect(sent[0]).toBe(`GET /v1.0/receipts?offset=0&${query}`);
		expect(sent).toHaveLength(2);
		expect(sent[1]).toMatch(/^GET \/v1\.0\/receipts\?offset=\d+&limit=1000&/);
		const own = jsons.map(({ created }) => String(created).slice(0, 10));
		expect(new Set(own)).toEqual(new Set(['2026-03-28', '2026-03-29']));
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('sends all fields with an account token', async () => {
		const { items } = await run('accountToken', 'receipt.getAll', {
			...days,
			returnAll: false,
			limit: 5,
			output: 'raw',
			filters: { cashRegisterId: { __rl: true, mode: 'id', value: String(register()) } },
			options: { withItems: false, timeZone: 'Europe/Vienna' },
		});
		expect(items).toHaveLength(5);
		const [first, ...more] = await kit.bench.sent();
		expect(first).toBe(
			'GET /v1.0/receipts?offset=0&limit=5&datefrom=2026-03-27&dateto=2026-03-30' +
				`&cashregisterid=${register()}&withitems=false`,
		);
		// The day before is read along; as soon as it shows, whole pages get past it.
		expect(more.length).toBeLessThanOrEqual(1);
	});

	it('asks for moments with a till token, across the night on which clocks change', async () => {
		const { jsons } = await run('cashRegisterToken', 'receipt.getAll', {
			...days,
			returnAll: true,
			output: 'raw',
			options: { withItems: false },
		});
		// 28 March begins at UTC+1; 29 March, on which the clocks go forward, ends at UTC+2.
		const query =
			'limit=1000&dateFrom=2026-03-27T23%3A00%3A00.000Z' +
			'&dateTo=2026-03-29T21%3A59%3A59.999Z&withItems=false';
		expect(await listsSent()).toEqual([
			`GET /v1.0/receipts?offset=0&${query}`,
			`GET /v1.0/receipts?offset=${jsons.length}&${query}`,
		]);
		expect(new Set(jsons.map(({ cashRegisterId }) => cashRegisterId))).toEqual(
			new Set([register()]),
		);
		expect(jsons.every((json) => !('items' in json))).toBe(true);
	});

	it.each(BOTH)('reads the lines for accounting whatever was chosen, with %s', async (who) => {
		const outcome = await run(who, 'receipt.getAll', {
			...days,
			output: 'accounting',
			options: { dayEndsAt: '03:00' },
		});
		expect((await kit.bench.sent())[0]).toMatch(/with[iI]tems=true$/);
		expect(outcome.words).toBe('');
		expect(outcome.jsons[0]).toMatchObject({ source: 'kassandro' });
	});

	it('gives the same receipts whichever comes first', async () => {
		const oldest = await run('accountToken', 'receipt.getAll', { ...days, returnAll: true });
		await kit.bench.control('config', { kassandroOrder: 'newest', kassandroListShape: 'object' });
		const newest = await run('accountToken', 'receipt.getAll', { ...days, returnAll: true });
		await kit.bench.control('config', { kassandroOrder: 'oldest', kassandroListShape: 'array' });
		expect(newest.jsons.map(({ _id }) => _id).sort()).toEqual(
			oldest.jsons.map(({ _id }) => _id).sort(),
		);
	});
});

describe('receipt.get and receipt.count', () => {
	it.each(BOTH)('gets one with %s', async (authentication) => {
		const number = `${register()}-1`;
		const { items } = await run(authentication, 'receipt.get', { receiptNumber: number });
		expect(await kit.bench.sent()).toEqual([`GET /v1.0/receipts/${number}`]);
		expect(items).toEqual([
			{ json: expect.objectContaining({ receiptNumber: number }), pairedItem: { item: 0 } },
		]);
	});

	it.each(BOTH)('gets one simplified as "Get Many" does, with %s', async (authentication) => {
		const list = { ...days, returnAll: true, output: 'simplified' };
		const { jsons } = await run(authentication, 'receipt.getAll', list);
		const receiptNumber = String(jsons[0]?.receiptNumber);
		const one = await run(authentication, 'receipt.get', { receiptNumber, simplify: true });
		expect(one.jsons).toEqual([jsons[0]]);
	});

	it('encodes a receipt number', async () => {
		const { error } = await run('accountToken', 'receipt.get', { receiptNumber: 'é &=+"/' });
		expect(await kit.bench.sent()).toEqual(['GET /v1.0/receipts/%C3%A9%20%26%3D%2B%22%2F']);
		expect(error?.message).toBe('Kassandro could not get receipt: There is no receipt é &=+"/.');
	});

	it('reads a failure that comes with status 200', async () => {
		await kit.bench.control('config', { kassandroErrorsAs200: true });
		const { error } = await run('accountToken', 'receipt.get', { receiptNumber: 'none' });
		await kit.bench.control('config', { kassandroErrorsAs200: false });
		expect(error?.message).toBe('Kassandro could not get receipt: There is no receipt none.');
	});

	it.each(['object', 'number', 'array'])('counts with an account token (%s)', async (shape) => {
		await kit.bench.control('config', { kassandroCountShape: shape });
		const { items } = await run('accountToken', 'receipt.count', {
			...days,
			filters: { cashRegisterId: { __rl: true, mode: 'id', value: register() } },
		});
		expect(await kit.bench.sent()).toEqual([
			'GET /v1.0/receipts/count?dateFrom=2026-03-27T23%3A00%3A00.000Z' +
				`&dateTo=2026-03-29T21%3A59%3A59.999Z&cashRegisterId=${register()}`,
		]);
		expect(items).toEqual([{ json: { count: expect.any(Number) }, pairedItem: { item: 0 } }]);
		expect(items[0]?.json.count).toBeGreaterThan(0);
	});

	it('counts with a till token as many as it lists', async () => {
		const counted = await run('cashRegisterToken', 'receipt.count', days);
		expect(await kit.bench.sent()).toEqual([
			'GET /v1.0/receipts/count?dateFrom=2026-03-27T23%3A00%3A00.000Z' +
				'&dateTo=2026-03-29T21%3A59%3A59.999Z',
		]);
		const listed = await run('cashRegisterToken', 'receipt.getAll', { ...days, returnAll: true });
		expect(counted.jsons).toEqual([{ count: listed.items.length }]);
	});
});

describe('article.getAll', () => {
	it.each(BOTH)('gets each article with its group, with %s', async (authentication) => {
		const all = await run(authentication, 'article.getAll', { returnAll: true, simplify: true });
		const two = await run(authentication, 'article.getAll', {
			returnAll: false,
			limit: 2,
			simplify: true,
		});
		expect(await kit.bench.sent()).toEqual(Array(2).fill('GET /v1.0/articles'));
		const [request] = await kit.bench.log();
		expect(request?.headers['kassandro-token']).toMatch(/^\w{20,}$/);
		expect(all.items[0]).toEqual({
			json: {
				itemId: 101,
				nameLong: 'Melange',
				nameShort: 'Melange',
				priceOne: 4.9,
				vat: 20,
				group: { groupId: 1, groupName: 'Getränke' },
			},
			pairedItem: { item: 0 },
		});
		expect(all.items).toHaveLength(16);
		expect(two.jsons).toEqual(all.jsons.slice(0, 2));
	});

	it.each(BOTH)('gets the groups as they were sent, with %s', async (authentication) => {
		const parameters = { returnAll: true, simplify: false };
		const { jsons } = await run(authentication, 'article.getAll', parameters);
		expect(jsons).toHaveLength(5);
		expect(jsons[0]).toMatchObject({ groupId: 1, articles: [{ itemId: 101 }, {}, {}, {}] });
		const few = await run(authentication, 'article.getAll', {
			...parameters,
			returnAll: false,
			limit: 3,
		});
		expect(few.jsons).toEqual(jsons.slice(0, 3));
	});

	it('reads groups that come in an object', async () => {
		await kit.bench.control('config', { kassandroListShape: 'object' });
		const { items } = await run('accountToken', 'article.getAll', {
			returnAll: true,
			simplify: true,
		});
		await kit.bench.control('config', { kassandroListShape: 'array' });
		expect(items).toHaveLength(16);
	});
});
