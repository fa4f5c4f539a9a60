/** Bookings → a file that an accounting program reads. */
import type { Steps } from '../../values/inTurns';
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
		mimeType: MIME_TYPE,
		remarks: [...open, ...remarks, ...letters.remarks()],
	};
}

function* inUtf8(
	fileName: string,
	remarks: string[],
	write: (letters: Letters) => Steps<string>,
	begin = '',
): Steps<BookingFile> {
	const text = yield* write((each) => each);
	const content = Buffer.from(`${begin}${text}`, 'utf8');
	return { content, fileName, mimeType: MIME_TYPE, remarks };
}

/** A text without remarks of its own. */
function* textOnly(writing: Steps<string>): Steps<{ text: string }> {
	return { text: yield* writing };
}

/**
 * Writes bookings to a file.
 * @param bookings in the order of their lines
 * @throws BookingFileError when the format can't hold them; it says what to do
 */
export function* writeBookings(
	format: FileFormat,
	bookings: readonly Booking[],
	options: FileOptions,
): Steps<BookingFile> {
	const { from, to } = options;
	const open = remarkOnUnknownRates(bookings);
	const span = from === to ? from : `${from}-${to}`;
	const plain = (letters: Letters) => bookingsCsv(bookings, letters);
	switch (format) {
		case 'csv':
			return yield* inUtf8(`bookings-${span}.csv`, open, plain, BYTE_ORDER_MARK);
		case 'csvPlain':
			return yield* inUtf8(`bookings-${span}.csv`, open, plain);
		case 'csvWindows':
			return yield* inWindows1252(`bookings-${span}.csv`, open, (letters) =>
				textOnly(plain(letters)),
			);
		case 'bmd':
			return yield* inWindows1252(`bmd-${span}.csv`, open, (letters) =>
				textOnly(bmdCsv(bookings, letters)),
			);
		case 'datev':
			// DATEV finds files by the beginning of their names.
			return yield* inWindows1252(`EXTF_Buchungsstapel_${span}.csv`, open, (letters) =>
				datevText(bookings, options, letters),
			);
	}
}
