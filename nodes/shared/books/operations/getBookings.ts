/** The operation "Get Bookings": bookings as items or as a file, their summary, or totals by VAT rate. */
import type { IDataObject } from 'n8n-workflow';
import type { DayRange, RequestInput } from '../../table/request';
import type { ActionCall, Call, ItemsWithFiles } from '../../table/types';
import { inTurns, mapSteps } from '../../values/inTurns';
import type { Percent } from '../../values/units';
import { listed } from '../../values/listed';
import { show } from '../../values/shown';
import { BookSums } from '../bookSums';
import type { HandedOnState } from '../handedOn/state';
import { oneListOf } from '../../run/oneList';
import { daysInWords } from '../../run/range';
import type { Accounts } from '../accounts';
import { accountsInItems, readAccounts, takesAccountsFromItems } from '../panel/accounts';
import { idleColumns, namesText } from '../panel/accountColumns';
import { checkBmd } from '../panel/bmd';
import { checkDatev } from '../panel/datev';
import { checkFattureInCloud } from '../panel/fattureInCloud';
import { checkPrograms } from '../panel/programs';
import { isOnlyNew } from '../panel/onlyNew';
import type { BooksSource, Wanted } from '../source';
import { PROGRAM_FORMATS, TAKINGS_FORMATS } from '../types';
import type { Booked } from '../bookingGroups';
import type { AccountingReceipt } from '../receipt';
import type { Booking, BookingSummary, FileFormat } from '../types';
import { vatTotals } from '../vatTotals';
import { repeatedIn, stateOf, withAllHandedOn } from './handedOn';
import { readOnlyNew } from './onlyNewBookings';
import type { NewBookings } from './onlyNewBookings';
import { askedOf, readInSums, readWithReceipts } from './readBooks';
import type { AskedOfBooks } from './readBooks';
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
	source: Pick<BooksSource, 'read' | 'readInto' | 'confirm' | 'mapping' | 'source'> &
		Partial<Pick<BooksSource, 'rates'>>,
): Promise<IDataObject[] | ItemsWithFiles> {
	const wanted = readWanted(call);
	const accounts = accountsOf(call, source);
	const asked = askedOf(call, wanted, accounts);
	const before = await stateOf(call);
	const { period } = wanted;
	if (isOnlyNew(call.input)) {
		const found = await readOnlyNew(call, source, wanted, asked, before);
		return await giveNew(call, found);
	}
	const format = call.input.options.fileFormat;
	// All other outputs are made of bookings: the receipts needn't stay in memory for them.
	const isTaken = TAKINGS_FORMATS.some((each) => each === format);
	const made = isTaken
		? await readWithReceipts(call, source, wanted, accounts)
		: await readBookings(call, source, wanted, asked);
	return await giveBookings(call, { ...made, period, before }, accounts, source.rates);
}

/** Everything of a period, of which no receipt stays. */
async function readBookings(
	call: Call,
	source: Pick<BooksSource, 'readInto' | 'confirm'>,
	wanted: Wanted,
	asked: AskedOfBooks,
) {
	const made = await readInSums(call, source, wanted, asked, { sums: new BookSums(asked) });
	return { ...made, read: { documents: [], booked: [] } };
}

/** What is new, and what isn't right as hints; no item where nothing is. */
async function giveNew(
	call: ActionCall,
	{ bookings, summary, remarks, nothing }: NewBookings,
): Promise<IDataObject[] | ItemsWithFiles> {
	const { fileFormat: format, includeSummary } = call.input.options;
	const { problems } = summary;
	if (format !== 'items') {
		tell(call, nothing === undefined ? problems : [...problems, nothing]);
		if (nothing !== undefined) return [];
		return await toFile(call, format as FileFormat, bookings, summary, remarks);
	}
	const withSummary = includeSummary === true;
	const isAlone = problems.length > 0 && !withSummary;
	tell(call, [...problems, ...(isAlone ? [SEE_SUMMARY] : []), ...remarks]);
	return await toItems(call, bookings, withSummary ? [summary] : []);
}

/** A period's bookings, with what they were made of where that is still there. */
interface Made {
	period: DayRange;
	bookings: Booking[];
	summary: BookingSummary;
	/** What was handed on before, where anything says so. */
	before: HandedOnState | undefined;
	read: { documents: AccountingReceipt[]; booked: Booked[] };
}

/**
 * Bookings as the user wants them, and what isn't right as hints.
 * @throws InputError for what a file's format can't take
 */
export async function giveBookings(
	call: ActionCall,
	{ period, bookings, before, read, ...made }: Made,
	accounts: Accounts,
	rates: readonly Percent[] = [],
): Promise<IDataObject[] | ItemsWithFiles> {
	const format = call.input.options.fileFormat;
	const whole = { period, bookings, summary: made.summary };
	const summary = await withAllHandedOn(call, before, whole);
	const { problems } = summary;
	const withSummary = call.input.options.includeSummary === true && format === 'items';
	const isAlone = !withSummary && ALONE.includes(String(format));
	tell(call, problems.length > 0 && isAlone ? [...problems, SEE_SUMMARY] : problems);
	// As on days on which the shop was closed. A file without rows doesn't say so by itself.
	if (bookings.length === 0 && format !== 'summary') {
		tell(call, [`Nothing is to be booked ${daysInWords(period)}.`]);
	}
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
			return await toFile(
				call,
				format as FileFormat,
				bookings,
				summary,
				repeatedIn(call, before, whole),
			);
	}
}

/**
 * The accounts that the user named, wherever.
 * @throws InputError for a row of the input's items that can't be meant, or that the program whose file is
 * wanted doesn't take; other tables are checked already
 */
function accountsOf(call: ActionCall, { mapping }: Pick<BooksSource, 'mapping'>): Accounts {
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
