/** CassaNova product variants through n8n's engine: below their product's path, to the byte. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { pairs } from '../../support/n8n/bench';
import { byId, ODD, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

interface Shirt {
	productId: ReturnType<typeof byId>;
	path: string;
	variants: IDataObject[];
	idOption: string;
	idOptionValue: string;
	idSalesMode: string;
}

async function readShirt(): Promise<Shirt> {
	const [product] = await kit.records('product', { filters: { multiVariant: true } });
	const [salesMode] = await kit.records('salesMode');
	const variants = product?.variants as IDataObject[];
	const [attribute] = variants[0]?.attributes as IDataObject[];
	return {
		productId: byId(String(product?.id)),
		path: `/products/${String(product?.id)}/variants`,
		variants,
		idOption: String(attribute?.idOption),
		idOptionValue: String(attribute?.idOptionValue),
		idSalesMode: String(salesMode?.id),
	};
}

const lists = ({ idOption, idOptionValue, idSalesMode }: Shirt) => ({
	attributes: [{ idOption, idOptionValue }],
	barcodes: [{ value: 'A-1', format: 'CODE39', salable: false }],
	prices: [{ value: 21 }, { idSalesMode, idSalesPoint: 4712, value: 19.5 }],
});
const texts = { description: ODD, descriptionReceipt: 'MAGLIETTA & CO', internalId: 'T/1' };

describe('create', () => {
	it('sends all fields, lists as fields', async () => {
		const shirt = await readShirt();
		const { attributes, barcodes, prices } = lists(shirt);
		const { descriptionReceipt, ...others } = texts;
		const { items, words } = await kit.run('productVariant.create', {
			productId: shirt.productId,
			descriptionReceipt,
			additionalFields: {
				...others,
				attributes: { entry: attributes },
				barcodes: { entry: barcodes },
				prices: { entry: prices },
			} as INodeParameters,
		});
		expect(words).toBe('');
		const [request] = await kit.bench.log();
		expect(request).toMatchObject({ method: 'POST', path: shirt.path, rawQuery: '' });
		expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
		expect(await kit.body()).toEqual({ ...texts, ...lists(shirt) });
		expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
	});

	it('sends the same with lists as JSON', async () => {
		const shirt = await readShirt();
		const { attributes, barcodes, prices } = lists(shirt);
		const { descriptionReceipt, ...others } = texts;
		const { words } = await kit.run('productVariant.create', {
			productId: shirt.productId,
			descriptionReceipt,
			defineUsing: 'json',
			additionalFields: {
				...others,
				attributesJson: JSON.stringify(attributes),
				barcodesJson: JSON.stringify(barcodes),
				pricesJson: JSON.stringify(prices),
			},
		});
		expect(words).toBe('');
		expect(await kit.body()).toEqual({ ...texts, ...lists(shirt) });
	});

	it('sends the required field only', async () => {
		const { productId } = await readShirt();
		await kit.run('productVariant.create', { productId, descriptionReceipt: ODD });
		expect(await kit.body()).toEqual({ descriptionReceipt: ODD });
	});

	it('refuses two values of one option', async () => {
		const twice = [
			{ idOption: 'o', idOptionValue: 'a' },
			{ idOption: 'o', idOptionValue: 'b' },
		];
		const outcome = await kit.run('productVariant.create', {
			productId: byId('p'),
			descriptionReceipt: 'x',
			additionalFields: { attributes: { entry: twice } },
		});
		await kit.expectRefused(outcome, '"Attributes" has an option twice: each can have one value');
	});

	it('refuses an attribute without its value', async () => {
		const outcome = await kit.run('productVariant.create', {
			productId: byId('p'),
			descriptionReceipt: 'x',
			additionalFields: { attributes: { entry: [{ idOption: 'o' }] } },
		});
		await kit.expectRefused(
			outcome,
			'"Attributes" is wrong in entry 1, "Value Name or ID": is missing',
		);
	});

	it('refuses a product that is missing', async () => {
		const outcome = await kit.run('productVariant.create', {
			productId: byId('={{ "" }}'),
			descriptionReceipt: 'x',
		});
		await kit.expectRefused(outcome, '"Product" is empty');
	});
});

describe('one variant', () => {
	const one = ({ productId, variants }: Shirt) => ({
		productId,
		productVariantId: byId(String(variants[1]?.id)),
	});

	it('is read', async () => {
		const shirt = await readShirt();
		const { items } = await kit.run('productVariant.get', one(shirt));
		const id = String(shirt.variants[1]?.id);
		expect(await kit.bench.sent()).toEqual([`GET ${shirt.path}/${id}`]);
		expect(items).toEqual([
			{ json: expect.objectContaining({ id, internalId: 'T-M' }), pairedItem: { item: 0 } },
		]);
	});

	it('is changed in what was added only', async () => {
		const shirt = await readShirt();
		const id = String(shirt.variants[1]?.id);
		const { items } = await kit.run('productVariant.update', {
			...one(shirt),
			updateFields: { internalId: ODD },
		});
		expect(await kit.bench.sent()).toEqual([`PUT ${shirt.path}/${id}`]);
		expect(await kit.body()).toEqual({ internalId: ODD });
		expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);
	});

	it('can be changed in all fields', async () => {
		const shirt = await readShirt();
		const { attributes, barcodes, prices } = lists(shirt);
		const { words } = await kit.run('productVariant.update', {
			...one(shirt),
			defineUsing: 'json',
			updateFields: {
				...texts,
				attributesJson: JSON.stringify(attributes),
				barcodesJson: JSON.stringify(barcodes),
				pricesJson: JSON.stringify(prices),
			},
		});
		expect(words).toBe('');
		expect(await kit.body()).toEqual({ ...texts, ...lists(shirt) });
	});

	it('needs at least one field', async () => {
		const outcome = await kit.run('productVariant.update', {
			productId: byId('p'),
			productVariantId: byId('v'),
			updateFields: {},
		});
		await kit.expectRefused(outcome, '"Update Fields" is empty');
	});

	it('is deleted', async () => {
		const shirt = await readShirt();
		const { items } = await kit.run('productVariant.delete', one(shirt));
		const id = String(shirt.variants[1]?.id);
		expect(await kit.bench.sent()).toEqual([`DELETE ${shirt.path}/${id}`]);
		expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
	});

	it('keeps what could change the path inside its part', async () => {
		const outcome = await kit.run('productVariant.get', {
			productId: byId('../taxes'),
			productVariantId: byId('é/?#'),
		});
		expect(await kit.bench.sent()).toEqual(['GET /products/..%2Ftaxes/variants/%C3%A9%2F%3F%23']);
		expect(outcome.error?.message).toMatch(/^CassaNova could not get product variant: /);
	});
});

describe('getAll', () => {
	it('sends all filters', async () => {
		const { productId, path } = await readShirt();
		const { status } = await kit.run('productVariant.getAll', {
			productId,
			returnAll: false,
			limit: 2,
			filters: { ids: ['a', 'é&'], lastUpdateFrom: '2026-03-05', lastUpdateTo: '2026-03-06' },
		});
		expect(status).toBe('success');
		expect(await kit.bench.sent()).toEqual([
			`GET ${path}?start=0&limit=2&ids=%5B%22a%22%2C%22%C3%A9%26%22%5D` +
				'&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22',
		]);
	});

	it('gives flat columns, or everything as sent', async () => {
		const { productId, path, variants } = await readShirt();
		const simple = await kit.run('productVariant.getAll', { productId, returnAll: true });
		expect(await kit.bench.sent()).toEqual([`GET ${path}?start=0&limit=100`]);
		expect(simple.jsons[0]).toEqual({
			description: 'Maglietta Bar Centrale S',
			descriptionReceipt: 'MAGLIETTA S',
			attributes: 'Taglia: S',
			price: null,
			internalId: 'T-S',
			barcodes: null,
			id: variants[0]?.id,
		});
		expect(pairs(simple.items)).toEqual([0, 0, 0]);
		const raw = await kit.run('productVariant.getAll', {
			productId,
			returnAll: true,
			simplify: false,
		});
		expect(raw.jsons).toEqual(variants);
	});
});
