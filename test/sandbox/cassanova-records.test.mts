/** The ten kinds of records and the stock: what is written can be read, found, changed, deleted. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { literals, startClient, type Client } from './cassanova-client.mts';

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', { seed: 1 });
	await client.login();
});

type Fields = Record<string, any>;

const list = async (path: string, values: Fields = {}): Promise<any> => {
	const reply = await client.get(`${path}?${literals({ start: 0, limit: 100, ...values })}`);
	assert.equal(reply.status, 200, reply.text);
	return reply.json;
};

const SWITCHES = {
	enableForRisto: true,
	enableForSale: true,
	enableForECommerce: false,
	enableForMobileCommerce: false,
	enableForSelfOrderMenu: false,
	enableForKiosk: false,
};
const PLACE = { address: 'Via Po 1', city: 'Torino', zipcode: '10123', district: 'TO' };

interface Kind {
	path: () => Promise<string>;
	one: string;
	many: string;
	create: () => Promise<Fields>;
	edit: Fields;
	hasExternalId: boolean;
}

const first = async (path: string, many: string): Promise<Fields> => (await list(path))[many][0];
const shirt = async (): Promise<Fields> =>
	(await list('/products', { multiVariant: true })).products[0];

const KINDS: Record<string, Kind> = {
	tax: {
		path: async () => '/taxes',
		one: 'tax',
		many: 'taxes',
		create: async () => ({ description: 'IVA 21%', rate: 21.5, externalId: 'X1' }),
		edit: { description: 'IVA 21,5%' },
		hasExternalId: true,
	},
	department: {
		path: async () => '/departments',
		one: 'department',
		many: 'departments',
		create: async () => ({
			description: 'Gelati',
			descriptionLabel: 'Gelati',
			descriptionReceipt: 'GELATI',
			idTax: (await first('/taxes', 'taxes')).id,
			color: '333333',
			amountLimit: 99.5,
			externalId: 'X1',
		}),
		edit: { color: 'cccccc' },
		hasExternalId: true,
	},
	option: {
		path: async () => '/options',
		one: 'option',
		many: 'options',
		create: async () => ({
			description: 'Colore',
			externalId: 'X1',
			values: [{ type: 'NEUTRAL', value: 'Rosso', position: 0 }],
		}),
		edit: { description: 'Colori' },
		hasExternalId: true,
	},
	category: {
		path: async () => '/categories',
		one: 'category',
		many: 'categories',
		create: async () => ({ description: 'Gelati', ...SWITCHES, externalId: 'X1' }),
		edit: { enableForKiosk: true },
		hasExternalId: true,
	},
	organization: {
		path: async () => '/organizations',
		one: 'organization',
		many: 'organizations',
		create: async () => ({ name: 'Mole S.p.A.', ...PLACE, vatNumber: '99' }),
		edit: { note: 'paga tardi' },
		hasExternalId: false,
	},
	customer: {
		path: async () => '/customers',
		one: 'customer',
		many: 'customers',
		create: async () => ({
			name: 'Ada Neri',
			dateOfBirth: '1990-12-31',
			gender: 'FEMALE',
			...PLACE,
			idOrganization: (await first('/organizations', 'organizations')).id,
			externalId: 'X1',
		}),
		edit: { city: 'Asti' },
		hasExternalId: true,
	},
	product: {
		path: async () => '/products',
		one: 'product',
		many: 'products',
		create: async () => ({
			description: 'Gelato',
			descriptionLabel: 'Gelato',
			descriptionExtended: 'Gelato artigianale',
			descriptionReceipt: 'GELATO',
			internalId: 'G1',
			idDepartment: (await first('/departments', 'departments')).id,
			idCategory: (await first('/categories', 'categories')).id,
			soldByWeight: false,
			multivariant: false,
			...SWITCHES,
			tags: ['estate'],
			barcodes: [{ value: '4006381333931', format: 'EAN13', salable: true }],
			prices: [{ value: 2.5 }],
			externalId: 'X1',
		}),
		edit: { prices: [{ value: 2.8 }] },
		hasExternalId: true,
	},
	productVariant: {
		path: async () => `/products/${(await shirt()).id}/variants`,
		one: 'variant',
		many: 'variants',
		create: async () => ({ descriptionReceipt: 'MAGLIETTA XL', internalId: 'T-XL' }),
		edit: { internalId: 'T-XXL' },
		hasExternalId: false,
	},
	salesMode: {
		path: async () => '/salesmodes',
		one: 'salesMode',
		many: 'salesModes',
		create: async () => ({ description: 'Domicilio' }),
		edit: { description: 'A domicilio' },
		hasExternalId: false,
	},
	supplier: {
		path: async () => '/suppliers',
		one: 'supplier',
		many: 'suppliers',
		create: async () => ({ name: 'Latteria Po', vatNumber: '77', externalId: 'X1' }),
		edit: { taxCode: 'LP' },
		hasExternalId: true,
	},
};

/** Ids inside lists are made by the API. */
const withoutIds = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value, (key, item) => (key === 'id' ? undefined : item)));

