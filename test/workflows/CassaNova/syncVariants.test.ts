/** "Sync From a List" of products with variants, through n8n's engine: a row is a variant, option columns tell which. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

async function sync(matchOn: string, items: IDataObject[], parameters: INodeParameters = {}) {
	await kit.bench.mark();
	const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [matchOn] };
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.sync',
		parameters: { columns, ...parameters } as INodeParameters,
		items,
		mode: 'trigger',
	});
}

async function writes() {
	const log = await kit.bench.log();
	return log
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => ({
			to: `${method} ${path.replace(/[0-9a-f-]{36}/g, '*')}`,
			body: body as IDataObject,
		}));
}

const actions = (jsons: IDataObject[]) => jsons.map(({ action }) => action);

async function product(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

const variantsOf = ({ variants }: IDataObject) => variants as IDataObject[];
const valuesOf = ({ attributes }: IDataObject) =>
	(attributes as IDataObject[]).map(({ value }) => (value as IDataObject).value);

/** As shops export it: what is the product's stands in its first row only. */
const CAPS = [
	{
		'Your Own ID': 'CAP',
		Name: 'Cappello',
		Department: 'Regali',
		Category: 'Regali',
		Price: 12,
		SKU: '',
		'Internal ID': 'CAP-S-R',
		Taglia: 'S',
		Colour: 'Red',
	},
	{ 'Your Own ID': 'CAP', Price: 12, 'Internal ID': 'CAP-M-R', Taglia: 'M', Colour: 'Red' },
	{ 'Your Own ID': 'CAP', Price: '13,50', 'Internal ID': 'CAP-M-B', Taglia: 'm', Colour: 'Blue' },
];
const OPTIONS = { optionColumns: 'Taglia, colour' };

it('makes one product of its rows: options and values are found or made, then the product, then its variants', async () => {
	const { jsons, words, hints } = await sync('externalId', CAPS, OPTIONS);
	expect(words).toBe('');
	expect(hints.join(' ')).toContain('3 created');
	expect(jsons).toMatchObject([
		{ action: 'create', written: true, key: 'CAP' },
		{ action: 'create', written: true, key: 'CAP' },
		{ action: 'create', written: true, key: 'CAP' },
	]);
	const sent = await writes();
	expect(sent.map(({ to }) => to)).toEqual([
		'POST /options',
		'POST /products',
		'POST /products/*/variants',
		'POST /products/*/variants',
		'POST /products/*/variants',
	]);
	expect(sent[0]?.body).toEqual({
		description: 'colour',
		values: [
			{ type: 'NEUTRAL', value: 'Red', position: 0 },
			{ type: 'NEUTRAL', value: 'Blue', position: 1 },
		],
	});
	const cap = await product('Cappello');
	expect(cap).toMatchObject({ multivariant: true, externalId: 'CAP', prices: [{ value: 12 }] });
	expect(jsons.map(({ idProduct }) => idProduct)).toEqual(Array(3).fill(cap.id));
	const variants = variantsOf(cap);
	expect(variants.map(valuesOf)).toEqual([
		['S', 'Red'],
		['M', 'Red'],
		['M', 'Blue'],
	]);
	expect(variants.map(({ prices }) => prices)).toEqual([null, null, [{ value: 13.5 }]]);
	expect(variants.map(({ internalId }) => internalId)).toEqual(['CAP-S-R', 'CAP-M-R', 'CAP-M-B']);
	expect(variants[0]?.descriptionReceipt).toBe('Cappello S Red');
});

it('makes no variant of a product that could not be made because its category could not', async () => {
	await kit.bench.control('faults', {
		kind: 'status',
		method: 'POST',
		path: '/categories',
		status: 400,
		body: { error: 'no' },
	});
	const list = CAPS.map((row) => ('Category' in row ? { ...row, Category: 'Cappelli' } : row));
	const { jsons } = await sync('externalId', list, { ...OPTIONS, createMissingCategories: true });
	expect(jsons.map(({ action, problem }) => [action, problem])).toEqual(
		Array(3).fill(['failed', expect.stringContaining('could not sync products from list: no')]),
	);
	expect((await writes()).filter(({ to }) => to.includes('/products'))).toEqual([]);
});

