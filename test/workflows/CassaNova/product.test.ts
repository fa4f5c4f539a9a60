/** CassaNova products through n8n's engine: what is sent to the byte, what is refused, what comes out. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { pairs } from '../../support/n8n/bench';
import { byId, ID, ODD, ODD_JSON, OTHER_ID, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const named = (list: IDataObject[], text: string) =>
	String(list.find(({ description }) => description === text)?.id);
const valuesOf = (list: IDataObject[], text: string) =>
	(list.find(({ description }) => description === text)?.values as IDataObject[]).map(({ id }) =>
		String(id),
	);

interface Ids {
	idDepartment: string;
	idCategory: string;
	idSalesMode: string;
	extras: string;
	extraValues: string[];
	sizes: string;
	sizeValues: string[];
}

async function readIds(): Promise<Ids> {
	const options = await kit.records('option');
	return {
		idDepartment: named(await kit.records('department'), 'Bevande'),
		idCategory: named(await kit.records('category'), 'Caffetteria'),
		idSalesMode: named(await kit.records('salesMode'), 'Happy hour'),
		extras: named(options, 'Aggiunte'),
		extraValues: valuesOf(options, 'Aggiunte'),
		sizes: named(options, 'Taglia'),
		sizeValues: valuesOf(options, 'Taglia'),
	};
}

const switches = {
	enableForRisto: true,
	enableForSale: true,
	enableForECommerce: false,
	enableForMobileCommerce: true,
	enableForSelfOrderMenu: false,
	enableForKiosk: true,
};

/** The fields that every product has, as the body holds them. */
const basics = ({ idDepartment, idCategory }: Ids) => ({
	description: ODD,
	descriptionLabel: 'Label',
	descriptionExtended: `${ODD} extended`,
	idDepartment,
	idCategory,
	soldByWeight: true,
	...switches,
});

/** The same as parameters. */
const basicParameters = (ids: Ids): INodeParameters => ({
	...basics(ids),
	idDepartment: byId(ids.idDepartment),
	idCategory: byId(ids.idCategory),
});

const receipt = { descriptionReceipt: 'CAFFE & CO', internalId: 'P/1' };
const onePrice = { prices: { entry: [{ value: 1.5 }] } };

