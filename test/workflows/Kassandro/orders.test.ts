/** Receipts that are made of the orders of web shops; on n8n's own engine. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';
import { hurry } from '../../support/n8n/kassa';
import {
	allocation,
	shippingLine,
	shopifyLine,
	shopifyOrder,
	taxLine,
} from '../../support/orders/shopify';
import { charged, wooLine, wooOrder, wooShipping } from '../../support/orders/wooCommerce';

const kit = useBench();

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const article = (value: string) => ({ __rl: true, mode: 'id', value });

const panel: INodeParameters = {
	defineUsing: 'list',
	orderFrom: 'shopify',
	shopPayments: {
		entry: [
			{ shop: 'shopify_payments', method: named('Kreditkarte') },
			{ shop: 'gift_card', method: named('Gutschein'), isVoucher: true },
			{ shop: 'Stripe', method: named('Kreditkarte') },
		],
	},
	otherArticles: {
		entry: [
			{ kind: 'shipping', itemId: article('101') },
			{ kind: 'any', itemId: article('201') },
		],
	},
};

/** Two strudel and a melange, of which one melange is a present; 4.90 for delivery. */
const strudel = (more: IDataObject = {}) =>
	shopifyLine({
		id: 1,
		name: 'Strudel for two',
		sku: '201',
		quantity: 2,
		price: '6.90',
		tax_lines: [taxLine(0.1, '1.25')],
		...more,
	});
const order = (more: IDataObject = {}) =>
	shopifyOrder({
		line_items: [
			strudel(),
			shopifyLine({
				id: 2,
				name: 'Melange',
				sku: '101',
				price: '4.90',
				tax_lines: [taxLine(0.2, '0.41')],
				discount_allocations: [allocation('2.45')],
			}),
		],
		shipping_lines: [shippingLine({ price: '4.90', tax_lines: [taxLine(0.2, '0.82')] })],
		total_price: '21.15',
		...more,
	});

const run = async (
	items: IDataObject[],
	more: INodeParameters = {},
	call: Partial<NodeCall> = {},
) =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.create',
		parameters: { ...panel, ...more },
		items,
		mode: 'trigger',
		...call,
	});

/** The receipts that were sent. */
const bodies = async () =>
	(await kit.bench.log())
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/receipts'))
		.map(({ body }) => body as IDataObject & { items: IDataObject[] });

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await hurry(60_000);
	await kit.bench.mark();
});

it('prints an order with its discounts, shipping, rates and payment, as its preview shows it', async () => {
	const { jsons: shown, words } = await run([order()], {}, { mode: 'manual' });
	expect(words).toBe('');
	expect(shown).toMatchObject([{ preview: true, total: '21.15' }]);
	expect(await bodies()).toEqual([]);
	const { jsons } = await run([order()]);
	const [body] = await bodies();
	expect(body).toEqual(shown[0]?.body);
	expect(body).toMatchObject({
		price: 21.15,
		given: 21.15,
		voucher: 0,
		discountAbsolute: 0,
		paymentMethod: 'Kreditkarte',
		customText: [{ label: 'Ref', value: '#1001' }],
		items: [
			{ itemId: 201, nameLong: 'Apfelstrudel mit Vanillesauce', amount: 2, priceOne: 6.9, vat: 10 },
			{ itemId: 101, amount: 1, priceOne: 4.9, discountAbsolute: 2.45, priceAll: 2.45, vat: 20 },
			{ itemId: 101, nameLong: 'Standard', nameShort: 'Standard', groupName: 'Getränke', vat: 20 },
		],
	});
	expect(jsons[0]).not.toHaveProperty('duplicate');
});

it('prints each order once, many in one node', async () => {
	const other = order({ name: '#1002' });
	const { jsons } = await run([order(), other, order()]);
	expect(jsons.map(({ duplicate = false }) => duplicate)).toEqual([false, false, true]);
	const { jsons: again } = await run([other]);
	expect(again).toMatchObject([{ duplicate: true }]);
	expect(await bodies()).toHaveLength(2);
});

it("takes the user's own order number before the order's", async () => {
	await run([order()], { orderNumber: '={{ $json.order_number }}' });
	expect((await bodies())[0]?.customText).toEqual([{ label: 'Ref', value: '1001' }]);
	const { words } = await run([order()], { orderNumber: '={{ $json.nothing }}' });
	expect(words).toContain('"Order Number" is an expression that came out empty');
});

