/** Receipts that are cancelled in place, before and after their books were handed on. */
import { toAccountingReceipt } from '../../../../nodes/CassaNova/books/accounting';
import { isCancelledInPlace, settleCancelled } from '../../../../nodes/shared/books/cancelled';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { clock as viennese, receipt } from './receipts';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { bookingSummarySchema, earlierSummarySchema } from '../../../../nodes/shared/books/types';
import type { Booking, BookingSummary, Grouping } from '../../../../nodes/shared/books/types';
import type { DayRange } from '../../../../nodes/shared/table/request';
import { bookOf } from '../../../support/clock/atOnce';

const clock = { timeZone: 'Europe/Rome', dayEndsAt: '03:00' };
const context = {
	...clock,
	taxRates: new Map([['t22', 22]]),
	salesPoint: { id: '1', name: 'Bar' },
};
const record = (id: string, number: number, refund: boolean) => ({
	id,
	number,
	zNumber: '400',
	date: '2026-10-05T10:00:05',
	datetime: '2026-10-05T10:00:00',
	document: {
		refund,
		amount: 12.2,
		change: 7.8,
		rows: [{ quantity: 1, price: 12.2, idTax: 't22' }],
		payments: [{ paymentType: 'CASH', amount: 20 }],
	},
});
const read = (id: string, number: number, refund = false) =>
	toAccountingReceipt(record(id, number, refund), context);

const ACCOUNTS = new Accounts([]);

function book(
	cancelled: boolean,
	asOf: string,
	earlier?: object,
	originals = cancelled ? [read('r1', 1)] : [],
): { bookings: Booking[]; summary: BookingSummary } {
	const receipts = [read('r1', 1, cancelled), read('r2', 2)];
	const result = bookOf(
		{ receipts, others: [], originals },
		{
			period: { from: '2026-10-01', to: '2026-10-31' },
			clock,
			accounts: ACCOUNTS,
			groupBy: 'day',
			asOf,
			...(earlier ? { earlier: earlierSummarySchema.parse(earlier) } : {}),
		},
	);
	expect(bookingSummarySchema.parse(result.summary)).toEqual(result.summary);
	return result;
}

const rows = (bookings: Booking[]) =>
	bookings.map(({ date, debit, credit, gross, tax }) =>
		[date, debit, credit, gross, tax].join(' '),
	);

/** What becomes of receipts that were counted before, and are cancelled by now. */
function settle(originals: AccountingReceipt[]) {
	const cancelled = originals.map(
		(original): AccountingReceipt => ({ ...original, kind: 'cancellation' }),
	);
	const earlier = earlierSummarySchema.parse(book(false, '2026-11-01T10:00:00+01:00').summary);
	return atOnce(
		settleCancelled(cancelled, { originals, asOf: NOVEMBER, clock: viennese, earlier }),
	);
}

const NOVEMBER = '2026-11-02T10:00:00+01:00';
const whole = ['2026-10-05 Clearing Sales 22% 24.40 4.40', '2026-10-05 Cash Clearing 24.40 '];
const half = ['2026-10-05 Clearing Sales 22% 12.20 2.20', '2026-10-05 Cash Clearing 12.20 '];
const back = ['2026-11-02 Clearing Sales 22% -12.20 -2.20', '2026-11-02 Cash Clearing -12.20 '];
const mentioned = {
	id: 'r1',
	documentType: 'receipt',
	businessDay: '2026-10-05',
	amount: '12.20',
	amountCents: 1220,
};

it('without an earlier summary it counts 0 and is listed with what it was', () => {
	const { bookings, summary } = book(true, NOVEMBER);
	expect(rows(bookings)).toEqual(half);
	expect(summary.cancelledInPlace).toMatchObject([{ ...mentioned, reversedOn: null }]);
	expect(summary.notes).toEqual([]);
	expect(book(false, NOVEMBER).summary.cancelledInPlace).toEqual([]);
});

