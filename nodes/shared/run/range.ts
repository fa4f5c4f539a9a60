/** What was chosen of a date range → its days. Pure functions. */
import { InputError } from '../table/inputError';
import { PERIOD, daysOf, isNamed } from '../table/period';
import type { Window } from '../table/list';
import type { DayRange } from '../table/request';
import { addDays, today } from '../values/dates';
import type { Day, EpochMs } from '../values/units';

/**
 * Refuses a slip of the pen in the year: it would mean thousands of requests for days without receipts.
 * @param name the parameter as the panel shows it
 * @throws InputError for a day of another century
 */
export function checkYear(name: string, day: Day): void {
	if (day >= '2000' && day < '2100') return;
	throw new InputError(name, `(${day}) is not in this century`, 'Correct it; nothing was sent.');
}

/** Days as a sentence names them. */
export const daysInWords = ({ from, to }: DayRange): string =>
	from === to ? `on ${from}` : `from ${from} to ${to}`;

/** What a range is made of. */
export interface Chosen {
	/** Checked values by parameter: the period, and days as `yyyy-mm-dd`; those that are empty aren't there. */
	values: Readonly<Record<string, unknown>>;
	/** A parameter as the panel shows it. */
	nameOf: (parameter: string) => string;
	/** The shop's zone, which says what day it is. */
	timeZone: string;
	now: EpochMs;
}

/**
 * The days of a window that were chosen, by a period or one by one; without an end, until today.
 * @returns undefined where the operation doesn't need days and none was chosen
 * @throws InputError for days that don't go together, a year that nobody means, or a missing beginning
 */
export function rangeOf(window: Window, chosen: Chosen): DayRange | undefined {
	const { values, nameOf, timeZone, now } = chosen;
	const named = namedRange(window, chosen);
	if (named || window.endsTravel) return named;
	const [first, last] = [window.from.parameter, window.to.parameter];
	const from = values[first];
	if (window.optional && from === undefined && values[last] === undefined) return undefined;
	const to = values[last] ?? today(now, timeZone);
	if (typeof from !== 'string' || typeof to !== 'string') {
		throw new InputError(nameOf(first), 'is empty', 'Choose a date.');
	}
	checkYear(nameOf(first), from);
	checkYear(nameOf(last), to);
	if (to < from && values[last] === undefined) {
		throw new InputError(
			nameOf(first),
			`(${from}) is after today (${to})`,
			'Choose an earlier day; nothing was sent.',
		);
	}
	if (to < from) {
		throw new InputError(
			nameOf(last),
			`(${to}) is before "${nameOf(first)}" (${from})`,
			'Swap the two dates; nothing was sent.',
		);
	}
	// Nothing is sold after tomorrow, wherever the shop is.
	const tomorrow = addDays(today(now, timeZone), 1);
	return { from, to: to > tomorrow && tomorrow >= from ? tomorrow : to };
}

/** The days of a period that is named; undefined where both days are chosen one by one. */
function namedRange(
	{ from, to }: Window,
	{ values, nameOf, timeZone, now }: Chosen,
): DayRange | undefined {
	const period = values[PERIOD.name];
	if (!isNamed(period)) return undefined;
	const beside = [from, to].find(({ parameter }) => parameter in values);
	if (!beside) return daysOf(period, today(now, timeZone));
	throw new InputError(
		PERIOD.displayName,
		`and "${nameOf(beside.parameter)}" are both given`,
		'Take one of them away; nothing was sent.',
	);
}
