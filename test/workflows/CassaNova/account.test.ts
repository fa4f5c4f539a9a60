/** Check the Account of CassaNova: an account as assumed, and one that is otherwise in each way that it can be. */
import type { IDataObject } from 'n8n-workflow';
import { dayFromToday } from '../../support/n8n/poller';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const days = () => ({
	from: dayFromToday(-3, 'Europe/Rome'),
	to: dayFromToday(-1, 'Europe/Rome'),
});

const sell = async (options: IDataObject = {}) => {
	const wanted = { vendor: 'cassaNova', count: 240, seed: 7, ...days(), options };
	await kit.bench.control('generate', wanted);
	await kit.bench.mark();
};

/** What came of the check: verdicts by name. */
const check = async () => {
	const { jsons, words } = await kit.run('account.check');
	expect(words).toBe('');
	return new Map(jsons.map((json) => [String(json.name), json]));
};

const verdicts = (checked: Map<string, IDataObject>, wanted: string) =>
	[...checked.values()].filter(({ verdict }) => verdict === wanted).map(({ name }) => name);

/** A product with an ID of the user's own. */
const addOwnId = async () => {
	const [product] = await kit.records('product', { filters: { multiVariant: false } });
	const { words } = await kit.run('product.create', {
		...{ description: 'x', descriptionLabel: 'x', descriptionExtended: 'x' },
		...{ descriptionReceipt: 'X', internalId: 'x', multivariant: false },
		idDepartment: { __rl: true, mode: 'id', value: product?.idDepartment as string },
		idCategory: { __rl: true, mode: 'id', value: product?.idCategory as string },
		prices: { entry: [{ value: 1.5 }] },
		additionalFields: { externalId: 'own-1' },
	});
	expect(words).toBe('');
};

it('finds an account as it is assumed, with calls that only read, and not many', async () => {
	await addOwnId();
	await sell();
	const checked = await check();
	expect(verdicts(checked, 'differs')).toEqual([]);
	expect(verdicts(checked, "couldn't tell")).toEqual([]);
	expect(checked.get('summary')).toMatchObject({
		type: 'summary',
		verdict: 'holds',
		found: '19 assumptions held, 0 differed, 0 could not be told.',
	});
	expect([...checked.keys()][0]).toBe('summary');
	const sent = await kit.bench.sent();
	expect(sent.filter((one) => !one.startsWith('GET '))).toEqual([]);
	expect(sent.length).toBeLessThanOrEqual(27);
});

it('tells what it could not tell where nothing was sold', async () => {
	const checked = await check();
	expect(verdicts(checked, 'differs')).toEqual([]);
	expect(verdicts(checked, "couldn't tell")).toContain('rowsAddUp');
	expect(checked.get('summary')?.verdict).toBe("couldn't tell");
	expect((await kit.bench.sent()).length).toBeLessThanOrEqual(27);
});

/** docs/check.md says so, of an account whose pages hold what is asked for. */
const MOST_CALLS = 51;

/**
 * A third page of taxes, invoices and credit notes each, a second one of the report's border day and two
 * more rounds of four such pages, products in a page of 100, and both ends of three other days.
 */
const NOT_HERE = 3 + 1 + 2 * 4 + 1 + 2;

it('makes no more calls than are promised where each look takes the longest', async () => {
	await addOwnId();
	// Only the last of three looks finds receipts: two pages of one day, and an empty one.
	const day = dayFromToday(-31, 'Europe/Rome');
	const wanted = { vendor: 'cassaNova', count: 150, seed: 7, from: day, to: day };
	await kit.bench.control('generate', wanted);
	await kit.bench.control('config', { cassaNovaConfirmed: 'CONFRIMED' });
	// Without totals each list is read until a page is empty.
	await kit.bench.control('faults', {
		...{ kind: 'otherKeys', vendor: 'cassaNova', path: '.', keys: { totalCount: null }, times: -1 },
	});
	await kit.bench.mark();
	await check();
	expect(await kit.bench.sent()).toHaveLength(MOST_CALLS - NOT_HERE);
});

it('reads three pages of taxes at most', async () => {
	await sell();
	await kit.bench.control('config', { cassaNovaMostRecords: 1 });
	const checked = await check();
	const sent = await kit.bench.sent();
	expect(sent.filter((one) => one.startsWith('GET /taxes'))).toHaveLength(3);
	expect(checked.get('rowsAddUp')).toMatchObject({
		verdict: "couldn't tell",
		meaning: expect.stringContaining('the list has more records than a check reads'),
	});
});

