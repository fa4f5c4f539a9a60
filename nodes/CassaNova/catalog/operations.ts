/** Operations that need more than one resource: prices and quantities of whatever is sold. */
import type { ActionCall, Endpoint, Resource } from '../../shared/table/types';
import { product } from '../resources/product';
import { productVariant } from '../resources/productVariant';
import { stock } from '../resources/stock';
import { stockMovement } from '../resources/stockMovement';
import { findById } from './find';
import type { Readers } from './find';
import { setPrice } from './setPrice';
import { setQuantity } from './setQuantity';

function operationOf({ name, endpoints }: Resource, value: string): Endpoint {
	const found = endpoints.find((endpoint) => endpoint.value === value);
	if (!found) throw new Error(`${name} has no operation "${value}"`);
	return found;
}

function readersOf(resource: Resource) {
	return { get: operationOf(resource, 'get'), getAll: operationOf(resource, 'getAll') };
}

const readers: Readers = { product: readersOf(product), variant: readersOf(productVariant) };

/** The fields that name the record of an operation by its ID. */
function idsOf(resource: Resource) {
	const { fields = [] } = operationOf(resource, 'get');
	return fields.filter((field) => field.in === 'path');
}

/** A resource with one operation more, all in alphabetical order. */
function withOperation(resource: Resource, more: Endpoint): Resource {
	const endpoints = [...resource.endpoints, more].sort((a, b) =>
		a.name.localeCompare(b.name, 'en'),
	);
	return { ...resource, endpoints };
}

/** {@link product} with "Set Price". */
export const products = withOperation(
	product,
	setPrice({
		one: 'product',
		readers,
		update: operationOf(product, 'update'),
		byId: idsOf(product),
		pick: async (call: ActionCall) => await findById(call, readers, String(call.input.path.id)),
		isOfVariant: false,
	}),
);

/** {@link productVariant} with "Set Price". */
export const productVariants = withOperation(
	productVariant,
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

/** {@link stock} with "Set Quantity". */
export const stocks = withOperation(
	stock,
	setQuantity({
		readers,
		stocks: operationOf(stock, 'getAll'),
		createMovement: operationOf(stockMovement, 'create'),
	}),
);
