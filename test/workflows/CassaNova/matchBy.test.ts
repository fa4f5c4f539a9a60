/** "Create or Update" by other keys than the own ID, through n8n's engine: what was typed in by hand is found and not made twice. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const CODE = '8012345678901';

/** What a new product needs, without any key. */
async function newProduct(): Promise<INodeParameters> {
	const [product] = await kit.records('product', { filters: { multiVariant: false } });
	return {
		description: 'Grissini',
		descriptionLabel: 'Grissini',
		descriptionExtended: 'Grissini torinesi',
		descriptionReceipt: 'GRISSINI',
		idDepartment: byId(String(product?.idDepartment)),
		idCategory: byId(String(product?.idCategory)),
		multivariant: false,
		prices: { entry: [{ value: 1.5 }] },
	};
}

/** A product as a person types it in: with its codes, and no own ID. */
async function typedIn(fields: INodeParameters = {}): Promise<string> {
	const { jsons, words } = await kit.run('product.create', {
		...(await newProduct()),
		internalId: 'GRI-1',
		additionalFields: {
			barcodes: { entry: [{ value: CODE, format: 'EAN13', salable: true }] },
		},
		...fields,
	});
	expect(words).toBe('');
	return String(jsons[0]?.id);
}

async function upsert(resource: string, parameters: INodeParameters, items?: IDataObject[]) {
	await kit.bench.mark();
	const outcome = await kit.run(`${resource}.createOrUpdate`, parameters, items ? { items } : {});
	const log = await kit.bench.log();
	return {
		...outcome,
		reads: log.filter(({ method }) => method === 'GET').length,
		writes: log
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, body }) => [method, path, body]),
	};
}

describe.each([
	['internalId', 'GRI-1'],
	['barcode', CODE],
])('a product by its %s', (matchBy, matchValue) => {
	it('is changed with nothing but what changes', async () => {
		const id = await typedIn();
		const { jsons, words, writes } = await upsert('product', {
			matchBy,
			matchValue,
			additionalFields: { ownId: 'own-1' },
		});
		expect(words).toBe('');
		expect(jsons).toEqual([{ id, created: false }]);
		expect(writes).toEqual([['PUT', `/products/${id}`, { externalId: 'own-1' }]]);
	});

	it('is created with its key where nothing has it, and found from then on', async () => {
		const internalId = matchBy === 'barcode' ? 'GRI-1' : '';
		const parameters = { ...(await newProduct()), matchBy, matchValue, internalId };
		const first = await upsert('product', parameters, [{}, {}]);
		expect(first.words).toBe('');
		const id = first.jsons[0]?.id;
		expect(first.jsons).toEqual([
			{ id, created: true },
			{ id, created: false },
		]);
		const second = await upsert('product', parameters);
		expect(second.jsons).toEqual([{ id, created: false }]);
		expect(second.writes).toEqual([]);
	});

	it('is refused where several have it, with their names', async () => {
		const ids = [await typedIn(), await typedIn({ description: 'Grissini rustici' })];
		const { words, writes } = await upsert('product', {
			matchBy,
			matchValue,
			description: 'x',
		});
		expect(words).toContain('"Key" tells not which one is meant');
		expect(words).toContain('belongs to 2 records');
		expect(words).toContain(`Grissini (${ids[0]})`);
		expect(words).toContain(`Grissini rustici (${ids[1]})`);
		expect(writes).toEqual([]);
	});

	it('names what is missing where it would be created', async () => {
		const { words, writes } = await upsert('product', { matchBy, matchValue, description: 'x' });
		expect(words).toContain(
			'"Button Label" is empty, and so are "Extended Description", "Department (Reparto)", "Category", "Prices"',
		);
		expect(words).toContain('A new product needs them, and none has the');
		expect(writes).toEqual([]);
	});
});

it('reads the catalog once for many items', async () => {
	const id = await typedIn();
	const items = Array.from({ length: 25 }, () => ({}));
	const { jsons, reads, writes } = await upsert(
		'product',
		{ matchBy: 'internalId', matchValue: 'GRI-1', description: 'Grissini' },
		items,
	);
	expect(jsons).toEqual(items.map(() => ({ id, created: false })));
	expect(reads).toBeLessThan(4);
	expect(writes).toEqual([]);
});

it('does not give a product the own ID of another thing', async () => {
	await typedIn({ additionalFields: { externalId: 'own-1' } });
	const { words, writes } = await upsert('product', {
		matchBy: 'internalId',
		matchValue: 'GRI-1',
		additionalFields: { ownId: 'own-2' },
	});
	expect(words).toContain(
		'"Your Own ID" is "own-2", but the record with this internal ID has "own-1" already',
	);
	expect(writes).toEqual([]);
});

it('refuses a field that would take the key away', async () => {
	await typedIn();
	const { words, writes, reads } = await upsert('product', {
		matchBy: 'internalId',
		matchValue: 'GRI-1',
		internalId: 'GRI-2',
	});
	expect(words).toContain('"Internal ID" lacks the internal ID "GRI-1"');
	expect([writes, reads]).toEqual([[], 0]);
});

