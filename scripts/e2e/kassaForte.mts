// End-to-end cases of KassaForte: the shop's data, a status, codes and a contact request.

import type { E2eCase } from './types.mts';

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
