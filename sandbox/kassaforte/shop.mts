/** The made-up shops of the KassaForte sandbox: credentials, menu, discount codes, coupons. */
import type { DiscountCode } from './guesses.mts';

/** HTTP Basic credentials; the same after every reset. */
export interface ShopAccount {
	name: string;
	username: string;
	password: string;
}

export const SHOPS: readonly ShopAccount[] = [
	{ name: 'pizzeria', username: 'kV7rQ!wpizzeria', password: 'Zt4#mQ9w:2ssG?h7' },
	{ name: 'sushi', username: 'nB3xT+ksushi', password: 'p8%Wc1&uL5eR=4yd' },
	{ name: 'burger', username: 'yH6mD@zburger', password: 'a9Jf2Ko7^vN0%Xq3' },
];

/** What a shop tells about itself at the moment. */
export interface ShopState {
	menuUpdated: string;
	openHoursUpdated: string;
	deliveryCostsUpdated: string;
	connected: boolean;
	deliveryOpen: boolean;
	pickupOpen: boolean;
	deliveryMinutes: number;
	pickupMinutes: number;
	unavailable: readonly string[];
}

export const SHOP_STATE: ShopState = {
	menuUpdated: '2026-01-12T09:30:00+01:00',
	openHoursUpdated: '2025-11-03T14:05:00+01:00',
	deliveryCostsUpdated: '2025-06-20T11:00:00+02:00',
	connected: true,
	deliveryOpen: true,
	pickupOpen: true,
	deliveryMinutes: 45,
	pickupMinutes: 20,
	unavailable: ['23'],
};

const WEEKDAY = [
	{ from: '11:30', to: '14:30' },
	{ from: '17:00', to: '22:30' },
];
const WEEKEND = [{ from: '12:00', to: '23:30' }];

/** Index 0 is Monday, 7 stands for holidays. */
export const OPEN_HOURS = [
	WEEKDAY,
	WEEKDAY,
	WEEKDAY,
	WEEKDAY,
	WEEKEND,
	WEEKEND,
	WEEKEND,
	[],
] as const;

export interface MenuProduct {
	itemNo: string;
	name: string;
	/** Euros by size id. */
	prices: Record<number, number>;
	/** Indexes into the menu's lists, divided by commas. */
	allergens: string;
	additives: string;
}

const product = (itemNo: string, name: string, ...sizes: number[]): MenuProduct => ({
	itemNo,
	name,
	prices: Object.fromEntries(sizes.map((price, index) => [index + 1, price])),
	allergens: '0,1',
	additives: '',
});

export const MENU = {
	sizes: [
		{ id: 1, name: 'Normal' },
		{ id: 2, name: 'Groß' },
	],
	categories: [
		{
			id: 1,
			name: 'Pizza',
			minimumOrderValue: 1,
			products: [
				product('21', 'Margherita', 7.5, 10.9),
				product('22', 'Funghi', 8.2, 11.9),
				product('23', 'Quattro Formaggi', 9.4, 13.5),
			],
		},
		{
			id: 2,
			name: 'Getränke',
			minimumOrderValue: 0,
			products: [product('51', 'Apfelschorle 0,5 l', 3.1), product('52', 'Wasser', 2.4)],
		},
	],
	menus: [{ itemNo: '90', name: 'Pizza & Getränk', price: 11.5, categories: [1, 2] }],
	ingredients: [
		{ id: 1, name: 'Oliven', prices: [{ sizeId: 1, price: 1.1 }] },
		{ id: 2, name: 'Käserand', prices: [{ sizeId: 2, price: 2.4 }] },
	],
	choices: [{ id: 1, name: 'Soße', options: ['Tomate', 'Sahne'] }],
} as const;

/** Number of payment methods; an order names one by its index. */
export const PAYMENT_METHOD_COUNT = 4;

export const DISCOUNT_CODES: Readonly<Record<string, DiscountCode>> = {
	FUENF: { kind: 'amount', value: 5, exceptions: [2] },
	ZEHN: { kind: 'percent', value: 10, exceptions: [] },
	'GRATIS WASSER': { kind: 'article', itemNo: '52', sizeId: 1 },
};

/** Coupons by number; what is left of them in euros. */
export const COUPONS: Readonly<Record<string, { verifyCode: string; remaining: number }>> = {
	'4711-0815': { verifyCode: 'k9+Q/z', remaining: 25 },
	'4711-0816': { verifyCode: '000042', remaining: 0.5 },
};
