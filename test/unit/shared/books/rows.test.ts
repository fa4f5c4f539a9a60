/** Receipts as rows of a table: flat, with the same columns, and together what the receipts come to. */
import { rowsOf } from '../../../support/clock/atOnce';
import { receipt } from './receipts';

const receipts = [
	receipt({
		number: '11-1',
		at: '2026-10-05T12:00:00',
		lines: [
			['sale', 1200, '20'],
			['sale', 440, '10'],
			['tip', 100],
		],
		payments: [
			['cash', 2000],
			['card', 240],
		],
		change: 500,
	}),
	// A zero receipt has no lines, and must not be missing from a list of numbers.
	receipt({ number: '11-2', at: '2026-10-05T13:00:00', payments: [], more: { kind: 'zero' } }),
];

const sumOf = (rows: Array<Record<string, unknown>>) =>
	rows.reduce((sum, { grossCents }) => sum + Number(grossCents), 0);

it.each(['receiptRow', 'line', 'taxRate'] as const)(
	'per %s: same flat columns, every receipt, and the whole amount',
	(per) => {
		const rows = rowsOf(receipts, per);
		expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);
		for (const value of rows.flatMap((row) => Object.values(row))) {
			expect(value === null || typeof value !== 'object').toBe(true);
		}
		expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual([
			'businessDay',
			'displayNumber',
			'placeName',
		]);
		for (const row of rows) expect(row).toMatchObject({ businessDay: '2026-10-05' });
		expect([...new Set(rows.map(({ displayNumber }) => displayNumber))]).toEqual(['11-1', '11-2']);
		expect(sumOf(rows)).toBe(1740);
		expect(rows.map(({ placeName, placeId }) => [placeName, placeId])).toEqual(
			rows.map(() => ['Schank', '11']),
		);
	},
);

it('puts lines, rates and payments where a table shows them', () => {
	expect(
		rowsOf(receipts, 'line').map(({ line, type, gross, taxRate }) => [line, type, gross, taxRate]),
	).toEqual([
		[1, 'sale', '12.00', '20'],
		[2, 'sale', '4.40', '10'],
		[3, 'tip', '1.00', null],
		[null, null, '0.00', null],
	]);
	expect(
		rowsOf(receipts, 'taxRate').map(({ taxRate, net, tax, gross }) => [taxRate, net, tax, gross]),
	).toEqual([
		['10', '4.00', '0.40', '4.40'],
		['20', '10.00', '2.00', '12.00'],
		[null, null, null, '1.00'],
		[null, null, null, '0.00'],
	]);
	expect(rowsOf(receipts, 'receiptRow')[0]).toMatchObject({
		gross: '17.40',
		net: null,
		payments: 'cash 20.00, card 2.40',
		change: '5.00',
		balanced: false,
		notes: expect.stringContaining('Line 3 (1.00) has no vat'),
	});
	expect(rowsOf(receipts, 'receipt')).toEqual(receipts);
	// Nothing is added to a receipt whose rates are all known.
	const known = receipt({
		number: '11-3',
		at: '2026-10-05T14:00:00',
		lines: [['sale', 1200, '20']],
	});
	expect(rowsOf([known], 'taxRate').map(({ taxRate }) => taxRate)).toEqual(['20']);
	const noted = { ...known.checks, notes: ['One.', 'Two.'] };
	const payments = [
		{ ...known.payments[0]!, vendorMeans: '' },
		{ ...known.payments[0]!, vendorMeans: 'Bar' },
	];
	expect(rowsOf([{ ...known, checks: noted, payments }], 'receiptRow')).toMatchObject([
		{ notes: 'One. Two.', payments: 'cash 12.00, Bar 12.00' },
	]);
});
