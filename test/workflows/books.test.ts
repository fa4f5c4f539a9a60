/** A month of books in both systems through the whole node, against the generator's own, to the cent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../nodes/shared/books/receipt';
import type { AccountingReceipt, Means } from '../../nodes/shared/books/receipt';
import { reconciliationSchema } from '../../nodes/shared/books/reconciliation';
import type { Reconciliation } from '../../nodes/shared/books/reconciliation';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import type { Booking, BookingSummary } from '../../nodes/shared/books/types';
import { vatTotalSchema } from '../../nodes/shared/books/vatTotals';
import type { VatTotal } from '../../nodes/shared/books/vatTotals';
import { readShopTime } from '../../nodes/shared/values/shopTime';
import { useBench } from '../support/n8n/bench';
import type { Authentication, Bench } from '../support/n8n/bench';
import {
	addDays,
	CASSA_NOVA_DEPARTMENTS,
	daysBetween,
	fillBooks,
	KASSANDRO_ARTICLES,
	KASSANDRO_MEANS,
	REGISTERS,
	SHOPS,
	truthOf,
} from '../support/vendors/books';
import type { Sums, Truth, Vendor } from '../support/vendors/books';

const kit = useBench();

let bench: Bench;

async function begin(): Promise<void> {
	bench = kit.bench;
	await bench.reset();
}

const TIMEOUT = 240_000;
const ALL_FLAWS = ['missingNumber', 'sharedNumber', 'wrongAmount', 'unknownTax', 'unlisted'];

/** The months in which the clocks change, each with its last night of the change. */
const SPRING = { from: '2026-03-01', to: '2026-03-31', night: '2026-03-28' };
const AUTUMN = { from: '2026-10-01', to: '2026-10-31', night: '2026-10-24' };
/** The days of the flaws, and the night of the change. */
const PART = { from: '2026-10-10', to: '2026-10-25' };

interface System {
	vendor: Vendor;
	authentication: Authentication;
	places: number[];
	/** What a user says in the panel about the scenario's own words. */
	mapping: () => Promise<INodeParameters>;
	/** How the panel asks for one place only. */
	onlyAt: (place: number) => INodeParameters;
	/** The switch that keeps receipts out of the lists until they have come. */
	hide: { order?: IDataObject; config?: IDataObject };
}

const rows = (
	words: Record<string, string>,
	row: (word: string, value: string) => IDataObject,
) => ({
	entry: Object.entries(words).map(([word, value]) => row(word, value)),
});

const SYSTEMS: System[] = [
	{
		vendor: 'kassandro',
		authentication: 'accountToken',
		places: REGISTERS,
		onlyAt: (place) => ({ filters: { cashRegisterId: String(place) } }),
		hide: { order: { hideLate: true } },
		mapping: async () =>
			await Promise.resolve({
				paymentMapping: rows(KASSANDRO_MEANS, (paymentMethod, means) => ({ paymentMethod, means })),
				lineMapping: rows(KASSANDRO_ARTICLES, (articles, type) => ({
					by: 'articles',
					articles,
					type,
				})),
			} as INodeParameters),
	},
	{
		vendor: 'cassaNova',
		authentication: 'apiKey',
		places: SHOPS,
		onlyAt: (place) => ({ filters: { idsSalesPoint: [place] } }),
		hide: { config: { cassaNovaHideUnsynced: true } },
		mapping: async () => {
			const { jsons } = await bench.run({
				authentication: 'apiKey',
				operation: 'department.getAll',
				parameters: { returnAll: true, simplify: false },
			});
			const idOf = new Map(jsons.map(({ id, description }) => [String(description), String(id)]));
			const types = Object.entries(CASSA_NOVA_DEPARTMENTS).map(([name, type]) => [
				idOf.get(name) ?? '',
				type,
			]);
			return {
				lineMapping: rows(
					Object.fromEntries(types) as Record<string, string>,
					(departments, type) => ({ by: 'departments', departments, type }),
				),
			} as INodeParameters;
		},
	},
];

const custom = ({ from, to }: { from: string; to: string }) => ({
	period: 'custom',
	dateFrom: from,
	dateTo: to,
});

