/** GUESSED field names of KassaForte's answers and bodies: the only file that holds any. */

/*
 * The document came without its field names. What it does name is `shopOpenStatus`, `delivery`,
 * `pickup`, `categories`, `minimumOrderValue` and `verifyCode`; every other name below is made up
 * so that the sandbox can answer at all. Clients must not read any of them.
 */
import { MENU, OPEN_HOURS, type MenuProduct, type ShopState } from './shop.mts';

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
	return { days: OPEN_HOURS, minutesBeforeOpening: 15, minutesBeforeClosing: 20 };
}

function productBody(product: MenuProduct): Record<string, unknown> {
	return {
		itemNo: product.itemNo,
		name: product.name,
		prices: Object.entries(product.prices).map(([sizeId, price]) => ({
			sizeId: Number(sizeId),
			price,
		})),
		allergens: product.allergens,
		additives: product.additives,
	};
}

/** Get the Menu. */
export function menuBody(): Record<string, unknown> {
	return {
		currency: 'EUR',
		sizes: MENU.sizes,
		categories: MENU.categories.map(({ products, ...category }) => ({
			...category,
			products: products.map(productBody),
		})),
		menus: MENU.menus,
		ingredients: MENU.ingredients,
		choiceIngredients: MENU.choices,
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

/** What the sandbox looks for in an order; any of it may be missing. */
export interface OrderGuess {
	sum?: unknown;
	paymentMethod?: unknown;
	discountCode?: unknown;
	items?: unknown;
}

/** What the sandbox looks for in an order's item. */
export interface OrderItemGuess {
	itemNo?: unknown;
	sizeId?: unknown;
	amount?: unknown;
	price?: unknown;
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

export type DiscountCode =
	| { kind: 'amount' | 'percent'; value: number; exceptions: number[] }
	| { kind: 'article'; itemNo: string; sizeId: number };

/** Check a Discount Code. */
export function discountBody(code: string, discount: DiscountCode): Record<string, unknown> {
	const { kind, ...rest } = discount;
	return { discountCode: code, type: kind, ...rest };
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
