/** Each CassaNova operation through n8n's engine: what is sent to the byte, and what comes out. */
import type { INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import type { Authentication } from '../../support/n8n/bench';
import { ID } from '../../support/vendors/cassaNova';

const kit = useBench();

/** Everything that query strings and JSON like to get wrong. */
const ODD = 'é & = + " /';
const ODD_JSON = '%22%C3%A9%20%26%20%3D%20%2B%20%5C%22%20%2F%22';
const ODD_PLAIN = '%C3%A9%20%26%20%3D%20%2B%20%22%20%2F';

const apiKey = async (
	operation: string,
	parameters: INodeParameters = {},
	more: { items?: Array<Record<string, string>>; credential?: Record<string, string> } = {},
) => {
	const authentication: Authentication = 'apiKey';
	return await kit.bench.run({ authentication, operation, parameters, ...more });
};
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

beforeEach(async () => {
	await kit.bench.reset();
	// The node finds that its token is no longer valid here, not in the test.
	await apiKey('salesPoint.getAll');
	await kit.bench.mark();
});

describe('tax', () => {
	const newTax = async (description: string): Promise<string> => {
		const created = await apiKey('tax.create', { description, rate: 22.5 });
		await kit.bench.mark();
		return String(created.jsons[0]?.id);
	};

	it('creates with all fields', async () => {
		const { items } = await apiKey('tax.create', {
			description: ODD,
			rate: 22.5,
			additionalFields: { externalId: 'own/1', idSalesPoint: 4711 },
		});
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			method: 'POST',
			path: '/taxes',
			rawQuery: '',
			body: { description: ODD, rate: 22.5, externalId: 'own/1', idSalesPoint: 4711 },
			status: 200,
		});
		expect(request?.headers).toMatchObject({
			'x-version': '1.0.0',
			'x-requested-with': '*',
			'content-type': 'application/json',
		});
		expect(request?.headers.authorization).toMatch(/^Bearer \S{40,}$/);
		expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
	});

	it('creates with the required fields only', async () => {
		await apiKey('tax.create', { description: 'IVA 4%', rate: 4 });
		expect((await kit.bench.log())[0]?.body).toEqual({ description: 'IVA 4%', rate: 4 });
	});

	it('takes a rate of 0, and numbers that expressions give as text', async () => {
		await apiKey('tax.create', { description: 'Esente', rate: 0 });
		await apiKey(
			'tax.create',
			{ description: '={{ $json.name }}', rate: '={{ $json.rate }}' },
			{ items: [{ name: '12', rate: '10' }] },
		);
		expect((await kit.bench.log()).map(({ body }) => body)).toEqual([
			{ description: 'Esente', rate: 0 },
			{ description: '12', rate: 10 },
		]);
	});

	it('fetches its token once, with the key in the body', async () => {
		await kit.bench.reset();
		await apiKey('tax.create', { description: 'a', rate: 1 });
		await apiKey('tax.create', { description: 'b', rate: 2 });
		const tokenCalls = (await kit.bench.log({ tokens: true })).filter(({ path }) =>
			path.includes('token'),
		);
		expect(tokenCalls).toHaveLength(1);
		expect(tokenCalls[0]).toMatchObject({
			method: 'POST',
			path: '/apikey/token',
			rawQuery: '',
			body: { apiKey: kit.bench.ready.cassaNova.apiKey },
		});
		expect(tokenCalls[0]?.headers['x-requested-with']).toBe('*');
	});

	it('gets one', async () => {
		const id = await newTax(ODD);
		const { items } = await apiKey('tax.get', { taxId: byId(id) });
		expect(await kit.bench.sent()).toEqual([`GET /taxes/${id}`]);
		const [request] = await kit.bench.log();
		expect(request?.headers['x-requested-with']).toBeUndefined();
		expect(request?.headers['content-type']).toBeUndefined();
		expect(items).toEqual([
			{
				json: expect.objectContaining({ id, description: ODD, rate: 22.5 }),
				pairedItem: { item: 0 },
			},
		]);
	});

	it('encodes an ID that could change the path', async () => {
		const outcome = await apiKey('tax.get', { taxId: byId('../salespoint?é/#') });
		expect(await kit.bench.sent()).toEqual(['GET /taxes/..%2Fsalespoint%3F%C3%A9%2F%23']);
		expect(outcome.error?.message).toMatch(/^CassaNova could not get tax: /);
		expect(outcome.error?.httpCode).toBe('404');
	});

	it('updates only what was added', async () => {
		const id = await newTax('old');
		const { items } = await apiKey('tax.update', {
			taxId: byId(id),
			updateFields: { description: ODD, externalId: 'own/2' },
		});
		const [request] = await kit.bench.log();
		expect(request).toMatchObject({
			method: 'PUT',
			path: `/taxes/${id}`,
			rawQuery: '',
			body: { description: ODD, externalId: 'own/2' },
		});
		expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
		expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);

		await kit.bench.mark();
		await apiKey('tax.update', { taxId: byId(id), updateFields: { description: 'new' } });
		expect((await kit.bench.log())[0]?.body).toEqual({ description: 'new' });
	});

	it('refuses an update without fields before anything is sent', async () => {
		const outcome = await apiKey('tax.update', { taxId: byId('x'), updateFields: {} });
		expect(outcome.words).toContain('"Update Fields" is empty');
		expect(await kit.bench.sent()).toEqual([]);
	});

	it.each(['ok', 'noContent'])('deletes, and takes the empty answer %s', async (answer) => {
		await kit.bench.control('config', { cassaNovaEmptyAnswer: answer });
		const id = await newTax('gone');
		const { items } = await apiKey('tax.delete', { taxId: byId(id) });
		expect(await kit.bench.sent()).toEqual([`DELETE /taxes/${id}`]);
		expect((await kit.bench.log())[0]).toMatchObject({ headers: { 'x-requested-with': '*' } });
		expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
	});

	it('creates or updates by your own ID; the rate and the shop stay', async () => {
		const upsert = async (rate: number, additionalFields = {}, description = ODD) =>
			await apiKey('tax.createOrUpdate', {
				externalId: 'own/3',
				description,
				rate,
				additionalFields,
			});
		const created = await upsert(5, { idSalesPoint: byId('4711') });
		const id = String(created.jsons[0]?.id);
		expect(created.jsons).toEqual([{ id, created: true }]);
		expect((await kit.bench.log()).map(({ method, body }) => [method, body])).toEqual([
			['GET', undefined],
			['POST', { externalId: 'own/3', description: ODD, rate: 5, idSalesPoint: 4711 }],
		]);
		await kit.bench.mark();
		const updated = await upsert(5, { idSalesPoint: byId('4711') }, `${ODD} 2`);
		expect(updated.jsons).toEqual([{ id, created: false }]);
		expect((await kit.bench.log()).map(({ method, path, body }) => [method, path, body])).toEqual([
			['GET', '/taxes', undefined],
			['PUT', `/taxes/${id}`, { description: `${ODD} 2` }],
		]);
		await kit.bench.mark();
		const other = await upsert(6);
		expect(other.words).toContain(
			`"Rate" can't be changed on a record that exists: it is 5, not 6`,
		);
		expect(await kit.bench.sent()).toEqual(['GET /taxes?start=0&limit=100']);
	});

	const filters = {
		ids: 'a, é&=',
		idsSalesPoint: [4711, 4712],
		description: ODD,
		lastUpdateFrom: '2026-03-05T23:30:00.000+01:00',
		lastUpdateTo: '2026-03-06',
	};

	it('gets many with all filters, as JSON', async () => {
		const { items, status } = await apiKey('tax.getAll', { returnAll: false, limit: 7, filters });
		expect(await kit.bench.sent()).toEqual([
			'GET /taxes?start=0&limit=7&ids=%5B%22a%22%2C%22%C3%A9%26%3D%22%5D' +
				`&idsSalesPoint=%5B4711%2C4712%5D&description=${ODD_JSON}` +
				'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
		]);
		expect([status, items]).toEqual(['success', []]);
	});

	it('gets many with all filters, plain', async () => {
		await kit.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		const outcome = await apiKey(
			'tax.getAll',
			{ returnAll: true, filters },
			{ credential: { queryFormat: 'plain' } },
		);
		expect(await kit.bench.sent()).toEqual([
			'GET /taxes?start=0&limit=100&ids=%5B%22a%22%2C%22%C3%A9%26%3D%22%5D' +
				`&idsSalesPoint=%5B4711%2C4712%5D&description=${ODD_PLAIN}` +
				'&lastUpdateFrom=2026-03-05&lastUpdateTo=2026-03-06',
		]);
		expect(outcome.status).toBe('success');
	});

	it('says what to do when the query format is the wrong one', async () => {
		const outcome = await apiKey(
			'tax.getAll',
			{ returnAll: true, filters: { description: 'IVA' } },
			{ credential: { queryFormat: 'plain' } },
		);
		expect(outcome.words).toContain('CassaNova could not get many taxes: error.expected.jsstring');
		expect(outcome.error?.httpCode).toBe('400');
	});

	it('gets many without filters, simplified and as sent', async () => {
		const simplified = await apiKey('tax.getAll', { returnAll: true, simplify: true });
		const raw = await apiKey('tax.getAll', { returnAll: true, simplify: false });
		expect(await kit.bench.sent()).toEqual([
			'GET /taxes?start=0&limit=100',
			'GET /taxes?start=0&limit=100',
		]);
		expect(simplified.jsons.map(({ id }) => id)).toEqual(raw.jsons.map(({ id }) => id));
		expect(simplified.jsons.length).toBeGreaterThan(2);
		expect(new Set(pairs(raw.items))).toEqual(new Set([0]));
	});

	it('repeats the operation for each item and pairs what comes out', async () => {
		const items = ['a', 'b', 'c'].map((name) => ({ name }));
		const created = await apiKey(
			'tax.create',
			{ description: '={{ $json.name }}', rate: 1 },
			{ items },
		);
		expect(pairs(created.items)).toEqual([0, 1, 2]);
		await kit.bench.mark();
		const lists = await apiKey(
			'tax.getAll',
			{ returnAll: false, limit: 2, filters: { description: '={{ $json.name }}' } },
			{ items },
		);
		expect(await kit.bench.sent()).toEqual(
			['a', 'b', 'c'].map((name) => `GET /taxes?start=0&limit=2&description=%22${name}%22`),
		);
		expect(pairs(lists.items)).toEqual([...pairs(lists.items)].sort());
		expect(new Set(pairs(lists.items))).toEqual(new Set([0, 1, 2]));
	});
});

