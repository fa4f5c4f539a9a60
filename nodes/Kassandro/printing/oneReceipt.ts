/** Asks for one receipt by its number (document: GET /receipts/<receiptNumber>). */
import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { readReceiptIn } from '../answers';

/**
 * One receipt, with everything that is known of it.
 * @param creating whether the till may be logged in to for it, as for a write that it prepares
 * @returns undefined where the answer holds no receipt
 * @throws NodeApiError where there is none
 */
export async function askForOne(
	call: Call,
	receiptNumber: string,
	creating: Pick<ApiRequest, 'mayCreateToken'> = {},
): Promise<IDataObject | undefined> {
	const path = `/receipts/${encodeURIComponent(receiptNumber)}`;
	return readReceiptIn(await call.send({ method: 'GET', path, ...creating }));
}
