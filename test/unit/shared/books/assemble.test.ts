/** A receipt in common terms → the accounting receipt: what it adds up to, and what doesn't agree. */
import { assembleReceipt, toTaxes, toTotals } from '../../../../nodes/shared/books/assemble';
import type { NormalisedLine, ReceiptDraft } from '../../../../nodes/shared/books/draft';
import { decimal, fromCents, ONE } from '../../../../nodes/shared/values/money';

const line = (
	grossCents: number,
	rate: string | null,
	more: Partial<NormalisedLine> = {},
): NormalisedLine => ({
	type: 'sale',
	description: 'Melange',
	quantity: ONE,
	unitGross: fromCents(grossCents),
	grossCents,
	taxRate: rate === null ? { unknown: 'names no tax' } : decimal(rate),
	productId: 'p1',
	variantOf: 'p0',
	sku: 's1',
	category: 'Coffee',
	categoryId: 'c1',
	departmentId: 'd1',
	department: 'Bar',
	...more,
});
const cash = (amountCents: number) => ({ means: 'cash', vendorMeans: 'Bar', amountCents }) as const;

const draft = (more: Partial<ReceiptDraft> = {}): ReceiptDraft => ({
	source: 'kassandro',
	documentType: 'receipt',
	id: 'r1',
	number: '7',
	displayNumber: '11-7',
	zNumber: null,
	kind: 'sale',
	issuedAt: '2026-10-05T12:00:00+02:00',
	recordedAt: null,
	businessDay: '2026-10-05',
	register: { id: '11', name: 'Schank' },
	salesPoint: null,
	lines: [line(1200, '20')],
	payments: [cash(1200)],
	changeCents: 0,
	vendorAmountCents: 1200,
	references: [{ type: 'cancels', id: null, number: '11-6' }],
	notes: [],
	problems: [],
	...more,
});
const checksOf = (more: Partial<ReceiptDraft>) => assembleReceipt(draft(more)).checks;

it('has everything of the receipt, in the columns of accounting', () => {
	expect(assembleReceipt(draft({ changeCents: 300, payments: [cash(1500)] }))).toEqual({
		source: 'kassandro',
		documentType: 'receipt',
		id: 'r1',
		number: '7',
		displayNumber: '11-7',
		zNumber: null,
		kind: 'sale',
		issuedAt: '2026-10-05T12:00:00+02:00',
		recordedAt: null,
		businessDay: '2026-10-05',
		register: { id: '11', name: 'Schank' },
		salesPoint: null,
		currency: 'EUR',
		totals: {
			gross: '12.00',
			grossCents: 1200,
			net: '10.00',
			netCents: 1000,
			tax: '2.00',
			taxCents: 200,
		},
		taxes: [
			{
				rate: '20',
				net: '10.00',
				netCents: 1000,
				tax: '2.00',
				taxCents: 200,
				gross: '12.00',
				grossCents: 1200,
			},
		],
		payments: [{ means: 'cash', vendorMeans: 'Bar', amount: '15.00', amountCents: 1500 }],
		change: '3.00',
		changeCents: 300,
		lines: [
			{
				type: 'sale',
				description: 'Melange',
				quantity: '1',
				unitGross: '12.00',
				discount: '0.00',
				discountCents: 0,
				gross: '12.00',
				grossCents: 1200,
				taxRate: '20',
				productId: 'p1',
				variantOf: 'p0',
				sku: 's1',
				category: 'Coffee',
				categoryId: 'c1',
				departmentId: 'd1',
				department: 'Bar',
			},
		],
		references: [{ type: 'cancels', id: null, number: '11-6' }],
		checks: {
			balanced: true,
			vendorAmount: '12.00',
			vendorAmountCents: 1200,
			difference: '0.00',
			differenceCents: 0,
			notes: [],
			unmapped: [],
		},
	});
});

it('names the customer only where it was asked for', () => {
	const customer = { name: 'Max' } as unknown as ReceiptDraft['customer'];
	expect(assembleReceipt(draft())).not.toHaveProperty('customer');
	expect(assembleReceipt(draft({ customer }))).toMatchObject({ customer });
	expect(assembleReceipt(draft({ customer: null }))).toMatchObject({ customer: null });
});

it.each<[string, Partial<NormalisedLine>, object]>([
	['a price finer than a cent', { unitGross: decimal('3.335') }, { unitGross: '3.335' }],
	['a price in tenths', { unitGross: decimal('3.3') }, { unitGross: '3.30' }],
	['a weight', { quantity: decimal('0.335') }, { quantity: '0.335' }],
	// 3 × 5.00, of which 1.00 is taken off.
	[
		'a discount',
		{ quantity: decimal(3), unitGross: fromCents(500), grossCents: 1400 },
		{ discount: '1.00', discountCents: 100, gross: '14.00' },
	],
	[
		'a price that was made higher',
		{ unitGross: fromCents(500), grossCents: 550 },
		{ discount: '-0.50', discountCents: -50 },
	],
	['a rate with decimals', { taxRate: decimal('4.9') }, { taxRate: '4.9' }],
	['a rate that is not known', { taxRate: { unknown: 'names no tax' } }, { taxRate: null }],
])('a line with %s', (_name, more, columns) => {
	expect(assembleReceipt(draft({ lines: [line(1200, '20', more)] })).lines[0]).toMatchObject(
		columns,
	);
});