describe('create, get, list, edit, delete', () => {
	for (const [name, kind] of Object.entries(KINDS)) {
		test(name, async () => {
			const path = await kind.path();
			const before = await list(path);
			assert.equal(before.totalCount, before[kind.many].length);
			const body = await kind.create();

			const created = await client.call('POST', path, { body });
			assert.equal(created.status, 200, created.text);
			const { id } = created.json;
			assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

			const got = await client.get(`${path}/${id}`);
			assert.deepEqual(Object.keys(got.json), [kind.one]);
			const record = got.json[kind.one];
			for (const [field, value] of Object.entries(body)) {
				if (field === 'values') continue;
				assert.deepEqual(withoutIds(record[field]), withoutIds(value), field);
			}
			assert.equal(record.id, id);

			const found = await list(path, { ids: [id] });
			assert.equal(found.totalCount, 1);
			assert.deepEqual(found[kind.many], [record]);
			assert.equal((await list(path)).totalCount, before.totalCount + 1);

			const edited = await client.call('PUT', `${path}/${id}`, { body: kind.edit });
			assert.equal(edited.status, 200);
			assert.equal(edited.text, '');
			const changed = (await client.get(`${path}/${id}`)).json[kind.one];
			for (const [field, value] of Object.entries(kind.edit)) {
				assert.deepEqual(changed[field], value);
			}

			if (kind.hasExternalId) {
				const twin = await client.call('POST', path, { body });
				assert.equal(twin.status, 400);
				assert.deepEqual(twin.json, { messages: ['error.unique: externalId'] });
			}

			const deleted = await client.call('DELETE', `${path}/${id}`);
			assert.equal(deleted.status, 200);
			assert.equal(deleted.text, '');
			assert.equal((await client.get(`${path}/${id}`)).status, 404);
			assert.equal((await client.call('PUT', `${path}/${id}`, { body: kind.edit })).status, 404);
			assert.equal((await client.call('DELETE', `${path}/${id}`)).status, 404);
			assert.equal((await list(path)).totalCount, before.totalCount);
		});
	}
});

