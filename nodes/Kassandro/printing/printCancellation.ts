/** Prints cancellations, each at most once (document: Beleg erstellen, Stornobeleg). */
import type { IDataObject } from 'n8n-workflow';
import { toLocalDay, today } from '../../shared/values/dates';
import { InputError } from '../../shared/table/inputError';
import { oneAtATime } from '../../shared/once/aloneInN8n';
import { ItemNote } from '../../shared/once/notes';
import type { DayRange } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { numberCancelledBy } from '../answers';
import { askForOne } from './oneReceipt';
import { recall, sending } from './postReceipt';
import { printJob } from './printJob';
import type { Look } from './printJob';
import { readRegister } from './receiptSearch';
import { registerIndex } from './registerIndex';
import { searchRange } from './searchRange';
import { baseUrl } from '../tokens/token';

/**
 * A receipt may be dated ahead, by its order or by a till whose clock is fast, and its cancellation
 * then be older than itself.
 */
const LOOK_BACK_DAYS = 31;
const NOT_SHOWN =
	'The receipt is canceled, but the list of receipts does not show what a cancellation cancels: if you cancel the same receipt again, the node cannot notice it. Ask Kassandro about "cancellation".';
/** Where the original doesn't tell the day of its printing, all receipts are searched. */
const FIRST_DAY = '2000-01-01';

/**
 * Prints the cancellation of a receipt. Its key is the number that it cancels: an existing
 * cancellation of it comes back instead.
 * @param body the cancellation as it is sent
 * @returns the vendor's receipt, with `duplicate: true` where it was there before, and with
 * `recovered: true` where it was found after its answer was lost
 * @throws InputError for the number of a cancellation; NodeApiError where it failed, or it isn't known
 * whether it did
 */
export async function printCancellation(
	call: ActionCall,
	body: Record<string, unknown>,
	receiptNumber: string,
): Promise<IDataObject> {
	const lane = ['cancel', baseUrl(call.credentials), receiptNumber];
	const printing = async () => {
		const range = await rangeOf(call, receiptNumber);
		const index = await registerIndex(call);
		const isIt = (receipt: IDataObject) => numberCancelledBy(receipt) === receiptNumber;
		const look = async (): Promise<Look> => {
			const receipts = await readRegister(call, range);
			return {
				found: receipts.find(isIt),
				conclusive: receipts.some((receipt) => numberCancelledBy(receipt) !== undefined),
			};
		};
		const note = new ItemNote(call);
		const before = note.read();
		let isShown = true;
		const receipt = await printJob(call, {
			note,
			// An earlier try of this item may have canceled another number.
			before: before?.cancels === receiptNumber ? before : undefined,
			lane,
			memory: { cancels: receiptNumber },
			look,
			byNumber: async () => {
				const receipts = await index.receipts(call, range);
				isShown = receipts.some((one) => numberCancelledBy(one) !== undefined);
				return receipts.find(isIt);
			},
			send: index.taking(sending(call, body), isIt),
			recall: async (memory) => await recall(call, memory, look),
			accept: (found, how) => ({ ...found, [how]: true }),
			advice: () => cancellationAdvice(receiptNumber),
		});
		if (receipt.duplicate === true || (isShown && isIt(receipt))) return receipt;
		// Only the list can tell whether the next one who wants to cancel this receipt would see it.
		const seen = await look().catch(() => undefined);
		if (seen && !seen.found) call.hint(NOT_SHOWN);
		return receipt;
	};
	return await oneAtATime(call, lane, printing);
}

/** What a person must do who doesn't know whether a receipt was canceled. */
export function cancellationAdvice(receiptNumber: string): string {
	return `Look at the register whether receipt ${receiptNumber} is canceled. If it is not, run this again; an existing cancellation is found and not repeated.`;
}

/** The days that hold every cancellation of a receipt. */
async function rangeOf(call: Call, receiptNumber: string): Promise<DayRange> {
	const original = await askForOne(call, receiptNumber, { mayCreateToken: true });
	if (numberCancelledBy(original) !== undefined) {
		throw new InputError(
			'Receipt Number',
			`(${receiptNumber}) is the number of a cancellation`,
			'Only sales can be canceled. Nothing was printed.',
		);
	}
	const created = original?.created;
	const range = searchRange(call, created, LOOK_BACK_DAYS);
	const { timeZone } = call.input;
	const day = toLocalDay(created, timeZone);
	const isPast = day !== undefined && day <= today(call.now(), timeZone);
	return isPast ? range : { ...range, from: FIRST_DAY };
}