async function run(
	system: System,
	operation: string,
	parameters: INodeParameters,
	options: INodeParameters = {},
) {
	const outcome = await bench.run({
		authentication: system.authentication,
		operation: `accounting.${operation}`,
		parameters: {
			...parameters,
			options: { dayEndsAt: '03:00', ...(await system.mapping()), ...options },
		},
	});
	expect(outcome.words).toBe('');
	return outcome;
}

async function readReceipts(system: System, parameters: INodeParameters) {
	const { jsons } = await run(system, 'getReceipts', parameters);
	return accountingReceiptSchema.array().parse(jsons);
}

async function readBookings(
	system: System,
	parameters: INodeParameters,
	options: INodeParameters = {},
): Promise<{ bookings: Booking[]; summary: BookingSummary; hints: string[] }> {
	const { jsons, hints } = await run(system, 'getBookings', parameters, {
		includeSummary: true,
		...options,
	});
	const summary = bookingSummarySchema.parse(jsons.at(-1));
	const bookings = bookingSchema.array().parse(jsons.slice(0, -1));
	return { bookings, summary, hints };
}

/** Sums in one wording for both sides: what isn't zero, by type and rate, and by means. */
interface Compared {
	sold: Record<string, number[]>;
	paid: Record<string, number>;
}

const sorted = <T>(map: Map<string, T>): Record<string, T> =>
	Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

function ofTruth({ sold, paid }: Pick<Sums, 'sold' | 'paid'>, means: Truth['means']): Compared {
	const byMeans = new Map<string, number>();
	for (const { means: word, cents } of paid) {
		const known = means[word] ?? 'other';
		byMeans.set(known, (byMeans.get(known) ?? 0) + cents);
	}
	const rated = sold.map(({ type, rate, grossCents, netCents, taxCents }): [string, number[]] => [
		`${type} ${rate}`,
		rate === null ? [grossCents] : [grossCents, netCents, taxCents],
	]);
	return {
		sold: sorted(new Map(rated.filter(([, [gross]]) => gross !== 0))),
		paid: sorted(new Map([...byMeans].filter(([, cents]) => cents !== 0))),
	};
}

function ofBookings(bookings: readonly Booking[]): Compared {
	const sold = new Map<string, number[]>();
	const paid = new Map<string, number>();
	for (const { kind, taxRate, means, grossCents, netCents, taxCents } of bookings) {
		if (kind === 'payment') paid.set(means ?? '', (paid.get(means ?? '') ?? 0) + grossCents);
		else if (grossCents !== 0) {
			const added =
				taxRate === null ? [grossCents] : [grossCents, netCents ?? NaN, taxCents ?? NaN];
			const before = sold.get(`${kind} ${taxRate}`) ?? added.map(() => 0);
			sold.set(
				`${kind} ${taxRate}`,
				before.map((value, index) => value + (added[index] ?? NaN)),
			);
		}
	}
	return { sold: sorted(sold), paid: sorted(paid) };
}

/** What is no supply at 0 %, by what its row is called. */
const NO_SUPPLY: Partial<Record<Sums['sold'][number]['type'], string>> = {
	voucherSale: 'Vouchers sold (no VAT)',
	tip: 'Tips (no VAT)',
	deposit: 'Deposits (no VAT)',
	rounding: 'Rounding (no VAT)',
};

/** Gross, net and tax by rate, whatever was sold at it. */
function byRate(sold: Sums['sold']): Record<string, number[]> {
	const rates = new Map<string, number[]>();
	for (const { type, rate, grossCents, netCents, taxCents } of sold) {
		const apart = rate === '0' ? NO_SUPPLY[type] : undefined;
		const key = apart ?? `VAT ${rate}%`;
		const before = rates.get(key) ?? [0, 0, 0];
		const added = apart ? [grossCents, 0, 0] : [grossCents, netCents, taxCents];
		rates.set(
			key,
			before.map((value, index) => value + (added[index] ?? NaN)),
		);
	}
	return sorted(rates);
}

function ofVatTotals(totals: readonly VatTotal[]): Record<string, number[]> {
	const { from, to } = PART;
	for (const total of totals) expect(total).toMatchObject({ from, to });
	return sorted(
		new Map(
			totals.map(({ text, grossCents, netCents, taxCents }): [string, number[]] => [
				text,
				[grossCents, netCents ?? 0, taxCents ?? 0],
			]),
		),
	);
}

