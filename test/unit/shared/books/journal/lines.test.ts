/** Lines of a journal entry: what stands on which side, what becomes one line, and that they balance. */
import * as fc from 'fast-check';
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import type { AccountRow } from '../../../../../nodes/shared/books/accounts';
import { journalLineSchema, debitsOf } from '../../../../../nodes/shared/books/journal/line';
import type { JournalLine } from '../../../../../nodes/shared/books/journal/line';
import { toJournalLines } from '../../../../../nodes/shared/books/journal/lines';
import { DOCUMENT_TYPES, LINE_TYPES, MEANS } from '../../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { buildBookings } from '../../../../support/clock/atOnce';
import { runs } from '../../../../support/clock/seeds';
import { receipt } from '../receipts';

const plain = new Accounts([]);
const row = (row: Partial<AccountRow> & Pick<AccountRow, 'use' | 'account'>): AccountRow => ({
	rate: '',
	taxCode: '',
	...row,
});
const at = '2026-10-05T10:00:00';

const linesFor = (receipts: readonly AccountingReceipt[], accounts = plain) =>
	toJournalLines(buildBookings(receipts, { groupBy: 'day' }, accounts), accounts);

/** Account, debit, credit, contained tax. */
const short = ({ account, debit, credit, tax }: JournalLine) => [account, debit, credit, tax];

const ticket = receipt({
	number: '11-1',
	at,
	lines: [
		['sale', 1200, '20'],
		['sale', 1100, '10'],
		['tip', 100, '0'],
	],
	payments: [
		['cash', 2000],
		['card', 500],
	],
	change: 100,
});

it('leaves the clearing account out, and states the VAT in what stands with its gross', () => {
	const lines = linesFor([ticket]);
	expect(lines.map(short)).toEqual([
		['Card', '5.00', '0.00', null],
		['Cash', '19.00', '0.00', null],
		['Sales 10%', '0.00', '11.00', '1.00'],
		['Sales 20%', '0.00', '12.00', '2.00'],
		['Tips', '0.00', '1.00', '0.00'],
	]);
	expect(lines[3]).toEqual({
		account: 'Sales 20%',
		debit: '0.00',
		debitCents: 0,
		credit: '12.00',
		creditCents: 1200,
		text: 'Sales 20%, Schank',
		kind: 'sale',
		means: null,
		documentType: 'receipt',
		taxRate: '20',
		taxCode: '',
		tax: '2.00',
		taxCents: 200,
		costCenter: '',
		costCenter2: '',
	});
});

it('parts what is sold into net and VAT where the VAT has an account, by rate or for all', () => {
	const accounts = new Accounts([
		row({ use: 'sale', account: '4000', taxCode: '3', costCenter: '100' }),
		row({ use: 'vat', account: '3500' }),
		row({ use: 'vat', rate: '10', account: '3510', taxCode: '2' }),
	]);
	const lines = linesFor([ticket], accounts);
	expect(lines.map(short)).toEqual([
		['Card', '5.00', '0.00', null],
		['Cash', '19.00', '0.00', null],
		['3500', '0.00', '2.00', null],
		['3510', '0.00', '1.00', null],
		['4000', '0.00', '10.00', null],
		['4000', '0.00', '10.00', null],
		// What has no VAT is not parted.
		['Tips', '0.00', '1.00', '0.00'],
	]);
	expect(
		lines
			.slice(2, 6)
			.map(({ kind, taxRate, taxCode, costCenter }) => [kind, taxRate, taxCode, costCenter]),
	).toEqual([
		['vat', '20', '', ''],
		['vat', '10', '2', ''],
		['sale', '10', '3', '100'],
		['sale', '20', '3', '100'],
	]);
	const strange = receipt({ number: '1', at, lines: [['sale', 500]] });
	expect(linesFor([strange], accounts).map(short)).toEqual([
		['Cash', '5.00', '0.00', null],
		['Sales, rate unknown', '0.00', '5.00', null],
	]);
});

it('puts what is below zero on the other side', () => {
	const back = receipt({ number: '1', at, lines: [['sale', -1200, '20']] });
	expect(linesFor([back]).map(short)).toEqual([
		['Sales 20%', '12.00', '0.00', '2.00'],
		['Cash', '0.00', '12.00', null],
	]);
});

