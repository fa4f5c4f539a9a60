/** Get Bookings in the panel: whether everything comes out, or only what is new since the earlier summary. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option, within } from '../../table/fields';
import { InputError } from '../../table/inputError';
import { PERIOD } from '../../table/period';
import type { DayRange, RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { addDays } from '../../values/dates';
import type { Day } from '../../values/units';
import type { HandedOnState } from '../handedOn/state';
import { firstKept } from '../handedOn/state';
import { isStanding, readWith } from '../handedOn/record';
import { isWithin } from '../period';
import { FILE_FORMATS, PROGRAM_FORMATS } from '../types';
import type { EarlierSummary, Grouping } from '../types';
import { booksClosedField, changedDaysProperty, checkWholeDays, daysBeforeField } from './journal';

const HOLDS = 'Bookings Included';
const ONLY_NEW = 'Only What Is New';
/** The option as sentences name it. */
export const ONLY_NEW_OPTION = `"Options > ${HOLDS}: ${ONLY_NEW}"`;
/** The option that it needs. */
const EARLIER_SUMMARY = 'Earlier Summary (JSON)';
const NOTHING_SENT = 'Nothing was sent.';

/** What an output holds. */
type Holds = 'everything' | 'onlyNew';

const forOnlyNew = { show: { holds: ['onlyNew'] } };

/** Whether everything comes out, or only what is new; and what becomes of days that have changed. */
export const onlyNewOptions: Field[] = within('options', [
	option({
		displayName: HOLDS,
		name: 'holds',
		type: 'options',
		options: [
			{
				name: 'Everything',
				value: 'everything',
				description: 'All bookings of the period, also those that the earlier summary had',
			},
			{
				name: ONLY_NEW,
				value: 'onlyNew',
				description: `What "${EARLIER_SUMMARY}" doesn't have yet, and what corrects days that have changed since`,
			},
		] satisfies Array<INodePropertyOptions & { value: Holds }>,
		default: 'everything',
		displayOptions: { show: { '/fileFormat': ['items', ...FILE_FORMATS, ...PROGRAM_FORMATS] } },
		description:
			'Whether bookings come out that an earlier run handed on already. The first run has no earlier summary, and holds everything.',
	}),
	option({
		...changedDaysProperty,
		options: [
			{
				name: 'Post the Difference',
				value: 'difference',
				description: 'One booking with what has changed since',
			},
			{
				name: 'Reverse and Post Again',
				value: 'reverse',
				description: 'One booking that takes the old one back, and the new one',
			},
		],
		displayOptions: forOnlyNew,
		description:
			'What comes out for bookings that were handed on and have changed since, by late receipts or receipts that were canceled afterwards',
	}),
	...[booksClosedField, daysBeforeField].map((field) => ({
		...field,
		property: { ...field.property, displayOptions: forOnlyNew },
	})),
]);

/** Whether only what is new is wanted, of an output that can hold it. */
export function isOnlyNew({ options }: Pick<RequestInput, 'options'>): boolean {
	const canHold = ['items', ...FILE_FORMATS].some((format) => format === options.fileFormat);
	return options.holds === 'onlyNew' && canHold;
}

/**
 * Makes sure that what is new can be told, before anything is read.
 * @throws InputError for an output that can't hold it, a period of parts of days, and an earlier summary that
 *   doesn't say what was handed on
 */
export function checkOnlyNew(input: RequestInput): void {
	const { options } = input;
	if (options.holds !== 'onlyNew') return;
	if (PROGRAM_FORMATS.some((format) => format === options.fileFormat)) {
		throw new InputError(
			HOLDS,
			`can't be "${ONLY_NEW}" for this output`,
			`Take Accounting > Get Journal, which compares each day with what was posted, or choose "Everything". ${NOTHING_SENT}`,
		);
	}
	if (!isOnlyNew(input)) return;
	checkWholeDays(input, 'what was handed on is');
	const earlier = options.earlierSummary as EarlierSummary | undefined;
	if (earlier && !earlier.handedOn) throw saysNothing();
}

/** An earlier summary that doesn't say what was handed on, or in a way that can't be read. */
export function saysNothing(): InputError {
	return new InputError(
		EARLIER_SUMMARY,
		"doesn't say which bookings were handed on",
		`It is of an earlier version, or not whole: it must have "forNextRun". Run once with "${HOLDS}: Everything", hand these bookings on in place of the earlier ones, and keep that summary. ${NOTHING_SENT}`,
	);
}

/**
 * The business days that must be read, for what has changed before the period as well.
 * @param daysBefore as the user chose them: none before the first run, or of what isn't kept any more
 * @throws InputError where what was handed on of these days isn't known, or isn't whole
 */
export function daysToRead(
	period: DayRange,
	groupBy: Grouping,
	state: HandedOnState | undefined,
	daysBefore: number,
): DayRange {
	const wholeMonths = (day: Day) => (groupBy === 'month' ? `${day.slice(0, 7)}-01` : day);
	if (wholeMonths(period.from) !== period.from) {
		throw new InputError(
			PERIOD.displayName,
			`begins on ${period.from}, within a month, and these bookings are per month`,
			`Choose a period that begins with the first of a month, or "Bookings Per: Business Day". ${NOTHING_SENT}`,
		);
	}
	if (!state) return period;
	const { forgottenUntil } = state;
	if (forgottenUntil !== null && period.from <= forgottenUntil) {
		throw new InputError(
			EARLIER_SUMMARY,
			`has too many bookings to tell what was handed on up to ${forgottenUntil}`,
			`Choose a period that begins after that day, and "Bookings Per: Business Day" where bookings are per receipt. ${NOTHING_SENT}`,
		);
	}
	const wanted = wholeMonths(addDays(period.from, -daysBefore));
	const first = firstKept(state);
	// A month of which a part was forgotten can't be compared.
	const known = wholeMonths(first) === first ? first : firstOfNextMonth(first);
	const before = wanted > known ? wanted : known;
	const days = { from: before < period.from ? before : period.from, to: period.to };
	refuseOtherGrouping(days, groupBy, state);
	refusePartOfMonth(days, groupBy, state);
	return days;
}

function firstOfNextMonth(day: Day): Day {
	return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}

/** Bookings of another kind of days would all be taken back, and come anew. */
function refuseOtherGrouping(days: DayRange, groupBy: Grouping, state: HandedOnState): void {
	if (state.groupBy === groupBy) return;
	const isShared = [...state.records.values()].some(
		(record) => isStanding(record) && isWithin(readWith(record), days),
	);
	if (!isShared) return;
	throw new InputError(
		'Bookings Per',
		'is another one than in the earlier summary, which has bookings of the same days',
		`Choose the one that these days were handed on with, or a period that begins after them, without "Also Read Days Before". ${NOTHING_SENT}`,
	);
}

/** A month that was handed on further than it is read now would be taken back in part. */
function refusePartOfMonth({ to }: DayRange, groupBy: Grouping, state: HandedOnState): void {
	if (groupBy !== 'month') return;
	const last = [...state.records.values()]
		.filter((record) => isStanding(record) && record.takesBackOf === null)
		.map(({ date }) => date)
		.filter((date) => date > to && date.slice(0, 7) === to.slice(0, 7))
		.sort()
		.at(-1);
	if (last === undefined) return;
	throw new InputError(
		PERIOD.displayName,
		`ends on ${to}, and this month was handed on up to ${last}`,
		`Choose a period that goes on to the end of the month. ${NOTHING_SENT}`,
	);
}
