/** Sorts things into groups, in time that grows with their number. */

/** The things by their key: groups in the order of their first ones, and each in the order of the things. */
export function groupsOf<K, T>(things: Iterable<T>, keyOf: (thing: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const thing of things) {
		const key = keyOf(thing);
		const group = groups.get(key);
		if (group) group.push(thing);
		else groups.set(key, [thing]);
	}
	return groups;
}
