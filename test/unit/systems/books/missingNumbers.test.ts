/** Runs over any periods, one after the other, tell each missing number, and none that isn't missing. */
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { toAccountingReceipt as fromCassaNova } from '../../../../nodes/CassaNova/books/accounting';
import { toAccountingReceipt as fromKassandro } from '../../../../nodes/Kassandro/books/accounting';
import { confirmGaps } from '../../../../nodes/Kassandro/books/books';
import type { AccountingReceipt, DocumentType } from '../../../../nodes/shared/books/receipt';
import { NO_MAPPING } from '../../../../nodes/shared/books/mapping';
import { calendarDays, isWithin } from '../../../../nodes/shared/books/period';
import type { Gap, Numbers } from '../../../../nodes/shared/books/missingNumbers';
import type { EarlierSummary } from '../../../../nodes/shared/books/types';
import { addDays } from '../../../../nodes/shared/values/dates';
import type { DayRange } from '../../../../nodes/shared/table/request';
import { runs } from '../../../support/clock/seeds';
import { findLastNumbers, findNumbers } from '../../../support/clock/atOnce';
import { untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';

/** Kassandro's receipts by number. */
const mockThere = new Map<string, IDataObject>();
jest.mock('../../../../nodes/Kassandro/books/originals', () => ({
	askFor: async (_call: unknown, number: string) => await Promise.resolve(mockThere.get(number)),
	findOriginals: async () => await Promise.resolve(() => new Map()),
}));
jest.mock('../../../../nodes/shared/run/run', () => ({
	withPool: async (_call: unknown, work: (pool: unknown) => Promise<unknown>) =>
		await work(async (task: () => Promise<unknown>) => await task()),
}));

const HOUR = 3_600_000;
const START = Date.parse('2026-10-20T04:00:00Z');
/** Shop time, so many hours after the first morning. */
const timeOf = (hours: number) => new Date(START + hours * HOUR).toISOString().slice(0, 19);

/** One document; `key` names its number within its sequence. */
interface Made {
	key: string;
	at: string;
	isMissing: boolean;
	receipt: AccountingReceipt;
}

interface Runs {
	/** Days of each run. */
	length: number;
	/** Whether each run gets the summary of the one before. */
	isChained: boolean;
}

const runsOf = fc.record({ length: fc.integer({ min: 1, max: 4 }), isChained: fc.boolean() });

/** The numbers that all runs together tell, as keys; a number is told as often as runs tell it. */
async function tellAll(
	made: Made[],
	{ length, isChained }: Runs,
	calendar: (period: DayRange) => DayRange,
	keyOf: (gap: Gap, value: number) => string,
	confirm: (numbers: Numbers, period: DayRange) => Promise<Gap[]>,
): Promise<Set<string>> {
	const told = new Set<string>();
	let earlier: EarlierSummary | undefined;
	for (let from = '2026-10-15'; from <= '2026-11-25'; from = addDays(from, length)) {
		const period = { from, to: addDays(from, length - 1) };
		const read = made
			.filter(({ at, isMissing }) => !isMissing && isWithin(at.slice(0, 10), calendar(period)))
			.map(({ receipt }) => receipt);
		const known = isChained ? earlier : undefined;
		for (const gap of await confirm(findNumbers(read, period, known), period)) {
			for (let value = gap.first; value <= gap.last; value++) told.add(keyOf(gap, value));
		}
		const lastNumbers = findLastNumbers(read, period, known);
		earlier = { ...period, asOf: '2026-12-31T00:00:00Z', lastNumbers };
	}
	return told;
}

it('Kassandro, with receipts that come a day or more late', async () => {
	const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };
	const call = fakeCall({
		...untimed,
		authentication: { value: 'cashRegisterToken' },
		credentials: {},
		input: { timeZone: clock.timeZone, options: { dayEndsAt: clock.dayEndsAt }, query: {} },
		hint: () => undefined,
	});
	const arrivals = fc.array(
		fc.record({
			hoursLater: fc.integer({ min: 0, max: 40 }),
			hoursLate: fc.constantFrom(0, 0, 0, 0, 30, 60),
			isMissing: fc.constantFrom(false, false, false, true),
		}),
		{ minLength: 3, maxLength: 18 },
	);
	await fc.assert(
		fc.asyncProperty(arrivals, runsOf, async (list, runs) => {
			mockThere.clear();
			let hours = 0;
			const made = list.map(({ hoursLater, hoursLate, isMissing }, index): Made => {
				hours += hoursLater;
				const key = `11-${index + 1}`;
				const at = timeOf(hours - hoursLate);
				const record = { receiptNumber: key, created: at, cashRegisterId: 11, items: [], price: 0 };
				if (!isMissing) mockThere.set(key, record);
				return { key, at, isMissing, receipt: fromKassandro(record, clock) };
			});
			const told = await tellAll(
				made,
				runs,
				calendarDays,
				({ write }, value) => write(value),
				async (numbers, period) =>
					(await confirmGaps(call, numbers, { period, clock, mapping: NO_MAPPING })).gaps,
			);
			const sold = made.flatMap(({ isMissing }, index) => (isMissing ? [] : [index]));
			const missing = made
				.slice(sold[0] ?? 0, sold.at(-1) ?? 0)
				.filter(({ isMissing }) => isMissing)
				.map(({ key }) => key);
			expect([...told].sort()).toEqual(missing.sort());
		}),
		{ numRuns: runs(100) },
	);
});

