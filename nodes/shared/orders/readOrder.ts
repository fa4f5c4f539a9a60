/** An item of the input → the order of a web shop that it is. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { fieldAt, namesOfFields } from '../values/fieldPaths';
import { centsToString, toCents } from '../values/money';
import { isRecord, listOf } from '../values/records';
import type { Cents } from '../values/units';
import { filledColumns } from './layout';
import type { OrderColumns, OrderLayout } from './layout';
import { readOwnColumns } from './ownColumns';
import { settleLines } from './settle';
import { readShopify } from './shopify';
import { orderError } from './stated';
import type { OrderLine, ShopOrder, StatedOrder } from './types';
import { readWooCommerce } from './wooCommerce';

/** What systems take no other of. */
const CURRENCY = 'EUR';

/**
 * Reads an order: its lines with VAT to the cent, those that came back with negative quantities. What they
 * come to is what the order says that it comes to; where it isn't, nothing is read. Lines for which the
 * order states no price aren't compared: whoever looks their prices up must do it.
 * @param item as n8n gives it
 * @throws InputError that says what of the order can't be read, and where
 */
export function readOrder(item: IDataObject, layout: OrderLayout): ShopOrder {
	const columns = filledColumns(layout);
	const order = orderIn(item, columns);
	const stated = statedBy(order, linesIn(order, columns), columns, layout);
	const { number, payments, doubt, currency = CURRENCY } = stated;
	if (currency !== CURRENCY) {
		throw orderError(`is in ${currency}, and only euros can be taken`);
	}
	const total = toCents(stated.total);
	const sold = settleLines(stated.sold, total);
	const remaining = stated.remaining && toCents(stated.remaining);
	refuseUnsaidChange(stated.returned.length, total, remaining);
	const returned = settleLines(
		stated.returned,
		remaining === undefined ? undefined : remaining - total,
	);
	const lines: OrderLine[] = [...sold, ...returned];
	if (lines.length === 0) throw orderError('has no lines');
	const back = returned.reduce((sum, { price }) => sum + (price?.grossCents ?? 0), 0);
	return {
		...(number === undefined ? {} : { number }),
		lines,
		totalCents: remaining ?? total + back,
		payments,
		...(doubt === undefined ? {} : { doubt }),
	};
}

/** What is left of an order is another sum, and it doesn't say what came back. */
function refuseUnsaidChange(count: number, total: Cents, remaining: Cents | undefined): void {
	if (count > 0 || remaining === undefined || remaining === total) return;
	throw orderError(
		`came to ${centsToString(total)} and comes to ${centsToString(remaining)} now, and its refunds don't say what was changed`,
		'Read the order anew from the shop, or enter this receipt by hand.',
	);
}

function statedBy(
	order: IDataObject,
	lines: IDataObject[],
	columns: OrderColumns,
	{ shop, pricesIncludeVat }: OrderLayout,
): StatedOrder {
	switch (shop) {
		case 'shopify':
			return readShopify(order, lines, columns);
		case 'wooCommerce':
			return readWooCommerce(order, lines, columns);
		case 'columns':
			return readOwnColumns(order, lines, columns, pricesIncludeVat);
	}
}

function orderIn(item: IDataObject, { order: path }: OrderColumns): IDataObject {
	const order = path === '' ? item : fieldAt(item, path);
	if (isRecord(order)) return order;
	throw orderError(
		`is not in the field "${path}" of this item, which has ${namesOfFields([item]) || 'no fields'}`,
		'Choose the field that holds the order.',
	);
}

function linesIn(order: IDataObject, { list }: OrderColumns): IDataObject[] {
	const lines = listOf(fieldAt(order, list));
	if (lines?.every(isRecord)) return lines;
	const lists = listsIn(order);
	throw orderError(
		lists.length > 0
			? `has no list of lines in "${list}"; it has lists in ${lists.join(', ')}`
			: `has no list of lines in "${list}", and no other list; it has ${namesOfFields([order]) || 'no fields'}`,
		'Choose the shop that the order comes from, or the field of its list.',
	);
}

/** More lists than these say nothing more. */
const MOST_LISTS = 10;

/** Where lists of records stand in an item, one level deep: an order that came by a webhook stands in its body. */
function listsIn(item: IDataObject): string[] {
	const within = (record: IDataObject, prefix: string) =>
		Object.entries(record)
			.filter(([, value]) => listOf(value)?.some(isRecord))
			.map(([name]) => `${prefix}${name}`);
	const inner = Object.entries(item).flatMap(([name, value]) =>
		isRecord(value) ? within(value, `${name}.`) : [],
	);
	return [...within(item, ''), ...inner].slice(0, MOST_LISTS);
}
