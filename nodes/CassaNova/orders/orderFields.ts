/** The form for a new order (newer generations of the API, Orders). */
import { editorRunField } from '../../shared/once/editorRun';
import { batchingProperty, body, option, within } from '../../shared/table/fields';
import { jsonObject } from '../../shared/table/jsonObject';
import { euros, filledText, moment, numeric } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { externalId, keyText, line, timeZone } from '../fields';
import { DELIVERY_MODES, ORDER_STATES } from '../records/enums';
import { locator } from '../records/locators';
import { listFields, listOptions, rowsFrom } from './listFields';
import { rows } from './orderRows';

const whenRunFromEditor: Field = editorRunField({
	does: 'sends the order',
	may: 'send it',
	previews: [
		{
			name: 'Preview',
			value: 'preview',
			description: 'Show exactly what would be sent, and send nothing',
		},
	],
	forReal: {
		name: 'Send for Real',
		description: 'Send the order, which the shop then sees on its till',
	},
});

/** What tells one order from another; a second one with the same is refused. */
const orderKey: Field = body(
	{
		...externalId,
		required: true,
		placeholder: 'e.g. {{ $json.orderNumber }}',
		hint: 'A second order with the same ID is not created',
		description:
			"The order's number in your own web shop. CassaNova keeps it, and makes no second order with the same one.",
	},
	{ schema: () => keyText },
);

const shop: Field = body(
	locator({
		displayName: 'Shop',
		name: 'idSalesPoint',
		required: true,
		description: 'The shop (sales point) that prepares the order',
		search: 'searchSalesPoints',
		placeholder: 'e.g. 4711',
	}),
	{ schema: () => numeric({ integer: true }) },
);

/** Assumption: there are other modes, home delivery for one, whose names nobody has told: any text passes. */
const deliveryMode: Field = body(
	{
		displayName: 'Delivery Mode',
		name: 'deliveryMode',
		type: 'options',
		options: DELIVERY_MODES,
		default: 'PICKUP',
		description:
			'How the order comes to the guest. CassaNova knows more modes, such as home delivery: give their names with an expression.',
	},
	{ schema: () => filledText },
);

const table: Field = body({
	...locator({
		displayName: 'Table',
		name: 'idTable',
		required: true,
		description: 'The table that the order is for. The list shows those of the shop above.',
		search: 'searchTables',
	}),
	displayOptions: { show: { deliveryMode: ['TABLE'] } },
});

const isExternalOrder: Field = body({
	displayName: 'Show on the Till',
	name: 'isExternalOrder',
	type: 'boolean',
	default: true,
	description:
		'Whether the till shows the order and works on it; otherwise it is in the CassaNova portal only',
});

/** Required of orders for the till; others may have it. */
const dueDate: Field = body(
	{
		displayName: 'Due',
		name: 'dueDate',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { isExternalOrder: [true] } },
		hint: 'In the future, and within the time slots of the portal. Empty = so many minutes from now as stand below.',
		description:
			'When the order is to be ready, on the clock of the shop. CassaNova checks it against the order settings of the portal.',
	},
	{ schema: moment },
);

/** The panel's name of the minutes that an order takes. */
export const DUE_IN = 'Due In (Minutes)';

/** In place of the time, for orders that are to be ready as soon as may be. */
const dueIn: Field = option(
	{
		displayName: DUE_IN,
		name: 'dueIn',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: { show: { isExternalOrder: [true] } },
		description:
			'How many minutes after it is sent the order is to be ready. It counts where "Due" is empty.',
	},
	{ schema: () => numeric({ min: 0, integer: true }) },
);

/** Assumption (nobody knows whether of table orders, too): the vendor wants a customer or an organization. */
const customer: Field = body(
	locator({
		displayName: 'Customer',
		name: 'idCustomer',
		description:
			'Who ordered. CassaNova wants a customer or an organization, which stands among the additional fields.',
		search: 'searchCustomers',
	}),
);

/** What of the prepayment a new order and a change of it have in common. */
export const prepaymentFields: Field[] = [
	body({
		displayName: 'Prepaid',
		name: 'prepay',
		type: 'boolean',
		default: true,
		description: 'Whether the order is paid before it is handed over',
	}),
	body(
		{
			displayName: 'Prepayment Status',
			name: 'prepaymentStatus',
			type: 'string',
			default: '',
			placeholder: 'e.g. WAITING',
			description: 'How far the payment is, in the words of CassaNova; only WAITING is known',
		},
		{ schema: () => filledText },
	),
	body(
		{
			displayName: 'Transaction ID',
			name: 'prepaymentTransactionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. pi_3Q9x',
			description: 'The ID that the payment has at the payment provider',
		},
		{ schema: () => filledText },
	),
];

