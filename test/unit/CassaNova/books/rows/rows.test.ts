/** Rows of CassaNova that can be read in more than one way: rounding, composed dishes, what is missing. */
import { toAccountingReceipt } from '../../../../../nodes/CassaNova/books/accounting';
import { simplifyBill, simplifyReceipt } from '../../../../../nodes/CassaNova/simplify';
import { grossOf } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import { accountingReceiptSchema } from '../../../../../nodes/shared/books/receipt';
import type { DocumentType } from '../../../../../nodes/shared/books/receipt';
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import { clearingCents } from '../../../../../nodes/shared/books/bookings';
import { buildBookings } from '../../../../support/clock/atOnce';

type Values = Record<string, unknown>;

const context = {
	timeZone: 'Europe/Rome',
	dayEndsAt: '03:00',
	taxRates: new Map([
		['t10', 10],
		['t22', 22],
	]),
};

const row = (values: Values): Values => ({ quantity: 1, idTax: 't22', ...values });
const record = (rows: unknown, values: Values = {}) => ({
	id: 'r-1',
	number: 12,
	datetime: '2026-03-05T21:04:11',
	document: { rows, ...values },
});
const read = (rows: unknown, values: Values = {}, type?: DocumentType) => {
	const receipt = toAccountingReceipt(record(rows, values), context, type);
	expect(accountingReceiptSchema.parse(receipt)).toEqual(receipt);
	return receipt;
};
const cash = (amount: number) => ({ amount, payments: [{ paymentType: 'CASH', amount }] });

describe('cash rounding', () => {
	const sales = [row({ price: 10.3 }), row({ price: 2.22, idTax: 't10' })];
	const rounded = { subtotal: true, variation: 0.02, variationType: 'ROUNDING' };

	it('is a line of its own without VAT: no rate changes', () => {
		const receipt = read([...sales, rounded], cash(12.5));
		// 10.30 × 22 / 122 = 1.857, 2.22 × 10 / 110 = 0.2018
		expect(receipt.taxes.map(({ rate, gross, tax }) => [rate, gross, tax])).toEqual([
			['0', '-0.02', '0.00'],
			['10', '2.22', '0.20'],
			['22', '10.30', '1.86'],
		]);
		expect(receipt.totals).toMatchObject({ gross: '12.50', tax: '2.06', net: '10.44' });
		expect(receipt.lines.map(({ type, gross, discount }) => [type, gross, discount])).toEqual([
			['sale', '10.30', '0.00'],
			['sale', '2.22', '0.00'],
			['rounding', '-0.02', '0.00'],
		]);
		expect(receipt.checks).toMatchObject({ balanced: true, notes: [], vendorAmount: '12.50' });
	});

	it('has an account of its own in the bookings', () => {
		const receipt = read([...sales, rounded], cash(12.5));
		const rows = [{ use: 'rounding' as const, rate: '', account: '7900', taxCode: '' }];
		for (const [accounts, name] of [
			[new Accounts([]), 'Rounding'],
			[new Accounts(rows), '7900'],
		] as const) {
			const bookings = buildBookings([receipt], { groupBy: 'day' }, accounts);
			expect(bookings.map(({ kind, text, credit, gross }) => [kind, text, credit, gross])).toEqual([
				['sale', 'Sales 10%', 'Sales 10%', '2.22'],
				['sale', 'Sales 22%', 'Sales 22%', '10.30'],
				['rounding', 'Rounding', name, '-0.02'],
				['payment', 'Cash', 'Clearing', '12.50'],
			]);
			expect(clearingCents(bookings, accounts)).toBe(0);
		}
	});

	it.each<[string, Values[], number[], string]>([
		['up', [row({ price: 10.28 }), { ...rounded, variation: -0.02 }], [2], '10.30'],
		[
			'beside a discount',
			[row({ price: 10 }), { ...rounded, percentageVariation: 10 }],
			[-2],
			'8.98',
		],
		[
			'on a row',
			[row({ price: 10.02, variation: 0.02, variationType: 'ROUNDING' })],
			[-2],
			'10.00',
		],
		['of what comes back', [row({ price: 10.02, refund: true }), rounded], [2], '-10.00'],
		[
			'below an empty subtotal',
			[row({ price: 10.02 }), { subtotal: true }, rounded],
			[-2],
			'10.00',
		],
		[
			'in a row of nothing else',
			[row({ price: 10.02 }), { variation: 0.02, variationType: 'ROUNDING' }],
			[-2],
			'10.00',
		],
	])('%s', (_, rows, roundings, total) => {
		const { lines, totals, checks } = read(rows, cash(Number(total)));
		const found = lines.filter(({ type }) => type === 'rounding');
		expect(found.map(({ grossCents }) => grossCents)).toEqual(roundings);
		expect(totals.gross).toBe(total);
		expect(checks).toMatchObject({ balanced: true, unmapped: [] });
	});

	it('leaves discounts of other types what they are', () => {
		const rows = [row({ price: 10 }), { ...rounded, variationType: 'CUSTOMER' }];
		expect(read(rows).lines.map(({ type, gross }) => [type, gross])).toEqual([['sale', '9.98']]);
	});

	it('is mirrored by a credit note', () => {
		const { lines, checks } = read([...sales, rounded], cash(12.5), 'creditNote');
		expect(lines.map(({ gross }) => gross)).toEqual(['-10.30', '-2.22', '0.02']);
		expect(checks.balanced).toBe(true);
	});

	it('is part of what an invoice without payments comes to', () => {
		const { payments } = read([...sales, rounded], { amount: 12.5 }, 'invoice');
		expect(payments.map(({ amount }) => amount)).toEqual(['12.50']);
	});

	it('is in no sold report', () => {
		const sold = [...grossOf(read([...sales, rounded]))];
		expect(sold).toEqual([
			[{ check: 'tax', subject: '22' }, 1030],
			[{ check: 'tax', subject: '10' }, 222],
			[{ check: 'department', subject: 'unknown' }, 1252],
		]);
	});
});

