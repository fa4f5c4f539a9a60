/** One price in the list of prices of a product or a variant (document: Price). Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { decimalToString, parseDecimal } from '../../shared/values/money';
import { isAbsent } from '../../shared/values/records';
import { asWritten, isSame } from '../records/upsertFields';

/** Which price is meant: without both, the usual one. */
export interface PriceFor {
	idSalesMode?: string;
	idSalesPoint?: number;
}

/** What setting a price comes to. */
export interface PriceSet {
	/** All prices as they are to be sent; the others are as they were. */
	prices: IDataObject[];
	/** The price before, in euros, as decimal text; null where there was none. */
	before: string | null;
	isChanged: boolean;
}

/** Equal where both name the same sales mode and the same shop, or none. */
function isFor(price: IDataObject, wanted: PriceFor): boolean {
	const isOne = (told: unknown, meant: unknown) =>
		(isAbsent(told) || told === '' ? '' : String(told)) === String(meant ?? '');
	return (
		isOne(price.idSalesMode, wanted.idSalesMode) && isOne(price.idSalesPoint, wanted.idSalesPoint)
	);
}

/**
 * Sets one price of a list. Assumption: of two prices for the same, as no document allows them, neither
 * counts; the one that is set takes the place of both.
 * @param prices as they were read
 * @param value in euros
 */
export function setPriceIn(
	prices: readonly IDataObject[],
	wanted: PriceFor,
	value: number,
): PriceSet {
	const written = prices.map(priceAsWritten);
	const known = written.filter((price) => isFor(price, wanted));
	const [current] = known;
	const before = current === undefined ? undefined : parseDecimal(current.value);
	const told = { before: before ? decimalToString(before) : null };
	if (known.length === 1 && isSame(current?.value, value)) {
		return { prices: written, ...told, isChanged: false };
	}
	const own: IDataObject = { ...current, ...wanted, value };
	const at = current === undefined ? written.length : written.indexOf(current);
	const others = (from: number, to?: number) =>
		written.slice(from, to).filter((price) => !known.includes(price));
	return { prices: [...others(0, at), own, ...others(at)], ...told, isChanged: true };
}

/** The usual price of a list, without a sales mode and a shop; undefined where it has none. */
export function usualPriceIn(prices: readonly IDataObject[]): unknown {
	return prices.find((price) => isFor(price, {}))?.value;
}

/** Whether a list has a price for all: without a sales mode (document: Product, `prices`). */
export function hasUsualPrice(prices: readonly IDataObject[]): boolean {
	return prices.some(({ idSalesMode }) => isAbsent(idSalesMode) || idSalesMode === '');
}

/** A price as it would have been sent: what it names none of is left out. */
function priceAsWritten(price: IDataObject): IDataObject {
	const [written] = asWritten([price]) as [IDataObject];
	return Object.fromEntries(
		Object.entries(written).filter(([, value]) => !isAbsent(value) && value !== ''),
	);
}
