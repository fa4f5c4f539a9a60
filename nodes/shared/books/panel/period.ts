/** The period in the panel, and the business days that the user means. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { checkYear } from '../../run/range';
import { rangeProperties, yesterdayIn } from '../../table/dateWindow';
import { option } from '../../table/fields';
import { InputError } from '../../table/inputError';
import type { Period } from '../../table/period';
import type { DayRange, RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import type { ShopClock } from '../../values/shopTime';
import type { Day, EpochMs } from '../../values/units';
import { businessDayAt, businessDays, daysByHour, isClosingPeriod } from '../period';
import type { ClosingPeriod } from '../period';

const ENDS = { from: 'dateFrom', to: 'dateTo' };

const LAST_CLOSED_DAY = { name: 'Last Closed Business Day', value: 'lastClosedDay' } as const;
const SINCE_LAST_CLOSING = { name: 'Since the Last Closing', value: 'sinceLastClosing' } as const;

/** The periods of closings, as far as a system can tell them; `value`s are stored in workflows. */
const closingPeriods = (
	hasClosings: boolean,
): Array<INodePropertyOptions & { value: ClosingPeriod }> =>
	hasClosings
		? [
				{
					...LAST_CLOSED_DAY,
					description:
						'The newest one that is over: by "Day Ends At", or closed in every shop where business days end with the Z closing',
				},
				{
					...SINCE_LAST_CLOSING,
					description:
						"What isn't closed yet where business days end with the Z closing; else the business day that runs",
				},
			]
		: [
				{
					...LAST_CLOSED_DAY,
					description: 'The newest one that is over by "Day Ends At", which is Yesterday',
				},
			];

/**
 * The period and, for one of your own, its two days. They steer the node: its days are business days, and
 * which days of the calendar are read for them is for each system to say.
 * @param hasClosings whether business days may end with the shop's closing
 */
export function periodFields(timeZone: string, hasClosings = false): Field[] {
	const properties = rangeProperties(ENDS, {
		initially: 'yesterday',
		start: yesterdayIn(timeZone),
		more: closingPeriods(hasClosings),
		words: {
			period:
				'Which business days to read, as the shop counts them: see "Day Ends At" in the options',
			from: 'First business day. The time of day is ignored.',
			to: 'Last business day, included',
		},
	});
	return properties.map((property) => option(property));
}

/** How the panel calls that business days end with closings. */
export const AT_CLOSING = "At the Shop's Z Closing";
const CLOSING = 'closing';
/** The value of {@link businessDayEnds} by which days end by the hour. */
export const FIXED_HOUR = 'fixedHour';

/** Whether business days end by the hour or with the shop's closing, where a system knows its closings. */
export const businessDayEnds: Field = option({
	displayName: 'Business Day Ends',
	name: 'businessDayEnds',
	type: 'options',
	options: [
		{ name: 'At a Fixed Hour', value: FIXED_HOUR, description: 'The one of "Day Ends At"' },
		{
			name: AT_CLOSING,
			value: CLOSING,
			description:
				'What was sold since the closing before belongs to the day of the closing. A closing before "Day Ends At" (06:00 unless you choose another) belongs to the day before.',
		},
	],
	default: FIXED_HOUR,
	description: 'What ends a business day, in whose books receipts belong',
});

/** Whether the user wants business days to end with the shop's closing. */
export function endsAtClosing({ options }: Pick<RequestInput, 'options'>): boolean {
	return options[businessDayEnds.property.name] === CLOSING;
}

/**
 * The shop's clock, as the options say. Where they say nothing, days end at midnight; with closings, at an
 * hour by which every shop has closed.
 */
export function readClock({ timeZone, timesIn, options }: RequestInput): ShopClock {
	const usual = endsAtClosing({ options }) ? '06:00' : '00:00';
	const { dayEndsAt = usual } = options;
	const end = typeof dayEndsAt === 'string' ? dayEndsAt : usual;
	return { timeZone, dayEndsAt: end, ...(timesIn && { timesIn }) };
}

/**
 * The day that it is. With closings and without an hour of the user's own, that is the day of the calendar:
 * the hour is one by which shops have closed, and before it the day before is over all the same.
 */
export function currentDay(input: RequestInput, now: EpochMs): Day {
	const { options, timeZone } = input;
	const isOfCalendar = endsAtClosing(input) && options.dayEndsAt === undefined;
	return businessDayAt(now, isOfCalendar ? { timeZone, dayEndsAt: '00:00' } : readClock(input));
}

/** The days that closings have told (`withKnownDays`); those of the hour where none tell. */
function closedDays(period: ClosingPeriod, input: RequestInput, now: EpochMs): DayRange {
	const { dateFrom, dateTo } = input.options;
	return typeof dateFrom === 'string' && typeof dateTo === 'string'
		? { from: dateFrom, to: dateTo }
		: daysByHour(period, businessDayAt(now, readClock(input)));
}

/** Whether the user wants only what isn't closed yet, where closings end the days. */
export function isOnlyOpen(input: Pick<RequestInput, 'options'>): boolean {
	return endsAtClosing(input) && input.options.period === SINCE_LAST_CLOSING.value;
}

/**
 * The business days that the user asks for, none after the one that it is.
 * @throws InputError when a period of one's own has its days the wrong way round, or a year that nobody
 * means; nothing was sent
 */
export function readPeriod(input: RequestInput, now: EpochMs): DayRange {
	const { period, dateFrom, dateTo } = input.options;
	const current = currentDay(input, now);
	const from = typeof dateFrom === 'string' ? dateFrom : current;
	const to = typeof dateTo === 'string' ? dateTo : current;
	const days = isClosingPeriod(period)
		? closedDays(period, input, now)
		: businessDays(period as Period, current, { from, to });
	checkYear('From', days.from);
	checkYear('To', days.to);
	if (days.to < days.from) {
		if (typeof dateTo !== 'string') {
			throw new InputError(
				'From',
				`(${days.from}) is after today (${current})`,
				'Choose an earlier day; nothing was sent.',
			);
		}
		throw new InputError(
			'To',
			`(${days.to}) is before "From" (${days.from})`,
			'Swap the two dates; nothing was sent.',
		);
	}
	// Nothing is sold after today.
	return days.to > current && days.from <= current ? { ...days, to: current } : days;
}
