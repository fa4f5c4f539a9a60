/** Looks for a write that may still be under way: what arrived late is carried out late. */
import type { Sighting } from './atMostOnce';
import type { Milliseconds } from '../values/units';
import { EXECUTION_CANCELED } from '../wire/environment';

/** A request without an answer is carried out within this time, or never. */
export const SECOND_LOOK_MS: Milliseconds = 30_000;

/**
 * Looks, and once more after {@link SECOND_LOOK_MS} where the system may still be working on it.
 * @param over true where the system's work has surely ended: one look tells
 * @param sleep throws where the execution is canceled
 */
export async function lookTwice<T>(
	look: () => Promise<Sighting<T>>,
	over: boolean,
	sleep: (ms: Milliseconds) => Promise<void>,
): Promise<Sighting<T>> {
	const first = await look();
	if (first.is !== 'absent' || over) return first;
	const isCanceled = await sleep(SECOND_LOOK_MS).then(
		() => false,
		() => true,
	);
	return isCanceled ? { is: 'hidden', why: EXECUTION_CANCELED } : await look();
}

/**
 * Looks for a write in a list that shows it once it was carried out.
 * @param find gives it as it stands there, or nothing; what it throws makes the look tell nothing
 */
export async function lookedFor<T>(find: () => Promise<T | undefined>): Promise<Sighting<T>> {
	try {
		const record = await find();
		return record === undefined ? { is: 'absent' } : { is: 'found', record };
	} catch (failure) {
		const words = failure instanceof Error ? failure.message : String(failure);
		return { is: 'hidden', why: `the look for it failed (${words})` };
	}
}
