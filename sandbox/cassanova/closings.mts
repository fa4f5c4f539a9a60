/**
 * The day's Z closings of all shops: one after each day that is over, at a time that fits what was sold under its
 * number; or those that a test has set.
 */
import { DateTime } from 'luxon';
import { businessDay } from '../books/book.mts';
import { CLOSING } from '../books/calendar.mts';
import type { Handler, VendorContext } from '../core/vendor.mts';
import { instantOf, zoneOf } from '../core/zone.mts';
import { TIME_ZONE } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { closingNumber, type Documents, type Filed } from './documents.mts';
import { daysOf, isWithin, pageOf } from './paging.mts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/**
 * When they close, in UTC, unless more is sold under the same number. The first shop closes after midnight, half
 * an hour into the next day of Europe/Rome in winter.
 */
const CLOSES_AT = ['23:30', '21:00', '19:15'];

/** A closing of a shop. */
interface Closing {
	idSalesPoint: number;
	at: number;
	number: number;
}

export interface Closings {
	/** The list, oldest first; `date` is UTC, and days are counted in UTC or where the shops are. */
	handlers: Record<string, Handler>;
	/**
	 * Sets a shop's closings, in place of one each day: some days may have none, or several. Its receipts get
	 * their zNumber by them, and their numbers begin with 1 after each.
	 * @throws Error where a closing has no moment or no number
	 */
	set(idSalesPoint: number, closings: Array<{ date: string; number: number }>): void;
	/** The business day of what was sold in a shop at a local time: that of its closing, where it has one. */
	dayOf(place: string, at: string, dayEndsAt: string): string;
}

/** The closings of all shops; as long as nobody sets them, one on each day. */
export function createClosings(context: VendorContext, documents: Documents): Closings {
	const { config } = context;
	const own = new Map<number, Closing[]>();

	/** The number under which something was sold; what is of a day that isn't over has none yet. */
	const numberOf = ({ at, record }: Filed): number =>
		Number(record.zNumber ?? closingNumber(businessDay(at, CLOSING), context.now()) ?? Infinity);

	/** A shop's closing of a day, where nobody has set any: after all of its number, before all of the next. */
	const usualClosing = (day: string, shop: number): Closing[] => {
		const number = closingNumber(day, context.now());
		if (number === null) return [];
		const hour = CLOSES_AT[SALES_POINTS.findIndex(({ id }) => id === shop)];
		let [last, next] = [-Infinity, Infinity];
		for (const receipt of documents.receipts({ from: day, to: daysAfter(day, 2) })) {
			if (receipt.idSalesPoint !== shop) continue;
			const soldAt = instantOf(receipt.at, TIME_ZONE);
			if (numberOf(receipt) === number) last = Math.max(last, soldAt);
			else if (numberOf(receipt) > number) next = Math.min(next, soldAt);
		}
		const after = Math.max(Date.parse(`${day}T${hour}:00Z`), last + MINUTE_MS);
		const at = Math.max(Math.min(after, next - SECOND_MS), last);
		return [{ idSalesPoint: shop, at, number }];
	};

	/** A shop's closings: those that were set, or the usual ones of some days. */
	const closingsOf = (days: readonly string[], shop: number): Closing[] =>
		own.get(shop) ?? days.flatMap((day) => usualClosing(day, shop));

	/** The first one that was made by now and not before something was sold. */
	const closingOf = (shop: number, at: number): Closing | undefined =>
		closingsOf(daysFrom(daysAfter(utcDay(at), -2), 4), shop).find(
			(closing) => closing.at >= at && closing.at <= context.now(),
		);

	const getReconciliations: Handler = ({ query }) => {
		const days = daysOf(query, 'datetime', context, { days: 3 });
		const around = daysFrom(daysAfter(String(query.datetimeFrom), -1), 6);
		const found = SALES_POINTS.flatMap(({ id }) => closingsOf(around, id))
			.filter(({ at }) => at <= context.now() && isWithin(utcDay(at), days))
			.sort((left, right) => left.at - right.at);
		const page = pageOf(found, query, config).map(({ at, ...closing }) => ({
			...closing,
			date: showUtc(at, config.cassaNovaClosingTimes),
		}));
		return { body: { reconciliations: page, totalCount: found.length } };
	};
	return {
		handlers: { getReconciliations },
		set(idSalesPoint, closings) {
			const made = closings.map(({ date, number }): Closing => {
				const at = Date.parse(date);
				if (Number.isNaN(at) || !Number.isInteger(number)) {
					throw new Error('a closing needs a date and a number');
				}
				return { idSalesPoint, at, number };
			});
			own.set(
				idSalesPoint,
				made.sort((left, right) => left.at - right.at),
			);
			let counted: number | null = null;
			let number = 0;
			for (const { at, idSalesPoint: shop, record } of documents.receipts({})) {
				if (shop !== idSalesPoint) continue;
				const zNumber = closingOf(shop, instantOf(at, TIME_ZONE))?.number ?? null;
				number = zNumber === counted ? number + 1 : 1;
				counted = zNumber;
				Object.assign(record, { zNumber, number });
			}
		},
		dayOf(place, at, dayEndsAt) {
			const closing = closingOf(Number(place), instantOf(at, TIME_ZONE));
			if (!closing) return businessDay(at, dayEndsAt);
			const local = DateTime.fromMillis(closing.at, { zone: zoneOf(TIME_ZONE) });
			return businessDay(local.toFormat("yyyy-MM-dd'T'HH:mm:ss"), dayEndsAt);
		},
	};
}

const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const daysAfter = (day: string, days: number): string => utcDay(Date.parse(day) + days * DAY_MS);

const daysFrom = (first: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => daysAfter(first, index));

/** A moment of UTC: as a number, as a text with its zone, or as one without. */
function showUtc(at: number, form: unknown): number | string {
	if (form === 'number') return at;
	const text = new Date(at).toISOString();
	return form === 'withoutZone' ? text.slice(0, -'.000Z'.length) : text;
}
