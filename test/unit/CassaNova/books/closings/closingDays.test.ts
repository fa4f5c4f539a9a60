/** Which closing a document belongs to, and that every document has one business day whatever is read. */
import * as fc from 'fast-check';
import { readClosing } from '../../../../../nodes/CassaNova/books/closings/closing';
import type { Closing } from '../../../../../nodes/CassaNova/books/closings/closing';
import {
	ClosingDays,
	closingDaysAround,
} from '../../../../../nodes/CassaNova/books/closings/closingDays';
import { businessDayAt, isWithin } from '../../../../../nodes/shared/books/period';
import type { DayRange } from '../../../../../nodes/shared/table/request';
import { addDays, toLocalDay } from '../../../../../nodes/shared/values/dates';
import { runs, SEED } from '../../../../support/clock/seeds';

const HOUR = 3_600_000;
const clock = { timeZone: 'Europe/Rome', dayEndsAt: '06:00' };

/** A closing at a time of Rome in winter. */
const closed = (number: number, local: string, shop = 'A'): Closing => ({
	shop,
	at: Date.parse(`${local}:00+01:00`),
	number: String(number),
});

/** The day of a document, and the number of its closing; null where it has none. */
const placed = (closings: Closing[], local: string, zNumber: string | null = null, shop = 'A') => {
	const days = new ClosingDays(closings, clock);
	const found = days.closingOf({ shop, at: Date.parse(`${local}:00+01:00`), zNumber });
	return found ? [found.number, days.dayOf(found)] : null;
};

describe('the closing of a document', () => {
	const usual = [
		closed(411, '2026-03-04T23:10'),
		closed(412, '2026-03-06T00:30'),
		closed(413, '2026-03-06T23:05'),
	];

	it.each([
		['the next one of its shop', '2026-03-05T12:00', null, ['412', '2026-03-05']],
		['one after midnight is of the day before', '2026-03-05T23:59', '412', ['412', '2026-03-05']],
		['at the very moment of a closing', '2026-03-06T00:30', null, ['412', '2026-03-05']],
		['right after it', '2026-03-06T00:31', null, ['413', '2026-03-06']],
		['with leading zeros', '2026-03-05T12:00', '0412', ['412', '2026-03-05']],
		[
			'by its number, though the till is some minutes late',
			'2026-03-06T00:40',
			'412',
			['412', '2026-03-05'],
		],
		['none where no number fits', '2026-03-05T12:00', '77', null],
		['none where its number was closed long before', '2026-03-06T12:00', '412', null],
		['none where its number comes after another closing', '2026-03-05T12:00', '413', null],
		['none after the last one', '2026-03-06T23:06', null, null],
		['none where the next one is more than a week away', '2026-02-25T12:00', null, null],
	] as Array<[string, string, string | null, string[] | null]>)('%s', (_case, at, z, expected) => {
		expect(placed(usual, at, z)).toEqual(expected);
	});

	it('is of its own shop, and none where no shop is known', () => {
		expect(placed(usual, '2026-03-05T12:00', null, 'B')).toBeNull();
		expect(new ClosingDays(usual, clock).closingOf({ shop: undefined, at: 0, zNumber: null })).toBe(
			undefined,
		);
	});

	it('holds what was sold on a day whose closing was forgotten', () => {
		const closings = [closed(411, '2026-03-04T23:10'), closed(412, '2026-03-06T23:05')];
		for (const at of ['2026-03-05T12:00', '2026-03-06T12:00']) {
			expect(placed(closings, at, '412')).toEqual(['412', '2026-03-06']);
		}
	});

	it('of two on one day is one business day', () => {
		const closings = [closed(411, '2026-03-05T15:00'), closed(412, '2026-03-05T23:00')];
		expect(placed(closings, '2026-03-05T12:00')).toEqual(['411', '2026-03-05']);
		expect(placed(closings, '2026-03-05T18:00')).toEqual(['412', '2026-03-05']);
	});

	it('is the next with its number where numbers began again', () => {
		const closings = [
			closed(1, '2026-03-02T23:00'),
			closed(900, '2026-03-04T23:00'),
			closed(1, '2026-03-05T23:00'),
		];
		expect(placed(closings, '2026-03-05T12:00', '1')).toEqual(['1', '2026-03-05']);
	});

	it('is that of its till where two tills have numbers close to each other', () => {
		const closings = [
			closed(99, '2026-03-02T22:00'),
			closed(99, '2026-03-03T20:00'),
			closed(100, '2026-03-03T22:00'),
			closed(100, '2026-03-04T20:00'),
		];
		expect(placed(closings, '2026-03-03T18:00', '100')).toEqual(['100', '2026-03-03']);
		expect(placed(closings, '2026-03-04T12:00', '100')).toEqual(['100', '2026-03-04']);
	});
});

