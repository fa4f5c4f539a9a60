/** Bookings as plain CSV: the columns of the bookings by their names, for spreadsheets and scripts. */
import type { Booking } from '../types';
import { cell, csvText, lineIn, withComma } from './csv';
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
];

/** A spreadsheet would run a cell that begins like this. */
const LIKE_A_FORMULA = /^(?:[=@\t]|[+-](?![\d.,]+$))/;

/** A cell of somebody's words, which no spreadsheet may take for a formula. */
function wordsIn(letters: Letters, text: string): string {
	const line = lineIn(letters, text);
	return cell(LIKE_A_FORMULA.test(line) ? `'${line}` : line);
}

/** The file's text. Dates are YYYY-MM-DD, amounts have a decimal comma. */
export function bookingsCsv(bookings: readonly Booking[], letters: Letters): string {
	const words = (text: string) => wordsIn(letters, text);
	const lines = bookings.map((booking) => [
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
	]);
	return csvText([COLUMNS, ...lines]);
}
