/** Names beside the IDs of stock and its movements (document: Stock, StockMovement, Product). */
import type { IDataObject } from 'n8n-workflow';
import { runList } from '../../shared/run/run';
import { option } from '../../shared/table/fields';
import type { RequestInput } from '../../shared/table/request';
import type { Call, Field, OutputSpec } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { plainInput } from '../records/plainInput';
import { variantsOf } from './find';
import type { CatalogItem, Readers } from './find';
import { isOfVariant } from './stockLevels';

/** The option by which names are asked for. */
export const addNames: Field = option({
	displayName: 'Add Names',
	name: 'addNames',
	type: 'boolean',
	default: false,
	description:
		'Whether items that are simplified also say the names of their product and variant, and the internal ID, where shops keep the SKU. The products are read once for all items.',
});

/** Products that one request may name: more make its address too long. */
const MOST_IDS = 50;

/**
 * Fills in `productName`, `variantName` and `internalId`; null where CassaNova doesn't tell them.
 * @throws NodeApiError (by what it returns) where the products can't be read
 */
export function namesOfStock(readers: Readers): NonNullable<OutputSpec['named']> {
	return async (call, items) => {
		const sold = await soldIn(call, readers, items);
		for (const item of items) {
			const found = sold.get(idOf(item));
			const { product, variant } = found ?? {};
			item.productName = textOf(product?.description);
			item.variantName = textOf(variant?.description);
			item.internalId = textOf((variant ?? product)?.internalId);
		}
	};
}

/** What is kept in stock is told by its variant alone, where it has one. */
function idOf({ idProduct, idProductVariant }: IDataObject): string {
	return String(isOfVariant(idProductVariant) ? idProductVariant : idProduct);
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Products and variants that items are about, by their IDs. */
async function soldIn(
	call: Call,
	readers: Readers,
	items: IDataObject[],
): Promise<Map<string, CatalogItem>> {
	const sold = new Map<string, CatalogItem>();
	const plain = items.filter(({ idProductVariant }) => !isOfVariant(idProductVariant));
	const ids = [...new Set(plain.map(idOf))];
	for (let start = 0; start < ids.length; start += MOST_IDS) {
		const query = { ids: ids.slice(start, start + MOST_IDS) };
		for (const product of await productsOf(call, readers, query)) {
			sold.set(String(product.id), { product });
		}
	}
	if (plain.length === items.length) return sold;
	// Nothing tells the product of a variant but the products that have some.
	for (const product of await productsOf(call, readers, { multiVariant: true })) {
		for (const variant of await variantsOf(call, readers, product)) {
			sold.set(String(variant.id), { product, variant });
		}
	}
	return sold;
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
