/** A Kassandro of the tests' own, in memory: receipts that arrive in time or late, and faults. */
import { DateTime } from 'luxon';
import type { Reply, Sent } from '../n8n/host';
import { brokenOff, refused, socket, timeout } from '../n8n/errors';

const ZONE = 'Europe/Vienna';
const HOUR = 3_600_000;

/** A receipt, and when it reaches the server. */
export interface TillReceipt {
	_id: string;
	receiptNumber: string;
	cashRegisterId: number;
	/** Till time without a zone. */
	created: string;
	price: number;
	items: Array<{ amount: number }>;
}

export interface Arrival {
	receipt: TillReceipt;
	/** Milliseconds since 1970 of the sale, and of its arrival at the server. */
	at: number;
	arrives: number;
}

/** Numbers that look random and are the same for the same seed, from 0 (included) to 1. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x9e3779b9) >>> 0;
		let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
		bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
		return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
	};
}

const offsets = new Map<number, number>();

/** Till time of a moment; the zone's offset is asked for once an hour. */
function tillTime(at: number): string {
	const hour = Math.floor(at / HOUR);
	const offset = offsets.get(hour) ?? DateTime.fromMillis(hour * HOUR, { zone: ZONE }).offset;
	offsets.set(hour, offset);
	return new Date(at + offset * 60_000).toISOString().slice(0, 19);
}

/** Makes a receipt; `late` in milliseconds. */
export function receiptAt(at: number, number: number, register = 1, late = 0): Arrival {
	const created = tillTime(at);
	return {
		at,
		arrives: at + late,
		receipt: {
			_id: `r${register}x${number}y${(number * 7919) % 104729}`,
			receiptNumber: `${register}-${number}`,
			cashRegisterId: register,
			created,
			price: 9.9,
			items: [{ amount: 1 }],
		},
	};
}

export interface TillsSetup {
	now: () => number;
	/** Newest first instead of oldest first. */
	newestFirst?: boolean;
	/** A fault for a request, instead of its answer. */
	fault?: (path: string) => Reply | undefined;
}

/** The server: what has arrived is listed in the order of its arrival. */
export class Tills {
	private arrivals: Arrival[] = [];

	/** How often receipts came or went, for the last selection. */
	private changes = 0;

	private last: { key: string; list: TillReceipt[] } | undefined;

	/** Whether they stand in order: many come one by one before anybody looks. */
	private isSorted = true;

	/** Arrivals that are visible whatever the clock says: pushed in between two pages. */
	private pushed = 0;

	requests = 0;

	constructor(private readonly setup: TillsSetup) {}

	add(arrivals: Arrival[]): void {
		for (const arrival of arrivals) this.arrivals.push(arrival);
		this.isSorted = false;
		this.changes += 1;
	}

	/** Takes a receipt away, as a vendor does that replaces it. */
	remove(id: string): void {
		this.changes += 1;
		this.arrivals = this.arrivals.filter(({ receipt }) => receipt._id !== id);
	}

	/** Lets the next ones arrive ahead of time. */
	push(count: number): void {
		this.pushed = this.count() + count;
	}

	visible(): Arrival[] {
		return this.arrivals.slice(0, this.count());
	}

	private count(): number {
		return Math.min(this.arrivals.length, Math.max(this.pushed, this.arrived()));
	}

	private arrived(): number {
		if (!this.isSorted) this.arrivals.sort((a, b) => a.arrives - b.arrives);
		this.isSorted = true;
		const now = this.setup.now();
		let [low, high] = [0, this.arrivals.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.arrivals[middle]?.arrives ?? Infinity) <= now) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Answers a request as n8n's helper hands it over. */
	readonly reply = ({ path }: Sent): Reply => {
		this.requests += 1;
		const fault = this.setup.fault?.(path);
		if (fault) return fault;
		const { pathname, searchParams } = new URL(path, 'https://tills.example');
		if (pathname.endsWith('/receipts/count')) {
			const from = Date.parse(searchParams.get('dateFrom') ?? '');
			const to = Date.parse(searchParams.get('dateTo') ?? '');
			const wanted = ({ at }: Arrival) => at >= from && at <= to;
			return { body: { count: this.select('count', from, wanted, searchParams).length } };
		}
		if (!pathname.endsWith('/receipts')) return { body: [] };
		const [from, to] = [searchParams.get('datefrom') ?? '', searchParams.get('dateto') ?? ''];
		const wanted = ({ receipt }: Arrival) => {
			const day = receipt.created.slice(0, 10);
			return day >= from && day <= to;
		};
		const list = this.select('list', Date.parse(from) - 86_400_000, wanted, searchParams);
		const offset = Number(searchParams.get('offset') ?? 0);
		const limit = Number(searchParams.get('limit') ?? 1000);
		return { body: list.slice(offset, offset + limit) };
	};

	/**
	 * Nothing arrives before it was made, so that older arrivals needn't be looked at. The list stays for
	 * as long as the same is asked for: its pages come one after the other.
	 */
	private select(
		what: 'count' | 'list',
		from: number,
		wanted: (arrival: Arrival) => boolean,
		query: URLSearchParams,
	): TillReceipt[] {
		const register = query.get('cashregisterid') ?? query.get('cashRegisterId');
		const days = ['datefrom', 'dateto', 'dateFrom', 'dateTo'].map((name) => query.get(name));
		const count = this.count();
		const key = [what, ...days, register, count, this.changes].join();
		if (this.last?.key === key) return this.last.list;
		const found: TillReceipt[] = [];
		for (let place = count - 1; place >= 0; place--) {
			const arrival = this.arrivals[place];
			if (!arrival || arrival.arrives < from) break;
			if (register !== null && String(arrival.receipt.cashRegisterId) !== register) continue;
			if (wanted(arrival)) found.push(arrival.receipt);
		}
		const list = this.setup.newestFirst ? found : found.reverse();
		this.last = { key, list };
		return list;
	}
}

/** All the ways in which a request of the sandbox fails, in turn. */
export function someFault(random: () => number): Reply {
	const faults: Array<() => Reply> = [
		() => ({ status: 500, body: { error: true, msg: 'boom' } }),
		() => ({ status: 502, body: '<html>Bad gateway</html>' }),
		() => ({ status: 503, body: '' }),
		() => ({
			status: 429,
			body: { error: true, msg: 'slow down' },
			headers: { 'retry-after': '2' },
		}),
		() => ({ status: 401, body: { error: true, msg: 'Invalid token.' } }),
		() => ({ status: 200, body: '[{"_id":"r1' }),
		() => ({ status: 200, body: '<html>Sign in</html>' }),
		() => ({ status: 302, headers: { location: 'https://elsewhere.example/' } }),
		() => ({ status: 200, body: {} }),
		() => socket('ECONNRESET'),
		() => socket('ECONNREFUSED'),
		() => timeout(),
		() => brokenOff(),
		() => refused(504),
	];
	return faults[Math.floor(random() * faults.length)]?.() ?? {};
}
