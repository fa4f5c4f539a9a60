/** Shop-local time: reads vendor datetimes in the shop's zone and finds the business day. */
import { DateTime } from 'luxon';

const CLOSING_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const NAMES_A_ZONE = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/;
const HAS_A_TIME = /\d[T ]\d/;
/** A smaller timestamp is in seconds: as milliseconds it would be before March 1973. */
const FIRST_MILLIS = 1e11;

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
 * the earlier of the two.
 */
function earlierOfTheTwo(local: DateTime): DateTime {
	return local.getPossibleOffsets().reduce((a, b) => (a.toMillis() <= b.toMillis() ? a : b));
}

function parse(value: string | number, timeZone: string): DateTime {
	if (typeof value === 'number') {
		const millis = Math.abs(value) < FIRST_MILLIS ? value * 1000 : value;
		return DateTime.fromMillis(millis, { zone: timeZone });
	}
	const text = value.trim().replace(' ', 'T');
	const parsed = DateTime.fromISO(text, { zone: timeZone });
	const named = HAS_A_TIME.test(text) && NAMES_A_ZONE.test(text);
	return named || !parsed.isValid ? parsed : earlierOfTheTwo(parsed);
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
	if (!DateTime.local({ zone: clock.timeZone }).isValid) {
		throw new RangeError(`"${clock.timeZone}" is not a time zone: write it like Europe/Rome`);
	}
	const moment = parse(value, clock.timeZone);
	if (!moment.isValid) return undefined;
	const hasTime = typeof value === 'number' || HAS_A_TIME.test(value);
	// Compared as moments, not as clock readings: a closing time inside the repeated hour of
	// autumn would otherwise send later sales back to the day that had already ended.
	const dayBegins = earlierOfTheTwo(
		moment.startOf('day').set({ hour: Number(closing[1]), minute: Number(closing[2]) }),
	);
	const before = hasTime && moment.toMillis() < dayBegins.toMillis();
	const day = before ? moment.minus({ days: 1 }) : moment;
	return {
		issuedAt: moment.toISO({ suppressMilliseconds: true }) ?? '',
		businessDay: day.toISODate() ?? '',
	};
}
