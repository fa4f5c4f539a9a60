/** "Set Price" through n8n's engine: one price, by ID or by any key, and nothing else. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

async function productNamed(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

const barcodeOf = ({ barcodes }: IDataObject) =>
	String((barcodes as Array<{ value: string }>)[0]?.value);

/** What was sent: how many reads, and each write with its body. */
async function sent() {
	const log = await kit.bench.log();
	return {
		reads: log.filter(({ method }) => method === 'GET').length,
		writes: log
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, body }) => [method, path, body]),
	};
}

const set = async (resource: string, parameters: INodeParameters, items?: IDataObject[]) => {
	await kit.bench.mark();
	return await kit.run(`${resource}.setPrice`, parameters, items ? { items } : {});
};

it('sets the usual price by ID, and sends nothing the second time', async () => {
	const { id } = await productNamed('Cappuccino');
	const parameters = { matchBy: 'id', productId: byId(String(id)), price: '1,80' };
	const first = await set('product', parameters);
	expect(first.jsons).toEqual([
		{ id, success: true, changed: true, before: expect.any(String) as string, price: 1.8 },
	]);
	expect(await sent()).toEqual({
		reads: 1,
		writes: [['PUT', `/products/${String(id)}`, { prices: [{ value: 1.8 }] }]],
	});
	const second = await set('product', parameters);
	expect(second.jsons).toEqual([{ id, success: true, changed: false, before: '1.8', price: 1.8 }]);
	expect((await sent()).writes).toEqual([]);
});

it('leaves the prices of sales modes and shops as they are', async () => {
	const product = await productNamed('Cappuccino');
	const [mode] = await kit.records('salesMode');
	const productId = byId(String(product.id));
	const idSalesMode = byId(String(mode?.id));
	await set('product', {
		matchBy: 'id',
		productId,
		price: '1.50',
		additionalFields: { idSalesMode, idSalesPoint: byId(4711) },
	});
	await set('product', { matchBy: 'id', productId, price: '2' });
	expect((await productNamed('Cappuccino')).prices).toEqual([
		expect.objectContaining({ value: 2 }),
		expect.objectContaining({ idSalesMode: mode?.id, idSalesPoint: 4711, value: 1.5 }),
	]);
});

it('finds a product by barcode with one request', async () => {
	const product = await productNamed('Cappuccino');
	const { jsons } = await set('product', {
		matchBy: 'barcode',
		matchValue: barcodeOf(product),
		price: '1.9',
	});
	expect(jsons).toMatchObject([{ id: product.id, changed: true }]);
	expect((await sent()).reads).toBe(1);
});

it('reads the list once for many items, and sends only what changes', async () => {
	const products = (await kit.records('product')).filter(
		({ multivariant }) => multivariant !== true,
	);
	const rows = products.slice(0, 30).map(({ internalId, prices }, index) => ({
		code: internalId,
		price: index < 3 ? 77 : (prices as Array<{ value: number }>)[0]?.value,
	}));
	const { jsons, words } = await set(
		'product',
		{ matchBy: 'internalId', matchValue: '={{ $json.code }}', price: '={{ $json.price }}' },
		rows,
	);
	expect(words).toBe('');
	expect(jsons.map(({ changed }) => changed)).toEqual([
		...Array<boolean>(3).fill(true),
		...Array<boolean>(27).fill(false),
	]);
	const { reads, writes } = await sent();
	expect(reads).toBe(1);
	expect(writes).toHaveLength(3);
});

it('lets the second of two items for one product see what the first one did', async () => {
	const { internalId } = await productNamed('Cappuccino');
	const { jsons } = await set(
		'product',
		{ matchBy: 'internalId', matchValue: String(internalId), price: '={{ $json.price }}' },
		[{ price: 3 }, { price: 3 }, { price: 4 }],
	);
	expect(jsons.map(({ before, changed }) => [before, changed])).toEqual([
		[expect.any(String), true],
		['3', false],
		['3', true],
	]);
	expect((await sent()).writes).toHaveLength(2);
});

