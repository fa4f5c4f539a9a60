/**
 * Tills whose books change afterwards, in memory: receipts come days late, are cancelled in place (CassaNova) or by
 * a receipt of their own (Kassandro), and closings are late or forgotten. For operations of accounting over a year.
 */
import { executeApi } from '../../../nodes/shared/run/execute';
import type { Api } from '../../../nodes/shared/table/types';
import { createEngine } from '../../../nodes/shared/wire/engine';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { kassandro } from '../../../nodes/Kassandro/api';
import { toLocalDay } from '../../../nodes/shared/values/dates';
import { fakeHost } from '../n8n/host';
import type { Reply, Sent } from '../n8n/host';
import { Till } from './till';
import type { Sale } from './till';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type BookVendor = 'kassandro' | 'cassaNova';

/** One line of a receipt: cents at a rate. */
interface SoldLine {
	cents: number;
	rate: number;
}

/** A sale as the server stores it, however a vendor writes it. */
export interface BookSale extends Sale {
	number: number;
	place: number;
	lines: SoldLine[];
	isCard: boolean;
	/** When it is cancelled in place. */
	cancelledAt?: number;
	/** The number of the receipt that it cancels. */
	cancels?: number;
}

export interface BookWorld {
	vendor: BookVendor;
	begin: number;
	days: number;
	perDay: number;
	random: () => number;
	/** Days that end with closings (CassaNova). */
	hasClosings?: boolean;
}

const CREDENTIALS: Record<string, ICredentialDataDecryptedObject> = {
	kassandroAccountApi: { token: 'account-token', baseUrl: 'https://tills.example/v1.0' },
	cassaNovaApi: { apiKey: 'the-key', baseUrl: 'https://tills.example' },
};

const ZONE = 'Europe/Rome';
const PLACES = [1, 2];
const RATES = { kassandro: [20, 10, 13], cassaNova: [22, 10, 4] };
/** What comes, comes within so many days; so do cancellations. */
export const LATEST_DAYS = 12;

function salesOf({ vendor, begin, days, perDay, random }: BookWorld): BookSale[] {
	const sales: BookSale[] = [];
	const numbers = new Map(PLACES.map((place) => [place, 0]));
	const add = (at: number, place: number, more: Partial<BookSale> = {}) => {
		const number = (numbers.get(place) ?? 0) + 1;
		numbers.set(place, number);
		const late = random() < 0.1 ? random() * (LATEST_DAYS - 2) * DAY : 0;
		const count = 1 + Math.floor(random() * 2);
		const lines = Array.from({ length: count }, () => ({
			cents: 1 + Math.floor(random() * 4000),
			rate: RATES[vendor][Math.floor(random() * 3)] ?? 0,
		}));
		const sale = {
			id: `id${place}x${number}`,
			at,
			arrives: at + late,
			// Lists count days as the shop does.
			day: toLocalDay(at, ZONE) ?? '',
			number,
			place,
			lines,
			isCard: random() < 0.4,
			...more,
		};
		sales.push(sale);
		return sale;
	};
	for (let day = 0; day < days; day++) {
		for (let count = 0; count < perDay; count++) {
			// From 10:00 to 1:30 in the night, UTC.
			const at = begin + day * DAY + 10 * HOUR + Math.floor((random() * 15.5 * HOUR) / 1000) * 1000;
			const place = PLACES[Math.floor(random() * PLACES.length)] ?? 1;
			const sale = add(at, place);
			if (random() > 0.06) continue;
			const then = sale.arrives + random() * (LATEST_DAYS - 1) * DAY - (sale.arrives - sale.at);
			if (vendor === 'cassaNova') sale.cancelledAt = then;
			else
				add(Math.floor(then / 1000) * 1000, place, {
					cancels: sale.number,
					lines: sale.lines,
					isCard: sale.isCard,
				});
		}
	}
	return sales;
}

/** When shops close: before three in the night, now and then only the next evening. */
function closingsOf({ begin, days, random }: BookWorld) {
	return PLACES.flatMap((place) =>
		Array.from({ length: days }, (_, day) => ({
			idSalesPoint: place,
			number: day + 1,
			at: begin + (day + 1) * DAY + 1.75 * HOUR + (random() < 0.1 ? 20 * HOUR : 0),
		})),
	);
}

const euros = (cents: number) => cents / 100;
const total = (lines: readonly SoldLine[]) => lines.reduce((sum, { cents }) => sum + cents, 0);
const utc = (at: number) => new Date(at).toISOString();

const kassandroReceipt = ({ id, at, number, place, lines, isCard, cancels }: BookSale) => {
	const sign = cancels === undefined ? 1 : -1;
	return {
		_id: id,
		receiptNumber: `${place}-${number}`,
		cashRegisterId: place,
		created: utc(at),
		price: sign * euros(total(lines)),
		paymentMethod: isCard ? 'Bankomat' : 'Bar',
		items: lines.map(({ cents, rate }) => ({
			amount: sign,
			priceOne: euros(cents),
			priceAll: sign * euros(cents),
			vat: rate,
		})),
		...(cancels === undefined ? {} : { cancellation: { receiptNumber: `${place}-${cancels}` } }),
	};
};

