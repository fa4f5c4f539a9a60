/** The journal in the panel: what was posted already, and what becomes of days that have changed. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { numberIn, textIn } from '../../table/checked';
import { option, within } from '../../table/fields';
import { InputError } from '../../table/inputError';
import { parseJson } from '../../table/nested';
import { PERIOD } from '../../table/period';
import { numeric } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Field, OneListChoice } from '../../table/types';
import type { Day } from '../../values/units';
import { CHANGED_DAYS } from '../journal/corrections';
import type { ChangedDays } from '../journal/corrections';
import { isOnlyOpen } from './period';

const POSTED_FROM = 'postedFrom';
const POSTED = 'posted';
const FROM = 'Already Posted';
const AS_JSON = 'Already Posted (JSON)';
const MOST_DAYS_BEFORE = 366;

/** Where what was posted already comes in with the items, and they are one list. */
export const postedAsItems: OneListChoice = { parameter: POSTED_FROM, value: 'items' };

/** What becomes of days that were handed on and have changed since. */
export const changedDaysProperty: INodeProperties = {
	displayName: 'Changed Days',
	name: 'changedDays',
	type: 'options',
	options: [
		{
			name: 'Post the Difference',
			value: 'difference',
			description: 'One entry with what has changed since',
		},
		{
			name: 'Reverse and Post Again',
			value: 'reverse',
			description: 'One entry that takes the day back, and one with the whole day',
		},
	] satisfies Array<INodePropertyOptions & { value: ChangedDays }>,
	default: 'reverse',
	description:
		'What comes out for days that were posted and have changed since, by late receipts or receipts that were canceled afterwards',
};

/** What was posted already, and what becomes of days that have changed since. */
export const journalFields: Field[] = [
	option({
		displayName: FROM,
		name: POSTED_FROM,
		type: 'options',
		options: [
			{
				name: 'All Input Items',
				value: postedAsItems.value,
				description: 'The rows of your table, read by the node before this one',
			},
			{ name: 'JSON', value: 'json', description: 'A list of entries' },
			{ name: 'Nothing', value: 'nothing', description: 'Every day comes out' },
		],
		default: 'nothing',
		description:
			'The entries of this journal that were posted before: only what is new or has changed comes out then',
	}),
	option(
		{
			displayName: AS_JSON,
			name: POSTED,
			type: 'json',
			required: true,
			default: '',
			displayOptions: { show: { [POSTED_FROM]: ['json'] } },
			description:
				'A JSON array of entries as this operation gave them, each with its ID and lines; [] where nothing was posted yet',
		},
		{
			schema: () =>
				z.unknown().transform((value, issues) => {
					const given = typeof value === 'string' ? parseJson(value) : value;
					if (Array.isArray(given)) return given as unknown[];
					issues.addIssue({ code: 'custom', message: 'must be a JSON array' });
					return z.NEVER;
				}),
		},
	),
	option({
		...changedDaysProperty,
		displayOptions: { show: { [POSTED_FROM]: ['items', 'json'] } },
	}),
];

/** Days that are read beside the period, for what has changed since they were handed on. */
export const daysBeforeField: Field = option(
	{
		displayName: 'Also Read Days Before',
		name: 'daysBefore',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_DAYS_BEFORE },
		default: 60,
		description:
			'How many business days before the period are read as well, for receipts that came late or were canceled since. Days of them that were not posted come out, too.',
	},
	{ schema: () => numeric({ min: 0, max: MOST_DAYS_BEFORE, integer: true }) },
);

/** The days on which nothing may be posted any more. */
export const booksClosedField: Field = option({
	displayName: 'Books Closed Until',
	name: 'booksClosedUntil',
	type: 'dateTime',
	default: '',
	description:
		'Last day that nothing may be posted on any more: what belongs to it or to an earlier day is dated on the day after it',
});

/** On which day entries are posted, and of which days. */
export const journalOptions: Field[] = within('options', [
	daysBeforeField,
	booksClosedField,
	option({
		displayName: 'Include Unfinished Days',
		name: 'includeUnfinished',
		type: 'boolean',
		default: false,
		description:
			'Whether days come out that are not over, or not closed yet: what is sold later corrects them. Off, they are left out until then.',
	}),
]);

/**
 * Makes sure that whole days are asked for: a part of one would take back the rest.
 * @param what is made of them, in words
 * @throws InputError for the period of what isn't closed yet
 */
export function checkWholeDays(input: RequestInput, what: string): void {
	if (!isOnlyOpen(input)) return;
	throw new InputError(
		PERIOD.displayName,
		`gives only what isn't closed yet, and ${what} of whole days`,
		'Choose "Last Closed Business Day", or another period. Nothing was sent.',
	);
}

/**
 * The same for a journal.
 * @throws InputError for the period of what isn't closed yet
 */
export function checkJournal(input: RequestInput): void {
	checkWholeDays(input, 'a journal is');
}

/** What becomes of days that were handed on, and of which days. */
export interface CorrectionChoices {
	changedDays: ChangedDays;
	closedUntil: Day | undefined;
	/** Business days before the period. */
	daysBefore: number;
}

/** What the user chose. */
export interface JournalChoices extends CorrectionChoices {
	includesUnfinished: boolean;
}

/** What the user chose for what was handed on before. */
export function readCorrectionChoices({
	options,
}: Pick<RequestInput, 'options'>): CorrectionChoices {
	return {
		changedDays: CHANGED_DAYS.find((known) => known === options.changedDays) ?? 'reverse',
		closedUntil: textIn(options, 'booksClosedUntil'),
		daysBefore: numberIn(options, 'daysBefore') ?? 0,
	};
}

/** What the user chose for entries. */
export function readJournalChoices(input: RequestInput): JournalChoices {
	return {
		...readCorrectionChoices(input),
		includesUnfinished: input.options.includeUnfinished === true,
	};
}

/**
 * What was posted already, as it was given, and the parameter that says so.
 * @param items gives those of the input
 */
export function givenAsPosted(
	{ options }: RequestInput,
	items: () => readonly unknown[],
): { rows: readonly unknown[]; parameter: string } {
	if (options[POSTED_FROM] === postedAsItems.value) return { rows: items(), parameter: FROM };
	const list = options[POSTED];
	return { rows: Array.isArray(list) ? (list as unknown[]) : [], parameter: AS_JSON };
}