describe('salesPoint', () => {
	it('gets many without any parameter', async () => {
		const { items, jsons } = await apiKey('salesPoint.getAll', {
			returnAll: true,
			simplify: false,
		});
		expect(await kit.bench.sent()).toEqual(['GET /salespoint']);
		expect(jsons.map(({ id }) => id)).toEqual([4711, 4712, 5020]);
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('stops at the limit', async () => {
		const { items } = await apiKey('salesPoint.getAll', { returnAll: false, limit: 1 });
		expect(items).toHaveLength(1);
		expect(await kit.bench.sent()).toEqual(['GET /salespoint']);
	});
});

describe('items that ask for the same', () => {
	const items = Array.from({ length: 10 }, () => ({}));
	const days = { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-05' };
	const once = /^All 10 items asked for the same: .*"Execute Once"/;

	it.each([
		['tax.getAll', { returnAll: true }],
		['receipt.getAll', { ...days, returnAll: true, output: 'raw' }],
		['report.getSoldByTax', days],
		[
			'accounting.getBookings',
			{ period: 'custom', dateFrom: '2026-03-05', dateTo: '2026-03-05', fileFormat: 'items' },
		],
	])('share one reading of %s', async (operation, parameters) => {
		const one = await apiKey(operation, parameters);
		const alone = await kit.bench.sent();
		await kit.bench.mark();
		const many = await apiKey(operation, parameters, { items });
		expect([one.words, many.words]).toEqual(['', '']);
		expect((await kit.bench.sent()).sort()).toEqual(alone.sort());
		expect(pairs(many.items)).toEqual(items.flatMap((_item, index) => one.items.map(() => index)));
		expect(many.hints).toContainEqual(expect.stringMatching(once));
	});
});

describe('receipt', () => {
	const day = { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-05' };

	beforeEach(async () => {
		const { bench } = kit;
		await bench.control('generate', {
			vendor: 'cassaNova',
			count: 30,
			from: '2026-03-05',
			to: '2026-03-05',
			seed: 3,
		});
	});

	it('gets many with the required fields only', async () => {
		const { items, jsons } = await apiKey('receipt.getAll', {
			...day,
			returnAll: true,
			output: 'raw',
		});
		// A receipt of the day's evening shows that "to" includes its day: no look at the day after.
		expect(await kit.bench.sent()).toEqual([
			'GET /documents/receipts?start=0&limit=100' +
				'&datetimeFrom=%222026-03-05%22&datetimeTo=%222026-03-05%22',
		]);
		expect(jsons).toHaveLength(30);
		expect(jsons[0]).toHaveProperty('document.rows');
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('gets many with all filters', async () => {
		await apiKey('receipt.getAll', {
			...day,
			returnAll: false,
			limit: 3,
			output: 'simplified',
			filters: {
				idCustomers: `${ODD},b`,
				idsSalesPoint: '4711,4712',
				idOrganizations: [ID],
				numbers: '1, 2',
			},
			options: { timeZone: 'Europe/Rome' },
		});
		// No answer shows whether "to" includes its day, so the day after is looked at, too.
		expect(await kit.bench.sent()).toEqual(
			['2026-03-05', '2026-03-06'].map(
				(to) =>
					'GET /documents/receipts?start=0&limit=3' +
					`&datetimeFrom=%222026-03-05%22&datetimeTo=%22${to}%22` +
					`&idCustomers=%5B${ODD_JSON}%2C%22b%22%5D&idsSalesPoint=%5B4711%2C4712%5D` +
					`&idOrganizations=%5B%22${ID}%22%5D&numbers=%5B1%2C2%5D`,
			),
		);
	});

	it('writes dates without quotes where the account wants it', async () => {
		await kit.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		const { jsons } = await apiKey(
			'receipt.getAll',
			{ ...day, returnAll: true, output: 'raw', filters: { numbers: '1' } },
			{ credential: { queryFormat: 'plain' } },
		);
		expect(await kit.bench.sent()).toEqual(
			['2026-03-05', '2026-03-06'].map(
				(to) =>
					'GET /documents/receipts?start=0&limit=100' +
					`&datetimeFrom=2026-03-05&datetimeTo=${to}&numbers=%5B1%5D`,
			),
		);
		expect(jsons.every(({ number }) => number === 1)).toBe(true);
		expect(jsons.length).toBeGreaterThan(0);
	});

	it('reads yesterday and today where nothing was chosen', async () => {
		const { status } = await apiKey('receipt.getAll');
		expect(status).toBe('success');
		const [request] = await kit.bench.log();
		expect(request?.rawQuery).toMatch(/^start=0&limit=50&datetimeFrom=%22\d{4}-\d\d-\d\d%22&/);
	});

	it('gives flat columns, or accounting receipts with the rates looked up once', async () => {
		const simplified = await apiKey('receipt.getAll', { ...day, returnAll: true });
		const values = simplified.jsons.flatMap((json) => Object.values(json));
		expect(values.every((value) => typeof value !== 'object' || value === null)).toBe(true);
		await kit.bench.mark();
		// Two readings, because the items ask for different days.
		const items = [{ from: '2026-03-05' }, { from: '2026-03-04' }];
		const accounting = await apiKey(
			'receipt.getAll',
			{ datetimeFrom: '={{ $json.from }}', datetimeTo: '2026-03-05', output: 'accounting' },
			{ items },
		);
		expect((await kit.bench.sent()).filter((sent) => sent.startsWith('GET /taxes'))).toHaveLength(
			1,
		);
		const sent = await kit.bench.sent();
		expect(sent.filter((request) => request.startsWith('GET /documents/receipts'))).toHaveLength(2);
		expect(accounting.items).toHaveLength(60);
		expect(new Set(pairs(accounting.items))).toEqual(new Set([0, 1]));
		expect(accounting.jsons[0]).toMatchObject({ source: 'cassaNova', businessDay: '2026-03-05' });
	});
});
