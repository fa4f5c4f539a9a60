/** Sold reports through n8n's engine: what is asked for, and that long ranges come out right. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addDays, today } from '../../../nodes/shared/values/dates';
import { pairs, useBench } from '../../support/n8n/bench';
import type { NodeOutcome } from '../../support/n8n/bench';
import { now } from '../../support/n8n/kassa';
import { ID, OTHER_ID } from '../../support/vendors/cassaNova';

const ODD = 'é & = + " /';
const ODD_JSON = '%22%C3%A9%20%26%20%3D%20%2B%20%5C%22%20%2F%22';

const KINDS = [
	{ operation: 'getSoldByCategory', path: '/reports/sold/categories', id: 'idCategory' },
	{ operation: 'getSoldByDepartment', path: '/reports/sold/departments', id: 'idDepartment' },
	{ operation: 'getSoldByProduct', path: '/reports/sold/products', id: 'idProduct' },
	{ operation: 'getSoldByTax', path: '/reports/sold/taxes', id: 'idTax' },
];

function useReports() {
	const kit = useBench();
	const run = async (operation: string, parameters: INodeParameters): Promise<NodeOutcome> =>
		await kit.bench.run({
			authentication: 'apiKey',
			operation: `report.${operation}`,
			parameters,
		});
	const generate = async (from: string, to: string, count: number) =>
		await kit.bench.control('generate', { vendor: 'cassaNova', count, from, to, seed: 5 });
	/** One report that the sandbox itself makes; the range must be short enough for it. */
	const own = async (path: string, from: string, to: string, query = ''): Promise<IDataObject> => {
		const { baseUrl, apiKey } = kit.bench.ready.cassaNova;
		const headers = { 'Content-Type': 'application/json', 'X-Requested-With': '*' };
		const answer = await fetch(`${baseUrl}/apikey/token`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ apiKey }),
		});
		const { access_token: token } = (await answer.json()) as { access_token: string };
		const asked = `start=0&limit=100&datetimeFrom="${from}"&datetimeTo="${to}"${query}`;
		const report = await fetch(`${baseUrl}${path}?${asked}`, {
			headers: { 'X-Version': '1.0.0', Authorization: `Bearer ${token}` },
		});
		return (await report.json()) as IDataObject;
	};
	return {
		get bench() {
			return kit.bench;
		},
		run,
		generate,
		own,
	};
}

const byId = (id: string) => (a: IDataObject, b: IDataObject) =>
	String(a[id]).localeCompare(String(b[id]));
const sorted = (rows: unknown, id: string) => [...(rows as IDataObject[])].sort(byId(id));
/** The whole report in an order of its own. */
const whole = (report: IDataObject | undefined, id: string) => ({
	...report,
	sold: sorted(report?.sold, id),
});
/** A row's numbers without fractions. */
const numbersOf = ({ quantity, profit, taxable, vat }: IDataObject) =>
	[quantity, profit, taxable, vat].map((value) => Math.round(Number(value) * 1000));
const cents = (value: unknown) => Math.round(Number(value) * 100);

