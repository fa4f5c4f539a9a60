/** Orders of Shopify's: what they come to, to the cent, and what is refused. */
import { readOrder } from '../../../../nodes/shared/orders/readOrder';
import {
	allocation,
	shippingLine,
	shopifyLine,
	shopifyOrder,
	taxLine,
} from '../../../support/orders/shopify';
import { refusal, shown } from './shown';

const LAYOUT = { shop: 'shopify', columns: {}, pricesIncludeVat: true } as const;

/** A shirt for 36.00 and socks for 5.50, with 20% and 10% in their prices, and shipping. */
const plain = () =>
	shopifyOrder({
		line_items: [
			shopifyLine({ id: 1, price: '36.00', tax_lines: [taxLine(0.2, '6.00')] }),
			shopifyLine({
				id: 2,
				name: 'Apples',
				sku: '301',
				quantity: 2,
				price: '5.50',
				tax_lines: [taxLine(0.1, '1.00')],
			}),
		],
		shipping_lines: [shippingLine({ price: '4.90', tax_lines: [taxLine(0.2, '0.82')] })],
		total_price: '51.90',
	});

describe('an order with VAT in its prices', () => {
	it('has its goods at their rates, and shipping as a line', () => {
		expect(shown('shopify', plain())).toEqual({
			lines: [
				'1 × 36 = 36.00 @ 20 Linen shirt - M [201]',
				'2 × 5.5 = 11.00 @ 10 Apples [301]',
				'1 × 4.9 = 4.90 @ 20 Standard',
			],
			total: '51.90',
		});
		expect(readOrder(plain(), LAYOUT)).toMatchObject({
			number: '#1001',
			payments: [{ names: ['shopify_payments'] }],
		});
		expect(readOrder(plain(), LAYOUT).doubt).toBeUndefined();
	});

	it('has the discounts of the whole order at its lines, where Shopify has told them', () => {
		const order = shopifyOrder({
			line_items: [
				shopifyLine({
					price: '36.00',
					tax_lines: [taxLine(0.2, '5.40')],
					discount_allocations: [allocation('2.40'), allocation('1.20')],
				}),
				shopifyLine({
					quantity: 3,
					price: '9.99',
					tax_lines: [taxLine(0.1, '2.45')],
					discount_allocations: [allocation('3.00')],
				}),
			],
			shipping_lines: [
				shippingLine({
					price: '4.90',
					discounted_price: '0.00',
					discount_allocations: [allocation('4.90')],
				}),
			],
			total_price: '59.37',
		});
		expect(shown('shopify', order)).toEqual({
			lines: [
				'1 × 36 - 3.60 = 32.40 @ 20 Linen shirt - M [201]',
				'3 × 9.99 - 3.00 = 26.97 @ 10 Linen shirt - M [201]',
			],
			total: '59.37',
		});
	});

	it('has a rate of 0 where nothing is taxed, such as a gift card', () => {
		const order = shopifyOrder({
			line_items: [
				shopifyLine({ name: 'Gift card', gift_card: true, taxable: false, price: '50.00' }),
			],
			total_price: '50.00',
		});
		expect(shown('shopify', order).lines).toEqual(['1 × 50 = 50.00 @ 0 Gift card [201]']);
	});

	it('has no rate in what is free and of whose VAT nothing is said: the article has one', () => {
		const order = shopifyOrder({
			line_items: [
				shopifyLine({ price: '12.00', tax_lines: [taxLine(0.2, '2.00')] }),
				shopifyLine({ id: 2, name: 'Gift', sku: '301', price: '0.00' }),
				shopifyLine({ id: 3, price: '5.00', discount_allocations: [allocation('5.00')] }),
			],
			total_price: '12.00',
		});
		expect(shown('shopify', order).lines).toEqual([
			'1 × 12 = 12.00 @ 20 Linen shirt - M [201]',
			'1 × 0 = 0.00 @ ? Gift [301]',
			'1 × 5 - 5.00 = 0.00 @ ? Linen shirt - M [201]',
		]);
	});

	it('may come to nothing, and leaves out lines that were removed', () => {
		const order = shopifyOrder({
			line_items: [
				shopifyLine({
					price: '9.90',
					tax_lines: [taxLine(0.2, '0.00')],
					discount_allocations: [allocation('9.90')],
				}),
				shopifyLine({ quantity: 0, price: '5.00' }),
			],
			total_price: '0.00',
			payment_gateway_names: [],
		});
		expect(shown('shopify', order)).toEqual({
			lines: ['1 × 9.9 - 9.90 = 0.00 @ 20 Linen shirt - M [201]'],
			total: '0.00',
		});
		expect(readOrder(order, LAYOUT).payments).toEqual([]);
	});
});