it('prints what came back as negative lines, and what is left as the price', async () => {
	const refund = {
		id: 1,
		order_adjustments: [],
		refund_line_items: [{ quantity: 1, line_item_id: 1, subtotal: '6.90', total_tax: '0.63' }],
	};
	const left = order({
		financial_status: 'partially_refunded',
		current_total_price: '14.25',
		refunds: [refund],
	});
	const { words } = await run([left]);
	expect(words).toBe('');
	const [body] = await bodies();
	expect(body).toMatchObject({ price: 14.25 });
	expect(body?.items.at(-1)).toMatchObject({
		itemId: 201,
		amount: -1,
		priceOne: 6.9,
		priceAll: -6.9,
	});
});

it('says what a gift card has paid, where the order says how much', async () => {
	const paid = (gateway: string, amount: string) => ({
		kind: 'sale',
		status: 'success',
		gateway,
		amount,
	});
	const payment_gateway_names = ['gift_card', 'shopify_payments'];
	const { words } = await run([order({ payment_gateway_names })]);
	expect(words).toContain(
		'"Order" was paid in 2 ways (gift_card and shopify_payments), and doesn\'t say how much of each',
	);
	const transactions = [paid('gift_card', '10.00'), paid('shopify_payments', '11.15')];
	await run([order({ payment_gateway_names, transactions })]);
	await run([order({ name: '#1002', payment_gateway_names: ['gift_card'] })]);
	expect(await bodies()).toMatchObject([
		{ paymentMethod: 'Kreditkarte', voucher: 10, given: 11.15 },
		{ paymentMethod: 'Gutschein', voucher: 21.15, given: 0 },
	]);
});

it('prints an order of WooCommerce, whatever its payment is called', async () => {
	const woo = wooOrder({
		line_items: [
			wooLine({
				sku: '201',
				quantity: 3,
				total: '18.82',
				total_tax: '1.88',
				price: 6.272727,
				taxes: [charged(2, '1.881818')],
			}),
		],
		shipping_lines: [
			wooShipping({ total: '4.08', total_tax: '0.82', taxes: [charged(1, '0.816667')] }),
		],
		payment_method_title: 'stripe',
		payment_method: 'stripe_cc',
		total: '25.60',
	});
	const { words } = await run([woo], { orderFrom: 'wooCommerce' });
	expect(words).toBe('');
	expect(await bodies()).toMatchObject([
		{
			price: 25.6,
			items: [
				{ amount: 3, priceOne: 6.9 },
				{ nameLong: 'Flat rate', priceOne: 4.9 },
			],
		},
	]);
});

it('takes prices and rates from the register where the order of another shop states none', async () => {
	const body = {
		number: 77,
		items: [
			{ article: 201, quantity: 2 },
			{ article: 'Melange', quantity: 1 },
		],
		shipping: 4.9,
		total: 23.6,
		payment: 'stripe',
	};
	const parameters = { orderFrom: 'columns', orderColumns: { order: 'body' } };
	const { words } = await run([{ body }], parameters);
	expect(words).toBe('');
	expect(await bodies()).toMatchObject([
		{ price: 23.6, items: [{ priceOne: 6.9 }, { itemId: 101, priceOne: 4.9 }, { vat: 20 }] },
	]);
	const { words: other } = await run([{ body: { ...body, number: 78, total: 24 } }], parameters);
	expect(other).toContain(
		'"Order" comes to 23.60 by its lines, but its total is 24.00: 0.40 too little. Its lines: items 1 13.80; items 2 4.90; shipping 4.90',
	);
});

describe('what does not fit the register stops before anything is signed', () => {
	const REFUSED: Array<[string, IDataObject, INodeParameters, string]> = [
		[
			'an unknown article',
			{
				line_items: [strudel({ sku: 'SHIRT-M', tax_lines: [taxLine(0.13, '1.59')] })],
				shipping_lines: [],
				total_price: '13.80',
			},
			{},
			'"Order" has 13% VAT in line_items 1 (Strudel for two), whose article "SHIRT-M" the register doesn\'t have, and there is no article with that rate for such goods under "Articles for Other Lines"',
		],
		[
			'shipping without an article',
			{},
			{ otherArticles: {} },
			'"Order" has 20% VAT in shipping_lines 1 (Standard), and there is no article for such shipping under "Articles for Other Lines"',
		],
		[
			'another rate',
			{
				line_items: [strudel({ tax_lines: [taxLine(0.2, '2.30')] })],
				shipping_lines: [],
				total_price: '13.80',
			},
			{},
			'"Order" has 20% VAT in line_items 1 (Strudel for two), but the register\'s catalogue says 10% for article 201',
		],
		[
			'another price',
			{
				line_items: [strudel({ price: '7.50', tax_lines: [taxLine(0.1, '1.36')] })],
				shipping_lines: [],
				total_price: '15.00',
			},
			{},
			'"Order" costs 7.50 in line_items 1 (Strudel for two), but the register\'s catalogue says 6.90 for article 201',
		],
		[
			'another way to pay',
			{ payment_gateway_names: ['klarna'] },
			{},
			'"Payment Methods" has no row for "klarna", by which the order was paid',
		],
		[
			'none at all',
			{ payment_gateway_names: [] },
			{},
			'"Payment Methods" has no row for orders that don\'t say how they were paid, and this one doesn\'t',
		],
		[
			'an order without a number',
			{ name: null },
			{},
			'"Order" has no number, by which it would be printed only once',
		],
		[
			'an order that is not paid',
			{ financial_status: 'pending' },
			{},
			'"Order" is not paid: its financial_status is "pending"',
		],
		['another currency', { currency: 'CHF' }, {}, '"Order" is in CHF, and only euros can be taken'],
		[
			'a stand-in that is not there',
			{},
			{ otherArticles: { entry: [{ kind: 'any', itemId: article('999') }] } },
			'"Order" cannot be entered: article 999 under "Articles for Other Lines" is not in the register\'s catalogue',
		],
	];

	it.each(REFUSED)('%s', async (_what, changes, parameters, words) => {
		const outcome = await run([order(changes)], parameters);
		expect(outcome.words).toContain(words);
		expect(await bodies()).toEqual([]);
	});
});

