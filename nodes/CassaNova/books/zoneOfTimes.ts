/** In which zone documents tell when they were made, by when CassaNova recorded them. */
import { isRecord } from '../../shared/values/records';
import { momentOf } from '../../shared/values/shopTime';
import type { Milliseconds } from '../../shared/values/units';
import type { Call } from '../../shared/table/types';

/** A till hands a receipt in within this time, if it is connected. */
const AT_ONCE: Milliseconds = 30 * 60_000;
/** Clocks differ. */
const TOLERANCE: Milliseconds = 5 * 60_000;
/** Receipts that are looked at. */
const MOST = 200;
/** Fewer receipts of a workflow may all have been handed in late. */
const FEWEST = 10;

/** What times of documents are, and of how many that could be told. */
export interface ZoneOfTimes {
	/** Documents with both times. */
	count: number;
	/** `unknown` where they were recorded too long after either. */
	zone: 'shop' | 'utc' | 'unknown';
}

/**
 * Compares `datetime`, which names no zone, with `date`, which is a moment: of many receipts, some were
 * recorded at once.
 * @param timeZone IANA zone of the shop
 */
export function zoneOfTimes(records: readonly unknown[], timeZone: string): ZoneOfTimes {
	const delaysIn = (zone: string): Milliseconds[] =>
		records.slice(0, MOST).flatMap((record) => {
			if (!isRecord(record)) return [];
			const made = momentOf(record.datetime, zone);
			const recorded = momentOf(record.date, 'UTC');
			return made === undefined || recorded === undefined ? [] : [recorded - made];
		});
	const fits = (delays: readonly Milliseconds[]) => {
		const shortest = Math.min(...delays);
		return shortest > -TOLERANCE && shortest < AT_ONCE;
	};
	const delays = delaysIn(timeZone);
	const zone = fits(delays) ? 'shop' : fits(delaysIn('UTC')) ? 'utc' : 'unknown';
	return { count: delays.length, zone };
}

/** Says of documents for books that their times seem to be UTC: nothing else would show it. */
export function hintIfUtc(call: Call, records: readonly unknown[]): void {
	const { count, zone } = zoneOfTimes(records, call.input.timeZone);
	if (zone !== 'utc' || count < FEWEST) return;
	call.hint(
		'CassaNova seems to tell the times of these documents in UTC, and not as the shop\'s clock shows them: they are read one or two hours off. Run "Account > Check"; if it says the same, choose UTC for "Time Zone" under Options.',
	);
}
