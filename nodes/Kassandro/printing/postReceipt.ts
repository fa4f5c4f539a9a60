/** Sends receipts, and reads one that was sent (document: POST /receipts, GET /receipts/<receiptNumber>). */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { isRecord } from '../../shared/values/records';
import type { Call } from '../../shared/table/types';
import { unwrap } from '../answers';
import type { Look } from './printJob';
import { askForOne } from './oneReceipt';

/**
 * Makes what sends a receipt once.
 * @param body the receipt as it is sent
 * @returns what gives the receipt that the vendor has inserted; it throws a NodeApiError, and an answer
 * without a numbered receipt leaves the outcome open
 */
export function sending(call: Call, body: Record<string, unknown>): () => Promise<IDataObject> {
	return async () => await post(call, body);
}

async function post(call: Call, body: Record<string, unknown>): Promise<IDataObject> {
	const answer = unwrap(await call.send({ method: 'POST', path: '/receipts', body }));
	const receipt = isRecord(answer) ? answer.receipt : undefined;
	if (isRecord(receipt) && ['string', 'number'].includes(typeof receipt.receiptNumber)) {
		return receipt;
	}
	throw apiError(call, {
		problem: 'the answer holds no receipt',
		advice: 'Look at the register before you run it again.',
		outcomeUnknown: true,
	});
}

/**
 * The receipt that an earlier try of the item is known to have printed.
 * @param look finds it where it came back without a number
 */
export async function recall(
	call: Call,
	{ receiptNumber }: IDataObject,
	look: () => Promise<Look>,
): Promise<IDataObject> {
	if (receiptNumber === undefined) return (await look()).found ?? {};
	const receipt = await askForOne(call, String(receiptNumber), { mayCreateToken: true });
	return receipt ?? { receiptNumber };
}
