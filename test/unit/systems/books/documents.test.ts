/** CassaNova's invoices and credit notes, customers, and what users say about a shop's own words. */
import { isDraft, toAccountingReceipt } from '../../../../nodes/CassaNova/books/accounting';
import type { CassaNovaAccountingContext } from '../../../../nodes/CassaNova/books/context';
import { toAccountingReceipt as fromKassandro } from '../../../../nodes/Kassandro/books/accounting';
import { accountingReceiptSchema } from '../../../../nodes/shared/books/receipt';
import type { DocumentType, LineType, Means } from '../../../../nodes/shared/books/receipt';
import { NO_MAPPING } from '../../../../nodes/shared/books/mapping';

type Values = Record<string, unknown>;

const context: CassaNovaAccountingContext = {
	timeZone: 'Europe/Rome',
	dayEndsAt: '03:00',
	taxRates: new Map([
		['t22', 22],
		['t10', 10],
		['t0', 0],
	]),
	departments: new Map([['d1', 'Buoni']]),
};

const row = { quantity: 2, price: 6.1, idTax: 't22', idDepartment: 'd1', idProduct: 'p1' };
const paid = [{ paymentType: 'CREDITCARD', amount: 12.2 }];

const read = (type: DocumentType, values: Values, document: Values | null = {}, more = context) => {
	const body = document && { rows: [row], amount: 12.2, payments: paid, ...document };
	const record = { id: 'x', datetime: '2026-10-05T12:00:00', document: body, ...values };
	const receipt = toAccountingReceipt(record, more, type);
	expect(accountingReceiptSchema.parse(receipt)).toEqual(receipt);
	return receipt;
};

describe('an invoice', () => {
	it('counts like a receipt, under its number with prefix or suffix', () => {
		const numbering = { prefix: null, suffix: '/2026' };
		expect(read('invoice', { number: 7, documentNumbering: numbering })).toMatchObject({
			documentType: 'invoice',
			kind: 'sale',
			number: '7',
			displayNumber: '7/2026',
			totals: { gross: '12.20', net: '10.00', tax: '2.20' },
			checks: { balanced: true },
		});
		const prefixed = read('invoice', { number: 7, documentNumbering: { prefix: 'A-' } });
		expect(prefixed.displayNumber).toBe('A-7');
	});

	it('that is deferred counts nothing and names its receipts', () => {
		const receipt = read(
			'invoice',
			{ number: 8, deferred: true, deferredReceipts: ['r1', 'r2'] },
			null,
		);
		expect(receipt).toMatchObject({
			kind: 'zero',
			totals: { gross: '0.00', tax: '0.00' },
			payments: [],
			references: [
				{ type: 'invoices', id: 'r1', number: null },
				{ type: 'invoices', id: 'r2', number: null },
			],
		});
		expect(receipt.checks).toMatchObject({ balanced: true, difference: '0.00' });
		expect(receipt.checks.notes[0]).toContain('about 2 receipts, which count by themselves');
	});

	it('that is deferred counts nothing by its flag, also with a body', () => {
		const deferred = { number: 8, deferred: true, deferredReceipts: ['r1'], paymentType: 'CASH' };
		const receipt = read('invoice', deferred);
		expect(receipt).toMatchObject({ kind: 'zero', lines: [], payments: [] });
		expect(receipt.totals).toMatchObject({ gross: '0.00', tax: '0.00' });
		expect(receipt.checks).toMatchObject({ balanced: true, vendorAmount: '12.20' });
		expect(receipt.checks.notes).toEqual([
			'A deferred invoice about 1 receipts, which count by themselves: it counts 0.',
		]);
	});

	it('whose flag and receipts contradict each other goes by the flag and is reported', () => {
		const empty = read('invoice', { number: 8, deferred: true, deferredReceipts: [] });
		expect(empty.totals.gross).toBe('0.00');
		expect(empty.checks.balanced).toBe(false);
		expect(empty.checks.notes.join(' ')).toContain('names no receipts');
		const plain = read('invoice', { number: 8, deferred: false, deferredReceipts: ['r1'] });
		expect(plain.totals.gross).toBe('12.20');
		expect(plain.checks.balanced).toBe(false);
		expect(plain.checks.notes[0]).toContain("isn't marked as deferred");
	});

	it.each<[unknown, Means]>([
		['CASH', 'cash'],
		['BANK_TRANSFER', 'transfer'],
		['RIBA_30', 'credit'],
		['RIBA_60', 'credit'],
		['CHEQUE', 'other'],
		['CREDIT_CARD', 'card'],
		['PAYPAL', 'online'],
		['OTHER', 'other'],
	])('without payments is paid by its own type: %s is %s', (paymentType, means) => {
		const receipt = read('invoice', { number: 9, paymentType, payed: false }, { payments: [] });
		expect(receipt.payments).toEqual([
			{ means, vendorMeans: paymentType, amount: '12.20', amountCents: 1220 },
		]);
		// OTHER says nothing, and what bears VAT was sold.
		const unmapped = paymentType === 'OTHER' ? [{ type: 'paymentMethod', countsAs: 'other' }] : [];
		expect(receipt.checks).toMatchObject({ balanced: true, unmapped });
	});

	it('is a draft until it is confirmed, whatever else is said', () => {
		expect(isDraft({ status: 'DRAFT' })).toBe(true);
		for (const status of ['CONFRIMED', 'CONFIRMED', null, undefined]) {
			expect(isDraft({ status })).toBe(false);
		}
	});
});

