/** Creating, voiding and previewing receipts (document: Beleg erstellen, POST /receipts). */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from '../../shared/books/receipt';
import { isPreview, previewHint } from '../../shared/once/editorRun';
import { objectIn } from '../../shared/table/checked';
import { centsToString } from '../../shared/values/money';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { toAccountingReceipt } from '../books/accounting';
import { askForReceipt } from '../attachments/attachmentUrls';
import { composeCancellation, composeReceipt, composeZero } from './compose';
import type { Composed } from './compose';
import { tellingEarlier } from './earlierTry';
import { withOrder } from './orderReceipt';
import { print, printAdvice } from './print';
import { cancellationAdvice, printCancellation } from './printCancellation';
import { referenceFor, withReference } from './reference';
import { compareBeforePrinting, compareWithRegister } from '../books/registerDifferences';
import { tellOfItem } from './itemHints';
import { under } from '../../shared/values/records';

/** Creates a standard receipt, or shows what it would be. */
export async function createReceipt(call: ActionCall): Promise<IDataObject[]> {
	return await createOrPreview(call, composeReceipt, withOrder);
}

/** Creates a zero receipt, or shows what it would be. */
export async function createZeroReceipt(call: ActionCall): Promise<IDataObject[]> {
	return await createOrPreview(call, ({ input }) => composeZero(input));
}

/** Cancels a receipt by another one, or shows what that would take back. */
export async function cancelReceipt(call: ActionCall): Promise<IDataObject[]> {
	const composed = composeCancellation(call.input);
	const receiptNumber = String(objectIn(composed.body, 'cancellation')?.receiptNumber ?? '');
	if (!isPreview(call)) {
		const cancel = async () => await printCancellation(call, composed.body, receiptNumber);
		return [await tellingEarlier(call, cancel, () => cancellationAdvice(receiptNumber))];
	}
	return [preview(call, await withOriginal(call, composed, receiptNumber))];
}

/** @param complete gives the call with what its input leaves to the item */
async function createOrPreview(
	given: ActionCall,
	compose: (call: ActionCall) => Composed | Promise<Composed>,
	complete: (call: ActionCall) => Promise<ActionCall> = async (call) => await Promise.resolve(call),
): Promise<IDataObject[]> {
	if (!isPreview(given)) {
		const create = async () => {
			const call = await complete(given);
			const { body, hints } = await compose(call);
			tellOfItem(call, hints);
			return await print(call, body, compareBeforePrinting);
		};
		return [await tellingEarlier(given, create, printAdvice)];
	}
	const call = await complete(given);
	const composed = await compose(call);
	const body = withReference(composed.body, referenceFor(call, composed.body));
	const differences = await compareWithRegister(call, composed.body, false);
	tellOfItem(call, [...composed.hints, ...differences]);
	return [preview(call, { ...composed, body })];
}

/** The item that comes out instead of a receipt. */
function preview(call: Call, { body, total, vat }: Composed): IDataObject {
	call.hint(previewHint(call));
	return {
		preview: true,
		...under('body', body),
		vat,
		total: total === null ? null : centsToString(total),
		totalCents: total,
	};
}

/**
 * What a cancellation takes back: the original's amounts with the opposite sign.
 * @throws NodeApiError where there is no such receipt
 */
async function withOriginal(
	call: Call,
	composed: Composed,
	receiptNumber: string,
): Promise<Composed> {
	const original = readAmounts(call.input, await askForReceipt(call, receiptNumber));
	if (!original) return composed;
	const { totals, taxes } = original;
	return { ...composed, total: 0 - totals.grossCents, vat: taxes.map(negated) };
}

/** Undefined where they can't be read: the preview then shows what is sent all the same. */
function readAmounts(
	{ timeZone }: RequestInput,
	record: IDataObject,
): AccountingReceipt | undefined {
	try {
		return toAccountingReceipt(record, { timeZone, dayEndsAt: '00:00' });
	} catch {
		return undefined;
	}
}

function negated({ rate, netCents, taxCents, grossCents }: Composed['vat'][number]) {
	const [net, tax, gross] = [0 - netCents, 0 - taxCents, 0 - grossCents];
	return {
		rate,
		net: centsToString(net),
		netCents: net,
		tax: centsToString(tax),
		taxCents: tax,
		gross: centsToString(gross),
		grossCents: gross,
	};
}
