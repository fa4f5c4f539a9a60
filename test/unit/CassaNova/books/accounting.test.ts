/** CassaNova receipts in accounting terms: every assumption with an example worked by hand. */
import fc from 'fast-check';

import { toAccountingReceipt } from '../../../../nodes/CassaNova/books/accounting';
import type { CassaNovaAccountingContext } from '../../../../nodes/CassaNova/books/context';
import { simplifyReceipt } from '../../../../nodes/CassaNova/simplify';
import { accountingReceiptSchema } from '../../../../nodes/shared/books/receipt';
import { UnreadableReceiptError } from '../../../../nodes/shared/books/vendorRecord';

type Values = Record<string, unknown>;

const context: CassaNovaAccountingContext = {
	timeZone: 'Europe/Rome',
	dayEndsAt: '03:00',
	taxRates: new Map<string, number | string>([
		['t4', 4],
		['t10', '10'],
		['t22', 22],
		['t0', 0],
		['t55', 5.5],
	]),
	salesPoint: { id: '7', name: 'Trastevere' },
	products: new Map([
		['p1', { description: 'Espresso', sku: 'ESP' }],
		['v1', { description: 'T-shirt M', sku: 'TS-M' }],
	]),
	categories: new Map([['c1', 'Drinks']]),
};

const row = (values: Values): Values => ({ quantity: 1, idTax: 't22', ...values });
const document = (rows: Values[], values: Values = {}): Values => ({ rows, ...values });
const record = (body: Values, values: Values = {}): Values => ({
	id: 'r-1',
	number: 12,
	datetime: '2026-03-05T21:04:11',
	document: body,
	...values,
});
const read = (rows: Values[], values: Values = {}) =>
	toAccountingReceipt(record(document(rows, values)), context);
const lineCents = (rows: Values[]) => read(rows).lines.map((line) => line.grossCents);

describe('one row', () => {
	it.each<[string, Values, number]>([
		['price', { price: 12.1 }, 1210],
		['price as text', { price: '12.10' }, 1210],
		['quantity × price', { price: 2.5, quantity: 3 }, 750],
		// 0.335 × 18.90 = 6.3315
		['a weight', { price: 18.9, quantity: 0.335 }, 633],
		// 1.005 is no binary fraction: as one it would round to 1.00
		['half a cent', { price: 1.005 }, 101],
		// 10.00 × (1 − 0.15)
		['percentage discount', { price: 10, percentageVariation: 15 }, 850],
		['percentage surcharge', { price: 10, percentageVariation: -15 }, 1150],
		['discount', { price: 10, variation: 1.5 }, 850],
		['surcharge', { price: 10, variation: -1.5 }, 1150],
		// 2 × 10.00 × 0.9 − 1.00
		['both', { price: 10, quantity: 2, percentageVariation: 10, variation: 1 }, 1700],
		// 8.00 + 1.50
		['incremental modifier', { price: 8, rowModifierValues: [{ price: 1.5 }] }, 950],
		// 8.00 × 1.25
		['percentage modifier', { price: 8, rowModifierValues: [{ percentagePrice: 25 }] }, 1000],
		// 8.00 × (1 + 0.25 − 0.10) + 1.50 − 0.50 = 9.20 + 1.00, times 3
		[
			'several modifiers',
			{
				price: 8,
				quantity: 3,
				rowModifierValues: [
					{ price: 1.5, percentagePrice: null },
					{ percentagePrice: 25 },
					{ price: -0.5 },
					{ percentagePrice: -10 },
				],
			},
			3060,
		],
		// 3 × 0.333 × 0.95 = 0.94905: rounded once, where rounding the unit first would give 0.94
		['rounding once', { price: 0.333, quantity: 3, percentageVariation: 5 }, 95],
		// 0.125 × 0.20 = 0.025
		['a half goes up', { price: 0.2, quantity: 0.125 }, 3],
		['a return', { price: 0.2, quantity: 0.125, refund: true }, -3],
		// −(10.00 × 0.9 − 1.00)
		[
			'a return with its discounts',
			{ price: 10, percentageVariation: 10, variation: 1, refund: true },
			-800,
		],
		['nothing', { price: 0 }, 0],
	])('%s', (_, values, cents) => {
		expect(lineCents([row(values)])).toEqual([cents]);
	});

	it('reads as a line', () => {
		const values = { price: 10, quantity: 2, variation: 1.5, idProduct: 'p1', idCategory: 'c1' };
		expect(read([row(values)]).lines).toEqual([
			{
				type: 'sale',
				description: 'Espresso',
				quantity: '2',
				unitGross: '10.00',
				discount: '1.50',
				discountCents: 150,
				gross: '18.50',
				grossCents: 1850,
				taxRate: '22',
				productId: 'p1',
				sku: 'ESP',
				category: 'Drinks',
				variantOf: null,
				categoryId: 'c1',
				departmentId: null,
				department: null,
			},
		]);
	});

	it('mirrors the line of a return', () => {
		const [line] = read([row({ price: 10, quantity: 2, variation: 1.5, refund: true })]).lines;
		expect(line).toMatchObject({
			quantity: '-2',
			unitGross: '10.00',
			discount: '-1.50',
			gross: '-18.50',
		});
	});

	it('takes texts of the variant, else of the product, else names what it can', () => {
		const { lines } = read([
			row({ price: 1, idProduct: 'p1', idProductVariant: 'v1' }),
			row({ price: 1, idProduct: 'v1' }),
			row({ price: 1, coverCharge: true }),
			row({ price: 1, idCategory: 'c9' }),
		]);
		expect(
			lines.map(({ description, productId, sku, category }) => ({
				description,
				productId,
				sku,
				category,
			})),
		).toEqual([
			{ description: 'T-shirt M', productId: 'v1', sku: 'TS-M', category: null },
			{ description: 'T-shirt M', productId: 'v1', sku: 'TS-M', category: null },
			{ description: 'Cover charge', productId: null, sku: null, category: null },
			{ description: '', productId: null, sku: null, category: 'c9' },
		]);
	});

	it('writes a unit price finer than a cent as it is', () => {
		expect(read([row({ price: 0.125 })]).lines[0]).toMatchObject({
			unitGross: '0.125',
			gross: '0.13',
			discount: '0.00',
		});
	});
});

