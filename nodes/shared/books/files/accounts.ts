/** Account numbers for programs that take nothing else. */
import { BookingFileError } from '../types';
import type { Booking } from '../types';
import { describeBookings, isOfUnknownRate } from './unknownRates';

/** How many digits an account may have, both included. */
export type AccountDigits = Readonly<Record<'from' | 'to', number>>;

/** Whether an account is a number of so many digits; one of zeros alone is no account. */
export function isAccountNumber(account: string, { from, to }: AccountDigits): boolean {
	return /^\d*[1-9]\d*$/.test(account) && account.length >= from && account.length <= to;
}

/** Such as "up to 9", or "4 to 5". */
export function wordsFor({ from, to }: AccountDigits): string {
	return from <= 1 ? `up to ${to}` : `${from} to ${to}`;
}

/**
 * Makes sure that every account of some bookings is a number.
 * @param digits how many it may have
 * @throws BookingFileError that names the program and each account that isn't one, or the receipts whose
 *   VAT rate isn't known and has no account of its own
 */
export function requireAccountNumbers(
	bookings: readonly Booking[],
	program: string,
	digits: AccountDigits,
): void {
	const isNumber = (account: string) => isAccountNumber(account, digits);
	const open = bookings.filter((each) => isOfUnknownRate(each) && !isNumber(each.credit));
	if (open.length > 0) {
		throw new BookingFileError(
			`${program} needs an account for what was sold at a VAT rate that isn't known: ${describeBookings(open)}`,
			'Add a row "Sold at a VAT Rate That Is Not Known" to the table "Accounts", or give those items a rate in the cash register system where that is possible.',
		);
	}
	const accounts = new Set(bookings.flatMap(({ debit, credit }) => [debit, credit]));
	const wrong = [...accounts].filter((account) => !isNumber(account));
	if (wrong.length === 0) return;
	const list = wrong.map((account) => `"${account}"`).join(', ');
	throw new BookingFileError(
		`${program} takes account numbers of ${wordsFor(digits)} digits, and these are none: ${list}`,
		'Fill in the table "Accounts", or choose another output.',
	);
}
