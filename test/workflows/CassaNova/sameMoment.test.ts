/** Two executions at the same moment through n8n's engine, as a web shop that calls twice starts them. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

async function productNamed(description: string): Promise<IDataObject> {
	const [found = {}] = await kit.records('product', { filters: { description } });
	return found;
}

const writes = async () =>
	(await kit.bench.log()).filter(({ method }) => method !== 'GET').map(({ body }) => body);

const both = async (operation: string, each: INodeParameters[]) => {
	await kit.bench.mark();
	const runs = await Promise.all(
		each.map(async (parameters) => await kit.run(operation, parameters)),
	);
	expect(runs.map(({ words }) => words)).toEqual(each.map(() => ''));
	return runs.flatMap(({ jsons }) => jsons);
};

it('move a stock once that both bring to the same quantity', async () => {
	const { id } = await productNamed('Cappuccino');
	const parameters = {
		salesPointId: byId(4711),
		matchBy: 'id',
		idProduct: byId(String(id)),
		quantity: '17',
	};
	const told = await both('stock.setQuantity', [parameters, parameters]);
	expect(told.map(({ changed }) => changed).sort()).toEqual([false, true]);
	expect(await writes()).toMatchObject([{ quantity: -3 }]);
});

it('keep both prices that they set of one product', async () => {
	const product = await productNamed('Cappuccino');
	const [mode] = await kit.records('salesMode');
	const set = (price: string, additionalFields: INodeParameters): INodeParameters => ({
		matchBy: 'internalId',
		matchValue: String(product.internalId),
		price,
		additionalFields,
	});
	await both('product.setPrice', [
		set('1.10', { idSalesMode: byId(String(mode?.id)) }),
		set('1.20', { idSalesPoint: byId(4711) }),
	]);
	const { prices } = await productNamed('Cappuccino');
	const values = (prices as IDataObject[]).map(({ value }) => Number(value));
	expect(values).toEqual(expect.arrayContaining([1.1, 1.2]));
});

it('keep what both add to the lists of one product', async () => {
	const { id } = await productNamed('Cappuccino');
	const add = (value: string): INodeParameters => ({
		productId: byId(String(id)),
		listsInUpdate: 'add',
		defineUsing: 'json',
		updateFields: { barcodesJson: JSON.stringify([{ value, format: 'CODE39', salable: true }]) },
	});
	await both('product.update', [add('A-1'), add('A-2')]);
	const { barcodes } = await productNamed('Cappuccino');
	const values = (barcodes as IDataObject[]).map(({ value }) => value);
	expect(values).toEqual(expect.arrayContaining(['A-1', 'A-2']));
});

it('make a record once that neither has found', async () => {
	const parameters = {
		matchBy: 'externalId',
		externalId: 'supplier-1',
		name: 'Torrefazione',
		vatNumber: '01234567890',
	};
	const made = await both('supplier.createOrUpdate', [parameters, parameters]);
	expect(made.map(({ created }) => created).sort()).toEqual([false, true]);
	expect(new Set(made.map(({ id }) => id)).size).toBe(1);
	expect(await writes()).toHaveLength(1);
});

it('move a stock once by a number of its own', async () => {
	const { id } = await productNamed('Cappuccino');
	const parameters = {
		salesPointId: byId(4711),
		idProduct: byId(String(id)),
		quantity: '-2',
		onlyOncePer: 'line 1',
	};
	const made = await both('stockMovement.create', [parameters, parameters]);
	expect(made.map(({ duplicate }) => duplicate).sort()).toEqual([false, true]);
	expect(new Set(made.map(({ id: movement }) => movement)).size).toBe(1);
	expect(await writes()).toEqual([{ idProduct: id, quantity: -2, note: '[line 1]' }]);
});

describe('with so many items that the lists are read once', () => {
	const supplier = (n: number): IDataObject => ({
		id: `many-${n}`,
		name: `Many ${n}`,
		vat: `IT ${55_000_000_000 + n}`,
	});
	const parameters = {
		matchBy: 'externalId',
		externalId: '={{ $json.id }}',
		name: '={{ $json.name }}',
		vatNumber: '={{ $json.vat }}',
	};
	const many = Array.from({ length: 25 }, (_, n) => supplier(n));
	const made = (jsons: IDataObject[]) => jsons.filter(({ created }) => created === true).length;

	it('make each record once', async () => {
		await kit.bench.mark();
		const runs = await Promise.all(
			[many, many].map(
				async (items) => await kit.run('supplier.createOrUpdate', parameters, { items }),
			),
		);
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		expect(runs.map(({ jsons }) => made(jsons)).sort((a, b) => a - b)).toEqual([0, 25]);
		expect(await writes()).toHaveLength(25);
	});

	it('make a record once that one with a single item makes as well', async () => {
		await kit.bench.mark();
		const runs = await Promise.all(
			[many, [supplier(24)]].map(
				async (items) => await kit.run('supplier.createOrUpdate', parameters, { items }),
			),
		);
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		expect(await writes()).toHaveLength(25);
	});

	it('move a stock once', async () => {
		const products = (await kit.records('product')).filter(
			({ multivariant }) => multivariant !== true,
		);
		const items = products.slice(0, 25).map(({ internalId }) => ({ code: internalId }));
		await kit.bench.mark();
		const set = async () =>
			await kit.run(
				'stock.setQuantity',
				{
					salesPointId: byId(4711),
					matchBy: 'internalId',
					matchValue: '={{ $json.code }}',
					quantity: '7',
				},
				{ items },
			);
		const runs = await Promise.all([set(), set()]);
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		expect(await writes()).toHaveLength(25);
	});

	it('keep both prices that they set of each product', async () => {
		const [mode] = await kit.records('salesMode');
		const products = (await kit.records('product')).filter(
			({ multivariant }) => multivariant !== true,
		);
		const items = products.slice(0, 25).map(({ internalId }) => ({ code: internalId }));
		const set = async (price: string, additionalFields: INodeParameters) =>
			await kit.run(
				'product.setPrice',
				{
					matchBy: 'internalId',
					matchValue: '={{ $json.code }}',
					price,
					additionalFields,
				},
				{ items },
			);
		const runs = await Promise.all([
			set('3.10', { idSalesMode: byId(String(mode?.id)) }),
			set('3.20', { idSalesPoint: byId(4711) }),
		]);
		expect(runs.map(({ words }) => words)).toEqual(['', '']);
		const after = await kit.records('product');
		const values = products.slice(0, 25).map(({ id }) => {
			const prices = after.find((one) => one.id === id)?.prices as IDataObject[];
			return prices.map(({ value }) => Number(value)).filter((value) => value > 3 && value < 3.3);
		});
		expect(values).toEqual(Array.from({ length: 25 }, () => [3.1, 3.2]));
	});
});