describe('references and rules', () => {
	test('a department shows its tax, a product its department and category', async () => {
		const product = await first('/products', 'products');
		assert.equal(product.department.id, product.idDepartment);
		assert.equal(product.department.tax.id, product.department.idTax);
		assert.equal(typeof product.department.tax.rate, 'number');
		assert.equal(product.category.id, product.idCategory);
		assert.ok(product.category.modifiers[0].values[0].value.value);
	});

	test('a product with variants shows them and its attributes', async () => {
		const product = await shirt();
		assert.equal(product.variants.length, 3);
		assert.equal(product.attributes[0].option.description, 'Taglia');
		assert.equal(product.variants[0].attributes[0].value.value, 'S');
	});

	test('an unknown reference is refused, a used record is not deleted', async () => {
		const body = { ...(await KINDS.department!.create()), idTax: 'nobody', externalId: 'Y' };
		const reply = await client.call('POST', '/departments', { body });
		assert.deepEqual(reply.json, { messages: ['error.notfound: idTax'] });
		const { idTax } = await first('/departments', 'departments');
		assert.equal((await client.call('DELETE', `/taxes/${idTax}`)).status, 400);
		assert.equal((await client.get(`/taxes/${idTax}`)).status, 200);
	});

	test('variants belong to their product', async () => {
		const [variant] = (await shirt()).variants;
		const other = await first('/products', 'products');
		assert.equal((await client.get(`/products/${other.id}/variants/${variant.id}`)).status, 404);
		assert.equal((await client.get('/products/nobody/variants?start=0&limit=1')).status, 404);
	});

	test('a multivariant product needs attributes, prices need one without sales mode', async () => {
		const body = await KINDS.product!.create();
		const salesMode = await first('/salesmodes', 'salesModes');
		for (const wrong of [
			{ ...body, multivariant: true },
			{ ...body, prices: [] },
			{ ...body, prices: [{ idSalesMode: salesMode.id, value: 1 }] },
			{ ...body, icon: 'banana' },
		]) {
			assert.equal((await client.call('POST', '/products', { body: wrong })).status, 400);
		}
	});

	test('the empty answer can be 204', async () => {
		await client.control('POST', '/config', { cassaNovaEmptyAnswer: 'noContent' });
		const { id } = await first('/salesmodes', 'salesModes');
		const body = { description: 'Banco' };
		assert.equal((await client.call('PUT', `/salesmodes/${id}`, { body })).status, 204);
	});
});

describe('lists', () => {
	test('pages are complete, in order and without repetition', async () => {
		const all = (await list('/products')).products.map(({ id }: Fields) => id);
		const read: string[] = [];
		for (let start = 0; start < all.length; start += 10) {
			const page = await list('/products', { start, limit: 10 });
			assert.equal(page.totalCount, all.length);
			read.push(...page.products.map(({ id }: Fields) => id));
		}
		assert.deepEqual(read, all);
		assert.deepEqual((await list('/products', { start: 1000 })).products, []);
	});

	test('start can count from one', async () => {
		const [one, two] = (await list('/taxes')).taxes;
		await client.control('POST', '/config', { cassaNovaStart: 'one' });
		assert.equal((await list('/taxes', { start: 1 })).taxes[0].id, one.id);
		assert.equal((await list('/taxes', { start: 2 })).taxes[0].id, two.id);
	});

	test('text filters find parts in any case; list filters find any of them', async () => {
		const found = (await list('/products', { description: 'CAFFÈ' })).products;
		assert.deepEqual(
			found.map(({ description }: Fields) => description),
			['Caffè espresso', 'Caffè macchiato'],
		);
		const { idCategory } = found[0];
		const inCategory = await list('/products', { idsCategory: [idCategory] });
		assert.ok(inCategory.products.every((product: Fields) => product.idCategory === idCategory));
		assert.equal((await list('/products', { idsCategory: [] })).totalCount, 0);
		assert.equal((await list('/products', { menu: true })).totalCount, 1);
		const [{ barcodes }] = found;
		assert.equal((await list('/products', { barcodes: [barcodes[0].value] })).totalCount, 1);
		assert.equal((await list('/organizations', { vatNumber: '1122' })).totalCount, 1);
	});

	test('idsSalesPoint finds the records of a shop and of the whole account', async () => {
		const body = { description: 'Solo Milano', rate: 22, idSalesPoint: 4712 };
		await client.call('POST', '/taxes', { body });
		assert.equal((await list('/taxes', { idsSalesPoint: [4712] })).totalCount, 8);
		assert.equal((await list('/taxes', { idsSalesPoint: [4711] })).totalCount, 7);
	});

	test('lastUpdate filters by day, its form can be switched', async () => {
		await client.control('POST', '/clock', { now: '2031-05-06T12:00:00Z' });
		await client.login();
		const { id } = await first('/taxes', 'taxes');
		await client.call('PUT', `/taxes/${id}`, { body: { description: 'Nuova' } });
		const today = { lastUpdateFrom: '2031-05-06', lastUpdateTo: '2031-05-06' };
		const found = await list('/taxes', today);
		assert.deepEqual(
			found.taxes.map((tax: Fields) => tax.id),
			[id],
		);
		assert.equal(typeof found.taxes[0].lastUpdate, 'number');
		await client.control('POST', '/config', { cassaNovaTimestamps: 'string' });
		assert.match((await list('/taxes', today)).taxes[0].lastUpdate, /^2031-05-06T/);
		await client.control('POST', '/config', { cassaNovaToInclusive: false });
		assert.equal((await list('/taxes', today)).totalCount, 0);
	});
});

