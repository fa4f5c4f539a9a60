/**
 * Bookings as BMD's CSV (NTCS, "Buchungen importieren"), whose columns are found by the names in its first
 * line. BMD's own description, "BuErf Import - Import von Buchungen", is handed out to customers only; what
 * stands here comes from public guides of programs that write such files, and from such programs:
 *
 * - [G] "Inhalt der BMD-Datei", help of GRMAN's export of hotel bookings
 * - [S] "BMD NTCS: Inhalt der Datei", help of StaffSupply
 * - [X] "BMD Buchhaltungsexport", documentation of Xentral
 * - [T] TdTools by tgassner: the fields of BMD 5.5 with their widths, and their names in NTCS
 * - [N] "BMD Buchungen Übersicht", help of NAVAX
 * - [B] "BMD NTCS Interface" of COSMO CONSULT, and [F] "BMD NTCS Schnittstelle FIBU04" of EDV Hausleitner,
 *   both as the research note "Accounting import formats in Austria and Switzerland" quotes them
 *
 * Assumption: where they say nothing of tills, what they say of outgoing invoices holds. `konto` is the till
 * or the clearing account in place of the customer's, and `betrag` is gross; [B] has net amounts where a
 * ledger account leads, which is read as: where it is the one that is taxed.
 */
import { filterSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { centsToString } from '../../values/money';
import type { Cents } from '../../values/units';
import { shortText } from '../bookingTexts';
import type { Booking, FileOptions } from '../types';
import { requireAccountNumbers } from './accounts';
import type { AccountDigits } from './accounts';
import { csvText, withComma, wordsIn } from './csv';
import type { Letters } from './csv';
import { dayNumbers } from './dayNumbers';
import { documentNumbers } from './documentNumbers';
import type { NumberRule } from './documentNumbers';
import { hasGross, remarkOnZero } from './zeroBookings';

/** Digits of an account [T]. */
export const BMD_DIGITS: AccountDigits = { from: 1, to: 9 };
/** Letters of a text [S]. */
const LONGEST_TEXT = 255;

/** Whether BMD takes a symbol. Assumption: up to two letters and digits; every guide has two [B, G, S]. */
export function isBmdSymbol(symbol: string): boolean {
	return /^[\p{L}\d]{1,2}$/u.test(symbol);
}

/** Whether BMD takes a tax code: four digits [N]. Assumption: a letter may stand behind them. */
export function isBmdTaxCode(taxCode: string): boolean {
	return /^\d{1,4}[A-Za-z]?$/.test(taxCode);
}

/** The length of a number [N]. Assumption: what DATEV takes does BMD, too, and points. */
const BELEGNR: NumberRule = {
	program: 'BMD',
	field: 'belegnr',
	longest: 20,
	notTaken: /[^A-Za-z0-9$%&*+\-/.]+/g,
	letters: 'letters, digits and $ % & * + - / .',
};

/** The file's text, and sentences for the user on it. */
export interface BmdText {
	text: string;
	remarks: string[];
}

/** A booking, and what its row is told besides. */
interface Row {
	booking: Booking;
	/** Of the day's document. */
	number: string;
	options: FileOptions;
	/** Somebody's words as a cell. */
	words: (text: string) => string;
}

/** Columns by their names in NTCS [T]; BMD takes them in any order [F]. */
const COLUMNS: ReadonlyArray<readonly [name: string, cellOf: (row: Row) => string]> = [
	// A booking; 1 would split its costs [S], 4 would settle invoices [B].
	['satzart', () => '0'],
	// Debited, and credited [G].
	['konto', ({ booking }) => booking.debit],
	['gkonto', ({ booking }) => booking.credit],
	// A text [S]; what is matched on the clearing account has one number.
	['belegnr', ({ number }) => number],
	// DD.MM.YYYY [N]. BMD 5.5 had eight digits [T].
	['belegdatum', ({ booking }) => booking.date.split('-').reverse().join('.')],
	// Which journal it is of: see symbolOf [B, G].
	['buchsymbol', ({ booking, options, words }) => words(symbolOf(booking, options))],
	// See codeOf [S, B].
	['buchcode', ({ booking, options }) => codeOf(booking, options)],
	// The rate, empty where there is no VAT [G].
	['prozent', ({ booking }) => (isUntaxed(booking) ? '' : withComma(booking.taxRate))],
	// 1 is tax of the country [X, S].
	['steuercode', ({ booking, words }) => words(taxCodeOf(booking))],
	// Gross [G, S].
	[
		'betrag',
		({ booking, options }) => euros(signOf(booking, options) * Math.abs(booking.grossCents)),
	],
	// The tax that is in it, with the opposite sign [S, G, F].
	['steuer', ({ booking }) => (isUntaxed(booking) ? '' : taxOf(booking))],
	// Up to 255 letters [S].
	['text', ({ booking, words }) => words(shortText(booking, LONGEST_TEXT))],
	// A cost center [G].
	['kost', ({ booking, words }) => words(booking.costCenter)],
	// A field of NTCS alone [T]. A branch that BMD doesn't know may be refused, and shops mostly have none.
	['filiale', ({ booking, options, words }) => (options.hasBranch ? words(branchOf(booking)) : '')],
	// The number of a document elsewhere [G]: that of the first receipt.
	['extbelegnr', ({ booking, words }) => words(booking.firstNumber)],
];

const euros = (cents: Cents): string => withComma(centsToString(cents));

const branchOf = ({ place }: Booking): string => place?.id ?? '';

/** KA is the till's, AR that of outgoing invoices and of what takes them back [B, G]. */
function symbolOf({ documentType }: Booking, { symbol }: FileOptions): string {
	return symbol ?? (documentType === 'receipt' ? 'KA' : 'AR');
}

const takesBack = ({ grossCents }: Booking): boolean => grossCents < 0;

/** Whether the code says what takes back, and not the sign. */
const isToldByCode = ({ takesBackBy }: FileOptions): boolean => takesBackBy === 'code';

/** 1 debits `konto`, 2 credits it [S, B]. */
function codeOf(booking: Booking, options: FileOptions): string {
	return takesBack(booking) && isToldByCode(options) ? '2' : '1';
}

function signOf(booking: Booking, options: FileOptions): 1 | -1 {
	return takesBack(booking) && !isToldByCode(options) ? -1 : 1;
}

/**
 * The sign of the account that it is booked on: below zero where it is credited, as output tax is where the
 * till is debited [S, G, F], and above where what takes back debits it [N].
 */
function taxOf({ taxCents }: Booking): string {
	return taxCents === null ? '' : euros(0 - taxCents);
}

/**
 * Whether a row says nothing of tax: what is paid, and what bears none [G], such as a voucher that is
 * taxed when it is redeemed. A code in the table of accounts says that the accountant wants it reported.
 */
function isUntaxed({ taxRate, taxCode }: Booking): boolean {
	return taxRate === null || (taxRate === '0' && taxCode === '');
}

/** 1, domestic output tax at the rate beside it, where the table of accounts has no code [X, S]. */
function taxCodeOf({ taxCode, taxRate }: Booking): string {
	if (taxCode !== '') return taxCode;
	return taxRate === null || taxRate === '0' ? '' : '1';
}

/** @throws BookingFileError when an account isn't a number */
export function* bmdCsv(
	bookings: readonly Booking[],
	options: FileOptions,
	letters: Letters,
): Steps<BmdText> {
	const counted = yield* filterSteps(bookings, hasGross);
	requireAccountNumbers(counted, 'BMD', BMD_DIGITS);
	const own = yield* dayNumbers(counted, options.groupBy);
	const numbers = yield* documentNumbers(counted.map(own.of), BELEGNR);
	// Nothing is quoted: a semicolon would end the cell [F].
	const plain = (text: string) => letters(text).replace(/;/g, ',').replace(/"/g, "'");
	const words = (text: string) => wordsIn(plain, text).slice(0, LONGEST_TEXT).trim();
	const text = yield* csvText([COLUMNS.map(([name]) => name)], counted, (booking) => {
		const number = numbers.taken.get(own.of(booking)) ?? '';
		return COLUMNS.map(([, cellOf]) => cellOf({ booking, number, options, words }));
	});
	const remarks = [...own.remarks, ...numbers.remarks];
	return { text, remarks: [...(yield* remarkOnZero(bookings, 'BMD')), ...remarks] };
}
