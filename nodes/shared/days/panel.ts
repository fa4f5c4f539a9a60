/** What the events of business days ask in the panel, and what the user chose. */
import type { INodeProperties } from 'n8n-workflow';
import { accountsFields } from '../books/panel/accounts';
import { commonOptions, ifUnreadableField } from '../books/panel/options';
import { readMapping } from '../books/panel/mapping';
import { readClock } from '../books/panel/period';
import { textOptions } from '../books/panel/texts';
import type { BooksSource, Wanted } from '../books/source';
import { numberIn } from '../table/checked';
import { option } from '../table/fields';
import type { RequestInput } from '../table/request';
import { numeric } from '../table/schemas';
import type { Field } from '../table/types';
import type { Milliseconds } from '../values/units';

const MINUTE: Milliseconds = 60_000;
/** Two days. */
const MOST_MINUTES = 2880;

const waitProperty: INodeProperties = {
	displayName: "Wait After the Day's End",
	name: 'waitMinutes',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MOST_MINUTES },
	default: 30,
	description:
		'Minutes that tills may take to send what they sold. Where business days end with the Z closing, it is counted from the closing.',
};

const HAND_ON = 'handOn';
const ENTRIES = 'entries';

const handOnField: Field = option({
	displayName: 'One Item Per',
	name: HAND_ON,
	type: 'options',
	options: [
		{
			name: 'Day',
			value: 'day',
			description: 'The summary, with the journal entries of all registers or shops in it',
		},
		{
			name: 'Journal Entry',
			value: ENTRIES,
			description: 'Each register or shop by itself, with the summary of the day beside it',
		},
	],
	default: 'day',
	description: 'Whether the day comes as one item, such as for a mail, or each entry, to post it',
});

const LOOK_BACK = 'changedWithinDays';
const MOST_BACK = 60;

const lookBackField: Field = option(
	{
		displayName: 'Days to Look Back',
		name: LOOK_BACK,
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_BACK },
		default: 14,
		hint: 'They are read once an hour',
		description:
			'How many business days back receipts are looked for that came late or were canceled, the last one included',
	},
	{ schema: () => numeric({ min: 1, max: MOST_BACK, integer: true }) },
);

/** Which of the two events. */
export type DayEventKind = 'closed' | 'changed';

/**
 * The fields of an event, in the panel's order.
 * @param places narrow it to some registers or shops
 */
export function dayFields(source: BooksSource, places: Field[], kind: DayEventKind): Field[] {
	const { timeZone, mapping, hasClosings, rates } = source;
	const wait = option(waitProperty, {
		schema: () => numeric({ min: 0, max: MOST_MINUTES, integer: true }),
	});
	const common = commonOptions(timeZone, mapping, hasClosings);
	return [
		...places,
		...(kind === 'closed' ? [handOnField] : [lookBackField]),
		wait,
		...accountsFields(rates, mapping, false),
		...textOptions,
		// A trigger that stops at one receipt would never get past it.
		...common.filter(({ property }) => property.name !== ifUnreadableField.property.name),
	];
}

/** What the user chose. */
export interface DayChoices extends Pick<Wanted, 'clock' | 'mapping'> {
	waitMs: Milliseconds;
	/** Whether each entry is an item. */
	eachEntry: boolean;
	lookBackDays: number;
}

/** What the user chose, checked. */
export function readDayChoices(input: RequestInput): DayChoices {
	const { options } = input;
	return {
		clock: readClock(input),
		mapping: readMapping(input),
		waitMs: (numberIn(options, waitProperty.name) ?? 0) * MINUTE,
		eachEntry: options[HAND_ON] === ENTRIES,
		lookBackDays: numberIn(options, LOOK_BACK) ?? 1,
	};
}

/** The options that decide what is booked: not those of when and how far back days are read. */
export function whatBooks(options: RequestInput['options']): RequestInput['options'] {
	const steering = [waitProperty.name, LOOK_BACK];
	return Object.fromEntries(Object.entries(options).filter(([name]) => !steering.includes(name)));
}