it('prints the other orders where one stops and the node goes on', async () => {
	const unpaid = order({ name: '#1002', financial_status: 'pending' });
	const { jsons } = await run(
		[order(), unpaid, order({ name: '#1003' })],
		{},
		{
			onError: 'continueRegularOutput',
		},
	);
	expect(jsons).toMatchObject([
		{ receiptNumber: expect.anything() },
		{ error: expect.stringContaining('is not paid') },
		{ receiptNumber: expect.anything() },
	]);
	expect(await bodies()).toMatchObject([
		{ customText: [{ value: '#1001' }] },
		{ customText: [{ value: '#1003' }] },
	]);
});

it('prints nothing of an order that is paid on delivery before it is', async () => {
	const cod = wooOrder({
		payment_method: 'cod',
		date_paid: null,
		line_items: [
			wooLine({
				total: '12.55',
				total_tax: '1.25',
				price: 12.545455,
				taxes: [charged(2, '1.254545')],
			}),
		],
		total: '13.80',
	});
	const { words } = await run([cod], { orderFrom: 'wooCommerce' });
	expect(words).toContain('but it has no date_paid, as orders have none that are paid on delivery');
	expect(await bodies()).toEqual([]);
});

it('takes the empty row for no order that names its payment in another form', async () => {
	const bought = { number: 79, items: [{ article: 201, quantity: 1 }], total: 6.9 };
	const { words } = await run([{ ...bought, payment: { method: 'card' } }], {
		orderFrom: 'columns',
		shopPayments: { entry: [{ method: named('Bar') }] },
	});
	expect(words).toContain('"Payment Methods" has no row for "{"method":"card"}"');
	expect(await bodies()).toEqual([]);
});

it('takes what the user lets pass', async () => {
	const dearer = order({
		financial_status: 'pending',
		line_items: [strudel({ price: '7.50', tax_lines: [taxLine(0.1, '1.36')] })],
		shipping_lines: [],
		total_price: '15.00',
	});
	const { words, hints } = await run([dearer], {
		options: { ifNotPaid: 'hint', ifOrderPriceDiffers: 'take' },
	});
	expect(words).toBe('');
	expect(hints).toContainEqual(
		expect.stringContaining('The order is not paid: its financial_status is "pending".'),
	);
	expect(await bodies()).toMatchObject([{ price: 15, items: [{ priceOne: 7.5 }] }]);
});

it('prints an order that comes to nothing, where a row says how such are paid', async () => {
	const free = order({
		line_items: [
			strudel({ discount_allocations: [allocation('13.80')], tax_lines: [taxLine(0.1, '0.00')] }),
		],
		shipping_lines: [],
		total_price: '0.00',
		payment_gateway_names: [],
	});
	const { words } = await run([free], {
		shopPayments: { entry: [{ method: named('Bar') }] },
	});
	expect(words).toBe('');
	expect(await bodies()).toMatchObject([
		{ price: 0, items: [{ discountAbsolute: 13.8, priceAll: 0 }] },
	]);
});

it('fails for an order that was canceled: n8n takes an error with that word for a stop by hand', async () => {
	const { status, words } = await run([order({ cancelled_at: '2026-03-06T10:00:00+01:00' })]);
	expect(status).toBe('error');
	expect(words).toContain('"Order" was cancelled');
	expect(await bodies()).toEqual([]);
});
