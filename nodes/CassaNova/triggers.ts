/** What the CassaNova trigger watches (document: Documents, Stock and the record sections). */
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	dayEndsAtProperty,
	query,
	simplifyProperty,
	timesInProperty,
} from '../shared/table/fields';
import { InputError } from '../shared/table/inputError';
import { check } from '../shared/run/input';
import type { PollCalls } from '../shared/poll/call';
import { documentEvent } from '../shared/poll/events/documentEvent';
import type { EventWords } from '../shared/panel/subtitle';
import {
	lookBackProperty,
	mostProperty,
	startProperties,
	triggerOutputProperty,
	triggerTimeZone,
} from '../shared/poll/fields';
import { levelEvent } from '../shared/poll/events/levelEvent';
import { recordEvent } from '../shared/poll/events/recordEvent';
import { isRecord } from '../shared/values/records';
import { integerList, integersOrAll, oneOf } from '../shared/table/schemas';
import { dayEvents } from '../shared/days/dayEvents';
import { addNames } from './catalog/names';
import { booksSource } from './resources/accounting';
import { CONFIRMED, CONFRIMED, DOCUMENT_STATUSES } from './records/enums';

/** Where days are counted unless the panel says otherwise. */
export const ZONE = 'Europe/Rome';

/** Shops that a trigger is narrowed to. */
export const shopsProperty: INodeProperties = {
	displayName: 'Shop Names or IDs',
	name: 'idsSalesPoint',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getSalesPoints' },
	default: [],
	hint: 'Empty = all shops',
	description:
		'Only what belongs to these shops (sales points); all shops if none is chosen. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const STATUSES: INodePropertyOptions[] = [
	{
		name: 'Any',
		value: 'any',
		description: 'Drafts as well; a draft that is confirmed later is not handed on again',
	},
	...DOCUMENT_STATUSES,
];

const statusProperty: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: STATUSES,
	default: CONFIRMED,
	description:
		'Only documents in this state. A draft comes when it is confirmed, at most as many days after its own date as are looked through for late ones (see below).',
};

/**
 * The shops that were chosen, in their order; none where all are wanted.
 * @throws InputError for what can be no ID
 */
export function chosenShops(calls: Pick<PollCalls, 'read'>): number[] {
	const chosen = calls.read(shopsProperty.name) ?? [];
	if (chosen === '' || (Array.isArray(chosen) && chosen.length === 0)) return [];
	const ids: number[] = check(shopsProperty.displayName, integerList, chosen);
	return [...new Set(ids)].sort((a, b) => a - b);
}

/** The shops that were chosen, or all shops of the account. */
async function eachShop(calls: PollCalls): Promise<number[]> {
	const chosen = chosenShops(calls);
	if (chosen.length > 0) return chosen;
	const list = calls.endpoint('salesPoint', 'getAll');
	const shops = (await calls.call(list).readAll(list)).filter(isRecord);
	return shops.map(({ id }) => Number(id)).filter(Number.isFinite);
}

/** All receipts are one list; it is another one when other shops are chosen. */
async function lists(calls: PollCalls) {
	const ids = chosenShops(calls);
	const status = calls.read(statusProperty.name);
	const isFiltered = status !== null && status !== 'any';
	if (isFiltered) {
		const values = DOCUMENT_STATUSES.map(({ value }) => value);
		check(statusProperty.displayName, oneOf(values), status);
	}
	const shops = ids.length === 0 ? {} : { idsSalesPoint: ids };
	const query = { ...shops, ...(isFiltered ? { status } : {}) };
	// What is stored of a list stays whichever spelling is chosen: earlier versions had one.
	const stored = status === CONFIRMED ? { ...query, status: CONFRIMED } : query;
	return [{ key: JSON.stringify(stored), query }];
}

/** Marks: rows that were taken back since, or the whole document. */
const CANCELLED = 31;

/**
 * How much of a document was taken back; 0 for nothing. Cancelled in place: `document.refund`, or rows with
 * `refund` (assumption, as in accounting.ts).
 */
export function markOf({ document }: IDataObject): number {
	if (!isRecord(document)) return 0;
	if (document.refund) return CANCELLED;
	const rows = Array.isArray(document.rows) ? document.rows : [];
	const returned = rows.filter((row) => isRecord(row) && row.refund);
	return Math.min(returned.length, CANCELLED - 1);
}

interface DocumentKind extends EventWords {
	resource: string;
	properties?: INodeProperties[];
}

function documentOf({ properties = [], ...kind }: DocumentKind) {
	const isReceipt = kind.resource === 'receipt';
	return documentEvent({
		...kind,
		properties: [
			shopsProperty,
			...properties,
			...startProperties,
			lookBackProperty,
			isReceipt ? triggerOutputProperty : simplifyProperty,
		],
		options: [
			...(isReceipt
				? [{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } }]
				: []),
			mostProperty,
			triggerTimeZone(ZONE),
			timesInProperty,
		],
		lists,
		markOf,
	});
}

