/**
 * Bookings as a DATEV booking batch (EXTF, header 700, format 21, version 13): a line about the file, a
 * line of column names, a line for each booking. DATEV works out the tax from the gross amount, by the
 * account or by the posting key (BU-Schlüssel), so the file holds no tax.
 */
import { DateTime } from 'luxon';
import { filterSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Day } from '../../values/units';
import { centsToString, decimal, taxWithin } from '../../values/money';
import { shortText } from '../bookingTexts';
import { BookingFileError } from '../types';
import type { Booking, FileOptions } from '../types';
import { requireAccountNumbers } from './accounts';
import type { AccountDigits } from './accounts';
import { csvText, quoted, withComma, wordsIn } from './csv';
import type { Letters } from './csv';
import { DATEV_COLUMNS, DATEV_TEXT_COLUMNS } from './datevColumns';
import type { DatevSpan } from './datevSpans';
import { documentNumbers } from './documentNumbers';
import type { NumberRule } from './documentNumbers';
import { printedNumbers } from './printedNumbers';
import { Windows1252Letters } from './windows1252';
import { hasGross, remarkOnZero } from './zeroBookings';

/** Digits of an account where the options name none. */
export const DEFAULT_ACCOUNT_LENGTH = 4;
const LONGEST_TEXT = 60;
const MOST_BOOKINGS = 99_999;
/** Cents of the largest amount: ten digits before the comma (DATEV format, booking batch, field 1). */
const MOST_CENTS = 10 ** 12 - 1;

/** DATEV format, booking batch, field 11. */
const BELEGFELD_1: NumberRule = {
	program: 'DATEV',
	field: 'Belegfeld 1',
	longest: 36,
	notTaken: /[^A-Za-z0-9$%&*+\-/]+/g,
	letters: 'letters, digits and $ % & * + - /',
};

/** What a file is told, with days of one calendar year and one fiscal year. */
export type DatevFileOptions = FileOptions & DatevSpan;

/** The file's text, and sentences for the user on it. */
export interface DatevText {
	text: string;
	remarks: string[];
}

const compact = (day: Day): string => day.replace(/-/g, '');

/** The numbers that DATEV gives to a consultant and to a client, both ends included. */
export const DATEV_NUMBERS = {
	consultant: { name: 'the consultant number (Beraternummer)', from: 1001, to: 9_999_999 },
	client: { name: 'the client number (Mandantennummer)', from: 1, to: 99_999 },
} as const;

/**
 * Such a number as DATEV writes it, without zeros before it.
 * @param limits both included
 * @returns undefined for anything else
 */
export function datevNumber(
	value: string | undefined,
	limits: Readonly<Record<'from' | 'to', number>>,
): string | undefined {
	const number = (value ?? '').trim();
	const isOne =
		/^\d+$/.test(number) && Number(number) >= limits.from && Number(number) <= limits.to;
	return isOne ? String(Number(number)) : undefined;
}

/** Digits that accounts of the general ledger have, and one more for those of customers. */
export function datevDigits(accountLength: number): AccountDigits {
	return { from: accountLength, to: accountLength + 1 };
}

function numberFor(of: keyof typeof DATEV_NUMBERS, options: FileOptions): string {
	const { name, from, to } = DATEV_NUMBERS[of];
	const number = datevNumber(options[of], { from, to });
	if (number !== undefined) return number;
	throw new BookingFileError(
		`DATEV needs ${name}, a number from ${from} to ${to}`,
		'Enter it in the options; your tax advisor knows it.',
	);
}

function accountLengthOf({ accountLength = DEFAULT_ACCOUNT_LENGTH }: FileOptions): number {
	if (Number.isInteger(accountLength) && accountLength >= 4 && accountLength <= 8) {
		return accountLength;
	}
	throw new BookingFileError(
		'The length of DATEV accounts is a number from 4 to 8',
		'Correct it in the options.',
	);
}

/**
 * Festschreibung, of the file and of each booking alike: one booking with 1 locks all, and one that says
 * nothing is locked, too, which can't be undone (DATEV format: header field 21, booking field 114).
 */
function lockFlag({ isLocked = false }: FileOptions): '0' | '1' {
	return isLocked ? '1' : '0';
}

function header(options: DatevFileOptions, accountLength: number): string[] {
	const created = DateTime.fromISO(options.createdAt, { setZone: true });
	return [
		quoted('EXTF'),
		'700',
		'21',
		quoted('Buchungsstapel'),
		'13',
		created.toFormat('yyyyMMddHHmmssSSS'),
		'',
		quoted('RE'),
		quoted(''),
		quoted(''),
		numberFor('consultant', options),
		numberFor('client', options),
		compact(options.yearStart),
		String(accountLength),
		compact(options.from),
		compact(options.to),
		quoted(`Kassa ${options.from.slice(0, 7)}`),
		quoted(''),
		// Financial accounting, for every purpose, locked or not.
		'1',
		'0',
		lockFlag(options),
		quoted('EUR'),
		'',
		quoted(''),
		'',
		'',
		quoted(''),
		'',
		'',
		quoted(''),
		quoted(''),
	];
}

/** Whether a tax code is a posting key (DATEV format, booking batch, field 9): up to four digits. */
export function isPostingKey(taxCode: string): boolean {
	return /^\d{1,4}$/.test(taxCode);
}

