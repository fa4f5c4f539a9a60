/** Looks for a write that may still be under way: what arrived late is carried out late. */
import type { Seen } from './atMostOnce';

/** A request without an answer is carried out within this time, or never. */
export const SECOND_LOOK_MS = 30_000;

/**
 * Looks, and once more after {@link SECOND_LOOK_MS} where the system may still be working on it.
 * @param over true where the system's work has surely ended: one look tells
 * @param sleep waits so many milliseconds; throws where the execution is canceled
 */
export async function lookTwice<T>(
	look: () => Promise<Seen<T>>,
	over: boolean,
	sleep: (ms: number) => Promise<void>,
): Promise<Seen<T>> {
	const first = await look();
	if (first.is !== 'absent' || over) return first;
	const isCanceled = await sleep(SECOND_LOOK_MS).then(
		() => false,
		() => true,
	);
	return isCanceled ? { is: 'hidden', why: 'the execution was canceled' } : await look();
}
