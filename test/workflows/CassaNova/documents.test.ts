/** Invoices, credit notes, bills and the filters of receipts through n8n's engine. */
import type { INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import { ID } from '../../support/vendors/cassaNova';

const kit = useBench();

const ODD = 'é & = + " /';
const ODD_JSON = '%22%C3%A9%20%26%20%3D%20%2B%20%5C%22%20%2F%22';
const days = { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-06' };

const KINDS = [
	{ resource: 'bill', path: '/documents/bills', count: 40, own: {}, query: '' },
	{
		resource: 'creditNote',
		path: '/documents/creditnotes',
		count: 10,
		own: { refundNumbers: '1, 2', status: 'CONFIRMED' },
		query: '&refundNumbers=%5B1%2C2%5D&status=%22CONFIRMED%22',
	},
	{
		resource: 'invoice',
		path: '/documents/invoices',
		count: 20,
		own: { numbers: [1, 2], status: 'DRAFT' },
		query: '&numbers=%5B1%2C2%5D&status=%22DRAFT%22',
	},
	{
		resource: 'receipt',
		path: '/documents/receipts',
		count: 800,
		own: { numbers: 7 },
		query: '&numbers=%5B7%5D',
	},
];

const getAll = async (resource: string, parameters: INodeParameters = {}) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: `${resource}.getAll`,
		parameters: { ...days, ...parameters },
	});

beforeAll(async () => {
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count: 800,
		from: '2026-03-05',
		to: '2026-03-06',
		seed: 3,
	});
	// From here on it is known how the account spells a status, and nothing is asked in vain.
	await getAll('invoice', { returnAll: true, filters: { status: 'CONFIRMED' } });
});

beforeEach(async () => await kit.bench.mark());

