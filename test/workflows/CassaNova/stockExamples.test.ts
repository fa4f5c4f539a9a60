/** The examples that keep one stock for the till and a web shop, as they are imported, on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import fromShop from '../../../examples/cassanova-stock-from-shop.json';
import toShop from '../../../examples/cassanova-stock-to-shop.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { poll, runWorkflow } from '../../support/n8n/kassa';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const SHOP = 4711;

const order = fromShop.pinData['Order in the shop'][0]?.json as IDataObject;

/** What the workflows have noted, from one of their executions to the next. */
let noted: { fromShop: IDataObject; toShop: IDataObject };
/** Test files share a process, whose triggers are told apart by their workflows. */
let place = 0;
beforeEach(() => {
	place += 1;
	noted = { fromShop: {}, toShop: {} };
});

const credentials = () => ({
	cassaNovaApi: { type: 'cassaNovaApi', data: kit.bench.credential('apiKey') as never },
});

/** An order that the web shop tells of. */
async function sold(more: IDataObject = {}): Promise<RunResult> {
	const result = await runWorkflow({
		workflow: structuredClone(fromShop) as unknown as WorkflowJson,
		inputItems: [{ json: { ...order, ...more } }],
		credentials: credentials(),
		staticData: noted.fromShop,
		mode: 'webhook',
	});
	expect(result.error).toBeUndefined();
	noted.fromShop = result.staticData;
	return result;
}

const jsonsOf = ({ nodes }: RunResult, node: string) =>
	(nodes[node] ?? []).flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));

const moved = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ path, body }) => [path, body]);

describe('orders of a web shop', () => {
	it('take what was sold from the stock, each order once', async () => {
		await sold();
		const [first, second, ...others] = await moved();
		const note = expect.stringMatching(/^\[31[56]\] WooCommerce order 727$/) as string;
		expect(first).toEqual([
			`/stocks/${SHOP}/movements`,
			{ idProduct: expect.any(String) as string, quantity: -2, reason: 'SALE', note },
		]);
		expect(second).toEqual([
			`/stocks/${SHOP}/movements`,
			{ idProductVariant: expect.any(String) as string, quantity: -1, reason: 'SALE', note },
		]);
		expect(others).toEqual([]);
		await kit.bench.mark();
		// WooCommerce tells of every change of an order, and sometimes twice.
		await sold();
		await sold({ status: 'completed' });
		expect(await moved()).toEqual([]);
	});

	it('move the stock once where the shop tells twice at the same moment', async () => {
		await kit.bench.mark();
		await Promise.all([sold(), sold({ status: 'completed' })]);
		expect(await moved()).toHaveLength(2);
		await sold({ status: 'completed' });
		expect(await moved()).toHaveLength(2);
	});

	it('are left alone where they are older than the workflow', async () => {
		await kit.bench.mark();
		await sold({ date_created: '2025-12-31T23:59:59' });
		expect(await moved()).toEqual([]);
	});

	it('count when the shop takes them out of its own stock', async () => {
		await sold({ status: 'pending' });
		expect(await moved()).toEqual([]);
		await sold({ status: 'on-hold' });
		await sold();
		expect(await moved()).toHaveLength(2);
	});

	it('tell somebody of an article that could not be taken, and take the others', async () => {
		const [first, second] = order.line_items as IDataObject[];
		const result = await sold({
			line_items: [{ ...first, sku: 'nobody knows' }, second, { ...first, id: 317, quantity: 21 }],
		});
		expect(jsonsOf(result, 'Taken')).toHaveLength(1);
		expect(jsonsOf(result, 'Send Email')).toMatchObject([
			{ subject: 'Order 727: 2 x nobody knows was not taken from the stock' },
			{
				subject: 'Order 727: 21 x P2 was not taken from the stock',
				text: expect.stringContaining('begin the note of the movement with [317]') as string,
			},
		]);
	});
});

