/** Account numbers for programs that take nothing else. */
import { BookingFileError } from '../types';
import type { Booking } from '../types';

/**
 * Makes sure that every account of some bookings is a number.
 * @param longest digits at most
 * @throws BookingFileError that names the program and each account that isn't one
 */
export function requireAccountNumbers(
	bookings: readonly Booking[],
	program: string,
	longest: number,
): void {
	const accounts = new Set(bookings.flatMap(({ debit, credit }) => [debit, credit]));
	const isNumber = (account: string) => /^\d+$/.test(account) && account.length <= longest;
	const wrong = [...accounts].filter((account) => !isNumber(account));
	if (wrong.length === 0) return;
	const list = wrong.map((account) => `"${account}"`).join(', ');
	throw new BookingFileError(
		`${program} takes account numbers of up to ${longest} digits, and these are none: ${list}. Fill in the table of accounts`,
	);
}
