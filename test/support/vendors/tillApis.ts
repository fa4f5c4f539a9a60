/** The till as vendors' APIs show it: a Kassandro that counts apart, a CassaNova that tells totals. */
import { DateTime } from 'luxon';
import type { Reply, Sent } from '../n8n/host';
import type { Sale, Till } from './till';

const ZONE = 'Europe/Vienna';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A receipt as Kassandro writes it. */
export interface TillReceipt {
	_id: string;
	receiptNumber: string;
	cashRegisterId: number;
	/** Till time without a zone. */
	created: string;
	price: number;
	items: Array<{ amount: number }>;
}

export interface TillSale extends Sale {
	receipt: TillReceipt;
	/** Milliseconds since 1970 at which it is taken back in place, as CassaNova does it. */
	cancelledAt?: number;
}

export interface TillApi {
	till: Till<TillSale>;
	now: () => number;
	/** Sees each request, and may answer it with a fault. */
	fault?: (path: string) => Reply | undefined;
}

/** Makes a sale; `late` in milliseconds. */
export function saleAt(at: number, number: number, register = 1, late = 0): TillSale {
	const created = tillTime(at);
	const id = `r${register}x${number}y${(number * 7919) % 104729}`;
	return {
		id,
		at,
		arrives: at + late,
		day: created.slice(0, 10),
		receipt: {
			_id: id,
			receiptNumber: `${register}-${number}`,
			cashRegisterId: register,
			created,
			price: 9.9,
			items: [{ amount: 1 }],
		},
	};
}

/** Answers requests to a Kassandro as n8n's helper hands them over. */
export const kassandroApi = ({ till, fault }: TillApi) =>
	answering(fault, (pathname, query) => {
		const register = query.get('cashregisterid') ?? query.get('cashRegisterId');
		const only = register === null ? undefined : ofRegister(register);
		if (pathname.endsWith('/receipts/count')) {
			const [from, to] = [dayOf(query.get('dateFrom') ?? ''), dayOf(query.get('dateTo') ?? '')];
			return { body: { count: till.list({ from, to }, only).length } };
		}
		if (!pathname.endsWith('/receipts')) return { body: [] };
		const [from, to] = [query.get('datefrom') ?? '', query.get('dateto') ?? ''];
		const [offset, limit] = [query.get('offset') ?? 0, query.get('limit') ?? 1000].map(Number);
		return {
			body: pageOf(till.list({ from, to }, only), offset, limit).map(({ receipt }) => receipt),
		};
	});

/** Answers requests to a CassaNova as n8n's helper hands them over. */
export const cassaNovaApi = ({ till, now, fault }: TillApi) =>
	answering(fault, (pathname, query) => {
		if (pathname.endsWith('/apikey/token')) {
			const access_token = `token of ${Math.floor(now() / DAY)}`;
			return { body: { access_token, expires_in: 86_400 } };
		}
		const read = (name: string) => JSON.parse(query.get(name) ?? '0') as unknown;
		const list = till.list({ from: String(read('datetimeFrom')), to: String(read('datetimeTo')) });
		const receipts = pageOf(list, Number(read('start')), Number(read('limit'))).map(
			({ id, at, receipt, cancelledAt = Infinity }) => ({
				id,
				datetime: new Date(at).toISOString(),
				idSalesPoint: receipt.cashRegisterId,
				document: { rows: [], ...(cancelledAt <= now() ? { refund: true } : {}) },
			}),
		);
		return { body: { receipts, totalCount: list.length } };
	});

function answering(
	fault: TillApi['fault'],
	answer: (pathname: string, query: URLSearchParams) => Reply,
): (sent: Sent) => Reply {
	return ({ path }) => {
		const { pathname, searchParams } = new URL(path, 'https://tills.example');
		return fault?.(path) ?? answer(pathname, searchParams);
	};
}

function ofRegister(name: string) {
	const accepts = ({ receipt }: TillSale) => String(receipt.cashRegisterId) === name;
	return { name, accepts };
}

function pageOf<T>(list: T[], offset = 0, limit = 0): T[] {
	return list.slice(offset, offset + limit);
}

/** Keeps what a function makes of the same again and again. */
function keeping<From, Made>(make: (from: From) => Made): (from: From) => Made {
	const kept = new Map<From, Made>();
	return (from) => {
		const made = kept.get(from) ?? make(from);
		kept.set(from, made);
		return made;
	};
}

/** The day of a moment, where the tills are. */
const dayOf = keeping((moment: string) =>
	DateTime.fromISO(moment, { zone: ZONE }).toFormat('yyyy-MM-dd'),
);

/** Minutes by which the tills are ahead of UTC in an hour since 1970. */
const offsetIn = keeping((hour: number) => DateTime.fromMillis(hour * HOUR, { zone: ZONE }).offset);

/** Till time of a moment. */
function tillTime(at: number): string {
	return new Date(at + offsetIn(Math.floor(at / HOUR)) * 60_000).toISOString().slice(0, 19);
}