describe.each(KINDS)('$resource', ({ resource, path, count, own, query }) => {
	/** Receipts have more than two shapes. */
	const raw = resource === 'receipt' ? { output: 'raw' } : { simplify: false };

	it('names the only shop that was asked for, where the documents do not', async () => {
		await kit.bench.control('config', { cassaNovaDocumentShop: false });
		const simple = resource === 'receipt' ? { output: 'simplified' } : { simplify: true };
		const shopsOf = async (shops: number[], shape: INodeParameters = simple) => {
			const filters = { idsSalesPoint: shops };
			const { jsons, words } = await getAll(resource, { ...shape, returnAll: true, filters });
			expect(words).toBe('');
			return [...new Set(jsons.map(({ salesPoint, idSalesPoint }) => salesPoint ?? idSalesPoint))];
		};
		expect(await shopsOf([4711])).toEqual([4711]);
		expect(await shopsOf([4711, 4712])).toEqual([null]);
		if (resource === 'receipt') {
			const shops = await shopsOf([4711], { output: 'accounting' });
			const names = new Set(shops.map((shop) => JSON.stringify(shop)));
			expect([...names]).toEqual(['{"id":"4711","name":"Bar Centrale Bologna"}']);
		}
		await kit.bench.control('config', { cassaNovaDocumentShop: true });
	});

	it('gets many with the required fields only', async () => {
		const { items, jsons, words } = await getAll(resource, { ...raw, returnAll: true });
		expect(words).toBe('');
		expect((await kit.bench.sent())[0]).toBe(
			`GET ${path}?start=0&limit=100&datetimeFrom=%222026-03-05%22&datetimeTo=%222026-03-06%22`,
		);
		const [request] = await kit.bench.log();
		expect(request).toMatchObject({ method: 'GET', headers: { 'x-version': '1.0.0' } });
		expect(request?.body).toBeUndefined();
		expect(jsons).toHaveLength(count);
		expect(jsons.every((json) => 'document' in json && 'datetime' in json)).toBe(true);
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('gets many with all filters, as lists and as texts with commas', async () => {
		const filters = { idCustomers: [ODD, 'b'], idOrganizations: [ID], idsSalesPoint: [4711] };
		const lists = await getAll(resource, {
			...raw,
			returnAll: false,
			limit: 3,
			filters: { ...filters, ...own },
			options: { timeZone: 'Europe/Rome' },
		});
		expect(lists.words).toBe('');
		// No document shows whether "to" includes its day: the day after is asked for as well.
		const asked = ['05%22&datetimeTo=%222026-03-06', '06%22&datetimeTo=%222026-03-07'].map(
			(days) =>
				`GET ${path}?start=0&limit=3&datetimeFrom=%222026-03-${days}%22` +
				`&idCustomers=%5B${ODD_JSON}%2C%22b%22%5D&idsSalesPoint=%5B4711%5D` +
				`&idOrganizations=%5B%22${ID}%22%5D${query}`,
		);
		expect(await kit.bench.sent()).toEqual(asked);
		await kit.bench.mark();
		await getAll(resource, {
			...raw,
			returnAll: false,
			limit: 3,
			filters: {
				idCustomers: `${ODD}, b`,
				idOrganizations: ID,
				idsSalesPoint: '4711',
				...own,
			},
		});
		expect(await kit.bench.sent()).toEqual(asked);
	});

	it('reads a range of any length in windows that share their border day', async () => {
		const range = { datetimeFrom: '2026-03-06', datetimeTo: '2026-03-09' };
		await getAll(resource, { ...raw, ...range, returnAll: true });
		const spans = (await kit.bench.log()).map(({ query: asked }) =>
			[asked.datetimeFrom, asked.datetimeTo].join(),
		);
		expect([...new Set(spans)].sort()).toEqual([
			'"2026-03-06","2026-03-08"',
			'"2026-03-08","2026-03-09"',
			'"2026-03-09","2026-03-10"',
		]);
	});

	it('gives each document once, whether "to" includes its day or not', async () => {
		const included = await getAll(resource, { ...raw, returnAll: true });
		await kit.bench.control('config', { cassaNovaToInclusive: false });
		const excluded = await getAll(resource, { ...raw, returnAll: true });
		await kit.bench.control('config', { cassaNovaToInclusive: true });
		expect(excluded.jsons).toEqual(included.jsons);
		expect(new Set(included.jsons.map(({ id }) => id)).size).toBe(count);
	});

	it('gives at most twelve flat fields, two of them the shop', async () => {
		const { jsons } = await getAll(resource, { returnAll: false, limit: 40 });
		expect(jsons.length).toBeGreaterThan(0);
		for (const json of jsons) {
			expect(Object.keys(json).length).toBeLessThanOrEqual(12);
			for (const value of Object.values(json)) expect(value).not.toBeInstanceOf(Object);
			expect(json.id).toEqual(expect.any(String));
		}
		expect(jsons.some(({ amount }) => typeof amount === 'number')).toBe(true);
	});
});

it('narrows to the state of a document', async () => {
	const states = async (status: string) =>
		(await getAll('invoice', { returnAll: true, filters: { status } })).jsons.map(
			(invoice) => invoice.status,
		);
	const [drafts, confirmed] = [await states('DRAFT'), await states('CONFIRMED')];
	expect(new Set(drafts)).toEqual(new Set(['DRAFT']));
	expect(new Set(confirmed)).toEqual(new Set(['CONFIRMED']));
	expect(drafts.length + confirmed.length).toBe(20);
});

it.each(
	['CONFIRMED', 'CONFRIMED'].flatMap((word) =>
		['refused', 'everything'].map((other) => [word, other] as const),
	),
)('finds those that an account calls %s, where the other word finds %s', async (word, found) => {
	const confirmed = async (status: string) => {
		const { jsons, words } = await getAll('invoice', { returnAll: true, filters: { status } });
		expect(words).toBe('');
		return jsons;
	};
	const usual = await confirmed('CONFIRMED');
	await kit.bench.control('config', { cassaNovaConfirmed: word, cassaNovaOtherSpelling: found });
	const [one, other] = [await confirmed('CONFIRMED'), await confirmed('CONFRIMED')];
	await kit.bench.control('config', {
		cassaNovaConfirmed: 'CONFIRMED',
		cassaNovaOtherSpelling: 'refused',
	});
	expect(new Set(one.map(({ status }) => status))).toEqual(new Set([word]));
	expect(one.map(({ id }) => id)).toEqual(usual.map(({ id }) => id));
	expect(other).toEqual(one);
});

it('gives a deferred invoice, which has no body, too', async () => {
	const { jsons } = await getAll('invoice', { returnAll: true, simplify: false });
	const deferred = jsons.filter(({ document }) => document === null);
	expect(deferred.length).toBeGreaterThan(0);
	const simplified = await getAll('invoice', { returnAll: true });
	const row = simplified.jsons.find(({ id }) => id === deferred[0]?.id);
	expect(row).toMatchObject({ amount: null, number: deferred[0]?.number });
});

it.each([
	['invoice', { filters: { status: 'SENT' } }, '"Status" must be one of'],
	['invoice', { filters: { numbers: 'a' } }, '"Invoice Numbers" must be whole numbers'],
	['creditNote', { filters: { refundNumbers: '1.5' } }, '"Credit Note Numbers" must be whole'],
	['bill', { filters: { idCustomers: [] } }, '"Customer Names or IDs" is an empty list'],
	['bill', { datetimeTo: '2026-03-04' }, '"To" (2026-03-04) is before "From"'],
])('sends nothing where %s has %j', async (resource, parameters, problem) => {
	const outcome = await getAll(resource, { returnAll: true, ...parameters });
	expect(outcome.words).toContain(problem);
	expect(await kit.bench.sent({ tokens: true })).toEqual([]);
});
