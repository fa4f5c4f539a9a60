// Times what accounting costs beyond fetching: records of receipts to bookings and their summary.

import { createRequire } from 'node:module';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from './paths.mts';

interface Measured {
	/** By the clock on the wall: what else runs on the machine counts in. */
	milliseconds: number;
	/** That this process computed. */
	cpuMilliseconds: number;
	bookings: number;
	clearingCents: number;
}

type Book = (
	books: object,
	wanted: object,
) => Generator<undefined, { bookings: unknown[]; summary: { clearingCents: number } }>;

/**
 * Makes day bookings of CassaNova's receipts, as the node does once it has read them.
 * @param records as the API sent them
 * @param taxRates per cent by tax id
 */
export function timeBookings(
	records: readonly unknown[],
	taxRates: ReadonlyMap<string, unknown>,
	period: { from: string; to: string },
): Measured {
	registerSourceHook();
	const require = createRequire(import.meta.url);
	const load = (file: string) => require(inRoot(file)) as unknown;
	const { toAccountingReceipt } = load('nodes/CassaNova/books/accounting.ts') as {
		toAccountingReceipt: (record: unknown, context: object) => object;
	};
	const { Accounts } = load('nodes/shared/books/accounts.ts') as {
		Accounts: new (rows: []) => object;
	};
	const { bookOf } = load('nodes/shared/books/book.ts') as { bookOf: Book };
	const { atOnce } = load('nodes/shared/values/inTurns.ts') as {
		atOnce: <T>(steps: Generator<undefined, T>) => T;
	};
	const clock = { timeZone: 'Europe/Rome', dayEndsAt: '03:00' };
	const accounts = new Accounts([]);
	const since = performance.now();
	const computed = process.cpuUsage();
	const receipts = records.map((record) => toAccountingReceipt(record, { ...clock, taxRates }));
	const steps = bookOf(
		{ receipts, others: [] },
		{ period, clock, accounts, groupBy: 'day', asOf: '2026-03-12T00:00:00.000Z' },
	);
	const { bookings, summary } = atOnce(steps);
	const { user, system } = process.cpuUsage(computed);
	return {
		milliseconds: performance.now() - since,
		cpuMilliseconds: (user + system) / 1000,
		bookings: bookings.length,
		clearingCents: summary.clearingCents,
	};
}
