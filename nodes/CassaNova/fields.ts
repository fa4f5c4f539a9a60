/** Fields that many CassaNova endpoints share (document: Common parameters, Common filter parameters). */
import type { INodeProperties } from 'n8n-workflow';
import { body, option, query, timeZoneProperty, within } from '../shared/fields';
import { integerList, numeric, textList } from '../shared/schemas';
import type { Field, Pager, Window } from '../shared/types';

/** `start` and `limit`; at most 100 records a page. */
export const pager: Pager = { offset: 'start', limit: 'limit', size: 100, total: 'totalCount' };

/** The document allows less than three days. */
const DOCUMENT_DAYS = 3;

/** Registration dates of documents, in windows of three days. */
export const documentWindow: Window = {
	from: { parameter: 'datetimeFrom', wire: 'datetimeFrom' },
	to: { parameter: 'datetimeTo', wire: 'datetimeTo' },
	maxDays: DOCUMENT_DAYS,
	format: (day) => day,
	recordTime: 'datetime',
};

/** Both ends of a document window. */
export const documentDates: Field[] = [
	option({
		displayName: 'From',
		name: 'datetimeFrom',
		type: 'dateTime',
		required: true,
		default: "={{ $now.setZone('Europe/Rome').minus({ days: 1 }).toISODate() }}",
		description: 'First day, counted where the shop is. The time of day is ignored.',
	}),
	option({
		displayName: 'To',
		name: 'datetimeTo',
		type: 'dateTime',
		default: '',
		description:
			'Last day, included. Leave it empty to read until now. Any length works: the node asks in pieces of three days.',
	}),
];

export const timeZone: Field = option(timeZoneProperty('Europe/Rome'));

/** Shops whose records are wanted. */
export const idsSalesPoint: Field = query(
	{
		displayName: 'Shop Names or IDs',
		name: 'idsSalesPoint',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getSalesPoints' },
		default: [],
		description:
			'Only records of these shops (sales points). Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{ schema: () => integerList },
);

/** A query parameter that takes several texts. */
export function textListQuery(displayName: string, name: string, description: string): Field {
	return query(
		{
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: 'e.g. first ID,second ID',
			description,
		},
		{ schema: () => textList },
	);
}

/** Filters of every list of records: by last change. */
export const lastUpdateFilters: Field[] = [
	query({
		displayName: 'Updated From',
		name: 'lastUpdateFrom',
		type: 'dateTime',
		default: '',
		description: 'Only records that were changed since this day',
	}),
	query({
		displayName: 'Updated To',
		name: 'lastUpdateTo',
		type: 'dateTime',
		default: '',
		description:
			'Only records that were changed up to this day. Whether the day itself counts is up to CassaNova.',
	}),
];

/** Your own unique key of a record. */
export const externalId: INodeProperties = {
	displayName: 'Your Own ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. VAT-22',
	description: 'The ID that the record has in your own system. It must be unique.',
};

/** The shop that a new record belongs to; can't be changed later. */
export const idSalesPoint: Field = body(
	{
		displayName: 'Shop Name or ID',
		name: 'idSalesPoint',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getSalesPoints' },
		default: '',
		description:
			'The shop (sales point) that the record belongs to; without one it belongs to all shops, and this can\'t be changed later. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{ schema: () => numeric({ integer: true }) },
);

/** Filters that a list of documents has. */
export const documentFilters: Field[] = within('filters', [
	textListQuery(
		'Customer IDs',
		'idCustomers',
		'Only documents of these customers, separated by commas',
	),
	idsSalesPoint,
	textListQuery(
		'Organization IDs',
		'idOrganizations',
		'Only documents of these organizations, separated by commas',
	),
]);