describe('subtotals', () => {
	it('split their discount by gross over the rows above, back to the subtotal before', () => {
		expect(
			lineCents([
				row({ price: 10 }),
				row({ price: 23.5 }),
				// 33.50 less 10 %: 3.35 = 1.00 + 2.35
				{ subtotal: true, percentageVariation: 10 },
				row({ price: 5 }),
				row({ price: 5 }),
				// 10.00 less 1.01: 0.505 each, the cent left over goes to the first
				{ subtotal: true, variation: 1.01 },
				row({ price: 7 }),
			]),
		).toEqual([900, 2115, 449, 450, 700]);
	});

	it('take a percentage before an amount, and add what is negative', () => {
		// 20.00 × 0.9 − 1.00 = 17.00
		expect(
			lineCents([row({ price: 20 }), { subtotal: true, percentageVariation: 10, variation: 1 }]),
		).toEqual([1700]);
		expect(lineCents([row({ price: 20 }), { subtotal: true, variation: -1 }])).toEqual([2100]);
	});

	it('round what they come to, a half away from zero', () => {
		// 10.10 × 5 / 100 = 0.505: a discount of 0.51, a surcharge of 0.51
		expect(lineCents([row({ price: 10.1 }), { subtotal: true, percentageVariation: 5 }])).toEqual([
			959,
		]);
		expect(lineCents([row({ price: 10.1 }), { subtotal: true, percentageVariation: -5 }])).toEqual([
			1061,
		]);
	});

	it('leave returned rows among sales alone', () => {
		expect(
			lineCents([
				row({ price: 100 }),
				row({ price: 20, refund: true }),
				{ subtotal: true, percentageVariation: 10 },
			]),
		).toEqual([9000, -2000]);
	});

	it('over nothing but returns mirror the same rows sold', () => {
		expect(
			lineCents([
				row({ price: 10, refund: true }),
				row({ price: 23.5, refund: true }),
				{ subtotal: true, percentageVariation: 10, variation: 1 },
			]),
		).toEqual([-870, -2045]);
	});

	it('without variations change nothing', () => {
		expect(lineCents([row({ price: 10 }), { subtotal: true }, { subtotal: true }])).toEqual([1000]);
	});

	it('with nothing to split over leave the receipt unbalanced', () => {
		const { checks, totals } = read([{ subtotal: true, variation: 2 }, row({ price: 10 })], {
			payments: [{ paymentType: 'CASH', amount: 10 }],
		});
		expect(totals.grossCents).toBe(1000);
		expect(checks.balanced).toBe(false);
		expect(checks.notes[0]).toContain('document.rows[0]');
	});

	it('show in the discount of each line', () => {
		const { lines } = read([
			row({ price: 10, variation: 1 }),
			row({ price: 1 }),
			{ subtotal: true, percentageVariation: 50 },
		]);
		expect(lines.map(({ discount, gross }) => [discount, gross])).toEqual([
			['5.50', '4.50'],
			['0.50', '0.50'],
		]);
	});

	it('mean the rows above them by rowNumber', () => {
		expect(
			lineCents([
				{ subtotal: true, percentageVariation: 50, rowNumber: 2 },
				row({ price: 8, rowNumber: 3 }),
				row({ price: 10, rowNumber: 1 }),
			]),
		).toEqual([500, 800]);
	});
});

