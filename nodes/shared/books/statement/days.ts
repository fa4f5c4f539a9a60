/** Dates as banks, terminals and spreadsheets write them → days. Pure functions. */
import { DateTime } from 'luxon';
import { addDays, dayMeant } from '../../values/dates';
import type { Day } from '../../values/units';

/** What comes first in 05/10/2026. */
export const DATE_ORDERS = ['dayFirst', 'monthFirst'] as const;
/** One of {@link DATE_ORDERS}. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Spreadsheets count days from here; 1900 was a leap year to them. */
const FIRST_OF_SPREADSHEETS: Day = '1899-12-30';
/** From 1954 to 2064: other numbers are no day of a statement. */
const SERIALS = { from: 20_000, to: 60_000 };

/** Numbers from here on are moments. */
const BEFORE_MOMENTS = 100_000_000;

/** 05.10.2026, 5/10/26, 05-10-2026, with or without a time behind it. */
const BY_PARTS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:$|[T ,])/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const WITHOUT_MARKS = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * The day of a cell: ISO text, a date with points or slashes or without any, a spreadsheet's number of a day,
 * a timestamp, or a date object. With points the day always comes first.
 * @param timeZone of moments, which become the shop's days
 * @returns undefined for anything else, and for a day that there isn't
 */
export function readDay(
	value: unknown,
	{ order, timeZone }: { order: DateOrder; timeZone: string },
): Day | undefined {
	if (typeof value === 'number' && isSerial(value)) return ofSerial(value);
	// Nodes that read CSV files make a number of 20261005.
	const written = typeof value === 'number' && value < BEFORE_MOMENTS ? String(value) : value;
	if (typeof written !== 'string') return dayMeant(value, timeZone);
	const text = written.trim();
	if (SERIAL.test(text)) return isSerial(Number(text)) ? ofSerial(Number(text)) : undefined;
	const [, year, month, day] = WITHOUT_MARKS.exec(text) ?? [];
	if (year !== undefined) return existing(Number(year), Number(month), Number(day));
	const parts = BY_PARTS.exec(text);
	if (!parts) return dayMeant(text, timeZone);
	const [, one, mark, other, years = ''] = parts;
	const isMonthFirst = mark !== '.' && order === 'monthFirst';
	const [ofDay, ofMonth] = isMonthFirst ? [other, one] : [one, other];
	const fullYear = years.length === 2 ? 2000 + Number(years) : Number(years);
	return existing(fullYear, Number(ofMonth), Number(ofDay));
}

const isSerial = (value: number): boolean => value >= SERIALS.from && value < SERIALS.to;

const ofSerial = (value: number): Day => addDays(FIRST_OF_SPREADSHEETS, Math.floor(value));

function existing(year: number, month: number, day: number): Day | undefined {
	const date = DateTime.utc(year, month, day);
	return date.isValid ? date.toFormat('yyyy-MM-dd') : undefined;
}