/** The nine kinds of records that have a list of their own; variants come with their product. */
const RESOURCES: Array<{ name: string; value: string; hasShopFilter: boolean }> = [
	{ name: 'Category', value: 'category', hasShopFilter: true },
	{ name: 'Customer', value: 'customer', hasShopFilter: false },
	{ name: 'Department (Reparto)', value: 'department', hasShopFilter: true },
	{ name: 'Organization', value: 'organization', hasShopFilter: false },
	{ name: 'Product', value: 'product', hasShopFilter: true },
	{ name: 'Product Option', value: 'option', hasShopFilter: true },
	{ name: 'Sales Mode', value: 'salesMode', hasShopFilter: true },
	{ name: 'Supplier', value: 'supplier', hasShopFilter: true },
	{ name: 'Tax', value: 'tax', hasShopFilter: true },
];

const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: RESOURCES.map(({ name, value }) => ({ name, value })),
	default: 'product',
	description: 'What is watched; the variants of a product come with it',
};

export const cassaNovaEvents = [
	documentOf({
		name: 'Bill Created (Preconto, Not Fiscal)',
		value: 'billCreated',
		action: 'On new bill',
		description: 'When a guest was shown a bill before paying; it is not a fiscal document',
		resource: 'bill',
	}),
	documentOf({
		name: 'Credit Note Created',
		value: 'creditNoteCreated',
		action: 'On new credit note',
		description: 'When a credit note was made, also if it arrives late',
		resource: 'creditNote',
		properties: [statusProperty],
	}),
	...dayEvents(booksSource, [query(shopsProperty, { schema: () => integersOrAll })]),
	documentOf({
		name: 'Invoice Created',
		value: 'invoiceCreated',
		action: 'On new invoice',
		description: 'When an invoice was made or confirmed, also if it arrives late',
		resource: 'invoice',
		properties: [statusProperty],
	}),
	levelEvent({
		name: 'Low Stock',
		value: 'lowStock',
		action: 'On low stock',
		description: 'When the stock of a product falls to its warning level',
		resource: 'stock',
		properties: [shopsProperty, simplifyProperty],
		options: [addNames.property],
		lists: async (calls) =>
			(await eachShop(calls)).map((id) => ({
				key: String(id),
				path: { idSalesPoint: String(id) },
				remarks: { idSalesPoint: id },
			})),
		isThere: ({ manageStock, warningLevel, quantity }) =>
			manageStock === true &&
			typeof warningLevel === 'number' &&
			typeof quantity === 'number' &&
			quantity <= warningLevel,
		whereNothing:
			'No stock is at its warning level or below. To see one, set a higher "Warning Level" with Stock > Update; the stock must be managed.',
	}),
	documentOf({
		name: 'Receipt Created',
		value: 'receiptCreated',
		action: 'On new receipt',
		description: 'When a till has made a receipt, also if it arrives late or is canceled later',
		resource: 'receipt',
	}),
	recordEvent({
		name: 'Record Updated',
		value: 'recordUpdated',
		action: 'On new or changed record',
		description: 'When a product, a customer or another record was created or changed',
		properties: [resourceProperty, shopsProperty, ...startProperties, simplifyProperty],
		options: [mostProperty, triggerTimeZone(ZONE)],
		changedSinceQuery: 'lastUpdateFrom',
		changedAtField: 'lastUpdate',
		target: (calls) => {
			const value = calls.read(resourceProperty.name) ?? resourceProperty.default;
			const chosen = RESOURCES.find((resource) => resource.value === value);
			if (!chosen) throw new InputError('Resource', 'is unknown', 'Choose one of the list.');
			const ids = chosenShops(calls);
			const query: IDataObject =
				chosen.hasShopFilter && ids.length > 0 ? { idsSalesPoint: ids } : {};
			return {
				key: chosen.value,
				endpoint: calls.endpoint(chosen.value, 'getAll'),
				query,
				scope: ids.map(String),
			};
		},
		// What belongs to no shop is seen by all of them (document: Common parameters).
		placeOf: ({ idSalesPoint }) =>
			idSalesPoint === undefined || idSalesPoint === null ? undefined : String(idSalesPoint),
	}),
	documentEvent({
		name: 'Stock Movement Created',
		value: 'stockMovementCreated',
		action: 'On new stock movement',
		description: 'When goods came into the stock of a shop or went out of it',
		resource: 'stockMovement',
		properties: [shopsProperty, ...startProperties, lookBackProperty, simplifyProperty],
		options: [addNames.property, mostProperty, triggerTimeZone(ZONE)],
		lists: async (calls) =>
			(await eachShop(calls)).map((id) => ({
				key: String(id),
				path: { idSalesPoint: String(id) },
			})),
	}),
];