describe('taxes', () => {
	it('are worked out once per rate of the receipt', () => {
		// Three lines of 0.10 at 22 %: 0.0180 each would round to 0.06, together 0.0541 rounds to 0.05
		const { taxes, totals } = read([
			row({ price: 0.1 }),
			row({ price: 0.1 }),
			row({ price: 0.1 }),
			// 11.00 × 10 / 110
			row({ price: 11, idTax: 't10' }),
		]);
		expect(taxes).toEqual([
			{
				rate: '10',
				net: '10.00',
				netCents: 1000,
				tax: '1.00',
				taxCents: 100,
				gross: '11.00',
				grossCents: 1100,
			},
			{
				rate: '22',
				net: '0.25',
				netCents: 25,
				tax: '0.05',
				taxCents: 5,
				gross: '0.30',
				grossCents: 30,
			},
		]);
		expect(totals).toEqual({
			gross: '11.30',
			grossCents: 1130,
			net: '10.25',
			netCents: 1025,
			tax: '1.05',
			taxCents: 105,
		});
	});

	it('round a half cent of tax up', () => {
		// 0.13 × 4 / 104 = 0.005
		expect(read([row({ price: 0.13, idTax: 't4' })]).totals).toMatchObject({
			tax: '0.01',
			net: '0.12',
		});
	});

	it('take any decimal rate', () => {
		// 105.50 × 5.5 / 105.5
		expect(read([row({ price: 105.5, idTax: 't55' })]).taxes[0]).toMatchObject({
			rate: '5.5',
			tax: '5.50',
			net: '100.00',
		});
	});

	it('are zero on a tax-free document, whatever its rows name', () => {
		const receipt = read([row({ price: 12.2 }), row({ price: 1, idTax: 'unknown' })], {
			taxFree: true,
			amount: 13.2,
			payments: [{ paymentType: 'CASH', amount: 13.2 }],
		});
		expect(receipt.taxes).toMatchObject([{ rate: '0', net: '13.20', tax: '0.00', gross: '13.20' }]);
		expect(receipt.checks.balanced).toBe(true);
	});

	it.each<[string, Values, Values, string | undefined]>([
		['of a tax without VAT', { idTax: 't0' }, {}, 'N4'],
		['of no other tax, whatever it says', { idTax: 't22' }, {}, undefined],
		['of no tax-free document of another tax', { idTax: 't10' }, { taxFree: true }, undefined],
	])('have the nature %s', (_what, values, more, nature) => {
		const natures = new Map([
			['t0', 'N4'],
			['t22', 'N1'],
		]);
		const body = document([row({ price: 10, ...values })], more);
		const [line] = toAccountingReceipt(record(body), { ...context, taxNatures: natures }).lines;
		expect(line?.taxNature).toBe(nature);
		expect(Object.keys(line ?? {}).includes('taxNature')).toBe(nature !== undefined);
	});

	it.each([
		['an id that is not known', { idTax: 't99' }, 'tax id t99'],
		['no id', { idTax: null }, 'names no tax'],
	])('treat %s as unknown, never as 0 %%', (_, values, words) => {
		const payments = [{ paymentType: 'CASH', amount: 15 }];
		const receipt = read([row({ price: 12.2 }), row({ price: 2.8, ...values })], {
			amount: 15,
			payments,
		});
		expect(receipt.lines.map(({ taxRate }) => taxRate)).toEqual(['22', null]);
		expect(receipt.taxes).toMatchObject([{ rate: '22', gross: '12.20' }]);
		expect(receipt.totals).toEqual({
			gross: '15.00',
			grossCents: 1500,
			net: null,
			netCents: null,
			tax: null,
			taxCents: null,
		});
		expect(receipt.checks).toMatchObject({ balanced: false, difference: '0.00' });
		expect(receipt.checks.notes).toEqual([expect.stringContaining(words)]);
		expect(receipt.checks.notes[0]).toContain('Line 2 (2.80)');
	});

	it('know a rate of zero from an unknown one', () => {
		const receipt = read([row({ price: 5, idTax: 't0' })], {
			payments: [{ paymentType: 'CASH', amount: 5 }],
		});
		expect(receipt.lines[0]?.taxRate).toBe('0');
		expect(receipt.checks.balanced).toBe(true);
	});
});

