/**
 * Bookings as BMD's CSV, whose columns are found by the names in its first line.
 *
 * Assumption, from what users of BMD publish: `konto` is debited and `gkonto` credited with the gross
 * amount `betrag`; `steuer` has the opposite sign, as output tax is credited; a taxed booking without
 * a code of its own has the `steuercode` 1, which is domestic output tax.
 */
import { filterSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { hasAmount } from '../bookings';
import type { Booking } from '../types';
import { centsToString } from '../../values/money';
import { requireAccountNumbers } from './accounts';
import { cell, csvText, withComma, wordsIn } from './csv';
import type { Letters } from './csv';

const COLUMNS = [
	'konto',
	'gkonto',
	'belegnr',
	'belegdatum',
	'prozent',
	'steuercode',
	'betrag',
	'steuer',
];

const LONGEST_ACCOUNT = 9;
const OUTPUT_TAX = '1';

/** 2026-10-05 gives 05.10.2026. */
function date(day: string): string {
	return day.split('-').reverse().join('.');
}

function taxCode({ taxCode: own, taxRate }: Booking): string {
	if (own !== '') return own;
	return taxRate === null || taxRate === '0' ? '' : OUTPUT_TAX;
}

/**
 * The file's text.
 * @throws BookingFileError when an account isn't a number
 */
export function* bmdCsv(bookings: readonly Booking[], letters: Letters): Steps<string> {
	// A row of 0.00 is nothing that could be booked.
	const counted = yield* filterSteps(bookings, hasAmount);
	requireAccountNumbers(counted, 'BMD', { from: 1, to: LONGEST_ACCOUNT });
	return yield* csvText([COLUMNS], counted, (booking) => [
		booking.debit,
		booking.credit,
		cell(wordsIn(letters, booking.firstNumber)),
		date(booking.date),
		withComma(booking.taxRate),
		cell(wordsIn(letters, taxCode(booking))),
		withComma(booking.gross),
		booking.taxCents === null ? '' : withComma(centsToString(0 - booking.taxCents)),
	]);
}
