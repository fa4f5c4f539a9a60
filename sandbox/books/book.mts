/** The book that a books scenario keeps of what it meant to sell: by day, place, rate and means. */
import { rateText, taxInGross, type Decimal } from '../money.mts';
import type { ReceiptKind } from '../core/vendor.mts';
import { dayBefore } from './calendar.mts';

/**
 * What a line is to the books, whatever the till calls it; a rounding has no VAT, and `unclear` is
 * what a document states that can't be read. Money that only moves (`cashIn` from the bank, `cashOut` to it
 * or for a purchase, `tillDifference` at a count) has no VAT either.
 */
export type LineType =
	| 'sale'
	| 'voucherSale'
	| 'tip'
	| 'deposit'
	| 'cashIn'
	| 'cashOut'
	| 'tillDifference'
	| 'rounding'
	| 'unclear';

/** What a scenario can do wrong on purpose. */
export const FLAWS = [
	'missingNumber',
	'sharedNumber',
	'wrongAmount',
	'unknownTax',
	'unlisted',
] as const;
export type FlawKind = (typeof FLAWS)[number];

/**
 * What makes a document count, and be questioned all the same.
 * - voucherAboveBill: a voucher of more than was due
 * - lineTotal: a line states a total that its own fields don't come to
 * - noRows: nothing says what was sold
 * - unreadable: only what it states is known, if that
 */
export type Doubt = 'voucherAboveBill' | 'lineTotal' | 'noRows' | 'unreadable';

/** One thing that was done wrong on purpose. */
export interface Flaw {
	/**
	 * - missingNumber: the till left out this number
	 * - sharedNumber: the till gave the number of the receipt before once more
	 * - wrongAmount: the document's own total is off by `differenceCents`
	 * - unknownTax: a line's tax can't be told; `cents` is what the line comes to
	 * - unlisted: counted and reported by the vendor, but in no list; `cents` is what it comes to
	 */
	flaw: FlawKind;
	place: string;
	/** As the document shows it. */
	number: string;
	/** Local date and time; of a missing number that of the document after it. */
	at: string;
	differenceCents?: number;
	cents?: number;
}

/** One document as its scenario meant it. Signs are those of the books: what goes back is negative. */
export interface Entry {
	id: string;
	/** As the document shows it. */
	number: string;
	document: 'receipt' | 'invoice' | 'creditNote';
	kind: ReceiptKind | 'unreadable';
	merchant?: string;
	/** Cash register or sales point. */
	place: string;
	/** Shop-local date and time, `YYYY-MM-DDTHH:mm:ss`. */
	at: string;
	/** When the server got it, if that was long after. */
	arrived?: string;
	/** In no list; the books that a client can make don't have it. */
	unlisted?: boolean;
	doubt?: Doubt;
	lines: Array<{ type: LineType; rate: Decimal | null; cents: number }>;
	/** In the till's own words, as handed over. */
	payments: Array<{ means: string; cents: number }>;
	changeCents: number;
}

/** What one type of line came to at one rate; without tax where the rate can't be told. */
export interface SoldRow {
	type: LineType;
	/** Without trailing zeros; null where the tax can't be told. */
	rate: string | null;
	grossCents: number;
	netCents: number;
	taxCents: number;
}

/** Sums over documents. Tax is rounded once per document and rate. */
export interface Sums {
	count: number;
	/** `unreadable` only where there are such. */
	byKind: Record<ReceiptKind, number> & { unreadable?: number };
	grossCents: number;
	/** By type, then by rate. */
	sold: SoldRow[];
	/** By means, less the change in cash; they sum to `grossCents`. */
	paid: Array<{ means: string; cents: number }>;
}

/** Sums of one business day at one place. */
export interface DaySums extends Sums {
	day: string;
	place: string;
}

/** What GET /__sandbox/books asks for. Days are business days, both included. */
export interface BooksQuery {
	merchant?: string;
	place?: string;
	from?: string;
	to?: string;
	/** HH:mm; what is sold before it belongs to the day before. Default 03:00. */
	dayEndsAt?: string;
	/** `closing`: a business day ends with the shop's closing, of which one before `dayEndsAt` is of the day before. */
	ends?: string;
}

export interface BooksTruth {
	days: DaySums[];
	totals: Sums;
	flaws: Flaw[];
	/** Documents that reached the server long after they were made. */
	late: Array<{ place: string; number: string; at: string; arrived: string }>;
	/** Documents that the books count and question. */
	doubts: Array<{ doubt: Doubt; place: string; number: string; at: string }>;
	/** What the means of payment are to the books. */
	means: Record<string, string>;
}

export type DayOf = (place: string, at: string, dayEndsAt: string) => string;

export interface Book {
	add(entry: Entry): void;
	flaw(flaw: Flaw): void;
	/** @param dayOf the business day of a place's local time, where it isn't told by the hour */
	truth(query: BooksQuery, dayOf?: DayOf): BooksTruth;
}

