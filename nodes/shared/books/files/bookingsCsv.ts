/** Bookings as plain CSV: the columns of the bookings by their names, for spreadsheets and scripts. */
import type { Steps } from '../../values/inTurns';
import { closingsText } from '../bookingTexts';
import type { Booking } from '../types';
import { cell, csvText, withComma, wordsIn } from './csv';
import type { Letters } from './csv';

const COLUMNS = [
	'date',
	'text',
	'debit',
	'credit',
	'gross',
	'net',
	'tax',
	'taxRate',
	'firstNumber',
	'lastNumber',
	'count',
	'taxCode',
	'costCenter',
	'costCenter2',
	'means',
	'documentType',
	'placeName',
	'kind',
	'category',
	'id',
];

/** Stands last, and only where receipts name their closings: files without it stay as they are. */
const CLOSINGS = 'zNumbers';

/** The file's text. Dates are YYYY-MM-DD, amounts have a decimal comma. */
export function bookingsCsv(bookings: readonly Booking[], letters: Letters): Steps<string> {
	const words = (text: string) => cell(wordsIn(letters, text));
	const hasClosings = bookings.some(({ zNumbers }) => zNumbers !== undefined);
	const columns = hasClosings ? [...COLUMNS, CLOSINGS] : COLUMNS;
	return csvText([columns], bookings, (booking) => [
		booking.date,
		words(booking.text),
		words(booking.debit),
		words(booking.credit),
		withComma(booking.gross),
		withComma(booking.net),
		withComma(booking.tax),
		withComma(booking.taxRate),
		words(booking.firstNumber),
		words(booking.lastNumber),
		String(booking.count),
		words(booking.taxCode),
		words(booking.costCenter),
		words(booking.costCenter2),
		booking.means ?? '',
		booking.documentType,
		words(booking.placeName ?? ''),
		booking.kind,
		words(booking.category),
		words(booking.id),
		...(hasClosings ? [words(closingsText(booking.zNumbers))] : []),
	]);
}