describe('stock', () => {
	test('levels per shop, movements change them but never below zero', async () => {
		const product = await first('/products', 'products');
		const body = { idProduct: product.id, quantity: -3.5, reason: 'LOSS', note: 'rotti' };
		const moved = await client.call('POST', '/stocks/4711/movements', { body });
		assert.equal(moved.status, 200);
		const filter = { idProduct: [product.id] };
		const [level] = (await list('/stocks/4711', filter)).stocks;
		assert.equal(level.quantity, 16.5);
		assert.equal((await list('/stocks/4712', filter)).stocks[0].quantity, 20);
		const [movement] = (await list('/stocks/4711/movements', filter)).stockMovements;
		assert.equal(movement.id, moved.json.id);
		assert.equal(movement.quantity, -3.5);
		const tooMuch = { idProduct: product.id, quantity: -16.51 };
		const refused = await client.call('POST', '/stocks/4711/movements', { body: tooMuch });
		assert.equal(refused.status, 400);
	});

	test('editing: variants need their own id, unmanaged stock takes no movements', async () => {
		const product = await shirt();
		const whole = { idProduct: product.id, manageStock: false };
		assert.equal((await client.call('PUT', '/stocks/4711', { body: whole })).status, 400);
		const idProductVariant = product.variants[0].id;
		const body = { idProductVariant, manageStock: false, warningLevel: 2 };
		assert.equal((await client.call('PUT', '/stocks/4711', { body })).status, 200);
		const [level] = (await list('/stocks/4711', { idProductVariant: [idProductVariant] })).stocks;
		assert.deepEqual(level, {
			idProduct: null,
			idProductVariant,
			manageStock: false,
			warningLevel: 2,
			quantity: 20,
		});
		const movement = { body: { idProductVariant, quantity: 1 } };
		assert.equal((await client.call('POST', '/stocks/4711/movements', movement)).status, 400);
		assert.equal((await client.call('PUT', '/stocks/1', { body })).status, 404);
	});

	test('the span of movements is smaller than a week', async () => {
		const span = (from: string, to: string): string =>
			`/stocks/4711/movements?${literals({ start: 0, limit: 9, datetimeFrom: from, datetimeTo: to })}`;
		assert.equal((await client.get(span('2026-03-02', '2026-03-08'))).status, 200);
		assert.equal((await client.get(span('2026-03-02', '2026-03-09'))).status, 400);
	});
});

test('a catalog grows by products that differ in name, internal ID and barcode', async () => {
	const before = await list('/products');
	await client.control('POST', '/act', { vendor: 'cassaNova', action: 'growCatalog', count: 3 });
	const { products, totalCount } = await list('/products');
	assert.equal(totalCount, before.totalCount + 3);
	const [model, grown] = [products[0], products.slice(-3) as Fields[]];
	assert.deepEqual(
		grown.map(({ internalId }) => internalId),
		['G1', 'G2', 'G3'],
	);
	for (const field of ['description', 'internalId', 'id']) {
		assert.equal(new Set(grown.map((one) => one[field])).size, 3);
	}
	assert.equal(new Set(grown.map(({ barcodes }) => barcodes[0].value)).size, 3);
	assert.deepEqual(grown[0]?.prices, model.prices);
});
