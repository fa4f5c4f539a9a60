/** What follows from one receipt alone. */
import {
	bookedNumber,
	isReversal,
	nameOfPlace,
	paidCents,
	placeOf,
} from '../../../../nodes/shared/books/facts';
import type { AccountingReceipt, Means, Place } from '../../../../nodes/shared/books/receipt';

const bar: Place = { id: '1', name: 'Bar' };
const nameless: Place = { id: '2', name: null };

it.each<[Place, Place, Place, string | undefined]>([
	[bar, nameless, bar, 'Bar'],
	[null, nameless, nameless, '2'],
	[null, null, null, undefined],
])('register %j and shop %j: %j', (register, salesPoint, place, name) => {
	expect(placeOf({ register, salesPoint })).toEqual(place);
	expect(nameOfPlace(place)).toBe(name);
});

it.each([
	['0400-0007 2026-10-05', '0400-0007'],
	['2026-10-05', '2026-10-05'],
	['A 17/2026', 'A 17/2026'],
	['7 2026-10-05 B', '7 2026-10-05 B'],
])('%s is booked as %s', (displayNumber, expected) => {
	expect(bookedNumber({ displayNumber })).toBe(expected);
});

it.each<[Array<[Means, number]>, number, Array<[Means, number]>]>([
	[[], 0, []],
	[[['cash', 500]], 0, [['cash', 500]]],
	[[['cash', 1000]], 500, [['cash', 500]]],
	[
		[['mealVoucher', 700]],
		50,
		[
			['mealVoucher', 700],
			['cash', -50],
		],
	],
	[
		[
			['card', 300],
			['cash', 0],
			['card', 200],
		],
		0,
		[['card', 500]],
	],
])('payments %j less change %d leave %j', (paid, changeCents, expected) => {
	const payments = paid.map(([means, amountCents]) => ({
		means,
		vendorMeans: means,
		amount: '',
		amountCents,
	}));
	expect([...paidCents({ payments, changeCents })]).toEqual(expected);
});

it.each<[AccountingReceipt['references'], boolean]>([
	[[], false],
	[[{ type: 'cancels', id: 'r-1', number: '7' }], true],
	[[{ type: 'cancels', id: null, number: '7' }], false],
	[[{ type: 'refunds', id: 'r-1', number: '7' }], false],
])('references %j: only takes back what was cancelled in place: %p', (references, expected) => {
	expect(isReversal({ references })).toBe(expected);
});
