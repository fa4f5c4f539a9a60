// Of a receipt that was booked only its number stays: a year of them takes little more than a month.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { registerSourceHook } from '../../scripts/engine/source-hook.mts';
import { inRoot } from '../../scripts/lib/paths.mts';

/** Bytes that stay of each receipt at most: its ID, which is a text, and five numbers. */
const MOST_BYTES = 200;
const BATCH = 1000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

registerSourceHook();
const load = (file: string) => createRequire(import.meta.url)(inRoot('nodes', file)) as unknown;
const { toAccountingReceipt } = load('Kassandro/books/accounting.ts') as {
	toAccountingReceipt: (record: object, clock: object) => object;
};
const { atOnce } = load('shared/values/inTurns.ts') as {
	atOnce: <T>(steps: Generator<undefined, T>) => T;
};
interface Sums {
	note(document: object, isCounted: boolean, lane: string): number;
	take(taken: object[]): Generator<undefined, void>;
	documents(): unknown[];
}
const { Accounts } = load('shared/books/accounts.ts') as { Accounts: new (rows: []) => object };
const { BookSums } = load('shared/books/bookSums.ts') as { BookSums: new (asked: object) => Sums };

const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };

/** Receipts of twenty days, made when they are wanted. */
function batchOf(first: number): object[] {
	return Array.from({ length: BATCH }, (_entry, index) => {
		const number = first + index;
		const day = String(1 + (number % 20)).padStart(2, '0');
		const record = {
			_id: `65f2b6c1d9e8${String(number).padStart(12, '0')}`,
			receiptNumber: `11-${number + 1}`,
			cashRegisterId: 11,
			created: `2026-10-${day}T1${number % 10}:${10 + (number % 50)}:00`,
			price: 12,
			paymentMethod: 'Bar',
			items: [{ nameLong: `Article ${number % 50}`, amount: 1, priceOne: 12, vat: 20 }],
		};
		// As it comes from an answer: a text that was put together holds its parts, too.
		return toAccountingReceipt(JSON.parse(JSON.stringify(record)) as object, clock);
	});
}

function used(): number {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

test('of a receipt that was booked only its number stays', () => {
	const sums = new BookSums({
		period: { from: '2026-10-01', to: '2026-10-31' },
		clock,
		accounts: new Accounts([]),
		groupBy: 'day',
		asOf: '2026-11-01T10:00:00+01:00',
	});
	const book = (from: number, to: number) => {
		for (let first = from; first < to; first += BATCH) {
			const receipts = batchOf(first);
			const taken = receipts.map((receipt) => ({ at: sums.note(receipt, true, ''), receipt }));
			atOnce(sums.take(taken));
		}
	};
	book(0, 10_000);
	const before = used();
	book(10_000, 40_000);
	const each = (used() - before) / 30_000;
	assert.equal(sums.documents().length, 40_000);
	assert.ok(each < MOST_BYTES, `${Math.round(each)} bytes stay of each receipt`);
});