describe('rows with composition', () => {
	const dish = row({ price: 11.5, composition: true });
	const beside = row({ price: 10 });
	const menu = [row({ price: 12, menu: true }), row({ price: 9, composition: true })];

	it('count where that meets the stated amount', () => {
		const { totals, checks } = read([dish, beside], cash(21.5));
		expect(totals).toMatchObject({ gross: '21.50', tax: '3.88' });
		expect(checks).toMatchObject({ balanced: true });
		expect(checks.notes).toEqual([
			'Rows with "composition" (11.50) are counted: with them the receipt comes to the amount that the system states.',
		]);
	});

	it('detail a menu where the menu alone meets it', () => {
		const { totals, checks } = read(menu, cash(12));
		expect(totals.gross).toBe('12.00');
		expect(checks).toMatchObject({ balanced: true });
		expect(checks.notes).toEqual([
			'Rows with "composition" (9.00) aren\'t counted: without them the receipt comes to the amount that the system states.',
		]);
	});

	it.each([
		['neither meets it', { amount: 20 }],
		['none is stated', {}],
	])('are left out with a note where %s', (_, values) => {
		const { totals, checks } = read(menu, values);
		expect(totals.gross).toBe('12.00');
		expect(checks.notes[0]).toBe(
			'Rows with "composition" (9.00) aren\'t counted: no amount that the system states says whether they should be.',
		);
		expect(checks.balanced).toBe(false);
	});

	it('take their share of a subtotal where they count', () => {
		const discount = { subtotal: true, percentageVariation: 10 };
		const { lines, checks } = read([dish, beside, discount], cash(19.35));
		expect(lines.map(({ gross }) => gross)).toEqual(['10.35', '9.00']);
		expect(checks.balanced).toBe(true);
	});

	it('count on a credit note whichever sign it states', () => {
		for (const amount of [21.5, -21.5]) {
			const receipt = read([dish, beside], cash(amount), 'creditNote');
			expect(receipt.totals.gross).toBe('-21.50');
		}
	});

	it('of nothing change nothing and say nothing', () => {
		const rows = [row({ price: 12, menu: true }), { composition: { menu: 1 }, price: 0 }];
		expect(read(rows, cash(12)).checks).toMatchObject({ balanced: true, notes: [] });
	});

	it('are items of the simplified output only where they count', () => {
		expect(simplifyReceipt(record([dish, beside], { amount: 21.5 })).itemCount).toBe(2);
		expect(simplifyReceipt(record(menu, { amount: 12 })).itemCount).toBe(1);
		expect(simplifyBill(record([dish, beside], { amount: 21.5 })).itemCount).toBe(2);
	});

	it('are counted as before where the document cannot be read', () => {
		const rows = [dish, row({ price: 'free' }), { subtotal: true }, 'nothing'];
		expect(simplifyReceipt(record(rows)).itemCount).toBe(1);
	});
});

