/** Kassandro receipts in accounting terms: every assumption with an example worked by hand. */
import fc from 'fast-check';

import { toAccountingReceipt } from '../../../../nodes/Kassandro/books/accounting';
import { meansOf } from '../../../../nodes/Kassandro/books/payments';
import type { KassandroAccountingContext } from '../../../../nodes/Kassandro/books/accounting';
import { simplifyReceipt } from '../../../../nodes/Kassandro/simplify';
import { accountingReceiptSchema } from '../../../../nodes/shared/books/receipt';
import { UnreadableReceiptError } from '../../../../nodes/shared/books/vendorRecord';

type Values = Record<string, unknown>;

const context: KassandroAccountingContext = {
	timeZone: 'Europe/Vienna',
	dayEndsAt: '03:00',
	registers: new Map([['11', 'Schank']]),
};

const item = (values: Values = {}): Values => ({ amount: 1, priceOne: 10, vat: 20, ...values });
const record = (items: unknown, values: Values = {}): Values => ({
	_id: 'a1',
	receiptNumber: '11-42',
	cashRegisterId: 11,
	created: '2026-03-05T21:04:11',
	items,
	paymentMethod: 'Bar',
	given: 0,
	voucher: 0,
	...values,
});
const read = (
	items: unknown,
	values: Values = {},
	more: Partial<KassandroAccountingContext> = {},
) => toAccountingReceipt(record(items, values), { ...context, ...more });
const lineCents = (items: Values[], values: Values = {}) =>
	read(items, values).lines.map((line) => line.grossCents);

describe('one line', () => {
	it.each<[string, Values, number]>([
		['amount × priceOne', { amount: 3, priceOne: 4.9 }, 1470],
		['prices as text', { amount: '3', priceOne: '4.90' }, 1470],
		// 0.335 × 23.90 = 8.0065
		['a weight', { amount: 0.335, priceOne: 23.9 }, 801],
		['percentage discount', { discountPercentage: 12.5 }, 875],
		['absolute discount', { discountAbsolute: 1.5 }, 850],
		// 2 × 10.00 × 0.9 − 1.00
		['both', { amount: 2, discountPercentage: 10, discountAbsolute: 1 }, 1700],
		// 9.99 × 0.6667 = 6.660333
		['an odd percentage', { priceOne: 9.99, discountPercentage: 33.33 }, 666],
		['half a cent', { priceOne: 1.005 }, 101],
		['half a cent the other way', { amount: -1, priceOne: 1.005 }, -101],
		['no discount fields', { discountAbsolute: null, discountPercentage: undefined }, 1000],
	])('%s', (_, values, cents) => {
		expect(lineCents([item(values)])).toEqual([cents]);
	});

	it('reads as a line', () => {
		const values = {
			itemId: 201,
			nameLong: 'Bergkäse',
			nameShort: 'Bergk.',
			groupName: 'Speisen',
			amount: 0.5,
			priceOne: 23.9,
			discountAbsolute: 1,
			vat: 10,
			priceAll: 10.95,
		};
		expect(read([item(values)]).lines).toEqual([
			{
				type: 'sale',
				description: 'Bergkäse',
				quantity: '0.5',
				unitGross: '23.90',
				discount: '1.00',
				discountCents: 100,
				gross: '10.95',
				grossCents: 1095,
				taxRate: '10',
				productId: '201',
				sku: null,
				category: 'Speisen',
				variantOf: null,
				categoryId: null,
				departmentId: null,
				department: null,
			},
		]);
	});

	it('is named by what there is', () => {
		const { lines } = read([item({ nameShort: 'Bergk.' }), item()]);
		expect(lines.map(({ description }) => description)).toEqual(['Bergk.', '']);
	});
});

