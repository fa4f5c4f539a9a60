/** Missing numbers and late receipts. */
import type { Numbered } from '../../../../nodes/shared/books/sequences';
import type { EarlierSummary } from '../../../../nodes/shared/books/types';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { clock, receipt } from './receipts';
import {
	findGaps,
	findLastNumbers,
	findLate,
	findNumbers,
	withoutNumbers,
} from '../../../support/clock/atOnce';

const period = { from: '2026-10-05', to: '2026-10-06' };
const make = (number: string, at: string, more: Partial<ReceiptDraft> = {}) =>
	receipt({ number, at, more });
const gaps = (receipts: AccountingReceipt[]) =>
	findGaps(receipts, period).map(({ sequence, first, last, write }) => [
		sequence,
		write(first),
		write(last),
	]);

it('finds numbers between others of the same register, and up to the next day', () => {
	expect(
		gaps([
			make('11-5', '2026-10-05T10:00:00'),
			make('11-8', '2026-10-06T10:00:00'),
			make('11-10', '2026-10-07T10:00:00'),
			make('12-1', '2026-10-05T10:00:00', { register: { id: '12', name: null } }),
		]),
	).toEqual([
		[null, '11-6', '11-7'],
		[null, '11-9', '11-9'],
	]);
});

it('numbers go on within a business day that one closing made of two: what is missing between is found', () => {
	const printed = (number: string, day: number) =>
		make(number, `2026-10-0${day}T20:00:00`, {
			displayNumber: `${number} 2026-10-0${day}`,
			businessDay: '2026-10-06',
		});
	expect(gaps([printed('1', 5), printed('2', 5), printed('4', 6), printed('5', 6)])).toEqual([
		['2026-10-06', '3', '3'],
	]);
});

it('numbers are missing before the first one of a period, but not between days beside it', () => {
	expect(
		gaps([
			make('11-1', '2026-10-03T10:00:00'),
			make('11-3', '2026-10-04T10:00:00'),
			make('11-5', '2026-10-05T10:00:00'),
			make('11-6', '2026-10-07T10:00:00'),
			make('11-9', '2026-10-07T11:00:00'),
		]),
	).toEqual([[null, '11-4', '11-4']]);
});

describe('before the first number of a period', () => {
	const tell = (documents: Numbered[], earlier?: EarlierSummary, days = period) => {
		const { gaps: found, starts } = findNumbers(documents, days, earlier);
		return {
			gaps: found.map(({ write, first, last }) => `${write(first)}-${write(last)}`),
			starts: starts.map(({ write, first }) => write(first)),
		};
	};
	const summary = (to: string, lastNumbers: EarlierSummary['lastNumbers']): EarlierSummary => ({
		from: '2026-10-01',
		to,
		asOf: '2026-10-05T06:00:00+02:00',
		lastNumbers,
	});
	const place = { id: '11', name: 'Schank' };
	const invoice = (number: string, at: string) =>
		make(number, at, { documentType: 'invoice', displayNumber: `${number}/A` });

	it('a closing begins with 1, and a sequence that goes on is told to be unknown', () => {
		const closing = { zNumber: '400' };
		expect(tell([make('3', '2026-10-05T10:00:00', closing)])).toEqual({
			gaps: ['1-2'],
			starts: [],
		});
		// What the day before the period has of it was looked at with that day.
		expect(
			tell([make('2', '2026-10-04T10:00:00', closing), make('3', '2026-10-05T10:00:00', closing)]),
		).toEqual({ gaps: [], starts: [] });
		expect(tell([make('11-7', '2026-10-05T10:00:00')])).toEqual({ gaps: [], starts: ['11-7'] });
		expect(tell([make('11-1', '2026-10-05T10:00:00')])).toEqual({ gaps: [], starts: [] });
	});

	it('invoices begin with 1 where the period has the first of January', () => {
		const january = { from: '2026-01-01', to: '2026-01-31' };
		const invoices = [invoice('2', '2026-01-05T10:00:00')];
		expect(tell(invoices, undefined, january)).toEqual({ gaps: ['1-1'], starts: [] });
		const later = { from: '2026-01-02', to: '2026-01-31' };
		expect(tell(invoices, undefined, later)).toEqual({ gaps: [], starts: ['2'] });
	});

	it('the summary of the days before tells, if it reaches the day before', () => {
		const known = (to: string) =>
			summary(to, [
				{ documentType: 'receipt', place, number: '11-97' },
				{ documentType: 'invoice', place, sequence: '2026', series: '#/A', number: '5' },
				// Of another register and of another series.
				{ documentType: 'receipt', place: { id: '12', name: null }, number: '12-2' },
				{ documentType: 'invoice', place, sequence: '2026', series: '#/B', number: '6' },
			]);
		const documents = [make('11-100', '2026-10-05T10:00:00'), invoice('7', '2026-10-06T10:00:00')];
		expect(tell(documents, known('2026-10-04'))).toEqual({
			gaps: ['11-98-11-99', '6-6'],
			starts: [],
		});
		expect(tell(documents, known('2026-10-03'))).toEqual({
			gaps: [],
			starts: ['11-100', '7'],
		});
	});

	it('daily runs that hand their summaries on miss no number of invoices that are days apart', () => {
		const all = [
			invoice('5', '2026-10-05T10:00:00'),
			invoice('7', '2026-10-08T10:00:00'),
			invoice('8', '2026-10-12T10:00:00'),
		];
		let earlier: EarlierSummary | undefined;
		const missing: string[] = [];
		for (let day = 5; day <= 12; day++) {
			const date = `2026-10-${String(day).padStart(2, '0')}`;
			const days = { from: date, to: date };
			const read = all.filter(({ businessDay }) => businessDay === date);
			missing.push(...tell(read, earlier, days).gaps.map((gap) => `${date} ${gap}`));
			const lastNumbers = findLastNumbers(read, days, earlier);
			earlier = { ...days, asOf: `${date}T23:00:00+02:00`, lastNumbers };
		}
		expect(missing).toEqual(['2026-10-08 6-6']);
		expect(earlier?.lastNumbers.map(({ number }) => number)).toEqual(['8']);
	});
});

