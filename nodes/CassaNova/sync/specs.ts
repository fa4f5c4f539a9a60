/** What categories, customers, products and suppliers are synced by (document: Category, Customer, Product, Supplier). */
import type { IDataObject } from 'n8n-workflow';
import type { Call, Endpoint } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { fold } from '../../shared/values/nameIndex';
import { hasVariants, readCatalog } from '../catalog/find';
import type { CatalogKeys, Readers } from '../catalog/find';
import { givenGtinOf, gtinOf } from '../catalog/gtin';
import { SOLD_IN_NEW, offSaleIn } from '../records/availability';
import { ownIdOf } from '../records/ownId';
import { barcodesIn, emailsOf, textsOf, vatNumbersOf } from '../records/recordKeys';
import { barcodeColumn, columnsOf, idColumn, priceColumn } from './columns';
import type { ReferenceList } from './references';
import { filled } from './sync';
import type { Existing, SyncKey, SyncSpec, VariantSpec } from './types';

/** The operations of a kind of records that a sync consists of. */
export type Parts = Record<'create' | 'getAll' | 'update', Endpoint>;

const ownId: SyncKey = {
	column: 'externalId',
	words: 'own ID',
	of: (value) => textsOf(ownIdOf({ externalId: value })),
	isUnique: true,
};
const recordId: SyncKey = { column: 'id', words: 'CassaNova ID', of: textsOf, isUnique: true };
const email: SyncKey = {
	column: 'email',
	words: 'email',
	of: emailsOf,
	isUnique: false,
};
const fiscalCode: SyncKey = {
	column: 'fiscalCode',
	words: 'fiscal code',
	of: (value) => textsOf(value).map((text) => text.toUpperCase()),
	isUnique: false,
};

const vatNumber = (isUnique: boolean): SyncKey => ({
	column: 'vatNumber',
	words: 'VAT number',
	of: vatNumbersOf,
	isUnique,
});

/** What tells an article, whether a product or a variant: the code of the shop, and what its package says. */
const articleKeys: SyncKey[] = [
	{
		column: 'internalId',
		words: 'internal ID',
		of: textsOf,
		isUnique: true,
		isOfVariant: true,
	},
	{
		column: 'barcodes',
		words: 'barcode',
		of: barcodesIn,
		isUnique: true,
		isOfVariant: true,
		loosely: { known: gtinOf, given: givenGtinOf },
	},
];

/** What tells what is kept in stock. */
export const stockKeys: SyncKey[] = [...articleKeys, ownId, recordId];

const listOf =
	({ getAll }: Parts) =>
	async (call: Call): Promise<Existing[]> =>
		recordsIn(await call.readAll(getAll)).map((record) => ({ record }));

const nothingMore = (fields: IDataObject): IDataObject => fields;

/** Categories, known by name. */
export function categorySpec(parts: Parts): SyncSpec {
	return {
		...parts,
		one: 'category',
		many: 'categories',
		columns: [idColumn, ...columnsOf(parts, {})],
		keys: [
			{
				column: 'description',
				words: 'name',
				of: (value) => textsOf(value).map(fold),
				isUnique: true,
			},
			ownId,
			recordId,
		],
		fill: filled(() => SOLD_IN_NEW),
		load: listOf(parts),
		offSale: offSaleIn,
	};
}

/** Customers; their organizations are known by name or VAT number. */
export function customerSpec(
	parts: Parts,
	{ organizations, salesModes }: Record<'organizations' | 'salesModes', Endpoint>,
): SyncSpec {
	const refersTo: Record<string, ReferenceList> = {
		idOrganization: { one: 'organization', getAll: organizations, names: ['name', 'vatNumber'] },
		idSalesMode: { one: 'sales mode', getAll: salesModes, names: ['description'] },
	};
	return {
		...parts,
		one: 'customer',
		many: 'customers',
		columns: [idColumn, ...columnsOf(parts, refersTo)],
		keys: [ownId, email, vatNumber(false), fiscalCode, recordId],
		fill: nothingMore,
		load: listOf(parts),
	};
}

/** Suppliers. */
export function supplierSpec(parts: Parts): SyncSpec {
	return {
		...parts,
		one: 'supplier',
		many: 'suppliers',
		columns: [idColumn, ...columnsOf(parts, {})],
		keys: [ownId, vatNumber(true), email, recordId],
		fill: nothingMore,
		load: listOf(parts),
	};
}

/** What a product is also made of: its department and its category. */
export interface ProductParts {
	departments: Endpoint;
	categories: Parts;
	readers: Readers;
	variants: VariantSpec;
}

/** Products and their variants; department and category are known by name. */
export function productSpec(
	parts: Parts,
	{ departments, categories, readers, variants }: ProductParts,
): SyncSpec {
	const refersTo: Record<string, ReferenceList> = {
		idCategory: {
			one: 'category',
			getAll: categories.getAll,
			names: ['description'],
			hasPaths: true,
			create: {
				endpoint: categories.create,
				fieldsOf: (description) => ({ description, ...SOLD_IN_NEW }),
			},
		},
		idDepartment: { one: 'department', getAll: departments, names: ['description'] },
	};
	return {
		...parts,
		one: 'product',
		many: 'products',
		columns: [
			idColumn,
			...columnsOf(parts, refersTo, ['multivariant'])
				.map((column) =>
					column.name in newProduct({ description: '' }) ? { ...column, isNeeded: false } : column,
				)
				.map((column) =>
					column.name === 'internalId' ? { ...column, alsoCalled: ['SKU'] } : column,
				),
			barcodeColumn,
			priceColumn,
		],
		keys: [ownId, ...articleKeys, recordId],
		fill: filled(newProduct),
		load: async (call) => await loadProducts(call, readers),
		batch: 'POST /products/batch',
		variants,
		offSale: offSaleIn,
	};
}

/** What the document asks of a new product, and a list rarely has: texts are its name. */
function newProduct({ description }: IDataObject): IDataObject {
	const texts =
		description === undefined
			? {}
			: {
					descriptionLabel: description,
					descriptionExtended: description,
					descriptionReceipt: description,
				};
	return { ...texts, soldByWeight: false, multivariant: false, ...SOLD_IN_NEW };
}

/** What the variants of a product have, and it has not (document: Product). */
const OF_ITS_VARIANTS = ['barcodes', 'descriptionReceipt', 'internalId'];

/**
 * Products and their variants; the list is read once in an execution.
 * @throws NodeApiError where it can't be read
 */
export async function loadProducts(call: Call, readers: Readers): Promise<Existing[]> {
	const catalog = await readCatalog(call, readers);
	const products = new Map<IDataObject, Existing>();
	for (const { sold, keys } of catalog) {
		const { product, variant } = sold;
		if (variant) continue;
		const more = hasVariants(sold) ? { hasVariants: true, lacks: OF_ITS_VARIANTS } : {};
		products.set(product, { record: product, keys: keysFrom(product, keys), ...more });
	}
	return catalog.flatMap(({ sold: { product, variant }, keys }): Existing[] => {
		const own = products.get(product);
		if (!own) return [];
		return variant ? [{ record: variant, keys: keysFrom(variant, keys), of: own }] : [own];
	});
}

function keysFrom({ id }: IDataObject, keys: CatalogKeys): Record<string, string[]> {
	return { ...keys, barcodes: keys.barcode, id: textsOf(id) };
}
