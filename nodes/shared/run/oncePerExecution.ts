/** What is done once per execution and account, whether it succeeds or not. */
import { copyOfError } from '../wire/errors';
import type { Call } from '../table/types';

type Outcome<T> = { value: T } | { error: unknown };

/**
 * Does something for the first item and gives its outcome to all others of the same account. Unlike
 * `call.once`, a failure is kept as well: what failed isn't done again for the next item.
 * @param name what is done; the outcome is kept under it
 * @throws what `make` threw; each item gets an error of its own, because errors carry item indexes
 */
export async function oncePerExecution<T>(
	call: Call,
	name: string,
	make: () => Promise<T>,
): Promise<T> {
	let isFirst = false;
	const outcome = await call.once<Outcome<T>>(name, async () => {
		isFirst = true;
		return await make().then(
			(value) => ({ value }),
			(error: unknown) => ({ error }),
		);
	});
	if ('value' in outcome) return outcome.value;
	throw isFirst ? outcome.error : copyOfError(call.host.getNode(), outcome.error);
}
