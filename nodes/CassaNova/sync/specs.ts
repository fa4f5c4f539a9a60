/** What categories, customers, products and suppliers are synced by (document: Category, Customer, Product, Supplier). */
import type { IDataObject } from 'n8n-workflow';
import type { Call, Endpoint } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { readCatalog } from '../catalog/find';
import type { Readers } from '../catalog/find';
import { SOLD_IN_NEW, offSaleIn } from '../records/availability';
import { ownIdOf } from '../records/ownId';
import { barcodeColumn, barcodesIn, columnsOf, idColumn, priceColumn } from './columns';
import { fold } from './references';
import type { ReferenceList } from './references';
import { filled } from './sync';
import type { SyncKey, Existing, SyncSpec } from './types';

/** The operations of a kind of records that a sync consists of. */
export type Parts = Record<'create' | 'getAll' | 'update', Endpoint>;

const asText = (value: unknown): string[] => {
	if (typeof value !== 'string' && typeof value !== 'number') return [];
	const text = String(value).trim();
	return text === '' ? [] : [text];
};

const ownId: SyncKey = {
	column: 'externalId',
	words: 'own ID',
	of: (value) => asText(ownIdOf({ externalId: value })),
	isUnique: true,
};
const recordId: SyncKey = { column: 'id', words: 'CassaNova ID', of: asText, isUnique: true };
const email: SyncKey = {
	column: 'email',
	words: 'email',
	of: (value) => asText(value).map((text) => text.toLowerCase()),
	isUnique: false,
};
const fiscalCode: SyncKey = {
	column: 'fiscalCode',
	words: 'fiscal code',
	of: (value) => asText(value).map((text) => text.toUpperCase()),
	isUnique: false,
};

/** Blanks and the country in front make no other number. */
const vatNumber = (isUnique: boolean): SyncKey => ({
	column: 'vatNumber',
	words: 'VAT number',
	of: (value) => asText(value).map((text) => text.replace(/\s/g, '').replace(/^IT(?=\d)/i, '')),
	isUnique,
});

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
				of: (value) => asText(value).map(fold),
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
}

/** Products without variants; department and category are known by name. */
export function productSpec(
	parts: Parts,
	{ departments, categories, readers }: ProductParts,
): SyncSpec {
	const refersTo: Record<string, ReferenceList> = {
		idCategory: {
			one: 'category',
			getAll: categories.getAll,
			names: ['description'],
			create: {
				endpoint: categories.create,
				fieldsOf: (description) => ({ description, ...SOLD_IN_NEW }),
			},
		},
		idDepartment: { one: 'department', getAll: departments, names: ['description'] },
	};
	const internalId: SyncKey = {
		column: 'internalId',
		words: 'internal ID',
		of: asText,
		isUnique: true,
	};
	const barcodes: SyncKey = {
		column: 'barcodes',
		words: 'barcode',
		of: barcodesIn,
		isUnique: true,
	};
	return {
		...parts,
		one: 'product',
		many: 'products',
		columns: [
			idColumn,
			...columnsOf(parts, refersTo, ['multivariant']),
			barcodeColumn,
			priceColumn,
		],
		keys: [ownId, internalId, barcodes, recordId],
		fill: filled(newProduct),
		load: async (call) => await loadProducts(call, readers),
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

/** Products, and their variants as what can't be synced by itself. */
async function loadProducts(call: Call, readers: Readers): Promise<Existing[]> {
	return (await readCatalog(call, readers)).map(({ sold, keys }): Existing => {
		const { product, variant } = sold;
		if (!variant) return { record: product, keys: { ...keys, id: [String(product.id)] } };
		return {
			record: variant,
			keys,
			refused: `is that of a variant of "${String(product.description)}": give the row of the product, and set prices of variants with Product Variant > Set Price`,
		};
	});
}
