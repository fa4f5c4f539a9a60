/** What is said where records show that a vendor didn't follow a filter. */

/**
 * @param filter as the panel shows it
 * @param id of a record that the filter should have left out
 * @param todo what to do about it, a sentence or more
 */
export function notFollowed(
	filter: string,
	id: unknown,
	todo: string,
): { problem: string; advice: string } {
	return {
		problem: `the filter "${filter}" was not followed: the record ${String(id)} came as well`,
		advice: `Nothing was handed on. ${todo}`,
	};
}
