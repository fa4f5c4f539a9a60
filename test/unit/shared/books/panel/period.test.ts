/** The business days that a user means. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import {
	endsAtClosing,
	isOnlyOpen,
	readClock,
	readPeriod,
} from '../../../../../nodes/shared/books/panel/period';
import { now, read, refusal } from './read';

describe('the period', () => {
	const days = (parameters: IDataObject) => readPeriod(read(parameters), now);
	const custom = (dateFrom: string, dateTo: string) => days({ period: 'custom', dateFrom, dateTo });

	it('is yesterday, by the closing time of the options', () => {
		expect(days({})).toEqual({ from: '2026-10-23', to: '2026-10-23' });
		const at = Date.parse('2026-10-24T01:00:00+02:00');
		const input = read({ options: { dayEndsAt: '03:00' } });
		expect(readPeriod(input, at)).toEqual({ from: '2026-10-22', to: '2026-10-22' });
	});

	it('with closings goes by the calendar before the hour at which they have been made', () => {
		const at = Date.parse('2026-11-01T04:00:00+01:00');
		const daysBy = (period: string, options: IDataObject) => {
			const input = read(
				{ period, options: { businessDayEnds: 'closing', ...options } },
				cassaNova,
			);
			return readPeriod(input, at);
		};
		expect([daysBy('lastMonth', {}), daysBy('yesterday', {}), daysBy('todaySoFar', {})]).toEqual([
			{ from: '2026-10-01', to: '2026-10-31' },
			{ from: '2026-10-31', to: '2026-10-31' },
			{ from: '2026-11-01', to: '2026-11-01' },
		]);
		// An hour of the user's own counts as everywhere.
		expect(daysBy('lastMonth', { dayEndsAt: '05:00' })).toEqual({
			from: '2026-09-01',
			to: '2026-09-30',
		});
	});

	it('of closings goes by the hour where no closing tells its days', () => {
		const input = read({ period: 'lastClosedDay', options: { dayEndsAt: '03:00' } });
		const at = (time: string) => readPeriod(input, Date.parse(`2026-10-24T${time}+02:00`));
		expect(at('02:59')).toEqual({ from: '2026-10-22', to: '2026-10-22' });
		expect(at('03:00')).toEqual({ from: '2026-10-23', to: '2026-10-23' });
		const closing = { businessDayEnds: 'closing' };
		const since = read({ period: 'sinceLastClosing', options: closing }, cassaNova);
		const early = Date.parse('2026-10-24T05:59+02:00');
		expect(readPeriod(since, early)).toEqual({ from: '2026-10-23', to: '2026-10-23' });
		expect(isOnlyOpen(since)).toBe(true);
		expect(isOnlyOpen(read({ period: 'sinceLastClosing' }, cassaNova))).toBe(false);
		expect(isOnlyOpen(read({ options: closing }, cassaNova))).toBe(false);
		// What closings have told counts.
		const options = { ...since.options, dateFrom: '2026-10-20', dateTo: '2026-10-24' };
		const told = { from: '2026-10-20', to: '2026-10-24' };
		expect(readPeriod({ ...since, options }, now)).toEqual(told);
	});

	it('since the last closing is nothing that Kassandro could tell', () => {
		expect(refusal(() => read({ period: 'sinceLastClosing' }))).toContain('"Period"');
	});

	it('of your own ends today at the latest', () => {
		expect(custom('2026-10-01', '2026-10-03')).toEqual({ from: '2026-10-01', to: '2026-10-03' });
		expect(custom('2026-10-01', '')).toEqual({ from: '2026-10-01', to: '2026-10-24' });
		expect(custom('2026-10-01', '2026-12-31')).toEqual({ from: '2026-10-01', to: '2026-10-24' });
	});

	it('refuses days the wrong way round, and slips in the year', () => {
		expect(refusal(() => custom('2026-10-03', '2026-10-01'))).toContain(
			'"To" (2026-10-01) is before',
		);
		expect(refusal(() => custom('0206-10-03', '2026-10-01'))).toContain('not in this century');
		// Whoever left "To" empty isn't told about it.
		expect(refusal(() => custom('2026-10-25', ''))).toContain(
			'"From" (2026-10-25) is after today (2026-10-24)',
		);
	});
});

it.each<[IDataObject, string]>([
	[{}, '00:00'],
	[{ dayEndsAt: '03:00' }, '03:00'],
	[{ businessDayEnds: 'fixedHour' }, '00:00'],
])('the clock of %j ends its days at %s', (options, dayEndsAt) => {
	expect(readClock(read({ options }))).toEqual({ timeZone: 'Europe/Vienna', dayEndsAt });
});

it.each<[IDataObject, boolean, string]>([
	[{}, false, '00:00'],
	[{ businessDayEnds: 'fixedHour', dayEndsAt: '03:00' }, false, '03:00'],
	[{ businessDayEnds: 'closing' }, true, '06:00'],
	[{ businessDayEnds: 'closing', dayEndsAt: '00:00' }, true, '00:00'],
	[{ businessDayEnds: 'closing', dayEndsAt: '10:30' }, true, '10:30'],
])('CassaNova with %j: by closings %p, and the hour is %s', (options, byClosing, dayEndsAt) => {
	const input = read({ options }, cassaNova);
	expect(endsAtClosing(input)).toBe(byClosing);
	expect(readClock(input)).toEqual({ timeZone: 'Europe/Rome', dayEndsAt });
});

it('Kassandro knows no closings', () => {
	expect(endsAtClosing(read({ options: { businessDayEnds: 'closing' } }))).toBe(false);
});