it.each([
	[['2026/5', '2026/6', '2026/7'], []],
	[['2026/25', '2026/26', '2026/27'], []],
	[['A2/1', 'A2/2', 'A2/3'], []],
	[['1/1', '1/3'], ['2']],
	[
		['5/2025', '7/2025', '20/2025'],
		['6', '8'],
	],
	// Two series, one of which has no number missing.
	[['2/A', '3/B', '4/A'], ['3']],
])(
	'the number of an invoice stands where the others of its series have theirs: %j',
	(printed, first) => {
		const invoices = printed.map((displayNumber) => {
			const [head = '', tail = ''] = displayNumber.split('/');
			const isTail = !['A', 'B', '2025'].includes(tail);
			const number = isTail ? tail : head;
			return make(number, '2026-10-05T10:00:00', {
				documentType: 'invoice',
				displayNumber,
				id: displayNumber,
			});
		});
		expect(findGaps(invoices, period).map((gap) => gap.write(gap.first))).toEqual(first);
	},
);

it('numbers keep their leading zeros, and 0 is none', () => {
	expect(
		gaps([
			make('0000', '2026-10-05T09:00:00'),
			make('0008', '2026-10-05T10:00:00'),
			make('0010', '2026-10-05T11:00:00'),
		]),
	).toEqual([[null, '0009', '0009']]);
});

it('numbers have the zeros of the others, in whichever order they come', () => {
	const at = '2026-10-05T10:00:00';
	expect(gaps(['1002', '0999', '0997', '1000'].map((number) => make(number, at)))).toEqual([
		[null, '0998', '0998'],
		[null, '1001', '1001'],
	]);
});

it('a closing has numbers of its own; invoices have those of a year and a line of numbers', () => {
	const closing = (zNumber: string) => ({ zNumber });
	const invoice = (suffix: string) => ({
		documentType: 'invoice' as const,
		displayNumber: `7${suffix}`,
	});
	expect(
		gaps([
			make('1', '2026-10-05T10:00:00', closing('400')),
			make('3', '2026-10-05T11:00:00', closing('400')),
			make('1', '2026-10-06T10:00:00', closing('401')),
			make('2', '2026-10-06T11:00:00', closing('401')),
			make('7', '2026-10-05T10:00:00', { ...invoice('/A'), id: 'a' }),
			make('9', '2026-10-05T10:00:00', {
				documentType: 'invoice',
				displayNumber: '9/B',
				id: 'b',
			}),
		]),
	).toEqual([['400', '2', '2']]);
});

it('without a closing, a number with a date counts within its day', () => {
	const dated = (number: string, at: string) =>
		make(number, at, { displayNumber: `${number} ${at.slice(0, 10)}` });
	expect(
		gaps([
			dated('1', '2026-10-05T10:00:00'),
			dated('40', '2026-10-05T11:00:00'),
			dated('1', '2026-10-06T10:00:00'),
			dated('2', '2026-10-06T10:00:00'),
			// Before the close of that business day, though paper has the next date.
			dated('4', '2026-10-07T01:00:00'),
		]),
	).toEqual([
		['2026-10-05', '2', '39'],
		['2026-10-06', '3', '3'],
	]);
});

