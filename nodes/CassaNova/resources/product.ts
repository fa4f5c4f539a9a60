/** Products (document: Product Management). */
import { z } from 'zod';
import { InputError } from '../../shared/table/inputError';
import { body, query } from '../../shared/table/fields';
import { DEFINE_USING } from '../../shared/table/nested';
import { textList } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { Field } from '../../shared/table/types';
import { upsertProduct } from '../catalog/upsertSold';
import { requireUsualPrice } from '../records/addToLists';
import { availability } from '../records/availability';
import { crud } from '../records/crud';
import { COLORS, ICONS } from '../records/enums';
import {
	description,
	descriptionFilter,
	externalId,
	idSalesPoint,
	idsQuery,
	idsSalesPoint,
	textListQuery,
} from '../fields';
import { productFields } from '../newerFields';
import {
	OWN_IDS,
	channelsFilter,
	refuseOtherKeys,
	sortsFilter,
	visibilityFilter,
} from '../newerFilters';
import { components, costs, courses, images } from '../records/newerLists';
import {
	barcodes,
	changedPrices,
	modifiers,
	productAttributes,
	productPrices,
} from '../records/lists';
import { locator } from '../records/locators';
import { readersOf } from '../records/operationOf';
import { simplifyProduct } from '../records/simplifyProduct';
import { productVariant } from './productVariant';

/** Left empty in an edit, it takes all tags away. */
const tagList = z.union([z.literal('').transform((): string[] => []), textList]);

const receiptFields: Field[] = [
	body({
		displayName: 'Description on Receipt',
		name: 'descriptionReceipt',
		type: 'string',
		default: '',
		placeholder: 'e.g. CAFFE ESPRESSO',
		description: "Text on the receipt. Avoid special signs: some printers can't print them.",
	}),
	body({
		displayName: 'Internal ID',
		name: 'internalId',
		type: 'string',
		default: '',
		placeholder: 'e.g. P100',
		description: 'A code of your own, by which the till finds the product',
	}),
];

/** With variants, a product needs what tells them apart: n8n takes an empty table for a filled one. */
function checkNew({ body: fields, options }: RequestInput): void {
	const { attributes } = fields;
	if (!fields.multivariant || (Array.isArray(attributes) && attributes.length > 0)) return;
	throw new InputError(
		options[DEFINE_USING] === 'json' ? 'Attributes (JSON)' : 'Attributes',
		'is empty: a product with variants needs it',
		'Fill it in; nothing was sent.',
	);
}

