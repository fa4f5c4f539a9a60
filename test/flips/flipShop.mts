/** The sandbox as the matrix of flips needs it: also with orders, and with a draft beside what is confirmed. */
import { control, openShop, readFrom } from '../hostile/shop.mts';
import type { Shop } from '../hostile/shop.mts';

/** What rows need to know of it. */
export interface More {
	/** An order that came in so long ago that only CassaNova's refusal tells that it is there. */
	longAgo: { id: string; parameters: ReturnType<typeof orderOf> };
	/** Shop of an order that came in today; no row makes further ones there. */
	quietShop: number;
	/** First of two days, the second of which is that of all receipts, with invoices of either state. */
	draftDay: string;
}

export interface FlipShop extends Shop {
	more: More;
}

const [SHOP, QUIET_SHOP] = [4711, 4712];
const LONG_AGO_MS = 20 * 86_400_000;

/** On the day before that of all receipts: a draft, a confirmed invoice and a credit note among 60 receipts. */
const DRAFTS = { vendor: 'cassaNova', count: 60, seed: 17 };
const DRAFT_DAY = '2026-12-06';

/** What an order is made with. */
export const orderOf = (externalId: string, shop = SHOP) => ({
	...{ externalId, isExternalOrder: false, additionalFields: { prepay: true } },
	idSalesPoint: { __rl: true, mode: 'id', value: shop },
	rows: { entry: [{ quantity: '2', price: '4.50' }] },
});

/** Starts one, and puts n8n's clock to its time. */
export async function openFlipShop(): Promise<FlipShop> {
	const shop = await openShop();
	const make = async (parameters: ReturnType<typeof orderOf>) => {
		const [made] = await readFrom(shop, 'cassaNova', 'apiKey', 'order.create', parameters);
		return String(made?.id);
	};
	await control(shop, 'generate', { ...DRAFTS, from: DRAFT_DAY, to: DRAFT_DAY });
	const parameters = orderOf('flips-long-ago');
	await control(shop, 'clock', { advanceMs: -LONG_AGO_MS });
	const id = await make(parameters);
	await control(shop, 'clock', { advanceMs: LONG_AGO_MS });
	await make(orderOf('flips-today', QUIET_SHOP));
	const more = { longAgo: { id, parameters }, quietShop: QUIET_SHOP, draftDay: DRAFT_DAY };
	return { ...shop, more };
}