describe('create', () => {
	const lists = (ids: Ids) => ({
		prices: [{ value: 9.9 }, { idSalesMode: ids.idSalesMode, idSalesPoint: 4711, value: 8.55 }],
		barcodes: [
			{ value: '8012345678901', format: 'EAN13', salable: true },
			{ value: ODD, format: 'CODE39', salable: false },
		],
		modifiers: [
			{
				idOption: ids.extras,
				position: 2,
				values: [
					{ idValue: ids.extraValues[0], price: 0.3 },
					{ idValue: ids.extraValues[1], percentagePrice: -15.5 },
				],
			},
		],
	});
	const plain = {
		color: 'ebbd1d',
		defaultTare: 12,
		icon: 'caffe',
		tags: ['summer', ODD],
		externalId: 'own/1',
		idSalesPoint: 4711,
	};
	const plainParameters = { ...plain, tags: `summer, ${ODD}`, idSalesPoint: byId(4711) };

	it('sends all fields, lists filled in as fields', async () => {
		const ids = await readIds();
		const [{ values = [], ...modifier } = {}] = lists(ids).modifiers;
		const { items, words } = await kit.run('product.create', {
			...basicParameters(ids),
			...receipt,
			multivariant: false,
			prices: { entry: lists(ids).prices },
			additionalFields: {
				...plainParameters,
				barcodes: { entry: lists(ids).barcodes },
				modifiers: {
					entry: [
						{
							...modifier,
							values: {
								entry: values.map((value) => ({
									...value,
									...('price' in value ? { price: '0.30' } : { percentagePrice: '-15.5' }),
								})),
							},
						},
					],
				},
			} as INodeParameters,
		});
		expect(words).toBe('');
		const [request, ...others] = await kit.bench.log();
		expect(others).toEqual([]);
		expect(request).toMatchObject({ method: 'POST', path: '/products', rawQuery: '' });
		expect(request?.headers).toMatchObject({
			'x-version': '1.0.0',
			'x-requested-with': '*',
			'content-type': 'application/json',
		});
		expect(request?.body).toEqual({
			...basics(ids),
			...receipt,
			multivariant: false,
			...lists(ids),
			...plain,
		});
		expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
	});

	it('sends the same where lists are given as JSON', async () => {
		const ids = await readIds();
		const { prices, barcodes, modifiers } = lists(ids);
		const { words } = await kit.run('product.create', {
			...basicParameters(ids),
			...receipt,
			multivariant: false,
			defineUsing: 'json',
			pricesJson: JSON.stringify(prices),
			additionalFields: {
				...plainParameters,
				barcodesJson: barcodes,
				modifiersJson: JSON.stringify(modifiers),
			} as unknown as INodeParameters,
		});
		expect(words).toBe('');
		expect(await kit.body()).toEqual({
			...basics(ids),
			...receipt,
			multivariant: false,
			...lists(ids),
			...plain,
		});
	});

	it('sends the required fields only', async () => {
		const ids = await readIds();
		await kit.run('product.create', {
			...basicParameters(ids),
			...receipt,
			multivariant: false,
			...onePrice,
		});
		expect(await kit.body()).toEqual({
			...basics(ids),
			...receipt,
			multivariant: false,
			prices: [{ value: 1.5 }],
		});
	});

	const attributes = ({ sizes, sizeValues }: Ids) => [
		{ idOption: sizes, position: 1, values: sizeValues.map((idValue) => ({ idValue })) },
	];

	it.each([
		['as fields', true],
		['as JSON, and the switch by an expression', '={{ "true" }}'],
	])('sends what a product with variants needs, %s', async (_form, multivariant) => {
		const ids = await readIds();
		const [attribute] = attributes(ids);
		const given =
			multivariant === true
				? {
						...onePrice,
						attributes: { entry: [{ ...attribute, values: { entry: attribute?.values ?? [] } }] },
					}
				: {
						defineUsing: 'json',
						pricesJson: '[{"value":1.5}]',
						attributesJson: JSON.stringify(attributes(ids)),
					};
		const { words } = await kit.run('product.create', {
			...basicParameters(ids),
			...receipt,
			multivariant,
			...given,
		} as INodeParameters);
		expect(words).toBe('');
		expect(await kit.body()).toEqual({
			...basics(ids),
			multivariant: true,
			prices: [{ value: 1.5 }],
			attributes: attributes(ids),
		});
	});

	it('takes lists as a product that was read holds them', async () => {
		const ids = await readIds();
		const [known] = await kit.records('product', { filters: { description: 'Cappuccino' } });
		const { words } = await kit.run('product.create', {
			...basicParameters(ids),
			...receipt,
			multivariant: false,
			defineUsing: 'json',
			pricesJson: known?.prices as INodeParameters,
		});
		expect(words).toBe('');
		expect(await kit.body()).toMatchObject({ prices: [{ value: 1.7 }] });
	});
});

