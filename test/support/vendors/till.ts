/** The one till of the tests, in memory: what is sold arrives in time or late, and is listed by its days. */
import type { DayRange } from '../../../nodes/shared/table/request';

const DAY_MS = 86_400_000;

/** What a till knows of a receipt, however a vendor writes it. */
export interface Sale {
	id: string;
	/** Milliseconds since 1970 of the sale, and of its arrival at the server. */
	at: number;
	arrives: number;
	/** The day under which it is listed, yyyy-mm-dd. */
	day: string;
}

/** The ways in which vendors' lists differ. */
export interface TillKind {
	now: () => number;
	/** Newest first instead of oldest first. */
	newestFirst?: boolean;
	/** In the order of the sales instead of their arrival. */
	byTime?: boolean;
	/** The day of "to" is left out. */
	exclusive?: boolean;
}

/** A sale, and its place in the order of arrival. */
interface Arrived<S> {
	sale: S;
	place: number;
}

export class Till<S extends Sale> {
	private sales: S[] = [];

	/** By day; made anew when somebody looks after sales came or went. */
	private days: Map<string, Array<Arrived<S>>> | undefined;

	/** Lists that were asked for, for as long as nothing comes, goes or arrives. */
	private readonly lists = new Map<string, S[]>();

	/** How many sales had arrived when those lists were made. */
	private listed = 0;

	/** Arrivals that are visible whatever the clock says: pushed in between two pages. */
	private pushed = 0;

	constructor(private readonly kind: TillKind) {}

	add(sales: readonly S[]): void {
		for (const sale of sales) this.sales.push(sale);
		this.days = undefined;
	}

	/** Takes a sale away, as a vendor does that replaces it. */
	remove(id: string): void {
		this.sales = this.sales.filter((sale) => sale.id !== id);
		this.days = undefined;
	}

	/** Lets the next ones arrive ahead of time. */
	push(count: number): void {
		this.pushed = this.arrived() + count;
	}

	/** What has arrived, in that order. */
	visible(): S[] {
		const count = this.arrived();
		return this.sales.slice(0, count);
	}

	/**
	 * What has arrived of some days, in the order of the list.
	 * @param only the name and the condition of a filter
	 */
	list(range: DayRange, only?: { name: string; accepts: (sale: S) => boolean }): S[] {
		const count = this.arrived();
		if (count !== this.listed) this.lists.clear();
		this.listed = count;
		const key = `${range.from} ${range.to} ${only?.name}`;
		const list = this.lists.get(key) ?? this.select(range, count, only?.accepts);
		this.lists.set(key, list);
		return list;
	}

	private select(
		{ from, to }: DayRange,
		count: number,
		accepts: (sale: S) => boolean = () => true,
	): S[] {
		const { newestFirst = false, byTime = false, exclusive = false } = this.kind;
		const found: Array<Arrived<S>> = [];
		for (let day = from; exclusive ? day < to : day <= to; day = dayAfter(day)) {
			for (const arrived of this.days?.get(day) ?? []) {
				if (arrived.place >= count) break;
				if (accepts(arrived.sale)) found.push(arrived);
			}
		}
		found.sort(byTime ? inTime : (a, b) => a.place - b.place);
		const list = found.map(({ sale }) => sale);
		return newestFirst ? list.reverse() : list;
	}

	/** How many have arrived; they stand in that order from then on. */
	private arrived(): number {
		if (!this.days) this.order();
		const now = this.kind.now();
		let [low, high] = [0, this.sales.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.sales[middle]?.arrives ?? Infinity) <= now) low = middle + 1;
			else high = middle;
		}
		return Math.min(this.sales.length, Math.max(this.pushed, low));
	}

	private order(): void {
		this.sales.sort((a, b) => a.arrives - b.arrives);
		this.lists.clear();
		const days = new Map<string, Array<Arrived<S>>>();
		for (const [place, sale] of this.sales.entries()) {
			const known = days.get(sale.day);
			if (known) known.push({ sale, place });
			else days.set(sale.day, [{ sale, place }]);
		}
		this.days = days;
	}
}

function inTime<S extends Sale>({ sale: a }: Arrived<S>, { sale: b }: Arrived<S>): number {
	return a.at - b.at || (a.id < b.id ? -1 : 1);
}

const next = new Map<string, string>();

/** Asked for again and again. */
function dayAfter(day: string): string {
	const known = next.get(day) ?? new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
	next.set(day, known);
	return known;
}