it('one that was counted before stays, and is taken back on the day it was first seen cancelled', () => {
	const handedOn = book(false, '2026-11-01T10:00:00+01:00');
	expect(rows(handedOn.bookings)).toEqual(whole);

	const again = book(true, NOVEMBER, handedOn.summary);
	expect(rows(again.bookings)).toEqual([...whole, ...back]);
	expect(again.summary.cancelledInPlace).toMatchObject([
		{ ...mentioned, reversedOn: '2026-11-02' },
	]);
	expect(again.summary.totals).toMatchObject({ gross: '12.20', net: '10.00', tax: '2.20' });
	expect(again.summary.payments).toEqual([{ means: 'cash', amount: '12.20', amountCents: 1220 }]);
	expect(again.summary).toMatchObject({ clearing: '0.00', receipts: 2, unbalanced: [] });

	// A third reading, weeks later, books the same on the same day.
	const later = book(true, '2026-12-01T10:00:00+01:00', again.summary);
	expect(later.bookings).toEqual(again.bookings);
	expect(later.summary.cancelledInPlace).toEqual(again.summary.cancelledInPlace);
});

it('what takes it back stands apart from what was sold on its day, which keeps its bookings', () => {
	const handedOn = book(false, '2026-11-01T10:00:00+01:00');
	const sold = {
		...record('r3', 7, false),
		zNumber: '428',
		datetime: '2026-11-02T09:00:00',
		document: {
			amount: 24.4,
			rows: [{ quantity: 2, price: 12.2, idTax: 't22' }],
			payments: [{ paymentType: 'CASH', amount: 24.4 }],
		},
	};
	const bookingsOf = (period: DayRange) =>
		bookOf(
			{
				receipts: [read('r1', 1, true), toAccountingReceipt(sold, context)],
				others: [],
				originals: [read('r1', 1)],
			},
			{
				period,
				clock,
				accounts: ACCOUNTS,
				groupBy: 'day',
				asOf: '2026-11-02T20:00:00+01:00',
				earlier: earlierSummarySchema.parse(handedOn.summary),
			},
		).bookings;
	const both = bookingsOf({ from: '2026-10-01', to: '2026-11-02' });
	expect(
		both
			.filter(({ date }) => date === '2026-11-02')
			.map(({ id, gross, firstNumber, lastNumber, count }) =>
				[id, gross, firstNumber, lastNumber, count].join(' '),
			),
	).toEqual([
		'cassaNova:1:2026-11-02:back:2026-10-05:receipt:sale:22 -12.20 0400-0001 0400-0001 1',
		'cassaNova:1:2026-11-02:back:2026-10-05:receipt:payment:cash -12.20 0400-0001 0400-0001 1',
		'cassaNova:1:2026-11-02:receipt:sale:22 24.40 0428-0007 0428-0007 1',
		'cassaNova:1:2026-11-02:receipt:payment:cash 24.40 0428-0007 0428-0007 1',
	]);
	// October read again and November by itself have no booking in common.
	const october = bookingsOf({ from: '2026-10-01', to: '2026-10-31' });
	const november = bookingsOf({ from: '2026-11-01', to: '2026-11-30' });
	expect([...october, ...november]).toEqual(both);
	expect(new Set(both.map(({ id }) => id)).size).toBe(both.length);
});

