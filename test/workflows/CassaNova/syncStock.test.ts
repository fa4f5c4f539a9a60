/** "Sync From a List" of stock, through n8n's engine: the movements that are missing, and only those. */
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

interface More {
	mode?: WorkflowExecuteMode;
	onError?: 'continueErrorOutput';
	parameters?: INodeParameters;
	matchOn?: string;
}

async function sync(
	items: IDataObject[],
	{ mode = 'trigger', onError, parameters = {}, matchOn = 'internalId' }: More = {},
) {
	await kit.bench.mark();
	const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [matchOn] };
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'stock.sync',
		parameters: { columns, ...parameters },
		items,
		mode,
		...(onError ? { onError } : {}),
	});
}

async function sent() {
	const log = await kit.bench.log();
	return {
		reads: log.filter(({ method }) => method === 'GET').map(({ path }) => path),
		writes: log
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, body }) => [`${method} ${path}`, body]),
	};
}

async function product(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

const actions = (jsons: IDataObject[]) => jsons.map(({ action }) => action);
const problems = (jsons: IDataObject[]) => jsons.map(({ problem }) => problem);
const BOLOGNA = { shop: byId(4711) };
const MOVE = 'POST /stocks/4711/movements';

it('moves what differs, once, and reads each list once', async () => {
	const { id } = await product('Cappuccino');
	const [variant = {}] = (await product('Maglietta')).variants as IDataObject[];
	const list = [
		{ SKU: 'P2', Shop: 'bar centrale bologna', Quantity: '17,5', 'Warning Level': '3' },
		{ SKU: 'P1', Shop: 4711, Quantity: 20, 'Warning Level': '' },
		{ SKU: 'T-S', Shop: '5020', Quantity: 25, 'Warning Level': null },
	];
	const first = await sync(list);
	expect(first.words).toBe('');
	expect(first.jsons).toMatchObject([
		{
			action: 'change',
			written: true,
			key: 'P2',
			id,
			idSalesPoint: 4711,
			changes: [
				{ field: 'quantity', before: 20, after: 17.5 },
				{ field: 'warningLevel', before: 5, after: 3 },
			],
		},
		{ action: 'unchanged', written: false, key: 'P1', changes: [] },
		{
			action: 'change',
			id: variant.id,
			idProduct: variant.idProduct ?? expect.any(String),
			idSalesPoint: 5020,
			changes: [{ field: 'quantity', before: 20, after: 25 }],
		},
	]);
	expect(first.hints.join(' ')).toContain('2 changed, 1 unchanged');
	const { reads, writes } = await sent();
	expect(reads).toEqual(['/salespoint', '/products', '/stocks/4711', '/stocks/5020']);
	expect(writes).toEqual([
		['PUT /stocks/4711', { idProduct: id, warningLevel: 3 }],
		[MOVE, { idProduct: id, quantity: -2.5, reason: 'CORRECTION' }],
		[
			'POST /stocks/5020/movements',
			{ idProductVariant: variant.id, quantity: 5, reason: 'CORRECTION' },
		],
	]);
	const second = await sync(list);
	expect(actions(second.jsons)).toEqual(['unchanged', 'unchanged', 'unchanged']);
	expect((await sent()).writes).toEqual([]);
});

it('is a preview in the editor, and sends nothing', async () => {
	const { jsons, hints } = await sync([{ SKU: 'P2', Quantity: 3 }], {
		mode: 'manual',
		parameters: BOLOGNA,
	});
	expect(jsons).toMatchObject([
		{ action: 'change', written: false, changes: [{ field: 'quantity', before: 20, after: 3 }] },
	]);
	expect(hints.join(' ')).toContain('This is a preview');
	expect(hints.join(' ')).toContain('It takes 1 writes');
	expect((await sent()).writes).toEqual([]);
});

it('sends note and reason with each movement', async () => {
	const additionalFields = { note: 'Counted', reason: 'SUPPLY' };
	await sync([{ SKU: 'P2', Quantity: 3 }], { parameters: { ...BOLOGNA, additionalFields } });
	expect((await sent()).writes).toMatchObject([
		[MOVE, { quantity: -17, note: 'Counted', reason: 'SUPPLY' }],
	]);
});

it('takes rows that can not be used apart, and goes on with the others', async () => {
	const { id } = await product('Maglietta');
	const rows = [
		{ SKU: 'P1', Quantity: 1 },
		{ SKU: 'NOBODY', Quantity: 1 },
		{ SKU: '', Quantity: 1 },
		{ SKU: 'P2', Quantity: '1.000' },
		{ SKU: 'P3', Quantity: -1 },
		{ SKU: 'P4', Quantity: 1 },
		{ SKU: 'P4', Quantity: 2 },
		{ SKU: 'P5', Quantity: 1, 'CassaNova ID': id },
		{ SKU: 'P6', Quantity: 1, Shop: 'Napoli' },
	];
	const { jsons } = await sync(rows, { parameters: BOLOGNA });
	expect(actions(jsons)).toEqual(['change', ...Array<string>(8).fill('invalid')]);
	expect(problems(jsons).slice(1)).toEqual(
		[
			'"Internal ID" is "NOBODY", which nothing in CassaNova has',
			'"Internal ID" is empty',
			'"Quantity" can mean 1.000 or 1000',
			'"Quantity" must be at least 0',
			'Items 5 and 6 are about the same stock',
			'Items 5 and 6 are about the same stock',
			`"CassaNova ID" belongs to ${String(id)}`,
			'no shop of this account has that name or ID',
		].map((words) => expect.stringContaining(words) as string),
	);
	expect((await sent()).writes).toHaveLength(1);
});

it('refuses a product with variants, and says what to give', async () => {
	const { id } = await product('Maglietta');
	const { jsons } = await sync([{ id, Quantity: 1 }], { matchOn: 'id', parameters: BOLOGNA });
	expect(problems(jsons)).toEqual([
		expect.stringContaining('each of which has a stock of its own') as string,
	]);
});

it('gives rows that fail at the error output, and the others at the first one', async () => {
	await kit.bench.control('faults', {
		...{ kind: 'status', method: 'POST', path: 'movements$', status: 400, body: { error: 'no' } },
		times: 1,
	});
	const rows = [
		{ SKU: 'P1', Quantity: 1 },
		{ SKU: 'P2', Quantity: 1 },
	];
	const { jsons, failed } = await sync(rows, {
		onError: 'continueErrorOutput',
		parameters: BOLOGNA,
	});
	expect(jsons).toMatchObject([{ action: 'change', key: 'P2' }]);
	expect(failed.map(({ json }) => json)).toMatchObject([{ message: 'failed', details: 'P1' }]);
});

it('a stock that is not managed takes a movement only where the list switches that on', async () => {
	const { id } = await product('Cappuccino');
	await kit.run('stock.update', {
		salesPointId: byId(4711),
		idProduct: byId(String(id)),
		updateFields: { manageStock: false },
	});
	const row = { SKU: 'P2', Quantity: 3 };
	const refused = await sync([row], { parameters: BOLOGNA });
	expect(problems(refused.jsons)).toEqual([
		expect.stringContaining('this stock is not managed') as string,
	]);
	const on = await sync([{ ...row, 'Manage Stock': 'Yes' }], { parameters: BOLOGNA });
	expect(actions(on.jsons)).toEqual(['change']);
	expect((await sent()).writes.map(([to]) => to)).toEqual(['PUT /stocks/4711', MOVE]);
	const off = await sync([{ SKU: 'P2', Quantity: 5, 'Manage Stock': 'no' }], {
		parameters: BOLOGNA,
	});
	expect(actions(off.jsons)).toEqual(['change']);
	expect((await sent()).writes.map(([to]) => to)).toEqual([MOVE, 'PUT /stocks/4711']);
});

describe('stock that is not in the list', () => {
	const zero = { ...BOLOGNA, notInList: 'setToZero' };
	const all = async () => (await kit.records('stock', { salesPointId: byId(4711) })).length;

	it('is only counted, unless something else was chosen', async () => {
		const others = (await all()) - 1;
		const { jsons, hints } = await sync([{ SKU: 'P1', Quantity: 20 }], { parameters: BOLOGNA });
		expect(jsons).toHaveLength(1);
		expect(hints.join(' ')).toContain(`${others} not in the list`);
		const shown = await sync([{ SKU: 'P1', Quantity: 20 }], {
			parameters: { ...BOLOGNA, notInList: 'show' },
		});
		expect(shown.jsons).toHaveLength(others + 1);
		expect((await sent()).writes).toEqual([]);
	});

	it('is set to zero where that was chosen, and the second time nothing is sent', async () => {
		const others = (await all()) - 1;
		const list = [{ SKU: 'P1', Quantity: 20 }];
		await sync(list, { parameters: zero });
		const { writes } = await sent();
		expect(writes).toHaveLength(others);
		expect(new Set(writes.map(([, body]) => (body as IDataObject).quantity))).toEqual(
			new Set([-20]),
		);
		await sync(list, { parameters: zero });
		expect((await sent()).writes).toEqual([]);
	});

	it.each([
		[
			'there is more of it than may be',
			[{ SKU: 'P1', Quantity: 20 }],
			{ zeroAtMost: 5 },
			'allows 5',
		],
		[
			'a row is invalid',
			[
				{ SKU: 'P1', Quantity: 20 },
				{ SKU: 'NOBODY', Quantity: 1 },
			],
			{},
			'rows that are invalid may be about that stock',
		],
	] as Array<[string, IDataObject[], IDataObject, string]>)(
		'is left where %s',
		async (_title, list, options, words) => {
			const { hints } = await sync(list, { parameters: { ...zero, options } as INodeParameters });
			expect(hints.join(' ')).toContain(words);
			expect((await sent()).writes).toEqual([]);
		},
	);
});

it('a movement whose answer got lost is not made again, neither in the run nor in the next one', async () => {
	await kit.bench.control('faults', {
		...{ kind: 'resetAfter', method: 'POST', path: 'movements$', times: 1 },
	});
	const list = [
		{ SKU: 'P1', Quantity: 12 },
		{ SKU: 'P2', Quantity: 13 },
	];
	const first = await sync(list, { parameters: BOLOGNA });
	expect(first.jsons).toMatchObject([
		{ action: 'failed', outcome: 'unknown' },
		{ action: 'change', written: true },
	]);
	expect((await sent()).writes).toHaveLength(2);
	const second = await sync(list, { parameters: BOLOGNA });
	expect(actions(second.jsons)).toEqual(['unchanged', 'unchanged']);
	expect((await sent()).writes).toEqual([]);
});

it('finds what it is about by barcode, also where a sheet has taken its zeros off', async () => {
	const { id } = await product('Cappuccino');
	await kit.run('product.update', {
		productId: byId(String(id)),
		defineUsing: 'json',
		updateFields: {
			barcodesJson: JSON.stringify([{ value: '0012345678905', format: 'EAN13', salable: true }]),
		},
	});
	const { jsons, hints } = await sync([{ EAN: 12345678905, Stock: 4 }], {
		matchOn: 'barcodes',
		parameters: BOLOGNA,
	});
	expect(jsons).toMatchObject([{ action: 'change', id, changes: [{ after: 4 }] }]);
	expect(hints.join(' ')).toContain('other zeros in front');
});

describe('a list that can not be used', () => {
	it('without a shop, of an account that has several', async () => {
		const { words } = await sync([{ SKU: 'P1', Quantity: 1 }]);
		expect(words).toContain('"Shop" is empty, and the account has several: Bar Centrale Bologna');
		expect((await sent()).writes).toEqual([]);
	});

	it('with a shop in some rows only', async () => {
		const { jsons } = await sync([
			{ SKU: 'P1', Quantity: 1, Shop: '' },
			{ SKU: 'P2', Quantity: 1, Shop: '4711' },
		]);
		expect(actions(jsons)).toEqual(['invalid', 'change']);
	});

	it('with nothing that stock has', async () => {
		const outcome = await sync([{ SKU: 'P1', Count: 1 }], { parameters: BOLOGNA });
		await kit.expectRefused(outcome, 'has none of "Quantity", "Warning Level" and "Manage Stock"');
	});
});