/** Ways in which an account may be otherwise, and the assumption that shows it. */
const FLIPS: Array<[flip: string, name: string, set: IDataObject]> = [
	['texts without quotes', 'queryFormat', { config: { cassaNovaQueryFormat: 'plain' } }],
	['another key', 'listKeys', { path: 'receipts$', keys: { receipts: 'documents' } }],
	['first record 1', 'start', { config: { cassaNovaStart: 'one' } }],
	['shorter pages', 'pageLength', { config: { cassaNovaMostRecords: 50 } }],
	['no total', 'pageLength', { path: 'receipts$', keys: { totalCount: null } }],
	['no filter by shop', 'shopFilter', { config: { cassaNovaShopFilter: false } }],
	['no shop on documents', 'shopFilter', { config: { cassaNovaDocumentShop: false } }],
	['filter ignored', 'ownIdFilter', { config: { cassaNovaNewerFilters: 'ignored' } }],
	['filter refused', 'ownIdFilter', { config: { cassaNovaNewerFilters: 'refused' } }],
	['"to" leaves out its day', 'toIncludesDay', { config: { cassaNovaToInclusive: false } }],
	['times in UTC', 'timeZone', { config: { cassaNovaDatetimeZone: 'utc' } }],
	['closings without zone', 'closingTimes', { config: { cassaNovaClosingTimes: 'withoutZone' } }],
	['a field more', 'receiptFields', { path: 'receipts$', keys: { note: 'remark' } }],
	['a field less', 'receiptFields', { path: 'receipts$', keys: { quantity: null } }],
	['taxes unknown', 'taxesKnown', { path: 'receipts$', keys: { idTax: 'tax' } }],
	['other amounts', 'rowsAddUp', { options: { differentAmounts: 1 } }],
	['no change', 'paymentsAddUp', { path: 'receipts$', keys: { change: null } }],
	['another report', 'soldByTax', { path: 'sold/taxes$', keys: { profit: 'gross' } }],
	['CONFRIMED', 'statusSpelling', { config: { cassaNovaConfirmed: 'CONFRIMED' } }],
	['any status', 'unknownStatus', { config: { cassaNovaOtherSpelling: 'everything' } }],
	['regular keys', 'loyaltyKeys', { config: { cassaNovaFidelityKeys: 'regular' } }],
	['nothing newer', 'newerEndpoints', { config: { cassaNovaNewer: false } }],
	['another newer key', 'newerListKeys', { config: { cassaNovaWebhooksKey: 'hooks' } }],
];

it.each(FLIPS)('finds: %s', async (_flip, name, { config, keys, path, options }) => {
	await addOwnId();
	await sell((options ?? {}) as IDataObject);
	if (config) await kit.bench.control('config', config);
	if (keys) {
		await kit.bench.control('faults', {
			...{ kind: 'otherKeys', vendor: 'cassaNova', path, keys, times: -1 },
		});
	}
	const checked = await check();
	const found = checked.get(name);
	expect([name, found?.verdict, found?.found]).toEqual([name, 'differs', expect.any(String)]);
	expect(found?.meaning).toMatch(/\w{3}.*\.$/);
	expect(checked.get('summary')?.meaning).toContain(name);
});

it('teaches the other operations what it has learnt', async () => {
	// An account of its own: what is learnt stays for the process.
	const own = { credential: { baseUrl: `${kit.bench.ready.cassaNova.baseUrl}/` } };
	await sell();
	// A day without receipts shows nothing of "to".
	const day = dayFromToday(-20, 'Europe/Rome');
	const parameters = { datetimeFrom: day, datetimeTo: day, output: 'raw', returnAll: true };
	const asked = async () => {
		await kit.bench.mark();
		const { words } = await kit.run('receipt.getAll', parameters, own);
		expect(words).toBe('');
		return (await kit.bench.sent()).length;
	};
	expect(await asked()).toBe(2);
	await kit.run('account.check', {}, own);
	expect(await asked()).toBe(1);
});

it('stops where the key is refused, and goes on where a list may not be read', async () => {
	await sell();
	const refused = await kit.run('account.check', {}, { credential: { apiKey: 'no-key' } });
	expect(refused.error?.message).toContain('CassaNova could not check account');
	await kit.bench.control('faults', {
		...{ kind: 'status', vendor: 'cassaNova', path: 'invoices$', status: 403, times: -1 },
		body: { messages: ['error.forbidden'] },
	});
	const checked = await check();
	expect(checked.get('statusSpelling')).toMatchObject({
		verdict: "couldn't tell",
		found: 'The call was refused (403).',
		meaning: 'CassaNova: error.forbidden. Invoices cannot be read.',
	});
	expect(checked.get('soldByTax')?.verdict).not.toBe("couldn't tell");
});
