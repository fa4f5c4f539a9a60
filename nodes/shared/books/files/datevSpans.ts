/** The days that one DATEV file may hold: bookings name only day and month. */
import { DateTime } from 'luxon';
import { addDays, earlierDay } from '../../values/dates';
import type { Day } from '../../values/units';
import { BookingFileError } from '../types';

/** Days of one calendar year and one fiscal year, both ends included. */
export interface DatevSpan {
	from: Day;
	to: Day;
	/** First day of the fiscal year that they lie in. */
	yearStart: Day;
}

const FIRST_OF_YEAR = '01-01';

/**
 * Cuts a period into what a file may hold each.
 * @param yearStart a date whose day and month begin a fiscal year, with or without a time; January 1
 * without it
 * @throws BookingFileError for what is no date, and for a day that not every year has
 */
export function datevSpans(from: Day, to: Day, yearStart?: string): DatevSpan[] {
	const starts = yearStart ? dayAndMonth(yearStart) : FIRST_OF_YEAR;
	const spans: DatevSpan[] = [];
	let begin = from;
	while (begin <= to) {
		const next = earlierDay(firstAfter(FIRST_OF_YEAR, begin), firstAfter(starts, begin));
		spans.push({
			from: begin,
			to: earlierDay(to, addDays(next, -1)),
			yearStart: lastUntil(starts, begin),
		});
		begin = next;
	}
	return spans;
}

function dayAndMonth(text: string): string {
	// A date that was picked in a panel has a time.
	const day = DateTime.fromFormat(text.slice(0, 10), 'yyyy-MM-dd', { zone: 'utc' });
	const written = day.toFormat('MM-dd');
	if (day.isValid && written !== '02-29') return written;
	throw new BookingFileError(
		`"${text}" is not a day that a fiscal year can start on`,
		'Write it in the options like 2026-07-01; only its day and month count.',
	);
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));
const inYear = (year: number, dayAndMonthOf: string): Day =>
	`${String(year).padStart(4, '0')}-${dayAndMonthOf}`;

function firstAfter(dayAndMonthOf: string, day: Day): Day {
	const same = inYear(yearOf(day), dayAndMonthOf);
	return same > day ? same : inYear(yearOf(day) + 1, dayAndMonthOf);
}

function lastUntil(dayAndMonthOf: string, day: Day): Day {
	const same = inYear(yearOf(day), dayAndMonthOf);
	return same <= day ? same : inYear(yearOf(day) - 1, dayAndMonthOf);
}
