/** The lists that the CassaNova node's panel offers to pick from. */
import type { IDataObject } from 'n8n-workflow';
import { listSearch, loadOptions, orNone } from '../shared/panel/pickers';
import type { PickerSpec } from '../shared/panel/pickers';
import { getTimeZones } from '../shared/table/timeZones';
import { recordsIn } from '../shared/values/records';
import { cassaNova } from './api';
import { syncColumns } from './catalog/operations';
import { valuesOfOption } from './resources/option';

/** The values of an option, each with the option's name. */
function namedValues(option: IDataObject): IDataObject[] {
	return valuesOfOption(option).map((value) => ({ ...value, option: option.description }));
}

/** A product's variants, each with the product's name; the product itself where it has none. */
function variantsOf({ id, description, variants }: IDataObject): IDataObject[] {
	const own = recordsIn(variants);
	if (own.length === 0) return [{ id, description }];
	return own.map((variant) => ({ ...variant, description }));
}

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
	/** The values of all options: a list inside a list can't ask what was chosen above it. */
	optionValues: { resource: 'option', label: ['option', 'value'], id: ['id'], rows: namedValues },
	organizations: { resource: 'organization', label: ['name', 'city'], id: ['id'], search: 'name' },
	products: { resource: 'product', label: ['description'], id: ['id'], search: 'description' },
	/** Variants of the product that is chosen in the same panel, whatever its field is called. */
	productVariants: {
		resource: 'productVariant',
		label: ['description', 'descriptionReceipt', 'internalId'],
		id: ['id'],
		parents: ['productId', 'idProduct'],
	},
	/** What an order's row can name, of all products: a list inside a list can't ask what was chosen above it. */
	variantsOfProducts: {
		resource: 'product',
		label: ['description', 'descriptionReceipt', 'internalId'],
		id: ['id'],
		rows: variantsOf,
	},
	salesModes: { resource: 'salesMode', label: ['description'], id: ['id'], search: 'description' },
	salesPoints: { resource: 'salesPoint', label: ['name', 'city'], id: ['id'] },
	suppliers: { resource: 'supplier', label: ['name', 'city'], id: ['id'], search: 'name' },
	tables: {
		resource: 'table',
		label: ['name'],
		id: ['id'],
		search: 'name',
		asks: { query: 'idsSalesPoint', parameter: 'idSalesPoint', as: (shop) => [Number(shop)] },
	},
	taxes: { resource: 'tax', label: ['description'], id: ['id'], search: 'description' },
} satisfies Record<string, PickerSpec>;

const find = (list: keyof typeof LISTS) => listSearch(cassaNova, LISTS[list]);
const all = (list: keyof typeof LISTS) => loadOptions(cassaNova, LISTS[list]);

const salesPoints = all('salesPoints');

/** The node's `methods`; one line for each picker that a field names, and the columns of lists. */
export const pickers = {
	resourceMapping: syncColumns,
	listSearch: {
		searchCategories: find('categories'),
		searchCustomers: find('customers'),
		searchDepartments: find('departments'),
		searchOptions: find('options'),
		searchOrganizations: find('organizations'),
		searchProducts: find('products'),
		searchProductVariants: find('productVariants'),
		searchSalesModes: find('salesModes'),
		searchSalesPoints: find('salesPoints'),
		searchSuppliers: find('suppliers'),
		searchTables: find('tables'),
		searchTaxes: find('taxes'),
	},
	loadOptions: {
		getCategories: all('categories'),
		getCustomers: all('customers'),
		getDepartments: all('departments'),
		getDepartmentsOrNone: orNone(all('departments'), '(None)'),
		getOptions: all('options'),
		getOptionValues: all('optionValues'),
		getOrganizations: all('organizations'),
		getProducts: all('products'),
		getSalesModesOrNone: orNone(all('salesModes'), '(Usual Price)'),
		getSalesPoints: salesPoints,
		getSalesPointsOrNone: orNone(salesPoints, '(All Shops)'),
		getSuppliers: all('suppliers'),
		getTaxes: all('taxes'),
		getTaxesOrNone: orNone(all('taxes'), '(None)'),
		getTimeZones,
		getVariantsOfProducts: orNone(all('variantsOfProducts'), '(None)'),
	},
};

/** What the instant trigger's panel asks for. */
export const instantTriggerPickers = {
	loadOptions: { getSalesPoints: salesPoints, getTimeZones },
};

/** What the polling trigger's panel asks for. */
export const triggerPickers = {
	loadOptions: {
		getCategories: all('categories'),
		getDepartments: all('departments'),
		getProducts: all('products'),
		getSalesPoints: salesPoints,
		getTimeZones,
	},
};
