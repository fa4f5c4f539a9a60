/** Filters of newer generations of CassaNova's API through n8n's engine: sent as written, and followed or told. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ID, OTHER_ID, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const days = { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-05' };
const sorts = { entry: [{ key: 'description', direction: -1 }] };
const SORTS = 'sorts=%5B%7B%22key%22%3A%22description%22%2C%22direction%22%3A-1%7D%5D';

const generate = async (count: number) =>
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count,
		from: '2026-03-05',
		to: '2026-03-05',
		seed: 5,
	});

const getAll = async (resource: string, filters: IDataObject, more: INodeParameters = {}) =>
	await kit.run(`${resource}.getAll`, {
		returnAll: true,
		...(resource === 'receipt' ? { output: 'raw' } : { simplify: false }),
		filters: filters as INodeParameters,
		...more,
	});

it.each<[string, string, IDataObject, string[], INodeParameters]>([
	['tax', '/taxes', { sorts }, [SORTS], {}],
	[
		'category',
		'/categories',
		{ sorts, enabledForChannels: ['RISTO', 'KIOSK'], itemListVisibility: true },
		['enabledForChannels=%5B%22RISTO%22%2C%22KIOSK%22%5D', 'itemListVisibility=true', SORTS],
		{},
	],
	[
		'department',
		'/departments',
		{ idsTax: [ID, OTHER_ID] },
		[`idsTax=%5B%22${ID}%22%2C%22${OTHER_ID}%22%5D`],
		{},
	],
	['customer', '/customers', { email: 'x@y' }, ['email=%22x%40y%22'], {}],
	['organization', '/organizations', { email: 'x@y' }, ['email=%22x%40y%22'], {}],
	[
		'product',
		'/products',
		{
			externalId: 'a, b',
			tagsAll: 'c,d',
			composition: false,
			soldOnlyInComposition: true,
			enabledForChannels: 'SALE',
		},
		[
			'composition=false',
			'enabledForChannels=%5B%22SALE%22%5D',
			'externalId=%5B%22a%22%2C%22b%22%5D',
			'soldOnlyInComposition=true',
			'tagsAll=%5B%22c%22%2C%22d%22%5D',
		],
		{},
	],
	['salesPoint', '/salespoint', { hasActiveLicense: true }, ['hasActiveLicense=true'], {}],
	['stock', '/stocks/4711', { sorts }, [SORTS], { salesPointId: 4711 }],
	['invoice', '/documents/invoices', { sorts }, [SORTS], days],
	[
		'receipt',
		'/documents/receipts',
		{
			calculatedAmount: true,
			idFidelityCard: '1001',
			lotteryCode: 'AB',
			numberFrom: 3,
			numberTo: '9',
			zNumber: 7,
		},
		[
			'calculatedAmount=true',
			'idFidelityCard=%221001%22',
			'lotteryCode=%22AB%22',
			'numberFrom=3',
			'numberTo=9',
			'zNumber=7',
		],
		days,
	],
])('sends those of %s', async (resource, path, filters, expected, more) => {
	const { words } = await getAll(resource, filters, more);
	expect(words).toBe('');
	const [sent = ''] = await kit.bench.sent();
	const [start, ...parts] = sent.split(/[?&]/);
	expect(start).toBe(`GET ${path}`);
	const own = parts.filter((part) => !/^(start|limit|datetimeFrom|datetimeTo)=/.test(part));
	expect(own.sort()).toEqual(expected);
});

it('gives a list in the wanted order', async () => {
	const rates = async (direction: number) => {
		const { jsons } = await getAll('tax', {
			sorts: {
				entry: [
					{ key: 'rate', direction },
					{ key: 'description', direction: 1 },
				],
			},
		});
		return jsons.map(({ rate }) => Number(rate));
	};
	const ascending = await rates(1);
	expect(ascending.length).toBeGreaterThan(4);
	expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
	expect(await rates(-1)).toEqual([...ascending].reverse());
});

it('gives the receipts between two numbers, and those of a closing', async () => {
	await generate(60);
	const all = (await getAll('receipt', {}, days)).jsons;
	const some = (await getAll('receipt', { numberFrom: 3, numberTo: 5 }, days)).jsons;
	const isBetween = ({ number }: IDataObject) => Number(number) >= 3 && Number(number) <= 5;
	expect(some).toEqual(all.filter(isBetween));
	expect(some.length).toBeGreaterThan(0);
	const zNumber = Number(all[0]?.zNumber);
	const { jsons } = await getAll('receipt', { zNumber }, days);
	expect(jsons).toEqual(all.filter((receipt) => receipt.zNumber === zNumber));
});

it('gives the receipts with a code of the lottery', async () => {
	await generate(60);
	const lotteryCode = 'LOT00005';
	const all = (await getAll('receipt', {}, days)).jsons;
	const { jsons, error } = await getAll('receipt', { lotteryCode }, days);
	expect(error).toBeUndefined();
	expect(jsons).toEqual(all.filter((receipt) => receipt.lotteryCode === lotteryCode));
	expect(jsons.length).toBeGreaterThan(0);
});

it('gives shops with an active license, or without', async () => {
	const shops = async (hasActiveLicense: boolean) =>
		(await getAll('salesPoint', { hasActiveLicense })).jsons.map(({ id }) => id);
	const [active, others] = [await shops(true), await shops(false)];
	expect([active.length, others.length]).toEqual([2, 1]);
});

it.each<[string, IDataObject, string, INodeParameters]>([
	['product', { externalId: 'nobody' }, 'Your Own IDs', {}],
	['receipt', { numberFrom: 3 }, 'Number From', days],
	['receipt', { numberTo: 1 }, 'Number To', days],
	['receipt', { zNumber: 1 }, 'Z Number', days],
	['receipt', { lotteryCode: 'LOT00005' }, 'Lottery Code', days],
])('%s with %j: says so where an account ignores it', async (resource, filters, name, more) => {
	await generate(60);
	await kit.bench.control('config', { cassaNovaNewerFilters: 'ignored' });
	const { error, jsons } = await getAll(resource, filters, more);
	expect(jsons).toEqual([]);
	expect(error?.message).toContain(`the filter "${name}" was not followed`);
	expect(error?.description).toContain('remove it, and filter the items after this node');
});

it('shows the vendor’s words where an account refuses one', async () => {
	await kit.bench.control('config', { cassaNovaNewerFilters: 'refused' });
	const { error } = await getAll('tax', { sorts });
	expect(error?.message).toBe('CassaNova could not get many taxes: error.unknown: sorts');
});

it.each<[IDataObject, string]>([
	[{ sorts: { entry: [{ key: '', direction: 1 }] } }, 'Sort By'],
	[{ sorts: { entry: [{ key: 'rate', direction: 2 }] } }, 'must be 1 (ascending) or -1'],
])('sends nothing for %j', async (filters, problem) => {
	const outcome = await getAll('tax', filters);
	await kit.expectRefused(outcome, problem);
});
