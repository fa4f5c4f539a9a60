/** What is done once per execution and account, whether it succeeds or not. */
import { NodeApiError } from 'n8n-workflow';
import { leavesOutcomeOpen } from './errors';
import type { Call } from './types';

type Outcome<T> = { value: T } | { error: unknown };

/**
 * Does something for the first item and gives its outcome to all others of the same account. Unlike
 * `call.once`, a failure is kept as well: what failed isn't done again for the next item.
 * @param name what is done; the outcome is kept under it
 * @throws what `make` threw; each item gets an error of its own, because errors carry item indexes
 */
export async function kept<T>(call: Call, name: string, make: () => Promise<T>): Promise<T> {
	let isFirst = false;
	const outcome = await call.once<Outcome<T>>(name, async () => {
		isFirst = true;
		return await make().then(
			(value) => ({ value }),
			(error: unknown) => ({ error }),
		);
	});
	if ('value' in outcome) return outcome.value;
	throw isFirst ? outcome.error : copyOf(call, outcome.error);
}

/** Other errors get their item's index when the item loop wraps them. */
function copyOf({ host }: Call, error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	const { message, description, httpCode, errorResponse = { message } } = error;
	const copy = new NodeApiError(host.getNode(), errorResponse, {
		message,
		...(httpCode === null ? {} : { httpCode }),
	});
	// n8n swaps texts in which it finds an error's code for its own.
	copy.message = message;
	copy.description = description;
	if (leavesOutcomeOpen(error)) copy.context.outcomeUnknown = true;
	return copy;
}
