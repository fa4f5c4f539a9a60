/** What comes out: bookings or receipts, how fine, as items or as a file. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option, outputFileProperty, within } from '../../table/fields';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { ROWS } from '../rows';
import type { RowsPer } from '../rows';
import { FILE_FORMATS, STATE_FORMAT } from '../types';
import type { Grouping, ProgramFormat, TakingsFormat } from '../types';

/** What bookings come out as. */
const OUTPUTS: INodePropertyOptions[] = [
	{
		name: 'BMD File',
		value: 'bmd',
		description: 'CSV with the columns konto, gkonto, belegnr, belegdatum, and so on',
	},
	{ name: 'Bookings', value: 'items', description: 'One item per booking' },
	{
		name: 'CSV File',
		value: 'csv',
		description: 'For Excel and most programs (UTF-8 with a byte order mark)',
	},
	{
		name: 'CSV File for Old Programs',
		value: 'csvWindows',
		description: 'In the character set Windows-1252',
	},
	{
		name: 'CSV File Without Byte Order Mark',
		value: 'csvPlain',
		description: 'For other workflows (UTF-8)',
	},
	{ name: 'DATEV File', value: 'datev', description: 'A booking batch (EXTF Buchungsstapel)' },
	{
		name: 'Summary',
		value: 'summary',
		description:
			'One item: whether all is in order, totals, a report to mail, and what is missing, late, unbalanced or not mapped',
	},
	{
		name: 'VAT Totals',
		value: 'vatTotals',
		description: 'One item per VAT rate, with net, tax and gross of the whole period',
	},
];

/** The entries of "Get Journal". */
const JOURNAL: INodePropertyOptions = {
	name: 'Journal',
	value: 'journal',
	description: 'One balanced entry per business day and register or shop',
};

/** What "Book From Items" hands on to itself. */
const STATE: INodePropertyOptions = {
	name: 'State for the Next Batch',
	value: STATE_FORMAT,
	description:
		'One item with the books so far as text in the field "state": keep it in your database, and give it to the next batch as "Add to Earlier Batch"',
};

/**
 * How fine the bookings are.
 * @param hasClosings whether receipts may name their closing
 * @param hasState whether books may be handed on to the next batch
 */
export function groupByField(hasClosings = false, hasState = false): Field {
	const closing: INodePropertyOptions & { value: Grouping } = {
		name: 'Z Closing',
		value: 'closing',
		description: 'Per business day and shop, and on it per closing that receipts name',
	};
	return option({
		displayName: 'Bookings Per',
		name: 'groupBy',
		type: 'options',
		options: [
			{ name: 'Business Day', value: 'day', description: 'And per register or shop' },
			{ name: 'Month', value: 'month', description: 'And per register or shop' },
			{ name: 'Receipt', value: 'receipt' },
			...(hasClosings ? [closing] : []),
		],
		default: 'day',
		// All others are of a business day.
		displayOptions: {
			show: { fileFormat: [...OUTPUTS, ...(hasState ? [STATE] : [])].map(({ value }) => value) },
		},
		description: 'What one set of bookings stands for',
	});
}

/** Programs that take journal entries by their API. */
const PROGRAMS: Array<INodePropertyOptions & { value: ProgramFormat }> = [
	{
		name: 'Odoo',
		value: 'odoo',
		description:
			'One item per business day and register or shop: a journal entry (account.move) for the Odoo node',
	},
	{
		name: 'QuickBooks Online',
		value: 'quickBooks',
		description:
			'One item per business day and register or shop: the body of a journal entry for the HTTP Request node',
	},
	{
		name: 'Xero',
		value: 'xero',
		description:
			'One item per business day and register or shop: the body of a manual journal for the HTTP Request node',
	},
];

/** Italy's register of takings, for systems whose receipts go into it. */
const TAKINGS: Array<INodePropertyOptions & { value: TakingsFormat }> = [
	{
		name: 'Corrispettivi',
		value: 'corrispettiviItems',
		description: "Italy's register of takings: one item per business day and shop",
	},
	{
		name: 'Corrispettivi File',
		value: 'corrispettivi',
		description: 'The same as a CSV file with Italian headings (UTF-8 with a byte order mark)',
	},
	{
		name: 'Fatture in Cloud',
		value: 'fattureInCloud',
		description:
			'One item per business day and shop: the body of "Create Receipt" in Fatture in Cloud',
	},
];

/**
 * Bookings as items, or as a file.
 * @param hasTakings whether receipts go into Italy's register of takings
 * @param isOfItems whether receipts come in as items: a journal and the state for the next batch come out as well
 */
export function fileFields(hasTakings = false, isOfItems = false): Field[] {
	const offered = [
		...OUTPUTS,
		...PROGRAMS,
		...(hasTakings ? TAKINGS : []),
		...(isOfItems ? [JOURNAL, STATE] : []),
	];
	return [
		option({
			displayName: 'Output',
			name: 'fileFormat',
			type: 'options',
			options: offered.sort((a, b) => a.name.localeCompare(b.name)),
			default: 'items',
			description:
				'What comes out of this node: items for a spreadsheet or a program, or one item with a file and the summary',
		}),
		option({
			...outputFileProperty,
			displayOptions: {
				show: { fileFormat: [...FILE_FORMATS, ...(hasTakings ? ['corrispettivi'] : [])] },
			},
		}),
	];
}

/** Whether bookings are followed by what is to be known of them: it has other columns. */
export const includeSummary: Field[] = within('options', [
	option({
		displayName: 'Add Summary as Last Item',
		name: 'includeSummary',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/fileFormat': ['items'] } },
		description:
			'Whether one more item follows the bookings: totals, and what is missing, late, unbalanced or not mapped. It has other columns than bookings, so leave it off where they go to a spreadsheet.',
	}),
]);

/** What one item stands for: a table needs flat ones. */
export const rowsPerField: Field = option({
	displayName: 'One Item Per',
	name: 'rowsPer',
	type: 'options',
	options: [
		{
			name: 'Line',
			value: 'line',
			description:
				"A flat row for each line, with the receipt's number, date and shop on each, for a spreadsheet",
		},
		{
			name: 'Receipt',
			value: 'receipt',
			description: 'All about it, with lists of its lines, taxes and payments, for further steps',
		},
		{
			name: 'Receipt as a Row',
			value: 'receiptRow',
			description: 'A flat row: number, date, shop, amounts, payments and notes, for a spreadsheet',
		},
		{
			name: 'VAT Rate of a Receipt',
			value: 'taxRate',
			description: 'A flat row for each VAT rate, with net, tax and gross, for a spreadsheet',
		},
	] satisfies Array<INodePropertyOptions & { value: RowsPer }>,
	default: 'receipt',
	description: 'Whether receipts come out whole or as rows for a table',
});

/** What items the user wants of receipts. */
export function readRowsPer({ options }: RequestInput): RowsPer {
	const chosen = ROWS.find((per) => per === options.rowsPer);
	return chosen ?? 'receipt';
}