it('CassaNova, by closing, and invoices of two series', async () => {
	const days = fc.array(
		fc.array(
			fc.record({
				hour: fc.double({ min: 0, max: 22.9, noNaN: true }),
				isMissing: fc.constantFrom(false, false, false, true),
			}),
			{ maxLength: 7 },
		),
		{ minLength: 1, maxLength: 8 },
	);
	const invoices = fc.array(
		fc.record({
			hoursLater: fc.integer({ min: 0, max: 60 }),
			isMissing: fc.constantFrom(false, false, true),
			series: fc.constantFrom('A', 'B'),
		}),
		{ maxLength: 8 },
	);
	const dayEnds = fc.constantFrom('00:00', '03:00', '06:00');
	await fc.assert(
		fc.asyncProperty(days, invoices, dayEnds, runsOf, async (closings, billed, dayEndsAt, runs) => {
			const context = {
				timeZone: 'Europe/Rome',
				dayEndsAt,
				taxRates: new Map(),
				salesPoint: { id: '1', name: 'Bar' },
			};
			const make = (
				type: DocumentType,
				key: string,
				at: string,
				isMissing: boolean,
				more: object,
			) =>
				({
					key,
					at,
					isMissing,
					receipt: fromCassaNova(
						{ id: key, datetime: at, document: { amount: 0 }, ...more },
						context,
						type,
					),
				}) satisfies Made;
			const receipts = closings.flatMap((sales, day) =>
				[...sales]
					.sort((a, b) => a.hour - b.hour)
					.map(({ hour, isMissing }, index) => {
						const numbers = { number: index + 1, zNumber: 400 + day };
						const key = `${numbers.zNumber} ${numbers.number}`;
						return make('receipt', key, timeOf(24 * day + hour), isMissing, numbers);
					}),
			);
			let hours = 0;
			const counts: Record<string, number> = {};
			const written = billed.map(({ hoursLater, isMissing, series }) => {
				hours += hoursLater;
				const number = (counts[series] = (counts[series] ?? 0) + 1);
				const more = { number, documentNumbering: { suffix: `/${series}` } };
				return make('invoice', `${number}/${series}`, timeOf(hours), isMissing, more);
			});
			const told = await tellAll(
				[...receipts, ...written],
				runs,
				(period) => ({ from: addDays(period.from, -1), to: addDays(period.to, 1) }),
				({ sequence, series, write }, value) =>
					series === null ? `${sequence} ${write(value)}` : series.replace('#', write(value)),
				async ({ gaps }) => await Promise.resolve(gaps),
			);
			/** What comes after a number shows that it is missing; of a year, also what comes before. */
			const isSeen = (all: Made[], one: Made, isLike: (other: Made) => boolean) => {
				const own = all.filter(isLike);
				const at = own.indexOf(one);
				const sold = own.map(({ isMissing }) => !isMissing);
				const isBefore =
					receipts.includes(one) || (runs.isChained && sold.slice(0, at).includes(true));
				return isBefore && sold.slice(at).includes(true);
			};
			const isOfSeries = (key: string) => (other: Made) =>
				other.key.split(/[ /]/).at(key.includes('/') ? 1 : 0) ===
				key.split(/[ /]/).at(key.includes('/') ? 1 : 0);
			const seen = [receipts, written].flatMap((all) =>
				all.filter((one) => one.isMissing && isSeen(all, one, isOfSeries(one.key))),
			);
			const missing = new Set(
				[...receipts, ...written].flatMap((one) => (one.isMissing ? [one.key] : [])),
			);
			expect([...told].filter((key) => !missing.has(key))).toEqual([]);
			expect(seen.filter(({ key }) => !told.has(key))).toEqual([]);
		}),
		{ numRuns: runs(80) },
	);
});
