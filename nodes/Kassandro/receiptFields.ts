/** The form of a receipt (document: Beleg erstellen): items, payment, texts, and what a trial does. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { toLocalTime } from '../shared/dates';
import { batchingProperty, body, option, within } from '../shared/fields';
import { defineUsing, listField } from '../shared/nested';
import { entry, filledText, text } from '../shared/schemas';
import type { Field, InputContext } from '../shared/types';
import { IF_PRICE_DIFFERS, PRICE } from './compose';
import { FIELD_NAMES, ITEMS, OVERRIDES, exactNumber, itemsSchema } from './composeItems';

/** What happens when a person tries the node out. `value`s are stored in workflows. */
export const whenRunFromEditor: Field = option({
	displayName: 'When Run From the Editor',
	name: 'whenRunFromEditor',
	type: 'options',
	options: [
		{
			name: 'Preview',
			value: 'preview',
			description: 'Show exactly what would be sent, and create nothing',
		},
		{
			name: 'Create for Real',
			value: 'send',
			description: 'Create a signed receipt, which can only be canceled by another one',
		},
	],
	default: 'preview',
	hint: "Live workflows always create. Sub-workflows and AI agents can't always be told from them: they may create, too.",
	description:
		'What happens when you run the workflow by hand, or an evaluation does. A sub-workflow that this node stands in, and an agent that uses it as a tool, may create receipts also when you only try them out.',
});

/** Optional amounts are texts in entries: a number in the panel can't be empty, it would be 0 unseen. */
function field(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description, ...more };
}

/** What the catalogue tells of an article; by hand, everything of it. */
const articleFields: INodeProperties[] = [
	field(FIELD_NAMES.nameLong, 'nameLong', 'e.g. Apfelstrudel', 'What the receipt calls the item'),
	field(
		FIELD_NAMES.nameShort,
		'nameShort',
		'e.g. Strudel',
		'The name where there is little room; the same as the name when you leave it empty',
	),
	field(FIELD_NAMES.priceOne, 'priceOne', 'e.g. 6.90', 'Price of one in euros, with VAT'),
	field(FIELD_NAMES.vat, 'vat', 'e.g. 10', 'Rate of the VAT that the price contains'),
	field(FIELD_NAMES.groupId, 'groupId', 'e.g. 2', 'Number of the group of articles'),
	field(FIELD_NAMES.groupName, 'groupName', 'e.g. Speisen', 'Name of the group of articles'),
];

const byHand = { show: { itemFrom: ['hand'] } };
const byArticle = { show: { itemFrom: ['article'] } };

const itemFields: INodeProperties[] = [
	{
		displayName: 'Item From',
		name: 'itemFrom',
		type: 'options',
		options: [
			{
				name: 'Article of the Register',
				value: 'article',
				description: 'Names, group, price and VAT come from the register',
			},
			{ name: 'Entered by Hand', value: 'hand', description: 'You enter everything yourself' },
		],
		default: 'article',
		description: 'Where the values of the item come from',
	},
	{
		displayName: 'Article',
		name: 'itemId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			'The article (Artikel) that is sold. Entered by hand, any number under which you want to find the item again.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchArticles', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 201' },
		],
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		default: 1,
		description: 'How many, or how much of what is weighed; negative for what comes back',
	},
	...articleFields.map((property) => ({ ...property, displayOptions: byHand })),
	{
		displayName: OVERRIDES,
		name: 'overrides',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: byArticle,
		description: "What should be different on this receipt from the register's catalogue",
		options: [...articleFields].sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	},
	{
		displayName: 'Discounts and Total',
		name: 'discounts',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Discount in Euros',
				name: 'discountAbsolute',
				type: 'number',
				default: 0,
				description: 'Taken off the whole item, after a discount in percent',
			},
			{
				displayName: 'Discount in Percent',
				name: 'discountPercentage',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 0,
				description: 'Taken off amount × single price',
			},
			field(
				'Line Total',
				'priceAll',
				'e.g. 13.80',
				'What the item comes to in euros. Leave it out to have it computed; given, it is compared before anything is sent.',
			),
		],
	},
];

