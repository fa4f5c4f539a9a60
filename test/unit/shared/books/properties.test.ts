/** What holds for any books that the generator can make, whatever its seed, month and density. */
import * as fc from 'fast-check';

import { assembleReceipt } from '../../../../nodes/shared/books/assemble';
import { accountingReceiptSchema, LINE_TYPES, MEANS } from '../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { NO_WORDS } from '../../../../nodes/shared/books/draft';
import { Accounts, PAID_USES, rowKey, SOLD_USES } from '../../../../nodes/shared/books/accounts';
import type { AccountRow } from '../../../../nodes/shared/books/accounts';
import { clearingCents } from '../../../../nodes/shared/books/bookings';
import { bookingSchema, GROUPINGS } from '../../../../nodes/shared/books/types';
import type { Booking } from '../../../../nodes/shared/books/types';
import { decimal, fromCents } from '../../../../nodes/shared/values/money';
import { useBench } from '../../../support/n8n/bench';
import { addDays, fillBooks, receiptsOf } from '../../../support/vendors/books';
import type { Vendor } from '../../../support/vendors/books';
import { isLong, isWhole, runs, worldSeed } from '../../../support/clock/seeds';
import { figuresSchema } from './receipts';
import { buildBookings, findGaps, summarize, writeBookings } from '../../../support/clock/atOnce';

const kit = useBench();

const VENDORS: Vendor[] = ['kassandro', 'cassaNova'];
const ALL_FLAWS = ['missingNumber', 'wrongAmount', 'unknownTax', 'unlisted'];
const TIMEOUT = 1_200_000;

/** The table of accounts that the bookings of these tests use: the panel's own words. */
const ACCOUNTS = new Accounts([]);

/** Months with and without a change of clocks, one of them over the end of a year. */
const orders = fc.record({
	month: fc.constantFrom('2026-03', '2026-10', '2026-01', '2026-07'),
	seed: fc.integer({ min: 0, max: 1_000_000 }),
	perDay: fc.integer({ min: 0, max: 3 }),
	flaws: fc.subarray(ALL_FLAWS),
	dayEndsAt: fc.constantFrom('00:00', '02:30', '03:00', '05:00'),
});

/**
 * Read once for all properties: what takes time is to fill and to read a month. With this seed each
 * month and each closing time occurs, and a month in which everything is wrong that can be.
 */
const ORDERS = fc.sample(orders, { numRuns: isLong ? 5 : isWhole ? 4 : 2, seed: worldSeed(1892) });

/** Receipts by vendor, in the order of ORDERS. */
const months: Record<Vendor, AccountingReceipt[][]> = { kassandro: [], cassaNova: [] };

beforeAll(async () => {
	for (const vendor of VENDORS) {
		for (const order of ORDERS) {
			const { dayEndsAt, ...rest } = order;
			await kit.bench.reset();
			await fillBooks(kit.bench, vendor, rest);
			const from = addDays(`${order.month}-01`, -4);
			const receipts = await receiptsOf(kit.bench, vendor, from, addDays(from, 40), dayEndsAt);
			expect(receipts.length).toBeGreaterThan(250);
			months[vendor].push(receipts);
		}
	}
}, TIMEOUT);

