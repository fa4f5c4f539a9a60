/** Shapes of documents that the vendors hardly mention, a month through the whole node, to the cent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../nodes/shared/accounting';
import type { AccountingReceipt } from '../../nodes/shared/accounting';
import { reconciliationSchema } from '../../nodes/shared/books/reconciliation';
import type { Reconciliation } from '../../nodes/shared/books/reconciliation';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import type { Booking, BookingSummary } from '../../nodes/shared/books/types';
import { useBench } from '../support/bench';
import { CASSA_NOVA_DEPARTMENTS, fillBooks, truthOf } from '../support/books';
import type { Truth } from '../support/books';

const kit = useBench();

const TIMEOUT = 240_000;
const MONTH = { from: '2026-10-01', to: '2026-10-31' };
const MIDNIGHT = '00:00';
const SHAPES = ['rounding', 'composition', 'customPayments'];

/** What a user says in the panel about the scenario's own words. */
async function readMapping(): Promise<IDataObject> {
	const { jsons } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'department.getAll',
		parameters: { returnAll: true, simplify: false },
	});
	const entry = jsons.flatMap(({ id, description }) => {
		const type = CASSA_NOVA_DEPARTMENTS[String(description)];
		return type === undefined ? [] : [{ by: 'departments', departments: String(id), type }];
	});
	const custom = { paymentMethod: 'CUSTOM_PAYMENT' };
	const methods = [
		{ ...custom, customPayment: 'Satispay', means: 'online' },
		{ ...custom, customPayment: 'buono cral', means: 'voucher' },
		{ paymentMethod: 'NO_METHOD', means: 'card' },
	];
	return { lineMapping: { entry }, paymentMapping: { entry: methods } };
}

async function run(operation: string, mapping: IDataObject): Promise<IDataObject[]> {
	const { jsons, words } = await kit.bench.run({
		authentication: 'apiKey',
		operation: `accounting.${operation}`,
		parameters: {
			period: 'custom',
			dateFrom: MONTH.from,
			dateTo: MONTH.to,
			options: { dayEndsAt: MIDNIGHT, ...mapping } as INodeParameters,
		},
	});
	expect(words).toBe('');
	return jsons;
}

/** The month as the sandbox meant it, and as the node read it. */
interface Month {
	truth: Truth;
	bookings: Booking[];
	summary: BookingSummary;
	receipts: AccountingReceipt[];
	reconciled: Reconciliation[];
}

let month: Month;

beforeAll(async () => {
	await fillBooks(kit.bench, 'cassaNova', {
		month: '2026-10',
		seed: 51,
		perDay: 2,
		shapes: SHAPES,
	});
	const mapping = await readMapping();
	const booked = await run('getBookings', mapping);
	const receipts = await run('getReceipts', mapping);
	const reconciled = await run('reconcile', mapping);
	month = {
		truth: await truthOf(kit.bench, 'cassaNova', { ...MONTH, dayEndsAt: MIDNIGHT }),
		bookings: bookingSchema.array().parse(booked.slice(0, -1)),
		summary: bookingSummarySchema.parse(booked.at(-1)),
		receipts: accountingReceiptSchema.array().parse(receipts),
		reconciled: reconciliationSchema.array().parse(reconciled),
	};
}, TIMEOUT);

/** What isn't zero, by day and place, then by type and rate or by means: in one wording for both. */
type Compared = Record<string, readonly number[]>;
type Entry = readonly [key: string, cents: readonly number[]];

