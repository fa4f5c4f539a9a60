/** How far a zone is ahead of UTC at a moment, asked for once. */
import { IANAZone } from 'luxon';
import type { EpochMs, Milliseconds } from './units';

const MINUTE: Milliseconds = 60_000;
/** Offsets change on a quarter of an hour at most: they are kept by it, as Intl takes its time. */
const QUARTER: Milliseconds = 900_000;
const MOST_KEPT = 20_000;
const kept = new Map<string, Map<number, number>>();

/** Whether an offset of a zone was found before, so that there is such a zone. */
export function isKnownZone(zone: string): boolean {
	return kept.has(zone);
}

/**
 * How far a zone is ahead of UTC at a moment.
 * @param zone IANA name
 * @returns NaN for a zone or a moment that there isn't
 */
export function offsetAt(millis: EpochMs, zone: string): Milliseconds {
	const offsets = kept.get(zone) ?? new Map<number, number>();
	const quarter = Math.floor(millis / QUARTER);
	const known = offsets.get(quarter);
	if (known !== undefined) return known;
	const offset = IANAZone.create(zone).offset(millis) * MINUTE;
	if (Number.isNaN(offset)) return NaN;
	if (offsets.size >= MOST_KEPT) offsets.clear();
	offsets.set(quarter, offset);
	kept.set(zone, offsets);
	return offset;
}
