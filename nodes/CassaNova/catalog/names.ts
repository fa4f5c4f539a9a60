/** Names beside the IDs of stock and its movements (document: Stock, StockMovement, Product). */
import type { IDataObject } from 'n8n-workflow';
import { namesOf } from '../../shared/run/keptNames';
import type { Names } from '../../shared/run/keptNames';
import { runList } from '../../shared/run/run';
import { option } from '../../shared/table/fields';
import type { RequestInput } from '../../shared/table/request';
import type { Call, Field, OutputSpec } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { shopNames } from '../books/toReceipts';
import { plainInput } from '../records/plainInput';
import { variantsOf } from './find';
import type { CatalogItem, Readers } from './find';
import { isOfVariant, stockKey } from './stockLevels';

/** The option by which names are asked for. */
export const addNames: Field = option({
	displayName: 'Add Names',
	name: 'addNames',
	type: 'boolean',
	default: false,
	description:
		'Whether items that are simplified also say the names of their product and variant, the internal ID, where shops keep the SKU, and the name of the shop that they name. Each list is read once for all items.',
});

/** Products that one request may name: more make its address too long. */
const MOST_IDS = 50;

/**
 * Fills in `productName`, `variantName` and `internalId`, and `salesPointName` where an item says its shop;
 * null where CassaNova doesn't tell them.
 * @throws NodeApiError (by what it returns) where the products can't be read
 */
export function namesOfStock(readers: Readers): NonNullable<OutputSpec['named']> {
	return async (call, items) => {
		const byKey = new Map(items.map((item) => [stockKey(item), item]));
		const read = async (missing: string[]) =>
			await namesIn(call, readers, pickedFrom(byKey, missing));
		const names = await namesOf(call, 'stock', [...byKey.keys()], read);
		for (const item of items) Object.assign(item, names.get(stockKey(item)) ?? NAMELESS);
		await shopNames(call, items);
	};
}

const NAMELESS: Names = { productName: null, variantName: null, internalId: null };

const pickedFrom = <T>(all: ReadonlyMap<string, T>, keys: readonly string[]): T[] =>
	keys.map((key) => all.get(key)).filter((one) => one !== undefined);

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Names of the products and variants that items are about, by {@link stockKey}. */
async function namesIn(
	call: Call,
	readers: Readers,
	items: IDataObject[],
): Promise<Map<string, Names>> {
	const names = new Map<string, Names>();
	const add = (key: string, { product, variant }: CatalogItem) => {
		names.set(key, {
			productName: textOf(product.description),
			variantName: textOf(variant?.description),
			internalId: textOf((variant ?? product).internalId),
		});
	};
	const plain = items.filter(({ idProductVariant }) => !isOfVariant(idProductVariant));
	const ids = [...new Set(plain.map(({ idProduct }) => String(idProduct)))];
	for (let start = 0; start < ids.length; start += MOST_IDS) {
		const query = { ids: ids.slice(start, start + MOST_IDS) };
		for (const product of await productsOf(call, readers, query)) {
			add(stockKey({ idProduct: product.id }), { product });
		}
	}
	if (plain.length === items.length) return names;
	// Nothing tells the product of a variant but the products that have some.
	for (const product of await productsOf(call, readers, { multiVariant: true })) {
		for (const variant of await variantsOf(call, readers, product)) {
			add(stockKey({ idProductVariant: variant.id }), { product, variant });
		}
	}
	return names;
}

async function productsOf(
	call: Call,
	{ product: { getAll } }: Readers,
	query: RequestInput['query'],
): Promise<IDataObject[]> {
	if (!getAll.list) return [];
	const asking = call.with(getAll, plainInput(call, { query }));
	// What an account that heeds no filter gives besides is as good.
	const list = { ...getAll.list, refuse: undefined, window: undefined };
	return recordsIn(await runList(asking, list, Infinity));
}