describe('by own ID, where something typed in by hand has the same codes', () => {
	const fields = async (more: INodeParameters = {}) => ({
		...(await newProduct()),
		externalId: 'own-1',
		...more,
	});

	it.each<[string, INodeParameters]>([
		['internal ID "GRI-1"', { internalId: 'GRI-1' }],
		[
			`barcode "${CODE}"`,
			{
				internalId: 'GRI-2',
				additionalFields: {
					barcodes: { entry: [{ value: CODE, format: 'EAN13', salable: true }] },
				},
			},
		],
	])('no second one is made: %s', async (code, more) => {
		const id = await typedIn();
		const { words, writes } = await upsert('product', await fields(more));
		expect(words).toContain(
			`"If Its Codes Exist" is "Stop", and the ${code} is that of Grissini (${id})`,
		);
		expect(words).toContain('choose "Match By:');
		expect(writes).toEqual([]);
	});

	it('one is made where that was chosen, and nothing is looked for', async () => {
		await typedIn();
		const more = { internalId: 'GRI-1', options: { ifCodesExist: 'create' } };
		const { jsons, writes } = await upsert('product', await fields(more));
		expect(jsons).toEqual([expect.objectContaining({ created: true })]);
		expect(writes).toHaveLength(1);
	});

	it.each<[string, INodeParameters, INodeParameters]>([
		['has an own ID', { additionalFields: { externalId: 'other' } }, {}],
		[
			'belongs to another shop',
			{ additionalFields: { idSalesPoint: byId(4711) } },
			{ additionalFields: { idSalesPoint: byId(4712) } },
		],
	])('one is made where the other %s', async (_words, other, more) => {
		await typedIn(other);
		const { jsons, words } = await upsert(
			'product',
			await fields({ internalId: 'GRI-1', ...more }),
		);
		expect(words).toBe('');
		expect(jsons).toEqual([expect.objectContaining({ created: true })]);
	});
});

describe('a variant', () => {
	const SHIRT = 'T-shirt';
	const shirt = async () => {
		const products = await kit.records('product', { filters: { multiVariant: true } });
		const [found] = products;
		expect([SHIRT, found?.multivariant]).toEqual([SHIRT, true]);
		return String(found?.id);
	};

	it('is created, found by its internal ID, and changed', async () => {
		const productId = byId(await shirt());
		const parameters = {
			productId,
			matchBy: 'internalId',
			matchValue: 'NEW-XL',
			descriptionReceipt: '={{ $json.text }}',
		};
		const { jsons, words, writes } = await upsert('productVariant', parameters, [
			{ text: 'A' },
			{ text: 'B' },
			{ text: 'B' },
		]);
		expect(words).toBe('');
		const id = jsons[0]?.id;
		expect(jsons).toEqual([true, false, false].map((created) => ({ id, created })));
		const path = `/products/${productId.value}/variants`;
		expect(writes).toEqual([
			['POST', path, { descriptionReceipt: 'A', internalId: 'NEW-XL' }],
			['PUT', `${path}/${String(id)}`, { descriptionReceipt: 'B' }],
		]);
		const again = await upsert('productVariant', { ...parameters, descriptionReceipt: '' });
		expect(again.jsons).toEqual([{ id, created: false }]);
		expect(again.writes).toEqual([]);
	});

	it('needs its text where it is created', async () => {
		const { words, writes } = await upsert('productVariant', {
			productId: byId(await shirt()),
			matchValue: 'NEW-XL',
		});
		expect(words).toContain(
			'"Description on Receipt" is empty. A new product variant needs it, and none has the internal ID "NEW-XL" yet',
		);
		expect(writes).toEqual([]);
	});

	it('is not made where a product has its barcode', async () => {
		const id = await typedIn();
		const { words, writes } = await upsert('productVariant', {
			productId: byId(await shirt()),
			matchBy: 'barcode',
			matchValue: CODE,
			descriptionReceipt: 'X',
		});
		expect(words).toContain(`is that of Grissini (${id})`);
		expect(writes).toEqual([]);
	});
});

describe('people and companies', () => {
	it('a customer is found by email, in small or capital letters', async () => {
		const [customer] = await kit.records('customer');
		await kit.run('customer.update', {
			customerId: byId(String(customer?.id)),
			updateFields: { email: 'maria@example.com' },
		});
		const matchValue = 'Maria@Example.com';
		const { jsons, words, writes } = await upsert('customer', {
			matchBy: 'email',
			matchValue,
			city: 'Modena',
		});
		expect(words).toBe('');
		expect(jsons).toEqual([{ id: customer?.id, created: false }]);
		expect(writes).toEqual([['PUT', `/customers/${String(customer?.id)}`, { city: 'Modena' }]]);
	});

	it('a supplier is found by its VAT number, with IT in front or without', async () => {
		const [supplier] = (await kit.records('supplier')).filter(({ vatNumber }) => vatNumber);
		const bare = String(supplier?.vatNumber).replace(/^IT/, '');
		const { jsons, writes } = await upsert('supplier', {
			matchBy: 'vatNumber',
			matchValue: bare,
			additionalFields: { city: 'Modena' },
		});
		expect(jsons).toEqual([{ id: supplier?.id, created: false }]);
		expect(writes).toEqual([['PUT', `/suppliers/${String(supplier?.id)}`, { city: 'Modena' }]]);
	});

	it('a new customer gets the email that it was looked for by', async () => {
		const { words, writes } = await upsert('customer', {
			matchBy: 'email',
			matchValue: 'nobody@example.com',
			name: 'Anna Neri',
			dateOfBirth: '1990-01-02',
			gender: 'FEMALE',
			address: 'Via Po 1',
			city: 'Torino',
			zipcode: '10100',
			district: 'TO',
		});
		expect(words).toBe('');
		expect(writes).toEqual([
			['POST', '/customers', expect.objectContaining({ email: 'nobody@example.com' })],
		]);
	});
});
