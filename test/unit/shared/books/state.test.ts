/** Books that grow batch by batch: whatever the batches, and their order, they are those of all receipts at once. */
import * as fc from 'fast-check';

import { Accounts } from '../../../../nodes/shared/books/accounts';
import { bookOf } from '../../../../nodes/shared/books/book';
import { buildBookings } from '../../../../nodes/shared/books/bookings';
import { entriesOfDays } from '../../../../nodes/shared/books/journal/corrections';
import { journalDays } from '../../../../nodes/shared/books/journal/days';
import { placeOf } from '../../../../nodes/shared/books/facts';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { HeldNumbers } from '../../../../nodes/shared/books/state/heldNumbers';
import { readState, stateGiven, writeState } from '../../../../nodes/shared/books/state/json';
import type { BooksState } from '../../../../nodes/shared/books/state/schema';
import {
	addBatch,
	emptyState,
	bookOfState,
	journalOfState,
} from '../../../../nodes/shared/books/state/stateBooks';
import type { Added } from '../../../../nodes/shared/books/state/stateBooks';
import type { BookingSummary, Grouping } from '../../../../nodes/shared/books/types';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { runs } from '../../../support/clock/seeds';
import { clock, receipt } from './receipts';

const accounts = new Accounts([
	{ use: 'sale', rate: '20', account: '4022', taxCode: '', place: '11' },
	{ use: 'card', rate: '', account: '2801', taxCode: '', paymentMethod: 'card' },
]);
const NOW = '2026-10-20T10:00:00.000+02:00';

/** Any receipts of both systems, each with a number of its own at its register and day. */
const anyReceipts = fc
	.array(
		fc.record({
			step: fc.constantFrom(1, 1, 1, 1, 2, 3),
			day: fc.constantFrom(5, 6, 7, 30),
			cents: fc.integer({ min: -500, max: 5000 }),
			rate: fc.constantFrom('0', '10', '20', undefined),
			means: fc.constantFrom('cash', 'card', 'other'),
			paid: fc.constantFrom(0, 0, 0, 7),
			register: fc.constantFrom('11', '12', 'shop'),
			documentType: fc.constantFrom('receipt', 'receipt', 'receipt', 'invoice'),
			kind: fc.constantFrom('sale', 'sale', 'sale', 'unreadable', 'cancellation'),
			zNumber: fc.constantFrom(null, '7', '8'),
			isRecordedLate: fc.constantFrom(false, false, false, true),
			isUndated: fc.constantFrom(false, false, true),
			word: fc.constantFrom('', '', 'App'),
		}),
		{ maxLength: 40 },
	)
	.map((made) => {
		const last = new Map<string, number>();
		return made.map((one, index): AccountingReceipt => {
			const { step, day, cents, rate, means, paid, register, documentType, kind } = one;
			const isShop = register === 'shop';
			const zNumber = isShop ? one.zNumber : null;
			const isAnew = isShop && documentType === 'receipt';
			const counted = JSON.stringify([register, documentType, isAnew && (zNumber ?? day)]);
			const number = (last.get(counted) ?? 0) + step;
			last.set(counted, number);
			const at = `2026-${day === 30 ? '09' : '10'}-${String(day).padStart(2, '0')}T10:${String(index).padStart(2, '0')}:00`;
			const place = { id: register, name: `Place ${register}` };
			const text =
				isShop && documentType === 'receipt' ? `${number} ${at.slice(0, 10)}` : `${number}/A`;
			const base = receipt({
				number: String(number),
				at,
				lines: [['sale', cents, rate]],
				payments: [[means as 'cash', cents + paid]],
				more: {
					id: `id ${index}`,
					documentType: documentType as 'receipt',
					kind: kind as 'sale',
					zNumber,
					displayNumber: text,
					recordedAt: one.isRecordedLate && isShop ? '2026-10-15T10:00:00.000+02:00' : null,
					register: isShop ? null : place,
					salesPoint: isShop ? place : null,
					source: isShop ? 'cassaNova' : 'kassandro',
				},
			});
			const notes =
				kind === 'unreadable' && one.isUndated
					? ["It doesn't say when it was made: it stands on a day."]
					: base.checks.notes;
			const unmapped =
				one.word === ''
					? []
					: [{ type: 'article' as const, id: 'A', name: null, countsAs: 'sale' as const }];
			return { ...base, checks: { ...base.checks, notes, unmapped } };
		});
	});

const anyBatches = fc.record({
	receipts: anyReceipts,
	cuts: fc.array(fc.nat(40), { maxLength: 5 }),
	groupBy: fc.constantFrom<Grouping>('day', 'closing', 'month'),
	seed: fc.nat(),
});

function shuffled<T>(list: readonly T[], seed: number): T[] {
	const keyed = list.map((entry, index) => ({ entry, key: ((index + 1) * (seed % 9973)) % 101 }));
	return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}

const askedWith = (groupBy: Grouping) => ({
	accounts: 'print',
	earlier: '',
	groupBy,
	timeZone: clock.timeZone,
	dayEndsAt: clock.dayEndsAt,
});

/** As the node does it, by way of a database's text. */
function add(state: BooksState, batch: readonly AccountingReceipt[], groupBy: Grouping): Added {
	const given = stateGiven([{ state: writeState(state) }]) ?? {};
	const before = atOnce(readState(given));
	if (!before) throw new Error('no state');
	const numbers = new HeldNumbers(before.frames, before.singles);
	return atOnce(addBatch(before, numbers, batch, { accounts, clock, groupBy, asOf: NOW }));
}

function inBatches(batches: ReadonlyArray<readonly AccountingReceipt[]>, groupBy: Grouping): Added {
	let added: Added = {
		state: emptyState(askedWith(groupBy)),
		numbers: new HeldNumbers(),
		added: 0,
		repeated: 0,
	};
	for (const batch of batches) added = add(added.state, batch, groupBy);
	return added;
}

