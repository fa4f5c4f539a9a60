/** The operation "Get Bookings": bookings as items or as a file, their summary, or totals by VAT rate. */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { DayRange, RequestInput } from '../../table/request';
import type { ActionCall, Call, ItemsWithFiles } from '../../table/types';
import { inTurns, mapSteps } from '../../values/inTurns';
import type { ShopClock } from '../../values/shopTime';
import type { Percent } from '../../values/units';
import { listed } from '../../values/listed';
import { show } from '../../values/shown';
import { bookOf, bookOfSums, sequencesOf } from '../book';
import type { Confirmed } from '../book';
import { BookSums } from '../bookSums';
import { findNumbers } from '../missingNumbers';
import { oneListOf } from '../../run/oneList';
import type { Accounts } from '../accounts';
import { accountsInItems, readAccounts, takesAccountsFromItems } from '../panel/accounts';
import { idleColumns, namesText } from '../panel/accountColumns';
import { checkBmd } from '../panel/bmd';
import { checkDatev } from '../panel/datev';
import { checkFattureInCloud } from '../panel/fattureInCloud';
import { checkPrograms } from '../panel/programs';
import { readTextStyle } from '../panel/texts';
import { toSequences } from '../sequences';
import type { Sequence } from '../sequences';
import type { BooksSource, Wanted } from '../source';
import { PROGRAM_FORMATS, TAKINGS_FORMATS } from '../types';
import type { Booked } from '../bookingGroups';
import type { AccountingReceipt } from '../receipt';
import type { Booking, BookingSummary, EarlierSummary, FileFormat, Grouping } from '../types';
import { vatTotals } from '../vatTotals';
import { toFile } from './toFile';
import { toPrograms } from './toPrograms';
import { toTakings } from './toTakings';
import { readWanted, tell } from './wanted';

const SEE_SUMMARY =
	'The summary lists each of them with its reason: choose "Output: Summary" to see it.';

/** Outputs that no summary comes with. */
const ALONE = ['items', 'vatTotals', 'corrispettiviItems', 'fattureInCloud', ...PROGRAM_FORMATS];

/**
 * What the user chose as "Output".
 * @throws InputError for what the panel or a file's format can't take, NodeApiError for what can't be read,
 * UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function getBookings(
	call: ActionCall,
	source: Pick<BooksSource, 'read' | 'readInto' | 'confirm' | 'mapping'> &
		Partial<Pick<BooksSource, 'rates'>>,
): Promise<IDataObject[] | ItemsWithFiles> {
	const wanted = readWanted(call);
	const accounts = accountsOf(call, source);
	const format = call.input.options.fileFormat;
	// All other outputs are made of bookings: the receipts needn't stay in memory for them.
	const isTaken = TAKINGS_FORMATS.some((each) => each === format);
	const reading = isTaken ? readWithReceipts : readBookings;
	const made = await reading(call, source, wanted, accounts);
	return await giveBookings(call, { ...made, period: wanted.period }, accounts, source.rates);
}

/** A period's bookings, with what they were made of where that is still there. */
interface Made {
	period: DayRange;
	bookings: Booking[];
	summary: BookingSummary;
	read: { documents: AccountingReceipt[]; booked: Booked[] };
}

/**
 * Bookings as the user wants them, and what isn't right as hints.
 * @throws InputError for what a file's format can't take
 */
export async function giveBookings(
	call: ActionCall,
	{ period, bookings, summary, read }: Made,
	accounts: Accounts,
	rates: readonly Percent[] = [],
): Promise<IDataObject[] | ItemsWithFiles> {
	const format = call.input.options.fileFormat;
	const { problems } = summary;
	const withSummary = call.input.options.includeSummary === true && format === 'items';
	const isAlone = !withSummary && ALONE.includes(String(format));
	tell(call, problems.length > 0 && isAlone ? [...problems, SEE_SUMMARY] : problems);
	switch (format) {
		case 'items':
			return await toItems(call, bookings, withSummary ? [summary] : []);
		case 'summary':
			return await toItems(call, [summary]);
		case 'vatTotals':
			return await toItems(call, vatTotals(bookings, period));
		case 'odoo':
		case 'quickBooks':
		case 'xero':
			return await toPrograms(call, format, bookings, accounts);
		case 'corrispettivi':
		case 'corrispettiviItems':
		case 'fattureInCloud':
			return await toTakings(call, format, { ...read, summary }, { usual: rates, accounts });
		default:
			return await toFile(call, format as FileFormat, bookings, summary);
	}
}

