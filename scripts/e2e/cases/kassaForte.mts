// End-to-end cases of KassaForte: the shop's data, orders, codes and a contact request.

import type { E2eCase } from '../lib/types.mts';

const shopData: E2eCase[] = [
	{
		node: 'kassaForte',
		resource: 'shop',
		operation: 'getInfos',
		items: 1,
		json: { shopOpenStatus: { delivery: true, pickup: true } },
		request: { route: 'GET /v1/infos' },
	},
	{
		node: 'kassaForte',
		resource: 'shop',
		operation: 'getOpenHours',
		items: 1,
		request: { route: 'GET /v1/openhours' },
	},
	{
		node: 'kassaForte',
		resource: 'shop',
		operation: 'getMenu',
		items: 1,
		request: { route: 'GET /v1/menu' },
	},
	{
		node: 'kassaForte',
		resource: 'shop',
		operation: 'getDeliveryCosts',
		items: 1,
		request: { route: 'GET /v1/deliverycosts' },
	},
];

/** The order that is in the sandbox from the start. */
const orderId = '20260305190412';

const status: E2eCase[] = [
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'getStatus',
		parameters: { orderId },
		items: 1,
		json: { orderId, changed: true, previous: null, answer: { orderId } },
		request: { route: `GET /v1/order/${orderId}` },
	},
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'getStatus',
		variant: 'compared',
		parameters: {
			orderId,
			previousStatus: "={{ $('kassaForte order getStatus').first().json.current }}",
		},
		items: 1,
		json: { orderId, changed: false },
	},
];

const order = (itemNo: string, price: number) => ({
	note: 'Ä ß € 🍕',
	sum: price,
	items: [{ itemNo, sizeId: 1, amount: 1, price }],
});

const orders: E2eCase[] = [
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'create',
		parameters: { order: JSON.stringify(order('21', 7.5)), orderNumber: 'E2E-1' },
		items: 1,
		json: { accepted: true, duplicate: false, orderNumber: 'E2E-1', refusals: [] },
		request: { route: 'POST /v1/order', body: order('21', 7.5) },
	},
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'create',
		variant: 'again',
		parameters: {
			order: JSON.stringify(order('21', 7.5)),
			orderNumber: "={{ $('kassaForte order create').first().json.orderNumber }}",
		},
		items: 1,
		json: { accepted: true, duplicate: true, orderNumber: 'E2E-1' },
	},
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'create',
		variant: 'refused',
		parameters: { order: JSON.stringify(order('77', 3)), onRefusal: 'item' },
		items: 1,
		json: { accepted: false, orderId: null, status: 409, reason: 'Unknown article 77 (202)' },
		request: { route: 'POST /v1/order', body: order('77', 3) },
	},
	{
		node: 'kassaForte',
		resource: 'order',
		operation: 'getStatus',
		variant: 'of the new order',
		parameters: { orderId: "={{ $('kassaForte order create').first().json.orderId }}" },
		items: 1,
		json: { changed: true },
	},
];

const codes: E2eCase[] = [
	{
		node: 'kassaForte',
		resource: 'discountCode',
		operation: 'check',
		parameters: { discountCode: 'GRATIS WASSER' },
		items: 1,
		json: { discountCode: 'GRATIS WASSER', valid: true, reason: null },
		request: { route: 'GET /v1/discountcode', query: { discountCode: 'GRATIS WASSER' } },
	},
	{
		node: 'kassaForte',
		resource: 'coupon',
		operation: 'check',
		parameters: { couponNumber: '4711-0815', verifyCode: 'k9+Q/z' },
		items: 1,
		json: { couponNumber: '4711-0815', valid: true, status: null },
		request: {
			route: 'GET /v1/coupon',
			query: { couponNumber: '4711-0815', verifyCode: 'k9+Q/z' },
		},
	},
	{
		node: 'kassaForte',
		resource: 'coupon',
		operation: 'check',
		variant: 'refused',
		parameters: { couponNumber: '4711-0815', verifyCode: 'wrong' },
		items: 1,
		json: { couponNumber: '4711-0815', valid: false, status: 409 },
	},
];

const message = { name: 'Ä. Nwachukwu', message: 'Bitte um Rückruf' };

export const kassaForteCases: E2eCase[] = [
	...shopData,
	...status,
	...orders,
	...codes,
	{
		node: 'kassaForte',
		resource: 'contactRequest',
		operation: 'send',
		parameters: { contactRequest: JSON.stringify(message) },
		items: 1,
		json: { success: true },
		request: { route: 'POST /v1/contactrequest', body: message },
	},
];
