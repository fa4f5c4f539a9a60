/** The rows of an order in the panel: what was ordered, how much of it, at which price (newer generations of the API). */
import { z } from 'zod';
import { listField } from '../../shared/table/nested';
import { entry, euros, filledText, flag, numeric, text } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { named } from '../records/lists';

/** Whole shapes that nobody has told, or that only the JSON form is for. */
const anything = z.unknown();

const row = entry({
	idProductVariant: filledText.optional(),
	quantity: numeric().refine((value) => value > 0, 'must be more than 0'),
	price: euros(),
	idDepartment: filledText.optional(),
	idTax: filledText.optional(),
	idSalesMode: filledText.optional(),
	note: text.optional(),
	shippingCost: flag.optional(),
	rowNumber: numeric({ integer: true }).optional(),
	subtotal: flag.optional(),
	menu: flag.optional(),
	composition: flag.optional(),
	rowModifierValues: anything,
	rowCourseChoices: anything,
	rowComponentChoices: anything,
});

/** A row as it was checked. */
export type OrderRow = z.output<typeof row>;

/**
 * Both forms of the list.
 *
 * Assumptions: a row names a product by a variant, and one without variants by its own ID; the price is in
 * euros with tax, for one of the quantity, and can't be left to CassaNova.
 */
export const rows: Field[] = listField({
	displayName: 'Rows',
	name: 'rows',
	entry: 'Row',
	required: true,
	description: 'What is ordered; each product is a row',
	example: '[{"idProductVariant":"8f9c2a51-…","quantity":2,"price":4.5}]',
	fields: [
		named(
			'Product Variant Name or ID',
			'idProductVariant',
			'getVariantsOfProducts',
			'What is ordered: a variant, or a product that has no variants',
		),
		{
			displayName: 'Quantity',
			name: 'quantity',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2',
			hint: 'How many, or how much in the unit that it is sold by',
			description: 'How much of it is ordered',
		},
		{
			displayName: 'Price',
			name: 'price',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4.50',
			hint: 'In euros, including tax, for one',
			description: 'The price of one, in euros, including tax',
		},
		named(
			'Department Name or ID',
			'idDepartment',
			'getDepartmentsOrNone',
			'The department (reparto) that it is sold on',
		),
		named('Tax Name or ID', 'idTax', 'getTaxesOrNone', 'The tax that the price includes'),
		named(
			'Sales Mode Name or ID',
			'idSalesMode',
			'getSalesModesOrNone',
			'The sales mode that the price is of',
		),
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: 'e.g. well done',
			description: 'What the kitchen should know of it',
		},
		{
			displayName: 'Shipping Cost',
			name: 'shippingCost',
			type: 'boolean',
			default: false,
			description: 'Whether the row is what delivery costs, and no product',
		},
	],
	given: {
		neverEmpty: ['idProductVariant', 'quantity', 'price', 'idDepartment', 'idTax', 'idSalesMode'],
	},
	schema: z.array(row).min(1, 'needs at least one row'),
});