it('is told by the month or the days that it takes back of, and within them is a part of them', () => {
	const handedOn = book(false, '2026-10-11T10:00:00+01:00').summary;
	const idsOf = (groupBy: Grouping, period: DayRange, asOf: string) => [
		...new Set(
			bookOf(
				{ receipts: [read('r1', 1, true)], others: [], originals: [read('r1', 1)] },
				{
					period,
					clock,
					accounts: ACCOUNTS,
					groupBy,
					asOf,
					earlier: earlierSummarySchema.parse({ ...handedOn, ...period }),
				},
			).bookings.map(({ id }) => id.replace(/:receipt:.*/, '')),
		),
	];
	const week = { from: '2026-10-05', to: '2026-10-11' };
	const october = { from: '2026-10-01', to: '2026-10-31' };
	expect(idsOf('month', october, NOVEMBER)).toEqual([
		'cassaNova:1:2026-10',
		'cassaNova:1:2026-11:back:2026-10',
	]);
	expect(idsOf('month', week, NOVEMBER)).toEqual([
		'cassaNova:1:2026-10-05..',
		'cassaNova:1:2026-11:back:2026-10-05..',
	]);
	expect(idsOf('month', week, '2026-10-14T10:00:00+02:00')).toEqual([
		'cassaNova:1:2026-10-05..',
		'cassaNova:1:2026-10:back:2026-10-05..',
	]);
	expect(idsOf('closing', week, NOVEMBER)).toEqual([
		'cassaNova:1:2026-10-05:Z400',
		'cassaNova:1:2026-11-02:back:2026-10-05',
	]);
	expect(idsOf('receipt', week, NOVEMBER)).toEqual(['cassaNova:1:r1', 'cassaNova:1:r1 reversed']);
	// What comes to nothing within its span has no booking.
	expect(idsOf('month', october, '2026-10-14T10:00:00+02:00')).toEqual([]);
	expect(idsOf('day', week, '2026-10-05T20:00:00+02:00')).toEqual([]);
});

it('what takes it back mirrors it, amount by amount', () => {
	const original = receipt({
		number: '7',
		at: '2026-10-05T10:00:00',
		lines: [
			['sale', 1200, '20'],
			['sale', -330, '10'],
		],
		payments: [['cash', 1000]],
		change: 100,
		more: { vendorAmountCents: 900 },
	});
	const [sold, returned] = original.lines;
	const changed = {
		...original,
		lines: [
			{ ...sold!, quantity: '2', discount: '1.00', discountCents: 100 },
			{ ...returned!, quantity: '-1' },
		],
	};
	const { reversals } = settle([changed]);
	expect(reversals).toEqual([
		{
			...changed,
			id: 'id 7 reversed',
			kind: 'cancellation',
			businessDay: '2026-11-02',
			takesBackOf: '2026-10-05',
			issuedAt: '2026-11-02T02:00:00.000Z',
			totals: {
				gross: '-8.70',
				grossCents: -870,
				net: '-7.00',
				netCents: -700,
				tax: '-1.70',
				taxCents: -170,
			},
			taxes: [
				{
					rate: '10',
					net: '3.00',
					netCents: 300,
					tax: '0.30',
					taxCents: 30,
					gross: '3.30',
					grossCents: 330,
				},
				{
					rate: '20',
					net: '-10.00',
					netCents: -1000,
					tax: '-2.00',
					taxCents: -200,
					gross: '-12.00',
					grossCents: -1200,
				},
			],
			payments: [{ means: 'cash', vendorMeans: 'cash', amount: '-10.00', amountCents: -1000 }],
			change: '-1.00',
			changeCents: -100,
			lines: [
				{
					...sold,
					quantity: '-2',
					discount: '-1.00',
					discountCents: -100,
					gross: '-12.00',
					grossCents: -1200,
				},
				{ ...returned, quantity: '1', gross: '3.30', grossCents: 330 },
			],
			references: [{ type: 'cancels', id: 'id 7', number: '7' }],
			checks: {
				...changed.checks,
				vendorAmount: '-9.00',
				vendorAmountCents: -900,
				difference: '-0.30',
				differenceCents: -30,
			},
		},
	]);
});

it('what is not known of it stays unknown when it is taken back', () => {
	const more = { vendorAmountCents: null };
	const original = receipt({
		number: '7',
		at: '2026-10-05T10:00:00',
		lines: [['sale', 100]],
		more,
	});
	const [reversal] = settle([original]).reversals;
	expect(reversal?.totals).toMatchObject({
		grossCents: -100,
		net: null,
		netCents: null,
		tax: null,
		taxCents: null,
	});
	expect(reversal?.checks).toMatchObject({ vendorAmount: null, vendorAmountCents: null });
});

