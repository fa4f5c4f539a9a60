/** Fields that many CassaNova endpoints share (document: Common parameters, Common filter parameters). */
import type { INodeProperties } from 'n8n-workflow';
import type { ZodTypeAny } from 'zod';
import { dateFilter, dateWindow, yesterdayIn } from '../shared/table/dateWindow';
import type { DateWindow, NeededRange } from '../shared/table/dateWindow';
import {
	batchingProperty,
	body,
	option,
	query,
	timeZoneProperty,
	timesInProperty,
	within,
} from '../shared/table/fields';
import { integerList, numeric, text, textList } from '../shared/table/schemas';
import type { Field } from '../shared/table/types';
import type { Pager, Spelling, Window } from '../shared/table/list';
import { CONFIRMED, CONFRIMED, DOCUMENT_STATUSES, DRAFT } from './records/enums';
import { locator } from './records/locators';

/** `start` and `limit`; at most 100 records a page. */
export const pager: Pager = { offset: 'start', limit: 'limit', size: 100, total: 'totalCount' };

/** Both ends of a range, as most lists have them; days travel as they are. */
export const datetimeDays: Pick<Window, 'from' | 'to' | 'format'> = {
	from: { parameter: 'datetimeFrom', wire: 'datetimeFrom' },
	to: { parameter: 'datetimeTo', wire: 'datetimeTo' },
	format: (day) => day,
};

/**
 * A date range that must have a beginning.
 * @param start expression for the first day that a new node begins with
 * @param length what is said of long ranges
 */
export function shopDays(start: string, length: string): NeededRange {
	return {
		initially: 'custom',
		start,
		words: {
			period: `Which days to read, as they are counted where the shop is. ${length}`,
			from: 'First day, counted where the shop is. The time of day is ignored.',
			to: 'Last day, included',
		},
	};
}

/** The document allows less than three days. */
const DOCUMENT_DAYS = 3;

/** Registration dates of documents, in windows of three days. */
export const documentDates = dateWindow(
	shopDays(yesterdayIn('Europe/Rome'), 'Any length works: the node asks in pieces of three days.'),
	{ ...datetimeDays, maxDays: DOCUMENT_DAYS, recordTime: 'datetime', learnsTo: 'documents' },
);

export const timeZone: Field = option(timeZoneProperty('Europe/Rome'));

/** Which clock the times of documents show. */
export const timesIn: Field = option(timesInProperty);

/** A line of text in the body. */
export function line(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): Field {
	return body({ displayName, name, type: 'string', default: '', placeholder, description });
}

/** The name of a record. */
export function description(placeholder: string, words: string): Field {
	return body({
		displayName: 'Name',
		name: 'description',
		type: 'string',
		default: '',
		placeholder,
		description: words,
	});
}

/** Filters a list by name; `placeholder` shows a part of one. */
export function descriptionFilter(many: string, placeholder: string): Field {
	return query({
		displayName: 'Name',
		name: 'description',
		type: 'string',
		default: '',
		placeholder,
		description: `Only ${many} whose name contains this text, in small or capital letters`,
	});
}

/** How writes are paced, where there are many items. */
export const writeOptions: Field[] = within('options', [option(batchingProperty)]);

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

/** Records that a list is narrowed to: picked by name, or given as IDs by an expression. */
export function idsQuery(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	words: string,
): Field {
	return query(
		{
			displayName,
			name,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod },
			default: [],
			description: `${words}. Choose from the list, which ends after 1,000 records, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		{ schema: () => textList },
	);
}

/**
 * A query parameter that takes several texts: IDs, unless `placeholder` shows something else.
 * @param schema for other values than texts
 */
export function textListQuery(
	displayName: string,
	name: string,
	description: string,
	placeholder = 'e.g. first ID,second ID',
	schema: ZodTypeAny = textList,
): Field {
	return query(
		{
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder,
			description,
		},
		{ schema: () => schema },
	);
}

/**
 * Filters of every list of records: by last change. A day that is chosen by hand travels as it is.
 *
 * Assumption: nothing says in which zone the vendor counts days, nor whether "to" includes its day; so a
 * period is read with the days beside it, and the records tell which are meant.
 * @param doubt where records don't tell: what a period may bring besides, as a sentence. The day before
 * isn't read then: nothing could drop it.
 */
export function changeDates(doubt?: string): DateWindow {
	const words =
		'Only records that were changed in these days, as they are counted where the shop is; in place of "Updated From" and "Updated To"';
	return dateFilter(
		{
			period: {
				default: 'yesterday',
				hint: 'When the records were changed',
				description: doubt === undefined ? words : `${words}. ${doubt}`,
			},
			from: {
				displayName: 'Updated From',
				name: 'lastUpdateFrom',
				type: 'dateTime',
				default: '',
				description: 'Only records that were changed since this day',
			},
			to: {
				displayName: 'Updated To',
				name: 'lastUpdateTo',
				type: 'dateTime',
				default: '',
				description:
					'Only records that were changed up to this day. Whether the day itself counts is up to CassaNova.',
			},
		},
		{
			from: { parameter: 'lastUpdateFrom', wire: 'lastUpdateFrom' },
			to: { parameter: 'lastUpdateTo', wire: 'lastUpdateTo' },
			endsTravel: true,
			format: (day) => day,
			daysBefore: doubt === undefined ? 1 : 0,
			recordTime: 'lastUpdate',
		},
	);
}

/** What the panel says of a field that only a new record takes. */
export const FIXED = "It can't be changed later";

/** Your own unique key of a record. */
export const externalId: INodeProperties = {
	displayName: 'Your Own ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. ERP-1042',
	description: 'The ID that the record has in your own system. It must be unique.',
};

/** Blanks around a key come from spreadsheets; they'd make a second record. */
export const keyText = text
	.transform((value) => value.trim())
	.refine((value) => value !== '', 'holds blanks only');

/** The shop that a new record belongs to; can't be changed later. */
export const idSalesPoint: Field = body(
	locator({
		displayName: 'Shop',
		name: 'idSalesPoint',
		description:
			"The shop (sales point) that the record belongs to. Without one it belongs to all shops. It can't be changed later.",
		search: 'searchSalesPoints',
		hint: FIXED,
		placeholder: 'e.g. 4711',
	}),
	{ nothing: 'refused', schema: () => numeric({ integer: true }) },
);

/** Filters that a list of documents has. */
export const documentFilters: Field[] = within('filters', [
	idsQuery(
		'Customer Names or IDs',
		'idCustomers',
		'getCustomers',
		'Only documents of these customers',
	),
	idsSalesPoint,
	idsQuery(
		'Organization Names or IDs',
		'idOrganizations',
		'getOrganizations',
		'Only documents of these organizations',
	),
]);

/** Only documents with these numbers; `name` is the one that the kind of document has. */
export function numbersFilter(displayName: string, name: string, documents: string): Field {
	return query(
		{
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: 'e.g. 12,34',
			description: `Only ${documents} with these numbers, separated by commas`,
		},
		{ schema: () => integerList },
	);
}

/** Drafts, or documents that were confirmed. */
export const statusFilter: Field = query({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: DOCUMENT_STATUSES,
	default: CONFIRMED,
	description: 'Only documents in this state',
});

/**
 * Assumption: the document spells it `CONFRIMED`, a program in use gets `CONFIRMED`; whether an account
 * takes either as a filter isn't known, so that its answers tell.
 */
export const statusSpelling: Spelling = {
	displayName: statusFilter.property.displayName,
	parameter: 'status',
	words: [CONFIRMED, CONFRIMED],
	others: [DRAFT],
	field: 'status',
};