describe('an order without VAT in its prices', () => {
	const netOrder = (total: string, line: object) =>
		shopifyOrder({
			taxes_included: false,
			line_items: [shopifyLine({ ...line })],
			total_price: total,
		});

	it('has what VAT makes of three pieces as pieces in whole cents', () => {
		const order = netOrder('35.96', {
			quantity: 3,
			price: '9.99',
			tax_lines: [taxLine(0.2, '5.99')],
		});
		expect(shown('shopify', order)).toEqual({
			lines: [
				'1 × 11.98 = 11.98 @ 20 Linen shirt - M [201]',
				'2 × 11.99 = 23.98 @ 20 Linen shirt - M [201]',
			],
			total: '35.96',
		});
	});

	it('has discounts with their VAT', () => {
		const order = netOrder('32.36', {
			quantity: 3,
			price: '9.99',
			tax_lines: [taxLine(0.2, '5.39')],
			discount_allocations: [allocation('3.00')],
		});
		expect(shown('shopify', order)).toEqual({
			lines: [
				'1 × 11.98 - 1.20 = 10.78 @ 20 Linen shirt - M [201]',
				'2 × 11.99 - 2.40 = 21.58 @ 20 Linen shirt - M [201]',
			],
			total: '32.36',
		});
	});
});

describe('refunds', () => {
	const refund = (more: object) => ({
		id: 509562969,
		created_at: '2026-03-09T09:00:00+01:00',
		order_adjustments: [],
		refund_line_items: [],
		refund_shipping_lines: [],
		transactions: [{ kind: 'refund', status: 'success', gateway: 'shopify_payments' }],
		...more,
	});
	const apple = { id: 7, quantity: 1, line_item_id: 2, subtotal: 5.5, total_tax: 0.5 };

	it('are lines below zero, and what is left is the total', () => {
		const order = {
			...plain(),
			financial_status: 'partially_refunded',
			current_total_price: '41.50',
			refunds: [
				refund({
					refund_line_items: [apple],
					refund_shipping_lines: [
						{
							id: 1,
							shipping_line: { id: 27187834659688 },
							subtotal_amount_set: { shop_money: { amount: '4.90', currency_code: 'EUR' } },
							tax_amount_set: { shop_money: { amount: '0.82', currency_code: 'EUR' } },
						},
					],
				}),
			],
		};
		const { lines, total } = shown('shopify', order);
		expect(lines.slice(3)).toEqual([
			'-1 × 5.5 = -5.50 @ 10 Apples [301]',
			'-1 × 4.9 = -4.90 @ 20 Standard',
		]);
		expect(total).toBe('41.50');
	});

	it('of discounted lines have their share of the discount, whether stated with VAT or without', () => {
		const sold = shopifyLine({
			id: 1,
			quantity: 2,
			price: '12.00',
			tax_lines: [taxLine(0.2, '3.60')],
			discount_allocations: [allocation('2.40')],
		});
		const order = (subtotal: string) =>
			shopifyOrder({
				line_items: [sold],
				total_price: '21.60',
				current_total_price: '10.80',
				refunds: [
					refund({
						refund_line_items: [{ quantity: 1, line_item_id: 1, subtotal, total_tax: '1.80' }],
					}),
				],
			});
		const expected = '-1 × 12 - -1.20 = -10.80 @ 20 Linen shirt - M [201]';
		expect(shown('shopify', order('10.80')).lines[1]).toBe(expected);
		expect(shown('shopify', order('9.00')).lines[1]).toBe(expected);
	});

	it('of other amounts than their lines come to are refused, with the place', () => {
		const discrepancy = refund({
			order_adjustments: [
				{
					kind: 'refund_discrepancy',
					amount: '-5.00',
					tax_amount: '0.00',
					reason: 'Refund discrepancy',
				},
			],
		});
		expect(refusal('shopify', { ...plain(), refunds: [discrepancy] })).toBe(
			'"Order" has a refund of other amounts than its lines come to (Refund discrepancy, -5.00) in refunds 1, so nothing says which VAT it belongs to',
		);
		const less = refund({ refund_line_items: [{ ...apple, subtotal: '2.00', total_tax: '0.18' }] });
		expect(refusal('shopify', { ...plain(), refunds: [less] })).toBe(
			'"Order" has 2.00 refunded in refunds 1 (Apples), but what came back was sold for 5.50',
		);
		const twice = { ...plain(), refunds: [refund({ refund_line_items: [apple] })] };
		const [first, second] = plain().line_items as object[];
		expect(refusal('shopify', { ...twice, line_items: [{ ...first, id: 2 }, second] })).toBe(
			'"Order" has a refund in refunds 1 of which not one line has the ID',
		);
		const unknown = refund({ refund_line_items: [{ ...apple, line_item_id: 99 }] });
		expect(refusal('shopify', { ...plain(), refunds: [unknown] })).toBe(
			'"Order" has a refund in refunds 1 of which not one line has the ID',
		);
	});

	it('that do not come to what is left are refused with both amounts', () => {
		const order = {
			...plain(),
			current_total_price: '40.00',
			refunds: [refund({ refund_line_items: [apple] })],
		};
		expect(refusal('shopify', order)).toBe(
			'"Order" comes to -5.50 by its lines, but its total is -11.90: 6.40 too much. Its lines: refunds 1 (Apples) -5.50',
		);
	});
});

