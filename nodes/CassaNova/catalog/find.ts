/** Finds products and variants by what tells them: one by one, or in the whole list where that takes fewer requests. */
import type { IDataObject } from 'n8n-workflow';
import { shapeAnswer } from '../../shared/run/output';
import { runList, runOne } from '../../shared/run/run';
import { InputError } from '../../shared/table/inputError';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Call, Endpoint } from '../../shared/table/types';
import { isAbsent, recordsIn } from '../../shared/values/records';
import { ownIdOf } from '../records/ownId';
import { plainInput } from '../records/plainInput';
import { isMany } from '../records/queue';
import { barcodesIn, textsOf } from '../records/recordKeys';
import { wholeList } from '../records/wholeList';
import { givenGtinOf, gtinOf } from './gtin';
import { KEY_FIELD, MATCH_KEYS, keyInWords } from './matchBy';
import type { MatchKey } from './matchBy';

/** A product, or one of its variants, as it was read and as it was changed since. */
export interface CatalogItem {
	product: IDataObject;
	/** Absent where the product itself is meant. */
	variant?: IDataObject;
	/** True where a write to it has failed, so that nobody knows what it is now. */
	isDoubtful?: boolean;
}

/** The operations that products and variants are read with. */
export interface Readers {
	product: { get: Endpoint; getAll: Endpoint };
	variant: { get: Endpoint; getAll: Endpoint };
}

/** What an execution knows of the catalog. */
interface Catalog {
	/** By ID: products, and variants by theirs. */
	byId: Map<string, CatalogItem>;
	/** Whatever has a key, by the kind of key and the key. */
	byKey: Map<string, CatalogItem[]>;
}

const keyOf = (key: MatchKey, value: string) => `${key} ${value.trim()}`;
const looseKeyOf = (gtin: string) => `barcode loosely ${gtin}`;

/**
 * The only product or variant with a key.
 * @throws InputError where there is none, or several; NodeApiError where they can't be read
 */
export async function findByKey(
	call: ActionCall,
	readers: Readers,
	key: MatchKey,
	value: string,
): Promise<CatalogItem> {
	const found = await itemsWithKey(call, readers, key, value);
	const [only, ...others] = found;
	if (only && others.length === 0) return only;
	const words = keyInWords(key, value);
	if (!only) {
		throw new InputError(
			KEY_FIELD,
			`is known to nothing in ${call.api.name}: nothing there has the ${words}`,
			'Check it, or choose another "Match By"; nothing was sent.',
		);
	}
	const ids = found.map(({ product, variant }) => String((variant ?? product).id)).join(', ');
	throw new InputError(
		KEY_FIELD,
		`tells not which one is meant: the ${words} belongs to ${found.length} (${ids})`,
		'Choose "Match By: From List or by ID", or give the others another one; nothing was sent.',
	);
}

/** What has a key in the whole catalog; a barcode also where it has other zeros in front, as sheets take them off. */
async function findInCatalog(
	call: ActionCall,
	readers: Readers,
	key: MatchKey,
	value: string,
): Promise<CatalogItem[]> {
	const { byKey } = await catalogOf(call, readers);
	const exactly = byKey.get(keyOf(key, value));
	const gtin = key === 'barcode' ? givenGtinOf(value.trim()) : undefined;
	if (exactly || gtin === undefined) return exactly ?? [];
	const loosely = byKey.get(looseKeyOf(gtin)) ?? [];
	if (loosely.length === 1) call.hint(OTHER_ZEROS);
	return loosely;
}

const OTHER_ZEROS =
	'Barcodes that have other zeros in front than in CassaNova were found all the same, as sheets take zeros off.';

/**
 * The products and variants that have a key.
 * @throws NodeApiError where they can't be read
 */
export async function itemsWithKey(
	call: ActionCall,
	readers: Readers,
	key: MatchKey,
	value: string,
): Promise<CatalogItem[]> {
	const asked = isMany(call) ? [] : await askByBarcode(call, readers, key, value);
	return asked.length > 0 ? asked : await findInCatalog(call, readers, key, value);
}

/**
 * The same, read anew: what is known of the catalog may be older than what a write has done.
 * @throws NodeApiError where they can't be read
 */