function compared(entries: readonly Entry[]): Compared {
	const sums = new Map<string, readonly number[]>();
	for (const [key, cents] of entries) {
		const before = sums.get(key) ?? cents.map(() => 0);
		sums.set(
			key,
			before.map((value, index) => value + (cents[index] ?? NaN)),
		);
	}
	return Object.fromEntries(
		[...sums].filter(([, [gross]]) => gross !== 0).sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

function ofTruth({ days, means }: Truth): Compared {
	return compared(
		days.flatMap(({ day, place, sold, paid }) => [
			...sold.map(
				({ type, rate, grossCents, netCents, taxCents }): Entry => [
					`${day} ${place} ${type} ${rate}`,
					rate === null ? [grossCents] : [grossCents, netCents, taxCents],
				],
			),
			...paid.map(
				({ means: word, cents }): Entry => [`${day} ${place} by ${means[word] ?? '?'}`, [cents]],
			),
		]),
	);
}

function ofBookings(bookings: readonly Booking[]): Compared {
	return compared(
		bookings.map(({ date, place, kind, taxRate, means, grossCents, netCents, taxCents }): Entry => {
			const where = `${date} ${place?.id}`;
			if (kind === 'payment') return [`${where} by ${means}`, [grossCents]];
			return [
				`${where} ${kind} ${taxRate}`,
				taxRate === null ? [grossCents] : [grossCents, netCents ?? NaN, taxCents ?? NaN],
			];
		}),
	);
}

function ofReceipts(receipts: readonly AccountingReceipt[]): Record<string, number> {
	const kinds: Record<string, number> = {};
	const counted = receipts.filter(({ references }) =>
		references.every(({ type }) => type !== 'invoices'),
	);
	for (const { kind } of counted) kinds[kind] = (kinds[kind] ?? 0) + 1;
	return kinds;
}

const having = (text: RegExp) =>
	month.receipts.filter(({ checks }) => checks.notes.some((note) => text.test(note))).length;

it("books are the sandbox's own, day by day, to the cent", () => {
	const { truth, bookings, summary } = month;
	expect(ofBookings(bookings)).toEqual(ofTruth(truth));
	expect(summary.totals.grossCents).toBe(truth.totals.grossCents);
	expect(summary).toMatchObject({ clearing: '0.00', unbalanced: [], missingNumbers: [] });
});

it('none is left out', () => {
	const { byKind } = month.truth.totals;
	const happened = Object.entries(byKind).filter(([, count]) => count > 0);
	expect(ofReceipts(month.receipts)).toEqual(Object.fromEntries(happened));
});

it('what cash is rounded by is in no rate and in no report', () => {
	const { truth, receipts, reconciled } = month;
	const lines = receipts.flatMap((receipt) =>
		receipt.lines.filter(({ type }) => type === 'rounding'),
	);
	expect(lines.length).toBeGreaterThan(50);
	const grossCents = lines.reduce((sum, line) => sum + line.grossCents, 0);
	const rounded = truth.totals.sold.filter(({ type }) => type === 'rounding');
	expect(rounded).toMatchObject([{ rate: '0', grossCents, taxCents: 0 }]);
	// Two taxes of 22 % on one receipt are rounded apart in the report.
	expect(reconciled.filter(({ agrees, check }) => !agrees && check !== 'vat')).toEqual([]);
});

it('composed dishes count where the stated amount says so, and a note says it', () => {
	expect(
		having(/^Rows with "composition" \(-?\d+\.\d\d\) are counted: with them /),
	).toBeGreaterThan(50);
	expect(having(/^Rows with "composition" .* aren't counted: without them /)).toBeGreaterThan(50);
	expect(having(/^Rows count with the amount that the system states /)).toBeGreaterThan(50);
});

it('means of the shop itself are told apart, and what is missing of payments is said', () => {
	const { paid } = month.truth.totals;
	for (const word of ['Satispay', 'Buono CRAL', 'Bancomat 2', 'Punti', 'NO_TYPE', 'CREDIT_NOTE']) {
		expect(paid.find(({ means }) => means === word)?.cents ?? 0).not.toBe(0);
	}
	const unmapped = month.receipts.flatMap(({ checks }) =>
		checks.unmapped.filter(({ type }) => type === 'paymentMethod').map(({ id }) => id),
	);
	expect([...new Set(unmapped)]).toEqual(['Punti']);
	expect(
		having(/^document\.payments\[1\] has no amount: it counts as .*, which is what is left\.$/),
	).toBeGreaterThan(20);
	expect(having(/^It lists no payments: it counts as a voucher issued over /)).toBeGreaterThan(5);
});
