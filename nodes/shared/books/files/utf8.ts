/** Finished CSV files in UTF-8, and what all files have in common. */
import type { Steps } from '../../values/inTurns';
import type { Day } from '../../values/units';
import type { BookingFile } from '../types';
import type { Letters } from './csv';

/** What all files are. */
export const CSV_TYPE = 'text/csv';
/** Tells spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A period as a part of a file's name: 2026-10-01-2026-10-31, or one day. */
export function daysInName(from: Day, to: Day): string {
	return from === to ? from : `${from}-${to}`;
}

/**
 * A file that has all letters there are.
 * @param write makes its text
 * @param begin stands before it, such as {@link BYTE_ORDER_MARK}
 */
export function* inUtf8(
	fileName: string,
	remarks: string[],
	write: (letters: Letters) => Steps<string>,
	begin = '',
): Steps<BookingFile> {
	const text = yield* write((each) => each);
	const content = Buffer.from(`${begin}${text}`, 'utf8');
	return { content, fileName, mimeType: CSV_TYPE, remarks };
}