describe('amounts that the system works out itself', () => {
	it('count where they meet the stated amount', () => {
		const rows = [
			row({ price: 8, composition: true, calculatedAmount: 11.5 }),
			row({ price: 10, calculatedAmount: 10 }),
		];
		const { lines, checks } = read(rows, cash(21.5));
		expect(lines.map(({ gross }) => gross)).toEqual(['11.50', '10.00']);
		expect(checks.balanced).toBe(true);
		expect(checks.notes).toEqual([
			'Rows count with the amount that the system states for them ("calculatedAmount"): 21.50 in all, where their prices come to 18.00.',
			'Rows with "composition" (11.50) are counted: with them the receipt comes to the amount that the system states.',
		]);
	});

	it.each<[string, number]>([
		['before', 10],
		['after', 9],
	])('may be those %s a subtotal', (_, calculatedAmount) => {
		const rows = [row({ price: 10, calculatedAmount }), { subtotal: true, variation: 1 }];
		const { lines, checks } = read(rows, cash(9));
		expect(lines.map(({ gross }) => gross)).toEqual(['9.00']);
		expect(checks).toMatchObject({ balanced: true, notes: [] });
	});

	it('are told where they are the same sum in other rates', () => {
		const rows = [
			row({ price: 10, calculatedAmount: 2 }),
			row({ price: 2, idTax: 't10', calculatedAmount: 10 }),
		];
		const { totals, checks } = read(rows, cash(12));
		expect(totals.gross).toBe('12.00');
		expect(checks).toMatchObject({
			balanced: false,
			notes: [
				'Rows state other amounts ("calculatedAmount") than their prices come to, in the same sum: the tax may be wrong.',
			],
		});
	});

	it('may split a discount by a cent otherwise', () => {
		// 0.05 off 10.00 and 10.00: 0.03 and 0.02
		const rows = [
			row({ price: 10, calculatedAmount: 9.98 }),
			row({ price: 10, idTax: 't10', calculatedAmount: 9.97 }),
			{ subtotal: true, variation: 0.05 },
		];
		expect(read(rows, cash(19.95)).checks).toMatchObject({ balanced: true, notes: [] });
	});

	it('do not count where only the prices meet it', () => {
		const { totals, checks } = read([row({ price: 10, calculatedAmount: 0 })], cash(10));
		expect(totals.gross).toBe('10.00');
		expect(checks).toMatchObject({ balanced: true, notes: [] });
	});

	it.each([5, -5])('of a return take back: %d', (calculatedAmount) => {
		const rows = [row({ price: 5, refund: true, calculatedAmount })];
		expect(read(rows, cash(-5)).totals.gross).toBe('-5.00');
	});
});