describe('what a line lacks or states otherwise', () => {
	it.each<[string, Values, string, string]>([
		['no amount', { amount: undefined }, '10.00', 'Line 1 has no amount: it counts as 1.'],
		['no price', { priceOne: null }, '0.00', 'Line 1 has no priceOne: it counts as 0.00.'],
	])('%s is a note', (_, values, gross, note) => {
		const { totals, checks } = read([item(values)]);
		expect(totals.gross).toBe(gross);
		expect(checks).toMatchObject({ balanced: true, notes: [note] });
	});

	it.each<[string, Values]>([
		['the line', { priceAll: 20, amount: 2 }],
		['the line with its discounts', { priceAll: 8, discountAbsolute: 1, discountPercentage: 10 }],
		['the line without its discounts', { priceAll: 10, discountAbsolute: 1 }],
		['as text', { priceAll: '10.00' }],
		['nothing', { priceAll: null }],
	])('priceAll may state %s', (_, values) => {
		expect(read([item(values)]).checks).toMatchObject({ balanced: true, notes: [] });
	});

	it('priceAll that fits neither is told, though the total is right', () => {
		const { totals, checks } = read(
			[
				item({ priceOne: 10, vat: 20, priceAll: 2, nameLong: 'Gulasch' }),
				item({ priceOne: 2, vat: 10, priceAll: 10 }),
			],
			{ price: 12 },
		);
		expect(totals.gross).toBe('12.00');
		expect(checks).toMatchObject({ balanced: false, difference: '0.00' });
		expect(checks.notes).toEqual([
			'Line 1 (Gulasch) states 2.00 (priceAll), and its fields come to 10.00: the tax may be wrong.',
			'Line 2 states 10.00 (priceAll), and its fields come to 2.00: the tax may be wrong.',
		]);
	});

	it.each<[string, Values, Values, string]>([
		[
			'a line',
			{ discountAbsolute: 12 },
			{},
			'Line 1 has a discount above its price: 10.00 become -2.00.',
		],
		[
			'the receipt',
			{},
			{ discountAbsolute: 12 },
			"The receipt's own discount (12.00) is more than its lines come to (10.00).",
		],
	])('a discount above %s is told', (_, line, values, note) => {
		const { checks } = read([item(line)], values);
		expect(checks).toMatchObject({ balanced: false, notes: [note] });
	});

	it('a discount above a return is told as well', () => {
		const { checks } = read([item({ amount: -1 })], { discountAbsolute: -12 });
		expect(checks).toMatchObject({
			balanced: false,
			notes: ["The receipt's own discount (-12.00) is more than its lines come to (-10.00)."],
		});
	});

	it.each<[string, Values, Values, string]>([
		['a field of a line', { amount: 1e15 }, {}, 'items[0].amount: is'],
		[
			'a line',
			{ amount: 1e10, priceOne: '1e6' },
			{},
			'items[0]: amount 10000000000 × priceOne 1000000 is',
		],
		['its total', { priceAll: '1e30' }, {}, 'items[0].priceAll: is'],
		['the price', {}, { price: 1e30 }, 'price: is'],
		['the voucher', {}, { voucher: 1e30 }, 'voucher: is'],
		['what is given', {}, { given: 1e30 }, 'given: is'],
		[
			'the sum',
			{ priceOne: 9e13 },
			{ discountPercentage: -50 },
			"items: what they come to, less the receipt's own discount, is",
		],
	])('%s that is too large is named', (_, line, values, words) => {
		expect(() => read([item(line)], values)).toThrow(`${words} too large to be an amount of money`);
	});
});

describe("the receipt's own discounts", () => {
	it('lower the sum and are split by gross', () => {
		// 33.50 × 0.9 = 30.15: 3.35 = 1.00 + 2.35
		expect(lineCents([item(), item({ priceOne: 23.5 })], { discountPercentage: 10 })).toEqual([
			900, 2115,
		]);
		// 30.00 × 0.95 − 1.00 = 27.50: 2.50 over three equal lines
		expect(
			lineCents([item(), item(), item()], { discountPercentage: 5, discountAbsolute: 1 }),
		).toEqual([916, 917, 917]);
	});

	it('with nothing to split over leave the receipt unbalanced', () => {
		const { totals, checks } = read([item({ priceOne: 0 })], { discountAbsolute: 1, price: -1 });
		expect(totals.gross).toBe('0.00');
		expect(checks).toMatchObject({ balanced: false, difference: '-1.00' });
		expect(checks.notes[0]).toContain("isn't counted");
	});
});

