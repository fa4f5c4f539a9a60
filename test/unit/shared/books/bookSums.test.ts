/** Receipts that come some at a time, in any parts and any order, are booked as all of them at once. */
import * as fc from 'fast-check';

import { Accounts } from '../../../../nodes/shared/books/accounts';
import { bookOf, bookOfSums } from '../../../../nodes/shared/books/book';
import { BookSums } from '../../../../nodes/shared/books/bookSums';
import { isCancelledInPlace } from '../../../../nodes/shared/books/cancelled';
import { LINE_TYPES, MEANS } from '../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { earlierSummarySchema, GROUPINGS } from '../../../../nodes/shared/books/types';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { runs } from '../../../support/clock/seeds';
import { clock, receipt } from './receipts';

/** Some of what is sold and paid goes to accounts of its own. */
const accounts = new Accounts([
	{ use: 'sale', rate: '20', account: '4022', taxCode: '', place: '11' },
	{ use: 'card', rate: '', account: '2801', taxCode: '', paymentMethod: 'card' },
	{ use: 'cash', rate: '', account: '2701', taxCode: '', place: 'Garten' },
]);
const period = { from: '2026-10-05', to: '2026-10-08' };
const NOW = '2026-10-09T10:00:00.000+02:00';

const anyLine = fc.tuple(
	fc.constantFrom(...LINE_TYPES.filter((type) => type !== 'unclear')),
	fc.integer({ min: -500, max: 5000 }),
	fc.constantFrom('0', '10', '20', undefined),
);
const anyPayment = fc.tuple(fc.constantFrom(...MEANS), fc.integer({ min: -500, max: 5000 }));
const anyWord = fc.constantFrom('Voucher 1', 'Voucher 2', 'App');

/** Any receipts of some days around the period, of two registers, with everything that a summary lists. */
const anyReceipt = fc
	.record({
		lines: fc.array(anyLine, { maxLength: 4 }),
		payments: fc.option(fc.array(anyPayment, { maxLength: 3 }), { nil: undefined }),
		change: fc.integer({ min: 0, max: 200 }),
		number: fc.integer({ min: 1, max: 60 }),
		day: fc.integer({ min: 4, max: 9 }),
		minute: fc.integer({ min: 10, max: 12 }),
		register: fc.constantFrom({ id: '11', name: 'Schank' }, { id: '12', name: 'Garten' }, null),
		documentType: fc.constantFrom('receipt', 'receipt', 'receipt', 'invoice', 'creditNote'),
		kind: fc.constantFrom('sale', 'sale', 'sale', 'refund', 'unreadable', 'cancellation'),
		zNumber: fc.constantFrom(null, null, '7', '8'),
		recordedAt: fc.constantFrom(null, '2026-10-08T20:00:00.000+02:00'),
		unmapped: fc.array(anyWord, { maxLength: 2 }),
		shown: fc.constantFrom('#', 'R#', '#/A', '# 2026-10-06', 'nothing'),
	})
	.map((made) => {
		const { lines, payments, change, number, day, minute, unmapped, shown, ...more } = made;
		const one = receipt({
			number: String(number),
			at: `2026-10-0${day}T10:${minute}:00`,
			lines: lines.map(([type, cents, rate]) => [type, cents, rate]),
			payments,
			change,
			more: {
				...(more as object),
				id: `id ${number} ${day}`,
				displayNumber: shown.replace('#', String(number)),
			},
		});
		const words = unmapped.map((name) => ({
			type: 'paymentMethod' as const,
			id: name,
			name,
			countsAs: 'other' as const,
		}));
		return { ...one, checks: { ...one.checks, unmapped: words } };
	});

/** An original for some of what was cancelled in place. */
const originalOf = (one: AccountingReceipt) =>
	isCancelledInPlace(one) && Number(one.number) % 2 === 0
		? { ...one, kind: 'sale' as const }
		: undefined;

/** Of what has the time, the number and the ID of another one, only the order of reading tells which is first. */
const withOwnIds = (receipts: AccountingReceipt[]) =>
	receipts.map((one, index) => ({ ...one, id: `${one.id} ${index}` }));

const anyBooks = fc.record({
	receipts: fc.array(anyReceipt, { maxLength: 40 }).map(withOwnIds),
	others: fc.array(anyReceipt, { maxLength: 3 }),
	groupBy: fc.constantFrom(...GROUPINGS),
	isKnown: fc.boolean(),
	cuts: fc.array(fc.nat(40), { maxLength: 6 }),
	seed: fc.nat(),
});

/** The summary of a day before its receipts were cancelled. */
const earlier = earlierSummarySchema.parse({
	from: '2026-10-04',
	to: '2026-10-06',
	asOf: '2026-10-06T23:00:00.000+02:00',
	lastNumbers: [],
	cancelledInPlace: [],
});

/** The same entries in an order that a seed tells. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
	const keyed = list.map((entry, index) => ({ entry, key: ((index + 1) * (seed % 9973)) % 101 }));
	return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}

it('whatever the parts in which they are taken, and their order', () => {
	fc.assert(
		fc.property(anyBooks, ({ receipts, others, groupBy, isKnown, cuts, seed }) => {
			const asked = { period, clock, accounts, groupBy, asOf: NOW, ...(isKnown && { earlier }) };
			const originals = receipts.flatMap((one) => originalOf(one) ?? []);
			const { booked, ...whole } = atOnce(bookOf({ receipts, others, originals }, asked));
			expect(booked.length).toBeGreaterThanOrEqual(whole.summary.receipts);
			const sums = new BookSums(asked);
			const byId = new Map(originals.map((one) => [one.id, one]));
			const noted = receipts.map((one) => ({
				at: sums.note(one, true, ''),
				receipt: one,
				original: isCancelledInPlace(one) ? byId.get(one.id) : undefined,
			}));
			for (const other of others) sums.note(other, false, '');
			const taken = shuffled(noted, seed);
			const ends = [...cuts.sort((a, b) => a - b), taken.length];
			ends.forEach((end, index) => atOnce(sums.take(taken.slice(ends[index - 1] ?? 0, end))));
			const inParts = atOnce(bookOfSums(sums, asked, {}));
			expect(inParts).toEqual(whole);
			// The order of the keys, too: it is that of columns.
			expect(JSON.stringify(inParts.bookings)).toBe(JSON.stringify(whole.bookings));
		}),
		{ numRuns: runs(150) },
	);
});

it('lists what was read in lanes in their order, whichever came first', () => {
	const make = (number: string, register: string) =>
		receipt({
			number,
			at: '2026-10-05T10:00:00',
			lines: [['sale', 100, '20']],
			more: { register: { id: register, name: null } },
		});
	const [one, other] = [make('1', '11'), make('5', '12')];
	const lists = [['a', 'b'], ['b', 'a'], []].map((lanes) => {
		const sums = new BookSums({ period, clock, accounts, groupBy: 'day', asOf: NOW });
		const taken = [
			{ at: sums.note(one, true, 'a'), receipt: one },
			{ at: sums.note(other, true, 'b'), receipt: other },
		];
		atOnce(sums.take(taken));
		const asked = { period, clock, accounts, groupBy: 'day' as const, asOf: NOW };
		const { summary } = atOnce(bookOfSums(sums, asked, { lanes }));
		return summary.lastNumbers.map(({ number }) => number);
	});
	expect(lists).toEqual([
		['1', '5'],
		['5', '1'],
		['1', '5'],
	]);
});
