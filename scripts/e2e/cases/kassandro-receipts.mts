// End-to-end cases of receipts that are created and canceled. n8n's command line is no run from the
// editor, so that they are created; editor-runs.mts tries the other way.

import type { E2eCase } from '../lib/types.mts';

const register = { authentication: 'cashRegisterToken' };
const bar = { paymentMethod: { __rl: true, mode: 'name', value: 'Bar' } };

export const receiptCases: E2eCase[] = [
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'create',
		parameters: {
			...register,
			...bar,
			whenRunFromEditor: 'preview',
			orderNumber: 'e2e-1',
			defineUsing: 'fields',
			items: {
				entry: [
					{
						itemFrom: 'article',
						itemId: {
							__rl: true,
							mode: 'list',
							value: 101,
							cachedResultName: 'Melange, Getränke, 4.90 €',
						},
						amount: 2,
						overrides: {},
						discounts: { discountPercentage: 5 },
					},
					{
						itemFrom: 'hand',
						itemId: { __rl: true, mode: 'id', value: '9001' },
						amount: 1,
						groupId: '9',
						groupName: 'Sonstiges',
						nameLong: 'Zustellung',
						nameShort: '',
						priceOne: '3.50',
						vat: '20',
						discounts: {},
					},
				],
			},
			additionalFields: {
				customText: { entry: [{ label: 'Tisch', value: '12' }] },
				given: 20,
			},
		},
		items: 1,
		json: { cashRegisterId: 21, price: 12.81 },
		request: {
			route: 'POST /v1.0/receipts',
			body: {
				customText: [
					{ label: 'Tisch', value: '12' },
					{ label: 'Ref', value: 'e2e-1' },
				],
				items: [
					{ itemId: 101, nameLong: 'Melange', groupName: 'Getränke', priceAll: 9.31, vat: 20 },
					{ itemId: 9001, nameShort: 'Zustellung', priceAll: 3.5 },
				],
				price: 12.81,
				given: 20,
				paymentMethod: 'Bar',
				voucher: 0,
			},
		},
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'create',
		variant: 'with items as JSON',
		parameters: {
			...register,
			...bar,
			defineUsing: 'json',
			itemsJson: '[{"itemId":201,"amount":1}]',
			options: { printReference: false, onPriceDifference: 'error' },
		},
		items: 1,
		json: { cashRegisterId: 21, price: 6.9 },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'create',
		variant: 'from a list in the input',
		after: 'kassandro receipt create with items as JSON',
		parameters: {
			...register,
			orderNumber: '',
			defineUsing: 'list',
			orderFrom: 'columns',
			pricesIncludeVat: true,
			orderColumns: {
				article: 'itemId',
				name: 'nameLong',
				number: 'receiptNumber',
				payment: 'paymentMethod',
				price: 'priceOne',
				quantity: 'amount',
				total: 'price',
			},
			shopPayments: {
				entry: [{ shop: 'Bar', method: { __rl: true, mode: 'name', value: 'Bankomat' } }],
			},
		},
		items: 1,
		json: { cashRegisterId: 21, price: 6.9, paymentMethod: 'Bankomat' },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'createZero',
		parameters: { ...register, ...bar },
		items: 1,
		json: { cashRegisterId: 21, price: 0, items: [] },
		request: { route: 'POST /v1.0/receipts', body: { items: [], price: 0 } },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'cancel',
		parameters: {
			...register,
			receiptNumber: "={{ $('kassandro receipt create').first().json.receiptNumber }}",
		},
		items: 1,
		json: { cashRegisterId: 21, price: -12.81 },
	},
];
