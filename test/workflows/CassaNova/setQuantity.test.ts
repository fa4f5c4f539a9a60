/** "Set Quantity" through n8n's engine: the movement that is missing, once. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const salesPointId = byId(4711);

async function productNamed(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

const moved = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ path, body }) => [path, body]);

const set = async (
	parameters: INodeParameters,
	more: { items?: IDataObject[]; onError?: 'continueRegularOutput' } = {},
) => {
	await kit.bench.mark();
	return await kit.run('stock.setQuantity', { salesPointId, ...parameters }, more);
};

it('makes the movement that is missing, and none the second time', async () => {
	const { id } = await productNamed('Cappuccino');
	const parameters = { matchBy: 'id', idProduct: byId(String(id)), quantity: '17,5' };
	const first = await set(parameters);
	expect(first.jsons).toEqual([
		{
			idSalesPoint: 4711,
			idProduct: id,
			success: true,
			changed: true,
			before: 20,
			quantity: 17.5,
			moved: -2.5,
			idStockMovement: expect.any(String) as string,
		},
	]);
	expect(await moved()).toEqual([
		['/stocks/4711/movements', { idProduct: id, quantity: -2.5, reason: 'CORRECTION' }],
	]);
	const second = await set(parameters);
	expect(second.jsons).toMatchObject([
		{ changed: false, before: 17.5, moved: 0, idStockMovement: null },
	]);
	expect(await moved()).toEqual([]);
});

it('finds a variant by its key, with the note and the reason', async () => {
	const product = await productNamed('Maglietta');
	const [variant = {}] = product.variants as IDataObject[];
	const { jsons } = await set({
		matchBy: 'internalId',
		matchValue: String(variant.internalId),
		quantity: '25',
		additionalFields: { note: 'Counted', reason: 'SUPPLY' },
	});
	expect(jsons).toMatchObject([{ idProductVariant: variant.id, moved: 5 }]);
	expect(await moved()).toEqual([
		[
			'/stocks/4711/movements',
			{ idProductVariant: variant.id, quantity: 5, note: 'Counted', reason: 'SUPPLY' },
		],
	]);
});

it('reads the lists once for many items', async () => {
	const products = (await kit.records('product')).filter(
		({ multivariant }) => multivariant !== true,
	);
	const items = products.slice(0, 30).map(({ internalId }, index) => ({
		code: internalId,
		count: index === 0 ? 3 : 20,
	}));
	const { jsons, words } = await set(
		{ matchBy: 'internalId', matchValue: '={{ $json.code }}', quantity: '={{ $json.count }}' },
		{ items },
	);
	expect(words).toBe('');
	expect(jsons.filter(({ changed }) => changed)).toHaveLength(1);
	const reads = (await kit.bench.sent()).filter((one) => one.startsWith('GET'));
	expect(reads.map((one) => one.split('?')[0])).toEqual(['GET /products', 'GET /stocks/4711']);
});

it('counts on from what the item before has set', async () => {
	const { id } = await productNamed('Cappuccino');
	const { jsons } = await set(
		{ matchBy: 'id', idProduct: byId(String(id)), quantity: '={{ $json.count }}' },
		{ items: [{ count: 12 }, { count: 12 }, { count: 15 }] },
	);
	expect(jsons.map(({ moved: quantity }) => quantity)).toEqual([-8, 0, 3]);
	expect(await moved()).toHaveLength(2);
});

it('refuses a product with variants, and a stock that is not managed', async () => {
	const shirt = await productNamed('Maglietta');
	await kit.run('product.update', {
		productId: byId(String(shirt.id)),
		updateFields: { externalId: 'shirt' },
	});
	const whole = await set({ matchBy: 'externalId', matchValue: 'shirt', quantity: '1' });
	expect(whole.words).toContain('each of which has a stock of its own');
	const { id } = await productNamed('Cappuccino');
	await kit.run('stock.update', {
		salesPointId,
		idProduct: byId(String(id)),
		updateFields: { manageStock: false },
	});
	const unmanaged = await set({ matchBy: 'id', idProduct: byId(String(id)), quantity: '1' });
	expect(unmanaged.words).toContain('not managed');
	expect(await moved()).toEqual([]);
	const neither = await set({ matchBy: 'id', quantity: '1' });
	expect(neither.words).toContain('"Product" is empty');
});

it('moves nothing again where it is not known whether an item has moved it', async () => {
	const { id } = await productNamed('Cappuccino');
	await kit.bench.control('faults', {
		vendor: 'cassaNova',
		kind: 'resetAfter',
		path: 'movements$',
		times: 1,
	});
	const { jsons } = await set(
		{ matchBy: 'id', idProduct: byId(String(id)), quantity: '={{ $json.count }}' },
		{ items: [{ count: 12 }, { count: 15 }], onError: 'continueRegularOutput' },
	);
	expect(jsons).toMatchObject([
		{ outcome: 'unknown' },
		{ error: expect.stringContaining('whether an earlier item has moved this stock') as string },
	]);
	expect(await moved()).toHaveLength(1);
});

describe('by ID', () => {
	const unknown = '00000000-0000-4000-8000-000000000000';

	it.each([
		['an unknown product', { idProduct: byId(unknown) }, '"Product" is "00000000'],
		['an unknown variant', { idProductVariant: byId(unknown) }, '"Product Variant" is "00000000'],
	] as Array<[string, INodeParameters, string]>)(
		'%s is refused before anything is sent',
		async (_title, ids, words) => {
			const outcome = await set({ matchBy: 'id', ...ids, quantity: '1' });
			expect(outcome.words).toContain(words);
			expect(await moved()).toEqual([]);
		},
	);

	it('a product with variants is refused before anything is sent', async () => {
		const { id } = await productNamed('Maglietta');
		const outcome = await set({ matchBy: 'id', idProduct: byId(String(id)), quantity: '1' });
		expect(outcome.words).toContain('has variants, each of which has a stock of its own');
		expect(await moved()).toEqual([]);
	});
});

it('refuses a quantity that can mean a thousand', async () => {
	const { id } = await productNamed('Cappuccino');
	const item = { matchBy: 'id', idProduct: byId(String(id)) };
	for (const quantity of ['1.000', '1,000']) {
		const outcome = await set({ ...item, quantity });
		await kit.expectRefused(outcome, 'can mean 1.000 or 1000');
	}
	const { jsons } = await set({ ...item, quantity: '={{ 1.25 }}' });
	expect(jsons).toMatchObject([{ quantity: 1.25 }]);
});

it('finds a barcode that a sheet has taken the zeros off, and says it', async () => {
	const { id } = await productNamed('Cappuccino');
	const barcodes = [{ value: '0012345678905', format: 'EAN13', salable: true }];
	await kit.run('product.update', {
		productId: byId(String(id)),
		defineUsing: 'json',
		updateFields: { barcodesJson: JSON.stringify(barcodes) },
	});
	const { jsons, hints } = await set({
		matchBy: 'barcode',
		matchValue: '={{ 12345678905 }}',
		quantity: '12',
	});
	expect(jsons).toMatchObject([{ idProduct: id, moved: -8 }]);
	expect(hints.join(' ')).toContain('other zeros in front');
});