describe('a credit note', () => {
	const numbers = { refundNumber: 3, receiptNumber: 4711 };

	it.each<[string, Values]>([
		['rows as they were sold', {}],
		[
			'rows that are returned',
			{
				rows: [{ ...row, refund: true }],
				amount: -12.2,
				payments: [{ paymentType: 'CREDITCARD', amount: -12.2 }],
			},
		],
	])('takes back, with %s', (_name, document) => {
		expect(read('creditNote', numbers, document)).toMatchObject({
			documentType: 'creditNote',
			kind: 'refund',
			number: '3',
			totals: { gross: '-12.20', net: '-10.00', tax: '-2.20' },
			taxes: [{ rate: '22', gross: '-12.20' }],
			payments: [{ means: 'card', amount: '-12.20' }],
			lines: [{ quantity: '-2', gross: '-12.20', discount: '0.00' }],
			references: [{ type: 'refunds', id: null, number: '4711' }],
			checks: { balanced: true, vendorAmount: '-12.20', difference: '0.00' },
		});
	});

	it('takes change back as well', () => {
		const document = { payments: [{ paymentType: 'CASH', amount: 20 }], change: 7.8 };
		const { changeCents, checks } = read('creditNote', numbers, document);
		expect([changeCents, checks.balanced]).toEqual([-780, true]);
	});
});

describe('customers', () => {
	const document = { idCustomer: 'c1' };

	it('are left out unless they are asked for', () => {
		expect('customer' in read('receipt', {}, document)).toBe(false);
	});

	it('are named where they are', () => {
		const customers = new Map([['c1', 'Maria Prova']]);
		const asked = { ...context, customers };
		expect(read('receipt', {}, document, asked).customer).toEqual({
			type: 'customer',
			id: 'c1',
			name: 'Maria Prova',
		});
		expect(read('receipt', {}, { idOrganization: 'o1' }, asked).customer).toEqual({
			type: 'organization',
			id: 'o1',
			name: null,
		});
		expect(read('receipt', {}, {}, asked).customer).toBeNull();
	});
});

it.each([
	[1_791_200_000_000, '2026-10-05T13:33:20+02:00'],
	['1791200000000', '2026-10-05T13:33:20+02:00'],
	['2026-10-06T09:30:00', '2026-10-06T09:30:00+02:00'],
	['soon', null],
	[null, null],
])('recorded at %p', (date, recordedAt) => {
	expect(read('receipt', { date }).recordedAt).toBe(recordedAt);
});

it.each([
	[1_791_200_000_000, '2026-10-05T13:33:20+02:00'],
	['1791200000000', '2026-10-05T13:33:20+02:00'],
	['2026-10-06T09:30:00', '2026-10-06T09:30:00+02:00'],
])('made at %p, also where only the time of its recording is there', (date, issuedAt) => {
	expect(read('receipt', { date, datetime: null }).issuedAt).toBe(issuedAt);
	expect(read('receipt', { date: null, datetime: date }).issuedAt).toBe(issuedAt);
});

