/** "Sync From a List" through n8n's engine: what differs is sent once, and nothing else. */
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** The mapper as the panel saves it. */
const byName = (matchOn: string) => ({
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns: [matchOn],
	schema: [],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});
const asMapped = (matchOn: string, value: IDataObject) => ({
	...byName(matchOn),
	mappingMode: 'defineBelow',
	value,
});

interface More {
	mode?: WorkflowExecuteMode;
	onError?: 'continueErrorOutput';
	parameters?: INodeParameters;
}

async function sync(
	resource: string,
	columns: IDataObject,
	items: IDataObject[],
	{ mode = 'trigger', onError, parameters = {} }: More = {},
) {
	await kit.bench.mark();
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: `${resource}.sync`,
		parameters: { columns, ...parameters } as INodeParameters,
		items,
		mode,
		...(onError ? { onError } : {}),
	});
}

async function sent() {
	const log = await kit.bench.log();
	return {
		reads: log.filter(({ method }) => method === 'GET').length,
		writes: log
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, body }) => ({ to: `${method} ${path}`, body })),
	};
}

const actions = (jsons: IDataObject[]) => jsons.map(({ action }) => action);

async function product(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

describe('categories', () => {
	const LIST = [{ Name: 'pizze' }, { Name: 'Gelati', 'sold in: kiosk': 'yes' }];

	it('are found by name, whatever its capitals, and those that are missing are made', async () => {
		const { jsons, words, hints, items } = await sync('category', byName('description'), LIST);
		expect(words).toBe('');
		expect(jsons).toEqual([
			expect.objectContaining({ action: 'unchanged', written: false, key: 'pizze', changes: [] }),
			{
				action: 'create',
				written: true,
				key: 'Gelati',
				id: expect.any(String) as string,
				changes: [
					{ field: 'description', before: null, after: 'Gelati' },
					{ field: 'enableForKiosk', before: null, after: true },
				],
			},
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }], [{ item: 1 }]]);
		expect(hints).toEqual([expect.stringContaining('1 created, 1 unchanged')]);
		const { reads, writes } = await sent();
		expect(reads).toBe(1);
		expect(writes).toEqual([
			{
				to: 'POST /categories',
				body: {
					description: 'Gelati',
					enableForSale: true,
					enableForRisto: false,
					enableForECommerce: false,
					enableForMobileCommerce: false,
					enableForSelfOrderMenu: false,
					enableForKiosk: true,
				},
			},
		]);
	});

	it('are not sent a second time', async () => {
		await sync('category', byName('description'), LIST);
		const { jsons } = await sync('category', byName('description'), LIST);
		expect(actions(jsons)).toEqual(['unchanged', 'unchanged']);
		expect((await sent()).writes).toEqual([]);
	});
});

describe('the preview', () => {
	it('is what the editor shows, and sends nothing', async () => {
		const { jsons, hints } = await sync('category', byName('description'), [{ Name: 'Gelati' }], {
			mode: 'manual',
		});
		expect(jsons).toEqual([
			{
				action: 'create',
				written: false,
				key: 'Gelati',
				id: null,
				changes: [{ field: 'description', before: null, after: 'Gelati' }],
			},
		]);
		expect(hints.join(' ')).toContain('This is a preview');
		expect(hints.join(' ')).toContain('1 to create');
		expect((await sent()).writes).toEqual([]);
	});

	it('writes by hand where that was chosen', async () => {
		const { jsons } = await sync('category', byName('description'), [{ Name: 'Gelati' }], {
			mode: 'manual',
			parameters: { whenRunFromEditor: 'send' },
		});
		expect(jsons).toMatchObject([{ action: 'create', written: true }]);
	});

	it('can be chosen for every run', async () => {
		const { hints } = await sync('category', byName('description'), [{ Name: 'Gelati' }], {
			parameters: { options: { previewOnly: true } },
		});
		expect(hints.join(' ')).toContain('"Preview Only" is on');
		expect((await sent()).writes).toEqual([]);
	});
});