export async function itemsReadAnew(
	call: ActionCall,
	readers: Readers,
	key: MatchKey,
	value: string,
): Promise<CatalogItem[]> {
	const products = await call.readAll(readers.product.getAll);
	const items = await itemsOf(call, readers, products);
	return items.filter((sold) => keysOf(sold).includes(keyOf(key, value)));
}

/**
 * The product, or the variant, with an ID.
 * @param variantId undefined for the product itself
 * @throws NodeApiError where there is none, or it can't be read
 */
export async function findById(
	call: ActionCall,
	readers: Readers,
	productId: string,
	variantId?: string,
): Promise<CatalogItem> {
	const { byId } = await (isMany(call) ? catalogOf(call, readers) : openCatalog(call));
	const known = byId.get(variantId ?? productId);
	if (known) return known;
	const found = await readSold(call, readers, productId, variantId);
	byId.set(variantId ?? productId, found);
	return found;
}

/**
 * What is known of a product or a variant, read anew where that is in doubt.
 * @throws NodeApiError where it can't be read
 */
export async function surely(
	call: ActionCall,
	readers: Readers,
	sold: CatalogItem,
): Promise<CatalogItem> {
	if (!sold.isDoubtful) return sold;
	const { product, variant } = sold;
	const ids = [String(product.id), variant && String(variant.id)] as const;
	return Object.assign(sold, await readSold(call, readers, ...ids), { isDoubtful: false });
}

async function readSold(
	call: Call,
	{ product, variant }: Readers,
	productId: string,
	variantId: string | undefined,
): Promise<CatalogItem> {
	if (variantId === undefined) {
		return { product: await readRecord(call, product.get, { id: productId }) };
	}
	const path = { idproduct: productId, id: variantId };
	return { product: { id: productId }, variant: await readRecord(call, variant.get, path) };
}

/**
 * The product of a variant, with its fields.
 * @throws NodeApiError where it can't be read
 */
export async function productOf(
	call: ActionCall,
	{ product: { get } }: Readers,
	sold: CatalogItem,
): Promise<IDataObject> {
	if (!isAbsent(sold.product.prices)) return sold.product;
	return await readRecord(call, get, { id: String(sold.product.id) });
}

async function readRecord(
	call: Call,
	get: Endpoint,
	path: RequestInput['path'],
): Promise<IDataObject> {
	const asking = call.with(get, plainInput(call, { path }));
	return shapeAnswer(asking, await runOne(asking));
}

/**
 * Asks the list for a barcode. Only what carries it counts: an account may ignore the filter, and no
 * document says whether it looks at variants, so that nothing found means nothing.
 */
async function askByBarcode(
	call: ActionCall,
	readers: Readers,
	key: MatchKey,
	value: string,
): Promise<CatalogItem[]> {
	const { getAll } = readers.product;
	if (key !== 'barcode' || !getAll.list) return [];
	const { byKey, byId } = await openCatalog(call);
	const known = byKey.get(keyOf(key, value));
	if (known) return known;
	const asking = call.with(getAll, plainInput(call, { query: { barcodes: [value] } }));
	// What came in vain tells as well, and isn't refused.
	const list = { ...getAll.list, refuse: undefined, window: undefined };
	const products = recordsIn(await runList(asking, list, MOST_FOUND));
	const found = products
		.flatMap((product): CatalogItem[] => [
			...recordsIn(product.variants).map((variant) => ({ product, variant })),
			{ product },
		])
		.filter((sold) => keysOf(sold).includes(keyOf(key, value)))
		.map((sold) => remembered(byId, sold));
	if (found.length > 0) byKey.set(keyOf(key, value), found);
	return found;
}

/** Records that an answer to one barcode is looked at: a longer one wasn't narrowed by it. */
const MOST_FOUND = 100;

/** One object for one record, so that what one item changes the next one sees. */
function remembered(byId: Catalog['byId'], sold: CatalogItem): CatalogItem {
	const id = String((sold.variant ?? sold.product).id);
	const known = byId.get(id);
	if (known) return known;
	byId.set(id, sold);
	return sold;
}