/**
 * The posting key of four digits, which steers the tax; '' leaves it to the account (DATEV format, booking
 * batch, field 9).
 */
function postingKey({ taxCode }: Booking): string {
	if (taxCode === '') return '';
	if (isPostingKey(taxCode)) return taxCode.padStart(4, '0');
	throw new BookingFileError(
		`"${taxCode}" is not a DATEV posting key (BU-Schlüssel): it has up to four digits`,
		'Correct the tax codes in the table "Accounts".',
	);
}

const COST_CENTER = /^[\p{Script=Latin}\d_ ]{0,36}$/u;

/**
 * Whether DATEV takes a name for a cost center (DATEV format, booking batch, fields 37 and 38): up to 36
 * letters, digits, blanks and underscores, also in the letters that the file has for it.
 */
export function isDatevCostCenter(name: string): boolean {
	return [name, new Windows1252Letters().of(name)].every((written) => COST_CENTER.test(written));
}

function costCenterOf(name: string, letters: Letters): string {
	if (isDatevCostCenter(name)) return letters(name);
	throw new BookingFileError(
		`"${name}" is not a DATEV cost center (KOST): it has up to 36 letters, digits, blanks and underscores`,
		'Correct the cost centers in the table "Accounts".',
	);
}

/** The amount, without a sign. */
function amountOf({ grossCents, firstNumber }: Booking): string {
	const cents = Math.abs(grossCents);
	const amount = centsToString(cents);
	if (cents <= MOST_CENTS) return withComma(amount);
	throw new BookingFileError(
		`DATEV takes amounts of up to ten digits before the comma, and the booking of receipt ${firstNumber} comes to ${amount}`,
		'Look at that receipt; choose "Bookings Per: Receipt" where it is a sum.',
	);
}

/** One line. Amounts are never negative: what takes back is credited where others are debited. */
function line(
	booking: Booking,
	documentNumber: string,
	options: FileOptions,
	letters: Letters,
): string[] {
	const filled = new Map([
		['Umsatz (ohne Soll/Haben-Kz)', amountOf(booking)],
		['Soll/Haben-Kennzeichen', booking.grossCents < 0 ? 'H' : 'S'],
		['WKZ Umsatz', 'EUR'],
		['Konto', booking.debit],
		['Gegenkonto (ohne BU-Schlüssel)', booking.credit],
		['BU-Schlüssel', postingKey(booking)],
		['Belegdatum', `${booking.date.slice(8)}${booking.date.slice(5, 7)}`],
		['Belegfeld 1', documentNumber],
		['Buchungstext', wordsIn(letters, shortText(booking, LONGEST_TEXT)).slice(0, LONGEST_TEXT)],
		['KOST1 - Kostenstelle', costCenterOf(booking.costCenter, letters)],
		['KOST2 - Kostenstelle', costCenterOf(booking.costCenter2, letters)],
		['Festschreibung', lockFlag(options)],
	]);
	return DATEV_COLUMNS.map((name, index) => {
		const value = filled.get(name) ?? '';
		return DATEV_TEXT_COLUMNS.has(index + 1) ? quoted(value) : value;
	});
}

/** Receipts round their tax one by one; DATEV rounds it once for each booking. */
function* remarkOnTax(bookings: readonly Booking[]): Steps<string[]> {
	const differences: number[] = [];
	for (const { grossCents, taxCents, taxRate } of bookings) {
		yield;
		if (taxCents === null || taxRate === null) continue;
		const difference = taxWithin(grossCents, decimal(taxRate)) - taxCents;
		if (difference !== 0) differences.push(difference);
	}
	if (differences.length === 0) return [];
	const sum = centsToString(differences.reduce((total, each) => total + each, 0));
	return [
		`DATEV works out the tax of each booking anew, the receipts had rounded it one by one: in ${differences.length} of the bookings DATEV's tax differs by cents, ${sum} in all.`,
	];
}

/**
 * The file's text.
 * @param bookings of the days that the file holds
 * @throws BookingFileError when a number is missing, or an account isn't a number of so many digits
 */
export function* datevText(
	bookings: readonly Booking[],
	options: DatevFileOptions,
	letters: Letters,
): Steps<DatevText> {
	const accountLength = accountLengthOf(options);
	const first = header(options, accountLength);
	const counted = yield* filterSteps(bookings, hasGross);
	requireAccountNumbers(counted, 'DATEV', datevDigits(accountLength));
	if (counted.length > MOST_BOOKINGS) {
		throw new BookingFileError(
			`A DATEV file holds up to ${MOST_BOOKINGS} bookings, and these are ${counted.length}`,
			'Choose a shorter period, or bookings per day.',
		);
	}
	const own = yield* printedNumbers(counted);
	const numbers = yield* documentNumbers(counted.map(own.of), BELEGFELD_1);
	return {
		text: yield* csvText([first, DATEV_COLUMNS], counted, (booking) =>
			line(booking, numbers.taken.get(own.of(booking)) ?? '', options, letters),
		),
		remarks: [
			...(yield* remarkOnZero(bookings, 'DATEV')),
			...(yield* remarkOnTax(counted)),
			...own.remarks,
			...numbers.remarks,
		],
	};
}
