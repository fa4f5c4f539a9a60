// What happens in the shops while triggers watch: receipts of two systems, also late ones, and an order's
// status.

import { setTimeout as delay } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { freshFetch } from '../../lib/fetch.mts';
import type { FreshInit } from '../../lib/fetch.mts';
import { createToken } from '../../lib/till-token.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';

/** Vienna's time is Rome's, too. */
export const SHOP_ZONE = 'Europe/Vienna';
/** Milliseconds between two receipts of Kassandro, and between two statuses. */
const RECEIPT_EVERY = 500;
const STATUS_EVERY = 6000;
/** After so many of Kassandro's receipts there is one of CassaNova. */
const CASSA_NOVA_AFTER = 4;
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

/** The systems that have receipts. */
export type Vendor = 'kassandro' | 'cassaNova';

/** What is known of a receipt. */
export interface Made {
	/** Milliseconds since 1970, just before it reached the till system. */
	at: number;
	/** It is yesterday's. */
	late: boolean;
}

/** Receipts by their ids, in the order in which they were made. */
export type Receipts = ReadonlyMap<string, Made>;

/** Tills and a kitchen that are at work. */
export interface BusyShops {
	receipts: Record<Vendor, Receipts>;
	/** Ids that were there before the work began. */
	before: ReadonlySet<string>;
	/** The order's status now. */
	status(): string;
	/** Ends the work; resolves when all receipts are known. */
	stop(): Promise<void>;
}

/** What the test does in one system's shops. */
interface Tills {
	/** Makes one receipt of today. */
	sell(): Promise<void>;
	/** The ids of all receipts of the last days. */
	ids(): Promise<string[]>;
}

/** What the test does in the shops. */
export interface Shops {
	tills: Record<Vendor, Tills>;
	/** Tills that were offline send receipts of yesterday. */
	sendLate(vendor: Vendor): Promise<void>;
	setOrderStatus(status: string): Promise<void>;
}

const day = (days: number): string =>
	DateTime.now().setZone(SHOP_ZONE).plus({ days }).toFormat('yyyy-MM-dd');

/** Asks for JSON. */
async function ask(url: string, init: FreshInit = {}): Promise<unknown> {
	const answer = await freshFetch(url, init);
	const text = await answer.text();
	if (!answer.ok) throw new Error(`sandbox: ${url.split('?')[0]}: ${answer.status} ${text}`);
	return text === '' ? undefined : (JSON.parse(text) as unknown);
}

const json = (body: object, headers: Record<string, string> = {}): FreshInit => ({
	method: 'POST',
	headers: { ...headers, 'content-type': 'application/json' },
	body: JSON.stringify(body),
});

/** Reads all pages of a list; what is inserted meanwhile moves records to later pages only. */
async function allPages(size: number, read: (start: number) => Promise<string[]>) {
	const ids = new Set<string>();
	for (let start = 0; ; start += size) {
		const page = await read(start);
		for (const id of page) ids.add(id);
		if (page.length < size) return [...ids];
	}
}

async function kassandroTills(kassandro: SandboxReady['kassandro']): Promise<Tills> {
	const { baseUrl } = kassandro;
	const account = { 'kassandro-token': await createToken(kassandro, 'account') };
	const till = { 'kassandro-token': await createToken(kassandro, 'till') };
	const size = 1000;
	return {
		sell: async () => void (await ask(`${baseUrl}/receipts`, json(sale, till))),
		ids: async () =>
			await allPages(size, async (offset) => {
				const query = `datefrom=${day(-2)}&dateto=${day(2)}&limit=${size}&offset=${offset}`;
				const page = await ask(`${baseUrl}/receipts?${query}`, { headers: account });
				return (page as Array<{ _id: string }>).map(({ _id }) => _id);
			}),
	};
}

async function cassaNovaTills(
	{ baseUrl, apiKey }: SandboxReady['cassaNova'],
	generate: (from: string, count: number) => Promise<void>,
): Promise<Tills> {
	const version = { 'X-Version': '1.0.0', 'X-Requested-With': '*' };
	const { access_token: token } = (await ask(
		`${baseUrl}/apikey/token`,
		json({ apiKey }, version),
	)) as { access_token: string };
	const size = 100;
	return {
		// At any time of the day: the sandbox has no till that one could ring up on.
		sell: async () => await generate(day(0), 1),
		ids: async () =>
			await allPages(size, async (start) => {
				const dates = `datetimeFrom="${day(-1)}"&datetimeTo="${day(1)}"`;
				const page = (await ask(
					`${baseUrl}/documents/receipts?start=${start}&limit=${size}&${encodeURI(dates)}`,
					{ headers: { ...version, authorization: `Bearer ${token}` } },
				)) as { receipts: Array<{ id: string }> };
				return page.receipts.map(({ id }) => id);
			}),
	};
}

/** Gets tokens; before n8n does, because an API key of Kassandro has only one of each kind. */
export async function openShops(ready: SandboxReady): Promise<Shops> {
	const control = async (path: string, body: object) =>
		void (await ask(`${ready.control}/${path}`, json(body)));
	const generate = async (vendor: Vendor, from: string, count: number) =>
		await control('generate', { vendor, count, from, to: from });
	// The trigger is to find the account's token, and not the till's.
	await control('config', { kassandroGetToken: 'account' });
	return {
		tills: {
			kassandro: await kassandroTills(ready.kassandro),
			cassaNova: await cassaNovaTills(
				ready.cassaNova,
				async (from, count) => await generate('cassaNova', from, count),
			),
		},
		sendLate: async (vendor) => await generate(vendor, day(-1), LATE_COUNT),
		setOrderStatus: async (status) => await control('config', { kassaForteOrderStatus: status }),
	};
}

/** Makes receipts and changes the order's status until it is stopped. */
export async function startShops({ tills, sendLate, setOrderStatus }: Shops): Promise<BusyShops> {
	const before = new Set([...(await tills.kassandro.ids()), ...(await tills.cassaNova.ids())]);
	const receipts = { kassandro: new Map<string, Made>(), cassaNova: new Map<string, Made>() };
	/** Does something in a till, and finds out what receipts came of it. */
	const make = async (vendor: Vendor, late: boolean, work: () => Promise<void>) => {
		const at = Date.now();
		await work();
		for (const id of await tills[vendor].ids()) {
			if (!before.has(id) && !receipts[vendor].has(id)) receipts[vendor].set(id, { at, late });
		}
	};
	let status = 'step 0';
	let working = true;
	const atTills = async () => {
		for (let count = 1; working; count++) {
			await make('kassandro', false, tills.kassandro.sell);
			if (count % CASSA_NOVA_AFTER === 0) await make('cassaNova', false, tills.cassaNova.sell);
			if (count % LATE_AFTER === 0) {
				const vendors: Vendor[] = ['kassandro', 'cassaNova'];
				for (const vendor of vendors) await make(vendor, true, async () => await sendLate(vendor));
			}
			await delay(RECEIPT_EVERY);
		}
	};
	const inKitchen = async () => {
		for (let count = 0; working; count++) {
			status = `step ${count}`;
			await setOrderStatus(status);
			for (let waited = 0; working && waited < STATUS_EVERY; waited += 200) await delay(200);
		}
	};
	const work = Promise.all([atTills(), inKitchen()]);
	// A failure is thrown by stop(); until then it must not end the process.
	work.catch(() => {});
	return {
		receipts,
		before,
		status: () => status,
		stop: async () => {
			working = false;
			await work;
		},
	};
}