describe('customers and suppliers', () => {
	it('a supplier is found by its VAT number, however it is written', async () => {
		const list = [
			{ 'VAT number': 'IT 34343434343', name: 'Caseificio del Secchia', City: 'Modena' },
			{ 'VAT number': '77777777777', name: 'Salumi Rossi', City: 'Parma' },
		];
		const { jsons } = await sync('supplier', byName('vatNumber'), list);
		expect(jsons).toMatchObject([
			{ action: 'change', changes: [{ field: 'city', before: null, after: 'Modena' }] },
			{ action: 'create' },
		]);
		expect((await sent()).writes.map(({ body }) => body)).toEqual([
			{ city: 'Modena' },
			{ name: 'Salumi Rossi', vatNumber: '77777777777', city: 'Parma' },
		]);
		const again = await sync('supplier', byName('vatNumber'), list);
		expect(actions(again.jsons)).toEqual(['unchanged', 'unchanged']);
	});

	it('a customer gets its organization by name, and a new one needs what the document asks', async () => {
		const [organization = {}] = await kit.records('organization');
		const { jsons } = await sync('customer', byName('externalId'), [
			{ 'Your Own ID': 'CL-1', organization: String(organization.name).toUpperCase() },
			{ 'Your Own ID': 'CL-99', name: 'Nuova' },
		]);
		expect(jsons).toEqual([
			expect.objectContaining({
				action: 'change',
				changes: [{ field: 'idOrganization', before: null, after: organization.name }],
			}),
			expect.objectContaining({
				action: 'invalid',
				problem: expect.stringContaining('a new one needs "Date of Birth", "Gender"') as string,
			}),
		]);
		expect((await sent()).writes).toHaveLength(1);
	});

	it('a person who would be there a second time, by email or code, is remarked with the ID of the first', async () => {
		const row = {
			'Your Own ID': 'N-1',
			name: 'Ada',
			email: 'ada@example.com',
			'Date of birth': '1990-05-06',
			gender: 'female',
			address: 'Via Po 1',
			city: 'Torino',
			zipcode: '10100',
			district: 'TO',
			country: 'IT',
		};
		const [first] = (await sync('customer', byName('externalId'), [row])).jsons;
		expect(first).toMatchObject({ action: 'create', written: true });
		expect(first).not.toHaveProperty('alike');
		const { jsons, hints } = await sync('customer', byName('externalId'), [
			{ ...row, 'Your Own ID': 'N-2', email: 'ADA@example.com' },
			{ ...row, 'Your Own ID': 'N-3', email: 'eve@example.com' },
		]);
		expect(jsons).toMatchObject([
			{ action: 'create', written: true, alike: [first?.id] },
			{ action: 'create', written: true },
		]);
		expect(jsons[1]).not.toHaveProperty('alike');
		expect(hints).toContainEqual(expect.stringContaining('is there: items 0. "alike"'));
	});

	it('a blank cell is left, or clears the field where that was chosen', async () => {
		const city = async () =>
			(await kit.records('supplier')).find(({ vatNumber }) => vatNumber === '34343434343')?.city;
		const list = (value: string) => [{ vatNumber: '34343434343', city: value }];
		await sync('supplier', byName('vatNumber'), list('Modena'));
		await sync('supplier', byName('vatNumber'), list('  '));
		expect(await city()).toBe('Modena');
		const clear = { parameters: { blankCells: 'clear' } };
		const { jsons } = await sync('supplier', byName('vatNumber'), list(''), clear);
		expect(jsons).toMatchObject([{ changes: [{ field: 'city', before: 'Modena', after: '' }] }]);
		expect(await city()).toBe('');
		const again = await sync('supplier', byName('vatNumber'), list(''), clear);
		expect(actions(again.jsons)).toEqual(['unchanged']);
	});
});

