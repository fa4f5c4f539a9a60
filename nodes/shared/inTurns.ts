/** Work on long lists that leaves n8n its turns: no list holds the process. */
import type { Call } from './types';

/** So long, in milliseconds, is worked without a turn for others. */
const LONGEST_STRETCH_MS = 20;

/** Of a call: the clock, and turns for others. */
export type Taking = Pick<Call, 'now' | 'turn'>;

/** Does something with each entry of a list, in order. */
export async function eachInTurns<T>(
	{ now, turn }: Taking,
	list: Iterable<T>,
	work: (entry: T, index: number) => void,
): Promise<void> {
	let began = now();
	let index = 0;
	for (const entry of list) {
		work(entry, index);
		index += 1;
		if (now() - began < LONGEST_STRETCH_MS) continue;
		await turn();
		began = now();
	}
}

/**
 * Puts something else in the place of each entry: of a long list of long records, both together might
 * not fit into memory.
 * @param list is changed
 * @returns the same list
 */
export async function replaceInTurns<T, R>(
	taking: Taking,
	list: T[],
	make: (entry: T) => R,
): Promise<R[]> {
	const made = list as Array<T | R>;
	await eachInTurns(taking, list, (entry, index) => {
		made[index] = make(entry);
	});
	return made as R[];
}