const address: Field[] = [
	line('Street', 'destinationStreet', 'e.g. Via Rizzoli 8', 'Where to deliver: street and number'),
	line('City', 'destinationCity', 'e.g. Bologna', 'Where to deliver: city'),
	line('Zip Code', 'destinationZipcode', 'e.g. 40125', 'Where to deliver: postal code'),
	line('District', 'destinationDistrict', 'e.g. BO', 'Where to deliver: district (provincia)'),
	line('Country', 'destinationCountry', 'e.g. IT', 'Where to deliver: country, in two letters'),
	line(
		'Other Destination',
		'otherDeliveryDestination',
		'e.g. beach umbrella 12',
		'Where to deliver, where it is no street',
	),
	line('Transport Note', 'transportNote', 'e.g. second floor', 'What the driver should know'),
];

/** The panel's name of what the form lacks. */
export const MORE_FIELDS = 'More Fields (JSON)';

const additional: Field[] = [
	body(
		locator({
			displayName: 'Organization',
			name: 'idOrganization',
			description: 'The organization that ordered',
			search: 'searchOrganizations',
		}),
	),
	...address,
	line('Phone Number', 'phoneNumber', 'e.g. +39 051 000000', 'Where the guest can be called'),
	line('Email', 'email', 'e.g. maria@example.com', 'The email address of the guest'),
	line('Note', 'note', 'e.g. no onions', 'What the shop should know of the order'),
	body(
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 18.10',
			hint: 'In euros; without it, what the rows come to',
			description: 'What the order comes to, in euros, including tax',
		},
		{ schema: () => euros() },
	),
	body({
		displayName: 'Tax Free',
		name: 'taxFree',
		type: 'boolean',
		default: true,
		description: 'Whether the order is sold without tax',
	}),
	body(
		{
			displayName: 'Order Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			description: 'When the guest ordered, on the clock of the shop. Without it, now.',
		},
		{ schema: moment },
	),
	body({
		displayName: 'Status on the Till',
		name: 'externalWorkflowStatus',
		type: 'options',
		options: ORDER_STATES,
		default: 'REQUESTED',
		description: 'How far an order is that the till shows',
	}),
	body(
		{
			displayName: 'Status in the Portal',
			name: 'internalWorkflowStatus',
			type: 'string',
			default: '',
			placeholder: 'e.g. PENDING',
			description: 'How far an order is that is in the portal only; only PENDING is known',
		},
		{ schema: () => filledText },
	),
	...prepaymentFields,
	option(
		{
			displayName: MORE_FIELDS,
			name: 'moreFields',
			type: 'json',
			default: '',
			placeholder: '{"document":{"description":"Web"}}',
			description:
				'Further fields of the order as a JSON object, for what this form lacks. What stands in "document" is added to the document of the order; a field that is there already is replaced. Your own ID, the shop, the rows and the times have fields of their own.',
		},
		{ nothing: 'passes', schema: () => jsonObject },
	),
];

/** How times travel: nobody has tried which form CassaNova takes. */
export const TIME_FORMS = { milliseconds: 'milliseconds', day: 'day' } as const;

const timesAs: Field = option({
	displayName: 'Send Times As',
	name: 'timesAs',
	type: 'options',
	options: [
		{
			name: 'Date Only',
			value: TIME_FORMS.day,
			description: 'As yyyy-mm-dd, the only form that the oldest document of CassaNova has',
		},
		{
			name: 'Milliseconds',
			value: TIME_FORMS.milliseconds,
			description: 'As milliseconds since 1970, the way two programs do it',
		},
	],
	default: 'milliseconds',
	description: 'Try the other form where CassaNova refuses the time at which an order is due',
});

/** Everything that the panel asks for. */
export const orderFields: Field[] = [
	whenRunFromEditor,
	orderKey,
	shop,
	deliveryMode,
	table,
	isExternalOrder,
	dueDate,
	dueIn,
	customer,
	rowsFrom,
	...rows,
	...listFields,
	...within('additionalFields', additional),
	...within('options', [...listOptions, timesAs, timeZone, option(batchingProperty)]),
];