/** Debit less credit of one account, in cents. */
function balanceOf(account: string, bookings: readonly Booking[]): number {
	return bookings.reduce(
		(left, { debit, credit, grossCents }) =>
			left + (debit === account ? grossCents : 0) - (credit === account ? grossCents : 0),
		0,
	);
}

/** Invoices that stand for receipts that count by themselves. */
const isDeferred = ({ references }: AccountingReceipt) =>
	references.some(({ type }) => type === 'invoices');

/** What the summary says that isn't right with the receipts. */
const faults = ({ missingNumbers, unbalanced }: BookingSummary) => ({
	missing: missingNumbers.flatMap(({ documentType, place, numbers }) =>
		numbers.map((number) => `${documentType} ${place?.id} ${number}`),
	),
	unbalanced: unbalanced.map(({ place, businessDay, differenceCents, notes }) => ({
		place: place?.id,
		businessDay,
		differenceCents,
		notes: notes.length,
	})),
});

/** The business day of a local time, for a shop that closes at 3:00. */
const dayOf = (at: string) =>
	at.slice(11) < '03:00' ? addDays(at.slice(0, 10), -1) : at.slice(0, 10);

describe.each(SYSTEMS)('$vendor', (system) => {
	const { vendor } = system;

	it.each([SPRING, AUTUMN])(
		'books of $from to $to are those of the generator, day by day',
		async (month) => {
			await begin();
			await fillBooks(bench, vendor, { month: month.from.slice(0, 7), seed: 31 });
			const truth = await truthOf(bench, vendor, month);
			const { bookings, summary } = await readBookings(system, custom(month));

			for (const day of daysBetween(month.from, month.to)) {
				for (const place of system.places) {
					const expected = truth.days.find((one) => one.day === day && one.place === `${place}`);
					const own = bookings.filter((one) => one.date === day && one.place?.id === `${place}`);
					expect({ day, place, ...ofBookings(own) }).toEqual({
						day,
						place,
						...ofTruth(expected ?? { sold: [], paid: [] }, truth.means),
					});
					expect(balanceOf('Clearing', own)).toBe(0);
				}
			}
			const whole = ofTruth(truth.totals, truth.means);
			expect(ofBookings(bookings)).toEqual(whole);
			expect(bookings.every(({ date }) => date >= month.from && date <= month.to)).toBe(true);

			expect(summary.clearing).toBe('0.00');
			expect(summary.totals.grossCents).toBe(truth.totals.grossCents);
			expect(faults(summary)).toEqual({ missing: [], unbalanced: [] });
			const paid = summary.payments
				.filter(({ amountCents }) => amountCents !== 0)
				.map(({ means, amountCents }): [Means, number] => [means, amountCents]);
			expect(Object.fromEntries(paid)).toEqual(whole.paid);
			// The night of the change of clocks is in, up to its last second.
			expect(truth.days.find(({ day }) => day === month.night)?.count).toBeGreaterThan(8);
		},
		TIMEOUT,
	);

	it(
		'receipts are those of the generator, kind by kind, and no flaw is seen where there is none',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 32 });
			const truth = await truthOf(bench, vendor, AUTUMN);
			const receipts = (await readReceipts(system, custom(AUTUMN))).filter(
				(receipt) => !isDeferred(receipt),
			);
			const byKind: Record<string, number> = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
			for (const { kind } of receipts) byKind[kind] = (byKind[kind] ?? 0) + 1;
			expect(byKind).toEqual(truth.totals.byKind);
			expect(receipts.filter(({ checks }) => !checks.balanced)).toEqual([]);
			expect(new Set(receipts.map(({ id }) => id)).size).toBe(receipts.length);
			expect(receipts.some(({ customer }) => customer !== undefined)).toBe(false);
			// Its own number finds a receipt, wherever it was made.
			const numbers = receipts.map(({ displayNumber, register, salesPoint, documentType }) =>
				[documentType, (register ?? salesPoint)?.id, displayNumber].join(' '),
			);
			expect(new Set(numbers).size).toBe(numbers.length);
		},
		TIMEOUT,
	);

	it(
		'every flaw is reported, and none that was not made',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 33, flaws: ALL_FLAWS });
			const truth = await truthOf(bench, vendor, AUTUMN);
			const { bookings, summary, hints } = await readBookings(system, custom(AUTUMN));
			const flaw = (name: string) => truth.flaws.filter((one) => one.flaw === name);
			expect(truth.flaws).toHaveLength(ALL_FLAWS.length);

			const missing = [...flaw('missingNumber'), ...flaw('unlisted')].map(
				({ place, number }) => `receipt ${place} ${number}`,
			);
			const unbalanced = [...flaw('wrongAmount'), ...flaw('unknownTax')].map(
				({ place, at, differenceCents = 0 }) => ({
					place,
					businessDay: dayOf(at),
					differenceCents,
					notes: 1,
				}),
			);
			const found = faults(summary);
			expect(found.missing.sort()).toEqual(missing.sort());
			expect(found.unbalanced).toEqual(unbalanced);
			// A rate that isn't known leaves the whole tax open, and is booked by itself.
			expect(summary.totals.tax).toBeNull();
			expect(ofBookings(bookings)).toEqual(ofTruth(truth.totals, truth.means));
			expect(summary.clearing).toBe('0.00');
			const late = summary.late.map(({ place, businessDay }) => `${place?.id} ${businessDay}`);
			// A Kassandro receipt doesn't say when it reached the server.
			const came = vendor === 'kassandro' ? [] : truth.late;
			expect(late).toEqual(came.map(({ place, at }) => `${place} ${dayOf(at)}`));
			// Each kind of problem is counted beside the output.
			const days = `From ${AUTUMN.from} to ${AUTUMN.to}: `;
			const isSaid = (words: string) => hints.some((hint) => hint.startsWith(`${days}${words}`));
			expect(isSaid(`${missing.length} receipt numbers are missing: `)).toBe(true);
			expect(isSaid(`${unbalanced.length} receipts don't balance: `)).toBe(true);
			expect(isSaid(`${late.length} receipt`)).toBe(late.length > 0);
			const shared = flaw('sharedNumber').map(
				({ number, at }) => `${number} of ${dayOf(at)} on 2 (`,
			);
			const told = `1 number stands on several documents of one day: ${shared.join()}`;
			expect(isSaid(told)).toBe(true);
			expect(summary.notes.filter((note) => note.startsWith(told))).toHaveLength(1);
		},
		TIMEOUT,
	);

	it(
		'reconciliation names each difference to the cent, and nothing where all agrees',
		async () => {
			let hints: string[] = [];
			const reconcile = async (): Promise<Reconciliation[]> => {
				const outcome = await run(system, 'reconcile', custom(AUTUMN));
				({ hints } = outcome);
				for (const json of outcome.jsons)
					expect(Object.keys(json).slice(0, 2)).toEqual(['agrees', 'difference']);
				return reconciliationSchema.array().parse(outcome.jsons);
			};
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 34 });
			const clean = await reconcile();
			expect(clean.length).toBeGreaterThan(5);
			expect(clean.filter(({ agrees }) => !agrees)).toEqual([]);
			expect(hints).toEqual([]);

			await bench.reset();
			const flaws = ['wrongAmount', 'unlisted'];
			await fillBooks(bench, vendor, { month: '2026-10', seed: 34, flaws });
			const truth = await truthOf(bench, vendor, AUTUMN);
			const all = await reconcile();
			const differing = all.filter(({ agrees }) => !agrees);
			// They come first, and are counted beside the output.
			expect(all.slice(0, differing.length)).toEqual(differing);
			expect(hints).toEqual([
				expect.stringMatching(`^${differing.length} of ${all.length} comparisons don't agree: `),
			]);
			const stated = differing.filter(({ check }) => check === 'amount');
			const [wrong] = truth.flaws.filter(({ flaw }) => flaw === 'wrongAmount');
			expect(stated.map(({ differenceCents }) => differenceCents)).toEqual([
				wrong?.differenceCents,
			]);
			expect(stated[0]?.receipts).toHaveLength(1);
			expect(stated[0]?.receipts[0]).toMatchObject({
				place: { id: wrong?.place },
				businessDay: dayOf(wrong?.at ?? ''),
				amountCents: wrong?.differenceCents,
			});
			const [lost] = truth.flaws.filter(({ flaw }) => flaw === 'unlisted');
			const others = differing.filter(({ check }) => check !== 'amount');
			if (vendor === 'kassandro') {
				expect(others.map(({ check, difference }) => [check, difference])).toEqual([
					['count', '1'],
				]);
			} else {
				for (const check of ['tax', 'department']) {
					const ofCheck = others.filter((one) => one.check === check);
					const sum = ofCheck.reduce((all, one) => all + (one.differenceCents ?? NaN), 0);
					expect([check, sum]).toEqual([check, lost?.cents]);
				}
			}
			for (const { check, days, receipts, differenceCents, note } of others) {
				expect(days).toEqual([lost?.at.slice(0, 10)]);
				// A cent of tax at a rate whose gross agrees is the report's rounding.
				if (check === 'vat' && receipts.length === 0) {
					expect(Math.abs(differenceCents ?? NaN)).toBe(1);
					expect(note).toContain('may round');
					continue;
				}
				expect(receipts.map(({ number }) => number.split(' ')[0])).toEqual([lost?.number]);
			}
		},
		TIMEOUT,
	);

	it(
		'a period is cut by time at both ends, and any two parts add up to the whole',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 35, perDay: 2 });
			const read = async (from: string, to: string) =>
				(await readReceipts(system, custom({ from, to }))).map(({ id }) => id);
			const whole = await read('2026-10-20', '2026-10-31');
			const parts = [
				...(await read('2026-10-20', '2026-10-24')),
				...(await read('2026-10-25', '2026-10-25')),
				...(await read('2026-10-26', '2026-10-31')),
			];
			expect(whole.length).toBeGreaterThan(100);
			expect(parts.sort()).toEqual(whole.sort());
		},
		TIMEOUT,
	);

	it(
		'bookings per month and per receipt come to the same, and so does a file',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 36, perDay: 2 });
			const truth = await truthOf(bench, vendor, PART);
			const expected = ofTruth(truth.totals, truth.means);
			const perMonth = await readBookings(system, { ...custom(PART), groupBy: 'month' });
			expect(ofBookings(perMonth.bookings)).toEqual(expected);
			const perReceipt = await readBookings(system, { ...custom(PART), groupBy: 'receipt' });
			expect(ofBookings(perReceipt.bookings)).toEqual(expected);
			expect(new Set(perReceipt.bookings.map(({ count }) => count))).toEqual(new Set([1]));

			// All items have the same columns, unless the summary is asked for.
			const { jsons: alone } = await run(system, 'getBookings', {
				...custom(PART),
				groupBy: 'month',
			});
			expect(alone).toEqual(perMonth.bookings);
			const { jsons: summaries } = await run(system, 'getBookings', {
				...custom(PART),
				groupBy: 'month',
				fileFormat: 'summary',
			});
			// Read at another moment.
			const { asOf } = bookingSummarySchema.parse(summaries[0]);
			const forNextRun = perMonth.summary.forNextRun?.replace(perMonth.summary.asOf, asOf);
			expect(summaries).toEqual([{ ...perMonth.summary, asOf, forNextRun }]);
			const { jsons: totals } = await run(system, 'getBookings', {
				...custom(PART),
				fileFormat: 'vatTotals',
			});
			expect(ofVatTotals(vatTotalSchema.array().parse(totals))).toEqual(byRate(truth.totals.sold));

			const { items } = await run(system, 'getBookings', {
				...custom(PART),
				fileFormat: 'csvPlain',
				binaryPropertyName: 'books',
			});
			expect(items).toHaveLength(1);
			const { books } = items[0]?.binary ?? {};
			expect(books).toMatchObject({
				fileName: 'bookings-2026-10-10-2026-10-25.csv',
				mimeType: 'text/csv',
			});
			const text = Buffer.from(books?.data ?? '', 'base64').toString('utf8');
			const gross = text
				.trim()
				.split('\r\n')
				.slice(1)
				.map((line) => Number(line.split(';')[4]?.replace(',', '')));
			// What was sold, and the same once more as it was paid.
			const total = gross.reduce((sum, cents) => sum + cents, 0);
			expect(total).toBe(2 * truth.totals.grossCents);
		},
		TIMEOUT,
	);

	it(
		'receipts of a place that had no line are in the books as soon as they have come',
		async () => {
			await begin();
			const [first = 0] = system.places;
			const { order, config } = system.hide;
			const day = { from: '2026-10-11', to: '2026-10-11' };
			await fillBooks(bench, vendor, { month: '2026-10', seed: 37, ...order });
			if (config) await bench.control('config', config);
			const truth = await truthOf(bench, vendor, day);
			const others = truth.days.filter(({ place }) => place !== `${first}`);

			await bench.control('clock', { now: '2026-10-12T05:00:00Z' });
			const before = await readBookings(system, custom(day));
			expect(new Set(before.bookings.map(({ place }) => place?.id))).toEqual(
				new Set(others.map(({ place }) => place)),
			);
			expect(before.summary.totals.grossCents).toBe(
				others.reduce((sum, { grossCents }) => sum + grossCents, 0),
			);
			expect(faults(before.summary)).toEqual({ missing: [], unbalanced: [] });

			await bench.control('clock', { now: '2026-10-12T08:00:00Z' });
			const earlierSummary = before.summary as unknown as INodeParameters;
			const after = await readBookings(system, custom(day), { earlierSummary });
			expect(ofBookings(after.bookings)).toEqual(ofTruth(truth.totals, truth.means));
			// All of them are late, also where only the earlier summary tells.
			expect(truth.late.length).toBeGreaterThan(5);
			expect(after.summary.late.map(({ place }) => place?.id)).toEqual(
				truth.late.map(({ place }) => place),
			);
			expect(truth.totals.grossCents).not.toBe(before.summary.totals.grossCents);
		},
		TIMEOUT,
	);

	it(
		'one place alone, with the business day ending at midnight',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 38 });
			const [, second = 0] = system.places;
			const range = { from: '2026-10-20', to: '2026-10-27', dayEndsAt: '00:00' };
			const truth = await truthOf(bench, vendor, range);
			const parameters = { ...custom(range), ...system.onlyAt(second) };
			const { bookings } = await readBookings(system, parameters, { dayEndsAt: '00:00' });
			expect(new Set(bookings.map(({ place }) => place?.id))).toEqual(new Set([`${second}`]));
			for (const expected of truth.days.filter(({ place }) => place === `${second}`)) {
				const own = bookings.filter(({ date }) => date === expected.day);
				expect({ day: expected.day, ...ofBookings(own) }).toEqual({
					day: expected.day,
					...ofTruth(expected, truth.means),
				});
			}
		},
		TIMEOUT,
	);

	it(
		'BMD and DATEV files hold what the generator sold, account by account',
		async () => {
			await begin();
			await fillBooks(bench, vendor, { month: '2026-10', seed: 39, perDay: 2 });
			const truth = await truthOf(bench, vendor, PART);
			const { sold, paid } = ofTruth(truth.totals, truth.means);
			// An account for each that occurs: 4000 for what is sold, 2000 for what is paid.
			const soldKeys = Object.keys(sold);
			const paidKeys = Object.keys(paid);
			const accountOf = new Map([
				...soldKeys.map((key, index) => [key, `${4000 + index}`] as const),
				...paidKeys.map((key, index) => [key, `${2000 + index}`] as const),
			]);
			const accounts = {
				entry: [
					{ use: 'clearing', account: '1360' },
					...soldKeys.map((key) => {
						const [use = '', rate = ''] = key.split(' ');
						return { use, rate, account: accountOf.get(key) };
					}),
					...paidKeys.map((key) => ({
						use: key === 'other' ? 'otherMeans' : key,
						account: accountOf.get(key),
					})),
				],
			} as INodeParameters;
			const expected = Object.fromEntries([
				...soldKeys.map((key) => [accountOf.get(key), 0 - (sold[key]?.[0] ?? NaN)]),
				...paidKeys.map((key) => [accountOf.get(key), paid[key]]),
				['1360', 0],
			]) as Record<string, number>;

			const fileOf = async (fileFormat: string, options: INodeParameters = {}) => {
				const parameters = {
					...custom(PART),
					fileFormat,
					accounts,
					binaryPropertyName: 'data',
				};
				const { items } = await run(system, 'getBookings', parameters, options);
				const text = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString('latin1');
				return text
					.trim()
					.split('\r\n')
					.map((line) => line.split(';'));
			};
			/** Debit less credit by account. */
			const balances = (lines: Array<[debit?: string, credit?: string, cents?: number]>) => {
				const sums = new Map<string, number>();
				for (const [debit = '', credit = '', cents = NaN] of lines) {
					sums.set(debit, (sums.get(debit) ?? 0) + cents);
					sums.set(credit, (sums.get(credit) ?? 0) - cents);
				}
				return Object.fromEntries(sums);
			};
			const centsOf = (text = '') => Number(text.replace(',', ''));

			const bmd = await fileOf('bmd');
			expect(balances(bmd.slice(1).map((line) => [line[1], line[2], centsOf(line[9])]))).toEqual(
				expected,
			);
			// The tax with the sign of a credit, all rates together.
			const tax = truth.totals.sold.reduce((sum, { taxCents }) => sum + taxCents, 0);
			expect(bmd.slice(1).reduce((sum, line) => sum + (line[10] ? centsOf(line[10]) : 0), 0)).toBe(
				0 - tax,
			);

			const datev = await fileOf('datev', { datevConsultant: '29098', datevClient: '55003' });
			expect(
				balances(
					datev
						.slice(2)
						.map((line) => [line[6], line[7], centsOf(line[0]) * (line[1] === '"H"' ? -1 : 1)]),
				),
			).toEqual(expected);
		},
		TIMEOUT,
	);
});

