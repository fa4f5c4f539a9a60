/** The day that docs/accounting.md works out by hand. */
import { toAccountingReceipt } from '../../../../nodes/Kassandro/books/accounting';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { NO_MAPPING } from '../../../../nodes/shared/books/mapping';
import { bookingSchema, bookingSummarySchema } from '../../../../nodes/shared/books/types';
import { bookOf } from '../../../support/clock/atOnce';

const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };
const period = { from: '2026-10-24', to: '2026-10-24' };

const item = (itemId: number, amount: number, priceOne: number, vat: number) => ({
	itemId,
	amount,
	priceOne,
	vat,
});

const RECORDS = [
	{
		receiptNumber: '11-1',
		created: '2026-10-24T21:10:00',
		items: [item(101, 2, 4.9, 20), item(201, 1, 6.9, 10)],
		discountPercentage: 10,
		price: 15.03,
		given: 20,
		paymentMethod: 'Bar',
	},
	{
		receiptNumber: '11-2',
		created: '2026-10-25T01:30:00',
		items: [item(501, 1, 20, 0), item(601, 1, 2, 0)],
		price: 22,
		paymentMethod: 'Bankomat',
	},
	{
		receiptNumber: '11-3',
		created: '2026-10-25T02:10:00',
		items: [item(203, 1, 6.55, 10)],
		price: 6.55,
		voucher: 5,
		given: 1.55,
		paymentMethod: 'Bar',
	},
	// After the close: of the next day.
	{
		receiptNumber: '11-4',
		created: '2026-10-25T09:00:00',
		items: [item(101, 1, 4.9, 20)],
		price: 4.9,
		paymentMethod: 'Bar',
	},
];

const receipts = RECORDS.map((record) =>
	toAccountingReceipt(record, {
		...clock,
		register: { id: '11', name: 'Schank' },
		mapping: {
			...NO_MAPPING,
			articles: new Map([
				['501', 'voucherSale'],
				['601', 'tip'],
			]),
		},
	}),
);

it('gives the bookings of the page', () => {
	const { bookings, summary } = bookOf(
		{ receipts, others: [] },
		{
			period,
			clock,
			accounts: new Accounts([]),
			groupBy: 'day',
			asOf: '2026-10-26T08:00:00.000+01:00',
		},
	);
	const rows = bookings.map((booking) => {
		const { debit, credit, gross, net, tax, taxRate, firstNumber, lastNumber, count } = booking;
		expect(bookingSchema.parse(booking)).toEqual(booking);
		expect(booking.date).toBe('2026-10-24');
		return [debit, credit, gross, net, tax, taxRate, firstNumber, lastNumber, count];
	});
	expect(rows).toEqual([
		['Clearing', 'Sales 10%', '12.76', '11.60', '1.16', '10', '11-1', '11-3', 2],
		['Clearing', 'Sales 20%', '8.82', '7.35', '1.47', '20', '11-1', '11-1', 1],
		['Clearing', 'Vouchers', '20.00', '20.00', '0.00', '0', '11-2', '11-2', 1],
		['Clearing', 'Tips', '2.00', '2.00', '0.00', '0', '11-2', '11-2', 1],
		['Cash', 'Clearing', '16.58', null, null, null, '11-1', '11-3', 2],
		['Card', 'Clearing', '22.00', null, null, null, '11-2', '11-2', 1],
		['Vouchers', 'Clearing', '5.00', null, null, null, '11-3', '11-3', 1],
	]);
	expect(bookingSummarySchema.parse(summary)).toEqual(summary);
	expect(summary).toMatchObject({
		receipts: 3,
		bookings: 7,
		totals: { gross: '43.58', tax: '2.63', net: '40.95' },
		clearing: '0.00',
		missingNumbers: [],
		unbalanced: [],
		late: [],
	});
});
