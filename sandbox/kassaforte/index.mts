/** The KassaForte vendor: shop data, orders, codes and coupons of three made-up shops. */
import {
	Refusal,
	type CheckedRequest,
	type Handler,
	type Incoming,
	type Result,
	type Vendor,
	type VendorContext,
} from '../core/vendor.mts';
import {
	contactBody,
	couponBody,
	deliveryCostsBody,
	discountBody,
	errorBody,
	infosBody,
	menuBody,
	openHoursBody,
	orderAnswer,
	refusedOrderBody,
	statusBody,
	UNKNOWN_DISCOUNT_STATUS,
	UNKNOWN_ORDER_STATUS,
} from './guesses.mts';
import { ORDER_ERRORS } from './order-errors.mts';
import { checkOrder, newOrderId, orderStatus, type StoredOrder } from './orders.mts';
import {
	COUPONS,
	DISCOUNT_CODES,
	SAMPLE_ORDER_ID,
	SHOP_STATE,
	SHOPS,
	type ShopAccount,
} from './shop.mts';

/**
 * Switches of POST /__sandbox/config.
 * - kassaForteOverHttp: answer 403 as if every call came over plain HTTP
 * - kassaForteInfos: fields of ShopState that differ from the usual, for example
 *   { deliveryOpen: false }
 * - kassaForteDeliveryCosts: `zip`, `distance` or `null`
 * - kassaForteOrderErrors: keys of ORDER_ERRORS; the next orders are refused with these
 * - kassaForteErrorCodes: whether a refusal holds codes beside its texts
 * - kassaForteOrderIdShape: `object`, `text`, `number` or `nested`
 * - kassaForteOrderStatus: a status that every order has; '' lets the clock decide
 */
const CONFIG_DEFAULTS = {
	kassaForteOverHttp: false,
	kassaForteInfos: {},
	kassaForteDeliveryCosts: 'zip',
	kassaForteOrderErrors: [] as string[],
	kassaForteErrorCodes: true,
	kassaForteOrderIdShape: 'object',
	kassaForteOrderStatus: '',
};

function shopOf({ headers }: Incoming): ShopAccount | undefined {
	const encoded = /^Basic (.+)$/i.exec(String(headers.authorization ?? ''))?.[1] ?? '';
	const pair = Buffer.from(encoded, 'base64').toString('utf8');
	return SHOPS.find(({ username, password }) => pair === `${username}:${password}`);
}

const refuse = (status: number, message: string): never => {
	throw new Refusal({ status, body: errorBody(message) });
};

/** Builds the vendor with fresh state; its credentials are always the same. */
export function createKassaForte({ now, config }: VendorContext): Vendor {
	const sample = { id: SAMPLE_ORDER_ID, shop: SHOPS[0]?.name ?? '', placed: now(), body: {} };
	const orders: StoredOrder[] = [];
	const contactRequests: unknown[] = [];

	const postOrder: Handler<ShopAccount> = ({ body, identity }) => {
		const ordered = (config.kassaForteOrderErrors as string[]).flatMap(
			(key) => ORDER_ERRORS[key] ?? [],
		);
		const errors = ordered.length > 0 ? ordered : checkOrder(body);
		if (errors.length > 0) {
			const withCodes = config.kassaForteErrorCodes === true;
			return { status: 409, body: refusedOrderBody(errors, withCodes) };
		}
		const order = {
			id: newOrderId(now(), orders.length),
			shop: identity.name,
			placed: now(),
			body,
		};
		orders.push(order);
		return { status: 201, body: orderAnswer(config.kassaForteOrderIdShape, order.id) };
	};
	const getOrderStatus: Handler<ShopAccount> = ({ params, identity }) => {
		const order = [sample, ...orders].find(
			({ id, shop }) => id === params.orderId && shop === identity.name,
		);
		if (!order) return refuse(UNKNOWN_ORDER_STATUS, 'Unknown order.');
		const forced = String(config.kassaForteOrderStatus);
		return { body: statusBody(order.id, forced === '' ? orderStatus(order, now()) : forced) };
	};
	const checkCoupon = ({ query }: CheckedRequest): Result => {
		const number = query.couponNumber as string;
		const coupon = Object.hasOwn(COUPONS, number) ? COUPONS[number] : undefined;
		if (!coupon) return refuse(404, 'Unknown coupon.');
		if (coupon.verifyCode !== query.verifyCode) return refuse(409, 'The verify code is wrong.');
		return { body: couponBody(number, coupon.remaining) };
	};
	const checkDiscountCode = ({ query }: CheckedRequest): Result => {
		const code = query.discountCode as string;
		const discount = Object.hasOwn(DISCOUNT_CODES, code) ? DISCOUNT_CODES[code] : undefined;
		if (!discount) return refuse(UNKNOWN_DISCOUNT_STATUS, 'Unknown discount code.');
		return { body: discountBody(code, discount) };
	};
	const handlers: Record<string, Handler<ShopAccount>> = {
		getInfos: () => ({
			body: infosBody({ ...SHOP_STATE, ...(config.kassaForteInfos as object) }),
		}),
		getOpenHours: () => ({ body: openHoursBody() }),
		getMenu: () => ({ body: menuBody() }),
		getDeliveryCosts: () => {
			const type = config.kassaForteDeliveryCosts;
			return { body: type === 'zip' || type === 'distance' ? deliveryCostsBody(type) : null };
		},
		postOrder,
		getOrderStatus,
		checkCoupon,
		checkDiscountCode,
		sendContactRequest: ({ body }) => {
			contactRequests.push(body);
			return { body: contactBody() };
		},
	};

	return {
		name: 'kassaForte',
		documents: [{ file: 'sandbox/openapi/kassaforte.yaml', basePath: '', accepts: () => true }],
		handlers: handlers as Vendor['handlers'],
		configDefaults: structuredClone(CONFIG_DEFAULTS),
		connection: (origin) => ({
			domain: new URL(origin).host,
			baseUrl: origin,
			shops: SHOPS,
			orderId: SAMPLE_ORDER_ID,
			discountCodes: Object.keys(DISCOUNT_CODES),
			coupons: Object.entries(COUPONS).map(([couponNumber, { verifyCode }]) => ({
				couponNumber,
				verifyCode,
			})),
		}),
		authenticate(incoming) {
			if (config.kassaForteOverHttp === true) {
				return { reject: { status: 403, body: errorBody('Use HTTPS.') } };
			}
			const shop = shopOf(incoming);
			if (shop) return { identity: shop };
			const headers = { 'WWW-Authenticate': 'Basic realm="KassaForte", charset="UTF-8"' };
			return { reject: { status: 401, headers, body: errorBody('Unauthorized.') } };
		},
		// The document puts the list of valid methods into the Accept header.
		refuse: ({ status, message, allow }) => ({
			status,
			...(allow === undefined ? {} : { headers: { Allow: allow, Accept: allow } }),
			body: errorBody(message),
		}),
		state: () => ({ orders: orders.length, contactRequests: contactRequests.length }),
	};
}
