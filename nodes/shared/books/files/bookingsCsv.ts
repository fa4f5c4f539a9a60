/** Bookings as plain CSV: the columns of the bookings by their names, for spreadsheets and scripts. */
import type { Steps } from '../../values/inTurns';
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
	'id',
];

/** The file's text. Dates are YYYY-MM-DD, amounts have a decimal comma. */
export function bookingsCsv(bookings: readonly Booking[], letters: Letters): Steps<string> {
	const words = (text: string) => cell(wordsIn(letters, text));
	return csvText([COLUMNS], bookings, (booking) => [
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
		words(booking.id),
	]);
}