describe('products', () => {
	const NEW = {
		SKU: 'N-1',
		'internal id': 'N-1',
		name: 'Caffè lungo',
		price: '1,40',
		department: 'bevande',
		category: 'Bar / Caffetteria',
		barcode: 8099999999990,
	};

	it('are found by a column SKU, where there is none of the internal ID', async () => {
		const { jsons, hints } = await sync('product', byName('internalId'), [{ SKU: 'P2', EAN: '' }]);
		expect(jsons).toMatchObject([{ action: 'unchanged', key: 'P2' }]);
		expect(hints.join(' ')).not.toContain('fill no field');
	});

	it('are made of names, with the texts that a list rarely has', async () => {
		const { jsons, words, hints } = await sync('product', byName('internalId'), [NEW]);
		expect(words).toBe('');
		expect(jsons).toMatchObject([{ action: 'create', written: true, key: 'N-1' }]);
		expect(hints.join(' ')).toContain('fill no field: SKU');
		const made = await product('Caffè lungo');
		expect(made).toMatchObject({
			descriptionLabel: 'Caffè lungo',
			descriptionReceipt: 'Caffè lungo',
			internalId: 'N-1',
			department: { description: 'Bevande' },
			category: { description: 'Caffetteria' },
			prices: [{ value: 1.4 }],
			barcodes: [{ value: '8099999999990', format: 'EAN13', salable: true }],
			enableForSale: true,
			enableForRisto: false,
		});
		const again = await sync('product', byName('internalId'), [NEW]);
		expect(again.jsons).toMatchObject([{ action: 'unchanged', id: made.id }]);
		expect((await sent()).writes).toEqual([]);
	});

	it('that were typed in by hand are found by internal ID or barcode, and none is made', async () => {
		const all = await kit.records('product');
		const simple = all.filter(({ multivariant }) => multivariant !== true);
		const codeOf = ({ barcodes }: IDataObject) => (barcodes as IDataObject[])[0]?.value;
		for (const [key, list] of [
			[
				'internalId',
				simple.map(({ internalId, description }) => ({ internalId, name: description })),
			],
			[
				'barcodes',
				simple
					.filter((one) => codeOf(one) !== undefined)
					.map((one) => ({ barcodes: codeOf(one), name: one.description })),
			],
		] as const) {
			const { jsons } = await sync('product', byName(key), list as IDataObject[]);
			expect(new Set(actions(jsons))).toEqual(new Set(['unchanged']));
			expect((await sent()).writes).toEqual([]);
		}
	});

	it('are not made a second time under an own ID', async () => {
		const { id, internalId } = await product('Cappuccino');
		const { jsons } = await sync('product', byName('externalId'), [
			{ externalId: 'ERP-1', internalId, name: 'Cappuccino', price: 2 },
		]);
		expect(jsons).toMatchObject([{ action: 'invalid' }]);
		expect(jsons[0]?.problem).toContain(`belongs to the product ${String(id)}`);
		expect((await sent()).writes).toEqual([]);
	});

	it('keep the prices of sales modes and shops, and a second barcode', async () => {
		const [mode = {}] = await kit.records('salesMode');
		const { internalId, barcodes, id } = await product('Cappuccino');
		await kit.run('product.update', {
			productId: String(id),
			defineUsing: 'json',
			updateFields: {
				pricesJson: JSON.stringify([
					{ value: 1.7 },
					{ value: 1.5, idSalesMode: mode.id, idSalesPoint: 4711 },
				]),
			},
		});
		const { jsons } = await sync('product', byName('internalId'), [
			{ internalId, price: 1.9, barcodes: '8099999999990' },
		]);
		const first = (barcodes as IDataObject[])[0]?.value;
		expect(jsons).toMatchObject([
			{
				action: 'change',
				changes: [
					{ field: 'barcodes', before: first, after: `${String(first)}, 8099999999990` },
					{ field: 'price', before: 1.7, after: 1.9 },
				],
			},
		]);
		const now = await product('Cappuccino');
		expect((now.prices as IDataObject[]).map(({ value }) => value)).toEqual([1.9, 1.5]);
		expect((now.barcodes as IDataObject[]).map(({ value }) => value)).toEqual([
			first,
			'8099999999990',
		]);
	});

	it('are found by a barcode that a sheet has taken the zeros off, and get no second one', async () => {
		const list = { returnAll: true, filters: { description: 'Cappuccino' } };
		const [{ id = '' } = {}] = await kit.records('product', list);
		const barcodes = ['0012345678905', '80123456'];
		await kit.run('product.update', {
			productId: { __rl: true, mode: 'id', value: String(id) },
			defineUsing: 'json',
			updateFields: {
				barcodesJson: JSON.stringify(
					barcodes.map((value) => ({ value, format: 'EAN13', salable: true })),
				),
			},
		});
		const rows = [{ barcodes: 12345678905, price: 1.7 }];
		const { jsons, hints } = await sync('product', byName('barcodes'), rows);
		expect(jsons).toMatchObject([{ action: 'unchanged', key: '12345678905', id }]);
		expect(hints.join(' ')).toContain('other zeros in front');
		const other = await sync('product', byName('internalId'), [
			{ 'internal id': 'P2', EAN: '12345678905, 080123456' },
		]);
		expect(other.jsons).toMatchObject([{ action: 'unchanged', id }]);
		const made = await sync('product', byName('externalId'), [
			{ ...rows[0], 'your own id': 'NEW', name: 'New', category: 'Primi', department: 'Bevande' },
		]);
		expect(made.jsons).toMatchObject([
			{ action: 'invalid', problem: expect.stringContaining('it would be there twice') as string },
		]);
		expect((await sent()).writes).toEqual([]);
	});

	it('in whatever form they are shown: prices with nulls, texts for numbers, keys in another order', async () => {
		await kit.bench.control('config', { cassaNovaRecordForm: 'otherwise' });
		const list = (await kit.records('product'))
			.filter(({ multivariant }) => multivariant !== true)
			.map(({ internalId, prices, idDepartment, idCategory, enableForSale, barcodes }) => ({
				internalId,
				price: (prices as IDataObject[])[0]?.value,
				idDepartment,
				idCategory,
				'Sold In: CassaNova App': enableForSale,
				barcodes: (barcodes as IDataObject[]).map(({ value }) => value).join(', '),
			}));
		const { jsons } = await sync('product', byName('internalId'), list);
		expect(new Set(actions(jsons))).toEqual(new Set(['unchanged']));
		expect((await sent()).writes).toEqual([]);
	});

	it('of 5,000 with nothing changed cost 52 requests, with 50 changed two batches, and then none', async () => {
		await kit.bench.control('act', { vendor: 'cassaNova', action: 'growCatalog', count: 4964 });
		const rows = (changed: number) =>
			Array.from({ length: 4964 }, (_row, index) => ({
				'Internal ID': `G${index + 1}`,
				Name: `Prodotto ${index + 1}`,
				Price: index < changed ? '2.5' : '1.30',
				Department: 'Bevande',
				Category: 'Caffetteria',
			}));
		const none = await sync('product', byName('internalId'), rows(0));
		expect(none.hints.join(' ')).toContain('4964 unchanged');
		expect(await sent()).toEqual({ reads: 52, writes: [] });
		const some = await sync('product', byName('internalId'), rows(50));
		expect(some.hints.join(' ')).toContain('50 changed, 4914 unchanged');
		// One product that shows what a batch does, and the others.
		const { writes } = await sent();
		const many = writes.map(({ body }) => (body as { update: IDataObject[] }).update.length);
		expect(many).toEqual([1, 49]);
		const again = await sync('product', byName('internalId'), rows(50));
		expect(again.hints.join(' ')).toContain('4964 unchanged');
		expect(await sent()).toEqual({ reads: 52, writes: [] });
	}, 120_000);

	it('make missing categories once, where that was chosen', async () => {
		const list = ['A', 'B'].map((code) => ({
			...NEW,
			'internal id': code,
			barcode: '',
			category: 'Estate',
		}));
		const refused = await sync('product', byName('internalId'), list);
		expect(refused.jsons).toMatchObject([{ action: 'invalid' }, { action: 'invalid' }]);
		expect(refused.jsons[0]?.problem).toContain('no category of this account');
		const { jsons } = await sync('product', byName('internalId'), list, {
			parameters: { createMissingCategories: true },
		});
		expect(actions(jsons)).toEqual(['create', 'create']);
		expect((await sent()).writes.map(({ to }) => to)).toEqual([
			'POST /categories',
			'POST /products',
			'POST /products',
		]);
	});

	it('belong to the shop that was chosen for new ones, with the categories that they need', async () => {
		const list = [{ ...NEW, 'internal id': 'N-9', category: 'Gelati' }];
		await sync('product', byName('internalId'), list, {
			parameters: {
				createMissingCategories: true,
				options: { newInShop: { __rl: true, mode: 'id', value: '4712' } },
			},
		});
		const { writes } = await sent();
		expect(writes).toMatchObject([
			{ to: 'POST /categories', body: { description: 'Gelati', idSalesPoint: 4712 } },
			{ to: 'POST /products', body: { internalId: 'N-9', idSalesPoint: 4712 } },
		]);
	});

	it('that are not in the list come off sale where that was chosen, unless they are too many', async () => {
		const all = await kit.records('product');
		const list = all
			.filter(
				({ multivariant, description }) => multivariant !== true && description !== 'Cappuccino',
			)
			.map(({ internalId }) => ({ internalId }));
		const off = (takeOffAtMost: number) => ({
			parameters: { notInList: 'takeOffSale', options: { takeOffAtMost } },
		});
		const refused = await sync('product', byName('internalId'), list, off(1));
		expect(refused.hints.join(' ')).toContain('Nothing was taken off sale: 2 records');
		expect((await sent()).writes).toEqual([]);
		const { jsons } = await sync('product', byName('internalId'), list, off(5));
		expect(jsons.filter(({ action }) => action === 'absent')).toHaveLength(2);
		const cappuccino = await product('Cappuccino');
		expect([cappuccino.enableForSale, cappuccino.enableForRisto]).toEqual([false, false]);
		await sync('product', byName('internalId'), list, off(5));
		expect((await sent()).writes).toEqual([]);
	});

	it('stay on sale where a row names them by another key than the one that is matched on', async () => {
		const { id, internalId } = await product('Cappuccino');
		const list = (await kit.records('product'))
			.filter((one) => one.id !== id)
			.map((one) => ({ id: one.id }));
		const { jsons, hints } = await sync(
			'product',
			byName('id'),
			[...list, { id: 'of-another-account', internalId }],
			{ parameters: { notInList: 'takeOffSale' } },
		);
		expect(actions(jsons).at(-1)).toBe('invalid');
		expect(hints.join(' ')).not.toContain('not in the list');
		expect((await sent()).writes).toEqual([]);
	});

	it('as the panel maps them: an expression for each item, and a field that is empty changes nothing', async () => {
		const { internalId, description } = await product('Cappuccino');
		const columns = asMapped('internalId', {
			internalId: '={{ $json.code }}',
			price: '={{ $json.euros }}',
			description: null,
			enableForKiosk: 'true',
		});
		const { jsons } = await sync(
			'product',
			columns,
			[
				{ code: internalId, euros: 2.1 },
				{ code: 'P2', euros: '' },
			].slice(0, 1),
			{ parameters: { blankCells: 'clear' } },
		);
		expect(jsons).toMatchObject([
			{
				action: 'change',
				changes: [
					{ field: 'enableForKiosk', before: false, after: true },
					{ field: 'price', after: 2.1 },
				],
			},
		]);
		expect(await product('Cappuccino')).toMatchObject({ description });
	});
});

