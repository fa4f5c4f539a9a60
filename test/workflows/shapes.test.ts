/** Shapes of documents that the vendors hardly mention, a month through the whole node, to the cent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../nodes/shared/books/receipt';
import { reconciliationSchema } from '../../nodes/shared/books/reconciliation';
import type { Reconciliation } from '../../nodes/shared/books/reconciliation';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import type { Booking, BookingSummary } from '../../nodes/shared/books/types';
import { useBench } from '../support/n8n/bench';
import {
	CASSA_NOVA_DEPARTMENTS,
	cassaNovaLists,
	fillBooks,
	truthOf,
} from '../support/vendors/books';
import type { Truth } from '../support/vendors/books';
import { daySumsOfBookings, daySumsOfTruth } from '../support/vendors/daySums';

const kit = useBench();

const TIMEOUT = 240_000;
const MONTH = { from: '2026-10-01', to: '2026-10-31' };
const MIDNIGHT = '00:00';
const SHAPES = ['rounding', 'composition', 'customPayments', 'menus', 'odd'];

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
			options: { dayEndsAt: MIDNIGHT, includeSummary: true, ...mapping } as INodeParameters,
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
	soldByProduct: IDataObject[];
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
	const { jsons: soldByProduct } = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'report.getSoldByProduct',
		parameters: { datetimeFrom: MONTH.from, datetimeTo: MONTH.to },
	});
	month = {
		truth: await truthOf(kit.bench, 'cassaNova', { ...MONTH, dayEndsAt: MIDNIGHT }),
		bookings: bookingSchema.array().parse(booked.slice(0, -1)),
		summary: bookingSummarySchema.parse(booked.at(-1)),
		receipts: accountingReceiptSchema.array().parse(receipts),
		reconciled: reconciliationSchema.array().parse(reconciled),
		soldByProduct,
	};
}, TIMEOUT);

function ofReceipts(receipts: readonly AccountingReceipt[]): Record<string, number> {
	const kinds: Record<string, number> = {};
	const counted = receipts.filter(({ references }) =>
		references.every(({ type }) => type !== 'invoices'),
	);
	for (const { kind } of counted) kinds[kind] = (kinds[kind] ?? 0) + 1;
	return kinds;
}

/** A receipt by its shop, its day, and its number within that, without the closing before it. */
const placed = (shop: string | undefined, day: string, number: string) =>
	`${shop} ${day} ${Number(/(\d+)(?: [\d-]+)?$/.exec(number)?.[1])}`;
const ofMention = ({ place, businessDay, number }: BookingSummary['unreadable'][number]) =>
	placed(place?.id, businessDay, number);
const ofDoubt = ({ place, at, number }: Truth['doubts'][number]) =>
	placed(place, at.slice(0, 10), number);

const keyOf = ({ idProduct, idMenuProduct, isMenuEntry }: IDataObject) =>
	JSON.stringify([idProduct, idMenuProduct, isMenuEntry]);
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

const having = (text: RegExp) =>
	month.receipts.filter(({ checks }) => checks.notes.some((note) => text.test(note))).length;

it("books are the sandbox's own, day by day, to the cent", () => {
	const { truth, bookings, summary } = month;
	expect(daySumsOfBookings(bookings)).toEqual(daySumsOfTruth(truth));
	expect(summary.totals.grossCents).toBe(truth.totals.grossCents);
	expect(summary).toMatchObject({ clearing: '0.00', missingNumbers: [] });
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
	const differing = reconciled.filter(({ agrees, check }) => !agrees && check !== 'vat');
	const ofReports = differing.filter(({ check }) => ['tax', 'department'].includes(check));
	expect(ofReports.map(({ subject }) => subject)).toEqual(['Rate unknown', 'Department unknown']);
	const doubted = truth.doubts.map(ofDoubt);
	for (const one of differing.flatMap((difference) => difference.receipts)) {
		expect(doubted).toContain(placed(one.place?.id, one.businessDay, one.number));
	}
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
	// What a credit note without payments is is a guess, too.
	expect([...new Set(unmapped)].sort()).toEqual(['CREDIT_NOTE', 'Punti']);
	expect(
		having(/^document\.payments\[1\] has no amount: it counts as .*, which is what is left\.$/),
	).toBeGreaterThan(20);
	expect(having(/^It lists no payments: it counts as a voucher issued over /)).toBeGreaterThan(5);
});

it('what is missing is said, and what makes no sense is questioned', () => {
	const { truth, receipts, summary } = month;
	expect(having(/^document\.rows\[0\] has no quantity: it counts as 1\.$/)).toBeGreaterThan(20);
	expect(having(/^document\.rows\[1\] has no price: it counts as 0\.00\.$/)).toBeGreaterThan(20);
	const doubted = receipts
		.filter(({ checks }) => !checks.balanced)
		.map(({ salesPoint, businessDay, number }) => placed(salesPoint?.id, businessDay, number))
		.sort();
	expect(doubted).toEqual(truth.doubts.map(ofDoubt).sort());
	const unbalanced = summary.unbalanced.map(({ place, businessDay, number }) =>
		placed(place?.id, businessDay, number),
	);
	expect(unbalanced.sort()).toEqual(doubted);
});

it("what can't be read is listed with what it states", () => {
	const { truth, receipts, summary } = month;
	const unread = truth.doubts.filter(({ doubt }) => doubt === 'unreadable').map(ofDoubt);
	expect(unread.length).toBeGreaterThan(60);
	expect(summary.unreadable.map(ofMention).sort()).toEqual(unread.sort());
	for (const { reason } of summary.unreadable) {
		expect(reason).toMatch(
			/document\.rows\[0\](\.price: expected a decimal number|: expected an object)/,
		);
	}
	const unclear = truth.totals.sold.find(({ type }) => type === 'unclear')?.grossCents ?? 0;
	expect(unclear).toBeGreaterThan(0);
	const stated = receipts.filter(({ kind }) => kind === 'unreadable');
	expect(stated.reduce((sum, { totals }) => sum + totals.grossCents, 0)).toBe(unclear);
	expect(summary.notes.join(' ')).toContain(`${unread.length} receipts could not be read`);
});

it('a product has a row of its own in each menu and dish, and none is lost or merged', async () => {
	const all = await cassaNovaLists(kit.bench);
	const span = `&datetimeFrom="${MONTH.from}"&datetimeTo="${MONTH.to}"`;
	const own = await all('reports/sold/products', 'sold', span);
	const inOrder = (rows: readonly IDataObject[]) =>
		rows.map((row) => ({ ...row, key: keyOf(row) })).sort(byKey);
	expect(inOrder(month.soldByProduct)).toEqual(inOrder(own as IDataObject[]));
	const kinds = new Map<unknown, Set<string>>();
	for (const row of month.soldByProduct) {
		const { idProduct, idMenuProduct, isMenuEntry } = row;
		const known = kinds.get(idProduct) ?? new Set();
		kinds.set(idProduct, known.add(`${String(idMenuProduct)} ${String(isMenuEntry)}`));
	}
	// By itself, in two menus, and in a dish.
	expect(Math.max(...[...kinds.values()].map(({ size }) => size))).toBeGreaterThan(3);
});
