/** Orders of WooCommerce's: what they come to, to the cent, and what is refused. */
import { readOrder } from '../../../../nodes/shared/orders/readOrder';
import {
	charged,
	taxOf,
	wooFee,
	wooLine,
	wooOrder,
	wooShipping,
} from '../../../support/orders/wooCommerce';
import { refusal, shown } from './shown';

const LAYOUT = { shop: 'wooCommerce', columns: {}, pricesIncludeVat: true } as const;

const plain = () =>
	wooOrder({
		line_items: [
			wooLine({
				quantity: 2,
				total: '30.00',
				total_tax: '6.00',
				price: 15,
				taxes: [charged(1, '6')],
			}),
			wooLine({
				name: 'Apples',
				sku: '301',
				total: '5.00',
				total_tax: '0.50',
				price: 5,
				taxes: [charged(2, '0.5')],
			}),
		],
		shipping_lines: [
			wooShipping({ total: '4.08', total_tax: '0.82', taxes: [charged(1, '0.816667')] }),
		],
		total: '46.40',
		total_tax: '7.32',
	});

describe('an order', () => {
	it('has its lines with their VAT, and shipping as a line', () => {
		expect(shown('wooCommerce', plain())).toEqual({
			lines: [
				'2 × 18 = 36.00 @ 20 Linen shirt [201]',
				'1 × 5.5 = 5.50 @ 10 Apples [301]',
				'1 × 4.9 = 4.90 @ 20 Flat rate',
			],
			total: '46.40',
		});
		expect(readOrder(plain(), LAYOUT)).toMatchObject({
			number: '727',
			payments: [{ names: ['stripe', 'Credit card (Stripe)'] }],
		});
	});

	it('counts prices that contain VAT as they are paid, although it rounds net and tax apart', () => {
		const order = wooOrder({
			line_items: [
				wooLine({
					total: '8.33',
					total_tax: '1.67',
					price: 8.325,
					taxes: [charged(1, '1.665')],
				}),
			],
			total: '9.99',
		});
		expect(shown('wooCommerce', order)).toEqual({
			lines: ['1 × 9.99 = 9.99 @ 20 Linen shirt [201]'],
			total: '9.99',
		});
	});

	it('gives the cent that rounding leaves to a line where VAT is rounded for the whole order', () => {
		const line = { total: '9.99', total_tax: '2.00', price: 9.99, taxes: [charged(1, '1.998')] };
		const order = (total: string) =>
			wooOrder({ line_items: [wooLine(line), wooLine(line), wooLine(line)], total });
		const sums = (total: string) =>
			shown('wooCommerce', order(total)).lines.map((words) => words.slice(4, 9));
		expect(sums('35.97')).toEqual(['11.99', '11.99', '11.99']);
		expect(sums('35.96')).toEqual(['11.98', '11.99', '11.99']);
		expect(refusal('wooCommerce', order('35.95'))).toMatch(
			/^"Order" comes to 35\.97 by its lines, but its total is 35\.95: 0\.02 too much\./,
		);
	});

	it('has coupons as discounts of its lines, and fees as lines of their own', () => {
		const order = wooOrder({
			line_items: [
				wooLine({
					quantity: 3,
					subtotal: '24.98',
					subtotal_tax: '5.00',
					total: '22.48',
					total_tax: '4.50',
					price: 7.4925,
					taxes: [charged(1, '4.4955', '4.995')],
				}),
			],
			coupon_lines: [{ id: 1, code: 'ten', discount: '2.50', discount_tax: '0.50' }],
			fee_lines: [
				wooFee({ total: '2.50', total_tax: '0.50', taxes: [charged(1, '0.5')] }),
				wooFee({
					name: 'For your trouble',
					total: '-5.00',
					total_tax: '-0.50',
					taxes: [charged(2, '-0.5')],
				}),
			],
			total: '24.47',
		});
		expect(shown('wooCommerce', order)).toEqual({
			lines: [
				'3 × 9.99 - 3.00 = 26.97 @ 20 Linen shirt [201]',
				'1 × 3 = 3.00 @ 20 Gift wrapping',
				'-1 × 5.5 = -5.50 @ 10 For your trouble',
			],
			total: '24.47',
		});
	});

	it('without VAT has a rate of 0, and a line for nothing stays', () => {
		const order = wooOrder({
			tax_lines: [],
			line_items: [wooLine({ total: '10.00', price: 10 }), wooLine({ total: '0.00', price: 0 })],
			shipping_lines: [wooShipping({ total: '0.00' })],
			total: '10.00',
		});
		expect(shown('wooCommerce', order).lines).toEqual([
			'1 × 10 = 10.00 @ 0 Linen shirt [201]',
			'1 × 0 = 0.00 @ 0 Linen shirt [201]',
		]);
	});
});

describe('refunds', () => {
	it('of which the order tells no lines are refused', () => {
		const order = { ...plain(), refunds: [{ id: 9, reason: '', total: '-5.50' }] };
		expect(refusal('wooCommerce', order)).toBe(
			'"Order" has 5.50 refunded in refunds 1, and doesn\'t say of which lines',
		);
	});

	it('are lines below zero where their lines stand in the order', () => {
		const back = wooLine({
			name: 'Apples',
			sku: '301',
			quantity: -1,
			total: '-5.00',
			total_tax: '-0.50',
			price: 5,
			taxes: [charged(2, '-0.5')],
		});
		const order = { ...plain(), refunds: [{ id: 9, amount: '5.50', line_items: [back] }] };
		const { lines, total } = shown('wooCommerce', order);
		expect(lines.at(-1)).toBe('-1 × 5.5 = -5.50 @ 10 Apples [301]');
		expect(total).toBe('40.90');
		const other = { ...plain(), refunds: [{ id: 9, amount: '7.00', line_items: [back] }] };
		expect(refusal('wooCommerce', other)).toBe(
			'"Order" comes to -5.50 by its lines, but its total is -7.00: 1.50 too much. Its lines: refunds 1 line_items 1 (Apples) -5.50',
		);
	});
});

describe('what is refused', () => {
	it('a tax whose rate nothing says', () => {
		const order = { ...plain(), tax_lines: [taxOf(2, 10)] };
		expect(refusal('wooCommerce', order)).toBe(
			'"Order" has VAT in line_items 1 (Linen shirt) whose rate it doesn\'t say: no entry of its tax_lines has rate_id 1 and a rate_percent',
		);
	});

	it.each<[object, string | undefined]>([
		[{ status: 'completed' }, undefined],
		[{ status: 'completed', date_paid: null }, undefined],
		[{ date_paid: undefined }, undefined],
		[
			{ payment_method: 'cod', date_paid: null },
			'is not paid: its status is "processing", but it has no date_paid, as orders have none that are paid on delivery',
		],
		[{ status: 'packed' }, undefined],
		[{ status: 'packed', date_paid: null }, 'is not paid: its status is "packed"'],
		[{ status: 'on-hold', date_paid: null }, 'is not paid: its status is "on-hold"'],
		[{ status: 'cancelled' }, 'is not paid: its status is "cancelled"'],
	])('what is not paid is said: %j', (changes, doubt) => {
		expect(readOrder({ ...plain(), ...changes }, LAYOUT).doubt).toBe(doubt);
	});
});
