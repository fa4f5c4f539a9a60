/** Periods that are named instead of two days. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Day } from '../values/units';
import type { DayRange } from './request';

/** Whole days, or units of the calendar: the one that runs, up to now, or the one before. */
const NAMED = {
	lastMonth: { unit: 'month', isLast: true },
	lastQuarter: { unit: 'quarter', isLast: true },
	lastWeek: { unit: 'week', isLast: true },
	lastYear: { unit: 'year', isLast: true },
	thisMonthSoFar: { unit: 'month', isLast: false },
	thisQuarterSoFar: { unit: 'quarter', isLast: false },
	thisWeekSoFar: { unit: 'week', isLast: false },
	thisYearSoFar: { unit: 'year', isLast: false },
	todaySoFar: { unit: 'day', isLast: false },
	yesterday: { unit: 'day', isLast: true },
} as const;

/** A period that has its days by itself, counted from the day that it is. */
export type NamedPeriod = keyof typeof NAMED;
/** What the parameter {@link PERIOD} holds: a named period, or two days of one's own. */
export type Period = NamedPeriod | 'custom';

/** The named periods as the panel lists them; `value`s are stored in workflows. */
export const NAMED_PERIODS: Array<INodePropertyOptions & { value: NamedPeriod }> = [
	{ name: 'Last Month', value: 'lastMonth' },
	{ name: 'Last Quarter', value: 'lastQuarter' },
	{ name: 'Last Week', value: 'lastWeek', description: 'From Monday to Sunday' },
	{ name: 'Last Year', value: 'lastYear' },
	{ name: 'This Month So Far', value: 'thisMonthSoFar' },
	{ name: 'This Quarter So Far', value: 'thisQuarterSoFar' },
	{ name: 'This Week So Far', value: 'thisWeekSoFar', description: 'From Monday on' },
	{ name: 'This Year So Far', value: 'thisYearSoFar' },
	{ name: 'Today So Far', value: 'todaySoFar' },
	{ name: 'Yesterday', value: 'yesterday' },
];

/** The choice of two days of one's own. */
export const CUSTOM: INodePropertyOptions & { value: Period } = {
	name: 'Custom',
	value: 'custom',
	description: 'Days that you choose below',
};

/** The parameter that names a period; it is the same in every operation. */
export const PERIOD = { displayName: 'Period', name: 'period' };

/** Whether a period is one that has its days by itself. */
export function isNamed(period: unknown): period is NamedPeriod {
	return typeof period === 'string' && Object.hasOwn(NAMED, period);
}

/**
 * The days of a period, both ends included.
 * @param current the day that it is in the shop: a period that runs ends with it
 */
export function daysOf(period: NamedPeriod, current: Day): DayRange {
	const { unit, isLast } = NAMED[period];
	// Weeks begin on Monday, wherever n8n runs.
	const start = DateTime.fromISO(current, { zone: 'utc' }).startOf(unit);
	const day = (date: DateTime) => date.toFormat('yyyy-MM-dd');
	if (!isLast) return { from: day(start), to: current };
	return { from: day(start.minus({ [unit]: 1 })), to: day(start.minus({ days: 1 })) };
}
