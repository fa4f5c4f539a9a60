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

/** The switch of each channel. */
const CHANNELS: Record<string, string> = {
	RISTO: 'enableForRisto',
	SALE: 'enableForSale',
	ECOMMERCE: 'enableForECommerce',
	MOBILE_COMMERCE: 'enableForMobileCommerce',
	SELF_ORDER: 'enableForSelfOrderMenu',
	KIOSK: 'enableForKiosk',
};

/** Assumption: a record is sold in one of the channels that were asked for. */
function isSoldIn(record: Fields, { enabledForChannels: asked }: Fields): boolean {
	return !Array.isArray(asked) || asked.some((one: string) => record[CHANNELS[one] ?? ''] === true);
}

function matchesProduct(product: Fields, query: Fields): boolean {
	const { barcodes, tags, tagsAll, multiVariant, menu } = query;
	const { composition, soldOnlyInComposition } = query;
	const values = ((product.barcodes ?? []) as Array<{ value: string }>).map(({ value }) => value);
	const ownTags = (product.tags ?? []) as string[];
	return (
		(!Array.isArray(barcodes) || values.some((value) => barcodes.includes(value))) &&
		(!Array.isArray(tags) || ownTags.some((tag) => tags.includes(tag))) &&
		(!Array.isArray(tagsAll) || tagsAll.every((tag: string) => ownTags.includes(tag))) &&
		isSoldIn(product, query) &&
		(composition === undefined || (product.composition ?? false) === composition) &&
		(soldOnlyInComposition === undefined ||
			(product.soldOnlyInCompositions ?? false) === soldOnlyInComposition) &&
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
		listed: { idsTax: 'idTax' },
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
		matches: isSoldIn,
	},
	organization: {
		operation: 'Organization',
		listOperation: 'getOrganizations',
		one: 'organization',
		many: 'organizations',
		nullable: ['idSalesPoint', ...PERSON],
		references: [],
		like: ['name', 'vatNumber', 'fiscalCode', 'email'],
	},
	customer: {
		operation: 'Customer',
		listOperation: 'getCustomers',
		one: 'customer',
		many: 'customers',
		nullable: [...COMMON, ...PERSON, 'idOrganization'],
		references: [{ field: 'idOrganization', to: 'organization', as: 'organization' }],
		like: ['name', 'vatNumber', 'fiscalCode', 'email'],
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
		listed: {
			idsCategory: 'idCategory',
			idsDepartment: 'idDepartment',
			externalId: 'externalId',
		},
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
