/** Parameters that triggers share. */
import type { INodeProperties } from 'n8n-workflow';
import { outputProperty, timeZoneProperty } from '../table/fields';

/** Where a new trigger begins. */
export const startProperties: INodeProperties[] = [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{
				name: 'A Date',
				value: 'date',
				description: 'Everything since a day, worked off over several polls, oldest first',
			},
			{
				name: 'All of the Last Days',
				value: 'lastDays',
				description: 'Everything of the last days, worked off over several polls, oldest first',
			},
			{
				name: 'Now',
				value: 'now',
				description: 'Only what comes after the workflow was published',
			},
		],
		default: 'now',
		description:
			'What counts as new at the first poll. Later changes of this have no effect: the trigger goes on where it stopped.',
	},
	{
		displayName: 'Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { startFrom: ['date'] } },
		description: 'The first day, counted where the shop is. The time of day is ignored.',
	},
	{
		displayName: 'Number of Days',
		name: 'startDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 366 },
		default: 7,
		displayOptions: { show: { startFrom: ['lastDays'] } },
		description: 'How many days back, today not counted',
	},
];

/** For how long late arrivals are looked for. */
export const lookBackProperty: INodeProperties = {
	displayName: 'Days to Look Back',
	name: 'lookBackDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 30 },
	default: 7,
	hint: 'What arrives late is still found within so many days',
	description:
		'How many days back each poll looks: a till that was offline sends its receipts later, with the time of the sale. Up to 30 days.',
};

/** Most items of one poll. */
export const mostProperty: INodeProperties = {
	displayName: 'Most Items per Poll',
	name: 'maxItems',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10000 },
	default: 1000,
	description: 'What is more waits for the next poll; nothing is left out',
};

/** The shapes of receipts, as the action node has them. */
export const triggerOutputProperty: INodeProperties = {
	...outputProperty,
	options: (outputProperty.options ?? []).map((choice) =>
		'value' in choice && choice.value === 'accounting'
			? {
					...choice,
					description:
						'Totals, taxes per rate and payments in one shape for all systems, to the cent',
				}
			: choice,
	),
};

/** The zone that days and times without a zone are meant in. */
export function triggerTimeZone(timeZone: string): INodeProperties {
	return {
		...timeZoneProperty(timeZone),
		description:
			'Where the shop is: days begin there, and times without a zone are meant there. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	};
}