describe('rules that are checked before anything is sent', () => {
	const ids: Ids = {
		idDepartment: 'd',
		idCategory: 'c',
		idSalesMode: 's',
		extras: 'e',
		extraValues: ['e1', 'e2'],
		sizes: 'o',
		sizeValues: ['o1'],
	};
	const whole = { ...basicParameters(ids), ...receipt, multivariant: false, ...onePrice };
	const modifier = (value: IDataObject) => ({
		modifiers: { entry: [{ idOption: 'e', position: 0, values: { entry: [value] } }] },
	});
	const more = (additionalFields: object) => ({ additionalFields }) as INodeParameters;
	const json = { defineUsing: 'json', prices: {}, pricesJson: '[{"value":1}]' };

	const cases: Array<[rule: string, words: string, parameters: INodeParameters]> = [
		[
			'a price without a sales mode',
			'"Prices" needs at least one price without a sales mode',
			{ prices: { entry: [{ idSalesMode: 's', value: 1 }] } },
		],
		['a price at all', '"Prices" needs at least one price without a sales mode', { prices: {} }],
		[
			'the same for JSON',
			'"Prices (JSON)" needs at least one price without a sales mode',
			{ ...json, pricesJson: '[{"idSalesMode":"s","value":1}]' },
		],
		['some JSON', '"Prices (JSON)" is empty', { ...json, pricesJson: '' }],
		[
			'a JSON array',
			'"Prices (JSON)" must be a JSON array',
			{ ...json, pricesJson: '{"value":1}' },
		],
		[
			'a value in each price',
			'"Prices (JSON)" is wrong in entry 2, "value": is missing',
			{ ...json, pricesJson: '[{"value":1},{"idSalesMode":"s"}]' },
		],
		[
			'known fields only',
			'"Prices (JSON)" is wrong in entry 1: has the unknown field "price"',
			{ ...json, pricesJson: '[{"value":1,"price":2}]' },
		],
		[
			'a number as price',
			'"Prices" is wrong in entry 1, "Price": must be a number',
			{ prices: { entry: [{ value: '={{ "cheap" }}' }] } },
		],
		[
			'one price change',
			'"Modifiers" is wrong in entry 1, "Values", entry 1: needs either a price change or one in percent, and not both',
			more(modifier({ idValue: 'e1', price: '1', percentagePrice: '2' })),
		],
		[
			'a price change at all',
			'"Modifiers" is wrong in entry 1, "Values", entry 1: needs either',
			more(modifier({ idValue: 'e1' })),
		],
		[
			'values of a modifier',
			'"Modifiers" is wrong in entry 1, "Values": needs at least one value',
			more({ modifiers: { entry: [{ idOption: 'e', position: 0 }] } }),
		],
		[
			'the option of a modifier',
			'"Modifiers" is wrong in entry 1, "Option Name or ID": is missing',
			more({
				modifiers: { entry: [{ position: 0, values: { entry: [{ idValue: 'a', price: '1' }] } }] },
			}),
		],
		[
			'a barcode format of the list',
			'"Barcodes (JSON)" is wrong in entry 1, "format": must be one of CODE39, EAN13',
			{ ...json, ...more({ barcodesJson: '[{"value":"1","format":"QR","salable":true}]' }) },
		],
		[
			'a value in each barcode',
			'"Barcodes" is wrong in entry 1, "Value": is missing',
			more({ barcodes: { entry: [{ format: 'EAN13', salable: true }] } }),
		],
		['a color of the list', '"Color" must be one of ', more({ color: '={{ "ff0000" }}' })],
		['an icon of the list', '"Icon" must be one of ', more({ icon: '={{ "cappuccino" }}' })],
		[
			'a text on the receipt without variants',
			'"Description on Receipt" is empty',
			{ descriptionReceipt: '={{ "" }}' },
		],
		['an internal ID without variants', '"Internal ID" is empty', { internalId: '={{ "" }}' }],
		[
			'attributes with variants',
			'"Attributes" is empty: a product with variants needs it',
			{ multivariant: true },
		],
		[
			'attributes with variants, as JSON',
			'"Attributes (JSON)" is empty',
			{ ...json, multivariant: true, attributesJson: '' },
		],
		[
			'values of an attribute',
			'"Attributes" is wrong in entry 1, "Values": needs at least one value',
			{ multivariant: true, attributes: { entry: [{ idOption: 'o', position: 0 }] } },
		],
		['a department', '"Department (Reparto)" is empty', { idDepartment: byId('={{ "" }}') }],
		['a description', '"Name" is empty', { description: '={{ "" }}' }],
	];

	it.each(cases)('create needs %s', async (_rule, words, parameters) => {
		await kit.expectRefused(await kit.run('product.create', { ...whole, ...parameters }), words);
	});

	it.each([
		[
			'"Prices" needs at least one price without a sales mode',
			{ prices: { entry: [{ idSalesMode: 's', value: 1 }] } },
		],
		['"Color" must be one of ', { color: '={{ "red" }}' }],
		['"Barcodes" has no entry', { barcodes: {} }],
		['"Prices" is wrong in entry 1, "Price": is missing', { prices: { entry: [{ value: '' }] } }],
		['"Your Own ID" is empty, and cannot be cleared', { externalId: '' }],
		['"Internal ID" is empty, and cannot be cleared', { internalId: '' }],
		[
			'"Modifiers" is wrong in entry 1, "Values", entry 1: needs either',
			modifier({ idValue: 'e1', price: '1', percentagePrice: '2' }),
		],
	])('update, too: %s', async (words, updateFields) => {
		const outcome = await kit.run('product.update', {
			productId: byId('x'),
			updateFields: updateFields as INodeParameters,
		});
		await kit.expectRefused(outcome, words);
	});
});