/** Lists whose order is that of reading, in an order of their own; IDs that ranges don't hold are left out. */
function comparable({ late, ...summary }: BookingSummary): object {
	const inOrder = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
	return {
		...summary,
		// It names the first of many in the order of reading.
		text: '',
		missingNumbers: inOrder(summary.missingNumbers),
		lastNumbers: inOrder(summary.lastNumbers),
		cancelledInPlace: inOrder(summary.cancelledInPlace),
		unmapped: inOrder(summary.unmapped),
		late: inOrder(late.map((one) => ({ ...one, id: '', recordedAt: one.recordedAt !== null }))),
		problems: summary.problems.map((problem) => problem.split(': ').slice(0, 2).join()).sort(),
		notes: summary.notes.map((note) => note.split(': ')[0]).sort(),
	};
}

function periodOf(receipts: readonly AccountingReceipt[]) {
	const days = receipts.map(({ businessDay }) => businessDay).sort();
	return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}

it('the bookings and the summary', () => {
	fc.assert(
		fc.property(anyBatches, ({ receipts, cuts, groupBy, seed }) => {
			fc.pre(receipts.length > 0);
			const period = periodOf(receipts);
			const asked = { period, clock, accounts, groupBy, asOf: NOW };
			const whole = atOnce(bookOf({ receipts, others: [] }, asked));
			const mixed = shuffled(receipts, seed);
			const ends = [...cuts.sort((a, b) => a - b), mixed.length];
			const batches = ends.map((end, index) => mixed.slice(ends[index - 1] ?? 0, end));
			const added = inBatches(batches, groupBy);
			expect(added.state.period).toEqual(period);
			const booked = atOnce(bookOfState(added, asked));
			expect(booked.bookings).toEqual(whole.bookings);
			expect(JSON.stringify(booked.bookings)).toBe(JSON.stringify(whole.bookings));
			expect(comparable(booked.summary)).toEqual(comparable(whole.summary));
			// A batch that comes again, as after a crash, changes nothing.
			const [again = []] = shuffled(batches, seed + 1);
			const twice = add(added.state, again, groupBy);
			expect(twice.repeated).toBe(again.length);
			expect(writeState(twice.state)).toBe(writeState(add(added.state, [], groupBy).state));
		}),
		{ numRuns: runs(300) },
	);
});

it('the journal', () => {
	fc.assert(
		fc.property(anyBatches, ({ receipts, cuts, seed }) => {
			const mixed = shuffled(receipts, seed);
			const ends = [...cuts.sort((a, b) => a - b), mixed.length];
			const added = inBatches(
				ends.map((end, index) => mixed.slice(ends[index - 1] ?? 0, end)),
				'day',
			);
			const isDated = ({ kind, checks }: AccountingReceipt) =>
				kind !== 'unreadable' || !checks.notes.some((note) => note.startsWith("It doesn't say"));
			const whole = (['kassandro', 'cassaNova'] as const).flatMap((source) => {
				const own = receipts.filter((one) => one.source === source && isDated(one));
				const bookings = atOnce(buildBookings(own, { groupBy: 'day' }, accounts));
				const days = atOnce(journalDays(own, bookings, accounts));
				const places = new Map(own.map(placeOf).map((place) => [place?.id ?? '', place]));
				return atOnce(entriesOfDays(days, { source, places }));
			});
			const inOrder = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
			expect(inOrder(atOnce(journalOfState(added, { accounts })))).toEqual(inOrder(whole));
		}),
		{ numRuns: runs(100) },
	);
});

describe('what comes again', () => {
	const shop = {
		register: null,
		salesPoint: { id: '7', name: 'Shop' },
		source: 'cassaNova' as const,
	};
	const make = (number: number, minute: number, zNumber: string | null, id = `id ${number}`) =>
		receipt({
			number: String(number),
			at: `2026-10-05T10:${String(minute).padStart(2, '0')}:00`,
			lines: [['sale', 1000, '20']],
			more: { ...shop, id, zNumber, displayNumber: `${number} 2026-10-05` },
		});
	const first = [1, 2, 3].map((number) => make(number, 10 + number, null));

	it('is known when its closing is named by then, and is another one where it was made at another time', () => {
		const before = inBatches([first], 'day');
		const closed = [1, 2, 3].map((number) => make(number, 10 + number, '4'));
		expect(add(before.state, closed, 'day')).toMatchObject({ added: 0, repeated: 3 });
		// Numbers begin anew after a closing: those before it were made earlier.
		const earlier = [1, 2].map((number) => make(number, number, '4', `other ${number}`));
		expect(add(before.state, earlier, 'day')).toMatchObject({ added: 2, repeated: 0 });
		const named = inBatches([closed], 'day');
		expect(add(named.state, first, 'day')).toMatchObject({ added: 0, repeated: 3 });
	});

	it('counts where one batch has two documents of a number, and each of them once', () => {
		const two = [...first, make(2, 30, null, 'another')];
		const before = inBatches([two], 'day');
		expect(before.added).toBe(4);
		expect(add(before.state, two, 'day')).toMatchObject({ added: 0, repeated: 4 });
		const asked = { period: periodOf(two), clock, accounts, groupBy: 'day' as const, asOf: NOW };
		const { summary } = atOnce(bookOfState(before, asked));
		expect(summary.problems.join(' ')).toContain('1 number stands on several documents of one day');
	});

	it('of a number that stands alone is told by its ID, also in another batch', () => {
		const [one] = first;
		if (!one) throw new Error('none');
		const before = inBatches([[one]], 'day');
		expect(add(before.state, [make(1, 40, null, 'another')], 'day').added).toBe(1);
	});
});