describe('one stock for the till and a web shop', () => {
	const START = 20;

	interface ShopProduct extends IDataObject {
		sku: string;
		stock_quantity: number;
	}

	const inShop = (id: number, type: string, parent_id: number, sku: string): ShopProduct => ({
		...{ id, type, parent_id, sku, manage_stock: true, stock_quantity: START },
		_links: { collection: [{ href: 'https://shop.example/wp-json/wc/v3/products' }] },
	});

	const shop = (): ShopProduct[] =>
		(noted.toShop.global as { wooCommerce: { products: ShopProduct[] } }).wooCommerce.products;

	const inShopOf = (sku: string) => shop().find((product) => product.sku === sku)?.stock_quantity;

	/** A time at which the workflow looks for movements; gives how many products it told the shop of. */
	async function tick(): Promise<number> {
		const workflow = {
			...(structuredClone(toShop) as unknown as WorkflowJson),
			id: `stock to shop ${place}`,
		};
		const polled = await poll({ workflow, credentials: credentials(), staticData: noted.toShop });
		expect(polled.error).toBeUndefined();
		noted.toShop = polled.staticData;
		const [found = []] = polled.outputs ?? [];
		if (found.length === 0) return 0;
		const result = await runWorkflow({
			workflow,
			inputItems: found,
			credentials: credentials(),
			staticData: noted.toShop,
			mode: 'trigger',
		});
		expect(result.error).toBeUndefined();
		noted.toShop = result.staticData;
		return jsonsOf(result, 'Set the product').length + jsonsOf(result, 'Set the variation').length;
	}

	const stockOf = async (sku: string): Promise<number> => {
		const found = (await kit.run('stock.getAll', {
			salesPointId: byId(SHOP),
			returnAll: true,
			options: { addNames: true },
		})) as { jsons: IDataObject[] };
		return Number(found.jsons.find(({ internalId }) => internalId === sku)?.quantity);
	};

	const tillSells = async (sku: string, quantity: number) => {
		await kit.run('stockMovement.create', {
			salesPointId: byId(SHOP),
			matchBy: 'internalId',
			matchValue: sku,
			quantity: String(-quantity),
		});
	};

	const [line] = order.line_items as IDataObject[];

	/** WooCommerce lowers its own stock by itself, and tells of the order some time later. */
	let sales = 0;
	const shopSells = (sku: string, quantity: number) => {
		sales += 1;
		const id = 1000 + sales;
		for (const product of shop()) if (product.sku === sku) product.stock_quantity -= quantity;
		return async () => await sold({ line_items: [{ ...line, id, sku, quantity }] });
	};

	beforeEach(async () => {
		noted.toShop = {
			global: {
				wooCommerce: {
					products: [
						inShop(90, 'simple', 0, ''),
						inShop(93, 'simple', 0, 'P2'),
						inShop(99, 'variable', 0, 'T'),
						inShop(101, 'variation', 99, 'T-M'),
					],
				},
			},
		};
		await tick();
	});

	it.each(['P2', 'T-M'])('tells the shop what is left of %s', async (sku) => {
		await tillSells(sku, 2);
		await tillSells(sku, 1);
		expect(await tick()).toBe(1);
		expect(inShopOf(sku)).toBe(START - 3);
		expect(shop().filter((product) => product.stock_quantity !== START)).toHaveLength(1);
		expect(await tick()).toBe(0);
	});

	it('ends by itself: what comes back to the shop is the number that it has', async () => {
		const tell = shopSells('P2', 1);
		await tell();
		expect(await stockOf('P2')).toBe(START - 1);
		expect(await tick()).toBe(1);
		expect(inShopOf('P2')).toBe(START - 1);
		await tell();
		expect([await tick(), await tick()]).toEqual([0, 0]);
	});

	it.each(['the till', 'the shop'])(
		'counts both where both sell at the same moment, and %s is heard first',
		async (first) => {
			await tillSells('P2', 3);
			const tell = shopSells('P2', 2);
			if (first === 'the till') await tick();
			await tell();
			await tick();
			expect([await stockOf('P2'), inShopOf('P2')]).toEqual([START - 5, START - 5]);
			expect(await tick()).toBe(0);
		},
	);

	it('leaves the shop alone where a product has no SKU, or is not sold there', async () => {
		const [, product] = await kit.records('product', { filters: { description: 'C' } });
		await kit.run('product.update', {
			productId: byId(String(product?.id)),
			updateFields: { internalId: 'not in the shop' },
		});
		await tillSells('not in the shop', 1);
		expect(await tick()).toBe(0);
		expect(shop().every((one) => one.stock_quantity === START)).toBe(true);
	});
});
