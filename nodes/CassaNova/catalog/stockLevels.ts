/** What a shop has of something, as its list of stock tells it (document: Stock). */
import type { IDataObject } from 'n8n-workflow';
import { runList } from '../../shared/run/run';
import type { Call, Endpoint } from '../../shared/table/types';
import { decimal, parseDecimal } from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { isAbsent, recordsIn } from '../../shared/values/records';
import { plainInput } from '../records/plainInput';

/** What is kept in stock: a product, or a variant, which is told by its own ID alone (document: Stock). */
export interface StockItem {
	idProduct?: string;
	idProductVariant?: string;
}

/** What tells a stock from others of its shop: it is kept of a product, or of a variant. */
export function stockKey({ idProduct, idProductVariant }: StockItem | IDataObject): string {
	return isOfVariant(idProductVariant)
		? `variant ${String(idProductVariant)}`
		: `product ${String(idProduct)}`;
}

/** How much there is: none where the record says nothing of it; undefined where it can't be read. */
export function levelIn({ quantity }: IDataObject): Decimal | undefined {
	return isAbsent(quantity) ? decimal(0) : parseDecimal(quantity);
}

/**
 * Reads what a shop has.
 * @param query of the list: all of the shop's stock without one
 * @throws NodeApiError where it can't be read
 */
export async function readStock(
	call: Call,
	stocks: Endpoint,
	idSalesPoint: string,
	query: Record<string, unknown> = {},
): Promise<IDataObject[]> {
	if (!stocks.list) return [];
	const asking = call.with(stocks, plainInput(call, { path: { idSalesPoint }, query }));
	return recordsIn(await runList(asking, stocks.list, Infinity));
}

/** The fields by which a write names a stock. */
export function stockNamed({ idProduct, idProductVariant }: StockItem | IDataObject): IDataObject {
	return isOfVariant(idProductVariant) ? { idProductVariant } : { idProduct };
}

/** Whether an ID of a variant names one: a product without variants may have none, or an empty one. */
export const isOfVariant = (idProductVariant: unknown): boolean =>
	!isAbsent(idProductVariant) && idProductVariant !== '';
