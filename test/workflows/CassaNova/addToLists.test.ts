/** "Add to What Is There" through n8n's engine: an update keeps what its lists don't name. */
import type { IDataObject } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

async function product(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

async function add(resource: string, ids: IDataObject, updateFields: IDataObject) {
	await kit.bench.mark();
	return await kit.run(`${resource}.update`, {
		...ids,
		defineUsing: 'json',
		listsInUpdate: 'add',
		updateFields,
	} as never);
}

const sent = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method !== 'GET')
		.map(({ method, body }) => [method, body]);

describe('prices', () => {
	it('are added by sales mode and shop, and all others stay', async () => {
		const { id } = await product('Cappuccino');
		const [first, second] = await kit.records('salesMode');
		const ids = { productId: byId(String(id)) };
		const one = [{ idSalesMode: first?.id, value: 1.5 }];
		const { words, jsons } = await add('product', ids, { pricesJson: JSON.stringify(one) });
		expect(words).toBe('');
		expect(jsons).toEqual([{ id, success: true }]);
		expect(await sent()).toEqual([
			['PUT', { prices: [{ value: 1.7 }, { idSalesMode: first?.id, value: 1.5 }] }],
		]);
		const more = [
			{ idSalesMode: first?.id, value: 1.4 },
			{ idSalesMode: second?.id, idSalesPoint: 4711, value: 1.2 },
		];
		await add('product', ids, { pricesJson: JSON.stringify(more) });
		expect(await sent()).toEqual([
			[
				'PUT',
				{
					prices: [
						{ value: 1.7 },
						{ idSalesMode: first?.id, value: 1.4 },
						{ idSalesMode: second?.id, idSalesPoint: 4711, value: 1.2 },
					],
				},
			],
		]);
		// All of it is there.
		await add('product', ids, { pricesJson: JSON.stringify(more) });
		expect(await sent()).toEqual([]);
	});

	it('replace all others unless that was chosen, and one must be the usual one', async () => {
		const { id } = await product('Cappuccino');
		const [mode] = await kit.records('salesMode');
		const prices = JSON.stringify([{ idSalesMode: mode?.id, value: 1.5 }]);
		await kit.bench.mark();
		const outcome = await kit.run('product.update', {
			productId: byId(String(id)),
			defineUsing: 'json',
			updateFields: { pricesJson: prices },
		});
		await kit.expectRefused(outcome, 'needs at least one price without a sales mode');
	});
});

it('barcodes, tags and images are added, and other fields are changed with them', async () => {
	const { id, barcodes } = await product('Cappuccino');
	const ids = { productId: byId(String(id)) };
	await kit.run('product.update', { ...ids, updateFields: { tags: 'bar' } });
	const image = { imageUrl: 'https://example.com/c.jpg' };
	await add('product', ids, {
		barcodesJson: JSON.stringify([{ value: '8099999999990', format: 'EAN13', salable: true }]),
		tags: 'warm,bar',
		imagesJson: JSON.stringify([image]),
		descriptionLabel: 'Cappuccio',
	});
	expect(await sent()).toEqual([
		[
			'PUT',
			{
				barcodes: [
					...(barcodes as IDataObject[]),
					{ value: '8099999999990', format: 'EAN13', salable: true },
				],
				tags: ['bar', 'warm'],
				images: [image],
				descriptionLabel: 'Cappuccio',
			},
		],
	]);
});

it('modifiers of a category keep their values, and one change takes the place of another', async () => {
	const [category = {}] = await kit.records('category', {
		filters: { description: 'Caffetteria' },
	});
	const [use = {}] = category.modifiers as IDataObject[];
	const idOption = (use.option as IDataObject).id;
	const values = use.values as Array<{ value: { id: string } }>;
	const changed = {
		idOption,
		position: 0,
		values: [{ idValue: values[0]?.value.id, percentagePrice: 5 }],
	};
	await add(
		'category',
		{ categoryId: byId(String(category.id)) },
		{
			modifiersJson: JSON.stringify([changed]),
		},
	);
	const [[, body] = []] = await sent();
	const [modifier = {}] = (body as { modifiers: IDataObject[] }).modifiers;
	expect(modifier.values).toHaveLength(values.length);
	expect((modifier.values as IDataObject[])[0]).toEqual({
		idValue: values[0]?.value.id,
		percentagePrice: 5,
	});
});

it('several items add to one record one after the other', async () => {
	const { id } = await product('Cappuccino');
	await kit.bench.mark();
	await kit.run(
		'product.update',
		{
			productId: byId(String(id)),
			listsInUpdate: 'add',
			updateFields: { tags: '={{ $json.tag }}' },
		},
		{ items: [{ tag: 'one' }, { tag: 'two' }, { tag: 'three' }] },
	);
	expect((await product('Cappuccino')).tags).toEqual(['one', 'two', 'three']);
});

it('variants have prices added to their own', async () => {
	const shirt = await product('Maglietta');
	const [variant = {}] = shirt.variants as IDataObject[];
	const ids = { productId: byId(String(shirt.id)), productVariantId: byId(String(variant.id)) };
	const inherited = await add('productVariant', ids, {
		pricesJson: '[{"idSalesPoint":4711,"value":19}]',
	});
	expect(inherited.words).toContain('this variant has those of its product');
	expect(await sent()).toEqual([]);
	await kit.run('productVariant.update', {
		...ids,
		defineUsing: 'json',
		updateFields: { pricesJson: '[{"value":21}]' },
	});
	await add('productVariant', ids, { pricesJson: '[{"idSalesPoint":4711,"value":19}]' });
	expect(await sent()).toEqual([
		['PUT', { prices: [{ value: 21 }, { idSalesPoint: 4711, value: 19 }] }],
	]);
});
