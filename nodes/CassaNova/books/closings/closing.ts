/** The shops' closings, as far as accounting reads them (newer generations of the API, Reconciliations). */
import { isRecord } from '../../../shared/values/records';
import { hasTimeOfDay, momentOf } from '../../../shared/values/shopTime';
import type { EpochMs } from '../../../shared/values/units';

/** One closing of a shop. */
export interface Closing {
	/** The shop's ID. */
	shop: string;
	at: EpochMs;
	/** As {@link closingNumber} writes it; undefined where the closing has none. */
	number: string | undefined;
}

/** A closing's number, or a receipt's `zNumber`, without leading zeros; undefined where there is none. */
export function closingNumber(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	return value.trim().replace(/^0+(?=\d)/, '');
}

/**
 * Reads a record of GET /reconciliations. Its `date` is UTC, also where it doesn't say so.
 * @returns undefined where it doesn't tell its shop or its moment
 */
export function readClosing(record: unknown): Closing | undefined {
	if (!isRecord(record)) return undefined;
	const { idSalesPoint, date, number } = record;
	const shop = typeof idSalesPoint === 'number' ? String(idSalesPoint) : idSalesPoint;
	const at = hasTimeOfDay(date) ? momentOf(date, 'UTC') : undefined;
	if (typeof shop !== 'string' || shop === '' || at === undefined) return undefined;
	return { shop, at, number: closingNumber(number) };
}
