/** Journal entries for programs: bodies that their published descriptions take, balanced to the cent. */
import * as fc from 'fast-check';
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import type { AccountRow, AccountUse } from '../../../../../nodes/shared/books/accounts';
import { buildBookings } from '../../../../../nodes/shared/books/bookings';
import type { Booked } from '../../../../../nodes/shared/books/bookingGroups';
import { programBodies } from '../../../../../nodes/shared/books/programs';
import type { ProgramOptions } from '../../../../../nodes/shared/books/programs';
import { isOdooId } from '../../../../../nodes/shared/books/programs/odoo';
import type { OdooMove } from '../../../../../nodes/shared/books/programs/odoo';
import {
	isQuickBooksId,
	isQuickBooksTaxCode,
} from '../../../../../nodes/shared/books/programs/quickBooks';
import type { QuickBooksEntry } from '../../../../../nodes/shared/books/programs/quickBooks';
import { isXeroTaxType } from '../../../../../nodes/shared/books/programs/xero';
import type { XeroJournals } from '../../../../../nodes/shared/books/programs/xero';
import { DOCUMENT_TYPES, LINE_TYPES, MEANS } from '../../../../../nodes/shared/books/receipt';
import { BookingFileError } from '../../../../../nodes/shared/books/types';
import type { ProgramFormat } from '../../../../../nodes/shared/books/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { decimal, toCents } from '../../../../../nodes/shared/values/money';
import { runs } from '../../../../support/clock/seeds';
import { wrongBody } from '../../../../support/n8n/kassa';
import { receipt } from '../receipts';
import { odooSchema, quickBooksSchema, xeroSchema } from './schemas';

const PERIOD = { from: '2026-10-05', to: '2026-10-06' };
const OPTIONS: ProgramOptions = {
	journalId: '3',
	tracking: { costCenter: 'Region', costCenter2: 'Shop' },
};
const SOLD = receipt({
	number: '1',
	at: '2026-10-05T12:00:00',
	lines: [
		['sale', 1200, '20'],
		['sale', 440, '10'],
	],
	payments: [
		['cash', 700],
		['card', 940],
	],
});

const row = (use: AccountUse, account: string, more: Partial<AccountRow> = {}): AccountRow => ({
	use,
	rate: '',
	account,
	taxCode: '',
	...more,
});
const CENTERS = { costCenter: '71', costCenter2: '72' };
const PAID = [row('cash', '35'), row('card', '36')];
const SALES = [
	row('sale', '79', { rate: '20', taxCode: '6', ...CENTERS }),
	row('sale', '80', { rate: '10', taxCode: '7' }),
];
const VAT = row('vat', '90');

const bodiesOf = (
	program: ProgramFormat,
	table: readonly AccountRow[],
	receipts: readonly Booked[] = [SOLD],
) => {
	const accounts = new Accounts(table);
	const parting = { groupBy: 'day' as const, period: PERIOD };
	const bookings = atOnce(buildBookings(receipts, parting, accounts));
	const bodies = atOnce(programBodies(program, bookings, accounts, OPTIONS));
	// The sandbox's reading of what the program takes, beside the schemas here.
	for (const body of bodies) expect(wrongBody(program, body)).toBe('');
	return bodies;
};

it('QuickBooks: with an account for VAT it has a line of its own, and no tax code is sent', () => {
	const bodies = bodiesOf('quickBooks', [...PAID, ...SALES, VAT]);
	const side = (posting: string, account: string, more: object = {}) => ({
		PostingType: posting,
		AccountRef: { value: account },
		...more,
	});
	const line = (text: string, amount: number, detail: object) => ({
		Description: `${text}, Schank`,
		Amount: amount,
		DetailType: 'JournalEntryLineDetail',
		JournalEntryLineDetail: detail,
	});
	expect(bodies).toEqual([
		{
			DocNumber: 'K20261005-11',
			TxnDate: '2026-10-05',
			PrivateNote: '2026-10-05, Schank (kassandro:11:2026-10-05:journal)',
			Line: [
				line('Cash', 7, side('Debit', '35')),
				line('Card', 9.4, side('Debit', '36')),
				line(
					'Sales 20%',
					10,
					side('Credit', '79', { ClassRef: { value: '71' }, DepartmentRef: { value: '72' } }),
				),
				line('Sales 10%', 4, side('Credit', '80')),
				line('Sales 10%', 0.4, side('Credit', '90')),
				line('Sales 20%', 2, side('Credit', '90')),
			],
		},
	]);
	expect(quickBooksSchema.array().parse(bodies)).toEqual(bodies);
});

