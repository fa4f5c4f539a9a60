/** Sold reports: which are asked for, and that their combination is the report of the whole range. */
import fc from 'fast-check';
import {
	UnreadableReportError,
	combineReports,
	hasStrays,
	isSilent,
	planReport,
} from '../../../../nodes/CassaNova/reports/soldSums';
import type { Report, ReportClock, ReportPlan } from '../../../../nodes/CassaNova/reports/soldSums';
import { addDays, daysBetween } from '../../../../nodes/shared/values/dates';
import { byTax, settledRows, vendor } from '../../../support/vendors/soldReports';
import type { Sale } from '../../../support/vendors/soldReports';

/** On that day, when clocks agree. */
const on = (latest: string): ReportClock => ({ latest, settled: addDays(latest, -1) });

function carryOut({ parts, borders, open }: ReportPlan, report: ReturnType<typeof vendor>): Report {
	// Nothing is sold here while the reports are made: an open border is like any other.
	if (open) return carryOut({ parts: [...parts, open], borders: [...borders, open.to] }, report);
	return combineReports(
		parts.map(({ from, to }) => report(from, to)),
		borders.map((day) => report(day, day)),
		byTax,
	);
}

/** First day of what is generated; the clocks change on 2025-03-30 and 2025-10-26. */
const START = '2025-03-20';

const saleOn = (days: number): fc.Arbitrary<Sale> =>
	fc.record({
		day: fc.integer({ min: -3, max: days + 3 }).map((offset) => addDays(START, offset)),
		idTax: fc.constantFrom('22', '10', '4', null),
		sold: fc.integer({ min: 0, max: 99_999 }),
		refund: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_999 })),
		vat: fc.integer({ min: -500, max: 9_999 }),
		quantity: fc.integer({ min: -2_000, max: 50_000 }),
	});

describe('what is asked for', () => {
	const later = on('2030-01-01');

	it('is one report when the range ends today: no sale of tomorrow can be in it', () => {
		expect(planReport({ from: '2026-03-01', to: '2026-03-05' }, on('2026-03-05'))).toEqual({
			parts: [{ from: '2026-03-01', to: '2026-03-06' }],
			borders: [],
		});
	});

	it('is two when the range has ended: the day after it is asked for, and taken off', () => {
		expect(planReport({ from: '2026-03-05', to: '2026-03-05' }, later)).toEqual({
			parts: [{ from: '2026-03-05', to: '2026-03-06' }],
			borders: ['2026-03-06'],
		});
	});

	it('is one, and ends today, for days to come', () => {
		const plan = { parts: [{ from: '2026-03-01', to: '2026-03-04' }], borders: [] };
		expect(planReport({ from: '2026-03-01', to: '2026-12-31' }, on('2026-03-03'))).toEqual(plan);
		expect(planReport({ from: '2026-03-09', to: '2026-12-31' }, on('2026-03-03'))).toEqual({
			parts: [{ from: '2026-03-09', to: '2026-03-10' }],
			borders: [],
		});
	});

	it('is an open part where the day after the range is not over', () => {
		const range = { from: '2026-03-01', to: '2026-03-05' };
		const open = { from: '2026-03-01', to: '2026-03-06' };
		const plan = { parts: [], borders: [], open };
		expect(planReport(range, on('2026-03-06'))).toEqual(plan);
		const doubtful = { latest: '2026-03-07', settled: '2026-03-05' };
		expect(planReport(range, doubtful)).toEqual(plan);
		expect(planReport(range, on('2026-03-07')).open).toBeUndefined();
	});

	it('is cut where days are over: no two parts share today', () => {
		const from = '2025-03-09';
		const today = addDays(from, 363);
		const { parts, borders, open } = planReport({ from, to: today }, on(today));
		expect(parts).toEqual([
			{ from, to: addDays(today, -2) },
			{ from: addDays(today, -2), to: addDays(today, 1) },
		]);
		expect([borders, open]).toEqual([[addDays(today, -2)], undefined]);
	});

	it('is eight for three years: four parts and the day on which each of them ends', () => {
		const { parts, borders } = planReport({ from: '2023-01-01', to: '2025-12-31' }, later);
		expect(parts).toEqual([
			{ from: '2023-01-01', to: '2023-12-30' },
			{ from: '2023-12-30', to: '2024-12-27' },
			{ from: '2024-12-27', to: '2025-12-25' },
			{ from: '2025-12-25', to: '2026-01-01' },
		]);
		expect(borders).toEqual(parts.map(({ to }) => to));
		const open = planReport({ from: '2023-01-01', to: '2025-12-31' }, on('2025-12-31'));
		expect(open.parts).toHaveLength(4);
		expect(open.borders).toHaveLength(3);
	});

	it('covers the range in parts that share their border day and are shorter than any year', () => {
		const range = fc.record({
			first: fc.integer({ min: 0, max: 900 }),
			length: fc.integer({ min: 0, max: 1_500 }),
			today: fc.integer({ min: -100, max: 2_000 }),
			doubt: fc.constantFrom(0, 1),
		});
		fc.assert(
			fc.property(range, ({ first, length, today, doubt }) => {
				const from = addDays(START, first);
				const to = addDays(from, length);
				const latest = addDays(START, today);
				const settled = addDays(latest, -1 - doubt);
				const { parts: over, borders, open } = planReport({ from, to }, { latest, settled });
				const parts = open ? [...over, open] : over;
				expect(parts[0]?.from).toBe(from);
				parts.slice(1).forEach((part, index) => expect(part.from).toBe(parts[index]?.to));
				for (const part of parts) {
					expect(part.to > part.from).toBe(true);
					expect(daysBetween(part.from, part.to)).toBeLessThan(364);
				}
				const end = parts.at(-1)?.to ?? '';
				expect(end > (to < latest ? to : latest)).toBe(true);
				expect(end <= addDays(to, 1)).toBe(true);
				const ends = parts.map((part) => part.to).filter((day) => day <= latest);
				expect(open ? [...borders, open.to] : borders).toEqual(ends);
				// Only the end of the whole range can be a day on which something is still sold.
				expect(borders.every((day) => day <= settled)).toBe(true);
				expect(open === undefined || open.to > settled).toBe(true);
			}),
		);
	});
});

