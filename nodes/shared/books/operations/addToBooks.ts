/** "Book From Items" batch by batch: receipts are added to what earlier batches came to. */
import type { IDataObject } from 'n8n-workflow';
import { oneListOf } from '../../run/oneList';
import type { ActionCall, ItemsWithFiles } from '../../table/types';
import { inTurns, mapSteps } from '../../values/inTurns';
import { money } from '../../values/money';
import type { Percent } from '../../values/units';
import { holdsNoReceipt, receiptsInItems } from '../items/receiptsInItems';
import { NOTHING, ofRepeated } from '../items/words';
import { readAccounts } from '../panel/accounts';
import { askedOfState, requireSame } from '../panel/addTo';
import { readClock } from '../panel/period';
import { countOf } from '../problems';
import { HeldNumbers } from '../state/heldNumbers';
import { isStateRow, readState, writeState } from '../state/json';
import { addBatch, bookOfState, emptyState, journalOfState, remarksOn } from '../state/stateBooks';
import type { Added } from '../state/stateBooks';
import { countReceipts } from '../summed';
import { STATE_FORMAT } from '../types';
import { giveBookings } from './getBookings';
import { stateOf } from './handedOn';
import { choicesOf } from './readBooks';
import { tell } from './wanted';

/**
 * What the user chose as "Output", of all receipts so far: those of earlier batches, and those of the items.
 * @param given the state of the earlier batches, as it came
 * @param field path of the field in which an item's receipt stands; '' where the item is the receipt
 * @param rates the country's usual VAT rates
 * @throws InputError for a state that can't be added to, for an item that holds no receipt, and for what a file's
 * format can't take
 */
export async function addToBooks(
	call: ActionCall,
	given: Record<string, unknown>,
	field: string,
	rates: readonly Percent[],
): Promise<IDataObject[] | ItemsWithFiles> {
	const { input } = call;
	const asked = askedOfState(input);
	const before = (await inTurns(call, readState(given))) ?? emptyState(asked);
	requireSame(before.asked, asked);
	const numbers = new HeldNumbers(before.frames, before.singles);
	const items = oneListOf(call).filter((item) => !holdsNoReceipt(item, field) || !isStateRow(item));
	const read = await inTurns(call, receiptsInItems(items, field, numbers.sources()));
	const accounts = readAccounts(input);
	const known = choicesOf(call, readClock(input), accounts);
	const added = await inTurns(call, addBatch(before, numbers, read.receipts, known));
	tell(call, [...ofRepeated(read), ...ofKnown(added)]);
	const { period, canceledSince } = added.state;
	if (input.options.fileFormat === STATE_FORMAT) {
		if (canceledSince.length > before.canceledSince.length) {
			tell(
				call,
				remarksOn(added.state).problems.map(({ sentence }) => sentence),
			);
		}
		return [stateItem(added)];
	}
	if (!period) {
		call.hint(NOTHING);
		return [];
	}
	const book = await inTurns(call, bookOfState(added, { ...known, period }));
	if (input.options.fileFormat === 'journal') {
		tell(call, book.summary.problems);
		const entries = await inTurns(call, journalOfState(added, known));
		return await inTurns(
			call,
			mapSteps(entries, (entry): IDataObject => ({ ...entry })),
		);
	}
	const nothing = { documents: [], booked: [] };
	const made = { ...book, period, before: await stateOf(call), read: nothing };
	return await giveBookings(call, made, accounts, rates);
}

function ofKnown({ repeated }: Added): string[] {
	if (repeated === 0) return [];
	return [
		`${countOf(repeated)} ${repeated === 1 ? 'was' : 'were'} in the state already, by ${repeated === 1 ? 'its number' : 'their numbers'}, and ${repeated === 1 ? 'counts' : 'count'} once, as ${repeated === 1 ? 'it was' : 'they were'} when added first.`,
	];
}

/** The state, and what a person sees of it. */
function stateItem({ state, added, repeated }: Added): IDataObject {
	const { dated, undated, frames, singles, period } = state;
	const receipts = [...dated.receipts, ...undated.receipts];
	const grossCents = receipts.reduce((sum, { totals }) => sum + totals.grossCents, 0);
	const documents = [...frames, ...singles.map(({ document }) => document)];
	return {
		type: 'state',
		from: period?.from ?? null,
		to: period?.to ?? null,
		days: new Set(documents.map(({ businessDay }) => businessDay)).size,
		receipts: countReceipts(receipts),
		added,
		repeated,
		...money('gross', grossCents),
		state: writeState(state),
	};
}