it('QuickBooks: without one a line has its tax code, its net and its tax', () => {
	const bodies = bodiesOf('quickBooks', [...PAID, ...SALES]) as QuickBooksEntry[];
	expect(quickBooksSchema.array().parse(bodies)).toEqual(bodies);
	expect(bodies).toMatchObject([
		{
			GlobalTaxCalculation: 'TaxExcluded',
			Line: [
				{ Amount: 7 },
				{ Amount: 9.4 },
				{
					Amount: 10,
					JournalEntryLineDetail: {
						TaxCodeRef: { value: '6' },
						TaxApplicableOn: 'Sales',
						TaxAmount: 2,
					},
				},
				{ Amount: 4, JournalEntryLineDetail: { TaxCodeRef: { value: '7' }, TaxAmount: 0.4 } },
			],
		},
	]);
	expect(bodies[0]?.Line[0]?.JournalEntryLineDetail).not.toHaveProperty('TaxCodeRef');
});

it('Xero: a draft whose tax Xero works out, or without tax where it has an account', () => {
	const withTypes = SALES.map((each) => ({ ...each, taxCode: 'OUTPUT2' }));
	const [inclusive] = bodiesOf('xero', [...PAID, ...withTypes]) as XeroJournals[];
	expect(xeroSchema.parse(inclusive)).toEqual(inclusive);
	const tracking = [
		{ Name: 'Region', Option: '71' },
		{ Name: 'Shop', Option: '72' },
	];
	const line = (text: string, amount: number, account: string, more: object) => ({
		LineAmount: amount,
		AccountCode: account,
		Description: `${text}, Schank`,
		...more,
	});
	expect(inclusive).toEqual({
		ManualJournals: [
			{
				Narration: '2026-10-05, Schank (kassandro:11:2026-10-05:journal)',
				Date: '2026-10-05',
				LineAmountTypes: 'Inclusive',
				Status: 'DRAFT',
				JournalLines: [
					line('Cash', 7, '35', { TaxType: 'NONE' }),
					line('Card', 9.4, '36', { TaxType: 'NONE' }),
					line('Sales 20%', -12, '79', { TaxType: 'OUTPUT2', Tracking: tracking }),
					line('Sales 10%', -4.4, '80', { TaxType: 'OUTPUT2' }),
				],
			},
		],
	});
	const [noTax] = bodiesOf('xero', [...PAID, ...withTypes, VAT]) as XeroJournals[];
	expect(noTax?.ManualJournals[0]?.LineAmountTypes).toBe('NoTax');
	expect(JSON.stringify(noTax)).not.toContain('TaxType');
});

it('Odoo: values of a record, whose taxes Odoo leaves alone', () => {
	const table = [...PAID, ...SALES.map((each) => ({ ...each, taxCode: '' })), VAT];
	const bodies = bodiesOf('odoo', table);
	expect(odooSchema.array().parse(bodies)).toEqual(bodies);
	const line = (text: string, account: number, debit: number, credit: number, more = {}) => [
		0,
		0,
		{
			name: `${text}, Schank`,
			account_id: account,
			debit,
			credit,
			tax_ids: [[6, 0, []]],
			...more,
		},
	];
	expect(bodies).toEqual([
		{
			move_type: 'entry',
			date: '2026-10-05',
			ref: '2026-10-05, Schank (kassandro:11:2026-10-05:journal)',
			journal_id: 3,
			line_ids: [
				line('Cash', 35, 7, 0),
				line('Card', 36, 9.4, 0),
				line('Sales 20%', 79, 0, 10, { analytic_distribution: { 71: 100 } }),
				line('Sales 10%', 80, 0, 4),
				line('Sales 10%', 90, 0, 0.4),
				line('Sales 20%', 90, 0, 2),
			],
		},
	]);
});

