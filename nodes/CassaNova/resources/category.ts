/** Categories of products (document: Category Management). */
import type { IDataObject } from 'n8n-workflow';
import { body } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import { availability } from '../records/availability';
import { crud } from '../records/crud';
import { description, descriptionFilter, externalId, idSalesPoint, idsSalesPoint } from '../fields';
import { channelsFilter, sortsFilter, visibilityFilter } from '../newerFilters';
import { modifiers } from '../records/lists';
import { isRecord, recordsIn } from '../../shared/values/records';

export const category = crud({
	singular: 'Category',
	plural: 'Categories',
	value: 'category',
	description: 'A group of products with the same ways of selling and the same modifiers',
	path: '/categories',
	item: 'category',
	items: 'categories',
	search: 'searchCategories',
	doc: 'Category',
	required: [
		description('e.g. Pizza', 'Name of the category'),
		...availability('its products are'),
	],
	optional: [body(externalId), ...modifiers],
	createOnly: [idSalesPoint],
	filters: [
		idsSalesPoint,
		descriptionFilter('categories', 'e.g. pizza'),
		channelsFilter('categories'),
		sortsFilter('description'),
		visibilityFilter('categories'),
	],
	adds: { keys: { modifiers: ['idOption'] }, names: 'modifiers' },
	simplify: (record) => ({
		...pick('description')(record),
		modifiers: modifierNames(record),
		...pick(
			'enableForSale',
			'enableForRisto',
			'enableForECommerce',
			'enableForMobileCommerce',
			'enableForSelfOrderMenu',
			'enableForKiosk',
			'id',
			'externalId',
		)(record),
	}),
});

/** The options that a category's modifiers are made of, as one text. */
function modifierNames({ modifiers: list }: IDataObject): string {
	return recordsIn(list)
		.map(({ option }) => String((isRecord(option) ? option.description : undefined) ?? ''))
		.join(', ');
}