it(
	'Kassandro: registers that share numbers, newest first, in an object',
	async () => {
		const [system] = SYSTEMS as [System];
		await begin();
		await fillBooks(bench, 'kassandro', { month: '2026-10', seed: 42, flaws: ALL_FLAWS });
		await bench.control('config', {
			kassandroNumbers: 'plain',
			kassandroOrder: 'newest',
			kassandroListShape: 'object',
			kassandroCountShape: 'number',
		});
		const truth = await truthOf(bench, 'kassandro', AUTUMN);
		const { bookings, summary } = await readBookings(system, custom(AUTUMN));
		expect(ofBookings(bookings)).toEqual(ofTruth(truth.totals, truth.means));
		const missing = truth.flaws
			.filter(({ flaw }) => flaw === 'missingNumber' || flaw === 'unlisted')
			.map(({ place, number }) => `receipt ${place} ${number.split('-')[1]}`);
		expect(faults(summary).missing.sort()).toEqual(missing.sort());
		expect(summary.unbalanced).toHaveLength(2);
	},
	TIMEOUT,
);

it(
	'CassaNova: "to" without its day, times as text',
	async () => {
		const [, system] = SYSTEMS as [System, System];
		await begin();
		await fillBooks(bench, 'cassaNova', {
			month: '2026-10',
			seed: 43,
			perDay: 2,
			flaws: ALL_FLAWS,
		});
		await bench.control('config', { cassaNovaToInclusive: false, cassaNovaTimestamps: 'string' });
		const truth = await truthOf(bench, 'cassaNova', PART);
		const { bookings, summary } = await readBookings(system, custom(PART));
		expect(ofBookings(bookings)).toEqual(ofTruth(truth.totals, truth.means));
		expect(faults(summary).missing).toEqual(
			truth.flaws
				.filter(({ flaw }) => flaw === 'missingNumber' || flaw === 'unlisted')
				.map(({ place, number }) => `receipt ${place} ${number}`),
		);
		expect(summary.late).toHaveLength(truth.late.length);
		expect(truth.late.length).toBeGreaterThan(3);
	},
	TIMEOUT,
);

