/** A month of the sandbox's books: filled, read over HTTP, and the truth about it. */
import {
	isDraft,
	toAccountingReceipt as fromCassaNova,
} from '../../../nodes/CassaNova/books/accounting';
import { toAccountingReceipt as fromKassandro } from '../../../nodes/Kassandro/books/accounting';
import type { AccountingReceipt, LineType, Means } from '../../../nodes/shared/books/receipt';
import { mappingKey } from '../../../nodes/shared/books/mapping';
import type { Mapping } from '../../../nodes/shared/books/mapping';
import type { Bench } from '../n8n/bench';
import { FRESH } from '../n8n/bench';

type Json = Record<string, unknown>;

export type Vendor = 'kassandro' | 'cassaNova';

/** What one type of line came to at one rate, or one means of payment, in the scenario's own book. */
export interface Sums {
	count: number;
	byKind: Record<AccountingReceipt['kind'], number>;
	grossCents: number;
	sold: Array<{
		type: LineType;
		rate: string | null;
		grossCents: number;
		netCents: number;
		taxCents: number;
	}>;
	/** In the till's own words. */
	paid: Array<{ means: string; cents: number }>;
}

export interface Truth {
	days: Array<Sums & { day: string; place: string }>;
	totals: Sums;
	flaws: Array<{
		flaw: 'missingNumber' | 'sharedNumber' | 'wrongAmount' | 'unknownTax' | 'unlisted';
		place: string;
		number: string;
		at: string;
		differenceCents?: number;
		cents?: number;
	}>;
	late: Array<{ place: string; number: string; at: string; arrived: string }>;
	/** What the books count and question. */
	doubts: Array<{
		doubt: 'voucherAboveBill' | 'lineTotal' | 'noRows' | 'unreadable';
		place: string;
		number: string;
		at: string;
	}>;
	means: Record<string, Means>;
}

export const SHOPS = [4711, 4712, 5020];
export const REGISTERS = [11, 12, 13];

/** Payment methods of Kassandro that don't tell by their names what they are. */
export const KASSANDRO_MEANS: Record<string, Means> = {
	Rechnung: 'credit',
	Essensbon: 'mealVoucher',
};
/** Articles of Kassandro that aren't sales, by id. */
export const KASSANDRO_ARTICLES: Record<string, LineType> = {
	501: 'voucherSale',
	601: 'tip',
	602: 'deposit',
};
/** Departments of CassaNova that aren't sales, by name. */
export const CASSA_NOVA_DEPARTMENTS: Record<string, LineType> = {
	Buoni: 'voucherSale',
	Mance: 'tip',
	Cauzioni: 'deposit',
};

/** What only moves, where a scenario shows the shape `cashMovements`: Kassandro's articles, by id. */
export const KASSANDRO_CASH: Record<string, LineType> = {
	701: 'cashOut',
	702: 'cashIn',
	703: 'cashOut',
	704: 'tillDifference',
};
/** The same: CassaNova's departments, by name. */
export const CASSA_NOVA_CASH: Record<string, LineType> = {
	'Fondo cassa': 'cashIn',
	Prelievi: 'cashOut',
	'Differenze di cassa': 'tillDifference',
};

const mapOf = <T>(words: Record<string, T>): Map<string, T> =>
	new Map(Object.entries(words).map(([word, value]) => [mappingKey(word), value]));

export interface BooksOrder {
	month: string;
	seed: number;
	perDay?: number;
	flaws?: readonly string[];
	shapes?: readonly string[];
	hideLate?: boolean;
}

/** Fills a month, with the days at its edges. */
export async function fillBooks(bench: Bench, vendor: Vendor, order: BooksOrder): Promise<void> {
	await bench.control('books', { vendor, ...order });
}

/** What the scenario meant to sell on business days from `from` to `to`. */
export async function truthOf(
	bench: Bench,
	vendor: Vendor,
	range: { from: string; to: string; dayEndsAt?: string; ends?: 'closing' },
): Promise<Truth> {
	const query = new URLSearchParams({ vendor, ...range });
	return await bench.control<Truth>(`books?${query.toString()}`);
}