const customText: Field = withoutForm(
	listField({
		displayName: 'Custom Texts',
		name: 'customText',
		entry: 'Text',
		description: 'Lines of your own on the receipt, each with a label',
		example: '[{"label":"Tisch","value":"12"}]',
		fields: [
			field('Label', 'label', 'e.g. Tisch', 'What stands before the text'),
			field('Value', 'value', 'e.g. 12', 'The text itself'),
		],
		schema: z.array(entry({ label: filledText, value: text })),
	}),
);

/** The form with fields alone: two texts need no JSON. */
function withoutForm([form]: Field[]): Field {
	return {
		...(form as Field),
		property: { ...(form as Field).property, displayOptions: undefined },
	};
}

const created: Field = body(
	{
		displayName: 'Created',
		name: 'created',
		type: 'dateTime',
		default: '',
		description:
			"Date and time on the receipt, as the shop's clock shows it. Leave it out to have the till's own time.",
	},
	{ schema: localTime },
);

function localTime({ timeZone }: InputContext) {
	return z.unknown().transform((value, issues) => {
		const time = toLocalTime(value, timeZone);
		if (time !== undefined) return time;
		issues.addIssue({
			code: z.ZodIssueCode.custom,
			message: 'must be a date with a time that exists, for example 2026-03-05T19:30:00',
		});
		return z.NEVER;
	});
}

/** A number of the receipt's body. */
function amountOf(
	displayName: string,
	name: string,
	description: string,
	limits: { min?: number; max?: number } = {},
): Field {
	const typeOptions = { minValue: limits.min, maxValue: limits.max };
	return body(
		{ displayName, name, type: 'number', typeOptions, default: 0, description },
		{ schema: () => exactNumber(limits) },
	);
}

const amounts: Field[] = [
	amountOf(
		'Discount in Euros',
		'discountAbsolute',
		'Taken off the whole receipt, after the percent',
	),
	amountOf('Discount in Percent', 'discountPercentage', 'Taken off the sum of the items', {
		min: 0,
		max: 100,
	}),
	amountOf(
		'Given',
		'given',
		'What the customer hands over in euros (Gegeben). Leave it out when it is just what is due.',
	),
	amountOf(
		PRICE,
		'price',
		'What the receipt comes to in euros. Leave it out to have it computed; given, it is compared before anything is sent.',
	),
	amountOf(
		'Voucher',
		'voucher',
		'Value in euros of a voucher that is handed in (Gutschein). It pays a part and lowers no price.',
		{ min: 0 },
	),
];

/** The two fields of the body that may be left out. */
export const textAndTime: Field[] = within('additionalFields', [created, customText]);

export const receiptAmounts: Field[] = within('additionalFields', amounts);

export const paymentMethod: Field = body({
	displayName: 'Payment Method',
	name: 'paymentMethod',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'How it is paid (Bezahlart), as the register calls it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPaymentMethods', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Bar' },
	],
});

/** Items as fields or as JSON. */
export const items: Field[] = [
	{
		...defineUsing,
		property: {
			...defineUsing.property,
			displayName: 'Specify Items',
			options: [
				{ name: 'Using Fields Below', value: 'fields', description: 'Fill in each item below' },
				{ name: 'Using JSON', value: 'json', description: 'Give all items as one JSON array' },
			],
			description: 'How to say what is sold',
		},
	},
	...listField({
		displayName: ITEMS,
		name: 'items',
		entry: 'Item',
		description:
			'What is sold. An article needs only its ID and an amount: what you leave out comes from the register',
		example: '[{"itemId":201,"amount":2},{"itemId":101,"amount":1,"discountPercentage":10}]',
		fields: itemFields,
		schema: itemsSchema,
		required: true,
	}),
];

/** What to do about a price that isn't what the amounts come to; `value`s are stored in workflows. */
export const onPriceDifference: Field = option({
	displayName: IF_PRICE_DIFFERS,
	name: 'onPriceDifference',
	type: 'options',
	options: [
		{ name: 'Create It With a Hint', value: 'hint', description: 'Send the price that you gave' },
		{ name: 'Stop', value: 'error', description: 'Create nothing, and say what differs' },
	],
	default: 'error',
	description: "What to do when a price or a line total isn't what the amounts come to",
});

export const batching: Field = option(batchingProperty);
