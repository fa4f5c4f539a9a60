/** The item after the bookings: what it adds up to, and what can't be told. */
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import type { Gap, Start } from '../../../../nodes/shared/books/missingNumbers';
import type { SummaryFacts } from '../../../../nodes/shared/books/summary';
import { summarize } from '../../../support/clock/atOnce';
import { figuresSchema, receipt } from './receipts';
import type { SmallLine } from './receipts';

const make = (number: string, lines: SmallLine[], more: Partial<ReceiptDraft> = {}) =>
	receipt({ number, at: '2026-10-05T10:00:00', lines, more });

const facts = (more: Partial<SummaryFacts> = {}): SummaryFacts => ({
	period: { from: '2026-10-05', to: '2026-10-06' },
	asOf: '2026-10-07T10:00:00+02:00',
	bookings: 3,
	cashMovementsCents: 0,
	clearingCents: 0,
	gaps: [],
	starts: [],
	shared: [],
	settled: { reversals: [], cancelled: [], unreadable: [] },
	late: [],
	lastNumbers: [],
	...more,
});
function summed(receipts: AccountingReceipt[], more: Partial<SummaryFacts> = {}) {
	const summary = summarize(receipts, facts(more));
	expect(figuresSchema.parse(summary)).toEqual(summary);
	return summary;
}

const place = { id: '11', name: 'Schank' };
const counted = (more: Partial<Gap> = {}) => ({
	documentType: 'receipt' as const,
	place,
	sequence: null,
	series: null,
	write: (value: number) => `11-${value}`,
	...more,
});
const gap = (first: number, last: number, more: Partial<Gap> = {}): Gap => ({
	...counted(more),
	first,
	last,
});
const start = (first: number, more: Partial<Start> = {}): Start => ({ ...counted(more), first });

it('adds up all receipts by rate, the lowest first, and by means', () => {
	const summary = summed([
		make('1', [['sale', 1200, '20']]),
		make('2', [['sale', 1100, '10']]),
		make('3', [['sale', 600, '20']]),
	]);
	expect(summary.taxes).toEqual([
		{
			rate: '10',
			gross: '11.00',
			grossCents: 1100,
			net: '10.00',
			netCents: 1000,
			tax: '1.00',
			taxCents: 100,
		},
		{
			rate: '20',
			gross: '18.00',
			grossCents: 1800,
			net: '15.00',
			netCents: 1500,
			tax: '3.00',
			taxCents: 300,
		},
	]);
	expect(summary).toMatchObject({
		receipts: 3,
		bookings: 3,
		clearing: '0.00',
		totals: { gross: '29.00', net: '25.00', tax: '4.00' },
		payments: [{ means: 'cash', amount: '29.00' }],
		unbalanced: [],
		notes: [],
	});
});

it('knows no net and tax where one receipt has a rate that is not known, and names that one', () => {
	const summary = summed([make('1', [['sale', 1200, '20']]), make('2', [['sale', 500]])]);
	expect(summary.totals).toMatchObject({ gross: '17.00', net: null, tax: null });
	expect(summary.unbalanced).toEqual([
		{
			id: 'id 2',
			number: '2',
			documentType: 'receipt',
			businessDay: '2026-10-05',
			place,
			difference: '0.00',
			differenceCents: 0,
			notes: ['Line 1 (5.00) has no vat: it is in the gross total and in no tax row.'],
		},
	]);
});

