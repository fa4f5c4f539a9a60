/** The examples that keep one stock for the till and a web shop, as they are imported, on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import fromShop from '../../../examples/cassanova-stock-from-shop.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { runWorkflow } from '../../support/n8n/kassa';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const SHOP = 4711;

const order = fromShop.pinData['Order in the shop'][0]?.json as IDataObject;

/** What the workflow has noted, from one of its executions to the next. */
let noted: IDataObject = {};
beforeEach(() => {
	noted = {};
});

/** An order that the web shop tells of. */
async function sold(more: IDataObject = {}): Promise<RunResult> {
	const result = await runWorkflow({
		workflow: structuredClone(fromShop) as unknown as WorkflowJson,
		inputItems: [{ json: { ...order, ...more } }],
		credentials: {
			cassaNovaApi: { type: 'cassaNovaApi', data: kit.bench.credential('apiKey') as never },
		},
		staticData: noted,
		mode: 'webhook',
	});
	expect(result.error).toBeUndefined();
	noted = result.staticData;
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
		const note = 'WooCommerce order 727';
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

	it('wait until they are paid', async () => {
		await sold({ status: 'pending' });
		expect(await moved()).toEqual([]);
		await sold();
		expect(await moved()).toHaveLength(2);
	});

	it('tell somebody of an article that could not be taken, and take the others', async () => {
		const [first, second] = order.line_items as IDataObject[];
		const result = await sold({
			line_items: [{ ...first, sku: 'nobody knows' }, second, { ...first, quantity: 21 }],
		});
		expect(jsonsOf(result, 'Taken')).toHaveLength(1);
		expect(jsonsOf(result, 'Send Email')).toMatchObject([
			{ subject: 'Order 727: 2 x nobody knows was not taken from the stock' },
			{ subject: 'Order 727: 21 x P2 was not taken from the stock' },
		]);
	});
});
