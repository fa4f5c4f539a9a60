/**
 * Orders in the shape that WooCommerce's REST API v3 and its webhooks give them, made up for tests. Amounts
 * are worked out by hand in the tests; nothing is computed here.
 */
import type { IDataObject } from 'n8n-workflow';

/** The tax of an order under an ID. */
export const taxOf = (id: number, percent: number): IDataObject => ({
	id: 300 + id,
	rate_code: `AT-VAT-${percent}`,
	rate_id: id,
	label: 'VAT',
	compound: false,
	tax_total: '0.00',
	shipping_tax_total: '0.00',
	rate_percent: percent,
	meta_data: [],
});

/** What a line is charged by a tax; as WooCommerce gives it, it isn't rounded. */
export const charged = (id: number, total: string, subtotal = total): IDataObject => ({
	id,
	total,
	subtotal,
});

/** A line of goods. */
export function wooLine(line: IDataObject): IDataObject {
	return {
		id: 315,
		name: 'Linen shirt',
		product_id: 93,
		variation_id: 0,
		quantity: 1,
		tax_class: '',
		subtotal: line.total,
		subtotal_tax: line.total_tax ?? '0.00',
		total_tax: '0.00',
		taxes: [],
		meta_data: [],
		sku: '201',
		parent_name: null,
		...line,
	};
}

/** A line of shipping. */
export function wooShipping(line: IDataObject): IDataObject {
	return {
		id: 317,
		method_title: 'Flat rate',
		method_id: 'flat_rate',
		instance_id: '1',
		total_tax: '0.00',
		taxes: [],
		meta_data: [],
		...line,
	};
}

/** A fee, or what is taken off as one. */
export function wooFee(line: IDataObject): IDataObject {
	return {
		id: 319,
		name: 'Gift wrapping',
		tax_class: '',
		tax_status: 'taxable',
		amount: '',
		total_tax: '0.00',
		taxes: [],
		meta_data: [],
		...line,
	};
}

/** An order; what the test says goes before. */
export function wooOrder(order: IDataObject): IDataObject {
	return {
		id: 727,
		parent_id: 0,
		number: '727',
		created_via: 'checkout',
		version: '9.4.0',
		status: 'processing',
		currency: 'EUR',
		date_created: '2026-03-05T10:15:00',
		date_paid: '2026-03-05T10:15:20',
		discount_total: '0.00',
		discount_tax: '0.00',
		prices_include_tax: true,
		payment_method: 'stripe',
		payment_method_title: 'Credit card (Stripe)',
		tax_lines: [taxOf(1, 20), taxOf(2, 10)],
		line_items: [],
		shipping_lines: [],
		fee_lines: [],
		coupon_lines: [],
		refunds: [],
		...order,
	};
}