it.each<[string, Gap[], Array<[string | null, string[]]>]>([
	['numbers one by one', [gap(2, 4)], [[null, ['11-2', '11-3', '11-4']]]],
	['gaps of one sequence together', [gap(2, 2), gap(7, 8)], [[null, ['11-2', '11-7', '11-8']]]],
	[
		'fifty one by one',
		[gap(1, 50)],
		[[null, Array.from({ length: 50 }, (_, at) => `11-${at + 1}`)]],
	],
	['more by their ends', [gap(1, 51)], [[null, ['11-1 … 11-51']]]],
	['high ones one by one, too', [gap(100_001, 100_002)], [[null, ['11-100001', '11-100002']]]],
	[
		'other closings, registers, and kinds by themselves',
		[
			gap(2, 2, { sequence: '400' }),
			gap(2, 2, { sequence: '401' }),
			gap(2, 2, { sequence: '401', place: { id: '12', name: null } }),
			gap(2, 2, { sequence: '401', documentType: 'invoice' }),
			gap(2, 2, { sequence: '401', series: '#/A' }),
			gap(2, 2, { sequence: '401', write: (value) => `R${value}` }),
			gap(3, 3, { sequence: '400', place: null }),
		],
		[
			['400', ['11-2']],
			['401', ['11-2']],
			['401', ['11-2']],
			['401', ['11-2']],
			['401', ['11-2']],
			['401', ['R2']],
			['400', ['11-3']],
		],
	],
])('lists missing numbers: %s', (_name, gaps, expected) => {
	const { missingNumbers } = summed([], { gaps });
	expect(missingNumbers.map(({ sequence, numbers }) => [sequence, numbers])).toEqual(expected);
});

describe('what stands before the first numbers, which nothing tells', () => {
	const noteOn = (starts: Start[]) => summed([], { starts }).notes;

	it('is a note that names each with its place and year, and what to do', () => {
		const invoices = {
			documentType: 'invoice',
			sequence: '2026',
			series: '#/A',
			write: String,
		} as const;
		expect(noteOn([start(7), start(3, invoices), start(5, { place: null })])).toEqual([
			'Whether numbers are missing right before these could not be told, because the ones before them were not read: receipt 11-7 (Schank); invoice 3/A (Schank, 2026); receipt 11-5. Where numbers go on from day to day, give the summary of the days before as "Earlier Summary (JSON)".',
		]);
	});

	it.each([
		[10, /11-10 \(Schank\)\. Where/],
		[12, /11-10 \(Schank\); 2 others\. Where/],
	])('names ten of %d', (count, words) => {
		const [note = ''] = noteOn(Array.from({ length: count }, (_, at) => start(at + 1)));
		expect(note).toMatch(words);
		expect(note.match(/receipt 11-/g)).toHaveLength(10);
	});
});

it('lists what came late, with when it was recorded, and what could not be read, with the reason', () => {
	const late = make('1', [['sale', 1200, '20']], { recordedAt: '2026-10-07T08:00:00+02:00' });
	const odd = make('2', [['unclear', 500]], { kind: 'unreadable', problems: ['Odd.'] });
	const summary = summed([late, odd], { late: [late] });
	expect(summary.late).toMatchObject([{ number: '1', recordedAt: '2026-10-07T08:00:00+02:00' }]);
	expect(summary.unreadable).toMatchObject([
		{ number: '2', amount: '5.00', amountCents: 500, reason: 'Odd.' },
	]);
	expect(summary.notes).toEqual([
		'1 receipt could not be read: 5.00, as far as stated, stands on the account for what must be clarified. "unreadable" names each with the reason.',
	]);
});

it('adds up each register or shop by itself, those that nothing names last', () => {
	const at = (register: AccountingReceipt['register'], number: string, lines: SmallLine[]) => ({
		...make(number, lines),
		register,
	});
	const ten = { id: '10', name: 'Terrace' };
	const nine = { id: '9', name: null };
	const receipts = [
		at(null, '1', [['sale', 100, '20']]),
		at(ten, '2', [['sale', 1200, '20']]),
		at(nine, '3', [['sale', 1100, '10']]),
		at(ten, '4', [['sale', 600]]),
	];
	const back = at(nine, '5', [['sale', -550, '10']]);
	const { places, totals } = summed(receipts, {
		settled: { reversals: [back], cancelled: [], unreadable: [] },
	});
	expect(places).toMatchObject([
		// What takes a receipt back counts, and is no receipt.
		{ place: nine, receipts: 1, gross: '5.50', net: '5.00', taxCents: 50 },
		{ place: ten, receipts: 2, gross: '18.00', net: null, tax: null, taxCents: null },
		{ place: null, receipts: 1, gross: '1.00', payments: [{ means: 'cash', amountCents: 100 }] },
	]);
	const gross = places.reduce((sum, { grossCents }) => sum + grossCents, 0);
	expect(gross).toBe(totals.grossCents);
});
