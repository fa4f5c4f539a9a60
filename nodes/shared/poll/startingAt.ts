/** The order in which a poll reads a trigger's lists: one of them first, then the others in turn. */

/**
 * All lists, beginning with one of them; those before it come last.
 * @param index of the one to begin with; where that is no list, the first one
 */
export function startingAt<T>(lists: T[], index: number): T[] {
	const first = Math.max(0, index);
	return [...lists.slice(first), ...lists.slice(0, first)];
}