it('is one record: what another one cancels is none', () => {
	const [one] = [read('r1', 1, true)];
	expect(isCancelledInPlace(one!)).toBe(true);
	expect(isCancelledInPlace(read('r1', 1))).toBe(false);
	const references = [{ type: 'cancels' as const, id: null, number: '6' }];
	expect(isCancelledInPlace({ ...one!, references })).toBe(false);
	expect(
		isCancelledInPlace({ ...one!, references: [{ ...references[0]!, type: 'refunds' }] }),
	).toBe(true);
});

it('the first entry of an earlier summary counts, should it name one twice', () => {
	const handedOn = book(false, '2026-10-19T10:00:00+02:00').summary;
	const { summary } = book(true, '2026-10-20T10:00:00+02:00', handedOn);
	const [entry] = summary.cancelledInPlace;
	const earlier = { ...summary, cancelledInPlace: [entry, { ...entry, reversedOn: '2026-10-25' }] };
	expect(book(true, NOVEMBER, earlier).summary.cancelledInPlace).toMatchObject([
		{ reversedOn: '2026-10-20' },
	]);
});

it('one that was recorded at the very moment of the earlier summary was counted by it', () => {
	const { summary } = book(false, '2026-11-01T10:00:00+01:00');
	const earlier = { ...summary, asOf: '2026-10-05T10:00:05+02:00' };
	expect(rows(book(true, NOVEMBER, earlier).bookings)).toEqual([...whole, ...back]);
});

it('before 3:00 it is first seen on the business day before', () => {
	const handedOn = book(false, '2026-11-01T10:00:00+01:00');
	const { summary } = book(true, '2026-11-03T02:00:00+01:00', handedOn.summary);
	expect(summary.cancelledInPlace).toMatchObject([{ reversedOn: '2026-11-02' }]);
});

it('one that was cancelled when it was first read is never taken back', () => {
	const first = book(true, '2026-11-01T10:00:00+01:00');
	expect(rows(book(true, NOVEMBER, first.summary).bookings)).toEqual(half);
});

it('one that the earlier summary could not know, or does not say, is listed only', () => {
	const { summary } = book(false, '2026-11-01T10:00:00+01:00');
	const { cancelledInPlace, ...older } = summary;
	expect(cancelledInPlace).toEqual([]);
	const others = [
		// Made before it was recorded, over other days, by an older version.
		{ ...summary, asOf: '2026-10-05T10:00:00+02:00' },
		{ ...summary, from: '2026-10-06' },
		older,
	];
	for (const earlier of others) {
		const { bookings, summary: now } = book(true, NOVEMBER, earlier);
		expect(rows(bookings)).toEqual(half);
		expect(now.cancelledInPlace).toMatchObject([{ ...mentioned, reversedOn: null }]);
	}
});

it('one that was made after the earlier summary counts 0, though only the day of its recording is told', () => {
	const onDay = (refund: boolean) => ({ ...record('r3', 3, refund), date: '2026-10-05' });
	const earlier = {
		...book(false, '2026-10-05T09:00:00+02:00').summary,
		from: '2026-10-05',
		to: '2026-10-05',
	};
	const { bookings } = bookOf(
		{
			receipts: [toAccountingReceipt(onDay(true), context)],
			others: [],
			originals: [toAccountingReceipt(onDay(false), context)],
		},
		{
			period: { from: '2026-10-05', to: '2026-10-05' },
			clock,
			accounts: ACCOUNTS,
			groupBy: 'day',
			asOf: NOVEMBER,
			earlier: earlierSummarySchema.parse(earlier),
		},
	);
	expect(bookings).toEqual([]);
});

it('what it was may not be readable any more: then a note says what to do', () => {
	const { summary } = book(false, '2026-11-01T10:00:00+01:00');
	const now = book(true, NOVEMBER, summary, []);
	expect(rows(now.bookings)).toEqual(half);
	expect(now.summary.notes).toEqual([
		expect.stringContaining('Receipt 0400-0001 of 2026-10-05 was counted in the earlier summary'),
	]);
});
