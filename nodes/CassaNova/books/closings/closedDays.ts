/** Which business days the shops' closings have ended: the newest of them, and what came after. */
import { ifUnreadableField } from '../../../shared/books/panel/options';
import { businessDayEnds, FIXED_HOUR, readClock } from '../../../shared/books/panel/period';
import { businessDayAt } from '../../../shared/books/period';
import type { ClosingPeriod } from '../../../shared/books/period';
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { isUnreadable } from '../../../shared/books/unreadable';
import { CUSTOM } from '../../../shared/table/period';
import type { DayRange } from '../../../shared/table/request';
import type { Call } from '../../../shared/table/types';
import { addDays, earlierDay } from '../../../shared/values/dates';
import type { ShopClock } from '../../../shared/values/shopTime';
import type { Day, EpochMs } from '../../../shared/values/units';
import { readBooks } from '../books';
import { readClosing } from './closing';
import { LONGEST_OPEN_DAYS } from './closingDays';
import { askedShops, readClosings } from './readPlacing';

/** A shop's ID → the business days of its closings. */
type ClosedDays = ReadonlyMap<string, ReadonlySet<Day>>;

/**
 * The days of a period that closings tell.
 *
 * Assumption: a shop that made no closing within a week makes none, or is shut: it isn't waited for.
 * @returns undefined where no closing tells anything
 * @throws NodeApiError for what can't be read
 */
export async function daysOfClosings(
	call: Call,
	period: ClosingPeriod,
): Promise<DayRange | undefined> {
	const clock = readClock(call.input);
	const now = call.now();
	const current = businessDayAt(now, clock);
	const week = { from: addDays(current, -LONGEST_OPEN_DAYS), to: current };
	// A day more on both sides, for the zones' sake.
	const records = await readClosings(call, {
		from: addDays(week.from, -1),
		to: addDays(current, 1),
	});
	if (!Array.isArray(records)) return undefined;
	const closed = closedDaysOf(records, { clock, now, since: week.from, shops: askedShops(call) });
	if (period === 'sinceLastClosing')
		return { from: firstOpenDay(closed) ?? week.from, to: current };
	const lagging = laggingShops(closed);
	const open = lagging ? await readOpen(call, lagging, clock) : [];
	const day = newestClosed(closed, open);
	return day === undefined ? undefined : { from: day, to: day };
}

/** What is known beside the closings. */
interface Known {
	clock: ShopClock;
	now: EpochMs;
	/** The first business day that counts. */
	since: Day;
	/** IDs; all shops where it isn't given. */
	shops: readonly string[] | undefined;
}

/** The business days that each shop has closed. */
export function closedDaysOf(
	records: readonly unknown[],
	{ clock, now, since, shops }: Known,
): Map<string, Set<Day>> {
	const closed = new Map<string, Set<Day>>();
	for (const record of records) {
		const closing = readClosing(record);
		if (!closing || closing.at > now) continue;
		const { shop } = closing;
		const day = businessDayAt(closing.at, clock);
		if (day < since || shops?.includes(shop) === false) continue;
		closed.set(shop, (closed.get(shop) ?? new Set<Day>()).add(day));
	}
	return closed;
}

/** The last day of each shop. */
function lastDays(closed: ClosedDays): Map<string, Day> {
	return new Map([...closed].map(([shop, days]) => [shop, [...days].reduce(laterDay)]));
}

const laterDay = (one: Day, other: Day): Day => (one > other ? one : other);

/** The day from which on something may be open: a shop may sell after its closing. */
function firstOpenDay(closed: ClosedDays): Day | undefined {
	const [first, ...others] = lastDays(closed).values();
	return first === undefined ? undefined : others.reduce(earlierDay, first);
}

/** Shops of which nothing tells yet whether they are shut on the newest day, and the days in question. */
interface Lagging {
	shops: string[];
	days: DayRange;
}

/** Shops that have closed an earlier day than another one; undefined where there are none. */
export function laggingShops(closed: ClosedDays): Lagging | undefined {
	const lasts = lastDays(closed);
	const newest = [...lasts.values()].reduce(laterDay, '');
	const behind = [...lasts].filter(([, day]) => day < newest);
	if (behind.length === 0) return undefined;
	const from = behind.map(([, day]) => addDays(day, 1)).reduce(earlierDay);
	return { shops: behind.map(([shop]) => shop), days: { from, to: newest } };
}

/** What the lagging shops sold on these days, by the hour. */
async function readOpen(
	call: Call,
	{ shops, days }: Lagging,
	{ dayEndsAt }: ShopClock,
): Promise<AccountingReceipt[]> {
	const byHour = { [businessDayEnds.property.name]: FIXED_HOUR, dayEndsAt };
	const custom = { period: CUSTOM.value, dateFrom: days.from, dateTo: days.to };
	// Where it stops at one that can't be read, it stops at those of the day that is asked for.
	const options = {
		...call.input.options,
		...byHour,
		...custom,
		[ifUnreadableField.property.name]: 'list',
	};
	const query = { ...call.input.query, idsSalesPoint: shops.map(Number) };
	const asked = call.with(call.endpoint, { ...call.input, options, query });
	return (await readBooks(asked, { period: days })).receipts;
}

/**
 * The newest business day that is closed in every shop: a closing on it or on a later day, or nothing sold
 * since the shop's last one.
 * @param sold what the shops that are behind have sold since
 */
export function newestClosed(
	closed: ClosedDays,
	sold: readonly AccountingReceipt[],
): Day | undefined {
	const lasts = lastDays(closed);
	const open = sold.flatMap((receipt) => {
		const last = lasts.get(receipt.salesPoint?.id ?? '');
		const isOpen = last !== undefined && receipt.businessDay > last && !isUnreadable(receipt);
		return isOpen ? [receipt.businessDay] : [];
	});
	const [first, ...others] = open;
	const limit = first === undefined ? undefined : others.reduce(earlierDay, first);
	const days = [...closed.values()].flatMap((own) => [...own]);
	const over = days.filter((day) => limit === undefined || day < limit);
	return over.length === 0 ? undefined : over.reduce(laterDay);
}
