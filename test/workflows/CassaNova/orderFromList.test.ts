/** CassaNova's orders out of those of web shops, through n8n's engine: what is sent, and what is refused before. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import example from '../../../examples/cassanova-order-from-woocommerce.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import type { NodeCall } from '../../support/n8n/bench';
import { now, runWorkflow } from '../../support/n8n/kassa';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';
import { allocation, shopifyLine, taxLine } from '../../support/orders/shopify';
import {
	charged,
	taxOf,
	wooFee,
	wooLine,
	wooOrder,
	wooShipping,
} from '../../support/orders/wooCommerce';

const kit = useCassaNova();
const SHOP = 4711;
const MINUTE = 60_000;

/** Two cappuccinos of 1.70. */
const coffee = wooLine({
	name: 'Cappuccino',
	sku: 'P2',
	quantity: 2,
	price: 1.545455,
	total: '3.09',
	total_tax: '0.31',
	taxes: [charged(1, '0.309091')],
});

/** A shirt of 19.90, less 1.00. */
const shirt = wooLine({
	name: 'Shirt M',
	sku: 'T-M',
	price: 15.491803,
	subtotal: '16.31',
	subtotal_tax: '3.59',
	total: '15.49',
	total_tax: '3.41',
	taxes: [charged(2, '3.408197', '3.588525')],
});

/** Both, and 5.00 for delivery. */
const order = (more: IDataObject = {}) =>
	wooOrder({
		total: '27.30',
		tax_lines: [taxOf(1, 10), taxOf(2, 22)],
		line_items: [coffee, shirt],
		shipping_lines: [
			wooShipping({ total: '4.10', total_tax: '0.90', taxes: [charged(2, '0.901639')] }),
		],
		...more,
	});

async function idOf(resource: string, description: string): Promise<string> {
	const [found] = await kit.records(resource, { filters: { description } });
	return String(found?.id);
}

const create = async (
	orders: IDataObject[],
	parameters: INodeParameters = {},
	more: Partial<NodeCall> = {},
) => {
	const gifts = await idOf('department', 'Regali');
	await kit.bench.mark();
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'order.create',
		mode: 'trigger',
		items: orders,
		parameters: {
			externalId: '={{ $json.number ?? $json.name }}',
			idSalesPoint: byId(SHOP),
			dueIn: 30,
			defineUsing: 'list',
			orderFrom: 'wooCommerce',
			otherDepartment: byId(gifts),
			...parameters,
		},
		...more,
	});
};

/** The documents of the orders that were sent. */
const sent = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => (body as { create: [IDataObject] }).create[0]);

it('sends the rows of an order of WooCommerce: discounts in the price, delivery as such', async () => {
	const { jsons, words } = await create([order()]);
	expect(words).toBe('');
	expect(jsons).toMatchObject([{ externalId: '727', duplicate: false }]);
	const [made, ...others] = await sent();
	expect(others).toEqual([]);
	const [shirts] = await kit.records('product', { filters: { multiVariant: true } });
	const variant = (shirts?.variants as IDataObject[]).find(
		({ internalId }) => internalId === 'T-M',
	);
	expect(made?.document).toEqual({
		idSalesPoint: SHOP,
		amount: 27.3,
		rows: [
			{
				rowNumber: 1,
				idProductVariant: await idOf('product', 'Cappuccino'),
				quantity: 2,
				price: 1.7,
			},
			{ rowNumber: 2, idProductVariant: variant?.id, quantity: 1, price: 18.9 },
			{
				rowNumber: 3,
				idDepartment: await idOf('department', 'Regali'),
				quantity: 1,
				price: 5,
				note: 'Flat rate',
				shippingCost: true,
			},
		],
	});
	const due = Number(made?.dueDate) - now();
	expect(due).toBeGreaterThan(29 * MINUTE);
	expect(due).toBeLessThanOrEqual(30 * MINUTE);
});

it('reads the catalog once for many orders, and makes none twice', async () => {
	const orders = [order(), order({ number: '728' }), order({ number: '729' })];
	await create(orders);
	expect(await sent()).toHaveLength(3);
	for (const list of ['/products', '/departments', '/taxes']) {
		expect((await kit.bench.log()).filter(({ path }) => path === list)).toHaveLength(1);
	}
	const { jsons } = await create(orders);
	expect(jsons.map(({ duplicate }) => duplicate)).toEqual([true, true, true]);
	expect(await sent()).toEqual([]);
});

it('sends the rows of an order of Shopify, whose pieces may cost a cent more or less', async () => {
	const shop = {
		name: '#1001',
		currency: 'EUR',
		taxes_included: true,
		financial_status: 'paid',
		total_price: '4.10',
		line_items: [
			shopifyLine({
				sku: 'P2',
				quantity: 3,
				price: '1.70',
				discount_allocations: [allocation('1.00')],
				tax_lines: [taxLine(0.1, '0.37')],
			}),
		],
		shipping_lines: [],
		refunds: [],
	};
	const { words } = await create([shop], { orderFrom: 'shopify' });
	expect(words).toBe('');
	const [made] = await sent();
	expect(made).toMatchObject({
		externalId: '#1001',
		document: {
			amount: 4.1,
			rows: [
				{ quantity: 1, price: 1.36 },
				{ quantity: 2, price: 1.37 },
			],
		},
	});
});