describe('payments', () => {
	it.each([
		['CASH', 'cash'],
		['CASHCARD', 'card'],
		['CREDITCARD', 'card'],
		['BANKCHECK', 'other'],
		['TICKET', 'mealVoucher'],
		['DEFERRED', 'credit'],
		['FIDELITYCARD', 'voucher'],
		['VOUCHER', 'voucher'],
		['SATISPAY', 'other'],
	])('%s is %s', (paymentType, means) => {
		const { payments } = read([row({ price: 5 })], { payments: [{ paymentType, amount: '5.00' }] });
		expect(payments).toEqual([
			{ means, vendorMeans: paymentType, amount: '5.00', amountCents: 500 },
		]);
	});

	it('less the change are what the receipt cost', () => {
		const receipt = read([row({ price: 12.1 })], {
			amount: 12.1,
			change: 2.9,
			payments: [
				{ paymentType: 'TICKET', amount: 5 },
				{ paymentType: 'CASH', amount: 10 },
			],
		});
		expect(receipt).toMatchObject({ change: '2.90', changeCents: 290 });
		expect(receipt.checks).toEqual({
			balanced: true,
			vendorAmount: '12.10',
			vendorAmountCents: 1210,
			difference: '0.00',
			differenceCents: 0,
			notes: [],
			unmapped: [],
		});
	});

	it('that fall short are reported', () => {
		const { checks } = read([row({ price: 12.1 })], {
			amount: 12.1,
			payments: [{ paymentType: 'CASH', amount: 12 }],
		});
		expect(checks).toMatchObject({ balanced: false, difference: '0.00' });
		expect(checks.notes).toEqual(['Payments less change come to 12.00, the lines to 12.10.']);
	});
});

it('reports a difference to the amount that the system states, and changes nothing', () => {
	const receipt = read([row({ price: 12.1 })], {
		amount: 12.15,
		payments: [{ paymentType: 'CASH', amount: 12.15 }],
	});
	expect(receipt.totals.gross).toBe('12.10');
	expect(receipt.checks).toMatchObject({
		balanced: false,
		vendorAmount: '12.15',
		difference: '0.05',
		differenceCents: 5,
	});
	expect(receipt.checks.notes[0]).toBe('The system states 12.15, the lines add up to 12.10.');
});

