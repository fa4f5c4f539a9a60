/** Short ways to write a field down, and the fields that many endpoints share. */
import type { INodeProperties } from 'n8n-workflow';
import type { Collection, Field } from './types';

type Extras = Pick<Field, 'as' | 'isByIdOnly' | 'isSeveral' | 'namesRecord' | 'nothing' | 'schema'>;

/** A field that is a part of the path, e.g. `{id}`; `as` names the placeholder. */
export function path(property: INodeProperties, extras: Extras = {}): Field {
	return { in: 'path', property, ...extras };
}

/** A field that goes into the query. */
export function query(property: INodeProperties, extras: Extras = {}): Field {
	return { in: 'query', property, ...extras };
}

/** A field that goes into the JSON body. */
export function body(property: INodeProperties, extras: Extras = {}): Field {
	return { in: 'body', property, ...extras };
}

/** A field that steers the node and isn't sent. */
export function option(property: INodeProperties, extras: Extras = {}): Field {
	return { in: 'option', property, ...extras };
}

/** A parameter that chooses the days of the operation's window. */
export function range(property: INodeProperties): Field {
	return { in: 'range', property };
}

/** The same fields, within one of the panel's collections for optional values. */
export function within(collection: Collection, fields: Field[]): Field[] {
	return fields.map((field) => ({ ...field, collection }));
}

/** The switch between all records and the first few. */
export const returnAllProperty: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** How many records come out at most, where not all are wanted. */
export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

/** Records as the vendor sends them, or a few flat fields. */
export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The same for one record, which comes whole unless the user wants it short: workflows count on that. */
export const simplifyOneProperty: INodeProperties = { ...simplifyProperty, default: false };

/** What comes out of a list of receipts. */
export const outputProperty: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Accounting',
			value: 'accounting',
			description:
				'Totals, taxes per rate and payments in one shape for all systems, to the cent. Always reads the whole date range, by calendar days. For complete books by business days, take Accounting > Get Receipts.',
		},
		{
			name: 'Everything as Sent',
			value: 'raw',
			description: 'Each receipt exactly as the cash register system sends it',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The most useful values of each receipt in flat columns',
		},
	],
	default: 'simplified',
	description: 'What each receipt looks like when it comes out of this node',
};

/** Items side by side, and a pause between them; for writes. */
export const batchingProperty: INodeProperties = {
	displayName: 'Batching',
	name: 'batching',
	type: 'fixedCollection',
	placeholder: 'Add Batching',
	default: { batch: {} },
	description: 'How many items are sent at the same time, and how long to wait between them',
	options: [
		{
			displayName: 'Batching',
			name: 'batch',
			values: [
				{
					displayName: 'Items per Batch',
					name: 'batchSize',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 100 },
					default: 1,
					description: 'Number of items that are sent at the same time, 100 at most',
				},
				{
					displayName: 'Batch Interval (Ms)',
					name: 'batchInterval',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Milliseconds to wait between two batches',
				},
			],
		},
	],
};

/** The zone that days are counted in; `timeZone` is its default: the IANA zone of the API's country. */
export function timeZoneProperty(timeZone: string): INodeProperties {
	return {
		displayName: 'Time Zone Name or ID',
		name: 'timeZone',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTimeZones' },
		default: timeZone,
		description:
			'Where the shop is: dates are days there, whatever the time zone of the workflow. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	};
}

/** Which clock the vendor's times show; business days are the shop's either way. */
export const timesInProperty: INodeProperties = {
	displayName: 'Times Are Told In',
	name: 'timesIn',
	type: 'options',
	options: [
		{
			name: "The Shop's Time Zone",
			value: 'shop',
			description: 'As the clock of the shop shows them: what this package assumes',
		},
		{
			name: 'UTC',
			value: 'utc',
			description: 'Times are moved to the clock of the shop, and each record to its day there',
		},
	],
	default: 'shop',
	description:
		'Which clock times show that name no zone, such as 2026-03-05T21:04:11. "Account > Check" and hints say where UTC is right. Days are those of the shop either way ("Time Zone").',
};

/** Where an operation puts the file that it gives. */
export const outputFileProperty: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output field that the file is put in',
};

/** The hour at which a business day ends, for shops that close after midnight. */
export const dayEndsAtProperty: INodeProperties = {
	displayName: 'Day Ends At',
	name: 'dayEndsAt',
	type: 'string',
	default: '00:00',
	placeholder: 'e.g. 03:00',
	hint: 'Hours and minutes, from 00:00 to 23:59',
	description:
		"Time of day at which the business day ends. With 03:00, a receipt from 1:30 belongs to the day before. It doesn't change which receipts are read.",
};
