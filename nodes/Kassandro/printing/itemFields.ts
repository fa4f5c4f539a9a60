/** The form of a receipt's items (document: Beleg erstellen, items): by article, or by hand. */
import type { INodeProperties } from 'n8n-workflow';
import { defineUsing, listField } from '../../shared/table/nested';
import type { Field } from '../../shared/table/types';
import { articleLocator } from './locators';
import { FROM_ORDERS } from './orderPanel';
import { AMOUNT, AMOUNTS, FIELD_NAMES, ITEMS, OVERRIDES, itemsSchema } from './composeItems';

/** Optional amounts are texts in entries: a number in the panel can't be empty, it would be 0 unseen. */
export function textField(
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
	textField(
		FIELD_NAMES.nameLong,
		'nameLong',
		'e.g. Apfelstrudel',
		'What the receipt calls the item',
	),
	textField(
		FIELD_NAMES.nameShort,
		'nameShort',
		'e.g. Strudel',
		'The name where there is little room; the same as the name when you leave it empty',
	),
	textField(FIELD_NAMES.priceOne, 'priceOne', 'e.g. 6.90', 'Price of one in euros, with VAT', {
		hint: 'In euros, with VAT',
	}),
	textField(FIELD_NAMES.vat, 'vat', 'e.g. 10', 'Rate of the VAT that the price contains'),
	textField(FIELD_NAMES.groupId, 'groupId', 'e.g. 2', 'Number of the group of articles'),
	textField(FIELD_NAMES.groupName, 'groupName', 'e.g. Speisen', 'Name of the group of articles'),
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
	articleLocator,
	{
		displayName: AMOUNT,
		name: 'amount',
		type: 'number',
		default: 1,
		hint: 'Pieces, or the weight of what is sold by weight',
		description: 'How many, or how much of what is weighed (Menge); negative for what comes back',
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
			textField(
				'Line Total',
				'priceAll',
				'e.g. 13.80',
				'What the item comes to in euros. Leave it out to have it computed; given, it is compared before anything is sent.',
				{ hint: 'In euros' },
			),
		],
	},
];

/** Items as fields or as JSON. */
export const items: Field[] = [
	{
		...defineUsing,
		property: {
			...defineUsing.property,
			displayName: 'Items From',
			options: [
				{ name: 'Fields Below', value: 'fields', description: 'Fill in each item below' },
				{ name: 'JSON', value: 'json', description: 'Give all items as one JSON array' },
				{
					name: 'A List in the Input',
					value: FROM_ORDERS,
					description: 'Each item of the input is an order of a web shop',
				},
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
		given: { neverEmpty: AMOUNTS, alsoInJson: true },
	}),
];