describe('taxes', () => {
	const taxes = (...lines: Array<[number, string | null]>) =>
		toTaxes(lines.map(([cents, rate]) => line(cents, rate))).map(
			({ rate, netCents, taxCents, grossCents }) =>
				`${rate}: ${netCents} + ${taxCents} = ${grossCents}`,
		);

	it('are rounded once for each rate, and the net is the rest', () => {
		// 0.11 at 20 % hold 0.0183…, each 0.05 and 0.06 alone would hold 0.01.
		expect(taxes([5, '20'], [6, '20'])).toEqual(['20: 9 + 2 = 11']);
		expect(taxes([5, '20'], [-5, '20'])).toEqual(['20: 0 + 0 = 0']);
	});

	it('stand by rate, the lowest first, however it is written', () => {
		expect(taxes([1200, '20'], [1000, '0'], [1100, '10'], [1049, '4.9'], [1200, '20.0'])).toEqual([
			'0: 1000 + 0 = 1000',
			'4.9: 1000 + 49 = 1049',
			'10: 1000 + 100 = 1100',
			'20: 2000 + 400 = 2400',
		]);
	});

	it('leave out what has no rate that is known, which also makes totals unknown', () => {
		expect(taxes([1200, '20'], [500, null])).toEqual(['20: 1000 + 200 = 1200']);
		const { totals } = assembleReceipt(draft({ lines: [line(1200, '20'), line(500, null)] }));
		expect(totals).toEqual({
			gross: '17.00',
			grossCents: 1700,
			net: null,
			netCents: null,
			tax: null,
			taxCents: null,
		});
	});

	it('add up to the totals', () => {
		const rows = toTaxes([line(1200, '20'), line(1100, '10')]);
		expect(toTotals(2300, rows, true)).toMatchObject({
			grossCents: 2300,
			netCents: 2000,
			taxCents: 300,
		});
	});
});

describe('what does not agree', () => {
	const noted = (more: Partial<ReceiptDraft>) => {
		const { balanced, notes, difference } = checksOf(more);
		return { balanced, notes, difference };
	};

	it.each<[string, Partial<ReceiptDraft>, string, string]>([
		[
			"the system's own total",
			{ vendorAmountCents: 1250 },
			'0.50',
			'The system states 12.50, the lines add up to 12.00.',
		],
		[
			'payments',
			{ payments: [cash(1000), { means: 'card', vendorMeans: 'Visa', amountCents: 150 }] },
			'0.00',
			'Payments less change come to 11.50, the lines to 12.00.',
		],
		[
			'payments less change',
			{ payments: [cash(1500)], changeCents: 200 },
			'0.00',
			'Payments less change come to 13.00, the lines to 12.00.',
		],
		[
			'a rate that is not known',
			{ lines: [line(700, '20'), line(500, null)] },
			'0.00',
			'Line 2 (5.00) names no tax: it is in the gross total and in no tax row.',
		],
		['what was found before', { problems: ['Odd.'] }, '0.00', 'Odd.'],
	])('stands in the notes: %s', (_name, more, difference, note) => {
		expect(noted(more)).toEqual({ balanced: false, notes: [note], difference });
	});

	it('is nothing where the system states no total', () => {
		expect(noted({ vendorAmountCents: null })).toEqual({
			balanced: true,
			notes: [],
			difference: '0.00',
		});
		expect(checksOf({ vendorAmountCents: null })).toMatchObject({
			vendorAmount: null,
			vendorAmountCents: null,
		});
	});

	it('stands behind what should be known, which is no problem', () => {
		expect(noted({ notes: ['A test.'] })).toMatchObject({ balanced: true, notes: ['A test.'] });
		expect(noted({ notes: ['A test.'], problems: ['Odd.'] }).notes).toEqual(['A test.', 'Odd.']);
	});
});

describe('what it counts as by a guess', () => {
	const word = { type: 'group', id: 'g1', name: 'Ohne Steuer', countsAs: 'sale' } as const;
	const method = { type: 'paymentMethod', id: 'Twint', name: null, countsAs: 'other' } as const;
	const unmappedOf = (
		lines: NormalisedLine[],
		payments: ReceiptDraft['payments'] = [cash(1200)],
	): unknown => checksOf({ lines, payments }).unmapped;

	it.each<[string, NormalisedLine[], unknown[]]>([
		['what bears no VAT', [line(1200, '0', { unsaid: word })], [word]],
		['what is at a rate that is not known', [line(1200, null, { unsaid: word })], [word]],
		['a word once', [line(600, '0', { unsaid: word }), line(600, '0', { unsaid: word })], [word]],
		['nothing that bears VAT: it was sold', [line(1200, '20', { unsaid: word })], []],
		['nothing that comes to nothing', [line(1200, '20'), line(0, '0', { unsaid: word })], []],
		['nothing that somebody has said', [line(1200, '0')], []],
	])('lists %s', (_name, lines, expected) => {
		expect(unmappedOf(lines)).toEqual(expected);
	});

	it('lists means of payments, and none of 0.00', () => {
		const paid = { ...cash(1200), means: 'other', unsaid: method } as const;
		expect(unmappedOf([line(1200, '20')], [paid])).toEqual([method]);
		const nothing = { ...paid, amountCents: 0 };
		expect(unmappedOf([line(1200, '20')], [cash(1200), nothing])).toEqual([]);
	});
});