describe('one product', () => {
	const find = async (description: string): Promise<IDataObject> => {
		const [found] = await kit.records('product', { filters: { description } });
		return found ?? {};
	};

	it('is read, with its variants', async () => {
		const { id } = await find('Maglietta');
		const { items } = await kit.run('product.get', { productId: byId(String(id)) });
		expect(await kit.bench.sent()).toEqual([`GET /products/${String(id)}`]);
		expect(items).toEqual([
			{
				json: expect.objectContaining({
					id,
					multivariant: true,
					descriptionReceipt: expect.anything(),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(items[0]?.json.variants).toHaveLength(3);
	});

	it('is changed in what was added only', async () => {
		const { id } = await find('Cappuccino');
		const productId = byId(String(id));
		const { items } = await kit.run('product.update', {
			productId,
			updateFields: { soldByWeight: true },
		});
		expect(await kit.bench.sent()).toEqual([`PUT /products/${String(id)}`]);
		expect(await kit.body()).toEqual({ soldByWeight: true });
		expect(items).toEqual([{ json: { id, success: true }, pairedItem: { item: 0 } }]);
	});

	it('can be changed in all fields', async () => {
		const ids = await readIds();
		const { id } = await find('Cappuccino');
		const attributes = [
			{ idOption: ids.sizes, position: 0, values: [{ idValue: ids.sizeValues[0] }] },
		];
		const { words } = await kit.run('product.update', {
			productId: byId(String(id)),
			defineUsing: 'json',
			updateFields: {
				...basicParameters(ids),
				...receipt,
				multivariant: false,
				pricesJson: '[{"value":2}]',
				attributesJson: JSON.stringify(attributes),
				barcodesJson: '[]',
				modifiersJson: '[]',
				color: '333333',
				icon: 'tea',
				defaultTare: 0,
				tags: 'a,b',
				externalId: 'own/2',
			},
		});
		expect(words).toBe('');
		expect(await kit.body()).toEqual({
			...basics(ids),
			...receipt,
			multivariant: false,
			prices: [{ value: 2 }],
			attributes,
			barcodes: [],
			modifiers: [],
			color: '333333',
			icon: 'tea',
			defaultTare: 0,
			tags: ['a', 'b'],
			externalId: 'own/2',
		});
	});

	it('loses its tags where they are left empty', async () => {
		const { id } = await find('Cappuccino');
		await kit.run('product.update', {
			productId: byId(String(id)),
			updateFields: { tags: '', internalId: '={{ null }}' },
		});
		expect(await kit.body()).toEqual({ tags: [] });
	});

	it('is deleted', async () => {
		const { id } = await find('Corso di degustazione');
		const { items } = await kit.run('product.delete', { productId: byId(String(id)) });
		expect(await kit.bench.sent()).toEqual([`DELETE /products/${String(id)}`]);
		expect(items).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
	});

	it('is created once, and changed from then on', async () => {
		const ids = await readIds();
		const isSwitch = (name: string) => name in switches || name === 'soldByWeight';
		const parameters = Object.fromEntries(
			Object.entries(basicParameters(ids)).filter(([name]) => !isSwitch(name)),
		);
		const additionalFields = { ...switches, enableForKiosk: false };
		const upsert = async (description: string) =>
			await kit.run(
				'product.createOrUpdate',
				{
					...parameters,
					additionalFields,
					...receipt,
					...onePrice,
					multivariant: false,
					description: '={{ $json.description }}',
					externalId: 'own/7',
				},
				{ items: [{ description }, { description: `${description} 2` }] },
			);
		const first = await upsert('a');
		expect(first.words).toBe('');
		const id = first.jsons[0]?.id;
		expect(first.jsons).toEqual([
			{ id, created: true },
			{ id, created: false },
		]);
		const sent = await kit.bench.log();
		const writes = sent.filter(({ method }) => method !== 'GET');
		expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /products',
			`PUT /products/${String(id)}`,
		]);
		const [created, changed] = writes;
		expect(created?.body).toMatchObject({ externalId: 'own/7', description: 'a' });
		expect(created?.body).toMatchObject({
			...switches,
			enableForKiosk: false,
			soldByWeight: false,
		});
		expect(changed?.body).toEqual({ description: 'a 2' });
		expect((await upsert('b')).jsons).toEqual([
			{ id, created: false },
			{ id, created: false },
		]);
	});
});

describe('getAll', () => {
	const filters = {
		ids: `${ODD},b`,
		idsSalesPoint: [4711, 4712],
		idsCategory: [ID, OTHER_ID],
		idsDepartment: `${ID}, ${OTHER_ID}`,
		description: ODD,
		barcodes: '8012345678901,é',
		multiVariant: false,
		tags: ['a b'],
		menu: false,
		lastUpdateFrom: '2026-03-05',
		lastUpdateTo: '2026-03-06',
	};

	it('sends all filters', async () => {
		const { status, items } = await kit.run('product.getAll', {
			returnAll: false,
			limit: 7,
			filters,
		});
		expect([status, items]).toEqual(['success', []]);
		const [sent = ''] = await kit.bench.sent();
		const [path, ...parts] = sent.split(/[?&]/);
		expect(path).toBe('GET /products');
		expect(parts.sort()).toEqual(
			[
				'start=0',
				'limit=7',
				`ids=%5B${ODD_JSON}%2C%22b%22%5D`,
				'idsSalesPoint=%5B4711%2C4712%5D',
				`idsCategory=%5B%22${ID}%22%2C%22${OTHER_ID}%22%5D`,
				`idsDepartment=%5B%22${ID}%22%2C%22${OTHER_ID}%22%5D`,
				`description=${ODD_JSON}`,
				'barcodes=%5B%228012345678901%22%2C%22%C3%A9%22%5D',
				'multiVariant=false',
				'tags=%5B%22a%20b%22%5D',
				'menu=false',
				'lastUpdateFrom=%222026-03-05%22',
				'lastUpdateTo=%222026-03-06%22',
			].sort(),
		);
	});

	it('sends texts and dates without quotes where the account wants it', async () => {
		await kit.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		const { status } = await kit.run(
			'product.getAll',
			{ returnAll: true, filters: { description: 'a"b', multiVariant: true, tags: 'x' } },
			{ credential: { queryFormat: 'plain' } },
		);
		expect(status).toBe('success');
		const [sent = ''] = await kit.bench.sent();
		expect(sent.split(/[?&]/).sort()).toEqual([
			'GET /products',
			'description=a%22b',
			'limit=100',
			'multiVariant=true',
			'start=0',
			'tags=%5B%22x%22%5D',
		]);
	});

	it('finds by category, barcode and variants', async () => {
		const { idCategory } = await readIds();
		const coffee = await kit.records('product', { filters: { idsCategory: [idCategory] } });
		expect(coffee).toHaveLength(5);
		const barcode = (coffee[0]?.barcodes as IDataObject[])[0]?.value as string;
		const byBarcode = await kit.records('product', { filters: { barcodes: barcode } });
		expect(byBarcode.map(({ id }) => id)).toEqual([coffee[0]?.id]);
		const shirts = await kit.records('product', { filters: { multiVariant: true } });
		expect(shirts.map(({ description }) => description)).toEqual(['Maglietta Bar Centrale']);
		const menus = await kit.records('product', { filters: { menu: true } });
		expect(menus.map(({ description }) => description)).toEqual(['Menù di mezzogiorno']);
	});

	it('gives ten flat columns, or everything as sent', async () => {
		const parameters = { returnAll: true, filters: { description: 'cappuccino' } };
		const simple = await kit.run('product.getAll', { ...parameters, simplify: true });
		const raw = await kit.run('product.getAll', { ...parameters, simplify: false });
		expect(simple.jsons).toEqual([
			{
				description: 'Cappuccino',
				price: 1.7,
				department: 'Bevande',
				category: 'Caffetteria',
				internalId: 'P2',
				barcodes: expect.stringMatching(/^80\d{11}$/),
				multivariant: false,
				externalId: null,
				id: raw.jsons[0]?.id,
				lastUpdate: expect.any(Number),
			},
		]);
		expect(raw.jsons[0]).toHaveProperty('modifiers');
		expect(pairs(simple.items)).toEqual([0]);
	});

	it('gives flat columns for products with variants, too', async () => {
		const { jsons } = await kit.run('product.getAll', {
			returnAll: true,
			simplify: true,
			filters: { multiVariant: true },
		});
		expect(jsons).toEqual([
			expect.objectContaining({ price: 19.9, barcodes: null, multivariant: true }),
		]);
	});
});