describe('the combination', () => {
	it.each([true, false])(
		'is the report of the whole range; "to" includes its day: %s',
		(meaning) => {
			const input = fc.integer({ min: 1, max: 40 }).chain((days) =>
				fc.record({
					days: fc.constant(days),
					sales: fc.array(saleOn(days), { maxLength: 60 }),
					// Any split: the cuts are days inside the range.
					cuts: fc.uniqueArray(fc.integer({ min: 1, max: days }), { maxLength: 6 }),
				}),
			);
			fc.assert(
				fc.property(input, ({ days, sales, cuts }) => {
					const report = vendor(sales, meaning);
					const to = addDays(START, days);
					const borders = [
						...cuts.sort((a, b) => a - b).map((cut) => addDays(START, cut)),
						addDays(to, 1),
					];
					const parts = borders.map((end, index) => ({
						from: borders[index - 1] ?? START,
						to: end,
					}));
					const whole = meaning ? report(START, to) : report(START, addDays(to, 1));
					const combined = carryOut({ parts, borders }, report);
					expect(settledRows(combined)).toEqual(settledRows(whole));
				}),
			);
		},
	);

	it('is that of the whole for the plan of any range, up to today and beyond', () => {
		const input = fc.record({
			length: fc.integer({ min: 0, max: 1_200 }),
			beyond: fc.integer({ min: -5, max: 5 }),
			sales: fc.array(saleOn(1_200), { maxLength: 80 }),
			meaning: fc.boolean(),
		});
		fc.assert(
			fc.property(input, ({ length, beyond, sales, meaning }) => {
				const to = addDays(START, length);
				const latest = addDays(to, beyond);
				const report = vendor(
					sales.filter(({ day }) => day <= latest),
					meaning,
				);
				const whole = meaning ? report(START, to) : report(START, addDays(to, 1));
				const plan = planReport({ from: START, to }, on(latest));
				expect(settledRows(carryOut(plan, report))).toEqual(settledRows(whole));
			}),
		);
	});

	it.each([
		['spring', '2025-03-29', '2025-03-31'],
		['autumn', '2025-10-25', '2025-10-27'],
	])('counts the day of %s on which the clocks change once', (_season, from, to) => {
		const sales = [0, 1, 2, 3].map((offset) => ({
			day: addDays(from, offset),
			idTax: '22',
			sold: 122 * 10 ** offset,
			refund: 0,
			vat: 22 * 10 ** offset,
			quantity: 1000,
		}));
		for (const meaning of [true, false]) {
			const plan = planReport({ from, to }, on('2030-01-01'));
			expect(carryOut(plan, vendor(sales, meaning)).sold).toEqual([
				{
					idTax: '22',
					tax: { id: '22' },
					quantity: 3,
					profit: 135.42,
					taxable: 111,
					vat: 24.42,
					percentTotal: 100,
				},
			]);
		}
	});

	const one: Report = {
		totalCount: 1,
		totalSold: '10.10',
		more: 'kept',
		sold: [{ idTax: 'a', tax: null, profit: '10.10', percentTotal: 99.9, more: 1 }],
	};
	const nothing: Report = { totalCount: 0, totalSold: 0, totalQuantity: 0, sold: [] };

	it('leaves a single report as it is, and one from which nothing is taken', () => {
		expect(combineReports([one], [], byTax)).toBe(one);
		expect(combineReports([nothing, one], [nothing, nothing], byTax)).toBe(one);
		expect(combineReports([nothing], [], byTax)).toBe(nothing);
		expect(combineReports([nothing, nothing], [nothing], byTax)).toBe(nothing);
	});

	it('adds what a binary number would get wrong', () => {
		const part = (profit: number | string): Report => ({
			totalSold: profit,
			totalDepartmentQuantity: profit,
			sold: [{ idTax: 'a', tax: null, quantity: profit, profit }],
		});
		expect(combineReports([part(0.1), part(0.2)], [], byTax)).toEqual({
			totalCount: 1,
			totalSold: 0.3,
			totalDepartmentQuantity: 0.3,
			sold: [{ idTax: 'a', tax: null, quantity: 0.3, profit: 0.3, percentTotal: 100 }],
		});
		const large = combineReports([part('70368744177663.77'), part(0.01)], [part(1e-2)], byTax);
		expect(large.totalSold).toBe(70368744177663.77);
	});

	it('shares out by profit, half a hundredth away from zero, and never by nothing', () => {
		const rows = (profits: number[]): Report => ({
			sold: profits.map((profit, index) => ({ idTax: String(index), profit })),
		});
		const shares = (profits: number[]) =>
			combineReports([rows(profits), rows(profits)], [], byTax).sold.map(
				({ percentTotal }) => percentTotal,
			);
		expect(shares([1, 2])).toEqual([33.33, 66.67]);
		expect(shares([0.5, 799.5])).toEqual([0.06, 99.94]);
		expect(shares([-1, 801])).toEqual([-0.13, 100.13]);
		expect(shares([5, -5])).toEqual([0, 0]);
	});

	it('leaves out rows of a border day only, and keeps those that come to nothing by themselves', () => {
		const row = (idTax: string, profit: number) => ({ idTax, profit, quantity: profit });
		const report = (...sold: Report['sold']): Report => ({ sold });
		const combined = combineReports(
			[report(row('in', 1), row('border', 2)), report(row('nothing', 0))],
			[report(row('border', 2))],
			byTax,
		);
		expect(combined.sold.map(({ idTax }) => idTax)).toEqual(['in', 'nothing']);
		expect(combined.totalCount).toBe(2);
	});

	it('takes the latest record of a row, and keeps rows without an id apart from the others', () => {
		const report = (name: string | null): Report => ({
			sold: [
				{ idTax: 'a', tax: name === null ? null : { name }, profit: 1 },
				{ idTax: null, tax: null, profit: 1 },
			],
		});
		const { sold } = combineReports(
			[report('old'), report('new'), report(null)],
			[report('border')],
			byTax,
		);
		expect(sold).toEqual([
			{ idTax: 'a', tax: { name: 'new' }, profit: 2, percentTotal: 50 },
			{ idTax: null, tax: null, profit: 2, percentTotal: 50 },
		]);
	});

	it('never gives a row that is only taken off, and tells that there is one', () => {
		const row = (idTax: string | null, profit: number) => ({ idTax, profit });
		const [part, border] = [{ sold: [row('a', 3)] }, { sold: [row('a', 1), row('b', 2)] }];
		expect(combineReports([part], [border], byTax).sold.map(({ idTax }) => idTax)).toEqual(['a']);
		expect(hasStrays([part], [border], byTax)).toBe(true);
		expect(hasStrays([part, { sold: [row('b', 9)] }], [border], byTax)).toBe(false);
		expect(hasStrays([part], [{ sold: [row('c', 0)] }], byTax)).toBe(false);
		expect(hasStrays([part], [{ sold: [row(null, 1)] }], byTax)).toBe(true);
	});

	it('tells a report that shows something from one that does not', () => {
		expect(isSilent(nothing)).toBe(true);
		expect(isSilent({ totalSold: '0.00', sold: [{ idTax: 'a', profit: 0, vat: '0' }] })).toBe(true);
		expect(isSilent({ totalSold: 5, totalRefund: 5, sold: [] })).toBe(false);
		expect(isSilent({ sold: [{ idTax: 'a', profit: 0, quantity: 1 }] })).toBe(false);
		expect(() => isSilent({ totalSold: 'a lot', sold: [] })).toThrow(UnreadableReportError);
	});

	it('says which number it cannot read, rather than counting nothing', () => {
		const wrong: Report = { sold: [{ idTax: 'a', vat: 'a lot' }] };
		expect(() => combineReports([wrong, wrong], [], byTax)).toThrow(UnreadableReportError);
		expect(() => combineReports([wrong, wrong], [], byTax)).toThrow('"vat"');
	});
});
