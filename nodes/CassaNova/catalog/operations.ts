/** Operations that need more than one resource: prices and quantities of whatever is sold, and whole lists. */
import type { ActionCall, Endpoint, Resource } from '../../shared/table/types';
import { operationOf, readersOf } from '../records/operationOf';
import { category } from '../resources/category';
import { customer } from '../resources/customer';
import { department } from '../resources/department';
import { productOption } from '../resources/option';
import { organization } from '../resources/organization';
import { product } from '../resources/product';
import { productVariant } from '../resources/productVariant';
import { salesMode } from '../resources/salesMode';
import { salesPoint } from '../resources/salesPoint';
import { stock } from '../resources/stock';
import { stockMovement } from '../resources/stockMovement';
import { supplier } from '../resources/supplier';
import { mapperFields } from '../sync/mapper';
import { categorySpec, customerSpec, productSpec, supplierSpec } from '../sync/specs';
import { stockKind } from '../sync/stock/stockColumns';
import { syncStock } from '../sync/stock/stockSync';
import { sync } from '../sync/sync';
import { movementByKey } from './createMovement';
import { findById } from './find';
import type { Readers } from './find';
import { addNames, namesOfStock } from './names';
import { setPrice } from './setPrice';
import { setQuantity } from './setQuantity';
import { upsertVariant } from './upsertSold';

const readers: Readers = { product: readersOf(product), variant: readersOf(productVariant) };

function partsOf(resource: Resource) {
	return {
		create: operationOf(resource, 'create'),
		getAll: operationOf(resource, 'getAll'),
		update: operationOf(resource, 'update'),
	};
}

/** What each kind of records is synced by. */
const syncSpecs = {
	category: categorySpec(partsOf(category)),
	customer: customerSpec(partsOf(customer), {
		organizations: operationOf(organization, 'getAll'),
		salesModes: operationOf(salesMode, 'getAll'),
	}),
	product: productSpec(partsOf(product), {
		departments: operationOf(department, 'getAll'),
		categories: partsOf(category),
		readers,
		variants: {
			create: operationOf(productVariant, 'create'),
			update: operationOf(productVariant, 'update'),
			options: {
				create: operationOf(productOption, 'create'),
				...readersOf(productOption),
			},
		},
	}),
	supplier: supplierSpec(partsOf(supplier)),
};

/** The node's methods that give the columns of each kind of records; nothing is asked for them. */
export const syncColumns = {
	getCategoryColumns: async () => await Promise.resolve(mapperFields(syncSpecs.category)),
	getCustomerColumns: async () => await Promise.resolve(mapperFields(syncSpecs.customer)),
	getProductColumns: async () => await Promise.resolve(mapperFields(syncSpecs.product)),
	getStockColumns: async () => await Promise.resolve(mapperFields(stockKind)),
	getSupplierColumns: async () => await Promise.resolve(mapperFields(syncSpecs.supplier)),
};

/** The fields that name the record of an operation by its ID. */
function idsOf(resource: Resource) {
	const { fields = [] } = operationOf(resource, 'get');
	return fields.filter((field) => field.in === 'path');
}

/** A resource with more operations, all in alphabetical order. */
function withOperations(resource: Resource, ...more: Endpoint[]): Resource {
	const endpoints = [...resource.endpoints, ...more].sort((a, b) =>
		a.name.localeCompare(b.name, 'en'),
	);
	return { ...resource, endpoints };
}

/** {@link product} with "Set Price" and "Sync From a List". */
export const products = withOperations(
	product,
	sync(syncSpecs.product, 'getProductColumns'),
	setPrice({
		one: 'product',
		readers,
		update: operationOf(product, 'update'),
		byId: idsOf(product),
		pick: async (call: ActionCall) => await findById(call, readers, String(call.input.path.id)),
		isOfVariant: false,
	}),
);

/** {@link category} with "Sync From a List". */
export const categories = withOperations(category, sync(syncSpecs.category, 'getCategoryColumns'));

/** {@link customer} with "Sync From a List". */
export const customers = withOperations(customer, sync(syncSpecs.customer, 'getCustomerColumns'));

/** {@link supplier} with "Sync From a List". */
export const suppliers = withOperations(supplier, sync(syncSpecs.supplier, 'getSupplierColumns'));

/** {@link productVariant} with "Create or Update" and "Set Price". */
export const productVariants = withOperations(
	productVariant,
	upsertVariant(partsOf(productVariant), readers),
	setPrice({
		one: 'product variant',
		readers,
		update: operationOf(productVariant, 'update'),
		byId: idsOf(productVariant),
		pick: async (call: ActionCall) => {
			const { idproduct, id } = call.input.path;
			return await findById(call, readers, String(idproduct), String(id));
		},
		isOfVariant: true,
	}),
);

/** A resource of stock, whose lists say names where these are wanted. */
function withNames(resource: Resource): Resource {
	const named = namesOfStock(readers);
	const endpoints = resource.endpoints.map((endpoint) =>
		endpoint.value === 'getAll'
			? { ...endpoint, output: { ...endpoint.output, named, namedOption: addNames.property.name } }
			: endpoint,
	);
	return { ...resource, endpoints };
}

const stockParts = {
	readers,
	stocks: operationOf(stock, 'getAll'),
	createMovement: operationOf(stockMovement, 'create'),
};

/** {@link stock} with names, "Set Quantity" and "Sync From a List". */
export const stocks = withOperations(
	withNames(stock),
	setQuantity(stockParts),
	syncStock(
		{
			...stockParts,
			shops: operationOf(salesPoint, 'getAll'),
			update: operationOf(stock, 'update'),
		},
		'getStockColumns',
	),
);

const movementParts = {
	create: stockParts.createMovement,
	getAll: operationOf(stockMovement, 'getAll'),
};

/** {@link stockMovement} with names, whose products and variants may be told by a key. */
export const stockMovements: Resource = withNames({
	...stockMovement,
	endpoints: stockMovement.endpoints.map((endpoint) =>
		endpoint.value === 'create' ? movementByKey(movementParts, readers) : endpoint,
	),
});
