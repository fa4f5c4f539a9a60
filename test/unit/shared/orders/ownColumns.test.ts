/** Orders whose columns the user names. */
import { readOrder } from '../../../../nodes/shared/orders/readOrder';
import { refusal, shown } from './shown';

const order = (more: object = {}) => ({
	number: 10045,
	items: [
		{ article: 201, name: 'Strudel', quantity: 2, price: 6.9, vat: 10 },
		{ article: 301, name: 'Wine', quantity: '0,375', price: '12,00', vat: '20%' },
	],
	shipping: 4.9,
	shippingName: 'Post',
	shippingVat: 20,
	total: 23.2,
	payment: 'card',
	...more,
});

describe('an order of another shop', () => {
	it('is read by the usual names where none are given', () => {
		expect(shown('columns', order())).toEqual({
			lines: [
				'2 × 6.9 = 13.80 @ 10 Strudel [201]',
				'0.375 × 12 = 4.50 @ 20 Wine [301]',
				'1 × 4.9 = 4.90 @ 20 Post',
			],
			total: '23.20',
		});
		const { number, payments } = readOrder(order(), {
			shop: 'columns',
			columns: {},
			pricesIncludeVat: true,
		});
		expect({ number, payments }).toEqual({ number: '10045', payments: [{ names: ['card'] }] });
	});

	it('is read by the names that are given, also within fields and lists', () => {
		const item = {
			body: {
				lines: [
					{
						what: { title: 'Shirt' },
						count: 1,
						money: { each: '30.00' },
						off: [{ by: 1 }, { by: '2' }],
						tax: 20,
					},
				],
				sum: '27.00',
			},
		};
		const columns = {
			order: 'body',
			list: 'lines',
			name: 'what.title',
			quantity: 'count',
			price: 'money.each',
			discount: 'off.by',
			vat: 'tax',
			total: 'sum',
		};
		expect(shown('columns', item, { columns })).toEqual({
			lines: ['1 × 30 - 3.00 = 27.00 @ 20 Shirt'],
			total: '27.00',
		});
	});

	it('leaves prices and rates that it does not state to the articles', () => {
		const item = order({
			items: [{ article: 201, quantity: 2 }],
			shippingVat: undefined,
			total: 99,
		});
		expect(shown('columns', item).lines).toEqual(['2 × ? @ ? - [201]', '1 × 4.9 = 4.90 @ ? Post']);
	});

	it('adds VAT where its prices contain none', () => {
		const items = [{ name: 'Shirt', quantity: 3, price: 9.99, vat: 20 }];
		const item = order({ items, shipping: undefined, total: 35.96 });
		expect(shown('columns', item, { pricesIncludeVat: false })).toEqual({
			lines: ['1 × 11.98 = 11.98 @ 20 Shirt', '2 × 11.99 = 23.98 @ 20 Shirt'],
			total: '35.96',
		});
	});

	it('weighs to the cent where VAT makes no whole cents of what is weighed', () => {
		const items = [{ name: 'Cheese', quantity: 0.333, price: 19.9, vat: 10 }];
		const item = order({ items, shipping: undefined, total: 7.29 });
		expect(shown('columns', item, { pricesIncludeVat: false }).lines).toEqual([
			'0.333 × 21.891892 = 7.29 @ 10 Cheese',
		]);
	});

	it('shares a discount on the whole of it out over its goods', () => {
		const item = order({ off: '5.00', total: 18.2 });
		expect(shown('columns', item, { columns: { orderDiscount: 'off' } }).lines).toEqual([
			'2 × 6.9 - 3.77 = 10.03 @ 10 Strudel [201]',
			'0.375 × 12 - 1.23 = 3.27 @ 20 Wine [301]',
			'1 × 4.9 = 4.90 @ 20 Post',
		]);
	});

	it('takes negative quantities for what comes back, with its discount', () => {
		const items = [{ name: 'Shirt', quantity: -2, price: 10, discount: 3, vat: 20 }];
		const item = order({ items, shipping: 0, total: -17 });
		expect(shown('columns', item)).toEqual({
			lines: ['-2 × 10 - -3.00 = -17.00 @ 20 Shirt'],
			total: '-17.00',
		});
	});

	it.each<[object, string]>([
		[{ total: undefined }, '"Order" has no "total" in it'],
		[
			{ items: [{ quantity: 1, price: 5, vat: 0.2 }] },
			'"Order" has 0.2 as "vat" in items 1: it must be in percent, for example 22 and not 0.22',
		],
		[
			{ items: [{ quantity: 1, price: 5, discount: -1 }] },
			'"Order" has a discount below zero in items 1',
		],
		[{ items: [{ quantity: 1, discount: 1 }] }, '"Order" has a discount and no "price" in items 1'],
		[
			{ total: 23.21 },
			'"Order" comes to 23.20 by its lines, but its total is 23.21: 0.01 too little. Its lines: items 1 (Strudel) 13.80; items 2 (Wine) 4.50; shipping 4.90',
		],
	])('is refused: %j', (changes, words) => {
		expect(refusal('columns', order(changes))).toBe(words);
	});

	it.each<[string | number, string]>([
		[
			'1.234',
			'"Order" has "1.234" as "total" in it: it can mean 1.234 or 1234 euros: write it with',
		],
		[' -12.500', '"Order" has " -12.500" as "total" in it: it can mean -12.500 or -12500 euros'],
		['1.234,00', 'none'],
		['1234.00', 'none'],
		[1234, 'none'],
	])('is refused where its total can be read in two ways: %j', (total, words) => {
		const price = typeof total === 'string' && words !== 'none' ? total.trim() : '1234.00';
		const item = { number: 1, items: [{ name: 'Sofa', quantity: 1, price, vat: 20 }], total };
		expect(refusal('columns', item)).toContain(words);
	});

	it.each<[object, string, string]>([
		[{ currency: 'eur' }, 'currency', 'none'],
		[{ currency: '€' }, 'currency', 'none'],
		[{ currency: null }, 'currency', 'none'],
		[{ money: '' }, 'money', 'none'],
		[{ currency: 'chf' }, 'currency', '"Order" is in CHF, and only euros can be taken'],
		[
			{ currency: { code: 'CHF' } },
			'currency',
			'"Order" has {"code":"CHF"} as "currency", which is no currency',
		],
		[{}, 'money', '"Order" has no "money", which is to say its currency'],
	])('says its currency or is refused: %j by %s', (more, currency, words) => {
		expect(refusal('columns', order(more), { columns: { currency } })).toBe(words);
	});

	it.each<[unknown, string[]]>([
		['card', ['card']],
		[7, ['7']],
		[null, []],
		['', []],
		[
			['card', 'voucher', 'card'],
			['card', 'voucher'],
		],
		[{ method: 'cash' }, ['{"method":"cash"}']],
		[true, ['true']],
	])('names all ways that it was paid in, or what stands there instead: %j', (payment, names) => {
		const { payments } = readOrder(order({ payment }), {
			shop: 'columns',
			columns: {},
			pricesIncludeVat: true,
		});
		expect(payments).toEqual(names.map((name) => ({ names: [name] })));
	});

	it('is refused where VAT is to be added and nothing says how much', () => {
		const item = order({ items: [{ quantity: 1, price: 5 }] });
		expect(refusal('columns', item, { pricesIncludeVat: false })).toBe(
			'"Order" has a price without VAT in items 1, and no VAT rate for it',
		);
	});
});