it(
	'a cash-register token books its own register',
	async () => {
		const [kassandro] = SYSTEMS as [System];
		await begin();
		await fillBooks(bench, 'kassandro', { month: '2026-10', seed: 40 });
		await bench.logInToTill();
		const truth = await truthOf(bench, 'kassandro', AUTUMN);
		const system: System = { ...kassandro, authentication: 'cashRegisterToken' };
		const { bookings } = await readBookings(system, custom(AUTUMN));
		for (const expected of truth.days.filter(({ place }) => place === `${REGISTERS[0]}`)) {
			const own = bookings.filter(({ date }) => date === expected.day);
			expect({ day: expected.day, ...ofBookings(own) }).toEqual({
				day: expected.day,
				...ofTruth(expected, truth.means),
			});
		}
	},
	TIMEOUT,
);

it(
	'what nobody mapped counts as a sale or as other means, and is listed',
	async () => {
		const [kassandro] = SYSTEMS as [System];
		await begin();
		await fillBooks(bench, 'kassandro', { month: '2026-10', seed: 41, perDay: 2 });
		const truth = await truthOf(bench, 'kassandro', AUTUMN);
		const system: System = { ...kassandro, mapping: async () => await Promise.resolve({}) };
		const { bookings, summary, hints } = await readBookings(system, custom(AUTUMN));
		const words = summary.unmapped.filter(({ type }) => type === 'paymentMethod');
		const named = words
			.slice(0, 3)
			.map(({ id, receipts }) => `"${id}" (${receipts} receipt${receipts === 1 ? '' : 's'})`);
		expect(hints.join('\n')).toContain(
			`Counted as "Other payments", because nothing says what they are: ${named.join(', ')}`,
		);
		expect(words.map(({ id }) => id).sort()).toEqual(Object.keys(KASSANDRO_MEANS).sort());
		expect(words.every(({ countsAs, receipts }) => countsAs === 'other' && receipts > 0)).toBe(
			true,
		);
		expect(new Set(bookings.map(({ kind }) => kind))).toEqual(new Set(['sale', 'payment']));
		expect(summary.totals.grossCents).toBe(truth.totals.grossCents);
		const unknown = truth.totals.paid.filter(({ means }) => means in KASSANDRO_MEANS);
		expect(ofBookings(bookings).paid.other).toBe(
			unknown.reduce((sum, { cents }) => sum + cents, 0),
		);
	},
	TIMEOUT,
);

