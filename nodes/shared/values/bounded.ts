/** Memories of this process that must not grow without end. */

/**
 * Lets go of the oldest entry where a map has too many; call it after each one that is added.
 * @param map in the order in which entries go: what is to count as new again is deleted first
 * @param most entries that are kept
 */
export function dropOldest<K>(map: Map<K, unknown>, most: number): void {
	const oldest = map.keys().next();
	if (map.size > most && !oldest.done) map.delete(oldest.value);
}
