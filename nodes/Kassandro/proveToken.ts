/** A harmless read before a write: a token that has ended is renewed by it, not by the write. */
import type { ApiRequest, Call } from '../shared/types';

type Creating = Pick<ApiRequest, 'mayCreateToken'>;

/** Reads a small list that every token may read. */
export async function proveToken(call: Call, creating: Creating): Promise<void> {
	await call.send({ method: 'GET', path: '/paymentmethods', ...creating });
}

/** The same, for all items of an execution together. */
export async function proveTokenOnce(call: Call, creating: Creating): Promise<void> {
	await call.once('Kassandro token', async () => await proveToken(call, creating));
}