/** What is asked for, as the panel says it. */
function askedOf(call: Call, { period, clock }: Wanted, accounts: Accounts) {
	return { ...choicesOf(call, clock, accounts), period };
}

/** The same, whatever the days. */
export function choicesOf(call: Call, clock: ShopClock, accounts: Accounts) {
	const { options } = call.input;
	return {
		clock,
		groupBy: (options.groupBy as Grouping | undefined) ?? 'day',
		// What comes after this moment isn't known here.
		asOf: DateTime.fromMillis(call.now(), { zone: clock.timeZone }).toISO() ?? '',
		earlier: options.earlierSummary as EarlierSummary | undefined,
		accounts,
		style: readTextStyle(call.input),
	};
}

/** What numbers tell, with what the system says of those that are missing. */
async function confirmed(
	call: Call,
	{ confirm }: Pick<BooksSource, 'confirm'>,
	wanted: Wanted,
	sequences: readonly Sequence[],
): Promise<Confirmed> {
	const earlier = call.input.options.earlierSummary as EarlierSummary | undefined;
	const told = await inTurns(call, findNumbers(sequences, wanted.period, earlier));
	return confirm ? await confirm(call, told, wanted) : { ...told, found: [] };
}

/** Reads a period and books it: nothing of a receipt stays that books don't need. */
async function readBookings(
	call: Call,
	source: Pick<BooksSource, 'readInto' | 'confirm'>,
	wanted: Wanted,
	accounts: Accounts,
) {
	const asked = askedOf(call, wanted, accounts);
	const sums = new BookSums(asked);
	const beside = await source.readInto(call, wanted, sums);
	const sequences = await inTurns(call, sequencesOf(sums.documents(beside.lanes)));
	const numbers = await confirmed(call, source, wanted, sequences);
	const booking = bookOfSums(sums, { ...asked, sequences, numbers }, beside);
	return { ...(await inTurns(call, booking)), read: { documents: [], booked: [] } };
}

/**
 * The accounts that the user named, wherever.
 * @throws InputError for a row of the input's items that can't be meant, or that the program whose file is
 * wanted doesn't take; other tables are checked already
 */
export function accountsOf(call: ActionCall, { mapping }: Pick<BooksSource, 'mapping'>): Accounts {
	if (!takesAccountsFromItems(call.input)) return readAccounts(call.input);
	const rows = oneListOf(call);
	const accounts = accountsInItems(rows, mapping);
	checkFormats(call.input, accounts);
	const idle = idleColumns(rows);
	if (idle.length > 0) {
		call.hint(
			`These columns of the table of accounts mean nothing here: ${listed(idle.map(show))}. Where one should narrow its row, name it as the panel does: ${namesText()}.`,
		);
	}
	return accounts;
}

/**
 * Makes sure that the program whose file is wanted takes the table of accounts, before anything is read.
 * @throws InputError for what it doesn't take
 */
export function checkFormats(input: RequestInput, accounts: Accounts): void {
	checkBmd(input, accounts);
	checkDatev(input, accounts);
	checkFattureInCloud(input, accounts);
	checkPrograms(input, accounts);
}

/**
 * Reads a period and books it, and keeps the receipts that were read, also those of the days beside it.
 * @returns with the days that aren't closed
 * @throws NodeApiError for what can't be read, UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function readWithReceipts(
	call: Call,
	source: Pick<BooksSource, 'read' | 'confirm'>,
	wanted: Wanted,
	accounts: Accounts,
) {
	const asked = askedOf(call, wanted, accounts);
	const books = await source.read(call, wanted);
	const sequences = await inTurns(call, toSequences([...books.receipts, ...books.others]));
	const numbers = await confirmed(call, source, wanted, sequences);
	const { booked, ...made } = await inTurns(call, bookOf(books, { ...asked, numbers }));
	const { openDays = [], missingClosings } = books.remarks ?? {};
	return { ...made, openDays, missingClosings, read: { documents: books.receipts, booked } };
}

/** @param last what follows them, in columns of its own */
async function toItems(
	call: Call,
	rows: readonly object[],
	last: readonly object[] = [],
): Promise<IDataObject[]> {
	return await inTurns(
		call,
		mapSteps([...rows, ...last], (row): IDataObject => ({ ...row })),
	);
}
