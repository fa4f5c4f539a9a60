/** The day's Z closings of all shops: one after each day that is over, or those that a test has set. */
import { DateTime } from 'luxon';
import { businessDay } from '../books/book.mts';
import type { Handler, VendorContext } from '../core/vendor.mts';
import { instantOf, zoneOf } from '../core/zone.mts';
import { TIME_ZONE } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { closingNumber, type Documents } from './documents.mts';
import { daysOf, isWithin, pageOf } from './paging.mts';

const DAY_MS = 86_400_000;

/** The first shop closes after midnight, half an hour into the next day of Europe/Rome in winter. */
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

	/** Closings whose UTC day is `day`. */
	const closingsOf = (day: string): Closing[] =>
		SALES_POINTS.flatMap(({ id }, index) => {
			const set = own.get(id);
			if (set) return set.filter(({ at }) => new Date(at).toISOString().startsWith(day));
			const number = closingNumber(day, context.now());
			const at = Date.parse(`${day}T${CLOSES_AT[index]}:00Z`);
			return number === null ? [] : [{ idSalesPoint: id, at, number }];
		});

	/** The first one that was made by now and not before something was sold. */
	const closingOf = (shop: number, at: number): Closing | undefined =>
		own.get(shop)?.find((closing) => closing.at >= at && closing.at <= context.now());

	const getReconciliations: Handler = ({ query }) => {
		const days = daysOf(query, 'datetime', context, { days: 3 });
		const first = Date.parse(String(query.datetimeFrom)) - DAY_MS;
		const found = Array.from({ length: 6 }, (_, index) =>
			new Date(first + index * DAY_MS).toISOString().slice(0, 10),
		)
			.flatMap(closingsOf)
			.filter(
				({ at }) => at <= context.now() && isWithin(new Date(at).toISOString().slice(0, 10), days),
			)
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

/** A moment of UTC: as a number, as a text with its zone, or as one without. */
function showUtc(at: number, form: unknown): number | string {
	if (form === 'number') return at;
	const text = new Date(at).toISOString();
	return form === 'withoutZone' ? text.slice(0, -'.000Z'.length) : text;
}