const openCatalog = async (call: Call): Promise<Catalog> =>
	await call.once(
		'catalog',
		async () =>
			await Promise.resolve({
				byId: new Map<string, CatalogItem>(),
				byKey: new Map<string, CatalogItem[]>(),
			}),
	);

/** The whole catalog, read once in an execution. */
async function catalogOf(call: Call, readers: Readers): Promise<Catalog> {
	return await call.once('whole catalog', async () => {
		const catalog = await openCatalog(call);
		const byKey = new Map<string, CatalogItem[]>();
		const products = await wholeList(call, readers.product.getAll);
		for (const each of await itemsOf(call, readers, products)) {
			const sold = remembered(catalog.byId, each);
			const gtins = keysByKind(sold)
				.barcode.map(gtinOf)
				.filter((gtin) => gtin !== undefined);
			for (const key of new Set([...keysOf(sold), ...gtins.map(looseKeyOf)])) {
				byKey.set(key, [...(byKey.get(key) ?? []), sold]);
			}
		}
		catalog.byKey = byKey;
		return catalog;
	});
}

/** What is sold of some products: each of their variants, and they themselves. */
async function itemsOf(call: Call, readers: Readers, products: unknown): Promise<CatalogItem[]> {
	const items: CatalogItem[] = [];
	for (const product of recordsIn(products)) {
		const variants = await variantsOf(call, readers, product);
		for (const variant of variants) items.push({ product, variant });
		items.push({ product });
	}
	return items;
}

/**
 * The variants of a product. The document says that a product shows them; one that has some and shows none
 * is asked for them.
 * @throws NodeApiError where they can't be read
 */
export async function variantsOf(
	call: Call,
	{ variant: { getAll } }: Readers,
	product: IDataObject,
): Promise<IDataObject[]> {
	if (product.multivariant !== true || !isAbsent(product.variants)) {
		return recordsIn(product.variants);
	}
	return await askForVariants(call, getAll, String(product.id));
}

async function askForVariants(call: Call, getAll: Endpoint, idproduct: string) {
	if (!getAll.list) return [];
	const asking = call.with(getAll, plainInput(call, { path: { idproduct } }));
	return recordsIn(await runList(asking, { ...getAll.list, window: undefined }, Infinity));
}

/**
 * The variants of one product, read once in an execution.
 * @param isAnew whether they are read in any case, because a write may have made one
 * @throws NodeApiError where they can't be read
 */
export async function variantsRead(
	call: Call,
	{ variant: { getAll } }: Readers,
	productId: string,
	isAnew: boolean,
): Promise<IDataObject[]> {
	const read = async () => await askForVariants(call, getAll, productId);
	return isAnew ? await read() : await call.once(`variants of ${productId}`, read);
}

/** What tells a product or a variant, by the kind of key. */
export type CatalogKeys = Record<MatchKey, string[]>;

/**
 * Everything that is sold, with what tells it, as it was read; the list is read once in an execution.
 * @throws NodeApiError where it can't be read
 */
export async function readCatalog(
	call: Call,
	readers: Readers,
): Promise<Array<{ sold: CatalogItem; keys: CatalogKeys }>> {
	const { byId } = await catalogOf(call, readers);
	return [...byId.values()].map((sold) => ({ sold, keys: keysByKind(sold) }));
}

function keysOf(sold: CatalogItem): string[] {
	const keys = MATCH_KEYS.flatMap((key) => keysByKind(sold)[key].map((value) => keyOf(key, value)));
	return [...new Set(keys)];
}

/** Barcodes and internal IDs of a product with variants are those of its variants (document: Product). */
function keysByKind(sold: CatalogItem): CatalogKeys {
	const record = sold.variant ?? sold.product;
	const own = ownIdOf(record);
	const isTold = sold.variant !== undefined || !hasVariants(sold);
	return {
		barcode: isTold ? barcodesIn(recordsIn(record.barcodes)) : [],
		internalId: isTold ? textsOf(record.internalId) : [],
		externalId: own === '' ? [] : [own],
	};
}

/** Whether a product has variants: what is sold, and kept in stock, is each of them. */
export function hasVariants({ product }: Pick<CatalogItem, 'product'>): boolean {
	return product.multivariant === true || recordsIn(product.variants).length > 0;
}
