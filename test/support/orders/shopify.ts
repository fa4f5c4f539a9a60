/**
 * Orders in the shape that Shopify's Admin REST API and its webhooks give them, made up for tests. Amounts
 * are worked out by hand in the tests; nothing is computed here.
 */
import type { IDataObject } from 'n8n-workflow';

/** An amount in both currencies, as Shopify states it. */
const set = (amount: string): IDataObject => ({
	shop_money: { amount, currency_code: 'EUR' },
	presentment_money: { amount, currency_code: 'EUR' },
});

/** A tax of a line. */
export const taxLine = (rate: number, price: string): IDataObject => ({
	title: 'VAT',
	rate,
	price,
	price_set: set(price),
	channel_liable: false,
});

/** What a discount takes off a line. */
export const allocation = (amount: string): IDataObject => ({
	amount,
	amount_set: set(amount),
	discount_application_index: 0,
});

/** A line of an order; what the test says goes before. */
export function shopifyLine(line: IDataObject): IDataObject {
	const price = String(line.price ?? '10.00');
	return {
		id: 86655031176643,
		admin_graphql_api_id: 'gid://shopify/LineItem/86655031176643',
		current_quantity: 1,
		fulfillable_quantity: 1,
		fulfillment_status: null,
		gift_card: false,
		grams: 500,
		name: 'Linen shirt - M',
		price,
		price_set: set(price),
		product_id: 632910392,
		properties: [],
		quantity: 1,
		requires_shipping: true,
		sku: '201',
		taxable: true,
		title: 'Linen shirt',
		total_discount: '0.00',
		variant_id: 808950810,
		variant_title: 'M',
		vendor: null,
		tax_lines: [],
		duties: [],
		discount_allocations: [],
		...line,
	};
}

/** A line of shipping. */
export function shippingLine(line: IDataObject): IDataObject {
	const price = String(line.price ?? '4.90');
	return {
		id: 27187834659688,
		carrier_identifier: null,
		code: 'Standard',
		discounted_price: price,
		is_removed: false,
		price,
		price_set: set(price),
		source: 'shopify',
		title: 'Standard',
		tax_lines: [],
		discount_allocations: [],
		...line,
	};
}

/** An order; what the test says goes before. */
export function shopifyOrder(order: IDataObject): IDataObject {
	const total = String(order.total_price ?? '0.00');
	return {
		id: 82098291194615,
		admin_graphql_api_id: 'gid://shopify/Order/82098291194615',
		cancel_reason: null,
		cancelled_at: null,
		confirmed: true,
		created_at: '2026-03-05T10:15:00+01:00',
		currency: 'EUR',
		current_total_price: total,
		current_total_price_set: set(total),
		discount_applications: [],
		discount_codes: [],
		email: 'maria@shop.example',
		financial_status: 'paid',
		fulfillment_status: null,
		name: '#1001',
		note: null,
		number: 1,
		order_number: 1001,
		payment_gateway_names: ['shopify_payments'],
		presentment_currency: 'EUR',
		processed_at: '2026-03-05T10:15:00+01:00',
		taxes_included: true,
		test: false,
		total_discounts: '0.00',
		total_price: total,
		total_price_set: set(total),
		total_tip_received: '0.00',
		line_items: [],
		refunds: [],
		shipping_lines: [],
		...order,
	};
}
