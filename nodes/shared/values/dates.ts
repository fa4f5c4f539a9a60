/** Days as a shop counts them: whatever the user gives becomes yyyy-mm-dd in the shop's time zone. */
import { DateTime, IANAZone } from 'luxon';
import type { Day, EpochMs, IsoMoment, LocalTime, Milliseconds } from './units';
import { offsetAt } from './zoneOffset';

/** True for an IANA name such as `Europe/Rome`. */
export function isTimeZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/**
 * The shop's day of a moment.
 * @param value a Luxon DateTime, a Date, an ISO string, a plain date, or a timestamp (milliseconds, or
 * seconds when below 1e11). A text without an offset is shop time already; anything else is
 * converted to the shop's zone first.
 * @param timeZone IANA zone of the shop
 * @returns undefined when the value isn't a date
 */
export function toLocalDay(value: unknown, timeZone: string): Day | undefined {
	const moment = parse(value, timeZone);
	return moment?.isValid ? moment.toFormat('yyyy-MM-dd') : undefined;
}

/**
 * The moment that a user gives.
 * @param value as for {@link toLocalDay}; a day alone is its beginning
 * @param timeZone IANA zone of the shop
 * @returns undefined when the value isn't a date
 */
export function toMoment(value: unknown, timeZone: string): EpochMs | undefined {
	const moment = parse(value, timeZone);
	return moment?.isValid ? moment.toMillis() : undefined;
}

/** The first and the last moment of a day, written with the offset of the clock that showed it. */
const BORDER_OF_A_DAY =
	/^(\d{4}-\d{2}-\d{2})[T ](?:00:00(?::00(?:[.,]0+)?)?|23:59:59(?:[.,]\d+)?)(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/;

/**
 * Reads a day that a user gives. What is exactly the start or the end of a day in a zone of its own, as
 * `$now.startOf('month')` is in the workflow's zone, means that day of the calendar; any other moment
 * is one of the shop's day. Moments of records are read by {@link toLocalDay}.
 * @param value as for {@link toLocalDay}
 * @param timeZone IANA zone of the shop
 * @returns undefined when the value isn't a date
 */
export function dayMeant(value: unknown, timeZone: string): Day | undefined {
	const day = toLocalDay(value, timeZone);
	return day === undefined ? undefined : (wholeDay(value) ?? day);
}

function wholeDay(value: unknown): Day | undefined {
	if (typeof value === 'string') return BORDER_OF_A_DAY.exec(value.trim())?.[1];
	if (!isLuxon(value) || !knowsItsDay(value)) return undefined;
	const isBorder = [value.startOf('day'), value.endOf('day')].some(
		(border) => border.toMillis() === value.toMillis(),
	);
	return isBorder ? value.toISODate() : undefined;
}

/** A DateTime as far as it is used here, whichever copy of luxon made it. */
interface Moment {
	toMillis: () => EpochMs;
}

interface MomentOfADay extends Moment {
	startOf: (unit: 'day') => Moment;
	endOf: (unit: 'day') => Moment;
	toISODate: () => Day;
}

function knowsItsDay(value: Moment): value is MomentOfADay {
	return 'startOf' in value && 'endOf' in value && 'toISODate' in value;
}

/**
 * Reads a moment as the shop's clock shows it. A text without a time, or with one that the clock
 * leaves out when it is put forward, isn't one.
 * @param value as for {@link toLocalDay}
 * @param timeZone IANA zone of the shop
 * @returns undefined when the value isn't a date with a time
 */
export function toLocalTime(value: unknown, timeZone: string): LocalTime | undefined {
	const moment = parse(value, timeZone);
	if (!moment?.isValid) return undefined;
	const local = moment.toFormat("yyyy-MM-dd'T'HH:mm:ss");
	if (typeof value !== 'string' || /^\d+$/.test(value.trim())) return local;
	const [written, zone] =
		/^([\d-]+[T ]\d{2}:\d{2})[\d:.,]*(.*)$/.exec(value.trim())?.slice(1) ?? [];
	if (written === undefined) return undefined;
	const isKept = zone !== '' || local.startsWith(written.replace(' ', 'T'));
	return isKept ? local : undefined;
}

/** Smaller numbers are mistakes, such as 20260305 for a day: as seconds they would mean 1970 to 2001. */
const SMALLEST_TIMESTAMP = 1e9;

function parse(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	// A DateTime of the host's luxon isn't an instance of ours when the copies differ.
	if (isLuxon(value)) return DateTime.fromMillis(value.toMillis(), { zone });
	if (typeof value === 'number' && Math.abs(value) >= SMALLEST_TIMESTAMP) {
		return DateTime.fromMillis(Math.abs(value) < 1e11 ? value * 1000 : value, { zone });
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{9,}$/.test(text)) return parse(Number(text), zone);
	const iso = DateTime.fromISO(text.replace(' ', 'T'), { zone });
	return iso.isValid && /^\d{4}-?\d{2}-?\d{2}/.test(text) ? iso : undefined;
}

function isLuxon(value: unknown): value is Moment {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toMillis' in value &&
		typeof value.toMillis === 'function'
	);
}

