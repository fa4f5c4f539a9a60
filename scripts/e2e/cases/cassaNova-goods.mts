// End-to-end cases of what a CassaNova shop sells and stores: products, variants, stock, suppliers.

import { oneRow } from '../lib/one-row.mts';
import type { E2eCase } from '../lib/types.mts';

const apiKey = { authentication: 'apiKey' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
/** The first item of an earlier case. */
const from = (title: string, field = 'id') =>
	`={{ $('cassaNova ${title}').first().json.${field} }}`;
const odd = 'é & = + " /';

type Rest = Omit<E2eCase, 'node' | 'resource' | 'operation'>;

function cases(resource: string, list: Array<[operation: string, rest: Rest]>): E2eCase[] {
	return list.map(([operation, { parameters, ...rest }]) => ({
		node: 'cassaNova',
		resource,
		operation,
		parameters: { ...apiKey, ...parameters },
		...rest,
	}));
}

const salesModeId = byId(from('salesMode create'));
const salesModes = cases('salesMode', [
	[
		'create',
		{
			parameters: { description: `Serale ${odd}` },
			items: 1,
			request: { route: 'POST /salesmodes', body: { description: `Serale ${odd}` } },
		},
	],
	[
		'update',
		{
			parameters: { salesModeId, updateFields: { description: 'Serale estivo' } },
			items: 1,
			json: { success: true },
			request: { route: 'PUT /salesmodes/*', body: { description: 'Serale estivo' } },
		},
	],
	[
		'get',
		{
			parameters: { salesModeId },
			items: 1,
			json: { description: 'Serale estivo' },
			request: { route: 'GET /salesmodes/*' },
		},
	],
	[
		'getAll',
		{
			parameters: { returnAll: true, simplify: true, filters: { description: 'estivo' } },
			items: 1,
			json: { description: 'Serale estivo' },
			request: { route: 'GET /salesmodes', query: { description: '"estivo"' } },
		},
	],
]);

const newSupplier = { name: `Fornitore ${odd}`, vatNumber: '01234567890' };
const supplierId = byId(from('supplier create'));
const suppliers = cases('supplier', [
	[
		'create',
		{
			parameters: {
				...newSupplier,
				additionalFields: { externalId: 'e2e-1', email: 'a+b@example.com' },
			},
			items: 1,
			request: {
				route: 'POST /suppliers',
				body: { ...newSupplier, externalId: 'e2e-1', email: 'a+b@example.com' },
			},
		},
	],
	[
		'createOrUpdate',
		{
			parameters: { ...newSupplier, externalId: 'e2e-1', additionalFields: { city: 'Forlì' } },
			items: 1,
			json: { created: false },
			request: { route: 'PUT /suppliers/*', body: { city: 'Forlì' } },
		},
	],
	[
		'update',
		{
			parameters: { supplierId, updateFields: { note: 'Consegna il lunedì' } },
			items: 1,
			json: { success: true },
			request: { route: 'PUT /suppliers/*', body: { note: 'Consegna il lunedì' } },
		},
	],
	[
		'get',
		{
			parameters: { supplierId },
			items: 1,
			json: { ...newSupplier, city: 'Forlì', note: 'Consegna il lunedì' },
			request: { route: 'GET /suppliers/*' },
		},
	],
	[
		'getAll',
		{
			parameters: { returnAll: true, simplify: true, filters: { name: 'fornitore' } },
			items: 1,
			json: { ...newSupplier, city: 'Forlì' },
			request: { route: 'GET /suppliers', query: { name: '"fornitore"' } },
		},
	],
	[
		'sync',
		{
			parameters: oneRow('vatNumber', { vatNumber: 'IT 01234567890', city: 'Cesena' }),
			items: 1,
			json: { action: 'change', written: true },
			request: { route: 'PUT /suppliers/*', body: { city: 'Cesena' } },
		},
	],
	[
		'delete',
		{
			parameters: { supplierId },
			items: 1,
			json: { deleted: true },
			request: { route: 'DELETE /suppliers/*' },
		},
	],
]);

const coffee = cases('product', [
	[
		'getAll',
		{
			variant: 'as sent',
			parameters: { returnAll: true, simplify: false, filters: { description: 'cappuccino' } },
			items: 1,
			json: { description: 'Cappuccino', multivariant: false },
			request: { route: 'GET /products', query: { description: '"cappuccino"' } },
		},
	],
	[
		'getAll',
		{
			variant: 'with variants',
			parameters: { returnAll: true, simplify: true, filters: { multiVariant: true } },
			items: 1,
			json: { multivariant: true, price: 19.9 },
			request: { route: 'GET /products', query: { multiVariant: 'true' } },
		},
	],
]);

const texts = {
	description: `Caffè ${odd}`,
	descriptionLabel: 'Caffè',
	descriptionExtended: 'Caffè di prova',
};
const switches = {
	soldByWeight: false,
	enableForSale: true,
	enableForRisto: true,
	enableForECommerce: false,
	enableForMobileCommerce: false,
	enableForSelfOrderMenu: false,
	enableForKiosk: false,
	multivariant: false,
};
const onReceipt = { descriptionReceipt: 'CAFFE PROVA', internalId: 'E2E' };
const places = {
	idDepartment: byId(from('product getAll as sent', 'idDepartment')),
	idCategory: byId(from('product getAll as sent', 'idCategory')),
};
const productId = byId(from('product create'));
const espresso = { descriptionExtended: 'Caffè espresso, 100% arabica' };
const products = cases('product', [
	[
		'create',
		{
			parameters: {
				...texts,
				...switches,
				...onReceipt,
				...places,
				defineUsing: 'fields',
				prices: {
					entry: [{ value: 1.5 }, { idSalesMode: from('salesMode create'), value: 1.25 }],
				},
				additionalFields: {
					barcodes: { entry: [{ value: '8012345678901', format: 'EAN13', salable: true }] },
					color: 'ebbd1d',
					icon: 'caffe',
					tags: 'e2e,bar',
					externalId: 'e2e-2',
				},
			},
			items: 1,
			request: {
				route: 'POST /products',
				body: {
					...texts,
					...switches,
					...onReceipt,
					barcodes: [{ value: '8012345678901', format: 'EAN13', salable: true }],
					color: 'ebbd1d',
					icon: 'caffe',
					tags: ['e2e', 'bar'],
					externalId: 'e2e-2',
				},
			},
		},
	],
	[
		'createOrUpdate',
		{
			parameters: {
				...texts,
				...onReceipt,
				...places,
				multivariant: false,
				externalId: 'e2e-2',
				defineUsing: 'json',
				pricesJson: '[{"value":1.6}]',
			},
			items: 1,
			json: { created: false },
			request: { route: 'PUT /products/*', body: { prices: [{ value: 1.6 }] } },
		},
	],
	[
		'createOrUpdate',
		{
			variant: 'by barcode',
			parameters: {
				matchBy: 'barcode',
				matchValue: '8012345678901',
				...espresso,
			},
			items: 1,
			json: { created: false },
			request: { route: 'PUT /products/*', body: espresso },
		},
	],
	[
		'update',
		{
			parameters: { productId, updateFields: { descriptionLabel: 'Caffè 2' } },
			items: 1,
			json: { success: true },
			request: { route: 'PUT /products/*', body: { descriptionLabel: 'Caffè 2' } },
		},
	],
	[
		'setPrice',
		{
			parameters: { matchBy: 'barcode', matchValue: '8012345678901', price: '1,70' },
			items: 1,
			json: { success: true, changed: true, before: '1.6', price: 1.7 },
			request: { route: 'PUT /products/*', body: { prices: [{ value: 1.7 }] } },
		},
	],
	[
		'sync',
		{
			parameters: oneRow('barcodes', { barcodes: '8012345678901', price: '1,80' }),
			items: 1,
			json: { action: 'change', changes: [{ field: 'price', before: 1.7, after: 1.8 }] },
			request: { route: 'PUT /products/*', body: { prices: [{ value: 1.8 }] } },
		},
	],
	[
		'get',
		{
			parameters: { productId },
			items: 1,
			json: { ...texts, ...switches, ...espresso, descriptionLabel: 'Caffè 2', color: 'ebbd1d' },
			request: { route: 'GET /products/*' },
		},
	],
	[
		'getAll',
		{
			parameters: { returnAll: false, limit: 5, simplify: true, filters: { tags: 'e2e' } },
			items: 1,
			// As "Sync From a List" has left it.
			json: { description: texts.description, price: 1.8, barcodes: '8012345678901' },
			request: { route: 'GET /products', query: { start: '0', limit: '5', tags: '["e2e"]' } },
		},
	],
]);

const shirt = byId(from('product getAll with variants'));
const oneVariant = { productId: shirt, productVariantId: byId(from('productVariant create')) };
const variants = cases('productVariant', [
	[
		'create',
		{
			parameters: {
				productId: shirt,
				descriptionReceipt: 'MAGLIETTA XL',
				additionalFields: { description: `Maglietta ${odd}`, prices: { entry: [{ value: 21 }] } },
			},
			items: 1,
			request: {
				route: 'POST /products/*/variants',
				body: {
					descriptionReceipt: 'MAGLIETTA XL',
					description: `Maglietta ${odd}`,
					prices: [{ value: 21 }],
				},
			},
		},
	],
	[
		'update',
		{
			parameters: { ...oneVariant, updateFields: { internalId: 'T-XL' } },
			items: 1,
			json: { success: true },
			request: { route: 'PUT /products/*/variants/*', body: { internalId: 'T-XL' } },
		},
	],
	[
		'createOrUpdate',
		{
			parameters: {
				productId: shirt,
				matchBy: 'internalId',
				matchValue: 'T-XL',
				descriptionReceipt: 'MAGLIETTA XXL',
			},
			items: 1,
			json: { created: false },
			request: {
				route: 'PUT /products/*/variants/*',
				body: { descriptionReceipt: 'MAGLIETTA XXL' },
			},
		},
	],
	[
		'setPrice',
		{
			parameters: { matchBy: 'internalId', matchValue: 'T-XL', price: '22' },
			items: 1,
			json: { success: true, changed: true, before: '21', price: 22 },
			request: { route: 'PUT /products/*/variants/*', body: { prices: [{ value: 22 }] } },
		},
	],
	[
		'get',
		{
			parameters: oneVariant,
			items: 1,
			json: { description: `Maglietta ${odd}`, internalId: 'T-XL' },
			request: { route: 'GET /products/*/variants/*' },
		},
	],
	[
		'getAll',
		{
			parameters: { productId: shirt, returnAll: true, simplify: true },
			items: 4,
			json: { internalId: 'T-S', attributes: 'Taglia: S' },
			request: { route: 'GET /products/*/variants', query: { start: '0', limit: '100' } },
		},
	],
]);

const shop = { salesPointId: byId('4711') };
const stocks = cases('stock', [
	[
		'update',
		{
			parameters: {
				...shop,
				idProduct: productId,
				updateFields: { manageStock: true, warningLevel: 2.5 },
			},
			items: 1,
			json: { idSalesPoint: 4711, success: true },
			request: { route: 'PUT /stocks/*', body: { manageStock: true, warningLevel: 2.5 } },
		},
	],
	[
		'getAll',
		{
			parameters: {
				...shop,
				returnAll: true,
				simplify: true,
				filters: { idProduct: from('product create') },
			},
			items: 1,
			json: { manageStock: true, warningLevel: 2.5 },
			request: { route: 'GET /stocks/*' },
		},
	],
]);

const movements = cases('stockMovement', [
	[
		'create',
		{
			parameters: {
				...shop,
				idProduct: productId,
				quantity: 2.5,
				onlyOncePer: 'e2e-1',
				additionalFields: { reason: 'SUPPLY', note: odd },
			},
			items: 1,
			json: { duplicate: false },
			request: {
				route: 'POST /stocks/*/movements',
				body: { quantity: 2.5, reason: 'SUPPLY', note: `[e2e-1] ${odd}` },
			},
		},
	],
	[
		'create',
		{
			variant: 'again',
			parameters: { ...shop, idProduct: productId, quantity: 2.5, onlyOncePer: 'e2e-1' },
			items: 1,
			json: { duplicate: true },
		},
	],
	[
		'getAll',
		{
			parameters: {
				...shop,
				returnAll: true,
				simplify: true,
				filters: {
					datetimeFrom: "={{ $now.setZone('Europe/Rome').minus({ days: 9 }).toISODate() }}",
					idProduct: from('product create'),
				},
			},
			items: 1,
			json: { quantity: 2.5, reason: 'SUPPLY', note: `[e2e-1] ${odd}`, idSalesPoint: 4711 },
			request: { route: 'GET /stocks/*/movements' },
		},
	],
]);

const counted = cases('stock', [
	[
		'setQuantity',
		{
			parameters: {
				...shop,
				matchBy: 'barcode',
				matchValue: '8012345678901',
				quantity: '17',
			},
			items: 1,
			json: { idSalesPoint: 4711, success: true, changed: true, before: 22.5, quantity: 17 },
			request: {
				route: 'POST /stocks/*/movements',
				body: { quantity: -5.5, reason: 'CORRECTION' },
			},
		},
	],
	[
		'sync',
		{
			parameters: {
				...oneRow('barcodes', {
					barcodes: '8012345678901',
					idSalesPoint: '4711',
					quantity: '12,5',
					warningLevel: '2,5',
				}),
				additionalFields: { note: odd },
			},
			items: 1,
			json: { action: 'change', changes: [{ field: 'quantity', before: 17, after: 12.5 }] },
			request: {
				route: 'POST /stocks/*/movements',
				body: { quantity: -4.5, note: odd, reason: 'CORRECTION' },
			},
		},
	],
]);

/** What is no longer needed goes, in an order in which nothing refers to it. */
const removals = [
	...cases('productVariant', [
		[
			'delete',
			{
				parameters: oneVariant,
				items: 1,
				json: { deleted: true },
				request: { route: 'DELETE /products/*/variants/*' },
			},
		],
	]),
	...cases('product', [
		[
			'delete',
			{
				parameters: { productId },
				items: 1,
				json: { deleted: true },
				request: { route: 'DELETE /products/*' },
			},
		],
	]),
	...cases('salesMode', [
		[
			'delete',
			{
				parameters: { salesModeId },
				items: 1,
				json: { deleted: true },
				request: { route: 'DELETE /salesmodes/*' },
			},
		],
	]),
];

export const cassaNovaGoods: E2eCase[] = [
	...salesModes,
	...suppliers,
	...coffee,
	...products,
	...variants,
	...stocks,
	...movements,
	...counted,
	...removals,
];
