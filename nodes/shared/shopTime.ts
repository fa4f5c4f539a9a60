/** Shop-local time: reads vendor datetimes in the shop's zone and finds the business day. */
import { DateTime, IANAZone } from 'luxon';

const CLOSING_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const NAMES_A_ZONE = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/;
const HAS_A_TIME = /\d[T ]\d/;
/** A smaller timestamp is in seconds: as milliseconds it would be before March 1973. */
const FIRST_MILLIS = 1e11;

const DAY = 86_400_000;

/** A moment as the shop saw it. */
export interface ShopTime {
	/** ISO date-time with the shop's offset at that moment. */
	issuedAt: string;
	/** The day whose books it belongs to, YYYY-MM-DD. */
	businessDay: string;
}

/** Where and when a shop lives. */
export interface ShopClock {
	/** IANA zone, for example Europe/Rome. */
	timeZone: string;
	/** HH:mm: what is sold before this time belongs to the day before. "00:00" for midnight. */
	dayEndsAt: string;
}

/**
 * Assumption: a datetime without a zone is shop time, and in the hour that autumn repeats it is
 * the earlier of the two: the one by the offset that the day before had.
 */
function fromShopClock(text: string, zone: string): DateTime {
	const reading = DateTime.fromISO(text, { zone: 'utc' });
	const { offset } = DateTime.fromMillis(reading.toMillis() - DAY, { zone });
	const earlier = reading.minus({ minutes: offset }).setZone(zone);
	return earlier.offset === offset ? earlier : DateTime.fromISO(text, { zone });
}

function parse(value: string | number, zone: string): DateTime {
	if (typeof value === 'number') {
		const millis = Math.abs(value) < FIRST_MILLIS ? value * 1000 : value;
		return DateTime.fromMillis(millis, { zone });
	}
	const text = value.trim().replace(' ', 'T');
	const hasZone = HAS_A_TIME.test(text) && NAMES_A_ZONE.test(text);
	return hasZone ? DateTime.fromISO(text, { zone }) : fromShopClock(text, zone);
}

/** Whether a moment lies before its day's closing time, so that it belongs to the day before. */
function isBeforeClose(moment: DateTime, [closing, hour, minute]: RegExpExecArray): boolean {
	// Most sales are hours after the close, further than any clock change reaches.
	if (moment.hour >= Number(hour) + 3 || Number(hour) + Number(minute) === 0) return false;
	// Compared as moments, not as clock readings: a closing time inside the repeated hour would
	// otherwise send later sales back to the day that had already ended.
	const end = fromShopClock(`${moment.toISODate()}T${closing}`, moment.zoneName ?? 'utc');
	return moment.toMillis() < end.toMillis();
}

/**
 * Reads a vendor's datetime and says when and on which business day it was in the shop.
 * @param value ISO text with or without a zone, or a timestamp; a bare date counts for that day whatever the closing time
 * @returns undefined when the value isn't a date
 * @throws RangeError when the zone or the closing time of the shop can't be read
 */
export function readShopTime(value: string | number, clock: ShopClock): ShopTime | undefined {
	const closing = CLOSING_TIME.exec(clock.dayEndsAt);
	if (!closing) {
		throw new RangeError(`"${clock.dayEndsAt}" is not a time of day: write it like 03:00`);
	}
	if (!IANAZone.create(clock.timeZone).isValid) {
		throw new RangeError(`"${clock.timeZone}" is not a time zone: write it like Europe/Rome`);
	}
	const moment = parse(value, clock.timeZone);
	if (!moment.isValid) return undefined;
	const hasTime = typeof value === 'number' || HAS_A_TIME.test(value);
	const day = hasTime && isBeforeClose(moment, closing) ? moment.minus({ days: 1 }) : moment;
	return {
		issuedAt: moment.toISO({ suppressMilliseconds: true }) ?? '',
		businessDay: day.toISODate() ?? '',
	};
}

/**
 * The latest moment that a shop's clock may have meant, in milliseconds since 1970: in the hour that
 * autumn repeats, the second time it showed the same.
 */
export function latestReading(moment: number, timeZone: string): number {
	const hour = DAY / 24;
	const offset = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).offset;
	return offset(moment) - offset(moment + hour) === 60 ? moment + hour : moment;
}