const DAY_MS: Milliseconds = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A moment as an ISO date-time in UTC; undefined where its year hasn't four digits. */
function utcTime(millis: EpochMs): IsoMoment | undefined {
	const date = new Date(millis);
	const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
	return text.length === 24 ? text : undefined;
}

/** The day of a moment in UTC. */
function utcDay(millis: EpochMs): Day | undefined {
	return utcTime(millis)?.slice(0, 10);
}

/** When a day begins in UTC; NaN for what isn't a day as we write it. */
function utcStart(day: Day): EpochMs {
	const millis = DAY.test(day) ? Date.parse(day) : NaN;
	// Some days that don't exist are taken for later ones.
	return utcDay(millis) === day ? millis : NaN;
}

/** The day that it is in an IANA zone. */
export function today(now: EpochMs, timeZone: string): Day {
	// Polls ask it for each record: reckoning takes a hundredth of the time.
	return (
		utcDay(now + offsetAt(now, timeZone)) ??
		DateTime.fromMillis(now, { zone: timeZone }).toFormat('yyyy-MM-dd')
	);
}

/** The earlier one of two days. */
export function earlierDay(a: Day, b: Day): Day {
	return a < b ? a : b;
}

/** The day that comes so many days after the given one, or before it where `days` is below zero. */
export function addDays(day: Day, days: number): Day {
	return (
		utcDay(utcStart(day) + days * DAY_MS) ??
		DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
	);
}

/** Whole days from one day to another: 0 for the same, below zero where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	const days = (utcStart(to) - utcStart(from)) / DAY_MS;
	if (!Number.isNaN(days)) return days;
	const start = DateTime.fromISO(from, { zone: 'utc' });
	return DateTime.fromISO(to, { zone: 'utc' }).diff(start, 'days').days;
}

/** First moment of a day in an IANA zone, written in UTC (days differ in length when clocks change). */
export function startOfDay(day: Day, timeZone: string): IsoMoment {
	return (
		utcTime(steadyStart(day, timeZone)) ??
		utc(DateTime.fromISO(day, { zone: timeZone }).startOf('day'))
	);
}

/** Last millisecond of a day in an IANA zone, written in UTC. */
export function endOfDay(day: Day, timeZone: string): IsoMoment {
	return (
		utcTime(steadyStart(day, timeZone) + DAY_MS - 1) ??
		utc(DateTime.fromISO(day, { zone: timeZone }).endOf('day'))
	);
}

/** When a local day begins, where no clock is changed near it; NaN where one is, and for other texts. */
function steadyStart(day: Day, timeZone: string): EpochMs {
	const start = utcStart(day);
	const offset = offsetAt(start - DAY_MS, timeZone);
	return offset === offsetAt(start + 2 * DAY_MS, timeZone) ? start - offset : NaN;
}

function utc(moment: DateTime): IsoMoment {
	return moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}
