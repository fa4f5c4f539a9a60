/** The servers of the simulated year, in memory: a Kassandro that counts, a CassaNova that tells totals. */
import { DateTime } from 'luxon';
import type { Reply, Sent } from '../n8n/host';
import type { Arrival } from '../vendors/tills';

const ZONE = 'Europe/Vienna';
const DAY = 86_400_000;

/** Which vendor's requests are answered. */
export type Wire = 'kassandro' | 'cassaNova';

/** A receipt of the year. */
export interface YearReceipt extends Arrival {
	/** When it was made, as CassaNova writes it. */
	datetime: string;
	/** Milliseconds since 1970 at which it is taken back in place. */
	cancelledAt?: number;
}

/** A receipt of one day, and its place in the order of arrival. */
interface Listed {
	one: YearReceipt;
	place: number;
}

export interface YearServerSetup {
	wire: Wire;
	now: () => number;
	/** Newest first instead of oldest first. */
	newestFirst: boolean;
	/** A fault for a request, instead of its answer. */
	fault: (path: string) => Reply | undefined;
}

export class YearServer {
	private readonly arrivals: YearReceipt[];

	private readonly days = new Map<string, Listed[]>();

	/** Arrivals that are visible whatever the clock says: pushed in between two pages. */
	private pushed = 0;

	/** The last selection: pages of a list are asked for one after the other. */
	private last: { key: string; list: YearReceipt[] } | undefined;

	constructor(
		receipts: YearReceipt[],
		private readonly setup: YearServerSetup,
	) {
		this.arrivals = [...receipts].sort((a, b) => a.arrives - b.arrives);
		for (const [place, one] of this.arrivals.entries()) {
			const day = one.receipt.created.slice(0, 10);
			const listed = this.days.get(day) ?? [];
			listed.push({ one, place });
			this.days.set(day, listed);
		}
	}

	/** Lets the next ones arrive ahead of time. */
	push(count: number): void {
		this.pushed = this.count() + count;
	}

	visible(): YearReceipt[] {
		return this.arrivals.slice(0, this.count());
	}

	/** Answers a request as n8n's helper hands it over. */
	readonly reply = ({ path }: Sent): Reply => {
		const fault = this.setup.fault(path);
		if (fault) return fault;
		const { pathname, searchParams: query } = new URL(path, 'https://tills.example');
		if (this.setup.wire === 'cassaNova') return this.asCassaNova(pathname, query);
		return this.asKassandro(pathname, query);
	};

	private asKassandro(pathname: string, query: URLSearchParams): Reply {
		const register = query.get('cashregisterid') ?? query.get('cashRegisterId');
		if (pathname.endsWith('/receipts/count')) {
			const [from, to] = [dayOf(query.get('dateFrom') ?? ''), dayOf(query.get('dateTo') ?? '')];
			return { body: { count: this.select(from, to, register).length } };
		}
		if (!pathname.endsWith('/receipts')) return { body: [] };
		const list = this.select(query.get('datefrom') ?? '', query.get('dateto') ?? '', register);
		const [offset, limit] = [query.get('offset') ?? 0, query.get('limit') ?? 1000].map(Number);
		return { body: pageOf(list, offset, limit).map(({ receipt }) => receipt) };
	}

	private asCassaNova(pathname: string, query: URLSearchParams): Reply {
		if (pathname.endsWith('/apikey/token')) {
			const access_token = `token of ${Math.floor(this.setup.now() / DAY)}`;
			return { body: { access_token, expires_in: 86_400 } };
		}
		const read = (name: string) => JSON.parse(query.get(name) ?? '0') as unknown;
		const list = this.select(String(read('datetimeFrom')), String(read('datetimeTo')), null);
		const now = this.setup.now();
		const receipts = pageOf(list, Number(read('start')), Number(read('limit'))).map(
			({ receipt, datetime, cancelledAt = Infinity }) => ({
				id: receipt._id,
				datetime,
				idSalesPoint: receipt.cashRegisterId,
				document: { rows: [], ...(cancelledAt <= now ? { refund: true } : {}) },
			}),
		);
		return { body: { receipts, totalCount: list.length } };
	}

	private count(): number {
		const now = this.setup.now();
		let [low, high] = [0, this.arrivals.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.arrivals[middle]?.arrives ?? Infinity) <= now) low = middle + 1;
			else high = middle;
		}
		return Math.min(this.arrivals.length, Math.max(this.pushed, low));
	}

	/** What has arrived of some days, in the order of the list. */
	private select(from: string, to: string, register: string | null): YearReceipt[] {
		const count = this.count();
		const key = [from, to, register, count].join();
		if (this.last?.key === key) return this.last.list;
		const listed: Listed[] = [];
		for (let day = from; day <= to; day = dayAfter(day)) {
			for (const entry of this.days.get(day) ?? []) {
				if (entry.place >= count) break;
				const { cashRegisterId } = entry.one.receipt;
				if (register === null || String(cashRegisterId) === register) listed.push(entry);
			}
		}
		const turn = this.setup.newestFirst ? -1 : 1;
		const list = listed.sort((a, b) => turn * (a.place - b.place)).map(({ one }) => one);
		this.last = { key, list };
		return list;
	}
}

function pageOf<T>(list: T[], offset = 0, limit = 0): T[] {
	return list.slice(offset, offset + limit);
}

/** Keeps what a function makes of texts that come again and again. */
function keeping(make: (text: string) => string): (text: string) => string {
	const kept = new Map<string, string>();
	return (text) => {
		const made = kept.get(text) ?? make(text);
		kept.set(text, made);
		return made;
	};
}

/** The day of a moment, where the tills are. */
const dayOf = keeping((moment) => DateTime.fromISO(moment, { zone: ZONE }).toFormat('yyyy-MM-dd'));

const dayAfter = keeping((day) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10));
