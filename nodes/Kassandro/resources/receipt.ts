/** Receipts (document: Belege, of the account and of one register). */
import type { IDataObject } from 'n8n-workflow';
import { mappingOptions } from '../../shared/books/panel/mapping';
import { ifUnreadableField } from '../../shared/books/panel/options';
import { rowsPerField } from '../../shared/books/panel/output';
import { receiptItems } from '../../shared/books/receiptItems';
import {
	dayEndsAtProperty,
	option,
	path,
	query,
	timesInProperty,
	within,
} from '../../shared/table/fields';
import { namedBy } from '../../shared/run/named';
import { timeOfDay } from '../../shared/table/schemas';
import { isRecord } from '../../shared/values/records';
import type { ListSpec } from '../../shared/table/list';
import type { Call, Endpoint, Field, OutputSpec, Resource } from '../../shared/table/types';
import { isCount, readListItems, readReceiptIn, unwrap } from '../answers';
import {
	accountDates,
	cashRegisterFilter,
	dates,
	pager,
	receiptNumberProperty,
	timeZone,
} from '../fields';
import { withoutOtherRegisters } from '../tokens/oneRegister';
import { simplifyReceipt } from '../simplify';
import { doubtTimes } from '../books/countedTimes';
import { converter, mapping, readRegisters } from '../books/toReceipts';
import { cancel, create, createZero } from './receiptWrites';

async function accounting(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => IDataObject> {
	const convert = await converter(call, records);
	return (record) => ({ ...convert(record) });
}

/** Whether the lines of a receipt come with it; accounting always needs them. */
function withItems(wire: string): Field {
	return query(
		{
			displayName: 'With Items',
			name: 'withItems',
			type: 'boolean',
			default: true,
			description: 'Whether the lines of each receipt come with it',
			displayOptions: { show: { '/output': ['raw', 'simplified'] } },
		},
		{ as: wire },
	);
}

const listOptions: Field[] = [
	option(
		{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } },
		{ schema: () => timeOfDay },
	),
	timeZone,
	option(timesInProperty),
	...[...within('options', [ifUnreadableField, rowsPerField]), ...mappingOptions(mapping)].map(
		(field) => ({
			...field,
			property: { ...field.property, displayOptions: { show: { '/output': ['accounting'] } } },
		}),
	),
];

const list: Omit<ListSpec, 'window'> = { items: readListItems, id: '_id', pager };
const output = {
	simplify: (record: IDataObject) => ({ ...simplifyReceipt(record) }),
	named: namedBy({
		id: 'cashRegisterId',
		name: 'cashRegisterName',
		many: 'cash registers',
		read: readRegisters,
	}),
	accounting,
	doubtTimes,
	...receiptItems,
};

export const getAll: Endpoint = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many receipts',
	description: 'Get the receipts of a date range, as they are or as accounting entries',
	route: 'GET /receipts',
	doc: 'Belege, GET /receipts',
	fields: [
		...accountDates.fields,
		...within('filters', [cashRegisterFilter('cashregisterid')]),
		...within('options', [...listOptions, withItems('withitems')]),
	],
	list: { ...list, window: accountDates.window },
	output: { ...output, accountingQuery: { withitems: true } },
	variants: {
		cashRegisterToken: {
			fields: [...dates.fields, ...within('options', [...listOptions, withItems('withItems')])],
			list: { ...list, window: dates.window },
			output: { ...output, accountingQuery: { withItems: true }, without: withoutOtherRegisters },
		},
	},
};

export const get: Endpoint = {
	name: 'Get',
	value: 'get',
	action: 'Get receipt',
	description: 'Get one receipt by its number',
	route: 'GET /receipts/{receiptNumber}',
	doc: 'Belege, GET /receipts/<receiptNumber>',
	fields: [path(receiptNumberProperty)],
	output: { result: readReceiptIn, simplify: output.simplify, named: output.named },
};

/** The document doesn't show the answer: a bare number, or an object that holds it. */
const countOutput: OutputSpec = {
	result: (answer) => {
		const content = unwrap(answer);
		if (isCount(content)) return { count: content };
		return isRecord(content) && Object.values(content).some(isCount) ? content : undefined;
	},
};

export const count: Endpoint = {
	name: 'Count',
	value: 'count',
	action: 'Count receipts',
	description: 'Get the number of receipts in a date range',
	route: 'GET /receipts/count',
	doc: 'Belege, GET /receipts/count',
	fields: [
		...dates.fields,
		...within('filters', [cashRegisterFilter('cashRegisterId')]),
		...within('options', [timeZone]),
	],
	range: dates.window,
	output: countOutput,
	variants: {
		cashRegisterToken: {
			fields: [...dates.fields, ...within('options', [timeZone])],
			output: { ...countOutput, without: withoutOtherRegisters },
		},
	},
};

export const receipt: Resource = {
	name: 'Receipt',
	value: 'receipt',
	description: 'A signed receipt of a till (Beleg)',
	needsCredentialTo: 'print a receipt, a zero receipt or a cancellation',
	endpoints: [cancel, count, create, createZero, get, getAll],
};
