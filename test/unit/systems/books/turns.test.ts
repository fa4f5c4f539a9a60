/** Books of very many receipts are made in steps, each of which looks at few things. */
import type { IDataObject } from 'n8n-workflow';
import { noteTakenBackTwice } from '../../../../nodes/CassaNova/books/takenBackTwice';
import { findOriginals } from '../../../../nodes/Kassandro/books/originals';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import { bookOf } from '../../../../nodes/shared/books/book';
import { writeBookings } from '../../../../nodes/shared/books/files';
import { compareStated } from '../../../../nodes/shared/books/reconciliation';
import { findNumbers } from '../../../../nodes/shared/books/missingNumbers';
import { toSequences } from '../../../../nodes/shared/books/sequences';
import { compareStatement } from '../../../../nodes/shared/books/statement/compare';
import { readRows } from '../../../../nodes/shared/books/statement/readRows';
import type { Booking, Grouping } from '../../../../nodes/shared/books/types';
import { addDays } from '../../../../nodes/shared/values/dates';
import type { Steps } from '../../../../nodes/shared/values/inTurns';

import { clock, receipt } from '../../shared/books/receipts';
import { fakeCall } from '../../../support/n8n/call';

const MANY = 6000;
const period = { from: '2026-10-05', to: '2026-10-06' };
let looks = 0;

/** Counts how often anything of a thing is looked at. */
function counted<T extends object>(thing: T): T {
	return new Proxy(thing, {
		get: (target, name) => {
			looks += 1;
			return Reflect.get(target, name) as unknown;
		},
	});
}

const receipts = Array.from({ length: MANY }, (_, n) =>
	counted(
		receipt({
			number: `11-${2 * n + 1}`,
			at: `2026-10-05T1${n % 9}:00:00`,
			lines: [['sale', 100 + (n % 7), n % 5 === 0 ? undefined : '20']],
			payments: n % 3 === 0 ? [['card', 90]] : undefined,
			more: { documentType: n % 2 === 0 ? 'receipt' : 'invoice' },
		}),
	),
);

/** Does all steps, and gives the most looks of one of them, and of all. */
function measure<T>(steps: Steps<T>): { made: T; longest: number; all: number } {
	let longest = 0;
	let all = 0;
	for (;;) {
		looks = 0;
		const step = steps.next();
		longest = Math.max(longest, looks);
		all += looks;
		if (step.done) return { made: step.value, longest, all };
	}
}

const booking = (groupBy: Grouping) =>
	bookOf(
		{ receipts, others: [] },
		{ period, clock, accounts: new Accounts([]), groupBy, asOf: '2026-10-07T00:00:00.000Z' },
	);

it.each<Grouping>(['day', 'receipt'])('bookings by %s', (groupBy) => {
	const { made, longest, all } = measure(booking(groupBy));
	expect(made.summary.receipts).toBe(MANY);
	expect(made.summary.clearingCents).toBe(0);
	expect(all).toBeGreaterThan(20 * MANY);
	// What is counted or left out by one field is gone through at once; nothing else is.
	expect(longest).toBeLessThanOrEqual(4 * MANY);
});

it('what receipts state', () => {
	const { made, longest, all } = measure(compareStated(receipts, null, period));
	expect(made).toHaveLength(2);
	expect(all).toBeGreaterThan(6 * MANY);
	expect(longest).toBeLessThanOrEqual(4 * MANY);
});

it('numbers of many days', () => {
	const { made: sequences, longest } = measure(toSequences(receipts));
	expect(longest).toBeLessThanOrEqual(4 * MANY);
	for (let day = 0; day < 20; day++) {
		const found = measure(findNumbers(sequences, { from: period.from, to: period.from }));
		expect(found.made.gaps.length).toBeGreaterThan(0);
		expect(found.longest).toBeLessThanOrEqual(4 * MANY);
	}
});

it('sales that are taken back twice', () => {
	const { made, longest } = measure(noteTakenBackTwice(receipts));
	expect(made).toEqual(receipts);
	expect(longest).toBeLessThanOrEqual(4 * MANY);
});