describe('what users say', () => {
	const typeOf = (mapping: Partial<typeof NO_MAPPING>, document: Values = {}) => {
		const { lines, checks } = read('receipt', {}, document, {
			...context,
			mapping: { ...NO_MAPPING, ...mapping },
		});
		return [lines[0]?.type, checks.unmapped];
	};
	const one = (key: string, type: LineType) => new Map([[key, type]]);

	it('about the article goes before what they say about its department', () => {
		const departments = one('d1', 'voucherSale');
		expect(typeOf({ departments })).toEqual(['voucherSale', []]);
		expect(typeOf({ departments, articles: one('p1', 'tip') })).toEqual(['tip', []]);
		// By name, in small letters or not.
		expect(typeOf({ departments: one('buoni', 'deposit') })).toEqual(['deposit', []]);
	});

	it('nothing about is a sale, and listed by the widest name where there is no VAT on it', () => {
		const unmapped = { type: 'department', id: 'd1', name: 'Buoni', countsAs: 'sale' };
		const rows = [{ ...row, idTax: 't0' }];
		expect(typeOf({})).toEqual(['sale', []]);
		expect(typeOf({}, { rows })).toEqual(['sale', [unmapped]]);
		expect(typeOf({ departments: one('d1', 'sale') }, { rows })).toEqual(['sale', []]);
		expect(typeOf({}, { rows: [{ ...row, idTax: 'gone' }] })).toEqual(['sale', [unmapped]]);
		// What bears VAT elsewhere was sold here, too.
		expect(typeOf({}, { taxFree: true })).toEqual(['sale', []]);
		expect(typeOf({}, { taxFree: true, rows })).toEqual(['sale', [unmapped]]);
	});

	it('about cash that comes into the till or leaves it needs no rate', () => {
		const without = { rows: [{ ...row, idTax: null }] };
		const moved = read('receipt', {}, without, {
			...context,
			mapping: { ...NO_MAPPING, departments: one('d1', 'cashIn') },
		});
		expect(moved.lines).toMatchObject([{ type: 'cashIn', taxRate: '0' }]);
		expect(moved.checks).toMatchObject({ balanced: true, unmapped: [] });
		expect(read('receipt', {}, without).checks.balanced).toBe(false);
		const item = { amount: 1, priceOne: -50, nameLong: 'Bank' };
		const record = {
			receiptNumber: '1',
			created: '2026-10-05T12:00:00',
			items: [item],
			price: -50,
		};
		const out = fromKassandro(record, {
			timeZone: 'Europe/Vienna',
			dayEndsAt: '00:00',
			mapping: { ...NO_MAPPING, articles: one('bank', 'cashOut') },
		});
		expect(out.lines).toMatchObject([{ type: 'cashOut', taxRate: '0', gross: '-50.00' }]);
	});

	it('about a variant is about its product', () => {
		const rows = [{ ...row, idProductVariant: 'v1' }];
		expect(typeOf({ articles: one('p1', 'tip') }, { rows })).toEqual(['tip', []]);
		const { lines } = read('receipt', {}, { rows });
		expect(lines).toMatchObject([{ productId: 'v1', variantOf: 'p1', department: 'Buoni' }]);
	});

	it('changes no rate: a voucher that was sold with VAT has it', () => {
		const { taxes } = read(
			'receipt',
			{},
			{},
			{
				...context,
				mapping: { ...NO_MAPPING, departments: one('d1', 'voucherSale') },
			},
		);
		expect(taxes).toMatchObject([{ rate: '22', tax: '2.20' }]);
	});

	it('about a payment method decides, also against its name', () => {
		const kassandro = (paymentMethod: string, means: Array<[string, Means]>) => {
			const items = [{ amount: 1, priceOne: 5, vat: 20 }];
			const record = { receiptNumber: '1', created: '2026-10-05T12:00:00', items, price: 5 };
			const { payments, checks } = fromKassandro(
				{ ...record, paymentMethod },
				{
					timeZone: 'Europe/Vienna',
					dayEndsAt: '00:00',
					mapping: { ...NO_MAPPING, means: new Map(means) },
				},
			);
			return [payments[0]?.means, checks.unmapped];
		};
		expect(kassandro('Rechnung', [])).toEqual([
			'other',
			[{ type: 'paymentMethod', id: 'Rechnung', name: null, countsAs: 'other' }],
		]);
		expect(kassandro('Rechnung', [['rechnung', 'credit']])).toEqual(['credit', []]);
		expect(kassandro('Essenskarte', [['essenskarte', 'mealVoucher']])).toEqual(['mealVoucher', []]);
		expect(kassandro('Bar', [])).toEqual(['cash', []]);
	});
});