describe('rows that can not be taken', () => {
	it('with one key are refused, by their numbers, and all others go on', async () => {
		const { internalId } = await product('Cappuccino');
		const { jsons } = await sync('product', byName('internalId'), [
			{ internalId, price: 3 },
			{ internalId: 'P1', price: 3 },
			{ internalId, price: 4 },
			{ internalId: '', price: 4 },
			{ internalId: 'P3', price: 'much' },
		]);
		expect(actions(jsons)).toEqual(['invalid', 'change', 'invalid', 'invalid', 'invalid']);
		expect(jsons.map(({ problem }) => problem)).toEqual([
			'Items 0 and 2 have the same internal ID: nobody knows which of them counts',
			undefined,
			'Items 0 and 2 have the same internal ID: nobody knows which of them counts',
			'The row has no internal ID, which tells its product',
			'"Price" must be a number; it is "much"',
		]);
		expect((await sent()).writes).toHaveLength(1);
	});

	it('go to the error output where the node has one', async () => {
		const { items, failed } = await sync(
			'product',
			byName('internalId'),
			[
				{ internalId: 'P1', price: 3 },
				{ internalId: 'P2', price: 'much' },
			],
			{ onError: 'continueErrorOutput' },
		);
		expect(actions(items.map(({ json }) => json))).toEqual(['change']);
		expect(failed.map(({ json }) => json)).toMatchObject([
			{ error: '"Price" must be a number; it is "much"', message: 'invalid', details: 'P2' },
		]);
	});

	it('that CassaNova refuses do not stop the others', async () => {
		await kit.bench.control('faults', {
			kind: 'status',
			method: 'PUT',
			path: '/products/',
			status: 400,
			body: { error: 'no' },
		});
		const { jsons, status } = await sync('product', byName('internalId'), [
			{ internalId: 'P1', price: 3 },
			{ internalId: 'P2', price: 3 },
		]);
		expect(status).toBe('success');
		expect(jsons).toMatchObject([
			{ action: 'failed', written: false },
			{ action: 'change', written: true },
		]);
	});

	it('are left for the next run after five failures in a row', async () => {
		await kit.bench.control('faults', {
			kind: 'status',
			method: 'PUT',
			path: '/products/',
			status: 403,
			times: -1,
		});
		const list = Array.from({ length: 8 }, (_row, index) => ({
			internalId: `P${index + 1}`,
			price: 99,
		}));
		const { jsons } = await sync('product', byName('internalId'), list);
		expect(actions(jsons)).toEqual([...Array<string>(5).fill('failed'), 'later', 'later', 'later']);
	});
});