describe('kinds', () => {
	it.each<[string, Values[], Values]>([
		['sale', [row({ price: 5 })], {}],
		['sale', [row({ price: 5 }), row({ price: 4, refund: true })], {}],
		['zero', [row({ price: 5 }), row({ price: 5, refund: true })], {}],
		['zero', [row({ price: 5, percentageVariation: 100 })], {}],
		['refund', [row({ price: 5 }), row({ price: 6, refund: true })], {}],
		['zero', [], { amount: 0 }],
		['zero', [{ subtotal: true }], {}],
		['zero', [row({ price: 5 }), row({ price: 5, refund: true })], { amount: 5 }],
		['cancellation', [row({ price: 5 })], { refund: true }],
	])('%s', (kind, rows, values) => {
		expect(read(rows, values).kind).toBe(kind);
	});

	it('a receipt cancelled in place is listed and counts nothing', () => {
		const receipt = read([row({ price: 12.1, idTax: 't99' })], {
			refund: { datetime: '2026-03-06T10:00:00' },
			amount: 12.1,
			change: 7.9,
			payments: [{ paymentType: 'CASH', amount: 20 }],
		});
		expect(receipt).toMatchObject({
			kind: 'cancellation',
			businessDay: '2026-03-05',
			totals: { gross: '0.00', net: '0.00', tax: '0.00' },
			lines: [],
			taxes: [],
			payments: [],
			changeCents: 0,
		});
		expect(receipt.checks).toEqual({
			balanced: true,
			vendorAmount: '12.10',
			vendorAmountCents: 1210,
			difference: '0.00',
			differenceCents: 0,
			notes: ['This receipt of 12.10 was canceled in place: it counts 0.'],
			unmapped: [],
		});
	});

	it.each([[null], [false], [undefined]])('document.refund %p is not a cancellation', (refund) => {
		expect(read([row({ price: 5 })], { refund }).kind).toBe('sale');
	});
});

describe('head', () => {
	it('reads the record', () => {
		const receipt = toAccountingReceipt(
			record(document([]), { zNumber: 412, datetime: '2026-03-06T02:10:00', more: { fields: 1 } }),
			context,
		);
		expect(receipt).toMatchObject({
			source: 'cassaNova',
			id: 'r-1',
			number: '12',
			displayNumber: '0412-0012 2026-03-06',
			zNumber: '412',
			issuedAt: '2026-03-06T02:10:00+01:00',
			businessDay: '2026-03-05',
			register: null,
			salesPoint: { id: '7', name: 'Trastevere' },
			currency: 'EUR',
			references: [],
		});
	});

	it('does without what is not there', () => {
		const { salesPoint, ...rest } = context;
		expect(salesPoint).toBeDefined();
		const receipt = toAccountingReceipt(
			{ id: 5, date: '2026-03-06', document: {}, idSalesPoint: 9 },
			rest,
		);
		expect(receipt).toMatchObject({
			id: '5',
			number: '5',
			displayNumber: '5 2026-03-06',
			zNumber: null,
			businessDay: '2026-03-06',
			salesPoint: { id: '9', name: null },
		});
	});
});

describe('records that cannot be read', () => {
	const body = (values: Values) => record(document([row({ price: 5 }), row(values)]));
	it.each<[string, unknown, string, string]>([
		['a price as a word', body({ price: 'free' }), '12', 'document.rows[1].price'],
		['a flag as a word', body({ price: 1, refund: 'perhaps' }), '12', 'document.rows[1].refund'],
		['no document', record({}, { document: null }), '12', 'document'],
		['no time', record(document([]), { datetime: 'soon' }), '12', 'datetime'],
		['no id', { number: 3, document: {} }, '3', 'id'],
		['nothing', undefined, '(not an object)', 'record'],
		['no name at all', {}, '(without a number)', 'id'],
		[
			'an amount of a payment as a word',
			record(document([], { payments: [{ paymentType: 'CASH', amount: 'all' }] })),
			'12',
			'document.payments[0].amount',
		],
	])('%s', (_, value, receipt, field) => {
		expect(() => toAccountingReceipt(value, context)).toThrow(UnreadableReceiptError);
		expect(() => toAccountingReceipt(value, context)).toThrow(
			expect.objectContaining({ receipt, field }),
		);
	});

	it.each<[string, unknown]>([
		['document.rows[1].price: expected a decimal number', body({ price: 'free' })],
		['document: expected an object', record({}, { document: [] })],
		['document.rows: expected a list', record({ rows: 'none' })],
		['document.rows[1]: expected an object', record({ rows: [row({ price: 5 }), 'row'] })],
		['datetime: expected a text or a number', record(document([]), { datetime: {} })],
		[
			'documentNumbering.prefix: expected a text or a number',
			record(document([]), { documentNumbering: { prefix: true } }),
		],
		[
			'deferredReceipts[1]: expected a text or a number',
			record(document([]), { deferredReceipts: ['r1', null] }),
		],
	])('are named in the error: %s', (problem, value) => {
		expect(() => toAccountingReceipt(value, context)).toThrow(
			`Receipt 12 can't be read: ${problem}`,
		);
	});
});

