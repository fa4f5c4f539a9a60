/** Lists of products that only newer generations of the API have: costs, images, what menus and composed products consist of. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { entries, listField } from '../../shared/table/nested';
import { entry, euros, filledText, numeric } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { REPLACES, amountField, named, position } from './lists';

const NEWER = `Only in newer generations of the API. ${REPLACES}`;

const VARIATIONS = [1, 2, 3, 4];

/** What the product costs the shop, by supplier. */
export const costs: Field[] = listField({
	displayName: 'Costs',
	name: 'costs',
	entry: 'Cost',
	description: `What the product costs, by supplier. ${NEWER}`,
	example: '[{"idSupplier":"8f9c2a51-…","cost":4.2,"variation1":-10}]',
	fields: [
		named('Supplier Name or ID', 'idSupplier', 'getSuppliers', 'Who sells it to the shop'),
		amountField('Cost', 'cost', 'e.g. 4.20', 'What it costs, in euros', 'In euros'),
		...VARIATIONS.map((number) =>
			amountField(
				`Variation ${number}`,
				`variation${number}`,
				'e.g. -10',
				'A change of the cost, such as a discount',
			),
		),
		named(
			'Department Name or ID',
			'idDepartment',
			'getDepartments',
			'The department that it is bought for',
		),
	],
	schema: z.array(
		entry({
			idSupplier: filledText.optional(),
			cost: euros(),
			...Object.fromEntries(
				VARIATIONS.map((number) => [`variation${number}`, numeric().optional()]),
			),
			idDepartment: filledText.optional(),
		}),
	),
});

/** Pictures of the product. */
export const images: Field[] = listField({
	displayName: 'Images',
	name: 'images',
	entry: 'Image',
	description: `Pictures by their address. ${NEWER}`,
	example: '[{"imageUrl":"https://example.com/espresso.jpg"}]',
	fields: [
		{
			displayName: 'Image URL',
			name: 'imageUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/espresso.jpg',
			description: 'Where the picture can be fetched',
		},
	],
	schema: z.array(entry({ imageUrl: filledText })),
});

/** What a course and a component have in common. */
const part: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Dessert',
		description: 'What it is called',
	},
	position,
	amountField('At Least', 'min', 'e.g. 1', 'How many must be chosen'),
	amountField('At Most', 'max', 'e.g. 1', 'How many can be chosen'),
	amountField('Order Ticket Course', 'orderTicketCourse', 'e.g. 1', 'Course on the order ticket'),
];

const whole = numeric({ integer: true }).optional();

const partSchema = {
	description: filledText,
	position: whole,
	min: whole,
	max: whole,
	orderTicketCourse: whole,
};

/** What can be chosen: a product, or any of a category. */
const choice: INodeProperties[] = [
	named('Product Name or ID', 'idProduct', 'getProducts', 'A product that can be chosen'),
	named(
		'Category Name or ID',
		'idCategory',
		'getCategories',
		'A category of which any product can be chosen, in place of one product',
	),
];

const choiceSchema = {
	idProduct: filledText.optional(),
	idCategory: filledText.optional(),
};

const isOne = ({ idProduct, idCategory }: { idProduct?: string; idCategory?: string }): boolean =>
	(idProduct === undefined) !== (idCategory === undefined);

const ONE = 'needs either a product or a category, and not both';

/** The courses of a menu. */
export const courses: Field[] = listField({
	displayName: 'Courses',
	name: 'courses',
	entry: 'Course',
	description: `The courses of a menu, each with what can be chosen. ${NEWER}`,
	example:
		'[{"description":"Dessert","position":2,"min":1,"max":1,"courseChoices":[{"idCategory":"8f9c2a51-…"}]}]',
	fields: [
		...part,
		entries({
			displayName: 'Choices',
			name: 'courseChoices',
			entry: 'Choice',
			description: 'What can be chosen for the course',
			fields: [...choice, amountField('Quantity', 'quantity', 'e.g. 1', 'How many of it')],
		}),
	],
	schema: z.array(
		entry({
			...partSchema,
			courseChoices: z
				.array(entry({ ...choiceSchema, quantity: numeric().optional() }).refine(isOne, ONE))
				.min(1, 'needs at least one choice'),
		}),
	),
});

/** The components of a composed product. */
export const components: Field[] = listField({
	displayName: 'Components',
	name: 'components',
	entry: 'Component',
	description: `The components of a composed product, each with what can be chosen. ${NEWER}`,
	example:
		'[{"description":"Topping","position":0,"min":0,"max":3,"componentChoices":[{"idProduct":"8f9c2a51-…","price":0.5}]}]',
	fields: [
		...part,
		entries({
			displayName: 'Choices',
			name: 'componentChoices',
			entry: 'Choice',
			description: 'What can be chosen for the component',
			fields: [
				...choice,
				amountField(
					'Price',
					'price',
					'e.g. 0.50',
					'What it adds to the price, in euros',
					'In euros',
				),
			],
		}),
	],
	schema: z.array(
		entry({
			...partSchema,
			componentChoices: z
				.array(
					entry({
						...choiceSchema,
						// Assumption: a price is an object, as one document has it; JSON may give it as it is to go.
						price: z
							.union([
								euros().transform((value) => ({ value })),
								z.record(z.unknown()),
								z.array(z.record(z.unknown())),
							])
							.optional(),
					}).refine(isOne, ONE),
				)
				.min(1, 'needs at least one choice'),
		}),
	),
});
