/** Bookings → one entry for each business day and place, as programs take them. Pure functions. */
import { createHash } from 'crypto';
import { groupsOf } from '../../values/groups';
import { mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Day } from '../../values/units';
import type { Accounts } from '../accounts';
import { entryIdOf } from '../bookings';
import { nameOfPlace } from '../facts';
import type { JournalLine } from '../journal/line';
import { toJournalLines } from '../journal/lines';
import { BookingFileError } from '../types';
import type { Booking } from '../types';

/** One compound entry. */
export interface ProgramEntry {
	/** The same whenever its day is read, and no other's: `cassaNova:4712:2026-10-05:journal`. */
	id: string;
	/** The same in no more than so many letters as the shortest field of a program has. */
	number: string;
	date: Day;
	/** Day and register or shop, for people. */
	title: string;
	/** Balanced; none of nothing. */
	lines: JournalLine[];
}

/** Letters of the shortest field for a number: QuickBooks' DocNumber. */
const LONGEST_NUMBER = 21;
/** Letters of a fingerprint, where an ID is too long to be a part of a number. */
const PRINT = 10;

/**
 * Makes the entries. What takes back a receipt of another period is an entry of its own: whoever reads its day
 * alone doesn't see it.
 * @param bookings per business day
 * @returns in the order of the bookings; none for a day that comes to nothing
 */
export function* programEntries(
	bookings: readonly Booking[],
	accounts: Accounts,
): Steps<ProgramEntry[]> {
	const days = [...groupsOf(bookings, entryIdOf)];
	const entries = yield* mapSteps(days, ([id, own]) => entryOf(id, own, accounts));
	return entries.filter(({ lines }) => lines.length > 0);
}

function entryOf(dayId: string, bookings: readonly Booking[], accounts: Accounts): ProgramEntry {
	const { date = '', place = null } = bookings[0] ?? {};
	const lines = toJournalLines(bookings, accounts);
	return {
		id: `${dayId}:journal`,
		number: numberOf(dayId, date, place?.id),
		date,
		title: [date, nameOfPlace(place)].filter((part) => part !== undefined).join(', '),
		// A program books amounts; of what comes to nothing some tax may be left by rounding.
		lines: lines.filter(({ debitCents, creditCents }) => debitCents !== 0 || creditCents !== 0),
	};
}

/** Such as C20261005-4712; a fingerprint stands for an ID that is too long, or has other letters. */
function numberOf(dayId: string, date: Day, placeId = ''): string {
	const [source = ''] = dayId;
	const begin = `${source.toUpperCase()}${date.replace(/-/g, '')}`;
	const isOfDay = dayId.endsWith(`:${placeId}:${date}`);
	const plain = `${begin}-${placeId}`;
	if (isOfDay && plain.length <= LONGEST_NUMBER && /^[\w-]+$/.test(plain)) return plain;
	return `${begin}-${createHash('sha256').update(dayId).digest('hex').slice(0, PRINT)}`;
}

/**
 * Makes sure that a program has an account for everything.
 * @param isTaken whether the program takes it
 * @param taken what it takes, in words
 * @throws BookingFileError that names each word that stands for an account that nobody named, and each account
 *   that the program doesn't take
 */
export function requireAccounts(
	entries: readonly ProgramEntry[],
	accounts: Accounts,
	{ program, isTaken, taken }: ProgramAccounts,
): void {
	const named = new Set(accounts.all());
	const used = new Set(entries.flatMap(({ lines }) => lines.map(({ account }) => account)));
	const wrong = [...used].filter((account) => !named.has(account) || !isTaken(account)).sort();
	if (wrong.length === 0) return;
	const list = wrong.map((account) => `"${account}"`).join(', ');
	throw new BookingFileError(
		`${program} needs an account for everything that occurs (${taken}), and there is none for: ${list}`,
		'Fill in the row for each of them in the table "Accounts", or choose another output.',
	);
}

/** What a program calls an account. */
export interface ProgramAccounts {
	program: string;
	isTaken: (account: string) => boolean;
	taken: string;
}
