/** Bookings → a file that an accounting program reads. */
import type { Booking, BookingFile, FileFormat, FileOptions } from '../types';
import { bmdCsv } from './bmd';
import { bookingsCsv } from './bookingsCsv';
import type { Letters } from './csv';
import { datevText } from './datev';
import { remarkOnUnknownRates } from './unknownRates';
import { encodeWindows1252, Windows1252Letters } from './windows1252';

const MIME_TYPE = 'text/csv';
/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a format writes, in the letters of its file. */
type Write = (letters: Letters) => { text: string; remarks?: string[] };

function inWindows1252(fileName: string, open: readonly string[], write: Write): BookingFile {
	const letters = new Windows1252Letters();
	const { text, remarks = [] } = write(letters.of);
	return {
		content: encodeWindows1252(text),
		fileName,
		mimeType: MIME_TYPE,
		remarks: [...open, ...remarks, ...letters.remarks()],
	};
}

function inUtf8(fileName: string, remarks: string[], write: (letters: Letters) => string) {
	const content = Buffer.from(
		write((text) => text),
		'utf8',
	);
	return { content, fileName, mimeType: MIME_TYPE, remarks };
}

/**
 * Writes bookings to a file.
 * @param bookings in the order of their lines
 * @throws BookingFileError when the format can't hold them; it says what to do
 */
export function writeBookings(
	format: FileFormat,
	bookings: readonly Booking[],
	options: FileOptions,
): BookingFile {
	const { from, to } = options;
	const open = remarkOnUnknownRates(bookings);
	const span = from === to ? from : `${from}-${to}`;
	const plain = (letters: Letters) => bookingsCsv(bookings, letters);
	switch (format) {
		case 'csv':
			return inUtf8(
				`bookings-${span}.csv`,
				open,
				(letters) => `${BYTE_ORDER_MARK}${plain(letters)}`,
			);
		case 'csvPlain':
			return inUtf8(`bookings-${span}.csv`, open, plain);
		case 'csvWindows':
			return inWindows1252(`bookings-${span}.csv`, open, (letters) => ({ text: plain(letters) }));
		case 'bmd':
			return inWindows1252(`bmd-${span}.csv`, open, (letters) => ({
				text: bmdCsv(bookings, letters),
			}));
		case 'datev':
			// DATEV finds files by the beginning of their names.
			return inWindows1252(`EXTF_Buchungsstapel_${span}.csv`, open, (letters) =>
				datevText(bookings, options, letters),
			);
	}
}
