/** In which zone documents tell when they were made, by when CassaNova recorded them. */
import { isRecord } from '../../shared/values/records';
import { LOCAL_TIME } from '../../shared/run/windows';
import { hasTimeOfDay, momentOf } from '../../shared/values/shopTime';
import type { Milliseconds } from '../../shared/values/units';
import { doubtOf, keepToldIn, knownToldIn } from '../../shared/run/toldIn';
import type { Call, TimesDoubt } from '../../shared/table/types';

/** A till hands a receipt in within this time, if it is connected. */
const AT_ONCE: Milliseconds = 30 * 60_000;
/** Clocks differ. */
const TOLERANCE: Milliseconds = 5 * 60_000;
/** Of all receipts, so many may have been recorded before they were made: by a clock that was put right. */
const MOST_EARLY = 0.1;
/** Receipts that are looked at. */
export const TELLING = 200;
/** Fewer receipts of a workflow may all have been handed in late. */
const FEWEST = 10;

/** What times of documents are, and of how many that could be told. */
export interface ZoneOfTimes {
	/** Documents with both times. */
	count: number;
	/** `unknown` where most were recorded too long after either. */
	zone: 'shop' | 'utc' | 'unknown';
}

/** Whether a time can't be meant in two zones: a timestamp, or one with its offset. */
export function isMoment(time: unknown): boolean {
	if (!hasTimeOfDay(time) || momentOf(time, 'UTC') === undefined) return false;
	return typeof time === 'number' || !LOCAL_TIME.test(String(time));
}

/** Whether a zone is UTC itself. */
export function isUtc(timeZone: string): boolean {
	return /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu|Greenwich)$/.test(timeZone);
}

/**
 * Compares `datetime`, which names no zone, with `date` where that is a moment and not a day: most receipts
 * are recorded at once. What was handed in an hour late in the one zone is at once in the other, and what was
 * recorded before it was made speaks against a zone.
 * @param timeZone IANA zone of the shop
 */
export function zoneOfTimes(records: readonly unknown[], timeZone: string): ZoneOfTimes {
	const delaysIn = (zone: string): Milliseconds[] =>
		records.slice(0, TELLING).flatMap((record) => {
			if (!isRecord(record) || !isMoment(record.date)) return [];
			if (!hasTimeOfDay(record.datetime)) return [];
			const made = momentOf(record.datetime, zone);
			const recorded = momentOf(record.date, 'UTC');
			return made === undefined || recorded === undefined ? [] : [recorded - made];
		});
	const fits = (delays: readonly Milliseconds[]) => {
		const atOnce = delays.filter((delay) => delay > -TOLERANCE && delay < AT_ONCE);
		return delays.length > 0 && atOnce.length * 2 >= delays.length;
	};
	const isPossible = (delays: readonly Milliseconds[]) =>
		delays.filter((delay) => delay <= -TOLERANCE).length <= delays.length * MOST_EARLY;
	const [delays, delaysOfUtc] = [delaysIn(timeZone), delaysIn('UTC')];
	if (fits(delays)) return { count: delays.length, zone: 'shop' };
	const seemsUtc = fits(delaysOfUtc) && isPossible(delaysOfUtc);
	return { count: delays.length, zone: seemsUtc ? 'utc' : 'unknown' };
}

/**
 * Whether documents seem to tell their times in another zone than the panel says: nothing else would show it.
 * What enough of them have shown holds for the process, also where fewer come.
 */
export async function doubtTimes(
	call: Call,
	records: readonly unknown[],
): Promise<TimesDoubt | undefined> {
	const { timeZone, timesIn } = call.input;
	const { count, zone } = zoneOfTimes(records, timeZone);
	if (count >= FEWEST && zone !== 'unknown') keepToldIn(call, zone);
	if (isUtc(timeZone) && !timesIn && knownToldIn(call) === 'shop') {
		return await Promise.resolve({ zone: timeZone, words: UTC_IS_CHOSEN });
	}
	return isUtc(timeZone) ? undefined : doubtOf(call, 'these documents');
}

const UTC_IS_CHOSEN =
	'CassaNova seems to tell the times of these documents in UTC, which is chosen for "Time Zone". If the shop is in another zone, the times are right, and the days are not: what was sold in the first one or two hours after midnight stands on the day before. Choose the shop\'s zone for "Time Zone", and UTC for "Times Are Told In".';
