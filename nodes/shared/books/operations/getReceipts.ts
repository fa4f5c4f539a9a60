/** The operation "Get Receipts": the accounting receipts of some business days. */
import type { IDataObject } from 'n8n-workflow';
import { daysInWords } from '../../run/range';
import { textsIn } from '../../table/checked';
import type { Call } from '../../table/types';
import { filterSteps, inTurns } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { bookedNumber } from '../facts';
import { inOrder } from '../order';
import { readRowsPer } from '../panel/output';
import { isWithin } from '../period';
import { problemsOfReceipts } from '../problems';
import type { AccountingReceipt } from '../receipt';
import { rowsOf } from '../rows';
import type { BooksSource } from '../source';
import { readWanted, tell } from './wanted';

/**
 * Receipts in the order of their making, whole or as rows.
 * @throws InputError for what the panel can't take, NodeApiError for what can't be read,
 * UnreadableReceiptError where the user wants to stop at such a receipt
 */
export async function getReceipts(
	call: Call,
	source: Pick<BooksSource, 'read'>,
): Promise<IDataObject[]> {
	const wanted = readWanted(call);
	const { receipts, remarks } = await source.read(call, wanted);
	const numbers = textsIn(call.input.options, 'receiptNumbers');
	const isAsked = (receipt: AccountingReceipt) =>
		isWithin(receipt.businessDay, wanted.period) &&
		(numbers === undefined || hasNumber(receipt, numbers));
	const chosen = function* (): Steps<IDataObject[]> {
		const asked = yield* inOrder(yield* filterSteps(receipts, isAsked));
		const ofDays = (remarks?.problems ?? []).map(({ sentence }) => sentence);
		const none =
			asked.length === 0 ? [`No receipts were found ${daysInWords(wanted.period)}.`] : [];
		tell(call, [...ofDays, ...(yield* problemsOfReceipts(asked)), ...none]);
		return yield* rowsOf(asked, readRowsPer(call.input));
	};
	return await inTurns(call, chosen());
}

/** Whether a receipt has one of some numbers: as the system counts it, or as it stands on paper with or without the date. */
export function hasNumber(
	receipt: Pick<AccountingReceipt, 'number' | 'displayNumber'>,
	numbers: readonly string[],
): boolean {
	const own = [receipt.number, receipt.displayNumber, bookedNumber(receipt)];
	return numbers.some((number) => own.includes(number));
}
