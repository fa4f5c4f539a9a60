/** Lists inside products, variants and categories (document: Barcode, Price, Attribute, Modifier). */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { entries, listField } from '../../shared/table/nested';
import type { BodyList } from '../../shared/table/nested';
import { entry, euros, filledText, flag, numeric, oneOf } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { BARCODE_FORMATS } from './enums';

/** What an edit does to a list. */
export const REPLACES =
	'In an update the list replaces what the record had, unless you choose to add to it';

/** An ID that the panel offers by name. */
export function named(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	words: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: `${words}. Choose from the list, which ends after 1,000 records, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

const idOption = named(
	'Option Name or ID',
	'idOption',
	'getOptions',
	'The product option that is meant, for example the size',
);

/** Order of entries that stand side by side at the till. */
export const position: INodeProperties = {
	displayName: 'Position',
	name: 'position',
	type: 'number',
	typeOptions: { numberPrecision: 0 },
	default: 0,
	hint: 'A whole number: the lowest comes first',
	description: 'Place among the others on the screen, lowest first',
};

/** An amount that may be left empty, which a number in the panel can't be: it would be 0 unseen. */
export function amountField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	hint?: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, hint, description };
}

/** Barcodes of a product or a variant. */
export const barcodes: Field[] = listField({
	displayName: 'Barcodes',
	name: 'barcodes',
	entry: 'Barcode',
	description: `All barcodes. ${REPLACES}`,
	example: '[{"value":"8012345678901","format":"EAN13","salable":true}]',
	fields: [
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8012345678901',
			description: 'What the barcode says',
		},
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: BARCODE_FORMATS,
			default: 'EAN13',
			description: 'Kind of barcode',
		},
		{
			displayName: 'Salable',
			name: 'salable',
			type: 'boolean',
			default: true,
			description: 'Whether the till sells the product when this barcode is scanned',
		},
	],
	schema: z.array(
		entry({
			value: filledText,
			format: oneOf(BARCODE_FORMATS.map(({ value }) => value)),
			salable: flag,
		}),
	),
});

const price = entry({
	idSalesMode: filledText.optional(),
	// A name in its place is looked up afterwards.
	idSalesPoint: z.union([numeric({ integer: true }), filledText]).optional(),
	value: euros(),
});

const priceList: Omit<BodyList, 'description' | 'schema'> = {
	displayName: 'Prices',
	name: 'prices',
	entry: 'Price',
	example: '[{"value":9.9},{"idSalesMode":"8f9c2a51-…","value":8.5}]',
	fields: [
		amountField(
			'Price',
			'value',
			'e.g. 9.90',
			'The price in euros, including tax',
			'In euros, including tax',
		),
		named(
			'Sales Mode Name or ID',
			'idSalesMode',
			'getSalesModesOrNone',
			'The sales mode that the price is for',
		),
		named(
			'Shop Name or ID',
			'idSalesPoint',
			'getSalesPointsOrNone',
			'The shop that the price is for',
		),
	],
	// Without them, a price is one for all.
	given: { neverEmpty: ['idSalesMode', 'idSalesPoint'] },
};

const pricesOfProduct: Omit<BodyList, 'schema'> = {
	...priceList,
	description: `All prices; at least one must be without a sales mode. ${REPLACES}`,
};

/** The same in an update, which may add to those that are there: whether one is the usual one is seen then. */
export const changedPrices: Field[] = listField({ ...pricesOfProduct, schema: z.array(price) });

/** Prices of a product: one of them is the usual one. */
export const productPrices: Field[] = listField({
	...pricesOfProduct,
	schema: z
		.array(price)
		.refine(
			(list) => list.some(({ idSalesMode }) => idSalesMode === undefined),
			'needs at least one price without a sales mode',
		),
});

/** Prices of a variant: without any it has those of its product. */
export const variantPrices: Field[] = listField({
	...priceList,
	description: `All prices. Without any, the variant costs what its product costs. ${REPLACES}`,
	schema: z.array(price),
});

const optionValue = named(
	'Value Name or ID',
	'idValue',
	'getOptionValues',
	'One of the values of the option',
);

/** What tells the variants of a product apart. */
export const productAttributes: Field[] = listField({
	displayName: 'Attributes',
	name: 'attributes',
	entry: 'Attribute',
	description: `The options that tell the variants apart, each with the values that there are. ${REPLACES}`,
	example: '[{"idOption":"8f9c2a51-…","position":0,"values":[{"idValue":"1b4e6652-…"}]}]',
	fields: [
		idOption,
		position,
		entries({
			displayName: 'Values',
			name: 'values',
			entry: 'Value',
			description: 'The values of the option that the product comes in',
			fields: [optionValue],
		}),
	],
	schema: z.array(
		entry({
			idOption: filledText,
			position: numeric({ integer: true }),
			values: z.array(entry({ idValue: filledText })).min(1, 'needs at least one value'),
		}),
	),
});

/** What a variant is, e.g. size M. */
export const variantAttributes: Field[] = listField({
	displayName: 'Attributes',
	name: 'attributes',
	entry: 'Attribute',
	description: `What makes the variant: for each of the product's attributes one value at most. ${REPLACES}`,
	example: '[{"idOption":"8f9c2a51-…","idOptionValue":"1b4e6652-…"}]',
	fields: [idOption, { ...optionValue, name: 'idOptionValue' }],
	schema: z
		.array(entry({ idOption: filledText, idOptionValue: filledText }))
		.refine(
			(list) => new Set(list.map(({ idOption: id }) => id)).size === list.length,
			'has an option twice: each can have one value only',
		),
});

/** Additions and removals that a product can be ordered with. */
export const modifiers: Field[] = listField({
	displayName: 'Modifiers',
	name: 'modifiers',
	entry: 'Modifier',
	description: `Changes that can be ordered, such as extra cheese, and what each costs. ${REPLACES}`,
	example:
		'[{"idOption":"8f9c2a51-…","position":0,"values":[{"idValue":"1b4e6652-…","price":0.5}]}]',
	fields: [
		idOption,
		position,
		entries({
			displayName: 'Values',
			name: 'values',
			entry: 'Value',
			description: 'The values of the option that can be ordered',
			fields: [
				optionValue,
				amountField(
					'Price Change',
					'price',
					'e.g. 0.50',
					'What is added to the price, in euros; give either this or the percentage',
					'In euros',
				),
				amountField(
					'Price Change in Percent',
					'percentagePrice',
					'e.g. 10',
					'What is added to the price, in percent; give either this or the amount',
				),
			],
		}),
	],
	schema: z.array(
		entry({
			idOption: filledText,
			position: numeric({ integer: true }),
			values: z
				.array(
					entry({
						idValue: filledText,
						price: euros().optional(),
						percentagePrice: numeric().optional(),
					}).refine(
						(value) => (value.price === undefined) !== (value.percentagePrice === undefined),
						'needs either a price change or one in percent, and not both',
					),
				)
				.min(1, 'needs at least one value'),
		}),
	),
});
