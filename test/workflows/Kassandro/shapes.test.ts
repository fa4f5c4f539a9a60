/** Shapes of receipts that Kassandro's document leaves open, a month through the whole node, to the cent. */
import type { INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../nodes/shared/books/receipt';
import { reconciliationSchema } from '../../../nodes/shared/books/reconciliation';
import { bookingSchema, bookingSummarySchema } from '../../../nodes/shared/books/types';
import { useBench } from '../../support/n8n/bench';
import {
	fillBooks,
	KASSANDRO_ARTICLES,
	KASSANDRO_MEANS,
	truthOf,
} from '../../support/vendors/books';
import type { Truth } from '../../support/vendors/books';
import { daySumsOfBookings, daySumsOfTruth } from '../../support/vendors/daySums';

const kit = useBench();

const TIMEOUT = 240_000;
const MONTH = { from: '2026-10-01', to: '2026-10-31' };

const OPTIONS = {
	dayEndsAt: '03:00',
	paymentMapping: {
		entry: Object.entries(KASSANDRO_MEANS).map(([paymentMethod, means]) => ({
			paymentMethod,
			means,
		})),
	},
	lineMapping: {
		entry: Object.entries(KASSANDRO_ARTICLES).map(([articles, type]) => ({
			by: 'articles',
			articles,
			type,
		})),
	},
	includeSummary: true,
} as INodeParameters;

async function run(operation: string) {
	const { jsons, words } = await kit.bench.run({
		authentication: 'accountToken',
		operation: `accounting.${operation}`,
		parameters: { period: 'custom', dateFrom: MONTH.from, dateTo: MONTH.to, options: OPTIONS },
	});
	expect(words).toBe('');
	return jsons;
}

/** A month with these shapes in it: the bookings are the scenario's, and what it doubts is listed. */
async function expectMonth(shapes: string[], seed: number) {
	await kit.bench.reset();
	await fillBooks(kit.bench, 'kassandro', { month: '2026-10', seed, perDay: 2, shapes });
	const truth = await truthOf(kit.bench, 'kassandro', MONTH);
	const booked = await run('getBookings');
	const summary = bookingSummarySchema.parse(booked.at(-1));
	const bookings = bookingSchema.array().parse(booked.slice(0, -1));
	const receipts = accountingReceiptSchema.array().parse(await run('getReceipts'));
	const reconciled = reconciliationSchema.array().parse(await run('reconcile'));

	expect(daySumsOfBookings(bookings)).toEqual(daySumsOfTruth(truth));
	expect(summary).toMatchObject({ clearing: '0.00', missingNumbers: [], unreadable: [] });
	expect(summary.totals.grossCents).toBe(truth.totals.grossCents);
	expect(countKinds(receipts)).toMatchObject(
		Object.fromEntries(Object.entries(truth.totals.byKind).filter(([, count]) => count > 0)),
	);
	const unbalanced = receipts.filter(({ checks }) => !checks.balanced);
	expect(unbalanced.map(({ displayNumber }) => displayNumber).sort()).toEqual(
		truth.doubts.map(({ number }) => number).sort(),
	);
	expect(summary.unbalanced).toHaveLength(unbalanced.length);
	expect(reconciled.filter(({ agrees }) => !agrees)).toEqual([]);
	return { truth, receipts };
}

function countKinds(receipts: readonly AccountingReceipt[]): Record<string, number> {
	const kinds: Record<string, number> = {};
	for (const { kind } of receipts) kinds[kind] = (kinds[kind] ?? 0) + 1;
	return kinds;
}

/** The receipts that the scenario doubts for a reason. */
function doubted(truth: Truth, receipts: readonly AccountingReceipt[], reason: string) {
	const numbers = truth.doubts.filter(({ doubt }) => doubt === reason).map(({ number }) => number);
	return receipts.filter(({ displayNumber }) => numbers.includes(displayNumber));
}

it(
	'a voucher above the bill counts with what is due, and nothing is paid out',
	async () => {
		const { truth, receipts } = await expectMonth(['voucherAboveBill'], 61);
		const above = doubted(truth, receipts, 'voucherAboveBill');
		expect(above.length).toBeGreaterThan(60);
		for (const { totals, payments, changeCents, checks } of above) {
			expect(payments).toMatchObject([{ means: 'voucher', amountCents: totals.grossCents }]);
			expect(changeCents).toBe(0);
			expect(checks.notes.join(' ')).toContain('is more than is due');
		}
		expect(above.some(({ totals }) => totals.grossCents === 655)).toBe(true);
		expect(above.some(({ totals }) => totals.grossCents === -655)).toBe(true);
	},
	TIMEOUT,
);

it(
	'a return and its cancellation come to nothing, whichever signs the cancellation states',
	async () => {
		const { receipts } = await expectMonth(['cancelledReturn'], 62);
		const cents = new Map(
			receipts.map(({ displayNumber, totals }) => [displayNumber, totals.grossCents]),
		);
		const ofReturns = receipts.filter(
			({ kind, totals }) => kind === 'cancellation' && totals.grossCents > 0,
		);
		expect(ofReturns.length).toBeGreaterThan(10);
		for (const { references, totals } of ofReturns) {
			const original = cents.get(references[0]?.number ?? '');
			if (original !== undefined) expect(totals.grossCents + original).toBe(0);
		}
		expect(ofReturns.some(({ totals }) => totals.grossCents === 2000)).toBe(true);
	},
	TIMEOUT,
);

it(
	"a line's total may stand with or without its discount, or not at all; what fits neither is questioned",
	async () => {
		const { truth, receipts } = await expectMonth(['priceAll'], 63);
		const swapped = doubted(truth, receipts, 'lineTotal');
		expect(swapped.length).toBeGreaterThan(20);
		for (const { checks } of swapped) {
			expect(checks.notes.filter((note) => note.includes('(priceAll)'))).toHaveLength(2);
			expect(checks.differenceCents).toBe(0);
		}
	},
	TIMEOUT,
);

it(
	'a month may have all shapes at once',
	async () => {
		const { truth } = await expectMonth(['voucherAboveBill', 'cancelledReturn', 'priceAll'], 64);
		expect(new Set(truth.doubts.map(({ doubt }) => doubt)).size).toBe(2);
	},
	TIMEOUT,
);