describe('what is handed on', () => {
	const table = [...PAID, ...SALES];
	const on = (day: string, more: object = {}) => ({ ...SOLD, businessDay: day, ...more });

	it('is one entry per day and register, the same in whatever period it is read', () => {
		const numbers = (receipts: Booked[]) =>
			(bodiesOf('quickBooks', table, receipts) as QuickBooksEntry[]).map(
				({ DocNumber }) => DocNumber,
			);
		const other = on('2026-10-05', { register: { id: '12', name: null } });
		expect(numbers([SOLD, other, on('2026-10-06')])).toEqual([
			'K20261005-11',
			'K20261005-12',
			'K20261006-11',
		]);
		expect(numbers([on('2026-10-06')])).toEqual(['K20261006-11']);
	});

	it('has a number that no other entry has, also of a long ID, and of what takes back', () => {
		const long = on('2026-10-05', { register: { id: '60f7c0ffee60f7c0ffee0001', name: null } });
		const odd = on('2026-10-05', { register: { id: 'a/b', name: null } });
		const none = on('2026-10-05', { register: null });
		const back = on('2026-10-09', { takesBackOf: '2026-10-05' });
		const bodies = bodiesOf('quickBooks', table, [long, odd, none, back, on('2026-10-06')]);
		const found = quickBooksSchema.array().parse(bodies);
		const numbers = found.map(({ DocNumber }) => DocNumber);
		expect(new Set(numbers).size).toBe(5);
		expect(numbers.filter((number) => /^K\d{8}-[0-9a-f]{10}$/.test(number))).toHaveLength(3);
		const notes = found.map(({ PrivateNote }) => PrivateNote);
		expect(notes).toContain('2026-10-05 (kassandro::2026-10-05:journal)');
		expect(notes.at(-1)).toBe(
			'2026-10-09, Schank (kassandro:11:2026-10-09:back:2026-10-05:journal)',
		);
	});

	it('is nothing for a day that comes to nothing', () => {
		const back = receipt({
			number: '2',
			at: '2026-10-05T13:00:00',
			lines: [
				['sale', -1200, '20'],
				['sale', -440, '10'],
			],
			payments: [
				['cash', -700],
				['card', -940],
			],
		});
		expect(bodiesOf('xero', table, [SOLD, back])).toEqual([]);
	});

	it.each<[ProgramFormat, AccountRow[], string]>([
		[
			'quickBooks',
			[row('cash', '35'), row('card', 'Bank'), row('sale', '79')],
			'QuickBooks needs an account for everything that occurs (the ID that it has there, a number), and there is none for: "Bank"',
		],
		['xero', [row('card', '36')], 'none for: "Cash", "Sales 10%", "Sales 20%"'],
		['xero', [...PAID, row('sale', 'Sales Vienna')], 'none for: "Sales Vienna"'],
		['odoo', [...PAID, row('sale', '0')], 'none for: "0"'],
	])('%s: what has no account is refused, and named', (program, rows, words) => {
		const make = () => bodiesOf(program, rows);
		expect(make).toThrow(BookingFileError);
		expect(make).toThrow(words);
	});
});

