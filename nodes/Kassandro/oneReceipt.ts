/** Asks for one receipt by its number (document: GET /receipts/<receiptNumber>). */
import type { ApiRequest, Call } from '../shared/types';
import { unwrap } from './answers';

/**
 * One receipt, with everything that is known of it.
 * @param creating whether the till may be logged in to for it, as for a write that it prepares
 * @returns the answer, unwrapped; whether it is a receipt is for the caller to see
 * @throws NodeApiError where there is none
 */
export async function askForOne(
	call: Call,
	receiptNumber: string,
	creating: Pick<ApiRequest, 'mayCreateToken'> = {},
): Promise<unknown> {
	const path = `/receipts/${encodeURIComponent(receiptNumber)}`;
	return unwrap(await call.send({ method: 'GET', path, ...creating }));
}