it('sends nothing the second time, whatever the columns are matched on', async () => {
	await sync('externalId', CAPS, OPTIONS);
	for (const [key, parameters] of [
		['externalId', OPTIONS],
		['internalId', OPTIONS],
		['internalId', {}],
	] as const) {
		const { jsons, words } = await sync(key, CAPS, parameters);
		expect([key, words, actions(jsons)]).toEqual([key, '', Array(3).fill('unchanged')]);
		expect(await writes()).toEqual([]);
	}
});

it('sends what differs of the product once, and of each variant what is its own', async () => {
	await sync('externalId', CAPS, OPTIONS);
	const [first, second, third] = CAPS;
	const { jsons } = await sync(
		'externalId',
		[
			{ ...first, Name: 'Cappello di paglia' },
			{ ...second, 'Internal ID': 'CAP-2' },
			{ ...third, Price: 14 },
			{ 'Your Own ID': 'CAP', Price: 12, 'Internal ID': 'CAP-L-R', Taglia: 'L', Colour: 'Red' },
		],
		OPTIONS,
	);
	expect(actions(jsons)).toEqual(['change', 'change', 'change', 'create']);
	const sent = await writes();
	expect(sent.map(({ to }) => to)).toEqual([
		'PUT /products/*',
		'PUT /products/*/variants/*',
		'PUT /products/*/variants/*',
		'POST /products/*/variants',
	]);
	expect(sent[0]?.body).toMatchObject({ description: 'Cappello di paglia' });
	expect((sent[0]?.body.attributes as IDataObject[]).map(({ values }) => values)).toEqual([
		[expect.anything(), expect.anything(), expect.anything()],
		[expect.anything(), expect.anything()],
	]);
	expect(sent.slice(1, 3).map(({ body }) => body)).toEqual([
		{ internalId: 'CAP-2' },
		{ prices: [{ value: 14 }] },
	]);
	const again = await sync('internalId', [
		{ 'Internal ID': 'CAP-L-R', Price: 12, Name: 'Cappello di paglia' },
	]);
	expect(actions(again.jsons)).toEqual(['unchanged']);
});

it('changes the price of a variant that was typed in by hand by its internal ID alone, and no other', async () => {
	const { jsons } = await sync('internalId', [{ 'Internal ID': 'T-M', Price: 21 }]);
	expect(jsons).toMatchObject([
		{ action: 'change', changes: [{ field: 'price', before: 19.9, after: 21 }] },
	]);
	const sent = await writes();
	expect(sent).toEqual([{ to: 'PUT /products/*/variants/*', body: { prices: [{ value: 21 }] } }]);
	const again = await sync('internalId', [{ 'Internal ID': 'T-M', Price: 21 }]);
	expect(actions(again.jsons)).toEqual(['unchanged']);
});

it('gives a new variant with a price of its own the other prices of its product, too', async () => {
	await sync('externalId', CAPS, OPTIONS);
	const [mode] = await kit.records('salesMode');
	const cap = await product('Cappello');
	await kit.run('product.setPrice', {
		matchBy: 'id',
		productId: { __rl: true, mode: 'id', value: String(cap.id) },
		price: '10',
		additionalFields: { idSalesMode: { __rl: true, mode: 'id', value: String(mode?.id) } },
	});
	const small = { ...CAPS[1], 'Internal ID': 'CAP-S-B', Taglia: 'S', Colour: 'Blue', Price: 15 };
	await sync('externalId', [...CAPS, small], OPTIONS);
	const made = (await writes()).find(({ to }) => to === 'POST /products/*/variants');
	expect(made?.body.prices).toEqual([{ value: 15 }, { idSalesMode: mode?.id, value: 10 }]);
});

it('takes one price for all variants for that of their product', async () => {
	const list = ['T-S', 'T-M', 'T-L'].map((code) => ({ 'Internal ID': code, Price: 22 }));
	const { jsons } = await sync('internalId', list);
	expect(actions(jsons)).toEqual(['change', 'unchanged', 'unchanged']);
	expect((await writes()).map(({ to }) => to)).toEqual(['PUT /products/*']);
	expect((await product('Maglietta')).prices).toEqual([expect.objectContaining({ value: 22 })]);
});