describe('of a variant', () => {
	const shirt = async () => {
		const product = await productNamed('Maglietta');
		const [variant = {}] = product.variants as IDataObject[];
		return { product, variant };
	};

	it('makes the prices of the product its own, and says so', async () => {
		const { product, variant } = await shirt();
		const { jsons, hints } = await set('productVariant', {
			matchBy: 'internalId',
			matchValue: String(variant.internalId),
			price: '25',
		});
		expect(jsons).toEqual([
			{
				id: variant.id,
				idProduct: product.id,
				success: true,
				changed: true,
				before: '19.9',
				price: 25,
			},
		]);
		expect(hints.join(' ')).toContain('have prices of their own now');
		expect((await sent()).writes).toEqual([
			[
				'PUT',
				`/products/${String(product.id)}/variants/${String(variant.id)}`,
				{ prices: [{ value: 25 }] },
			],
		]);
	});

	it('is told by its ID, and costs nothing where it has that price from its product', async () => {
		const { product, variant } = await shirt();
		const { jsons, hints } = await set('productVariant', {
			matchBy: 'id',
			productId: byId(String(product.id)),
			productVariantId: byId(String(variant.id)),
			price: '19.90',
		});
		expect(jsons).toMatchObject([{ id: variant.id, changed: false, before: '19.9' }]);
		expect(hints).toEqual([]);
		expect((await sent()).writes).toEqual([]);
	});

	it('keeps prices of its own where the product gets another one, which is said', async () => {
		const { product, variant } = await shirt();
		await set('productVariant', {
			matchBy: 'internalId',
			matchValue: String(variant.internalId),
			price: '25',
		});
		const { hints } = await set('product', {
			matchBy: 'id',
			productId: byId(String(product.id)),
			price: '21',
		});
		expect(hints.join(' ')).toContain('have prices of their own keep them');
	});

	it('is not taken for a product, nor the other way round', async () => {
		const { variant } = await shirt();
		const asProduct = await set('product', {
			matchBy: 'internalId',
			matchValue: String(variant.internalId),
			price: '25',
		});
		expect(asProduct.words).toContain('"Key" is that of a variant');
		const { internalId } = await productNamed('Cappuccino');
		const asVariant = await set('productVariant', {
			matchBy: 'internalId',
			matchValue: String(internalId),
			price: '25',
		});
		expect(asVariant.words).toContain('is that of a product, and not of a variant');
		expect((await sent()).writes).toEqual([]);
	});
});

it('refuses what nothing has, and what several have', async () => {
	const unknown = await set('product', { matchBy: 'barcode', matchValue: '123', price: '1' });
	expect(unknown.words).toContain('nothing there has the barcode "123"');
	const [one = {}, two = {}] = await kit.records('product', { filters: { multiVariant: false } });
	const same = { internalId: 'twice' };
	for (const { id } of [one, two]) {
		await kit.run('product.update', { productId: byId(String(id)), updateFields: same });
	}
	const twice = await set('product', { matchBy: 'internalId', matchValue: 'twice', price: '1' });
	expect(twice.words).toContain('the internal ID "twice" belongs to 2');
	expect(twice.words).toContain(String(one.id));
	expect((await sent()).writes).toEqual([]);
});

it('refuses a price below zero and an empty key before anything is sent', async () => {
	const { id } = await productNamed('Cappuccino');
	await kit.expectRefused(
		await set('product', { matchBy: 'id', productId: byId(String(id)), price: '-1' }),
		'"New Price" must be at least 0',
	);
	await kit.expectRefused(
		await set('product', { matchBy: 'id', productId: byId(String(id)), price: '1.000' }),
		'"New Price" can mean 1.000 or 1000 euros',
	);
	await kit.expectRefused(
		await set('product', { matchBy: 'barcode', matchValue: '={{ "" }}', price: '1' }),
		'"Key"',
	);
});
