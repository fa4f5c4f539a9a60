/** Bookings → a file that an accounting program reads. */
import { filterSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { isWithin } from '../period';
import { BookingFileError } from '../types';
import type { Booking, BookingFile, FileFormat, FileOptions } from '../types';
import { bmdCsv } from './bmd';
import { bookingsCsv } from './bookingsCsv';
import type { Letters } from './csv';
import { datevText } from './datev';
import { datevSpans } from './datevSpans';
import { remarkOnUnknownRates } from './unknownRates';
import { BYTE_ORDER_MARK, CSV_TYPE, daysInName, inUtf8 } from './utf8';
import { encodeWindows1252, Windows1252Letters } from './windows1252';
import { hasGross } from './zeroBookings';

/** What a format writes, in the letters of its file. */
type Write = (letters: Letters) => Steps<{ text: string; remarks?: string[] }>;

function* inWindows1252(
	fileName: string,
	open: readonly string[],
	write: Write,
): Steps<BookingFile> {
	const letters = new Windows1252Letters();
	const { text, remarks = [] } = yield* write(letters.of);
	return {
		content: yield* encodeWindows1252(text),
		fileName,
		mimeType: CSV_TYPE,
		remarks: [...open, ...remarks, ...letters.remarks()],
	};
}

/** A text without remarks of its own. */
function* textOnly(writing: Steps<string>): Steps<{ text: string }> {
	return { text: yield* writing };
}

/** One file for each calendar year and fiscal year that has bookings; one without any where none has. */
function* datevFiles(bookings: readonly Booking[], options: FileOptions): Steps<BookingFile[]> {
	const { from, to, fiscalYearStart } = options;
	const files: BookingFile[] = [];
	const isEmpty = !bookings.some(hasGross);
	const spans = datevSpans(from, to, fiscalYearStart);
	const within = spans.slice(1).find((span) => !span.from.endsWith('-01'));
	if (within && options.groupBy === 'month')
		throw new BookingFileError(
			`the fiscal year that starts on ${within.from} starts within a month, and a booking of that month would hold days of two years`,
			'Choose "Bookings Per: Business Day", or a period that ends before that day.',
		);
	for (const [index, span] of spans.entries()) {
		// What lies before the first one isn't lost.
		const days = index === 0 ? { ...span, from: '' } : span;
		const own = yield* filterSteps(bookings, ({ date }) => isWithin(date, days));
		const isNeeded = own.some(hasGross) || (index === 0 && isEmpty);
		if (!isNeeded) continue;
		// DATEV finds files by the beginning of their names.
		const name = `EXTF_Buchungsstapel_${daysInName(span.from, span.to)}.csv`;
		const open = remarkOnUnknownRates(own);
		files.push(
			yield* inWindows1252(name, open, (letters) =>
				datevText(own, { ...options, ...span }, letters),
			),
		);
	}
	return files;
}

/**
 * Writes bookings to a file, or to several where one can't hold their period (DATEV: a calendar year
 * within a fiscal year).
 * @param bookings in the order of their lines
 * @returns at least one file, in the order of their days
 * @throws BookingFileError when the format can't hold them; it says what to do
 */
export function* writeBookings(
	format: FileFormat,
	bookings: readonly Booking[],
	options: FileOptions,
): Steps<BookingFile[]> {
	const { from, to } = options;
	const open = remarkOnUnknownRates(bookings);
	const span = daysInName(from, to);
	const plain = (letters: Letters) => bookingsCsv(bookings, letters);
	switch (format) {
		case 'csv':
			return [yield* inUtf8(`bookings-${span}.csv`, open, plain, BYTE_ORDER_MARK)];
		case 'csvPlain':
			return [yield* inUtf8(`bookings-${span}.csv`, open, plain)];
		case 'csvWindows':
			return [
				yield* inWindows1252(`bookings-${span}.csv`, open, (letters) => textOnly(plain(letters))),
			];
		case 'bmd':
			return [
				yield* inWindows1252(`bmd-${span}.csv`, open, (letters) =>
					bmdCsv(bookings, options, letters),
				),
			];
		case 'datev':
			return yield* datevFiles(bookings, options);
	}
}
