/** CassaNova's stock through n8n's engine: one shop's levels, and how they are kept. */
import type { INodeParameters } from 'n8n-workflow';
import { pairs } from '../../support/n8n/bench';
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const salesPointId = byId(4711);

const product = async (description: string) =>
	(await kit.records('product', { filters: { description } }))[0] ?? {};

describe('getAll', () => {
	it('sends all filters', async () => {
		const { status } = await kit.run('stock.getAll', {
			salesPointId,
			returnAll: false,
			limit: 5,
			filters: { idProduct: `${ODD},b`, idProductVariant: ['v1', 'v2'] },
		});
		expect(status).toBe('success');
		expect(await kit.bench.sent()).toEqual([
			`GET /stocks/4711?start=0&limit=5&idProduct=%5B${ODD_JSON}%2C%22b%22%5D` +
				'&idProductVariant=%5B%22v1%22%2C%22v2%22%5D',
		]);
	});

	it('gives each product and variant once', async () => {
		const { items, jsons } = await kit.run('stock.getAll', { salesPointId, returnAll: true });
		expect(await kit.bench.sent()).toEqual(['GET /stocks/4711?start=0&limit=100']);
		// 35 products without variants, and three variants of one with.
		expect(jsons).toHaveLength(38);
		expect(jsons[0]).toEqual({
			idProduct: expect.any(String),
			idProductVariant: null,
			quantity: 20,
			warningLevel: 5,
			manageStock: true,
		});
		expect(new Set(pairs(items))).toEqual(new Set([0]));
	});

	it('adds names with one reading, also of variants', async () => {
		const { id } = await product('Cappuccino');
		const named = { salesPointId, returnAll: true, options: { addNames: true } };
		const plain = await kit.run('stock.getAll', { ...named, filters: { idProduct: [String(id)] } });
		expect(plain.jsons).toMatchObject([
			{ idProduct: id, productName: 'Cappuccino', variantName: null, internalId: 'P2' },
		]);
		expect((await kit.bench.sent()).filter((line) => line.includes('/products?'))).toEqual([
			`GET /products?start=0&limit=100&ids=%5B%22${String(id)}%22%5D`,
		]);
		await kit.bench.mark();
		const { jsons } = await kit.run('stock.getAll', named);
		expect(jsons.filter(({ internalId }) => internalId === null)).toEqual([]);
		expect(jsons.find(({ internalId }) => internalId === 'T-M')).toMatchObject({
			idProduct: null,
			productName: 'Maglietta Bar Centrale',
			variantName: 'Maglietta Bar Centrale M',
		});
		expect(
			(await kit.bench.sent()).map((line) => line.replace(/ids=.*/, 'ids=').split('&limit=100')[1]),
		).toEqual(['', '&ids=', '&multiVariant=true']);
	});

	it.each([
		['stock', 'stocks', '/stocks/4711$'],
		['stockMovement', 'stockMovements', '/movements$'],
	])('names a product whose variant has an empty ID (%s)', async (resource, items, path) => {
		const { id } = await product('Cappuccino');
		const records = [{ idProduct: id, idProductVariant: '', quantity: 3 }];
		await kit.bench.control('faults', {
			...{ kind: 'status', status: 200, path },
			body: { [items]: records, totalCount: 1 },
		});
		const { jsons } = await kit.run(`${resource}.getAll`, {
			salesPointId,
			returnAll: true,
			options: { addNames: true },
		});
		expect(jsons).toMatchObject([
			{ productName: 'Cappuccino', variantName: null, internalId: 'P2' },
		]);
	});

	it('adds the name of the shop to a movement', async () => {
		const { id } = await product('Cappuccino');
		await kit.run('stockMovement.create', {
			...{ salesPointId, idProduct: byId(String(id)), quantity: '1' },
		});
		const { jsons } = await kit.run('stockMovement.getAll', {
			salesPointId,
			returnAll: true,
			options: { addNames: true },
		});
		expect(jsons).toMatchObject([
			{ idSalesPoint: 4711, salesPointName: 'Bar Centrale Bologna', productName: 'Cappuccino' },
		]);
	});

	it('adds none to records as they came', async () => {
		const { jsons } = await kit.run('stock.getAll', {
			salesPointId,
			simplify: false,
			options: { addNames: true },
		});
		expect(jsons[0]).not.toHaveProperty('internalId');
		expect((await kit.bench.sent()).filter((line) => line.includes('/products'))).toEqual([]);
	});

	it('refuses a shop that nobody has', async () => {
		const { words } = await kit.run('stock.getAll', { salesPointId: byId('Atlantide') });
		expect(words).toContain(
			'"Shop" is "Atlantide", and no shop of this account has that name or ID',
		);
		expect((await kit.bench.sent()).some((one) => one.includes('/stocks'))).toBe(false);
	});
});

describe('update', () => {
	it("changes how a product's stock is kept", async () => {
		const idProduct = String((await product('Cappuccino')).id);
		const { items } = await kit.run('stock.update', {
			salesPointId,
			idProduct: byId(idProduct),
			updateFields: { manageStock: false, warningLevel: 2.5 },
		});
		const [request] = await kit.bench.log();
		expect(request).toMatchObject({ method: 'PUT', path: '/stocks/4711', rawQuery: '' });
		expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
		expect(await kit.body()).toEqual({ idProduct, manageStock: false, warningLevel: 2.5 });
		expect(items).toEqual([
			{ json: { idSalesPoint: 4711, idProduct, success: true }, pairedItem: { item: 0 } },
		]);
	});

	it("changes one field of a variant's, whatever the empty answer looks like", async () => {
		await kit.bench.control('config', { cassaNovaEmptyAnswer: 'noContent' });
		const [variant] = (await product('Maglietta')).variants as Array<{ id: string }>;
		const idProductVariant = String(variant?.id);
		const { jsons } = await kit.run('stock.update', {
			salesPointId,
			idProductVariant: byId(idProductVariant),
			updateFields: { warningLevel: 0 },
		});
		expect(await kit.body()).toEqual({ idProductVariant, warningLevel: 0 });
		expect(jsons).toEqual([{ idSalesPoint: 4711, idProductVariant, success: true }]);
	});

	it('sends what only looks odd as it is', async () => {
		const outcome = await kit.run('stock.update', {
			salesPointId,
			idProduct: byId(ODD),
			updateFields: { manageStock: true },
		});
		expect(await kit.body()).toEqual({ idProduct: ODD, manageStock: true });
		expect(outcome.error?.message).toMatch(/^CassaNova could not update stock settings: /);
	});

	const refused: Array<[words: string, parameters: INodeParameters]> = [
		['"Product" is empty, and "Product Variant", too', { updateFields: { manageStock: true } }],
		['"Update Fields" is empty', { idProduct: byId('p'), updateFields: {} }],
		[
			'"Warning Level" must be a number',
			{ idProduct: byId('p'), updateFields: { warningLevel: '={{ "few" }}' } },
		],
	];
	it.each(refused)('refuses before anything is sent: %s', async (words, parameters) => {
		await kit.expectRefused(await kit.run('stock.update', { salesPointId, ...parameters }), words);
	});
});