it('a gap without some of its numbers may be several', () => {
	const [gap] = findGaps(
		[make('11-1', '2026-10-05T10:00:00'), make('11-1000000', '2026-10-05T11:00:00')],
		period,
	);
	expect(gap).toBeDefined();
	const at = (id: string) => (number: string) => ({ number, place: { id, name: null } });
	const known = [...['11-2', '11-5', '12-7', '11-999999'].map(at('11')), at('12')('11-8')];
	const left = withoutNumbers(gap ? [gap] : [], known);
	expect(left.map(({ first, last }) => [first, last])).toEqual([
		[3, 4],
		[6, 999_998],
	]);
});

describe('late', () => {
	const late = (receipts: AccountingReceipt[]) =>
		findLate(receipts, period, clock).map(({ number }) => number);

	it('is what was recorded on a later business day, an hour or more after it was made', () => {
		const recorded = (number: string, at: string, recordedAt: string) =>
			make(number, at, { recordedAt });
		expect(
			late([
				recorded('1', '2026-10-05T20:00:00', '2026-10-05T20:00:30+02:00'),
				recorded('2', '2026-10-05T20:00:00', '2026-10-06T09:30:00+02:00'),
				// Before the close of the same business day.
				recorded('3', '2026-10-05T20:00:00', '2026-10-06T02:30:00+02:00'),
				// Seconds after the close.
				recorded('4', '2026-10-06T02:59:59', '2026-10-06T03:00:10+02:00'),
				// Not of the period.
				recorded('5', '2026-10-04T20:00:00', '2026-10-06T09:30:00+02:00'),
			]),
		).toEqual(['2']);
	});

	it('is what was numbered after a receipt of a later day', () => {
		expect(
			late([
				make('11-3', '2026-10-05T22:00:00'),
				make('11-1', '2026-10-05T10:00:00'),
				make('11-2', '2026-10-06T10:00:00'),
				make('11-4', '2026-10-06T11:00:00'),
			]),
		).toEqual(['11-3']);
	});

	it('is a receipt of an earlier day that has a number between those of the period', () => {
		const listed = [
			make('11-1', '2026-10-04T20:00:00'),
			make('11-3', '2026-10-05T10:00:00'),
			make('11-5', '2026-10-06T10:00:00'),
		];
		// The first came in order, the second did not.
		const found = [make('11-2', '2026-10-04T21:00:00'), make('11-4', '2026-10-04T22:00:00')];
		expect(findLate(listed, period, clock, undefined, found)).toEqual([found[1]]);
	});

	it('is what a summary of the same days did not know', () => {
		const before = [make('11-1', '2026-10-05T10:00:00'), make('11-2', '2026-10-05T11:00:00')];
		const garden = { register: { id: '12', name: null } };
		const earlier = {
			from: '2026-10-05',
			to: '2026-10-05',
			asOf: '2026-10-06T06:00:00.000+02:00',
			lastNumbers: findLastNumbers(before, period),
		};
		expect(earlier.lastNumbers).toEqual([
			{
				documentType: 'receipt',
				place: { id: '11', name: 'Schank' },
				sequence: null,
				series: null,
				number: '11-2',
			},
		]);
		const receipts = [
			...before,
			make('11-3', '2026-10-05T22:00:00'),
			// Of a day that it doesn't cover.
			make('11-4', '2026-10-06T10:00:00'),
			// Of a register of which it knew nothing.
			make('12-3', '2026-10-05T22:00:00', garden),
			// Recorded before and after it, by a system that says so.
			make('7', '2026-10-05T22:00:00', { recordedAt: '2026-10-06T05:59:00+02:00' }),
			make('8', '2026-10-05T23:59:00', { recordedAt: '2026-10-06T06:01:00+02:00' }),
		];
		const found = findLate(receipts, period, clock, earlier).map(({ number }) => number);
		expect(found).toEqual(['11-3', '12-3', '7', '8']);
		expect(late(receipts)).toEqual(['7', '8']);
	});

	it('is what was made after a summary, though only the day of its recording is told', () => {
		const earlier = {
			from: '2026-10-05',
			to: '2026-10-05',
			asOf: '2026-10-05T20:00:00+02:00',
			lastNumbers: [],
		};
		const recordedAt = '2026-10-05T00:00:00+02:00';
		const receipts = ['19:00', '21:00'].map((time) =>
			make(time, `2026-10-05T${time}:00`, { recordedAt }),
		);
		const found = findLate(receipts, period, clock, earlier).map(({ number }) => number);
		expect(found).toEqual(['21:00']);
	});
});
