/** Shop-local time: reads vendor datetimes in the shop's zone and finds the business day. */
import { DateTime, IANAZone } from 'luxon';
import type { Day, EpochMs, IsoMoment, Milliseconds, TimeOfDay } from './units';
import { isKnownZone, offsetAt } from './zoneOffset';

const CLOSING_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
/** Shorter ones, such as 20260305, are days. */
const TIMESTAMP = /^\s*\d{9,}\s*$/;
const NAMES_A_ZONE = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/;
const HAS_A_TIME = /\d[T ]\d/;
/** A smaller timestamp is in seconds: as milliseconds it would be before March 1973. */
const FIRST_MILLIS: EpochMs = 1e11;

const DAY: Milliseconds = 86_400_000;
/** Later moments don't have a year of four digits. */
const LAST_MILLIS: EpochMs = 253_370_764_800_000;

/** A moment as the shop saw it. */
export interface ShopTime {
	/** With the shop's offset at that moment. */
	issuedAt: IsoMoment;
	/** The day whose books it belongs to. */
	businessDay: Day;
}

/** Where and when a shop lives. */
export interface ShopClock {
	/** IANA zone, for example Europe/Rome. */
	timeZone: string;
	/** Set where the vendor's times that name no zone are told in UTC, and not as the shop's clock shows them. */
	timesIn?: 'UTC';
	/** What is sold before this time belongs to the day before; "00:00" for midnight. */
	dayEndsAt: TimeOfDay;
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?$/;
const MINUTE: Milliseconds = 60_000;

/** The moment that a text would be in UTC; NaN where it isn't a day and a time. */
function readUtc(text: string): EpochMs {
	const millis = LOCAL.test(text) ? Date.parse(`${text}Z`) : NaN;
	// Some days that don't exist are taken for later ones, and so is the hour 24.
	const isSame = new Date(millis).getUTCDate() === Number(text.slice(8, 10));
	return isSame ? millis : DateTime.fromISO(text, { zone: 'utc' }).toMillis();
}

/**
 * Assumption: a datetime without a zone is shop time, and in the hour that autumn repeats it is
 * the earlier of the two: the one by the offset that the day before had.
 * @returns NaN where the text isn't a date
 */
function fromShopClock(text: string, zone: string): EpochMs {
	const reading = readUtc(text);
	if (Number.isNaN(reading)) return NaN;
	const offset = offsetAt(reading - DAY, zone);
	const earlier = reading - offset;
	if (offsetAt(earlier, zone) === offset) return earlier;
	return DateTime.fromISO(text, { zone }).toMillis();
}

function parse(value: string | number, zone: string): EpochMs {
	if (typeof value === 'number') return Math.abs(value) < FIRST_MILLIS ? value * 1000 : value;
	const text = value.trim().replace(' ', 'T');
	const hasZone = HAS_A_TIME.test(text) && NAMES_A_ZONE.test(text);
	return hasZone ? DateTime.fromISO(text, { zone }).toMillis() : fromShopClock(text, zone);
}

/** Whether a moment lies before its day's closing time, so that it belongs to the day before. */
function isBeforeClose(
	millis: EpochMs,
	local: Date,
	zone: string,
	[closing, hour, minute]: RegExpExecArray,
): boolean {
	// Most sales are hours after the close, further than any clock change reaches.
	if (local.getUTCHours() >= Number(hour) + 3 || Number(hour) + Number(minute) === 0) return false;
	// Compared as moments, not as clock readings: a closing time inside the repeated hour would
	// otherwise send later sales back to the day that had already ended.
	const day = local.toISOString().slice(0, 10);
	return millis < fromShopClock(`${day}T${closing}:00`, zone);
}

/** Whether a vendor's datetime has a time of day; a bare date hasn't. */
export function hasTimeOfDay(value: unknown): boolean {
	if (typeof value !== 'string') return typeof value === 'number';
	return TIMESTAMP.test(value) || HAS_A_TIME.test(value);
}

/** `+01:00` */
function offsetText(offset: Milliseconds): string {
	const minutes = Math.abs(offset) / MINUTE;
	const two = (part: number) => String(part).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`;
}

/**
 * Reads a vendor's datetime and says when and on which business day it was in the shop.
 * @param given ISO text with or without a zone, or a timestamp as a number or as text; a bare date
 * counts for that day whatever the closing time and the zone that times are told in
 * @returns undefined when the value isn't a date
 * @throws RangeError when the zone or the closing time of the shop can't be read
 */
export function readShopTime(given: string | number, clock: ShopClock): ShopTime | undefined {
	const value = typeof given === 'string' && TIMESTAMP.test(given) ? Number(given) : given;
	const { timeZone } = clock;
	const closing = CLOSING_TIME.exec(clock.dayEndsAt);
	if (!closing) {
		throw new RangeError(`"${clock.dayEndsAt}" is not a time of day: write it like 03:00`);
	}
	if (!isKnownZone(timeZone) && !IANAZone.create(timeZone).isValid) {
		throw new RangeError(`"${timeZone}" is not a time zone: write it like Europe/Rome`);
	}
	const isTimed = hasTimeOfDay(value);
	const millis = parse(value, (isTimed && clock.timesIn) || timeZone);
	if (!Number.isFinite(millis) || Math.abs(millis) > LAST_MILLIS) return undefined;
	const offset = offsetAt(millis, timeZone);
	const local = new Date(millis + offset);
	const text = local.toISOString();
	const isEarlier = isTimed && isBeforeClose(millis, local, timeZone, closing);
	const day = isEarlier ? new Date(millis + offset - DAY).toISOString() : text;
	return {
		issuedAt: `${text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23)}${offsetText(offset)}`,
		businessDay: day.slice(0, 10),
	};
}

/**
 * When a business day begins: at the closing time of the one before.
 * @returns in UTC, with milliseconds
 * @throws RangeError when the day isn't one
 */
export function businessDayStart(day: Day, { timeZone, dayEndsAt }: ShopClock): IsoMoment {
	return new Date(fromShopClock(`${day}T${dayEndsAt}:00`, timeZone)).toISOString();
}

/**
 * The last millisecond before the business day `dayAfter` begins, in UTC.
 * @throws RangeError when the day isn't one
 */
export function businessDayEnd(dayAfter: Day, clock: ShopClock): IsoMoment {
	return new Date(Date.parse(businessDayStart(dayAfter, clock)) - 1).toISOString();
}

/**
 * The latest moment that a shop's clock may have meant: in the hour that autumn repeats, the second time
 * it showed the same.
 * @param moment the earliest
 */
export function latestReading(moment: EpochMs, timeZone: string): EpochMs {
	const hour = DAY / 24;
	const gained = offsetAt(moment, timeZone) - offsetAt(moment + hour, timeZone);
	return gained === hour ? moment + hour : moment;
}

/**
 * When a vendor says that something was.
 * @param value a datetime as vendors write them, or a timestamp
 * @param timeZone IANA zone of what names none
 * @returns undefined where it can't be read
 * @throws RangeError when there is no such zone
 */
export function momentOf(value: unknown, timeZone: string): EpochMs | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const time = readShopTime(value, { timeZone, dayEndsAt: '00:00' });
	return time && Date.parse(time.issuedAt);
}
