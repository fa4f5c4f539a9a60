/** What the Kassandro trigger watches (document: Belege, of the account and of one register). */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { dayEndsAtProperty, option, timesInProperty } from '../shared/table/fields';
import { InputError } from '../shared/table/inputError';
import { check } from '../shared/run/input';
import { documentEvent } from '../shared/poll/events/documentEvent';
import type { PollCalls } from '../shared/poll/call';
import {
	lookBackProperty,
	mostProperty,
	startProperties,
	triggerOutputProperty,
	triggerTimeZone,
} from '../shared/poll/fields';
import { flag, integerList, integersOrAll } from '../shared/table/schemas';
import { numbersIn } from '../shared/table/checked';
import type { Books } from '../shared/books/book';
import type { AccountingReceipt } from '../shared/books/receipt';
import type { Wanted } from '../shared/books/source';
import { dayEvents } from '../shared/days/dayEvents';
import type { Call } from '../shared/table/types';
import { readBooks } from './books/books';
import { booksSource } from './resources/accounting';

/** What kind of receipt a record is, as far as its own fields tell. */
type Kind = 'sale' | 'cancellation' | 'zero';

const KINDS: Array<{ name: string; value: Kind; description: string }> = [
	{
		name: 'Cancellation (Storno)',
		value: 'cancellation',
		description: 'A receipt that takes another one back',
	},
	{ name: 'Sale', value: 'sale', description: 'A usual receipt, returned goods included' },
	{
		name: 'Zero Receipt (Nullbeleg)',
		value: 'zero',
		description: 'A receipt without lines, such as those that start and end a day',
	},
];

const kindsProperty: INodeProperties = {
	displayName: 'Kinds of Receipts',
	name: 'kinds',
	type: 'multiOptions',
	options: KINDS,
	default: ['sale', 'cancellation'],
	description: 'Which receipts start the workflow; a change works from then on',
};

const registersProperty: INodeProperties = {
	displayName: 'Cash Register Names or IDs',
	name: 'cashRegisterIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getCashRegisters' },
	default: [],
	displayOptions: { show: { authentication: ['accountToken'] } },
	hint: 'Empty = all registers',
	description:
		'Only receipts of these cash registers (Kassen); all registers if none is chosen. Each one that is chosen is asked for separately. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const withItemsProperty: INodeProperties = {
	displayName: 'With Items',
	name: 'withItems',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '/output': ['raw', 'simplified'] } },
	description: 'Whether the lines of each receipt come with it',
};

function kindOf({ cancellation, items, price }: IDataObject): Kind {
	if (typeof cancellation === 'object' && cancellation !== null) return 'cancellation';
	const isEmpty = Array.isArray(items) ? items.length === 0 : true;
	return isEmpty && Number(price ?? 0) === 0 ? 'zero' : 'sale';
}

function readKinds(calls: PollCalls): Kind[] {
	const chosen = calls.read(kindsProperty.name) ?? kindsProperty.default;
	const known = KINDS.map(({ value }) => value);
	const kinds = Array.isArray(chosen) ? known.filter((kind) => chosen.includes(kind)) : [];
	if (kinds.length > 0) return kinds;
	throw new InputError(kindsProperty.displayName, 'is empty', 'Choose at least one kind.');
}

/** One list for each register that was chosen, or one of all. */
async function lists(calls: PollCalls) {
	const isAccount = calls.authentication === 'accountToken';
	const withItems = check(
		withItemsProperty.displayName,
		flag,
		calls.option(withItemsProperty.name) ?? withItemsProperty.default,
	);
	if (!isAccount) return [{ key: 'own', query: { withItems } }];
	const query = { withitems: withItems };
	const chosen = calls.read(registersProperty.name) ?? [];
	if (chosen === '' || (Array.isArray(chosen) && chosen.length === 0))
		return [{ key: 'all', query }];
	const ids = check(registersProperty.displayName, integerList, chosen);
	return [...new Set(ids)].map((id) => ({
		key: `register ${id}`,
		query: { ...query, cashregisterid: id },
		countQuery: { cashRegisterId: id },
	}));
}

/** Of several registers one after the other: a list takes one of them or all. */
async function readChosen(call: Call, wanted: Wanted): Promise<Books> {
	const chosen = numbersIn(call.input.options, registersProperty.name);
	if (!chosen) return await readBooks(call, wanted);
	const receipts: AccountingReceipt[] = [];
	for (const cashregisterid of new Set(chosen)) {
		const asked = call.with(call.endpoint, { ...call.input, query: { cashregisterid } });
		for (const receipt of (await readBooks(asked, wanted)).receipts) receipts.push(receipt);
	}
	return { receipts, others: [] };
}

export const kassandroEvents = [
	...dayEvents({ ...booksSource, read: readChosen }, [
		option(registersProperty, { schema: () => integersOrAll }),
	]),
	documentEvent({
		name: 'Receipt Created',
		value: 'receiptCreated',
		action: 'On new receipt',
		description: 'When a till has made a receipt, also if it arrives late',
		resource: 'receipt',
		count: 'count',
		properties: [
			registersProperty,
			kindsProperty,
			...startProperties,
			lookBackProperty,
			triggerOutputProperty,
		],
		options: [
			{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } },
			mostProperty,
			triggerTimeZone('Europe/Vienna'),
			timesInProperty,
			withItemsProperty,
		],
		lists,
		filter: (calls) => {
			const kinds = readKinds(calls);
			return (record) => kinds.includes(kindOf(record));
		},
	}),
];
