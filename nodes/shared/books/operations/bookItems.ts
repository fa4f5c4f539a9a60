/** The operation "Book From Items": the same books of receipts that come in as items, without one request. */
import type { IDataObject } from 'n8n-workflow';
import { oneListOf } from '../../run/oneList';
import { textIn } from '../../table/checked';
import type { DayRange } from '../../table/request';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import { groupsOf } from '../../values/groups';
import { eachInTurns, inTurns } from '../../values/inTurns';
import type { Accounts } from '../accounts';
import { receiptsInItems } from '../items/receiptsInItems';
import { NOTHING, ofRepeated } from '../items/words';
import { entriesOfDays } from '../journal/corrections';
import { NO_MAPPING } from '../mapping';
import { readAccounts } from '../panel/accounts';
import { readAddTo } from '../panel/addTo';
import { readClock } from '../panel/period';
import type { AccountingReceipt } from '../receipt';
import type { BooksSource } from '../source';
import { addToBooks } from './addToBooks';
import { giveBookings } from './getBookings';
import { stateOf } from './handedOn';
import { readWithReceipts } from './readBooks';
import { journalOf } from './readJournal';
import { tell } from './wanted';

/**
 * What the user chose as "Output", of all business days that the receipts are of.
 * @throws InputError for an item that holds no receipt, and for what the panel or a file's format can't take
 */
export async function bookItems(
	call: ActionCall,
	{ rates }: Pick<BooksSource, 'rates'>,
): Promise<IDataObject[] | ItemsWithFiles> {
	const field = textIn(call.input.options, 'receiptField') ?? '';
	const given = readAddTo(call.input);
	if (given) return await addToBooks(call, given, field, rates);
	const read = await inTurns(call, receiptsInItems(oneListOf(call), field));
	const { receipts } = read;
	const period = daysOf(receipts);
	if (!period) {
		call.hint(NOTHING);
		return [];
	}
	tell(call, ofRepeated(read));
	const accounts = readAccounts(call.input);
	const wanted = { period, clock: readClock(call.input), mapping: NO_MAPPING };
	const books = { receipts, others: [] };
	const reading = { read: async () => await Promise.resolve(books) };
	const made = await readWithReceipts(call, reading, wanted, accounts);
	if (call.input.options.fileFormat === 'journal') {
		tell(call, made.summary.problems);
		return await journalItems(call, receipts, period, accounts);
	}
	const before = await stateOf(call);
	return await giveBookings(call, { ...made, period, before }, accounts, rates);
}

/** First and last business day; undefined where there are no receipts. */
function daysOf(receipts: readonly AccountingReceipt[]): DayRange | undefined {
	const [first] = receipts;
	if (!first) return undefined;
	return receipts.reduce<DayRange>(
		({ from, to }, { businessDay: day }) => ({
			from: day < from ? day : from,
			to: day > to ? day : to,
		}),
		{ from: first.businessDay, to: first.businessDay },
	);
}

/** The entries of all days, of each system by itself: nothing was posted yet. */
async function journalItems(
	call: ActionCall,
	receipts: readonly AccountingReceipt[],
	period: DayRange,
	accounts: Accounts,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	for (const [source, own] of groupsOf(receipts, (receipt) => receipt.source)) {
		const { days, places } = await journalOf(call, own, { period }, accounts);
		const made = await inTurns(call, entriesOfDays(days, { source, places }));
		await eachInTurns(call, made, (entry) => entries.push({ ...entry }));
	}
	return entries;
}
