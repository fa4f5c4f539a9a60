/** The lists that the CassaNova node's panel offers to pick from. */
import { listSearch, loadOptions } from '../shared/pickers';
import type { PickerSpec } from '../shared/pickers';
import { getTimeZones } from '../shared/timeZones';
import { cassaNova } from './api';

/** What each list shows: by name of the record, with the vendor's own search where it has one. */
const LISTS = {
	categories: { resource: 'category', label: ['description'], id: ['id'], search: 'description' },
	customers: { resource: 'customer', label: ['name', 'city'], id: ['id'], search: 'name' },
	departments: {
		resource: 'department',
		label: ['description'],
		id: ['id'],
		search: 'description',
	},
	options: { resource: 'option', label: ['description'], id: ['id'], search: 'description' },
	organizations: { resource: 'organization', label: ['name', 'city'], id: ['id'], search: 'name' },
	products: { resource: 'product', label: ['description'], id: ['id'], search: 'description' },
	/** Variants of the product that is chosen in the same panel, whatever its field is called. */
	productVariants: {
		resource: 'productVariant',
		label: ['description', 'descriptionReceipt', 'internalId'],
		id: ['id'],
		parents: ['productId', 'idProduct'],
	},
	salesModes: { resource: 'salesMode', label: ['description'], id: ['id'], search: 'description' },
	salesPoints: { resource: 'salesPoint', label: ['name', 'city'], id: ['id'] },
	suppliers: { resource: 'supplier', label: ['name', 'city'], id: ['id'], search: 'name' },
	taxes: { resource: 'tax', label: ['description'], id: ['id'], search: 'description' },
} satisfies Record<string, PickerSpec>;

const find = (list: keyof typeof LISTS) => listSearch(cassaNova, LISTS[list]);
const all = (list: keyof typeof LISTS) => loadOptions(cassaNova, LISTS[list]);

/** The node's `methods`; one line for each picker that a field names. */
export const pickers = {
	listSearch: {
		searchSalesPoints: find('salesPoints'),
		searchTaxes: find('taxes'),
	},
	loadOptions: {
		getSalesPoints: all('salesPoints'),
		getTimeZones,
	},
};
