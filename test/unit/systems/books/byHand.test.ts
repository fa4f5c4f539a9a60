/** A receipt of each system with everything at once, worked out on paper from the vendor's document. */
import { toAccountingReceipt as fromCassaNova } from '../../../../nodes/CassaNova/books/accounting';
import { toAccountingReceipt as fromKassandro } from '../../../../nodes/Kassandro/books/accounting';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { buildBookings } from '../../../support/clock/atOnce';

const booked = (receipt: AccountingReceipt) =>
	buildBookings([receipt], { groupBy: 'day' }, new Accounts([])).map(
		({ debit, credit, gross, net, tax }) => `${debit} ${credit} ${gross} ${net} ${tax}`,
	);

it('CassaNova: modifiers, variations of rows and of a subtotal, a meal voucher and change', () => {
	const receipt = fromCassaNova(
		{
			id: 'r1',
			number: 7,
			datetime: '2026-10-05T12:00:00',
			document: {
				amount: 27.72,
				change: 4.28,
				rows: [
					// Unit 8.00 × 1.25 + 1.50 = 11.50; two of them 23.00; less 10 % 20.70; less 1.00: 19.70
					{
						quantity: 2,
						price: 8,
						percentageVariation: 10,
						variation: 1,
						rowModifierValues: [{ percentagePrice: 25 }, { price: 1.5 }],
						idTax: 't22',
					},
					// 3 × 3.335 = 10.005: half a cent goes up
					{ quantity: 3, price: 3.335, idTax: 't10' },
					// 5 % of 29.71 is 1.4855, and 0.50: 1.99, of which 1.3195… and 0.6704…: 1.32 and 0.67
					{ subtotal: true, percentageVariation: 5, variation: 0.5 },
				],
				payments: [
					{ paymentType: 'TICKET', amount: 7 },
					{ paymentType: 'CASH', amount: 25 },
				],
			},
		},
		{
			timeZone: 'Europe/Rome',
			dayEndsAt: '03:00',
			taxRates: new Map([
				['t10', 10],
				['t22', 22],
			]),
		},
	);
	expect(receipt.lines.map(({ gross }) => gross)).toEqual(['18.38', '9.34']);
	expect(receipt.checks).toMatchObject({ balanced: true, notes: [] });
	expect(booked(receipt)).toEqual([
		// 9.34 × 10 / 110 = 0.849…
		'Clearing Sales 10% 9.34 8.49 0.85',
		// 18.38 × 22 / 122 = 3.314…
		'Clearing Sales 22% 18.38 15.07 3.31',
		// 25.00 less the change
		'Cash Clearing 20.72 null null',
		'Meal vouchers Clearing 7.00 null null',
	]);
});

it('Kassandro: a weight, discounts of lines and of the receipt, a voucher and change', () => {
	const receipt = fromKassandro(
		{
			receiptNumber: '11-42',
			created: '2026-10-05T12:00:00',
			items: [
				// 0.335 × 23.90 = 8.0065, less 0.50: 7.51
				{ amount: 0.335, priceOne: 23.9, discountAbsolute: 0.5, vat: 10 },
				// 3 × 4.90 = 14.70, less 12.5 %: 12.8625
				{ amount: 3, priceOne: 4.9, discountPercentage: 12.5, vat: 20 },
			],
			// 20.37 × 0.95 − 0.33 = 19.0215: 1.35 less, of which 0.4977… and 0.8522…: 0.50 and 0.85
			discountPercentage: 5,
			discountAbsolute: 0.33,
			price: 19.02,
			voucher: 5,
			given: 20,
			paymentMethod: 'Bar',
		},
		{ timeZone: 'Europe/Vienna', dayEndsAt: '03:00' },
	);
	expect(receipt.lines.map(({ gross }) => gross)).toEqual(['7.01', '12.01']);
	expect(receipt).toMatchObject({ change: '5.98', checks: { balanced: true, notes: [] } });
	expect(booked(receipt)).toEqual([
		// 7.01 × 10 / 110 = 0.637…
		'Clearing Sales 10% 7.01 6.37 0.64',
		// 12.01 × 20 / 120 = 2.0016…
		'Clearing Sales 20% 12.01 10.01 2.00',
		// 20.00 less the change
		'Cash Clearing 14.02 null null',
		'Vouchers Clearing 5.00 null null',
	]);
});
