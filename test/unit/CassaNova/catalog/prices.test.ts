/** One price is set, and all others stay. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { hasUsualPrice, setPriceIn } from '../../../../nodes/CassaNova/catalog/prices';

const usual = { value: 9.9 };
const takeAway = { idSalesMode: 'm1', value: 8.5 };
const inShop = { idSalesPoint: 4711, value: 10 };

it.each<[string, IDataObject[], object, number, IDataObject[], string | null]>([
	['the usual one', [usual, takeAway, inShop], {}, 11, [{ value: 11 }, takeAway, inShop], '9.9'],
	[
		'that of a sales mode',
		[usual, takeAway],
		{ idSalesMode: 'm1' },
		9,
		[usual, { idSalesMode: 'm1', value: 9 }],
		'8.5',
	],
	[
		'that of a shop, whose ID may come as text',
		[usual, { ...inShop, idSalesPoint: '4711' }],
		{ idSalesPoint: 4711 },
		9,
		[usual, { idSalesPoint: 4711, value: 9 }],
		'10',
	],
	[
		'one that is not there yet',
		[usual],
		{ idSalesMode: 'm1', idSalesPoint: 4711 },
		9,
		[usual, { idSalesMode: 'm1', idSalesPoint: 4711, value: 9 }],
		null,
	],
	['the first of all', [], {}, 9, [{ value: 9 }], null],
	[
		'both where two are for the same',
		[usual, takeAway, { value: 1 }],
		{},
		9.9,
		[{ value: 9.9 }, takeAway],
		'9.9',
	],
])('sets %s', (_name, prices, wanted, value, expected, before) => {
	expect(setPriceIn(prices, wanted, value)).toEqual({
		prices: expected,
		before,
		isChanged: true,
	});
});

it('sends nothing new where the price is that already, however it is written', () => {
	const shown = [
		{ id: 'p', lastUpdate: 1, idSalesMode: null, idSalesPoint: null, value: '9.90' },
		{ salesMode: { id: 'm1', description: 'Take-away' }, value: 8.5 },
	];
	expect(setPriceIn(shown, {}, 9.9)).toEqual({
		prices: [{ value: '9.90' }, takeAway],
		before: '9.9',
		isChanged: false,
	});
	expect(setPriceIn(shown, { idSalesMode: 'm1' }, 8.5).isChanged).toBe(false);
});

it('is the same the second time, and leaves all others as they were', () => {
	const mode = fc.constantFrom(undefined, 'm1', 'm2');
	const shop = fc.constantFrom(undefined, 1, 2);
	const key = fc
		.record({ idSalesMode: mode, idSalesPoint: shop })
		.map(({ idSalesMode, idSalesPoint }) => ({
			...(idSalesMode === undefined ? {} : { idSalesMode }),
			...(idSalesPoint === undefined ? {} : { idSalesPoint }),
		}));
	const cents = fc.integer({ min: 0, max: 100_000 }).map((value) => value / 100);
	const list = fc.uniqueArray(
		fc.tuple(key, cents).map(([own, value]): IDataObject => ({ ...own, value })),
		{ selector: ({ idSalesMode, idSalesPoint }) => JSON.stringify([idSalesMode, idSalesPoint]) },
	);
	fc.assert(
		fc.property(list, key, cents, (prices, wanted, value) => {
			const once = setPriceIn(prices, wanted, value);
			const isOther = (price: IDataObject) =>
				price.idSalesMode !== (wanted as IDataObject).idSalesMode ||
				price.idSalesPoint !== (wanted as IDataObject).idSalesPoint;
			expect(once.prices.filter(isOther)).toEqual(prices.filter(isOther));
			expect(once.prices).toContainEqual({ ...wanted, value });
			expect(setPriceIn(once.prices, wanted, value)).toEqual({
				...once,
				before: String(value),
				isChanged: false,
			});
		}),
	);
});

it('knows the price that is for all', () => {
	expect(hasUsualPrice([takeAway, usual])).toBe(true);
	expect(hasUsualPrice([takeAway, { idSalesMode: null, value: 1 }])).toBe(true);
	expect(hasUsualPrice([takeAway])).toBe(false);
	expect(hasUsualPrice([])).toBe(false);
});