it('reads the documents of a closing from the one before on, and those of a till that is late after it', () => {
	const day = { from: '2026-03-05', to: '2026-03-05' };
	const closings = [closed(411, '2026-03-03T20:00'), closed(412, '2026-03-05T20:00')];
	const ofDay = (dayEndsAt: string, all: Closing[]) =>
		new ClosingDays(all, { ...clock, dayEndsAt }).calendarDays(day);
	expect(ofDay('06:00', closings)).toEqual({ from: '2026-03-03', to: '2026-03-06' });
	expect(ofDay('06:00', closings.slice(1))).toEqual({ from: '2026-02-26', to: '2026-03-06' });
	expect(ofDay('06:00', [])).toEqual({ from: '2026-03-05', to: '2026-03-06' });
	const late = closed(412, '2026-03-06T23:30');
	expect(ofDay('23:59', [late])).toEqual({ from: '2026-02-27', to: '2026-03-07' });
});

it('tells closings whose number is not higher than the one before, in the days that are asked for', () => {
	const tills = [closed(100, '2026-03-05T20:00'), closed(55, '2026-03-05T21:00')];
	const days = new ClosingDays([...tills, closed(7, '2026-03-05T22:00', 'B')], clock);
	expect(days.notRising({ from: '2026-03-05', to: '2026-03-05' })).toEqual([tills]);
	expect(days.notRising({ from: '2026-03-06', to: '2026-03-06' })).toEqual([]);
});

it('compares the numbers of closings that are digits, and tells those that have none', () => {
	const day = { from: '2026-03-05', to: '2026-03-05' };
	const numbered = (...numbers: Array<string | undefined>) =>
		numbers.map((number, index): Closing => ({ ...closed(0, `2026-03-05T1${index}:00`), number }));
	const told = (all: Closing[]) => {
		const days = new ClosingDays(all, clock);
		const falling = days.notRising(day).map((pair) => pair.map(({ number }) => number));
		return [falling, days.withoutNumber(day).length];
	};
	expect(told(numbered(undefined, undefined))).toEqual([[], 2]);
	expect(told(numbered('411', undefined, '412'))).toEqual([[], 1]);
	expect(told(numbered('411', undefined, '410'))).toEqual([[['411', '410']], 1]);
	expect(told(numbered('A9', 'A10', 'A1'))).toEqual([[], 0]);
	expect(told(numbered('411', 'A10', '412'))).toEqual([[], 0]);
	const [before] = numbered(undefined);
	expect(
		new ClosingDays(before ? [before] : [], clock).withoutNumber({
			from: '2026-03-06',
			to: '2026-03-06',
		}),
	).toEqual([]);
});

it.each([
	[{ idSalesPoint: 7, date: '2026-03-05T23:30:00', number: 12 }, '2026-03-05T23:30:00.000Z', '12'],
	[
		{ idSalesPoint: '7', date: '2026-03-05 23:30:00', number: '0012' },
		'2026-03-05T23:30:00.000Z',
		'12',
	],
	[
		{ idSalesPoint: 7, date: Date.parse('2026-03-05T23:30:00Z'), number: null },
		'2026-03-05T23:30:00.000Z',
		undefined,
	],
	[{ idSalesPoint: 7, date: '2026-03-05T23:30:00+01:00' }, '2026-03-05T22:30:00.000Z', undefined],
])('reads %j', (record, at, number) => {
	expect(readClosing(record)).toEqual({ shop: '7', at: Date.parse(at), number });
});

it.each([
	null,
	{ date: '2026-03-05T23:30:00Z', number: 1 },
	{ idSalesPoint: 7, date: '2026-03-05', number: 1 },
	{ idSalesPoint: 7, date: 'soon', number: 1 },
	{ idSalesPoint: '', date: '2026-03-05T23:30:00Z' },
])('takes %j for no closing', (record) => {
	expect(readClosing(record)).toBeUndefined();
});

