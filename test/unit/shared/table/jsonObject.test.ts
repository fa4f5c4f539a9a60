/** Orders and contact requests as they travel: numbers that were computed among them. */
import { jsonObject } from '../../../../nodes/shared/table/jsonObject';

it.each<[number, number]>([
	[1.1 * 3, 3.3],
	[0.1 + 0.2, 0.3],
	[4.35 * 100, 435],
	[-1.1 * 3, -3.3],
	// What was meant comes through: prices, places on a map, IDs.
	[9.99, 9.99],
	[48.2081743123456, 48.2081743123456],
	[1e-7, 1e-7],
	[9007199254740991, 9007199254740991],
])('a price of %d goes out as %d', (computed, sent) => {
	const order = { items: [{ price: computed }], total: computed };
	expect(jsonObject.parse(order)).toEqual({ items: [{ price: sent }], total: sent });
	expect(jsonObject.parse(JSON.stringify(order))).toEqual(jsonObject.parse(order));
});