describe('the requests', () => {
	const reports = useReports();
	const ended = { datetimeFrom: '2023-03-05', datetimeTo: '2023-03-07' };

	beforeAll(async () => await reports.generate('2023-03-01', '2023-03-12', 300));

	it.each(KINDS)('$operation with the required fields only', async ({ operation, path, id }) => {
		await reports.bench.mark();
		const { items, jsons, words } = await reports.run(operation, ended);
		expect(words).toBe('');
		expect((await reports.bench.sent()).sort()).toEqual([
			`GET ${path}?start=0&limit=100&datetimeFrom=%222023-03-05%22&datetimeTo=%222023-03-08%22`,
			`GET ${path}?start=0&limit=100&datetimeFrom=%222023-03-08%22&datetimeTo=%222023-03-08%22`,
		]);
		const [request] = await reports.bench.log();
		expect(request).toMatchObject({ method: 'GET', headers: { 'x-version': '1.0.0' } });
		expect(request?.headers).not.toHaveProperty('x-requested-with');
		expect(request?.body).toBeUndefined();
		const { sold } = await reports.own(path, '2023-03-05', '2023-03-07');
		expect(sorted(jsons, id)).toEqual(sorted(sold, id));
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('getSoldByProduct with all fields', async () => {
		await reports.bench.mark();
		const { jsons, words } = await reports.run('getSoldByProduct', {
			...ended,
			filters: {
				idsSalesPoint: [4711, 4712],
				idCategories: `${ID},${OTHER_ID}`,
				idDepartments: [ID],
				idProducts: [ODD, 'p'],
			},
			options: { oneItemWithTotals: true, timeZone: 'Europe/Rome' },
		});
		expect(words).toBe('');
		const filters =
			`&idsSalesPoint=%5B4711%2C4712%5D&idCategories=%5B%22${ID}%22%2C%22${OTHER_ID}%22%5D` +
			`&idDepartments=%5B%22${ID}%22%5D&idProducts=%5B${ODD_JSON}%2C%22p%22%5D`;
		const path = 'GET /reports/sold/products?start=0&limit=100';
		expect((await reports.bench.sent()).sort()).toEqual([
			`${path}&datetimeFrom=%222023-03-05%22&datetimeTo=%222023-03-08%22${filters}`,
			`${path}&datetimeFrom=%222023-03-08%22&datetimeTo=%222023-03-08%22${filters}`,
		]);
		expect(jsons).toEqual([expect.objectContaining({ totalCount: 0, totalSold: 0, sold: [] })]);
	});

	it('narrow to shops and products', async () => {
		const shop = await reports.run('getSoldByDepartment', {
			...ended,
			filters: { idsSalesPoint: '4711' },
		});
		const path = '/reports/sold/departments';
		const own = await reports.own(path, '2023-03-05', '2023-03-07', '&idsSalesPoint=[4711]');
		expect(sorted(shop.jsons, 'idDepartment')).toEqual(sorted(own.sold, 'idDepartment'));
		const [first] = (await reports.run('getSoldByProduct', ended)).jsons;
		const idProduct = String(first?.idProduct);
		const one = await reports.run('getSoldByProduct', {
			...ended,
			filters: { idProducts: [idProduct] },
		});
		expect(one.jsons).toEqual([{ ...first, percentTotal: 100 }]);
	});

	it('give one item with the totals and all rows, where that is wanted', async () => {
		const { items, jsons } = await reports.run('getSoldByCategory', {
			...ended,
			options: { oneItemWithTotals: true },
		});
		const own = await reports.own('/reports/sold/categories', '2023-03-05', '2023-03-07');
		expect(items).toHaveLength(1);
		expect(whole(jsons[0], 'idCategory')).toEqual(whole(own, 'idCategory'));
		expect(Object.keys(jsons[0] ?? {})).toEqual([
			'totalCount',
			'totalSold',
			'totalRefund',
			'totalQuantity',
			'totalDepartmentSold',
			'totalDepartmentRefund',
			'totalDepartmentQuantity',
			'sold',
		]);
	});

	it('write dates without quotes where the account wants it', async () => {
		await reports.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		await reports.bench.mark();
		const { words } = await reports.bench.run({
			authentication: 'apiKey',
			operation: 'report.getSoldByTax',
			parameters: ended,
			credential: { queryFormat: 'plain' },
		});
		await reports.bench.control('config', { cassaNovaQueryFormat: 'json' });
		expect(words).toBe('');
		expect(await reports.bench.sent()).toContain(
			'GET /reports/sold/taxes?start=0&limit=100&datetimeFrom=2023-03-05&datetimeTo=2023-03-08',
		);
	});

	it.each([
		[{ datetimeFrom: '={{ "" }}' }, '"From" is empty'],
		[{ ...ended, datetimeTo: '2023-03-04' }, '"To" (2023-03-04) is before "From" (2023-03-05)'],
		[{ ...ended, datetimeTo: 'soon' }, '"To" must be a date'],
	])('are not sent with %j', async (parameters, problem) => {
		await reports.bench.mark();
		const outcome = await reports.run('getSoldByTax', parameters);
		expect(outcome.words).toContain(problem);
		expect(await reports.bench.sent({ tokens: true })).toEqual([]);
	});

	it('are not sent for a shop that nobody has', async () => {
		await reports.bench.mark();
		const filters = { idsSalesPoint: 'Atlantide' };
		const { words } = await reports.run('getSoldByTax', { ...ended, filters });
		expect(words).toContain('"Shop Names or IDs" is "Atlantide", and no shop of this account has');
		expect(await reports.bench.sent()).toEqual([expect.stringContaining('GET /salespoint')]);
	});

	it('say what went wrong', async () => {
		await reports.bench.control('faults', { kind: 'status', status: 403, path: 'taxes$' });
		const { error } = await reports.run('getSoldByTax', ended);
		expect(error?.message).toMatch(/^CassaNova could not get sales by tax: /);
	});
});

describe('until now', () => {
	const reports = useReports();

	it('takes one report, as it is, because nothing was sold tomorrow', async () => {
		const day = today(now(), 'Europe/Rome');
		await reports.generate(day, day, 100);
		await reports.bench.mark();
		const { jsons, words } = await reports.run('getSoldByTax', { datetimeFrom: day });
		expect(words).toBe('');
		const [first, ...others] = await reports.bench.sent();
		const next = addDays(day, 1);
		expect(first).toBe(
			`GET /reports/sold/taxes?start=0&limit=100&datetimeFrom=%22${day}%22&datetimeTo=%22${next}%22`,
		);
		expect(others).toEqual([]);
		expect(jsons.length).toBeGreaterThan(1);
		expect(jsons).toEqual((await reports.own('/reports/sold/taxes', day, next)).sold);
	});

	it('starts this month where nothing was chosen', async () => {
		await reports.bench.mark();
		const { words } = await reports.run('getSoldByTax', {});
		expect(words).toBe('');
		const [request] = await reports.bench.log();
		const month = today(now(), 'Europe/Rome').slice(0, 8);
		expect(request?.query.datetimeFrom).toBe(`"${month}01"`);
	});
});

describe.each([true, false])('until yesterday, where "to" includes its day: %s', (inclusive) => {
	const reports = useReports();
	const yesterday = addDays(today(now(), 'Europe/Rome'), -1);
	const from = addDays(yesterday, -1);
	const range = { datetimeFrom: from, datetimeTo: yesterday };
	const own = async (path: string) =>
		await reports.own(path, from, inclusive ? yesterday : addDays(yesterday, 1));

	beforeAll(async () => {
		await reports.bench.control('config', { cassaNovaToInclusive: inclusive });
		await reports.generate(addDays(from, -2), yesterday, 400);
	});

	it.each(KINDS)('holds nothing else: $operation', async ({ operation, path, id }) => {
		const options = { oneItemWithTotals: true };
		const expected = whole(await own(path), id);
		const quiet = await reports.run(operation, { ...range, options });
		expect(quiet.words).toBe('');
		expect(whole(quiet.jsons[0], id)).toEqual(expected);
		await reports.generate(addDays(yesterday, 1), addDays(yesterday, 1), 50);
		const busy = await reports.run(operation, { ...range, options });
		expect(whole(busy.jsons[0], id)).toEqual(expected);
		expect(busy.hints).toEqual([]);
	});
});

describe.each([true, false])('long ranges, where "to" includes its day: %s', (inclusive) => {
	const reports = useReports();
	const range = { datetimeFrom: '2021-01-01', datetimeTo: '2023-12-31' };

	beforeAll(async () => {
		// Sales on the days before and after belong to nobody.
		await reports.generate('2020-12-20', '2024-01-10', 4_000);
		await reports.bench.control('config', { cassaNovaToInclusive: inclusive });
	});

	it('are three years that agree with the books', async () => {
		await reports.bench.mark();
		const outcome = await reports.run('getSoldByTax', {
			...range,
			options: { oneItemWithTotals: true },
		});
		expect(outcome.words).toBe('');
		const requests = await reports.bench.log();
		expect(requests).toHaveLength(8);
		expect(requests.map(({ status }) => status)).toEqual(Array(8).fill(200));
		const books = await reports.bench.control<{ grossCents: number }>(
			'totals?vendor=cassaNova&from=2021-01-01&to=2023-12-31',
		);
		const [report = {}] = outcome.jsons;
		expect(cents(report.totalSold) - cents(report.totalRefund)).toBe(books.grossCents);

		// The sandbox's own reports of half a year each, added up in whole numbers.
		const expected = new Map<string, number[]>();
		for (const year of ['2021', '2022', '2023']) {
			for (const [from, to] of [
				[`${year}-01-01`, `${year}-06-30`],
				[`${year}-07-01`, `${year}-12-31`],
			] as const) {
				const end = inclusive ? to : addDays(to, 1);
				const { sold } = await reports.own('/reports/sold/taxes', from, end);
				for (const row of sold as IDataObject[]) {
					const sums = expected.get(String(row.idTax)) ?? [0, 0, 0, 0];
					expected.set(
						String(row.idTax),
						numbersOf(row).map((value, index) => value + (sums[index] ?? 0)),
					);
				}
			}
		}
		const rows = report.sold as IDataObject[];
		expect(new Map(rows.map((row) => [String(row.idTax), numbersOf(row)]))).toEqual(expected);
		for (const { profit, vat, taxable } of rows) {
			expect(cents(taxable) + cents(vat)).toBe(cents(profit));
		}
	});

	it.each(KINDS)('are the parts added up: $operation', async ({ operation, path, id }) => {
		const days = { datetimeFrom: '2022-01-01', datetimeTo: '2022-12-20' };
		const asOne = await reports.run(operation, { ...days, options: { oneItemWithTotals: true } });
		expect(asOne.words).toBe('');
		const end = inclusive ? '2022-12-20' : '2022-12-21';
		const own = await reports.own(path, '2022-01-01', end);
		expect(whole(asOne.jsons[0], id)).toEqual(whole(own, id));
	});

	it.each([
		['2022-03-26', '2022-03-28'],
		['2022-03-27', '2022-03-27'],
		['2022-10-29', '2022-10-31'],
		['2022-10-30', '2022-10-30'],
	])('and short ones around the change of clocks, %s to %s', async (from, to) => {
		const { jsons } = await reports.run('getSoldByTax', {
			datetimeFrom: `${from}T00:00:00`,
			datetimeTo: to,
		});
		const end = inclusive ? to : addDays(to, 1);
		const own = await reports.own('/reports/sold/taxes', from, end);
		expect(sorted(jsons, 'idTax')).toEqual(sorted(own.sold, 'idTax'));
	});
});

describe('more rows than fit on a page', () => {
	const reports = useReports();
	const days = { datetimeFrom: '2023-03-05', datetimeTo: '2023-03-06' };

	beforeAll(async () => {
		const products = await reports.bench.run({
			authentication: 'apiKey',
			operation: 'product.getAll',
			parameters: { returnAll: true, simplify: false },
		});
		const { idDepartment, idCategory } = products.jsons[0] ?? {};
		const created = await reports.bench.run({
			authentication: 'apiKey',
			operation: 'product.create',
			parameters: {
				description: '={{ $json.name }}',
				descriptionLabel: '={{ $json.name }}',
				descriptionExtended: '={{ $json.name }}',
				idDepartment: String(idDepartment),
				idCategory: String(idCategory),
				descriptionReceipt: '={{ $json.name }}',
				internalId: '={{ $json.name }}',
				prices: { entry: [{ value: 2.5 }] },
				options: { batching: { batch: { batchSize: 50 } } },
			},
			items: Array.from({ length: 150 }, (_, index) => ({ name: `P ${index}` })),
		});
		expect(created.words).toBe('');
		await reports.generate('2023-03-05', '2023-03-06', 3_000);
	});

	it('gives each of them once, with the totals of the whole', async () => {
		await reports.bench.mark();
		const outcome = await reports.run('getSoldByProduct', {
			...days,
			options: { oneItemWithTotals: true },
		});
		expect(outcome.words).toBe('');
		const [report] = outcome.jsons;
		const rows = report?.sold as IDataObject[];
		expect(rows.length).toBeGreaterThan(100);
		expect(report?.totalCount).toBe(rows.length);
		expect(new Set(rows.map(({ idProduct }) => idProduct)).size).toBe(rows.length);
		const starts = (await reports.bench.log()).map(({ query }) => query.start);
		expect(starts.sort()).toEqual(['0', '0', '100']);
		const profit = rows.reduce((total, row) => total + cents(row.profit), 0);
		expect(profit).toBe(cents(report?.totalSold) - cents(report?.totalRefund));
		expect(outcome.hints).toEqual([]);
	});

	it('is the same whatever "to" means, and on a list that counts from 1', async () => {
		const included = await reports.run('getSoldByProduct', days);
		await reports.bench.control('config', { cassaNovaToInclusive: false, cassaNovaStart: 'one' });
		const excluded = await reports.run('getSoldByProduct', days);
		await reports.bench.control('config', { cassaNovaToInclusive: true, cassaNovaStart: 'zero' });
		expect(excluded.words).toBe('');
		expect(sorted(excluded.jsons, 'idProduct')).toEqual(sorted(included.jsons, 'idProduct'));
	});

	it('survives faults on the way without counting anything twice', async () => {
		const calm = await reports.run('getSoldByProduct', days);
		await reports.bench.control('faults', [
			{ kind: 'status', status: 503, path: 'sold/products$', after: 1 },
			{ kind: 'resetAfter', path: 'sold/products$', after: 2 },
			{ kind: 'expireToken', path: 'sold/products$', after: 3 },
		]);
		const stormy = await reports.run('getSoldByProduct', days);
		expect(stormy.words).toBe('');
		expect(stormy.jsons).toEqual(calm.jsons);
	});

	it('is an error where an answer holds no report', async () => {
		await reports.bench.control('faults', {
			kind: 'missingKey',
			path: 'sold/products$',
			times: -1,
		});
		const outcome = await reports.run('getSoldByProduct', days);
		await fetch(`${reports.bench.ready.control}/faults`, { method: 'DELETE' });
		expect([outcome.status, outcome.items]).toEqual(['error', []]);
		expect(outcome.error?.message).toContain('CassaNova could not get sales by product: ');
	});
});
