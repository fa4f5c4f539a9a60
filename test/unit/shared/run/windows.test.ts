/** Date ranges in pieces: nothing lost, whether a vendor's "to" includes its day or not. */
import fc from 'fast-check';

import { addDays, daysBetween } from '../../../../nodes/shared/values/dates';
import type { DayRange } from '../../../../nodes/shared/table/request';
import {
	cautiousWindows,
	daysToAsk,
	plainWindows,
	rangeFilter,
	sliceRange,
} from '../../../../nodes/shared/run/windows';

const ranges = fc
	.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 150 }))
	.map(([start, length]): DayRange => {
		const from = addDays('2020-01-01', start);
		return { from, to: addDays(from, length) };
	});
const daysAtMost = fc.integer({ min: 2, max: 40 });

/** Every day that the windows read, with a "to" that includes its day or not. */
function covered(windows: DayRange[], inclusive: boolean): Set<string> {
	const days = new Set<string>();
	for (const { from, to } of windows) {
		for (let day = from; inclusive ? day <= to : day < to; day = addDays(day, 1)) days.add(day);
	}
	return days;
}

const missing = ({ from, to }: DayRange, days: Set<string>) => {
	const lost: string[] = [];
	for (let day = from; day <= to; day = addDays(day, 1)) if (!days.has(day)) lost.push(day);
	return lost;
};

it('cover every day, read either way', () => {
	fc.assert(
		fc.property(ranges, fc.option(daysAtMost, { nil: undefined }), (range, maxDays) => {
			const windows = sliceRange(range, { maxDays });
			expect(missing(range, covered(windows, true))).toEqual([]);
			expect(missing(range, covered(windows, false))).toEqual([]);
		}),
	);
});

it('cover exactly the range where "to" is sure', () => {
	fc.assert(
		fc.property(ranges, fc.option(daysAtMost, { nil: undefined }), (range, maxDays) => {
			const windows = sliceRange(range, { maxDays, toIsSure: true });
			expect(missing(range, covered(windows, true))).toEqual([]);
			expect(windows[0]?.from).toBe(range.from);
			expect(windows.at(-1)?.to).toBe(range.to);
		}),
	);
});

it('are never longer than allowed, overlap by a day, and read one day too many at most', () => {
	fc.assert(
		fc.property(ranges, daysAtMost, fc.boolean(), (range, maxDays, sure) => {
			const windows = sliceRange(range, { maxDays, toIsSure: sure });
			for (const { from, to } of windows) {
				expect(daysBetween(from, to) + 1).toBeLessThanOrEqual(maxDays);
				expect(from <= to).toBe(true);
			}
			windows.slice(1).forEach(({ from }, index) => expect(from).toBe(windows[index]?.to));
			expect(windows[0]?.from).toBe(range.from);
			expect(windows.at(-1)?.to).toBe(sure ? range.to : addDays(range.to, 1));
		}),
	);
});

it.each<[string, DayRange, number | undefined, string[]]>([
	['one day', { from: '2026-03-05', to: '2026-03-05' }, 3, ['05-06']],
	['two days', { from: '2026-03-05', to: '2026-03-06' }, 3, ['05-07']],
	['three days', { from: '2026-03-05', to: '2026-03-07' }, 3, ['05-07', '07-08']],
	['no limit', { from: '2026-03-05', to: '2026-03-20' }, undefined, ['05-21']],
])('%s', (_name, range, maxDays, expected) => {
	const windows = sliceRange(range, { maxDays }).map(
		({ from, to }) => `${from.slice(-2)}-${to.slice(-2)}`,
	);
	expect(windows).toEqual(expected);
});

it('refuses windows that could not overlap, instead of running for ever', () => {
	expect(() => sliceRange({ from: '2026-03-05', to: '2026-03-07' }, { maxDays: 1 })).toThrow(
		RangeError,
	);
});

it('cover every day before it is known whether "to" includes its day, and once it is known', () => {
	fc.assert(
		fc.property(ranges, daysAtMost, fc.nat(), (range, maxDays, known) => {
			const cautious = cautiousWindows(range, { maxDays });
			expect(missing(range, covered(cautious, false))).toEqual([]);
			const read = cautious.slice(0, (known % cautious.length) + 1);
			const from = addDays(read.at(-1)?.to ?? '', 1);
			const rest = plainWindows({ from, to: range.to }, { maxDays });
			expect(missing(range, covered([...read, ...rest], true))).toEqual([]);
			for (const { from: first, to } of [...cautious, ...rest]) {
				expect(daysBetween(first, to)).toBeLessThan(maxDays);
			}
			const days = rest.reduce((sum, one) => sum + daysBetween(one.from, one.to) + 1, 0);
			expect(covered(rest, true).size).toBe(days);
		}),
	);
});

it('are those of the example that explains them (table/list.ts)', () => {
	const range = { from: '2026-03-01', to: '2026-03-05' };
	expect(cautiousWindows(range, { maxDays: 3 })).toEqual([
		{ from: '2026-03-01', to: '2026-03-03' },
		{ from: '2026-03-03', to: '2026-03-05' },
		{ from: '2026-03-05', to: '2026-03-06' },
	]);
	const rest = { from: '2026-03-04', to: '2026-03-05' };
	expect(plainWindows(rest, { maxDays: 3 })).toEqual([rest]);
});

describe('where times are told in UTC', () => {
	const range = { from: '2026-07-02', to: '2026-07-03' };
	const told = { timesIn: 'UTC' } as const;

	it.each([
		['ahead of UTC', 'Europe/Rome', {}, { from: '2026-07-01', to: '2026-07-03' }],
		['behind UTC', 'America/New_York', {}, { from: '2026-07-02', to: '2026-07-04' }],
		['the day before is read anyway', 'Europe/Vienna', { daysBefore: 1 }, range],
		['moments are asked for', 'Europe/Vienna', { toIsSure: true }, range],
		['a time is UTC anyway', 'Europe/Rome', { recordTimeIsUtc: true }, range],
	])('days are asked for by either calendar: %s', (_name, timeZone, more, expected) => {
		const window = { recordTime: 'time', ...more };
		expect(daysToAsk(range, { timeZone, ...told }, window)).toEqual(expected);
		expect(daysToAsk(range, { timeZone }, window)).toEqual(range);
	});

	it.each([
		['2026-07-01T21:59:59', false],
		['2026-07-01T22:00:00', true],
		['2026-07-03 21:59:59', true],
		['2026-07-03T22:00:00', false],
		['2026-07-03T23:30:00+02:00', true],
		['2026-07-02', true],
		['soon', true],
	])('a record is of the day of the shop: %s', (time, isInside) => {
		const isOfRange = rangeFilter(
			{ range, timeZone: 'Europe/Rome', ...told },
			{ recordTime: 'time' },
		);
		expect(isOfRange({ time })).toBe(isInside);
	});
});
