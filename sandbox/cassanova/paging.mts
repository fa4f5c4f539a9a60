/** What all CassaNova lists have in common: pages, days, spans. */
import { DateTime, type DurationLikeObject } from 'luxon';
import { Refusal, type VendorContext } from '../core/vendor.mts';
import { zoneOf } from '../core/zone.mts';
import { refusal, TIME_ZONE } from './assumptions.mts';

type Query = Record<string, unknown>;

/** The part of a list that `start` and `limit` ask for; never more than the vendor gives at once. */
export function pageOf<T>(list: readonly T[], query: Query, config: VendorContext['config']): T[] {
	const first = config.cassaNovaStart === 'one' ? 1 : 0;
	const start = Math.max(Number(query.start) - first, 0);
	const size = Math.min(Number(query.limit), Number(config.cassaNovaMostRecords));
	return list.slice(start, start + size);
}

/** An inclusive range of local days, `YYYY-MM-DD`; an absent end is open. */
export interface Days {
	from?: string;
	to?: string;
}

const ZONE = zoneOf(TIME_ZONE);
const MINUTE_MS = 60_000;

/** The local day of a moment; a long list asks for that of each record, for each page. */
export function dayOf(milliseconds: number): string {
	const local = milliseconds + ZONE.offset(milliseconds) * MINUTE_MS;
	return new Date(local).toISOString().slice(0, 10);
}

/**
 * The days between `<prefix>From` and `<prefix>To` of a query.
 * @param prefix `datetime` or `lastUpdate`
 * @param longest the span must be smaller than this; absent for no limit
 * @throws Refusal 400 for dates that don't exist, a reversed range or a span that is too long
 */
export function daysOf(
	query: Query,
	prefix: string,
	{ config, now }: Pick<VendorContext, 'config' | 'now'>,
	longest?: DurationLikeObject,
): Days {
	const read = (name: string): DateTime | undefined => {
		const text = query[name];
		if (text === undefined) return undefined;
		const day = DateTime.fromISO(String(text), { zone: 'utc' });
		if (!day.isValid) throw new Refusal(refusal(400, `error.expected.date: ${name}`));
		return day;
	};
	const from = read(`${prefix}From`);
	const asked = read(`${prefix}To`);
	const today = DateTime.fromISO(dayOf(now()), { zone: 'utc' });
	const to = asked ?? (longest && from ? today : undefined);
	if (from && asked && asked < from) throw new Refusal(refusal(400, `error.range: ${prefix}To`));
	if (longest && from && to && to >= from.plus(longest)) {
		throw new Refusal(refusal(400, `error.timespan: ${prefix}To`));
	}
	const inclusive =
		config.cassaNovaToInclusive === 'alone'
			? +(from ?? 0) === +(asked ?? 0)
			: config.cassaNovaToInclusive !== false;
	const exclusive = asked !== undefined && !inclusive;
	return {
		from: from?.toISODate() ?? undefined,
		to: (exclusive ? to?.minus({ days: 1 }) : to)?.toISODate() ?? undefined,
	};
}

/** Whether a local day or date-time lies in a range of days. */
export function isWithin(local: string, { from, to }: Days): boolean {
	const day = local.slice(0, 10);
	return (from === undefined || day >= from) && (to === undefined || day <= to);
}

/** A list in the order of `sorts`; as it is where there are none. Equal ones stay in their order. */
export function inOrder<T>(
	list: readonly T[],
	sorts: unknown,
	valueOf: (record: T, key: string) => unknown,
): readonly T[] {
	if (!Array.isArray(sorts)) return list;
	const rules = sorts as Array<{ key: string; direction: number }>;
	return [...list].sort((left, right) => {
		for (const { key, direction } of rules) {
			const [a, b] = [valueOf(left, key) ?? '', valueOf(right, key) ?? ''];
			if (a !== b) return (a < b ? -1 : 1) * direction;
		}
		return 0;
	});
}

/** Whether an optional list filter of a query lets a value pass. */
export function isListed(filter: unknown, ...values: unknown[]): boolean {
	return !Array.isArray(filter) || values.some((value) => filter.includes(value));
}