describe('taxes', () => {
	it('come from vat, any decimal, once per rate of the receipt', () => {
		const { taxes, totals } = read([
			item({ priceOne: 4.9 }),
			item({ priceOne: 3.6, vat: '20.0' }),
			item({ priceOne: 104.9, vat: 4.9 }),
			item({ priceOne: 20, vat: 0 }),
		]);
		// 8.50 × 20 / 120 = 1.41666…; 104.90 × 4.9 / 104.9 = 4.90
		expect(taxes.map(({ rate, net, tax, gross }) => [rate, net, tax, gross])).toEqual([
			['0', '20.00', '0.00', '20.00'],
			['4.9', '100.00', '4.90', '104.90'],
			['20', '7.08', '1.42', '8.50'],
		]);
		expect(totals).toMatchObject({ gross: '133.40', net: '127.08', tax: '6.32' });
	});

	it('round a half cent of tax up', () => {
		// 0.03 × 20 / 120 = 0.005
		expect(read([item({ priceOne: 0.03 })]).totals).toMatchObject({ tax: '0.01', net: '0.02' });
	});

	it.each([
		['missing', null, 'has no vat'],
		['negative', -20, 'has a negative vat'],
	])('are unknown, never 0 %%, when vat is %s', (_, vat, words) => {
		const { lines, taxes, totals, checks } = read([item(), item({ vat })]);
		expect(lines.map(({ taxRate }) => taxRate)).toEqual(['20', null]);
		expect(taxes).toMatchObject([{ rate: '20', gross: '10.00' }]);
		expect(totals).toMatchObject({ gross: '20.00', net: null, tax: null });
		expect(checks.balanced).toBe(false);
		expect(checks.notes).toEqual([expect.stringContaining(words)]);
	});
});