describe('whatever closings there are, in the weeks in which clocks change', () => {
	/** What happens in a shop on a day: closings by their hour, and what is sold. */
	const shopDay = fc.record({
		closings: fc.array(fc.double({ min: 0, max: 29, noNaN: true }), { maxLength: 2 }),
		sold: fc.array(
			fc.record({
				hour: fc.double({ min: 0, max: 24, noNaN: true }),
				names: fc.constantFrom('its closing', 'its closing', 'nothing', 'another one'),
			}),
			{ maxLength: 3 },
		),
	});
	const world = fc.record({
		start: fc.constantFrom('2026-03-20', '2026-10-16', '2025-12-22'),
		days: fc.array(fc.array(shopDay, { minLength: 2, maxLength: 2 }), {
			minLength: 14,
			maxLength: 24,
		}),
		/** Two tills whose numbers are close, or far from each other; or one. */
		secondTill: fc.constantFrom(0, 1, 500),
		dayEndsAt: fc.constantFrom('00:00', '06:00', '02:30', '23:59'),
		cuts: fc.array(fc.nat(23), { maxLength: 4 }),
	});
	type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

	function build({ start, days, secondTill }: World) {
		const midnight = (day: number) => Date.parse(`${addDays(start, day)}T00:00:00+01:00`);
		const closings = [0, 1].flatMap((shop) =>
			days
				.flatMap((each, day) =>
					(each[shop]?.closings ?? []).map((hour) => midnight(day) + hour * HOUR),
				)
				.sort((a, b) => a - b)
				.map((at, index): Closing => {
					const isSecond = secondTill > 0 && index % 2 === 1;
					const number = secondTill > 0 ? Math.floor(index / 2) : index;
					return {
						shop: String(shop),
						at: Math.floor(at),
						number: String(100 + number + (isSecond ? secondTill : 0)),
					};
				}),
		);
		const sold = days.flatMap((each, day) =>
			each.flatMap((ofShop, shop) =>
				ofShop.sold.map(({ hour, names }) => {
					const at = Math.floor(midnight(day) + hour * HOUR);
					const next = closings.find((one) => one.shop === String(shop) && one.at >= at);
					const zNumber =
						names === 'nothing' ? null : names === 'another one' ? '103' : (next?.number ?? null);
					return { shop: String(shop), at, zNumber };
				}),
			),
		);
		return { closings, sold };
	}

	it('every document has one business day, whether days are read one by one, in parts or all at once', () => {
		let open = 0;
		let closedOnes = 0;
		fc.assert(
			fc.property(world, (given) => {
				const { closings, sold } = build(given);
				const shopClock = { timeZone: 'Europe/Rome', dayEndsAt: given.dayEndsAt };
				const localDay = (at: number) => toLocalDay(at, 'Europe/Rome') ?? '';
				/** As accounting reads: closings around the period, then documents of the days that they tell. */
				const readPeriod = (period: DayRange) => {
					const around = closingDaysAround(period);
					const days = new ClosingDays(
						closings.filter(({ at }) => isWithin(localDay(at), around)),
						shopClock,
					);
					const read = days.calendarDays(period);
					return sold
						.filter(({ at }) => isWithin(localDay(at), read))
						.map((one) => {
							const found = days.closingOf(one);
							if (found) closedOnes += 1;
							else open += 1;
							return { one, day: found ? days.dayOf(found) : businessDayAt(one.at, shopClock) };
						})
						.filter(({ day }) => isWithin(day, period));
				};
				const from = addDays(given.start, -3);
				const to = addDays(given.start, given.days.length + 9);
				const whole = readPeriod({ from, to });
				expect(new Set(whole.map(({ one }) => one))).toEqual(new Set(sold));
				expect(whole).toHaveLength(sold.length);
				const dayOf = new Map(whole.map(({ one, day }) => [one, day]));
				const expectSame = (periods: DayRange[]) => {
					const parts = periods.flatMap(readPeriod);
					expect(parts).toHaveLength(sold.length);
					for (const { one, day } of parts) expect(day).toBe(dayOf.get(one));
				};
				const allDays: string[] = [];
				for (let day = from; day <= to; day = addDays(day, 1)) allDays.push(day);
				expectSame(allDays.map((day) => ({ from: day, to: day })));
				const starts = [...new Set([from, ...given.cuts.map((cut) => addDays(given.start, cut))])]
					.filter((day) => day <= to)
					.sort();
				expectSame(
					starts.map((start, index) => {
						const next = starts[index + 1];
						return { from: start, to: next === undefined ? to : addDays(next, -1) };
					}),
				);
			}),
			{ seed: SEED, numRuns: runs(80) },
		);
		expect(open).toBeGreaterThan(50);
		expect(closedOnes).toBeGreaterThan(50);
	});
});