it('leaves what is more than "Writes per Run" for the next run', async () => {
	const list = [1, 2, 3].map((number) => ({ internalId: `P${number}`, price: 98 + number }));
	const two = { parameters: { options: { writesPerRun: 2, includeSummary: true } } };
	const first = await sync('product', byName('internalId'), list, two);
	expect(actions(first.jsons)).toEqual(['change', 'change', 'later', 'summary']);
	expect(first.jsons.at(-1)).toEqual({
		action: 'summary',
		preview: false,
		create: 0,
		change: 2,
		unchanged: 0,
		invalid: 0,
		failed: 0,
		later: 1,
		absent: expect.any(Number) as number,
		writes: 3,
		requests: 3,
		minutes: 0,
	});
	const second = await sync('product', byName('internalId'), list, two);
	expect(actions(second.jsons)).toEqual(['unchanged', 'unchanged', 'change', 'summary']);
});

it('an answer that got lost makes no record twice, neither in the run nor in the next one', async () => {
	const list = Array.from({ length: 6 }, (_row, index) => ({ name: `Nuova ${index}` }));
	// The third write is carried out, and its answer never comes.
	await kit.bench.control('faults', { kind: 'resetAfter', method: 'POST', path: '/cat', after: 2 });
	const first = await sync('category', byName('description'), list);
	expect(first.jsons[2]).toMatchObject({ action: 'failed', written: false, outcome: 'unknown' });
	expect((await sent()).writes).toHaveLength(6);
	const second = await sync('category', byName('description'), list);
	expect(new Set(actions(second.jsons))).toEqual(new Set(['unchanged']));
	expect(await newNames()).toEqual(list.map(({ name }) => name));
});