describe('payments', () => {
	it.each([
		['Bar', 'cash'],
		['BARZAHLUNG', 'cash'],
		['Bankomat', 'card'],
		['Bankomatkarte', 'card'],
		['Kreditkarte', 'card'],
		['Karte', 'card'],
		[' Kartenzahlung', 'card'],
		['EC-Karte', 'card'],
		['EC', 'card'],
		['Debit-Karte', 'card'],
		['Visa / Mastercard', 'card'],
		['Maestro', 'card'],
		['V PAY', 'card'],
		['girocard', 'card'],
		['Geschenkkarte', undefined],
		['Kundenkarte', undefined],
		['Wertkarte', undefined],
		['Sodexo Karte', undefined],
		['Restaurantkarte', undefined],
		['Guthabenkarte', undefined],
		['Debitorenrechnung', undefined],
		['Kredit', undefined],
		['Technik', undefined],
		['Gutschein', 'voucher'],
		['Geschenkkarte / Gutschein', 'voucher'],
		['Überweisung', 'transfer'],
		['U\u0308berweisung', 'transfer'],
		['Rechnung', undefined],
		['Barbara', undefined],
		['', undefined],
	])('%s says %s', (name, means) => {
		expect(meansOf(name)).toBe(means);
	});

	it.each<[string, Values, Array<[string, string, number]>, number]>([
		['exactly, when nothing is given', {}, [['cash', 'Bar', 1000]], 0],
		['exactly', { given: 10 }, [['cash', 'Bar', 1000]], 0],
		['with change', { given: 50 }, [['cash', 'Bar', 5000]], 4000],
		['by card', { paymentMethod: 'Bankomat' }, [['card', 'Bankomat', 1000]], 0],
		[
			'partly by voucher, with change',
			{ voucher: 4, given: 20 },
			[
				['voucher', 'voucher', 400],
				['cash', 'Bar', 2000],
			],
			1400,
		],
		['by voucher alone', { voucher: 10 }, [['voucher', 'voucher', 1000]], 0],
		['in a way of its own', { paymentMethod: 'Rechnung' }, [['other', 'Rechnung', 1000]], 0],
	])('%s', (_, values, payments, changeCents) => {
		const receipt = read([item()], { price: 10, ...values });
		expect(
			receipt.payments.map((each) => [each.means, each.vendorMeans, each.amountCents]),
		).toEqual(payments);
		expect(receipt.changeCents).toBe(changeCents);
		expect(receipt.totals.gross).toBe('10.00');
		expect(receipt.checks).toMatchObject({ balanced: true, notes: [] });
	});

	it.each<[string, Values[], Values, Array<[string, number]>, string]>([
		['in cash', [item({ priceOne: 6.55 })], { voucher: 10 }, [['voucher', 655]], '3.45'],
		[
			'by card',
			[item({ priceOne: 6.55 })],
			{ voucher: 10, paymentMethod: 'Bankomat', given: 0 },
			[['voucher', 655]],
			'3.45',
		],
		['of a return', [item({ amount: -1 })], { voucher: -12 }, [['voucher', -1000]], '-2.00'],
		['as taken on a return', [item({ amount: -1 })], { voucher: 4 }, [['cash', -1000]], '4.00'],
		['as given back on a sale', [item()], { voucher: -4 }, [['cash', 1000]], '-4.00'],
	])('count a voucher %s with no more than is due', (_, items, values, payments, rest) => {
		const receipt = read(items, values);
		expect(receipt.payments.map((each) => [each.means, each.amountCents])).toEqual(payments);
		expect(receipt.checks.balanced).toBe(false);
		expect(receipt.checks.notes).toHaveLength(1);
		expect(receipt.checks.notes[0]).toMatch(new RegExp(`what became of the other ${rest}\\.$`));
	});

	it('that fall short are reported, not called negative change', () => {
		const { checks, changeCents } = read([item()], { given: 4 });
		expect(changeCents).toBe(0);
		expect(checks.balanced).toBe(false);
		expect(checks.notes).toEqual(['Payments less change come to 4.00, the lines to 10.00.']);
	});
});

it('reports a difference to the price that the system states, and changes nothing', () => {
	const { totals, checks } = read([item()], { price: 9.9 });
	expect(totals.gross).toBe('10.00');
	expect(checks).toMatchObject({ balanced: false, vendorAmount: '9.90', difference: '-0.10' });
});

describe('kinds', () => {
	it.each<[string, Values[], Values]>([
		['sale', [item()], {}],
		['zero', [item({ priceOne: 0 })], {}],
		['zero', [item(), item({ amount: -1 })], { price: 0 }],
		['zero', [item(), item({ amount: -1 })], { price: 5 }],
		['refund', [item({ amount: -1 })], { price: -10 }],
		['zero', [], { price: 0 }],
		['zero', [], {}],
	])('%s', (kind, items, values) => {
		expect(read(items, values).kind).toBe(kind);
	});

	it('a price without items is what must be clarified', () => {
		expect(() => read([], { price: 5 })).toThrow(
			"Receipt 11-42 can't be read: items: there are none, and the price is 5.00",
		);
	});

	it('a zero receipt counts nothing and is balanced', () => {
		expect(read([], { price: 0 })).toMatchObject({
			kind: 'zero',
			totals: { gross: '0.00', net: '0.00', tax: '0.00' },
			taxes: [],
			payments: [],
			checks: { balanced: true, notes: [] },
		});
	});
});

