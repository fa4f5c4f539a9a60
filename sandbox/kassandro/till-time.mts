/** Till time: local texts and instants, across the changes of daylight saving. */
import { DateTime } from 'luxon';
import { zoneOf } from '../core/zone.mts';
import { TIME_ZONE } from './assumptions.mts';

const ZONE = zoneOf(TIME_ZONE);

const LOCAL_TEXT = "yyyy-MM-dd'T'HH:mm:ss";

/**
 * The instant of a text, in milliseconds since 1970. Without a zone it is till time: in the
 * repeated hour of autumn the earlier one; a time that spring leaves out moves on by the gap.
 * @throws Error when it is no date
 */
export function instantOf(text: string): number {
	const parsed = DateTime.fromISO(text, { zone: ZONE });
	if (!parsed.isValid) throw new Error(`not a date: ${text}`);
	if (/(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))) return parsed.toMillis();
	return Math.min(...parsed.getPossibleOffsets().map((possible) => possible.toMillis()));
}

/** Whether a text of the right form is a date that exists. */
export function isTillTime(text: string): boolean {
	return DateTime.fromISO(text, { zone: ZONE }).isValid;
}

/** An instant as till time, `YYYY-MM-DDTHH:mm:ss`. */
export function localText(instant: number): string {
	return DateTime.fromMillis(instant, { zone: ZONE }).toFormat(LOCAL_TEXT);
}

/** Every day from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
	const days: string[] = [];
	const last = DateTime.fromISO(to, { zone: 'utc' });
	let day = DateTime.fromISO(from, { zone: 'utc' });
	for (; day <= last; day = day.plus({ days: 1 })) days.push(day.toISODate()!);
	return days;
}