/** The business day of a local date and time. */
export function businessDay(at: string, dayEndsAt: string): string {
	const day = at.slice(0, 10);
	return at.slice(11) < dayEndsAt ? dayBefore(day) : day;
}

function soldOf(entries: readonly Entry[]): SoldRow[] {
	const rows = new Map<string, SoldRow>();
	for (const { lines } of entries) {
		const ofEntry = new Map<string, { type: LineType; rate: string | null; cents: number }>();
		for (const { type, rate, cents } of lines) {
			const name = rate === null ? null : rateText(rate);
			const key = `${type} ${name}`;
			const before = ofEntry.get(key)?.cents ?? 0;
			ofEntry.set(key, { type, rate: name, cents: before + cents });
		}
		for (const [key, { type, rate, cents }] of ofEntry) {
			const tax = rate === null ? 0 : taxInGross(cents, rate);
			const row = rows.get(key) ?? { type, rate, grossCents: 0, netCents: 0, taxCents: 0 };
			row.grossCents += cents;
			row.taxCents += tax;
			row.netCents += cents - tax;
			rows.set(key, row);
		}
	}
	const order = ({ type, rate }: SoldRow): string =>
		`${type} ${rate === null ? 'z' : Number(rate).toFixed(4).padStart(9, '0')}`;
	return [...rows.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function sumsOf(entries: readonly Entry[], cash: string): Sums {
	const byKind: Sums['byKind'] = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
	const paid = new Map<string, number>();
	const pay = (means: string, cents: number): void => {
		paid.set(means, (paid.get(means) ?? 0) + cents);
	};
	for (const { kind, payments, changeCents } of entries) {
		byKind[kind] = (byKind[kind] ?? 0) + 1;
		for (const { means, cents } of payments) pay(means, cents);
		if (changeCents !== 0) pay(cash, -changeCents);
	}
	const sold = soldOf(entries);
	return {
		count: entries.length,
		byKind,
		grossCents: sold.reduce((total, { grossCents }) => total + grossCents, 0),
		sold,
		paid: [...paid]
			.map(([means, cents]) => ({ means, cents }))
			.filter(({ cents }) => cents !== 0)
			.sort((a, b) => (a.means < b.means ? -1 : 1)),
	};
}

/**
 * Makes an empty book.
 * @param means what each of the till's own words for a means of payment is to the books; the first
 *   that is `cash` is what change is given in
 */
export function createBook(means: Record<string, string>): Book {
	const entries: Entry[] = [];
	const flaws: Flaw[] = [];
	const cash = Object.keys(means).find((name) => means[name] === 'cash') ?? 'cash';

	return {
		add(entry) {
			const sold = entry.lines.reduce((total, { cents }) => total + cents, 0);
			const paid = entry.payments.reduce((total, { cents }) => total + cents, 0);
			// A book that doesn't balance by itself can't be the measure of others.
			if (sold !== paid - entry.changeCents) {
				throw new Error(`${entry.number}: sold ${sold}, paid ${paid} less ${entry.changeCents}`);
			}
			for (const { means: word } of entry.payments) {
				if (!(word in means)) throw new Error(`${entry.number}: what is ${word}?`);
			}
			entries.push(entry);
		},
		flaw(flaw) {
			flaws.push(flaw);
		},
		truth(
			{ merchant, place, from, to, dayEndsAt = '03:00' },
			dayOf = (_place, at, ends) => businessDay(at, ends),
		) {
			const isAsked = (item: { at: string; place: string }): boolean => {
				const day = dayOf(item.place, item.at, dayEndsAt);
				return (
					(place === undefined || item.place === place) &&
					(from === undefined || day >= from) &&
					(to === undefined || day <= to)
				);
			};
			const found = entries.filter(
				(entry) => (merchant === undefined || entry.merchant === merchant) && isAsked(entry),
			);
			const listed = found.filter(({ unlisted }) => unlisted !== true);
			const groups = new Map<string, Entry[]>();
			for (const entry of listed) {
				const key = `${dayOf(entry.place, entry.at, dayEndsAt)} ${entry.place}`;
				groups.set(key, [...(groups.get(key) ?? []), entry]);
			}
			return {
				days: [...groups].sort().map(([key, group]) => {
					const [day = '', where = ''] = key.split(' ');
					return { day, place: where, ...sumsOf(group, cash) };
				}),
				totals: sumsOf(listed, cash),
				flaws: flaws.filter(isAsked),
				late: listed.flatMap(({ place: where, number, at, arrived }) =>
					arrived === undefined ? [] : [{ place: where, number, at, arrived }],
				),
				doubts: listed.flatMap(({ doubt, place: where, number, at }) =>
					doubt === undefined ? [] : [{ doubt, place: where, number, at }],
				),
				means,
			};
		},
	};
}
