/** Which of the register's articles a line of an order names: by ID, by name, and never one for the other. */
import { doubtfulNames, itemsOf } from '../../../../nodes/Kassandro/printing/orderArticles';
import type { ToldBy } from '../../../../nodes/Kassandro/printing/orderPanel';
import type { OrderLine } from '../../../../nodes/shared/orders/types';
import { decimal } from '../../../../nodes/shared/values/money';

const catalogue = [
	{ itemId: 100, nameLong: 'Espresso', nameShort: 'Espr.', priceOne: 2, vat: 20 },
	{ itemId: 7, nameLong: '100', nameShort: 'Hundred', priceOne: 2, vat: 20 },
	{ itemId: 8, nameLong: 'Tea', nameShort: 'Tea', priceOne: 2, vat: 20 },
];

const line = (article: string, name = 'Espresso'): OrderLine => ({
	kind: 'goods',
	place: `line_items 1 (${name})`,
	name,
	article,
	quantity: decimal(1),
	rate: decimal(20),
	price: { each: decimal(2), discountCents: 0, grossCents: 200 },
});

const idsOf = (lines: OrderLine[], toldBy: ToldBy) =>
	itemsOf({ lines, totalCents: 200 * lines.length }, catalogue, {
		others: [],
		toldBy,
		anyRate: false,
		anyPrice: false,
	}).map(({ itemId }) => itemId);

it.each([
	['any', 'Tea', 8],
	['any', '8', 8],
	['id', '100', 100],
	['name', '100', 7],
	['name', 'Hundred', 7],
] as const)('told by %s, %s is article %d', (toldBy, article, itemId) => {
	expect(idsOf([line(article)], toldBy)).toEqual([itemId]);
});

it('is none where it is the ID of one article and the name of another', () => {
	expect(() => idsOf([line('100')], 'any')).toThrow(
		'"Order" has the article "100" in line_items 1 (Espresso), which is the ID of one article of the register, and the name of another (7)',
	);
});

it.each([
	['id', 'Tea'],
	['name', '8'],
] as const)('told by %s, %s is unknown', (toldBy, article) => {
	expect(() => idsOf([line(article)], toldBy)).toThrow(
		'whose article "' + article + '" the register doesn\'t have',
	);
});

it('is doubtful where an ID tells an article that is called something else altogether', () => {
	const lines = [line('8', 'Blue shirt'), line('8', 'Green TEA, large'), line('Tea', 'Shirt')];
	expect(
		doubtfulNames(
			lines,
			lines.map(() => ({ itemId: 8 })),
			catalogue,
		),
	).toEqual([
		expect.stringContaining(
			'The order has article 8 in line_items 1 (Blue shirt), which the register calls "Tea"',
		),
	]);
});