it('makes one line of what has the account and all codes in common, and says what it holds', () => {
	const invoice = receipt({
		number: 'F1',
		at,
		lines: [['sale', 600, '20']],
		payments: [['card', 600]],
		more: { documentType: 'invoice' },
	});
	const accounts = new Accounts([
		row({ use: 'cash', account: '2700' }),
		row({ use: 'card', account: '2700' }),
	]);
	const [paid, , sold] = linesFor([ticket, invoice], accounts);
	expect(paid).toMatchObject({
		account: '2700',
		debit: '30.00',
		kind: 'payment',
		means: null,
		documentType: null,
		text: 'Cash, Schank; Card, Schank; Invoices, Card, Schank',
	});
	expect(sold).toMatchObject({ account: 'Sales 20%', credit: '18.00', tax: '3.00', kind: 'sale' });
});

it('keeps a line that comes to nothing while some VAT is in it, and no other', () => {
	// 0.03 hold 0.005 at 20 %, 0.06 hold 0.01: what is taken back has less tax than what was sold.
	const make = (number: string, cents: number) =>
		receipt({ number, at, lines: [['sale', cents, '20']] });
	const receipts = [make('1', 3), make('2', 3), make('3', -6)];
	expect(linesFor(receipts).map(short)).toEqual([['Sales 20%', '0.00', '0.00', '0.01']]);
	const accounts = new Accounts([row({ use: 'vat', account: '3500' })]);
	expect(linesFor(receipts, accounts).map(short)).toEqual([
		['Sales 20%', '0.01', '0.00', null],
		['3500', '0.00', '0.01', null],
	]);
	expect(linesFor([make('1', 600), make('2', -600)])).toEqual([]);
});

it('keeps what receipts and payments differ by', () => {
	const odd = receipt({ number: '1', at, lines: [['sale', 500, '20']], payments: [['card', 490]] });
	expect(linesFor([odd]).map(short)).toEqual([
		['Card', '4.90', '0.00', null],
		['Difference', '0.10', '0.00', null],
		['Sales 20%', '0.00', '5.00', '0.83'],
	]);
});

const smallReceipt = fc.record({
	documentType: fc.constantFrom(...DOCUMENT_TYPES),
	lines: fc.array(
		fc.tuple(
			fc.constantFrom(...LINE_TYPES),
			fc.integer({ min: -5000, max: 9000 }),
			fc.constantFrom('20', '10', '5.5', '0', undefined),
		),
		{ maxLength: 4 },
	),
	payments: fc.array(fc.tuple(fc.constantFrom(...MEANS), fc.integer({ min: -5000, max: 9000 })), {
		maxLength: 3,
	}),
	change: fc.integer({ min: 0, max: 500 }),
});

/** Few accounts, so that many share one. */
const accountRows = fc.uniqueArray(
	fc.record({
		use: fc.constantFrom<AccountRow['use']>(
			'sale',
			'tip',
			'vat',
			'cash',
			'card',
			'difference',
			'unknownRate',
		),
		rate: fc.constantFrom('', '20', '10'),
		account: fc.constantFrom('1', '2', '3'),
		taxCode: fc.constantFrom('', 'A'),
		costCenter: fc.constantFrom('', '100'),
	}),
	{ selector: ({ use, rate }) => `${use} ${rate}`, maxLength: 8 },
);

it('balances, whatever was sold, paid and named; no line is below zero or stands twice', () => {
	fc.assert(
		fc.property(fc.array(smallReceipt, { maxLength: 6 }), accountRows, (drawn, rows) => {
			const receipts = drawn.map(({ documentType, lines, ...others }, index) =>
				receipt({
					number: String(index + 1),
					at,
					lines: lines.map(([type, cents, rate]) => [type, cents, rate]),
					...others,
					more: { documentType },
				}),
			);
			const accounts = new Accounts(rows);
			const lines = linesFor(receipts, accounts);
			const credits = lines.reduce((sum, { creditCents }) => sum + creditCents, 0);
			expect(debitsOf(lines)).toBe(credits);
			for (const line of lines) {
				journalLineSchema.parse(line);
				expect(Math.min(line.debitCents, line.creditCents)).toBe(0);
				expect(line.account).not.toBe('Clearing');
			}
			const keys = lines.map((line) =>
				[line.account, line.taxRate, line.taxCode, line.costCenter, line.tax === null].join(' '),
			);
			expect(new Set(keys).size).toBe(keys.length);
			// Neither the order of receipts nor the day on which they are read matters.
			expect(linesFor([...receipts].reverse(), accounts)).toEqual(lines);
		}),
		{ numRuns: runs(300) },
	);
});