/** Rows of a statement, three for each of some days and very many for one. */
const statement = Array.from({ length: MANY }, (_, index) =>
	counted({
		index,
		day: addDays('2026-09-01', index % 3 === 0 ? 40 : index % 80),
		cents: (index * 7919) % 100_000,
		feeCents: 0,
		text: 'a row',
		reference: `${index}`,
		placeWord: '',
	}),
);

it.each([
	['all together', undefined],
	['place by place', []],
])('what a statement says: %s', (_name, places) => {
	const sold = receipts.map((one, n) => ({
		...one,
		businessDay: addDays('2026-09-01', n % 90),
		payments: [{ means: 'card', vendorMeans: 'Visa', amount: '', amountCents: 100 + n }],
	})) as AccountingReceipt[];
	const { made, longest, all } = measure(
		compareStatement(
			sold.map((one) => counted(one)),
			statement,
			{
				period: { from: '2026-09-05', to: '2026-11-20' },
				rules: { bankDays: 5, fees: { basisPoints: 150, fixedCents: 10 } },
				payments: { means: ['card'], methods: ['PayPal'] },
				places,
				today: '2026-12-24',
			},
		),
	);
	expect(made.flatMap(({ from }) => from)).toHaveLength(MANY);
	expect(all).toBeGreaterThan(10 * MANY);
	expect(longest).toBeLessThanOrEqual(4 * MANY);
});

it('rows of a statement', () => {
	const items = Array.from({ length: MANY }, (_, n) =>
		counted({ Amount: `1.${100 + (n % 900)},00`, Date: '05.10.2026', Text: `row ${n}` }),
	);
	const field = (path: string) => ({ label: path, path });
	const { made, longest } = measure(
		readRows(items, {
			columns: { amount: field('Amount'), date: field('Date'), text: field('Text') },
			decimalSign: 'auto',
			dateOrder: 'dayFirst',
			timeZone: 'Europe/Vienna',
			containing: { label: 'Only', words: ['row'] },
		}),
	);
	expect(made).toHaveLength(MANY);
	expect(longest).toBeLessThanOrEqual(4 * MANY);
});

let books: Booking[] | undefined;

/** Bookings by receipt for a file, made once. */
function booked(): Booking[] {
	books ??= measure(booking('receipt')).made.bookings;
	return books
		.filter(({ kind, taxRate }) => kind === 'payment' || taxRate !== null)
		.map((one) => counted({ ...one, debit: '1000', credit: '4000' }));
}

it.each(['csv', 'csvPlain', 'csvWindows', 'bmd', 'datev'] as const)('a file: %s', (format) => {
	const bookings = booked();
	const {
		made: [file],
		longest,
		all,
	} = measure(
		writeBookings(format, bookings, {
			...period,
			createdAt: '2026-10-07T00:00:00.000Z',
			consultant: '1001',
			client: '1',
		}),
	);
	expect(file?.content.length).toBeGreaterThan(20 * bookings.length);
	expect(all).toBeGreaterThan(12 * bookings.length);
	expect(longest).toBeLessThanOrEqual(9 * bookings.length);
});

it('what cancellations cancel', async () => {
	const records = Array.from(
		{ length: MANY },
		(_, n): IDataObject => ({
			receiptNumber: `11-${n}`,
			cashRegisterId: 11,
			...(n % 2 === 0 ? {} : { cancellation: { receiptNumber: `11-${n - 1}` } }),
		}),
	);
	let time = 0;
	let turns = 0;
	const call = fakeCall({
		now: () => (time += 1),
		turn: async () => {
			turns += 1;
			return await Promise.resolve();
		},
		api: { concurrency: 4 },
	});
	await findOriginals(call, records);
	// One for twenty receipts, as they are looked through and as they are searched for.
	expect(turns).toBeGreaterThanOrEqual(MANY / 20);
});

it('are the books of counted receipts', () => {
	const [first] = receipts as AccountingReceipt[];
	looks = 0;
	expect(first?.number).toBe('11-1');
	expect(looks).toBe(1);
});
