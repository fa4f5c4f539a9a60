/**
 * A harmless read before a write: a token that has ended is renewed by it, not by the write. It reads
 * the means of payment, a small list that every token may read (document: Bezahlarten).
 */
import type { ApiRequest } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';

type Creating = Pick<ApiRequest, 'mayCreateToken'>;

/** Reads the list, whatever it holds. */
export async function proveToken(call: Call, creating: Creating): Promise<unknown> {
	return await call.send({ method: 'GET', path: '/paymentmethods', ...creating });
}

/**
 * The same, for all items of an execution together.
 * @returns the answer
 */
export async function proveTokenOnce(call: Call, creating: Creating): Promise<unknown> {
	return await call.once('Kassandro token', async () => await proveToken(call, creating));
}
