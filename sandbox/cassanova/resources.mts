/** The ten kinds of records: their operations, references and filters. */

export type ResourceName =
	| 'tax'
	| 'department'
	| 'option'
	| 'category'
	| 'organization'
	| 'customer'
	| 'product'
	| 'productVariant'
	| 'salesMode'
	| 'supplier';

type Fields = Record<string, unknown>;

export interface Resource {
	/** Stands in newX, editX, deleteX, getX. */
	operation: string;
	listOperation: string;
	/** Key of the record in the answer of getX. */
	one: string;
	/** Key of the list. */
	many: string;
	/** Fields that are shown as null when they have no value. */
	nullable: string[];
	/** Ids of other records; with `as`, the answer also shows that record. */
	references: Array<{ field: string; to: ResourceName; as?: string }>;
	/** Text filters: part of the field of the same name, in any case. */
	like: string[];
	/** List filters by the field they look at. */
	listed?: Record<string, string>;
	/** Further filters. */
	matches?(record: Fields, query: Fields): boolean;
	/** Fields that are kept but not shown. */
	hidden?: string[];
}

const PERSON = ['country', 'vatNumber', 'fiscalCode', 'phoneNumber', 'email', 'note'];
const COMMON = ['externalId', 'idSalesPoint'];

function matchesProduct(product: Fields, query: Fields): boolean {
	const { barcodes, tags, multiVariant, menu } = query;
	const values = ((product.barcodes ?? []) as Array<{ value: string }>).map(({ value }) => value);
	const ownTags = (product.tags ?? []) as string[];
	return (
		(!Array.isArray(barcodes) || values.some((value) => barcodes.includes(value))) &&
		(!Array.isArray(tags) || ownTags.some((tag) => tags.includes(tag))) &&
		(multiVariant === undefined || product.multivariant === multiVariant) &&
		(menu === undefined || (product.menu ?? false) === menu)
	);
}

export const RESOURCES: Record<ResourceName, Resource> = {
	tax: {
		operation: 'Tax',
		listOperation: 'getTaxes',
		one: 'tax',
		many: 'taxes',
		nullable: COMMON,
		references: [],
		like: ['description'],
	},
	department: {
		operation: 'Department',
		listOperation: 'getDepartments',
		one: 'department',
		many: 'departments',
		nullable: [...COMMON, 'amountLimit'],
		references: [{ field: 'idTax', to: 'tax', as: 'tax' }],
		like: ['description'],
	},
	option: {
		operation: 'Option',
		listOperation: 'getOptions',
		one: 'option',
		many: 'options',
		nullable: COMMON,
		references: [],
		like: ['description'],
	},
	category: {
		operation: 'Category',
		listOperation: 'getCategories',
		one: 'category',
		many: 'categories',
		nullable: COMMON,
		references: [],
		like: ['description'],
	},
	organization: {
		operation: 'Organization',
		listOperation: 'getOrganizations',
		one: 'organization',
		many: 'organizations',
		nullable: ['idSalesPoint', ...PERSON],
		references: [],
		like: ['name', 'vatNumber', 'fiscalCode'],
	},
	customer: {
		operation: 'Customer',
		listOperation: 'getCustomers',
		one: 'customer',
		many: 'customers',
		nullable: [...COMMON, ...PERSON, 'idOrganization'],
		references: [{ field: 'idOrganization', to: 'organization', as: 'organization' }],
		like: ['name', 'vatNumber', 'fiscalCode'],
		listed: { idsOrganization: 'idOrganization' },
	},
	product: {
		operation: 'Product',
		listOperation: 'getProducts',
		one: 'product',
		many: 'products',
		nullable: [...COMMON, 'icon', 'defaultTare', 'color', 'descriptionReceipt', 'internalId'],
		references: [
			{ field: 'idDepartment', to: 'department', as: 'department' },
			{ field: 'idCategory', to: 'category', as: 'category' },
		],
		like: ['description'],
		listed: { idsCategory: 'idCategory', idsDepartment: 'idDepartment' },
		matches: matchesProduct,
		hidden: ['menu'],
	},
	productVariant: {
		operation: 'ProductVariant',
		listOperation: 'getProductVariants',
		one: 'variant',
		many: 'variants',
		nullable: ['internalId', 'prices'],
		references: [{ field: 'idProduct', to: 'product' }],
		like: [],
		hidden: ['idProduct', 'lastUpdate'],
	},
	salesMode: {
		operation: 'SalesMode',
		listOperation: 'getSalesModes',
		one: 'salesMode',
		many: 'salesModes',
		nullable: ['idSalesPoint'],
		references: [],
		like: ['description'],
	},
	supplier: {
		operation: 'Supplier',
		listOperation: 'getSuppliers',
		one: 'supplier',
		many: 'suppliers',
		nullable: [
			...COMMON,
			...['taxCode', 'street', 'city', 'zipcode', 'district', 'country'],
			...['phoneNumber', 'email', 'note'],
		],
		references: [],
		like: ['name'],
	},
};
