/** What stock and its movements have in common (document: Stock and StockMovement Management). */
import { InputError } from '../../shared/table/inputError';
import { body, path } from '../../shared/table/fields';
import { numeric } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { Field } from '../../shared/table/types';
import { idsQuery, textListQuery } from '../fields';
import { MOVEMENT_TYPES } from './enums';
import { locator } from './locators';

/** The shop whose stock it is. */
export const salesPointId: Field = path(
	locator({
		displayName: 'Shop',
		name: 'salesPointId',
		description: 'The shop (sales point) whose stock it is',
		search: 'searchSalesPoints',
		required: true,
		placeholder: 'e.g. 4711',
	}),
	{ as: 'idSalesPoint', schema: () => numeric({ integer: true }) },
);

/** What is in stock: the product, or the variant where the product has some. */
export const stockItem: Field[] = [
	body(
		locator({
			displayName: 'Product',
			name: 'idProduct',
			description: 'The product, if it has no variants. With a variant below it may be left empty.',
			search: 'searchProducts',
		}),
	),
	body(
		locator({
			displayName: 'Product Variant',
			name: 'idProductVariant',
			hint: 'Only for a product that has variants',
			description:
				'The variant, if the product has some. The list shows those of the product above.',
			search: 'searchProductVariants',
		}),
	),
];

/** Assumption: with a variant the product may be named as well; the document forbids only neither. */
export function checkStockItem({ body: { idProduct, idProductVariant } }: RequestInput): void {
	if (idProduct !== undefined || idProductVariant !== undefined) return;
	throw new InputError(
		'Product',
		'is empty, and "Product Variant", too',
		'Choose the product, or the variant where the product has some; nothing was sent.',
	);
}

/** What differs in the words of movements: their usual reason, and an example of a note. */
interface MovementWords {
	note: string;
	reason: string;
	/** What the reason is for, in sentences. */
	why: string;
}

/** What is remembered of a movement. */
export function movementWords({ note, reason, why }: MovementWords): Field[] {
	return [
		body({
			displayName: 'Note',
			name: 'note',
			type: 'string',
			default: '',
			placeholder: note,
			description: 'Whatever you want to remember of the movement',
		}),
		body({
			displayName: 'Reason',
			name: 'reason',
			type: 'options',
			options: MOVEMENT_TYPES,
			default: reason,
			description: why,
		}),
	];
}

export const stockItemFilters: Field[] = [
	idsQuery('Product Names or IDs', 'idProduct', 'getProducts', 'Only of these products'),
	textListQuery(
		'Product Variant IDs',
		'idProductVariant',
		'Only of these variants, separated by commas',
	),
];