async function json<T>(url: string, init: RequestInit = {}): Promise<T> {
	const response = await fetch(url, { ...init, headers: { ...FRESH, ...init.headers } });
	if (!response.ok) throw new Error(`${response.status} ${url}`);
	return (await response.json()) as T;
}

async function kassandroRecords(bench: Bench, from: string, to: string): Promise<Json[]> {
	const { baseUrl } = bench.ready.kassandro;
	const token = await bench.accountToken();
	const url = `${baseUrl}/receipts?datefrom=${from}&dateto=${to}&limit=20000`;
	return await json<Json[]>(url, { headers: { 'kassandro-token': token } });
}

/** Reads whole lists of the sandbox's CassaNova without the node. */
export async function cassaNovaLists(
	bench: Bench,
): Promise<(path: string, key: string, query?: string) => Promise<Json[]>> {
	const { baseUrl, apiKey } = bench.ready.cassaNova;
	const headers = { 'X-Version': '1.0.0', 'X-Requested-With': '*' };
	const { access_token: token } = await json<Json>(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify({ apiKey }),
	});
	const authorized = { ...headers, Authorization: `Bearer ${String(token)}` };
	return async (path, key, query = '') => {
		const records: Json[] = [];
		for (;;) {
			const url = `${baseUrl}/${path}?start=${records.length}&limit=100${query}`;
			const page = await json<Json>(url, { headers: authorized });
			records.push(...(page[key] as Json[]));
			if (records.length >= Number(page.totalCount)) return records;
		}
	};
}

async function cassaNovaReceipts(
	bench: Bench,
	from: string,
	to: string,
	clock: { dayEndsAt: string },
): Promise<AccountingReceipt[]> {
	const all = await cassaNovaLists(bench);
	const taxes = await all('taxes', 'taxes');
	const departments = await all('departments', 'departments');
	const names = new Map(
		departments.map(({ id, description }) => [String(id), String(description)]),
	);
	const context = {
		timeZone: 'Europe/Rome',
		...clock,
		taxRates: new Map(taxes.map(({ id, rate }) => [String(id), Number(rate)])),
		departments: names,
		mapping: {
			means: new Map<string, Means>(),
			articles: new Map<string, LineType>(),
			groups: new Map<string, LineType>(),
			departments: mapOf(CASSA_NOVA_DEPARTMENTS),
		},
	};
	const receipts: AccountingReceipt[] = [];
	for (const shop of SHOPS) {
		for (const day of daysBetween(from, to, 2)) {
			const last = [addDays(day, 1), to].sort()[0] ?? to;
			const span = `&datetimeFrom="${day}"&datetimeTo="${last}"&idsSalesPoint=[${shop}]`;
			for (const [path, key, type] of [
				['documents/receipts', 'receipts', 'receipt'],
				['documents/invoices', 'invoices', 'invoice'],
				['documents/creditnotes', 'creditnotes', 'creditNote'],
			] as const) {
				const records = (await all(path, key, span)).filter(
					(record) => !isDraft(record) && record.deferred !== true,
				);
				const salesPoint = { id: String(shop), name: null };
				receipts.push(
					...records.map((record) => fromCassaNova(record, { ...context, salesPoint }, type)),
				);
			}
		}
	}
	return receipts;
}

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** The day some days after another. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 10);
}

/** Every day, or every `step`th, from one to another. */
export function daysBetween(from: string, to: string, step = 1): string[] {
	const days: string[] = [];
	for (let day = from; day <= to; day = addDays(day, step)) days.push(day);
	return days;
}

/** All receipts of some calendar days, converted without the node around it. */
export async function receiptsOf(
	bench: Bench,
	vendor: Vendor,
	from: string,
	to: string,
	dayEndsAt = '03:00',
): Promise<AccountingReceipt[]> {
	if (vendor === 'cassaNova') return await cassaNovaReceipts(bench, from, to, { dayEndsAt });
	const mapping: Mapping = {
		means: mapOf(KASSANDRO_MEANS),
		articles: mapOf(KASSANDRO_ARTICLES),
		groups: new Map(),
		departments: new Map(),
	};
	const context = { timeZone: 'Europe/Vienna', dayEndsAt, mapping };
	return (await kassandroRecords(bench, from, to)).map((record) => fromKassandro(record, context));
}
