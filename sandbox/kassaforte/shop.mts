/** The made-up shops of the KassaForte sandbox: credentials, menu, discount codes, coupons. */
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

/** An order of the first shop that is there from the start, for whoever only asks for a status. */
export const SAMPLE_ORDER_ID = '20260305190412';

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

type Opening = readonly [from: string, to: string];
const WEEKDAY: readonly Opening[] = [
	['11:30', '14:30'],
	['17:00', '22:30'],
];
const WEEKEND: readonly Opening[] = [['12:00', '23:30']];

/** Openings by day: index 0 is Monday, 7 stands for holidays. */
export const OPENINGS: ReadonlyArray<readonly Opening[]> = [
	...Array.from({ length: 4 }, () => WEEKDAY),
	...Array.from({ length: 3 }, () => WEEKEND),
	[],
];

export interface Dish {
	/** Number on the menu. */
	number: string;
	title: string;
	/** Euros, one for each size from 1 up. */
	bySize: readonly number[];
}

const dish = (number: string, title: string, ...bySize: number[]): Dish => ({
	number,
	title,
	bySize,
});

/** Titles of the sizes from 1 up. */
export const SIZES = ['Normal', 'Groß'];

export const DISHES: ReadonlyArray<{ group: string; countsToMinimum: boolean; dishes: Dish[] }> = [
	{
		group: 'Pizza',
		countsToMinimum: true,
		dishes: [
			dish('21', 'Margherita', 7.5, 10.9),
			dish('22', 'Funghi', 8.2, 11.9),
			dish('23', 'Quattro Formaggi', 9.4, 13.5),
		],
	},
	{
		group: 'Getränke',
		countsToMinimum: false,
		dishes: [dish('51', 'Apfelschorle 0,5 l', 3.1), dish('52', 'Wasser', 2.4)],
	},
];

/** Number of payment methods; an order names one by its index. */
export const PAYMENT_METHOD_COUNT = 4;

export type Discount =
	| { gives: 'amount' | 'percent'; much: number; notOn: number[] }
	| { gives: 'article'; number: string; size: number };

export const DISCOUNT_CODES: Readonly<Record<string, Discount>> = {
	FUENF: { gives: 'amount', much: 5, notOn: [2] },
	ZEHN: { gives: 'percent', much: 10, notOn: [] },
	'GRATIS WASSER': { gives: 'article', number: '52', size: 1 },
};

/** Coupons by number; what is left of them in euros. */
export const COUPONS: Readonly<Record<string, { verifyCode: string; remaining: number }>> = {
	'4711-0815': { verifyCode: 'k9+Q/z', remaining: 25 },
	'4711-0816': { verifyCode: '000042', remaining: 0.5 },
};