describe('what is refused', () => {
	it.each<[string, object, string]>([
		[
			'another total than its lines come to',
			{ total_price: '55.00', current_total_price: '55.00' },
			'"Order" comes to 51.90 by its lines, but its total is 55.00: 3.10 too little. Its lines: line_items 1 (Linen shirt - M) 36.00; line_items 2 (Apples) 11.00; shipping_lines 1 (Standard) 4.90',
		],
		[
			'a change of which its refunds say nothing',
			{ current_total_price: '40.90' },
			'"Order" came to 51.90 and comes to 40.90 now, and its refunds don\'t say what was changed',
		],
		['another currency', { currency: 'CHF' }, '"Order" is in CHF, and only euros can be taken'],
		[
			'prices of which nothing says whether they contain VAT',
			{ taxes_included: null },
			'"Order" has no "taxes_included", so nothing says whether its prices contain VAT',
		],
		[
			'no lines',
			{ line_items: [], shipping_lines: [], total_price: '0', current_total_price: '0' },
			'"Order" has no lines',
		],
		[
			'no list of them',
			{ line_items: undefined },
			'"Order" has no list of lines in "line_items"; it has lists in shipping_lines',
		],
		[
			'an amount that is none',
			{ line_items: [shopifyLine({ price: 'free' })] },
			'"Order" has "free" as "price" in line_items 1 (Linen shirt - M): it must be a number',
		],
		[
			'a line without quantity',
			{ line_items: [shopifyLine({ quantity: null })] },
			'"Order" has no "quantity" in line_items 1 (Linen shirt - M)',
		],
		[
			'two rates in one line',
			{
				line_items: [
					shopifyLine({ price: '10.00', tax_lines: [taxLine(0.2, '1.00'), taxLine(0.1, '0.36')] }),
				],
			},
			'"Order" has VAT of 20% and 10% in line_items 1 (Linen shirt - M), and a line of a receipt has one rate',
		],
		[
			'a rate that was not charged',
			{ line_items: [shopifyLine({ price: '36.00', tax_lines: [taxLine(0.2, '0.00')] })] },
			'"Order" has 0.00 as VAT in line_items 1 (Linen shirt - M), but 20% of it are 6.00',
		],
	])('%s', (_what, changes, words) => {
		expect(refusal('shopify', { ...plain(), ...changes })).toBe(words);
	});

	it('says where the lists are of an order that came by a webhook', () => {
		expect(refusal('shopify', { body: plain() })).toBe(
			'"Order" has no list of lines in "line_items"; it has lists in body.line_items, body.shipping_lines',
		);
		expect(shown('shopify', { body: plain() }, { columns: { order: 'body' } }).total).toBe('51.90');
		expect(refusal('shopify', plain(), { columns: { order: 'body' } })).toMatch(
			/^"Order" is not in the field "body" of this item, which has id, /,
		);
	});
});

describe('whether it is paid', () => {
	it.each<[object, string | undefined]>([
		[{ financial_status: 'partially_refunded' }, undefined],
		[{ financial_status: 'pending' }, 'is not paid: its financial_status is "pending"'],
		[{ financial_status: 'refunded' }, 'is not paid: its financial_status is "refunded"'],
		[{ financial_status: null }, 'does not say that it is paid: it has no financial_status'],
		[{ cancelled_at: '2026-03-06T10:00:00+01:00' }, 'was canceled'],
		[{ test: true }, 'is a test order'],
	])('%j', (changes, doubt) => {
		expect(readOrder({ ...plain(), ...changes }, LAYOUT).doubt).toBe(doubt);
	});
});

describe('payments', () => {
	it('have no amounts where the transactions are in the currency that the customer saw', () => {
		const sale = { kind: 'sale', status: 'success', amount: '25.00', currency: 'CHF' };
		const transactions = [
			{ ...sale, gateway: 'gift_card' },
			{ ...sale, gateway: 'shopify_payments' },
		];
		expect(readOrder({ ...plain(), transactions }, LAYOUT).payments).toEqual([
			{ names: ['gift_card'] },
			{ names: ['shopify_payments'] },
		]);
		const own = [{ ...sale, currency: 'EUR', gateway: 'shopify_payments', amount: '51.90' }];
		expect(readOrder({ ...plain(), transactions: own }, LAYOUT).payments).toEqual([
			{ names: ['shopify_payments'], cents: 5190 },
		]);
	});

	it('have amounts where the transactions of the order stand in it', () => {
		const transaction = (gateway: string, amount: string, more: object = {}) => ({
			kind: 'sale',
			status: 'success',
			gateway,
			amount,
			...more,
		});
		const order = {
			...plain(),
			payment_gateway_names: ['gift_card', 'shopify_payments'],
			transactions: [
				transaction('gift_card', '20.00'),
				transaction('shopify_payments', '31.90', { status: 'failure' }),
				transaction('shopify_payments', '31.90', { kind: 'authorization' }),
				transaction('shopify_payments', '31.90', { kind: 'capture' }),
			],
		};
		expect(readOrder(order, LAYOUT).payments).toEqual([
			{ names: ['gift_card'], cents: 2000 },
			{ names: ['shopify_payments'], cents: 3190 },
		]);
	});
});