it.each([
	[isQuickBooksId, ['1', '5000000000000142239'], ['', 'A1', '1 ', '-1']],
	[isQuickBooksTaxCode, ['6', 'TAX', 'NON'], ['', 'tax', '20%']],
	[isXeroTaxType, ['OUTPUT2', 'TAX001'], ['', 'output2', '20% VAT']],
	[isOdooId, ['1', '4711'], ['', '0', '07', '1.5', '12345678901']],
])('%p', (isTaken, taken, others) => {
	expect(taken.filter((each) => !isTaken(each))).toEqual([]);
	expect(others.filter((each) => isTaken(each))).toEqual([]);
});

/** An account of its own for everything, with codes and centers that all programs take. */
const TABLE: AccountRow[] = [
	...LINE_TYPES.map((type, index) => {
		const use = type === 'other' ? ('otherIncome' as const) : type;
		return row(use, String(100 + index), { taxCode: '5', ...CENTERS });
	}),
	...MEANS.map((means, index) =>
		row(means === 'other' ? 'otherMeans' : means, String(200 + index)),
	),
	row('unknownRate', '300'),
	row('difference', '301'),
];

const drawn = fc
	.record({
		day: fc.constantFrom('2026-10-05', '2026-10-06'),
		lines: fc.array(
			fc.tuple(
				fc.constantFrom(...LINE_TYPES),
				fc.integer({ min: -99_999, max: 99_999 }),
				fc.constantFrom('20', '10', '4.9', '0', undefined),
			),
			{ maxLength: 4 },
		),
		payments: fc.array(
			fc.tuple(fc.constantFrom(...MEANS), fc.integer({ min: -99_999, max: 99_999 })),
			{ maxLength: 3 },
		),
		documentType: fc.constantFrom(...DOCUMENT_TYPES),
		register: fc.constantFrom({ id: '11', name: 'Schank' }, { id: '12', name: null }),
	})
	.map(({ day, lines, payments, ...more }) =>
		receipt({
			number: '1',
			at: `${day}T12:00:00`,
			lines: lines.map(([type, cents, rate]) => [type, cents, rate]),
			payments,
			more,
		}),
	);

/** Cents of a number as it travels. */
const centsOf = (euros = 0): number => toCents(decimal(JSON.stringify(euros)));
const sum = (cents: number[]): number => cents.reduce((total, each) => total + each, 0);

it.each([true, false])('whatever was sold: balanced to the cent (VAT account: %p)', (hasVat) => {
	const table = hasVat ? [...TABLE, VAT] : TABLE;
	fc.assert(
		fc.property(fc.array(drawn, { maxLength: 6 }), (receipts) => {
			const quickBooks = quickBooksSchema.array().parse(bodiesOf('quickBooks', table, receipts));
			for (const { Line } of quickBooks) {
				const side = (posting: string) =>
					sum(
						Line.flatMap(({ Amount, JournalEntryLineDetail: { PostingType, TaxAmount } }) =>
							PostingType === posting ? [centsOf(Amount) + centsOf(TaxAmount)] : [],
						),
					);
				expect(side('Debit')).toBe(side('Credit'));
			}
			const xero = xeroSchema.array().parse(bodiesOf('xero', table, receipts));
			for (const { ManualJournals } of xero) {
				const amounts = ManualJournals.flatMap(({ JournalLines }) => JournalLines);
				expect(sum(amounts.map(({ LineAmount }) => centsOf(LineAmount)))).toBe(0);
			}
			const odoo = odooSchema.array().parse(bodiesOf('odoo', table, receipts));
			for (const { line_ids } of odoo as unknown as OdooMove[]) {
				const sides = line_ids.map(([, , { debit, credit }]) => [centsOf(debit), centsOf(credit)]);
				expect(sum(sides.map(([debit = 0]) => debit))).toBe(
					sum(sides.map(([, credit = 0]) => credit)),
				);
				expect(sides.filter((each) => each.filter((cents) => cents !== 0).length !== 1)).toEqual(
					[],
				);
			}
			expect([xero.length, odoo.length]).toEqual([quickBooks.length, quickBooks.length]);
		}),
		{ numRuns: runs(150) },
	);
});