it('sends the rows of any other shop by the columns that are named', async () => {
	const shop = { id: 'A-7', basket: [{ ean: 'P2', n: 2, each: '1,80' }], sum: 3.6 };
	const { words } = await create([shop], {
		externalId: '={{ $json.id }}',
		orderFrom: 'columns',
		orderColumns: { list: 'basket', article: 'ean', quantity: 'n', price: 'each', total: 'sum' },
	});
	expect(words).toBe('');
	expect(await sent()).toMatchObject([
		{ externalId: 'A-7', document: { amount: 3.6, rows: [{ quantity: 2, price: 1.8 }] } },
	]);
});

it('sends a fee as a row, and what one takes off below zero', async () => {
	const fees = [
		wooFee({ total: '1.64', total_tax: '0.36', taxes: [charged(2, '0.360656')] }),
		wooFee({ name: 'Sorry', total: '-0.82', total_tax: '-0.18', taxes: [charged(2, '-0.180328')] }),
	];
	const { words } = await create([order({ fee_lines: fees, total: '28.30' })]);
	expect(words).toBe('');
	const [made] = await sent();
	expect((made?.document as IDataObject).rows).toMatchObject([
		{},
		{},
		{ price: 5 },
		{ price: 2, quantity: 1, note: 'Gift wrapping' },
		{ price: -1, quantity: 1, note: 'Sorry' },
	]);
});

it.each<[string, IDataObject, INodeParameters]>([
	[
		'with the internal ID "P999", which nothing in CassaNova has',
		{ line_items: [{ ...coffee, sku: 'P999' }, shirt] },
		{},
	],
	[
		'has no article in line_items 1 (Cappuccino)',
		{ line_items: [{ ...coffee, sku: '' }, shirt] },
		{},
	],
	['its total is 27.31', { total: '27.31' }, {}],
	['is not paid: its status is "pending"', { status: 'pending', date_paid: null }, {}],
	['Choose "Department of Shipping"', {}, { otherDepartment: byId('') }],
	[
		'has line_items 1 (Cappuccino) at 22 % VAT, but CassaNova sells it at 10 %',
		{
			line_items: [
				{
					...coffee,
					price: 1.393443,
					total: '2.79',
					total_tax: '0.61',
					taxes: [charged(2, '0.613115')],
				},
				shirt,
			],
		},
		{},
	],
	['"Due" is empty', {}, { dueIn: 0 }],
])('sends nothing where an order does not fit: %s', async (words, more, parameters) => {
	const outcome = await create([order(more)], parameters);
	expect(outcome.words).toContain(words);
	expect(await sent()).toEqual([]);
});

it('takes unpaid orders, and other VAT rates, where that is chosen', async () => {
	const other = { ...coffee, price: 1.393443, total: '2.79', total_tax: '0.61' };
	const line_items = [{ ...other, taxes: [charged(2, '0.613115')] }, shirt];
	const { words, hints } = await create(
		[order({ line_items, status: 'on-hold', date_paid: null })],
		{
			options: { ifNotPaid: 'hint', leaveVat: true },
		},
	);
	expect(hints).toContain('Order 727 is not paid: its status is "on-hold".');
	expect(words).toBe('');
	expect(await sent()).toHaveLength(1);
	expect((await kit.bench.log()).filter(({ path }) => path === '/taxes')).toEqual([]);
});

it('shows what would be sent when it is run from the editor', async () => {
	const { jsons } = await create([order()], { whenRunFromEditor: 'preview' }, { mode: 'manual' });
	expect(jsons).toMatchObject([
		{ preview: true, externalId: '727', order: { document: { amount: 27.3 } } },
	]);
	expect(await sent()).toEqual([]);
});

describe('the example', () => {
	const pinned = example.pinData['Order in the shop'][0]?.json as IDataObject;

	const take = async (more: IDataObject, mode: 'manual' | 'webhook'): Promise<RunResult> => {
		const result = await runWorkflow({
			workflow: structuredClone(example) as unknown as WorkflowJson,
			inputItems: [{ json: { ...pinned, ...more } }],
			credentials: {
				cassaNovaApi: { type: 'cassaNovaApi', data: kit.bench.credential('apiKey') as never },
			},
			mode,
		});
		expect(result.error).toBeUndefined();
		return result;
	};

	const jsonsOf = ({ nodes }: RunResult, node: string) =>
		(nodes[node] ?? []).flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));

	it('shows its order by hand, and makes it once when it is published', async () => {
		const byHand = await take({}, 'manual');
		expect(jsonsOf(byHand, 'On the till')).toMatchObject([
			{ preview: true, order: { document: { amount: 27.3, note: 'Senza zucchero' } } },
		]);
		expect(await sent()).toEqual([]);
		await take({}, 'webhook');
		const again = await take({}, 'webhook');
		expect(jsonsOf(again, 'On the till')).toMatchObject([{ externalId: '727', duplicate: true }]);
		expect(await sent()).toHaveLength(1);
	});

	it('tells somebody of an order that does not fit', async () => {
		const result = await take({ number: '728', total: '20.00' }, 'webhook');
		expect(jsonsOf(result, 'Send Email')).toMatchObject([
			{
				subject: 'Order 728 is not on the till',
				text: expect.stringContaining('its total is 20.00'),
			},
		]);
		expect(await sent()).toEqual([]);
	});
});
