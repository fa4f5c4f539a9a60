// What happens in the shops while triggers watch: receipts, also late ones, and an order's status.

import { setTimeout as delay } from 'node:timers/promises';
import { DateTime } from 'luxon';
import type { SandboxReady } from '../../sandbox/ready.ts';

const ZONE = 'Europe/Vienna';
/** Milliseconds between two receipts, and between two statuses. */
const RECEIPT_EVERY = 400;
const STATUS_EVERY = 6000;
/** After so many receipts a till that was offline sends yesterday's. */
const LATE_AFTER = 25;
const LATE_COUNT = 5;

const line = {
	itemId: 101,
	nameLong: 'Melange',
	nameShort: 'Melange',
	groupId: 1,
	groupName: 'Getränke',
	amount: 1,
	discountAbsolute: 0,
	discountPercentage: 0,
	priceAll: 4.9,
	priceOne: 4.9,
	vat: 20,
};
const sale = {
	items: [line],
	price: 4.9,
	discountAbsolute: 0,
	discountPercentage: 0,
	given: 5,
	paymentMethod: 'Bar',
	voucher: 0,
};

/** A till and a kitchen that are at work. */
export interface BusyShops {
	/** Receipts by `_id`, with the time at which each reached the till system. */
	receipts: ReadonlyMap<string, number>;
	/** The order's status now. */
	status(): string;
	/** Ends the work; resolves when all receipts are known. */
	stop(): Promise<void>;
}

/** What the test does in the shops. */
export interface Shops {
	control(path: string, body: object): Promise<void>;
	/** Creates one receipt; its time is now. */
	sell(): Promise<void>;
	/** The ids of all receipts of today and yesterday. */
	ids(): Promise<string[]>;
}

/** Gets tokens; before n8n does, because an API key has only one of each kind. */
export async function openShops({ kassandro, control: controlUrl }: SandboxReady): Promise<Shops> {
	const [merchant] = kassandro.merchants;
	if (!merchant) throw new Error('The sandbox has no Kassandro merchant');
	const { apiKey, registers } = merchant;
	const ask = async (path: string, init: RequestInit = {}) => {
		const answer = await fetch(`${kassandro.baseUrl}${path}`, init);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`sandbox: ${path.split('?')[0]}: ${answer.status} ${text}`);
		return JSON.parse(text) as unknown;
	};
	const token = async (query: string) => {
		const [made] = (await ask(`/createtoken?${query}&key=${apiKey}`)) as Array<{ token: string }>;
		return { 'kassandro-token': made?.token ?? '' };
	};
	const control: Shops['control'] = async (path, body) => {
		const answer = await fetch(`${controlUrl}/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`sandbox: ${path}: ${await answer.text()}`);
	};
	// The trigger is to find the account's token, and not the till's.
	await control('config', { kassandroGetToken: 'account' });
	const account = await token('type=account');
	const till = await token(`type=cashregister&cashregisterid=${registers[0]}`);
	return {
		control,
		sell: async () => {
			await ask('/receipts', {
				method: 'POST',
				headers: { ...till, 'content-type': 'application/json' },
				body: JSON.stringify(sale),
			});
		},
		ids: async () => {
			const day = (days: number) => DateTime.now().setZone(ZONE).plus({ days }).toISODate();
			const query = `datefrom=${day(-2)}&dateto=${day(2)}&limit=1000`;
			const records = (await ask(`/receipts?${query}`, { headers: account })) as Array<{
				_id: string;
			}>;
			return records.map(({ _id }) => _id);
		},
	};
}

/** Makes receipts and changes the order's status until it is stopped. */
export async function startShops(shops: Shops): Promise<BusyShops> {
	const before = new Set(await shops.ids());
	const receipts = new Map<string, number>();
	const note = async () => {
		for (const id of await shops.ids()) {
			if (!before.has(id) && !receipts.has(id)) receipts.set(id, Date.now());
		}
	};
	let status = 'step 0';
	let working = true;
	const tills = async () => {
		for (let count = 1; working; count++) {
			await shops.sell();
			if (count % LATE_AFTER === 0) {
				const yesterday = DateTime.now().setZone(ZONE).minus({ days: 1 }).toISODate();
				const days = { from: yesterday, to: yesterday };
				await shops.control('generate', { vendor: 'kassandro', count: LATE_COUNT, ...days });
			}
			await note();
			await delay(RECEIPT_EVERY);
		}
	};
	const kitchen = async () => {
		for (let count = 0; working; count++) {
			status = `step ${count}`;
			await shops.control('config', { kassaForteOrderStatus: status });
			for (let waited = 0; working && waited < STATUS_EVERY; waited += 200) await delay(200);
		}
	};
	const work = Promise.all([tills(), kitchen()]);
	// A failure is thrown by stop(); until then it must not end the process.
	work.catch(() => {});
	return {
		receipts,
		status: () => status,
		stop: async () => {
			working = false;
			await work;
			await note();
		},
	};
}