/** Tests by month; a failure names the order that made it. */
const CASES = ORDERS.map((order, index) => ({ ...order, index }));

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** Bookings added up by everything that tells them apart but the day, the place and the numbers. */
function sumsOf(bookings: readonly Booking[]): Record<string, number[]> {
	const sums = new Map<string, number[]>();
	for (const { kind, taxRate, means, debit, credit, ...amounts } of bookings) {
		const key = [kind, taxRate, means, debit, credit].join(' ');
		const { grossCents, netCents, taxCents } = amounts;
		const before = sums.get(key) ?? [0, 0, 0];
		const added = [grossCents, netCents ?? 0, taxCents ?? 0];
		sums.set(
			key,
			before.map((value, index) => value + (added[index] ?? 0)),
		);
	}
	// What comes to nothing in one part needn't be booked in the whole.
	const filled = [...sums].filter(([, values]) => values.some((value) => value !== 0));
	return Object.fromEntries(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What doesn't add up in a receipt: thousands of `expect` take longer than what they look at. */
function wrongOf(receipt: AccountingReceipt): string[] {
	const { id, totals, taxes, lines, payments, changeCents, checks } = receipt;
	const gross = sum(lines.map((line) => line.grossCents));
	const isKnown = lines.every(({ taxRate }) => taxRate !== null);
	const tax = isKnown ? sum(taxes.map((row) => row.taxCents)) : null;
	const ofRates = sum(taxes.map((row) => row.grossCents));
	const unknown = lines.filter(({ taxRate }) => taxRate === null);
	const paid = sum(payments.map((payment) => payment.amountCents)) - changeCents;
	const holds = {
		'its gross is that of its lines': totals.grossCents === gross,
		'gross = net + tax per rate': taxes.every(
			(row) => row.grossCents === row.netCents + row.taxCents,
		),
		'its tax is that of its rates': totals.taxCents === tax,
		'gross = net + tax':
			totals.netCents === null ||
			totals.taxCents === null ||
			totals.netCents + totals.taxCents === gross,
		'rates and lines of unknown rate make the gross':
			ofRates + sum(unknown.map((line) => line.grossCents)) === gross,
		'payments less change make the gross': paid === gross,
		'it says whether it balances': checks.balanced === (isKnown && checks.differenceCents === 0),
	};
	return Object.entries(holds).flatMap(([what, isSo]) => (isSo ? [] : [`${id}: not ${what}`]));
}

/** A table of accounts with rows for anything that occurs in some receipts. */
function tablesFor(receipts: readonly AccountingReceipt[]): fc.Arbitrary<AccountRow[]> {
	const lines = receipts.flatMap((receipt) => receipt.lines);
	const all = <T>(values: ReadonlyArray<T | null>): fc.Arbitrary<T | undefined> =>
		fc.constantFrom(undefined, ...new Set(values.filter((value): value is T => value !== null)));
	const places = receipts.map(({ register, salesPoint }) => (register ?? salesPoint)?.id ?? null);
	const what = fc.oneof(
		fc.record({ article: all(lines.map(({ productId }) => productId)) }),
		fc.record({ article: all(lines.map(({ description }) => description || null)) }),
		fc.record({ group: all(lines.map(({ category }) => category)) }),
		fc.record({ department: all(lines.map(({ departmentId }) => departmentId)) }),
	);
	const more = fc.record({
		account: fc.constantFrom('8400', '8401', '8402'),
		taxCode: fc.constantFrom('', '1'),
		costCenter: fc.constantFrom('', 'K1'),
		place: all(places),
	});
	const sold = fc.record({
		use: fc.constantFrom(...SOLD_USES),
		rate: fc.constantFrom('', ...lines.flatMap(({ taxRate }) => taxRate ?? [])),
	});
	const methods = receipts.flatMap(({ payments }) => payments.map((paid) => paid.vendorMeans));
	const paid = fc.record({
		use: fc.constantFrom(...PAID_USES),
		rate: fc.constant(''),
		paymentMethod: all(methods.filter((method) => method !== '')),
	});
	const row = fc.oneof(
		fc
			.tuple(sold, what, more)
			.map((parts): AccountRow => Object.assign({}, ...parts) as AccountRow),
		fc.tuple(paid, more).map((parts): AccountRow => Object.assign({}, ...parts) as AccountRow),
	);
	return fc.uniqueArray(row, { maxLength: 12, selector: rowKey });
}

/** Sums of what must not change, whatever the table of accounts tells apart. */
function keptSums(bookings: readonly Booking[]): Record<string, number[]> {
	const without = bookings.map((booking) => ({
		...booking,
		debit: '',
		credit: '',
		// By day and place, too.
		kind: `${booking.date} ${booking.place?.id} ${booking.documentType} ${booking.kind}`,
	}));
	return sumsOf(without as unknown as Booking[]);
}

function expectParts(receipts: readonly AccountingReceipt[], numRuns: number): void {
	const plain = buildBookings(receipts, { groupBy: 'day' }, ACCOUNTS);
	const whole = keptSums(plain);
	fc.assert(
		fc.property(tablesFor(receipts), (rows) => {
			const accounts = new Accounts(rows);
			const bookings = buildBookings(receipts, { groupBy: 'day' }, accounts);
			expect(keptSums(bookings)).toEqual(whole);
			expect(clearingCents(bookings, accounts)).toBe(0);
			const ids = bookings.map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			// What nothing tells apart keeps its ID; the whole may come to nothing where its parts don't.
			const parts = bookings.filter(({ category }) => category !== '');
			const isOfParted = (id: string) => parts.some((part) => part.id.startsWith(`${id}:`));
			const known = new Set(plain.map(({ id }) => id));
			const others = bookings.filter(({ category, id }) => category === '' && !known.has(id));
			expect(others.filter(({ id }) => !isOfParted(id))).toEqual([]);
			const kinds = bookings.map(({ date, place, documentType, kind, taxRate, means, ...to }) =>
				[
					date,
					place?.id,
					documentType,
					kind,
					taxRate,
					means,
					to.debit,
					to.credit,
					to.taxCode,
					to.costCenter,
				].join(' '),
			);
			expect(new Set(kinds).size).toBe(kinds.length);
		}),
		{ numRuns, endOnFailure: true },
	);
}

describe.each(VENDORS)('%s', (vendor) => {
	it.each(CASES)(
		'gross = net + tax, per rate and in total, and lines, rates and payments agree: $month, seed $seed, $dayEndsAt',
		({ index }) => {
			const receipts = months[vendor][index] ?? [];
			expect(receipts.flatMap(wrongOf)).toEqual([]);
			expect(accountingReceiptSchema.array().parse(receipts)).toEqual(receipts);
		},
		TIMEOUT,
	);

	it.each(CASES)(
		'bookings balance for every day, month and receipt, and come to the same: $month, seed $seed, $dayEndsAt',
		({ index }) => {
			const receipts = months[vendor][index] ?? [];
			const [first, ...others] = GROUPINGS.map((groupBy) => {
				const bookings = buildBookings(receipts, { groupBy }, ACCOUNTS);
				expect(bookingSchema.array().parse(bookings)).toEqual(bookings);
				expect(clearingCents(bookings, ACCOUNTS)).toBe(0);
				// Payments less change are what was sold, so nothing is left to book as a difference.
				expect(bookings.filter(({ kind }) => kind === 'difference')).toEqual([]);
				const isWrong = ({ grossCents, netCents, taxCents, taxRate }: Booking) =>
					netCents === null
						? taxRate !== null
						: taxRate === null || netCents + (taxCents ?? NaN) !== grossCents;
				expect(bookings.filter(isWrong)).toEqual([]);
				return sumsOf(bookings);
			});
			for (const other of others) expect(other).toEqual(first);
			const perDay = buildBookings(receipts, { groupBy: 'day' }, ACCOUNTS);
			const groups = new Set(perDay.map(({ date, place }) => `${date} ${place?.id}`));
			for (const group of groups) {
				const ofGroup = perDay.filter(({ date, place }) => `${date} ${place?.id}` === group);
				expect(clearingCents(ofGroup, ACCOUNTS)).toBe(0);
				// One booking per type and rate, or per means.
				const keys = ofGroup.map(({ documentType, kind, taxRate, means }) =>
					[documentType, kind, taxRate, means].join(' '),
				);
				expect(new Set(keys).size).toBe(keys.length);
			}
		},
		TIMEOUT,
	);

	it.each(CASES)(
		'any partition of the receipts adds up to the whole, in any order: $month, seed $seed, $dayEndsAt',
		({ index }) => {
			const receipts = months[vendor][index] ?? [];
			const whole = sumsOf(buildBookings(receipts, { groupBy: 'month' }, ACCOUNTS));
			const all = [...receipts.keys()];
			const { length } = all;
			const size = { minLength: length, maxLength: length };
			const partitions = fc.array(fc.integer({ min: 0, max: 3 }), size);
			const orderings = fc.shuffledSubarray(all, size);
			const inOrder = buildBookings(receipts, { groupBy: 'day' }, ACCOUNTS);
			fc.assert(
				fc.property(partitions, orderings, (parts, ordering) => {
					const shuffled = ordering.flatMap((index) => receipts[index] ?? []);
					expect(buildBookings(shuffled, { groupBy: 'day' }, ACCOUNTS)).toEqual(inOrder);
					const bookings = [0, 1, 2, 3].flatMap((part) =>
						buildBookings(
							receipts.filter((_receipt, index) => parts[index] === part),
							{ groupBy: 'day' },
							ACCOUNTS,
						),
					);
					expect(sumsOf(bookings)).toEqual(whole);
				}),
				// A smaller part of a month than half says nothing new, and shrinking takes minutes.
				{ numRuns: runs(3), endOnFailure: true },
			);
		},
		TIMEOUT,
	);

	it.each(CASES)(
		'rows for what was sold and how only part what is booked, to the cent: $month, seed $seed, $dayEndsAt',
		({ index }) => {
			const receipts = months[vendor][index] ?? [];
			expectParts(receipts, runs(3));
		},
		TIMEOUT,
	);

	it.each(CASES)(
		'the summary adds up to the bookings, and files hold every cent of them: $month, seed $seed, $dayEndsAt',
		({ index }) => {
			const receipts = months[vendor][index] ?? [];
			const bookings = buildBookings(receipts, { groupBy: 'day' }, ACCOUNTS);
			const period = { from: '2026-01-01', to: '2026-12-31' };
			const summary = summarize(receipts, {
				period,
				asOf: '2026-12-31T12:00:00.000+01:00',
				bookings: bookings.length,
				cashMovementsCents: 0,
				clearingCents: clearingCents(bookings, ACCOUNTS),
				gaps: [],
				starts: [],
				shared: [],
				settled: { reversals: [], cancelled: [], unreadable: [] },
				late: [],
				lastNumbers: [],
			});
			expect(figuresSchema.parse(summary)).toEqual(summary);
			const sales = bookings.filter(({ kind }) => kind !== 'payment' && kind !== 'difference');
			expect(summary.totals.grossCents).toBe(sum(sales.map((row) => row.grossCents)));
			const known = sales.filter(({ taxRate }) => taxRate !== null);
			expect(sum(summary.taxes.map((row) => row.taxCents))).toBe(
				sum(known.map((row) => row.taxCents ?? NaN)),
			);
			const { content } = writeBookings('csvWindows', bookings, {
				...period,
				createdAt: summary.asOf,
			});
			const rows = content.toString('latin1').trim().split('\r\n').slice(1);
			const written = rows.map((row) => Number(row.split(';')[4]?.replace(',', '')));
			expect(written).toEqual(bookings.map(({ grossCents }) => grossCents));
		},
		TIMEOUT,
	);

	it(
		'a receipt that is taken out of the middle is missing, and no other',
		async () => {
			await kit.bench.reset();
			const order = { month: '2026-10', seed: worldSeed(12), perDay: 4 };
			await fillBooks(kit.bench, vendor, order);
			const receipts = await receiptsOf(kit.bench, vendor, '2026-09-28', '2026-11-03');
			const period = { from: '2026-10-01', to: '2026-10-31' };
			const listed = (remaining: AccountingReceipt[]) =>
				findGaps(remaining, period).map(({ place, sequence, first, last, write }) => [
					place?.id,
					sequence,
					write(first),
					last - first,
				]);
			const placeOf = ({ register, salesPoint }: AccountingReceipt) => register ?? salesPoint;
			const sequenceOf = ({ zNumber }: AccountingReceipt) => zNumber;
			const isLike = (a: AccountingReceipt) => (b: AccountingReceipt) =>
				b.documentType === 'receipt' &&
				placeOf(b)?.id === placeOf(a)?.id &&
				sequenceOf(b) === sequenceOf(a);
			const inPeriod = ({ businessDay, documentType }: AccountingReceipt) =>
				documentType === 'receipt' && businessDay >= period.from && businessDay <= period.to;
			const numberOf = ({ number }: AccountingReceipt) => Number(number.split('-').at(-1));
			const inside = receipts.filter((receipt) => {
				if (!inPeriod(receipt)) return false;
				// The first and the last one of a sequence can't be missed.
				const numbers = receipts.filter(isLike(receipt)).filter(inPeriod).map(numberOf);
				const own = numberOf(receipt);
				return own > Math.min(...numbers) && own < Math.max(...numbers);
			});
			expect(inside.length).toBeGreaterThan(300);
			// Invoices that are deferred have numbers of their own and aren't read here.
			const before = listed(receipts.filter(({ documentType }) => documentType === 'receipt'));
			expect(before).toEqual([]);
			fc.assert(
				fc.property(fc.constantFrom(...inside), (lost) => {
					const remaining = receipts.filter(
						(receipt) => receipt !== lost && receipt.documentType === 'receipt',
					);
					expect(listed(remaining)).toEqual([[placeOf(lost)?.id, lost.zNumber, lost.number, 0]]);
				}),
				{ numRuns: runs(25), endOnFailure: true },
			);
		},
		TIMEOUT,
	);
});

/** Receipts beyond what a generator would make: any types at any rates, paid with more or less than due. */
const anyReceipt = fc
	.record({
		lines: fc.array(
			fc.record({
				type: fc.constantFrom(...LINE_TYPES),
				taxRate: fc.constantFrom('0', '4.9', '10', '20', '22'),
				grossCents: fc.integer({ min: -50_000, max: 500_000 }),
				description: fc.constantFrom('', 'Bier', 'Wein'),
				category: fc.constantFrom(null, 'Getränke', 'Speisen'),
			}),
			{ maxLength: 8 },
		),
		payments: fc.array(
			fc.record({
				means: fc.constantFrom(...MEANS),
				amountCents: fc.integer({ min: -50_000, max: 500_000 }),
			}),
			{ maxLength: 3 },
		),
		changeCents: fc.integer({ min: 0, max: 5_000 }),
		day: fc.integer({ min: 10, max: 12 }),
		register: fc.constantFrom('11', '12'),
		number: fc.integer({ min: 1, max: 999 }),
	})
	.map(({ lines, payments, changeCents, day, register, number }) =>
		assembleReceipt({
			source: 'kassandro',
			documentType: 'receipt',
			id: String(number),
			number: String(number),
			displayNumber: String(number),
			zNumber: null,
			kind: 'sale',
			issuedAt: `2026-10-${day}T12:00:00+02:00`,
			recordedAt: null,
			businessDay: `2026-10-${day}`,
			register: { id: register, name: null },
			salesPoint: null,
			lines: lines.map(({ type, taxRate, grossCents, description, category }) => ({
				type,
				quantity: decimal('1'),
				unitGross: fromCents(grossCents),
				grossCents,
				taxRate: decimal(taxRate),
				...NO_WORDS,
				description,
				category,
			})),
			payments: payments.map((payment) => ({ ...payment, vendorMeans: payment.means })),
			changeCents,
			vendorAmountCents: null,
			references: [],
			notes: [],
			problems: [],
		}),
	);

it('books any receipts at all: each rate as the receipts have it, and what is not paid as a difference', () => {
	fc.assert(
		fc.property(fc.array(anyReceipt, { maxLength: 12 }), (receipts) => {
			const bookings = buildBookings(receipts, { groupBy: 'day' }, ACCOUNTS);
			expect(clearingCents(bookings, ACCOUNTS)).toBe(0);
			const rates = new Map<string, number[]>();
			const count = (rate: string, amounts: number[]) => {
				const before = rates.get(rate) ?? [0, 0, 0];
				rates.set(
					rate,
					before.map((value, index) => value + (amounts[index] ?? NaN)),
				);
			};
			for (const { taxes } of receipts) {
				for (const { rate, ...row } of taxes) {
					count(rate, [row.grossCents, row.netCents, row.taxCents]);
				}
			}
			for (const { taxRate, grossCents, netCents, taxCents } of bookings) {
				if (taxRate !== null)
					count(taxRate, [0 - grossCents, -(netCents ?? NaN), -(taxCents ?? NaN)]);
			}
			for (const [, left] of rates) expect(left.map((value) => value + 0)).toEqual([0, 0, 0]);
			const sold = sum(receipts.map(({ totals }) => totals.grossCents));
			const paid = sum(
				receipts.map(
					({ payments, changeCents }) =>
						sum(payments.map(({ amountCents }) => amountCents)) - changeCents,
				),
			);
			const differences = bookings.filter(({ kind }) => kind === 'difference');
			expect(sum(differences.map(({ grossCents }) => grossCents))).toBe(sold - paid);
		}),
	);
});

it('parts any receipts at all by what was sold and how, to the cent', () => {
	fc.assert(
		fc.property(fc.array(anyReceipt, { minLength: 1, maxLength: 12 }), (receipts) => {
			expectParts(receipts, 5);
		}),
		{ endOnFailure: true },
	);
});
