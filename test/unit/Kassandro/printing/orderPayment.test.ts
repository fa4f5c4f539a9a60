/** How an order of a shop is paid at the register: what a receipt can say, and what stops. */
import { paymentOf } from '../../../../nodes/Kassandro/printing/orderPayment';
import type { PaymentRow } from '../../../../nodes/Kassandro/printing/orderPanel';
import type { OrderPayment } from '../../../../nodes/shared/orders/types';

const ROWS: PaymentRow[] = [
	{ shop: ' Card ', method: 'Kreditkarte' },
	{ shop: 'wallet', method: 'Kreditkarte' },
	{ shop: 'cod', method: 'Bar' },
	{ shop: 'gift', method: 'Gutschein', isVoucher: true },
	{ shop: 'points', method: 'Gutschein', isVoucher: true },
];

const paid = (name: string, cents?: number): OrderPayment => ({
	names: [name],
	...(cents === undefined ? {} : { cents }),
});

const pay = (payments: OrderPayment[], totalCents = 5000, rows = ROWS) =>
	paymentOf({ payments, totalCents }, rows);

it.each<[string, OrderPayment[], { method: string; voucherCents: number }]>([
	[
		'one way, by any of its names',
		[{ names: ['x', 'CARD'] }],
		{ method: 'Kreditkarte', voucherCents: 0 },
	],
	[
		'two that are one at the register',
		[paid('card'), paid('wallet')],
		{ method: 'Kreditkarte', voucherCents: 0 },
	],
	[
		'a voucher and the rest',
		[paid('gift', 2000), paid('cod', 3000)],
		{ method: 'Bar', voucherCents: 2000 },
	],
	[
		'two vouchers and the rest',
		[paid('gift', 2000), paid('points', 500), paid('cod', 2500)],
		{ method: 'Bar', voucherCents: 2500 },
	],
	['a voucher alone', [paid('gift')], { method: 'Gutschein', voucherCents: 5000 }],
	[
		'a way of which nothing was paid',
		[paid('klarna', 0), paid('cod', 5000)],
		{ method: 'Bar', voucherCents: 0 },
	],
])('%s', (_what, payments, payment) => {
	expect(pay(payments)).toEqual(payment);
});

it.each<[OrderPayment[], string]>([
	[
		[paid('card'), paid('cod')],
		'"Order" was paid in 2 ways (card and cod), and a receipt has one payment method',
	],
	[
		[paid('gift'), paid('cod')],
		'"Order" was paid in 2 ways (gift and cod), and doesn\'t say how much of each',
	],
	[
		[paid('gift', 6000), paid('cod', 100)],
		'"Order" was paid in 2 ways (gift and cod) with 61.00, and comes to 50.00: nothing says which of them the rest belongs to',
	],
	[
		[paid('cod', 4999)],
		'"Order" comes to 50.00, but only 49.99 of it are paid by its transactions',
	],
	[[paid('klarna')], '"Payment Methods" has no row for "klarna", by which the order was paid'],
])('%j is refused', (payments, words) => {
	expect(() => pay(payments)).toThrow(words);
});

it('gives back no voucher where more was refunded than is left', () => {
	expect(pay([paid('gift')], -500)).toEqual({ method: 'Gutschein', voucherCents: 0 });
});

it('refuses a table that says two things of one way', () => {
	const rows = [...ROWS, { shop: 'card', method: 'Bar' }];
	expect(() => pay([paid('card')], 5000, rows)).toThrow(
		'"Payment Methods" has several rows for "card", which say different things',
	);
	expect(pay([paid('card')], 5000, [...ROWS, { shop: 'card', method: 'Kreditkarte' }])).toEqual({
		method: 'Kreditkarte',
		voucherCents: 0,
	});
});
