/** The closing that a document belongs to, and what has to be read for business days that end with closings. Pure functions. */
import { businessDayAt, calendarDays, isWithin } from '../../../shared/books/period';
import type { DayRange } from '../../../shared/table/request';
import { addDays, toLocalDay } from '../../../shared/values/dates';
import { groupsOf } from '../../../shared/values/groups';
import type { ShopClock } from '../../../shared/values/shopTime';
import type { Day, EpochMs, Milliseconds } from '../../../shared/values/units';
import { closingNumber } from './closing';
import type { Closing } from './closing';

const DAY: Milliseconds = 86_400_000;

/** Assumption: what is sold is closed within a week. */
export const LONGEST_OPEN_DAYS = 7;
/** The same as a length of time. */
export const LONGEST_OPEN: Milliseconds = LONGEST_OPEN_DAYS * DAY;

/** Assumption: a till's clock and the one that closings are recorded by differ by an hour at most. */
const CLOCKS_DIFFER: Milliseconds = 3_600_000;

/** A document, as far as its closing depends on it. */
export interface SoldAt {
	/** The shop's ID; undefined where nothing names the shop. */
	shop: string | undefined;
	at: EpochMs;
	zNumber: string | null;
}

/** From the first to the last moment, both included. */
interface Moments {
	from: EpochMs;
	to: EpochMs;
}

/** The closings of one shop. */
interface OfShop {
	/** In the order of their times. */
	all: readonly Closing[];
	byNumber: ReadonlyMap<string | undefined, readonly Closing[]>;
}

/**
 * The days of which closings must be known, so that every document of a period has the same business day
 * as in any other period: a week around, and a day for the zones' sake.
 */
export function closingDaysAround({ from, to }: DayRange): DayRange {
	const around = LONGEST_OPEN_DAYS + 1;
	return { from: addDays(from, -around), to: addDays(to, 1 + around) };
}

/**
 * Business days that end with closings.
 *
 * Assumptions: a receipt that names a closing belongs to the one of its shop with that number that comes
 * next; a document that names none, to the next one of its shop. A business day is the day of its closing,
 * by the shop's clock.
 */
export class ClosingDays {
	private readonly shops: ReadonlyMap<string, OfShop>;

	/** @param closings in any order */
	constructor(
		closings: readonly Closing[],
		private readonly clock: ShopClock,
	) {
		const inOrder = [...closings].sort((a, b) => a.at - b.at);
		this.shops = new Map(
			[...groupsOf(inOrder, ({ shop }) => shop)].map(([shop, all]) => [
				shop,
				{ all, byNumber: groupsOf(all, ({ number }) => number) },
			]),
		);
	}

	/** The closing that a document belongs to; undefined where none is known. */
	closingOf({ shop = '', at, zNumber }: SoldAt): Closing | undefined {
		const own = this.shops.get(shop);
		if (!own) return undefined;
		const week = { from: at, to: at + LONGEST_OPEN };
		const number = closingNumber(zNumber);
		if (number === undefined) return firstWithin(own.all, week);
		const named = own.byNumber.get(number) ?? [];
		const found =
			firstWithin(named, week) ?? firstWithin(named, { from: at - CLOCKS_DIFFER, to: at });
		return found && at >= openedAt(found, own) ? found : undefined;
	}

	/** The business day of a closing. */
	dayOf({ at }: Closing): Day {
		return businessDayAt(at, this.clock);
	}

	/** Days of the calendar in which the documents of some business days lie: by the hour, and by closings. */
	calendarDays(period: DayRange): DayRange {
		const { timeZone } = this.clock;
		const days = calendarDays(period);
		for (const own of this.shops.values()) {
			for (const closing of own.all) {
				if (!isWithin(this.dayOf(closing), period)) continue;
				const first = toLocalDay(openedAt(closing, own), timeZone) ?? days.from;
				const last = toLocalDay(closing.at + CLOCKS_DIFFER, timeZone) ?? days.to;
				days.from = first < days.from ? first : days.from;
				days.to = last > days.to ? last : days.to;
			}
		}
		return days;
	}

	/** Closings of a period whose number isn't higher than the one before it in their shop, among those of digits. */
	notRising(period: DayRange): Array<[before: Closing, after: Closing]> {
		return [...this.shops.values()].flatMap(({ all }) => {
			const counted = all.filter(({ number }) => number !== undefined && /^\d+$/.test(number));
			return counted.flatMap((after, index): Array<[Closing, Closing]> => {
				const before = counted[index - 1];
				if (!before || !isWithin(this.dayOf(after), period)) return [];
				return Number(after.number) > Number(before.number) ? [] : [[before, after]];
			});
		});
	}

	/** Closings of a period that have no number. */
	withoutNumber(period: DayRange): Closing[] {
		return [...this.shops.values()]
			.flatMap(({ byNumber }) => byNumber.get(undefined) ?? [])
			.filter((closing) => isWithin(this.dayOf(closing), period));
	}
}

/** The earliest of some closings that lies within these moments. */
function firstWithin(closings: readonly Closing[], { from, to }: Moments): Closing | undefined {
	let begin = 0;
	for (let end = closings.length; begin < end; ) {
		const middle = Math.floor((begin + end) / 2);
		if ((closings[middle]?.at ?? 0) < from) begin = middle + 1;
		else end = middle;
	}
	const found = closings[begin];
	return found && found.at <= to ? found : undefined;
}

/**
 * The moment before which nothing belongs to a closing: when the one with the number before it was made,
 * else a week before. Of several tills with the same numbers in one shop, the earliest counts.
 */
function openedAt({ at, number }: Closing, { byNumber }: OfShop): EpochMs {
	const longest = at - LONGEST_OPEN;
	const before = byNumber.get(String(Number(number) - 1)) ?? [];
	const closed = firstWithin(before, { from: longest, to: at - 1 });
	return closed ? Math.max(longest, closed.at - CLOCKS_DIFFER) : longest;
}
