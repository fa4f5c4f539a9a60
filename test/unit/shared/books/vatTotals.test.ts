/** Totals by VAT rate: all rows together are what was sold, also where a rate isn't known. */
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { vatTotals, vatTotalSchema } from '../../../../nodes/shared/books/vatTotals';
import { receipt } from './receipts';
import { buildBookings } from '../../../support/clock/atOnce';

const period = { from: '2026-10-05', to: '2026-10-05' };

it('stands by rate, whichever was sold first', () => {
	const sales = ['20', '4.9', '10'].map((rate, index) =>
		receipt({ number: '1', at: `2026-10-0${index + 1}T12:00:00`, lines: [['sale', 1200, rate]] }),
	);
	const totals = vatTotals(buildBookings(sales, { groupBy: 'day' }, new Accounts([])), period);
	expect(totals.map(({ taxRate }) => taxRate)).toEqual(['4.9', '10', '20']);
});

it('adds up what was sold by rate, and keeps apart what has none', () => {
	const receipts = [
		receipt({
			number: '1',
			at: '2026-10-05T12:00:00',
			lines: [
				['sale', 1200, '20'],
				['tip', 100, '20'],
				['sale', 440, '10'],
			],
		}),
		receipt({
			number: '2',
			at: '2026-10-05T13:00:00',
			lines: [
				['sale', -120, '20'],
				['sale', 700],
				['rounding', 2],
			],
			payments: [['card', 500]],
		}),
	];
	const totals = vatTotals(buildBookings(receipts, { groupBy: 'day' }, new Accounts([])), period);
	expect(vatTotalSchema.array().parse(totals)).toEqual(totals);
	expect(totals.map(({ text, net, tax, gross }) => [text, net, tax, gross])).toEqual([
		['VAT 10%', '4.00', '0.40', '4.40'],
		['VAT 20%', '9.83', '1.97', '11.80'],
		['VAT rate not known', null, null, '7.00'],
		['Rounding (no VAT)', null, null, '0.02'],
	]);
	const whole = receipts.reduce((sum, { totals: { grossCents } }) => sum + grossCents, 0);
	expect(totals.reduce((sum, { grossCents }) => sum + grossCents, 0)).toBe(whole);
	// A spreadsheet takes its columns from the first item.
	expect(Object.keys(totals[0] ?? {})).toEqual([
		'from',
		'to',
		'text',
		'taxRate',
		'net',
		'tax',
		'gross',
		'netCents',
		'taxCents',
		'grossCents',
	]);
	expect(new Set(totals.map((total) => Object.keys(total).join()))).toHaveProperty('size', 1);
});