describe('what is missing', () => {
	it.each<[string, Values, string, string]>([
		['a quantity', { quantity: null, price: 4 }, '4.00', 'has no quantity: it counts as 1.'],
		['a price', { price: null }, '0.00', 'has no price: it counts as 0.00.'],
	])('%s', (_, values, gross, note) => {
		const { totals, checks } = read([row(values)], { amount: 4 });
		expect(totals.gross).toBe(gross);
		expect(checks.notes[0]).toBe(`document.rows[0] ${note}`);
		expect(checks.balanced).toBe(false);
	});

	describe.each([[undefined], [null], [[]]])('rows: %p', (rows) => {
		it('beside payments are a difference', () => {
			const { kind, totals, payments, checks } = read(rows, cash(5));
			expect([kind, totals.gross]).toEqual(['sale', '0.00']);
			expect(payments).toMatchObject([{ means: 'cash', amount: '5.00' }]);
			expect(checks.notes[0]).toBe('The system states 5.00, the lines add up to 0.00.');
		});

		it.each(['receipt', 'invoice', 'creditNote'] as const)(
			'beside nothing but an amount are what must be clarified: %s',
			(type) => {
				expect(() => read(rows, { amount: 5 }, type)).toThrow(
					"Receipt 12 can't be read: document.rows: there are none, and the amount is 5.00",
				);
			},
		);

		it('of nothing, or of what was canceled, count nothing', () => {
			expect(read(rows, { amount: 0 })).toMatchObject({ kind: 'zero', checks: { balanced: true } });
			expect(read(rows, { amount: 5, refund: true }).kind).toBe('cancellation');
		});
	});

	it.each<[string, Values[], string]>([
		[
			'a row',
			[row({ price: 3, variation: 5 })],
			'document.rows[0] has a discount above its price: 3.00 become -2.00.',
		],
		[
			'a returned row',
			[row({ price: 3, variation: 5, refund: true })],
			'document.rows[0] has a discount above its price: -3.00 become 2.00.',
		],
		[
			'a subtotal',
			[row({ price: 3 }), { subtotal: true, variation: 5 }],
			'document.rows[1] takes off 5.00, which is more than its rows come to (3.00).',
		],
		[
			'the subtotal of what comes back',
			[row({ price: 3, refund: true }), { subtotal: true, percentageVariation: 150 }],
			'document.rows[1] takes off 4.50, which is more than its rows come to (3.00).',
		],
	])('a discount of %s above the price is told', (_, rows, note) => {
		const { totals, checks } = read(rows);
		const { notes } = read(rows, cash(Number(totals.gross))).checks;
		expect(notes).toEqual([note]);
		expect(checks.balanced).toBe(false);
	});

	it.each<[string, Values[], Values, string]>([
		['a price', [row({ price: 1e30 })], {}, 'document.rows[0].price: is'],
		[
			'a row',
			[row({ quantity: 1e10, price: '1e6' })],
			{},
			'document.rows[0]: quantity 10000000000 × price 1000000 is',
		],
		[
			'the stated amount of a row',
			[row({ price: 1, calculatedAmount: 1e30 })],
			{},
			'document.rows[0].calculatedAmount: is',
		],
		['the amount', [row({ price: 1 })], { amount: 1e30 }, 'document.amount: is'],
		[
			'a payment',
			[row({ price: 1 })],
			{ amount: 1, payments: [{ paymentType: 'CASH', amount: '1e30' }] },
			'document.payments[0].amount: is',
		],
	])('%s that is too large is named', (_, rows, values, words) => {
		expect(() => read(rows, values)).toThrow(`${words} too large to be an amount of money`);
		expect(simplifyReceipt(record(rows, values)).itemCount).toBe(1);
	});

	it.each<[unknown, string]>([
		[1, '-5.00'],
		['true', '-5.00'],
		[0, '5.00'],
		['false', '5.00'],
		['', '5.00'],
	])('a flag that stands as %p', (refund, gross) => {
		expect(read([row({ price: 5, refund })]).totals.gross).toBe(gross);
		expect(read([row({ price: 5 })], { refund }).kind).toBe(
			gross === '5.00' ? 'sale' : 'cancellation',
		);
		expect(read([row({ price: 5 })], { taxFree: refund }).totals.tax).toBe(
			gross === '5.00' ? '0.90' : '0.00',
		);
	});
});
