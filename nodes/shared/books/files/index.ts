/** Bookings → a file that an accounting program reads. */
import type { Booking, BookingFile, FileFormat, FileOptions } from '../types';
import { bmdCsv } from './bmd';
import { bookingsCsv } from './bookingsCsv';
import { datevText } from './datev';
import { remarkOnUnknownRates } from './unknownRates';
import { encodeWindows1252, remarksOn } from './windows1252';

const MIME_TYPE = 'text/csv';
/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

function inWindows1252(fileName: string, text: string, remarks: readonly string[]): BookingFile {
	const encoded = encodeWindows1252(text);
	return {
		content: encoded.content,
		fileName,
		mimeType: MIME_TYPE,
		remarks: [...remarks, ...remarksOn(encoded)],
	};
}

function inUtf8(fileName: string, text: string, remarks: string[]): BookingFile {
	return { content: Buffer.from(text, 'utf8'), fileName, mimeType: MIME_TYPE, remarks };
}

/**
 * Writes bookings to a file.
 * @param bookings in the order of their lines
 * @throws BookingFileError when the format can't hold them; its message says what to do
 */
export function writeBookings(
	format: FileFormat,
	bookings: readonly Booking[],
	options: FileOptions,
): BookingFile {
	const { from, to } = options;
	const open = remarkOnUnknownRates(bookings);
	const span = from === to ? from : `${from}-${to}`;
	switch (format) {
		case 'csv':
			return inUtf8(`bookings-${span}.csv`, `${BYTE_ORDER_MARK}${bookingsCsv(bookings)}`, open);
		case 'csvPlain':
			return inUtf8(`bookings-${span}.csv`, bookingsCsv(bookings), open);
		case 'csvWindows':
			return inWindows1252(`bookings-${span}.csv`, bookingsCsv(bookings), open);
		case 'bmd':
			return inWindows1252(`bmd-${span}.csv`, bmdCsv(bookings), open);
		case 'datev': {
			const { text, remarks } = datevText(bookings, options);
			// DATEV finds files by the beginning of their names.
			return inWindows1252(`EXTF_Buchungsstapel_${span}.csv`, text, [...open, ...remarks]);
		}
	}
}
