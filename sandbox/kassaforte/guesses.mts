/** GUESSED field names of KassaForte's answers and bodies: the only file that holds any. */

/*
 * The document came without its field names. What it does name is `shopOpenStatus`, `delivery`,
 * `pickup`, `categories`, `minimumOrderValue` and `verifyCode`; every other name below is made up
 * so that the sandbox can answer at all. Clients must not read any of them.
 */
import { DISHES, OPENINGS, SIZES, type Discount, type Dish, type ShopState } from './shop.mts';

/** Statuses for which the document gives no rule. */
export const UNKNOWN_DISCOUNT_STATUS = 404;
export const UNKNOWN_ORDER_STATUS = 404;
/** What an order goes through, with the minutes after which it gets there. */
export const ORDER_STAGES: ReadonlyArray<{ status: string; afterMinutes: number }> = [
	{ status: 'waiting', afterMinutes: 0 },
	{ status: 'transmitted', afterMinutes: 1 },
	{ status: 'accepted', afterMinutes: 3 },
	{ status: 'inPreparation', afterMinutes: 10 },
	{ status: 'onTheWay', afterMinutes: 25 },
	{ status: 'delivered', afterMinutes: 45 },
];

/** Get Shop Infos. */
export function infosBody(shop: ShopState): Record<string, unknown> {
	return {
		menuLastUpdate: shop.menuUpdated,
		openHoursLastUpdate: shop.openHoursUpdated,
		deliveryCostsLastUpdate: shop.deliveryCostsUpdated,
		connectionStatus: shop.connected ? 'connected' : 'interrupted',
		shopOpenStatus: { delivery: shop.deliveryOpen, pickup: shop.pickupOpen },
		waitingTime: { delivery: shop.deliveryMinutes, pickup: shop.pickupMinutes },
		unavailableItems: [...shop.unavailable],
	};
}

/** Get Open Hours: 0 = Monday … 6 = Sunday, 7 = holidays. */
export function openHoursBody(): Record<string, unknown> {
	return {
		days: OPENINGS.map((openings) => openings.map(([from, to]) => ({ from, to }))),
		minutesBeforeOpening: 15,
		minutesBeforeClosing: 20,
	};
}

function productBody({ number, title, bySize }: Dish): Record<string, unknown> {
	return {
		itemNo: number,
		name: title,
		prices: bySize.map((price, index) => ({ sizeId: index + 1, price })),
		// Indexes into the menu's own lists.
		allergens: '0,1',
		additives: '',
	};
}

/** Get the Menu. */
export function menuBody(): Record<string, unknown> {
	return {
		currency: 'EUR',
		sizes: SIZES.map((name, index) => ({ id: index + 1, name })),
		categories: DISHES.map(({ group, countsToMinimum, dishes }, index) => ({
			id: index + 1,
			name: group,
			minimumOrderValue: countsToMinimum ? 1 : 0,
			products: dishes.map(productBody),
		})),
		menus: [{ itemNo: '90', name: 'Pizza & Getränk', price: 11.5, categories: [1, 2] }],
		ingredients: [
			{ id: 1, name: 'Oliven', prices: [{ sizeId: 1, price: 1.1 }] },
			{ id: 2, name: 'Käserand', prices: [{ sizeId: 2, price: 2.4 }] },
		],
		choiceIngredients: [{ id: 1, name: 'Soße', options: ['Tomate', 'Sahne'] }],
		specialOffers: [],
		allergens: ['Gluten', 'Milch', 'Ei', 'Fisch'],
		additives: ['Farbstoff', 'Geschmacksverstärker'],
	};
}

/** Get Delivery Costs, by zip code or by distance. */
export function deliveryCostsBody(type: 'zip' | 'distance'): Record<string, unknown> {
	const common = { minimumOrderValue: 12, costs: 2.5, freeFrom: 40 };
	if (type === 'distance') {
		return {
			type,
			definitions: [1000, 2000, 4000].map((maxDistance) => ({ maxDistance, ...common })),
		};
	}
	return {
		type,
		definitions: [
			{ id: 1, zip: '50667', city: 'Köln', district: 'Altstadt-Nord', ...common },
			{ id: 2, zip: '50667', city: 'Köln', district: 'Neumarkt', ...common, costs: 3 },
			{ id: 3, zip: '50823', city: 'Köln', district: 'Ehrenfeld', ...common, freeFrom: -1 },
		],
	};
}

/** What the sandbox could find in an order; undefined where it found nothing. */
export interface ReadOrder {
	/** Euros. */
	total?: number;
	paymentIndex?: number;
	discount?: string;
	lines: Array<{ number?: string; size: number; count?: number; each?: number }>;
}

const numberIn = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;
const textIn = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Post an Order: looks for the guessed fields; a body in other words yields nothing. */
export function readOrder(body: unknown): ReadOrder {
	const { sum, paymentMethod, discountCode, items } = body as Record<string, unknown>;
	return {
		total: numberIn(sum),
		paymentIndex: numberIn(paymentMethod),
		discount: textIn(discountCode),
		lines: (Array.isArray(items) ? items : []).map((item: unknown) => {
			const { itemNo, sizeId, amount = 1, price } = (item ?? {}) as Record<string, unknown>;
			return {
				number: textIn(itemNo),
				size: numberIn(sizeId) ?? 1,
				count: numberIn(amount),
				each: numberIn(price),
			};
		}),
	};
}

/** Where the order id stands in the answer to an order (switch `kassaForteOrderIdShape`). */
export function orderAnswer(shape: unknown, orderId: string): unknown {
	switch (shape) {
		case 'text':
			return orderId;
		case 'number':
			return Number(orderId);
		case 'nested':
			return { result: { order: { id: orderId, position: 3 } }, ok: true };
		default:
			return { orderId };
	}
}

/** The answer to a refused order; without codes when `kassaForteErrorCodes` is off. */
export function refusedOrderBody(
	errors: ReadonlyArray<{ code: number; text: string }>,
	withCodes: boolean,
): Record<string, unknown> {
	return {
		errors: errors.map(({ code, text }) =>
			withCodes ? { errorCode: code, description: text } : { description: text },
		),
	};
}

/** Get Order status. */
export function statusBody(orderId: string, status: string): Record<string, unknown> {
	return { orderId, status };
}

/** Check a Discount Code. */
export function discountBody(code: string, discount: Discount): Record<string, unknown> {
	const head = { discountCode: code, type: discount.gives };
	if (discount.gives === 'article') {
		return { ...head, itemNo: discount.number, sizeId: discount.size };
	}
	return { ...head, value: discount.much, exceptions: discount.notOn };
}

/** Check a Coupon. */
export function couponBody(couponNumber: string, remaining: number): Record<string, unknown> {
	return { couponNumber, remainingAmount: remaining };
}

/** Any other refusal. */
export function errorBody(message: string): Record<string, unknown> {
	return { message };
}

/** The answer to a contact request. */
export function contactBody(): Record<string, unknown> {
	return { received: true };
}