it(
	'CassaNova: a receipt that is cancelled in place after its month was read is taken back later',
	async () => {
		const [, system] = SYSTEMS as [System, System];
		await begin();
		await fillBooks(bench, 'cassaNova', { month: '2026-10', seed: 44, perDay: 2 });
		const [shop = 0] = SHOPS;
		const parameters = { ...custom(PART), ...system.onlyAt(shop) };
		const before = await readBookings(system, parameters);
		const sold = (await readReceipts(system, parameters)).find(
			({ documentType, kind, taxes }) =>
				documentType === 'receipt' && kind === 'sale' && taxes.length > 1,
		);
		const id = sold?.id ?? '';
		await bench.control('act', { vendor: 'cassaNova', action: 'cancelReceipt', id });

		const alone = await readBookings(system, parameters);
		expect(alone.summary.totals.grossCents).toBe(
			before.summary.totals.grossCents - (sold?.totals.grossCents ?? NaN),
		);
		const asOf = '2026-11-01T10:00:00.000+01:00';
		const earlierSummary = { ...before.summary, asOf } as unknown as INodeParameters;
		const after = await readBookings(system, parameters, { earlierSummary });
		// The node's own day, on which it sees for the first time that the receipt is cancelled.
		const clock = { timeZone: 'Europe/Rome', dayEndsAt: '03:00' };
		const today = readShopTime(after.summary.asOf, clock)?.businessDay;
		expect(
			after.summary.cancelledInPlace.filter(({ reversedOn }) => reversedOn !== null),
		).toMatchObject([{ id, reversedOn: today }]);
		const ofOtherDays = ({ bookings }: { bookings: Booking[] }) =>
			bookings.filter(({ date }) => date !== today);
		expect(ofOtherDays(after)).toEqual(ofOtherDays(before));
		expect(ofBookings(after.bookings)).toEqual(ofBookings(alone.bookings));
		expect(after.summary).toMatchObject({ totals: alone.summary.totals, clearing: '0.00' });
	},
	TIMEOUT,
);

it(
	'Kassandro: the number before the first one of a period is asked for, and no other',
	async () => {
		const [system] = SYSTEMS as [System];
		await begin();
		await fillBooks(bench, 'kassandro', { month: '2026-10', seed: 45 });
		const [register = 0] = REGISTERS;
		const parameters = {
			...custom({ from: '2026-10-20', to: '2026-10-20' }),
			...system.onlyAt(register),
		};
		await bench.mark();
		// Nothing of the day before is read where the day begins at midnight.
		const { summary } = await readBookings(system, parameters, { dayEndsAt: '00:00' });
		expect(summary).toMatchObject({ missingNumbers: [], notes: [] });
		const asked = (await bench.sent()).filter((line) => /\/receipts\/[\d-]+$/.test(line));
		expect(asked).toHaveLength(1);
	},
	TIMEOUT,
);