describe('a cancellation', () => {
	const cancellation = { receiptNumber: '11-40' };
	const negative = [item({ amount: -2, priceOne: 5, discountAbsolute: -1 })];
	const expected = {
		kind: 'cancellation',
		references: [{ type: 'cancels', id: null, number: '11-40' }],
		totals: { gross: '-9.00', net: '-7.50', tax: '-1.50' },
		payments: [
			{ means: 'voucher', amountCents: -300 },
			{ means: 'cash', amountCents: -600 },
		],
		change: '0.00',
		checks: { balanced: true, difference: '0.00', notes: [] },
	};

	it('takes back at the rates of the sale, though a rate has changed since', () => {
		const sold = (vat: number | undefined) =>
			new Map([
				[
					'11-40',
					{
						receiptNumber: '11-40',
						created: '2026-06-30T12:00:00',
						items: [{ amount: 1, priceOne: 10, ...(vat === undefined ? {} : { vat }) }],
						price: 10,
					},
				],
			]);
		const back = [item({ amount: -1, priceOne: 10, vat: 4.9 })];
		const ratesOf = (vat: number | undefined, price = -10) =>
			read(back, { cancellation, price }, { originals: sold(vat) }).taxes.map(({ rate, gross }) => [
				rate,
				gross,
			]);
		expect(ratesOf(10)).toEqual([['10', '-10.00']]);
		expect(ratesOf(4.9)).toEqual([['4.9', '-10.00']]);
		// A sale whose rate isn't known says nothing better.
		expect(ratesOf(undefined)).toEqual([['4.9', '-10.00']]);
	});

	it('with items of its own counts what they say', () => {
		// −2 × 5.00 + 1.00 = −9.00, of which 3.00 go back as a voucher
		const values = { cancellation, price: -9, voucher: -3, given: -6 };
		const note = expect.stringContaining("It cancels receipt 11-40, which isn't at hand");
		const { checks } = expected;
		expect(read(negative, values)).toMatchObject({
			...expected,
			checks: { ...checks, notes: [note] },
		});
	});

	it.each<[string, Values]>([
		['as sold', { voucher: 3 }],
		['taken back', { voucher: -3 }],
		['not named', {}],
	])('pays back the way the original was paid, with its voucher %s', (_, voucher) => {
		const sold = record([item({ amount: 2, priceOne: 5, discountAbsolute: 1 })], {
			receiptNumber: '11-40',
			price: 9,
			voucher: 3,
		});
		const originals = new Map([['11-40', sold]]);
		const values = { cancellation, price: -9, ...voucher };
		expect(read(negative, values, { originals })).toMatchObject(expected);
	});

	it('that names another means of payment than its original says so', () => {
		const card = { receiptNumber: '11-40', paymentMethod: 'Bankomat' };
		const originals = new Map([['11-40', record([item()], card)]]);
		const values = { cancellation, price: -10, paymentMethod: 'Bar' };
		const receipt = read([item({ amount: -1 })], values, { originals });
		expect(receipt.payments).toMatchObject([{ means: 'card', amount: '-10.00' }]);
		expect(receipt.checks).toMatchObject({
			balanced: true,
			notes: [
				'It names "Bar", and the receipt that it cancels was paid by "Bankomat": it counts as paid back the way it was paid.',
			],
		});
		const unnamed = { cancellation, price: -10, paymentMethod: null };
		expect(read([item({ amount: -1 })], unnamed, { originals }).checks.notes).toEqual([]);
	});

	it('of a part of a receipt is paid back as it says itself', () => {
		const originals = new Map([['11-40', record([item(), item()], { receiptNumber: '11-40' })]]);
		const values = { cancellation, price: -10, paymentMethod: 'Bankomat' };
		const receipt = read([item({ amount: -1 })], values, { originals });
		expect(receipt.payments).toMatchObject([{ means: 'card', amount: '-10.00' }]);
	});

	it('is their mirror when they were sent as they were sold', () => {
		const sold = [item({ amount: 2, priceOne: 5, discountAbsolute: 1 })];
		const values = { cancellation, price: 9, voucher: 3, given: 50 };
		const original = { receiptNumber: '11-40', price: 9, voucher: 3 };
		const originals = new Map([['11-40', record(sold, original)]]);
		const receipt = read(sold, values, { originals });
		expect(receipt).toMatchObject(expected);
		expect(receipt.lines[0]).toMatchObject({ quantity: '-2', discount: '-1.00', gross: '-9.00' });
		const guessed = read(sold, values);
		expect(guessed.totals).toEqual(receipt.totals);
		expect(guessed.checks.balanced).toBe(false);
		expect(guessed.checks.notes[0]).toContain("that receipt isn't at hand");
	});

	it('of a return is positive', () => {
		const returned = record([item({ amount: -1 })], { receiptNumber: '11-40', price: -10 });
		const originals = new Map([['11-40', returned]]);
		const own = read([item()], { cancellation, price: 10 }, { originals });
		const derived = read(undefined, { cancellation }, { originals });
		for (const receipt of [own, derived]) {
			expect(receipt).toMatchObject({
				kind: 'cancellation',
				totals: { gross: '10.00' },
				payments: [{ means: 'cash', amount: '10.00' }],
				checks: { balanced: true },
			});
		}
	});

	it('of a return comes to nothing with it, also where its items stand as on the return', () => {
		const items = [item({ amount: -2 })];
		const values = { receiptNumber: '11-40', price: -20 };
		const originals = new Map([['11-40', record(items, values)]]);
		const back = read(items, { cancellation, price: -20 }, { originals });
		expect(back).toMatchObject({
			totals: { gross: '20.00' },
			taxes: [{ rate: '20', gross: '20.00' }],
			payments: [{ means: 'cash', amount: '20.00' }],
			checks: { balanced: true, difference: '0.00', notes: [] },
		});
		expect(back.totals.grossCents + read(items, values).totals.grossCents).toBe(0);
		// A part of it, stated in the same way.
		const part = read([item({ amount: -1 })], { cancellation, price: -10 }, { originals });
		expect(part.totals.gross).toBe('10.00');
	});

	it('takes a voucher above the bill back with what it counted', () => {
		const sold = record([item({ priceOne: 6.55 })], { receiptNumber: '11-40', voucher: 10 });
		const originals = new Map([['11-40', sold]]);
		const receipt = read(undefined, { cancellation }, { originals });
		expect(receipt.payments).toMatchObject([{ means: 'voucher', amount: '-6.55' }]);
	});

	it.each([[undefined], [[]]])('without items (%p) is the mirror of its original', (items) => {
		const original = record([item({ amount: 2, priceOne: 5, discountAbsolute: 1 })], {
			receiptNumber: '11-40',
			created: '2026-03-01T10:00:00',
			price: 9,
			voucher: 3,
			given: 50,
		});
		const originals = new Map([['11-40', original]]);
		const receipt = read(items, { cancellation }, { originals });
		expect(receipt).toMatchObject(expected);
		expect(receipt.businessDay).toBe('2026-03-05');
		const stated = read(items, { cancellation, price: -8 }, { originals });
		expect(stated.checks).toMatchObject({ balanced: false, difference: '1.00' });
	});

	it.each([[undefined], [[]]])(
		'without items (%p) of a receipt that is not at hand is what must be clarified',
		(items) => {
			for (const values of [{ price: -9 }, {}]) {
				expect(() => read(items, { cancellation, ...values })).toThrow(
					"Receipt 11-42 can't be read: items: are missing: it cancels receipt 11-40, whose items aren't at hand either",
				);
			}
		},
	);

	it('of a zero receipt counts nothing', () => {
		const receipt = read([], { cancellation, price: 0 });
		expect(receipt).toMatchObject({ kind: 'cancellation', checks: { balanced: true } });
	});

	it('and its sale come to nothing, rate by rate', () => {
		const cents = fc.integer({ min: 1, max: 100_000 }).map((value) => value / 100);
		const sold = fc.record({
			amount: fc.integer({ min: 1, max: 5000 }).map((value) => value / 1000),
			priceOne: cents,
			vat: fc.constantFrom(0, 4.9, 10, 13, 20),
			discountPercentage: fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
		});
		const items = fc.array(sold, { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(items, fc.integer({ min: 0, max: 99 }), (list, discountPercentage) => {
				const original = record(list, { receiptNumber: '11-40', discountPercentage });
				const sale = toAccountingReceipt(original, context);
				const back = read(
					undefined,
					{ cancellation },
					{ originals: new Map([['11-40', original]]) },
				);
				expect(accountingReceiptSchema.parse(sale)).toEqual(sale);
				expect(accountingReceiptSchema.parse(back)).toEqual(back);
				expect(back.totals.grossCents).toBe(0 - sale.totals.grossCents);
				expect(
					back.taxes.map(({ rate, taxCents, netCents }) => [rate, taxCents, netCents]),
				).toEqual(
					sale.taxes.map(({ rate, taxCents, netCents }) => [rate, 0 - taxCents, 0 - netCents]),
				);
				expect(sale.checks.balanced && back.checks.balanced).toBe(true);
			}),
		);
	});
});

describe('head', () => {
	it('reads the record', () => {
		expect(read([item()], { created: '2026-03-06T02:59:59', signature: 'x' })).toMatchObject({
			source: 'kassandro',
			id: 'a1',
			number: '11-42',
			displayNumber: '11-42',
			zNumber: null,
			issuedAt: '2026-03-06T02:59:59+01:00',
			businessDay: '2026-03-05',
			register: { id: '11', name: 'Schank' },
			salesPoint: null,
			currency: 'EUR',
		});
	});

	it.each<[string, Values, Partial<KassandroAccountingContext>, unknown]>([
		['its own', { cashRegisterId: 12 }, {}, { id: '12', name: null }],
		[
			'the one asked for',
			{ cashRegisterId: null },
			{ register: { id: '13', name: 'Vitrine' } },
			{ id: '13', name: 'Vitrine' },
		],
		[
			'its own among others',
			{},
			{ register: { id: '13', name: 'V' } },
			{ id: '11', name: 'Schank' },
		],
		[
			'its own in the letters of the list',
			{ cashRegisterId: undefined, cashregisterid: '11' },
			{},
			{ id: '11', name: 'Schank' },
		],
		['none', { cashRegisterId: undefined }, {}, null],
	])('names the register: %s', (_, values, more, register) => {
		expect(read([item()], values, more).register).toEqual(register);
	});

	it('takes the number for an id when there is none', () => {
		expect(read([item()], { _id: null }).id).toBe('11-42');
	});
});

describe('records that cannot be read', () => {
	it.each<[string, Values, string, string]>([
		['no items', record(undefined), '11-42', 'items'],
		['a price as a word', record([item({ priceOne: 'ten' })]), '11-42', 'items[0].priceOne'],
		['too much money', record([item({ amount: 1e10, priceOne: 1e6 })]), '11-42', 'items[0]'],
		['an amount as a word', record([item(), item({ amount: 'two' })]), '11-42', 'items[1].amount'],
		['no time', record([], { created: 'soon' }), '11-42', 'created'],
		['no number', record([], { receiptNumber: null }), 'a1', 'receiptNumber'],
		['a vat as a word', record([item({ vat: 'full' })]), '11-42', 'items[0].vat'],
	])('%s', (_, value, receipt, field) => {
		expect(() => toAccountingReceipt(value, context)).toThrow(UnreadableReceiptError);
		expect(() => toAccountingReceipt(value, context)).toThrow(
			expect.objectContaining({ receipt, field }),
		);
	});
});

describe('simplified', () => {
	it('shows the register and nine other flat fields, the useful ones first', () => {
		const values = { price: 10, attachmentUrls: ['/a'], cancellation: { receiptNumber: '11-40' } };
		expect(Object.entries(simplifyReceipt(record([item()], values)))).toEqual([
			['receiptNumber', '11-42'],
			['created', '2026-03-05T21:04:11'],
			['cashRegisterName', null],
			['price', 10],
			['paymentMethod', 'Bar'],
			['itemCount', 1],
			['cancels', '11-40'],
			['voucher', 0],
			['cashRegisterId', 11],
			['attachmentCount', 1],
			['_id', 'a1'],
		]);
	});

	it.each([[undefined], [null], ['text'], [{}], [{ items: 5 }]])('never fails: %p', (value) => {
		expect(simplifyReceipt(value)).toMatchObject({ receiptNumber: null, itemCount: null });
	});
});