describe('rows that can not be taken', () => {
	it.each([
		[
			'Two rows with the same values',
			[CAPS[0], { ...CAPS[1], Taglia: 'S' }],
			'are the same in items 0 and 1',
		],
		[
			'Another name',
			[CAPS[0], { ...CAPS[1], Name: 'Berretto' }],
			'"Name" differs in items 0 and 1',
		],
		[
			'A value that an option which is there lacks',
			[{ ...CAPS[0], Taglia: 'XXL' }],
			'"Taglia" is "XXL"',
		],
		['A new product without a price', [{ ...CAPS[0], Price: '' }], 'a new one needs "Price"'],
	] as Array<[string, IDataObject[], string]>)('%s', async (_title, list, words) => {
		const { jsons } = await sync('externalId', list, OPTIONS);
		expect(new Set(actions(jsons))).toEqual(new Set(['invalid']));
		expect(jsons[0]?.problem).toContain(words);
		expect(await writes()).toEqual([]);
	});

	it('an option column that the list does not have', async () => {
		const outcome = await sync('externalId', CAPS, { optionColumns: 'Taglia, Fabric' });
		await kit.expectRefused(outcome, 'names Fabric, and the list has no such column');
	});

	it('option values of a product without variants', async () => {
		const { jsons } = await sync('internalId', [{ 'Internal ID': 'P2', Taglia: 'S' }], {
			optionColumns: 'Taglia',
		});
		expect(jsons[0]?.problem).toContain('a product without variants');
	});

	it('the barcode of a product that has variants', async () => {
		const { id } = await product('Maglietta');
		const { jsons } = await sync('id', [{ id, barcodes: '8099999999990' }]);
		expect(jsons[0]?.problem).toContain('belongs to the variants of this product');
	});
});

it('ended in the middle makes nothing twice: neither the option nor the product nor a variant', async () => {
	const two = { ...OPTIONS, options: { writesPerRun: 3 } };
	const first = await sync('externalId', CAPS, two);
	expect(actions(first.jsons)).toEqual(['create', 'later', 'later']);
	const second = await sync('externalId', CAPS, two);
	expect(actions(second.jsons)).toEqual(['unchanged', 'create', 'create']);
	const third = await sync('externalId', CAPS, two);
	expect(actions(third.jsons)).toEqual(Array(3).fill('unchanged'));
	const options = await kit.records('option');
	expect(options.filter(({ description }) => description === 'colour')).toHaveLength(1);
	expect(variantsOf(await product('Cappello'))).toHaveLength(3);
});

it('leaves the variants of a product that could not be made', async () => {
	await kit.bench.control('faults', {
		...{ kind: 'status', method: 'POST', path: '/products$', status: 400, body: { error: 'no' } },
	});
	const { jsons } = await sync('externalId', CAPS, OPTIONS);
	expect(actions(jsons)).toEqual(['failed', 'failed', 'failed']);
	expect((await writes()).map(({ to }) => to)).toEqual(['POST /options', 'POST /products']);
	const again = await sync('externalId', CAPS, OPTIONS);
	expect(actions(again.jsons)).toEqual(['create', 'create', 'create']);
});

it("a blank cell clears what is the product's only where all of its rows leave it blank", async () => {
	const clear = { ...OPTIONS, blankCells: 'clear' };
	const blank = { Name: '', Department: '', Category: '', Tags: '', barcodes: '' };
	const list = CAPS.map((row) => ({ ...blank, Color: 'cccccc', ...row }));
	const made = await sync('externalId', [{ ...list[0], Tags: 'summer' }, ...list.slice(1)], clear);
	expect(made.jsons.map(({ action, problem }) => [action, problem])).toEqual(
		Array(3).fill(['create', undefined]),
	);
	expect(await product('Cappello')).toMatchObject({ tags: ['summer'] });
	// Barcodes can't be cleared.
	const rows = list.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'barcodes')),
	);
	const cleared = await sync('externalId', [rows[0]!, { ...rows[1], Price: '' }, rows[2]!], clear);
	expect(actions(cleared.jsons)).toEqual(['change', 'unchanged', 'unchanged']);
	expect(await product('Cappello')).toMatchObject({ tags: [], description: 'Cappello' });
});

it('a blank cell of a new record has nothing to clear', async () => {
	const row = { 'Your Own ID': 'HAT', Name: 'Capello', Department: 'Regali', Category: 'Regali' };
	const { jsons } = await sync(
		'externalId',
		[{ ...row, Price: 9, 'Internal ID': 'HAT', barcodes: '', Color: '' }],
		{ blankCells: 'clear' },
	);
	expect(actions(jsons)).toEqual(['create']);
});