export const product = crud({
	singular: 'Product',
	plural: 'Products',
	value: 'product',
	description: 'Something that is sold, with its prices, barcodes and variants',
	path: '/products',
	item: 'product',
	items: 'products',
	search: 'searchProducts',
	doc: 'Product',
	required: [
		description('e.g. Caffè espresso', 'Name of the product'),
		body({
			displayName: 'Button Label',
			name: 'descriptionLabel',
			type: 'string',
			default: '',
			placeholder: 'e.g. Espresso',
			description: "Text on the product's button at the till",
		}),
		body({
			displayName: 'Extended Description',
			name: 'descriptionExtended',
			type: 'string',
			default: '',
			placeholder: 'e.g. Caffè espresso, 100% arabica',
			description: 'Longer text among the details of the product',
		}),
		body(
			locator({
				displayName: 'Department (Reparto)',
				name: 'idDepartment',
				description: 'The department that the product is booked on, which also gives the tax',
				search: 'searchDepartments',
			}),
		),
		body(
			locator({
				displayName: 'Category',
				name: 'idCategory',
				description: 'The category that the product stands in',
				search: 'searchCategories',
			}),
		),
		...productPrices,
		body({
			displayName: 'Sold by Weight',
			name: 'soldByWeight',
			type: 'boolean',
			default: false,
			description: 'Whether the price is for a unit of weight and the product is weighed',
		}),
		...availability('the product is'),
		body({
			displayName: 'Has Variants',
			name: 'multivariant',
			type: 'boolean',
			default: false,
			description: 'Whether the product comes in variants, such as sizes or colors',
		}),
	],
	dependent: [
		{ show: { multivariant: [false] }, fields: receiptFields },
		{ show: { multivariant: [true] }, fields: productAttributes },
	],
	optional: [
		...barcodes,
		body({
			displayName: 'Color',
			name: 'color',
			type: 'options',
			options: COLORS,
			default: 'cccccc',
			description: "Background of the product's button at the till",
		}),
		body({
			displayName: 'Default Tare',
			name: 'defaultTare',
			type: 'number',
			typeOptions: { numberPrecision: 0 },
			default: 0,
			hint: 'In whole units of your scales',
			description:
				'Weight of the packaging that is taken off when the product is weighed, in whole units of your scales: the vendor does not say which unit that is',
		}),
		body({
			displayName: 'Icon',
			name: 'icon',
			type: 'options',
			options: ICONS,
			default: 'acqua',
			description: "Picture on the product's button at the till",
		}),
		...modifiers,
		body(
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: '',
				placeholder: 'e.g. summer,vegan',
				description: 'Words to group and find products by, separated by commas',
			},
			{ schema: () => tagList },
		),
		body(externalId),
		...productFields,
		...components,
		...costs,
		...courses,
		...images,
	],
	createOnly: [idSalesPoint],
	upsert: (parts) => upsertProduct(parts, { product: parts, variant: readersOf(productVariant) }),
	filters: [
		textListQuery(
			'Barcodes',
			'barcodes',
			'Only products with one of these barcodes, separated by commas',
			'e.g. 8012345678901,8012345678918',
		),
		idsQuery(
			'Category Names or IDs',
			'idsCategory',
			'getCategories',
			'Only products of these categories',
		),
		idsQuery(
			'Department Names or IDs',
			'idsDepartment',
			'getDepartments',
			'Only products of these departments (reparti)',
		),
		descriptionFilter('products', 'e.g. espresso'),
		query({
			displayName: 'Has Variants',
			name: 'multiVariant',
			type: 'boolean',
			default: true,
			description: 'Whether to get products with variants, or those without',
		}),
		idsSalesPoint,
		query({
			displayName: 'Menu',
			name: 'menu',
			type: 'boolean',
			default: true,
			description: 'Whether to get menus, or products that are none',
		}),
		channelsFilter('products'),
		query({
			displayName: 'Composed',
			name: 'composition',
			type: 'boolean',
			default: true,
			description:
				'Whether to get products that are put together from others, or those that are not',
		}),
		query({
			displayName: 'Sold Only in Others',
			name: 'soldOnlyInComposition',
			type: 'boolean',
			default: true,
			description: 'Whether to get products that are sold only as part of others, or all the rest',
		}),
		sortsFilter('description'),
		textListQuery(
			'Tags',
			'tags',
			'Only products with one of these tags, separated by commas',
			'e.g. summer,vegan',
		),
		textListQuery(
			'Tags (All)',
			'tagsAll',
			'Only products with all of these tags, separated by commas',
			'e.g. summer,vegan',
		),
		visibilityFilter('products'),
		textListQuery(
			'Your Own IDs',
			OWN_IDS,
			'Only products with these IDs of your own system, separated by commas',
			'e.g. ERP-1042,ERP-1043',
		),
	],
	refuse: refuseOtherKeys,
	simplify: simplifyProduct,
	checkCreate: checkNew,
	adds: {
		keys: {
			prices: ['idSalesMode', 'idSalesPoint'],
			attributes: ['idOption'],
			barcodes: ['value'],
			modifiers: ['idOption'],
			components: ['description'],
			costs: ['idSupplier'],
			courses: ['description'],
			images: ['imageUrl'],
			alternatives: [],
			relateds: [],
			tags: [],
		},
		names: 'prices, barcodes, attributes, modifiers, tags, images and all other lists',
		checkMerged: requireUsualPrice,
		inPlace: changedPrices,
	},
});
