/** Missing numbers and late receipts. */
import {
	findGaps,
	findLastNumbers,
	findLate,
	withoutNumbers,
} from '../../../nodes/shared/books/sequences';
import type { AccountingReceipt, ReceiptDraft } from '../../../nodes/shared/accounting';
import { clock, receipt } from './receipts';

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

it('nothing is missing before the first number of a period, nor between days beside it', () => {
	expect(
		gaps([
			make('11-1', '2026-10-04T10:00:00'),
			make('11-5', '2026-10-05T10:00:00'),
			make('11-6', '2026-10-07T10:00:00'),
			make('11-9', '2026-10-07T11:00:00'),
		]),
	).toEqual([]);
});

it('numbers keep their leading zeros, and 0 is none', () => {
	expect(
		gaps([
			make('0000', '2026-10-05T09:00:00'),
			make('0008', '2026-10-05T10:00:00'),
			make('0010', '2026-10-05T11:00:00'),
		]),
	).toEqual([[null, '0009', '0009']]);
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
		]),
	).toEqual([['2026-10-05', '2', '39']]);
});

it('a gap without some of its numbers may be several', () => {
	const [gap] = findGaps(
		[make('11-1', '2026-10-05T10:00:00'), make('11-1000000', '2026-10-05T11:00:00')],
		period,
	);
	expect(gap).toBeDefined();
	const left = withoutNumbers(gap ? [gap] : [], new Set(['11-2', '11-5', '12-7', '11-999999']));
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
			{ documentType: 'receipt', place: { id: '11', name: 'Schank' }, number: '11-2' },
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
});