const cassaNovaReceipt = (sale: BookSale, now: number) => {
	const { id, at, arrives, number, place, lines, isCard, cancelledAt = Infinity } = sale;
	const amount = euros(total(lines));
	return {
		id,
		number,
		datetime: utc(at),
		date: utc(arrives),
		document: {
			idSalesPoint: place,
			amount,
			rows: lines.map(({ cents, rate }) => ({
				quantity: 1,
				price: euros(cents),
				idTax: `t${rate}`,
			})),
			payments: [{ paymentType: isCard ? 'CREDITCARD' : 'CASH', amount }],
			...(cancelledAt <= now ? { refund: true } : {}),
		},
	};
};

/** A year of a till, and the operations of accounting on it. */
export function tillBooks(world: BookWorld) {
	const { vendor, begin } = world;
	let now = begin;
	const till = new Till<BookSale>({ now: () => now });
	till.add(salesOf(world));
	const closings = world.hasClosings ? closingsOf(world) : [];
	const environment = {
		now: () => now,
		sleep: async () => await Promise.resolve(),
		deadline: () => new AbortController().signal,
		turn: async () => await Promise.resolve(),
		random: () => 0.5,
	};
	const api: Api = vendor === 'kassandro' ? kassandro : cassaNova;
	const pageOf = <T>(list: T[], offset: unknown, limit: unknown) =>
		list.slice(Number(offset ?? 0), Number(offset ?? 0) + Number(limit ?? 1000));

	const answerKassandro = (pathname: string, query: URLSearchParams): unknown => {
		const [, own] = /\/receipts\/(.+)$/.exec(pathname) ?? [];
		if (own !== undefined) {
			const found = till
				.visible()
				.find(({ place, number }) => `${place}-${number}` === decodeURIComponent(own));
			return found && kassandroReceipt(found);
		}
		if (pathname.endsWith('/cashregisters')) return PLACES.map((id) => ({ id, name: `Bar ${id}` }));
		if (!pathname.endsWith('/receipts')) return [];
		const listed = till.list({ from: query.get('datefrom') ?? '', to: query.get('dateto') ?? '' });
		return pageOf(listed, query.get('offset'), query.get('limit')).map(kassandroReceipt);
	};

	const answerCassaNova = (pathname: string, query: URLSearchParams): unknown => {
		const read = (name: string) => JSON.parse(query.get(name) ?? 'null') as string | number | null;
		const name = pathname.split('/').at(-1) ?? '';
		if (pathname.endsWith('/apikey/token')) return { access_token: 'token', expires_in: 864_000 };
		const list = (): unknown[] => {
			const [from, to] = [String(read('datetimeFrom')), String(read('datetimeTo'))];
			switch (name) {
				case 'receipts':
					return till.list({ from, to }).map((sale) => cassaNovaReceipt(sale, now));
				case 'taxes':
					return RATES.cassaNova.map((rate) => ({ id: `t${rate}`, rate }));
				case 'salespoint':
					return PLACES.map((id) => ({ id, name: `Bar ${id}` }));
				case 'reconciliations':
					return closings
						.filter(
							({ at }) => at <= now && utc(at).slice(0, 10) >= from && utc(at).slice(0, 10) <= to,
						)
						.map(({ at, ...closing }) => ({ ...closing, date: utc(at) }));
				default:
					return [];
			}
		};
		const all = list();
		const key = { salespoint: 'salesPoint', salesPoint: 'salesPoint' }[name] ?? name;
		return { [key]: pageOf(all, read('start'), read('limit')), totalCount: all.length };
	};

	const reply = ({ path }: Sent): Reply => {
		const { pathname, searchParams } = new URL(path, 'https://tills.example');
		const answer = vendor === 'kassandro' ? answerKassandro : answerCassaNova;
		const body = answer(pathname, searchParams);
		return body === undefined ? { status: 404, body: {} } : { body };
	};

	return {
		now: () => now,
		at: (moment: number) => (now = moment),
		/** The day of the calendar, so many days from now. */
		day: (from = 0) => utc(now + from * DAY).slice(0, 10),
		/** What all that came and still counts comes to. */
		soldCents: () =>
			till
				.visible()
				.filter(({ cancelledAt = Infinity }) => cancelledAt > now)
				.reduce(
					(sum, { lines, cancels }) => sum + (cancels === undefined ? 1 : -1) * total(lines),
					0,
				),
		/** Runs an operation of accounting, with these items of input. */
		run: async (operation: string, parameters: IDataObject, input: IDataObject[] = [{}]) => {
			const { host, hints, sent } = fakeHost({
				input,
				reply,
				parameters: [
					{
						authentication: vendor === 'kassandro' ? 'accountToken' : 'apiKey',
						resource: 'accounting',
						operation,
						period: 'custom',
						...parameters,
					},
				],
				credentials: (type) => CREDENTIALS[type] ?? {},
			});
			const [items = []] = await executeApi(host, api, createEngine(environment));
			return { jsons: items.map(({ json }) => json), items, hints, requests: sent.length };
		},
	};
}
