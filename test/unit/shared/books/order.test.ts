/** The order in which receipts and rates stand in books. */
import { compareNumbers, compareRates, inOrder } from '../../../../nodes/shared/books/order';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

it.each<[string, string[], string[]]>([
	[
		'digits by their value',
		['10', '9', '0400-0011', '0400-0002'],
		['9', '10', '0400-0002', '0400-0011'],
	],
	['what has none before it', ['1', ''], ['', '1']],
])('numbers: %s', (_, numbers, expected) => {
	expect([...numbers].sort(compareNumbers)).toEqual(expected);
});

it('rates ascend, and what is not known comes last', () => {
	expect(['22', null, '4', '10', '5.5'].sort(compareRates)).toEqual(['4', '5.5', '10', '22', null]);
	expect(compareRates(null, null)).toBe(0);
	expect(compareRates('10', '10.0')).toBe(0);
});

it('receipts are in the order of their making, then by number, then by ID', () => {
	const one = (id: string, number: string, issuedAt: string) => ({ id, number, issuedAt });
	const receipts = [
		one('d', '10', '2026-10-05T10:00:01+02:00'),
		one('c', '10', '2026-10-05T10:00:00+02:00'),
		one('b', '10', '2026-10-05T10:00:00+02:00'),
		one('a', '9', '2026-10-05T10:00:00+02:00'),
		// The same moment in another zone.
		one('e', '8', '2026-10-05T08:00:00Z'),
	];
	const given = [...receipts];
	expect(atOnce(inOrder(receipts)).map(({ id }) => id)).toEqual(['e', 'a', 'b', 'c', 'd']);
	expect(receipts).toEqual(given);
});