it('killed in the middle of its writes goes on the next time, and makes no record twice', async () => {
	const list = Array.from({ length: 6 }, (_row, index) => ({ name: `Nuova ${index}` }));
	// The fourth is carried out, and the run ends while it waits for the answer.
	await kit.bench.control('faults', {
		...{ kind: 'slow', held: true, method: 'POST', path: '/cat', after: 3 },
	});
	const killed = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'category.sync',
		parameters: { columns: byName('description') },
		items: list,
		mode: 'trigger',
		cancelOnceStruck: true,
	});
	expect(killed.status).toBe('canceled');
	await kit.bench.control('release', {});
	expect(await newNames()).toHaveLength(4);
	const { jsons } = await sync('category', byName('description'), list);
	expect(actions(jsons)).toEqual([
		...Array<string>(4).fill('unchanged'),
		...Array<string>(2).fill('create'),
	]);
	expect(await newNames()).toEqual(list.map(({ name }) => name));
});

async function newNames(): Promise<string[]> {
	const names = (await kit.records('category')).map(({ description }) => String(description));
	return names.filter((name) => name.startsWith('Nuova')).sort();
}

describe('a mapping that can not be used', () => {
	it.each([
		[byName('email'), [{ price: 1 }], 'can\'t be matched on "email"'],
		[byName('internalId'), [{ price: 1 }], 'has no column for "Internal ID"'],
		[
			byName('internalId'),
			[{ 'internal id': 'P1', InternalId: 'P2' }],
			'has 2 columns for "Internal ID": internal id and InternalId',
		],
		[
			asMapped('internalId', { internalId: 'P1', size: 'L' }),
			[{}],
			"maps size, which products don't have",
		],
	] as Array<[IDataObject, IDataObject[], string]>)(
		'%#: sends nothing',
		async (columns, items, words) => {
			const outcome = await sync('product', columns, items);
			await kit.expectRefused(outcome, words);
		},
	);
});
