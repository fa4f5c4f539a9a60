/** The order in which lists are read. */
import { startingAt } from '../../../../nodes/shared/poll/startingAt';

it.each([
	[0, ['a', 'b', 'c']],
	[1, ['b', 'c', 'a']],
	[2, ['c', 'a', 'b']],
	[-1, ['a', 'b', 'c']],
])('beginning with list %d', (index, order) => {
	const lists = ['a', 'b', 'c'];
	expect(startingAt(lists, index)).toEqual(order);
	expect(lists).toEqual(['a', 'b', 'c']);
});
