/** The day's Z closings of all shops: one after each day that is over. */
import type { Handler, VendorContext } from '../core/vendor.mts';
import { SALES_POINTS } from './catalog.mts';
import { closingNumber } from './documents.mts';
import { daysOf, isWithin, pageOf } from './paging.mts';

const DAY_MS = 86_400_000;

/** The first shop closes after midnight, half an hour into the next day of Europe/Rome in winter. */
const CLOSES_AT = ['23:30', '21:00', '19:15'];

/** The list of closings, oldest first; `date` is UTC, and days are counted in UTC or where the shops are. */
export function createClosings(context: VendorContext): Record<string, Handler> {
	const { config } = context;

	/** Closings whose UTC day is `day`. */
	const closingsOf = (day: string) =>
		SALES_POINTS.map(({ id }, index) => ({
			idSalesPoint: id,
			at: Date.parse(`${day}T${CLOSES_AT[index]}:00Z`),
			number: closingNumber(day, context.now()),
		}));

	const getReconciliations: Handler = ({ query }) => {
		const days = daysOf(query, 'datetime', context, { days: 3 });
		const first = Date.parse(String(query.datetimeFrom)) - DAY_MS;
		const found = Array.from({ length: 6 }, (_, index) =>
			new Date(first + index * DAY_MS).toISOString().slice(0, 10),
		)
			.flatMap(closingsOf)
			.filter(
				({ at, number }) =>
					number !== null &&
					at <= context.now() &&
					isWithin(new Date(at).toISOString().slice(0, 10), days),
			)
			.sort((left, right) => left.at - right.at);
		const page = pageOf(found, query, config).map(({ at, ...closing }) => ({
			...closing,
			date: showUtc(at, config.cassaNovaClosingTimes),
		}));
		return { body: { reconciliations: page, totalCount: found.length } };
	};
	return { getReconciliations };
}

/** A moment of UTC: as a number, as a text with its zone, or as one without. */
function showUtc(at: number, form: unknown): number | string {
	if (form === 'number') return at;
	const text = new Date(at).toISOString();
	return form === 'withoutZone' ? text.slice(0, -'.000Z'.length) : text;
}