describe('any receipt', () => {
	const price = fc.integer({ min: 0, max: 1_000_000 }).map((mills) => mills / 1000);
	const percentage = fc.integer({ min: -500, max: 1000 }).map((tenths) => tenths / 10);
	const variation = fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100);
	const sale = fc.record({
		price,
		quantity: fc.integer({ min: 1, max: 20_000 }).map((thousandths) => thousandths / 1000),
		idTax: fc.constantFrom('t0', 't4', 't10', 't22', 't55', 't99'),
		percentageVariation: fc.option(percentage),
		variation: fc.option(variation),
		rowModifierValues: fc.array(
			fc.oneof(fc.record({ price: variation }), fc.record({ percentagePrice: percentage })),
			{ maxLength: 3 },
		),
		refund: fc.boolean(),
	});
	const subtotal = fc.record({
		subtotal: fc.constant(true),
		percentageVariation: fc.option(percentage),
		variation: fc.option(variation),
	});
	const rows = fc.array(fc.oneof({ arbitrary: sale, weight: 4 }, subtotal), { maxLength: 8 });
	const total = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);

	it('has the shape, and its parts add up to the cent', () => {
		fc.assert(
			fc.property(rows, fc.boolean(), (values, taxFree) => {
				const receipt = read(values as Values[], { taxFree });
				expect(accountingReceiptSchema.parse(receipt)).toEqual(receipt);
				const { totals, taxes, lines } = receipt;
				expect(total(lines.map((line) => line.grossCents))).toBe(totals.grossCents);
				const known = lines.filter((line) => line.taxRate !== null);
				expect(total(taxes.map((tax) => tax.grossCents))).toBe(
					total(known.map((line) => line.grossCents)),
				);
				for (const tax of taxes) expect(tax.netCents + tax.taxCents).toBe(tax.grossCents);
				if (known.length === lines.length) {
					expect((totals.netCents ?? NaN) + (totals.taxCents ?? NaN)).toBe(totals.grossCents);
					expect(total(taxes.map((tax) => tax.taxCents))).toBe(totals.taxCents);
				} else {
					expect([totals.net, totals.tax, receipt.checks.balanced]).toEqual([null, null, false]);
				}
			}),
		);
	});

	it('is mirrored exactly when all of it is returned', () => {
		fc.assert(
			fc.property(rows, (values) => {
				const all = (refund: boolean) =>
					read(values.map((each) => ('refund' in each ? { ...each, refund } : each)) as Values[]);
				const once = all(false);
				const back = all(true);
				fc.pre(once.checks.notes.every((note) => !note.startsWith('document.rows')));
				expect(back.lines.map((line) => line.grossCents)).toEqual(
					once.lines.map((line) => 0 - line.grossCents),
				);
				expect(back.taxes.map((tax) => tax.taxCents)).toEqual(
					once.taxes.map((tax) => 0 - tax.taxCents),
				);
			}),
		);
	});
});

describe('simplified', () => {
	it('shows the shop and ten other flat fields, the useful ones first', () => {
		const simple = simplifyReceipt(
			record(
				document([row({ price: 5 }), { subtotal: true }, { composition: true }], {
					amount: 5,
					idSalesPoint: 4711,
					idCustomer: 'k1',
					payments: [{ paymentType: 'CASH' }, { paymentType: 'VOUCHER' }, { paymentType: 'CASH' }],
				}),
			),
		);
		expect(Object.entries(simple)).toEqual([
			['number', 12],
			['datetime', '2026-03-05T21:04:11'],
			['salesPointName', null],
			['amount', 5],
			['paymentTypes', 'CASH, VOUCHER'],
			['itemCount', 1],
			['cancelled', false],
			['zNumber', null],
			['idSalesPoint', 4711],
			['idCustomer', 'k1'],
			['idOrganization', null],
			['id', 'r-1'],
		]);
	});

	it.each([[undefined], [null], ['text'], [{}], [{ document: null }]])(
		'never fails: %p',
		(value) => {
			expect(simplifyReceipt(value)).toMatchObject({ number: null, amount: null, itemCount: 0 });
		},
	);
});
