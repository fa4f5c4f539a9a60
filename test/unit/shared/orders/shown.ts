/** Orders as tests compare them: a line is `quantity × price - discount = gross @ rate name [article]`. */
import type { IDataObject } from 'n8n-workflow';
import { readOrder } from '../../../../nodes/shared/orders/readOrder';
import type { OrderLayout, ShopName } from '../../../../nodes/shared/orders/layout';
import type { OrderLine } from '../../../../nodes/shared/orders/types';
import { centsToString, decimalToString } from '../../../../nodes/shared/values/money';

function lineShown({ quantity, price, rate, name, article }: OrderLine): string {
	const many = decimalToString(quantity);
	const words = [name ?? '-', ...(article === undefined ? [] : [`[${article}]`])].join(' ');
	const at = `@ ${rate ? decimalToString(rate) : '?'} ${words}`;
	if (!price) return `${many} × ? ${at}`;
	const { each, discountCents, grossCents } = price;
	const off = discountCents === 0 ? '' : ` - ${centsToString(discountCents)}`;
	return `${many} × ${decimalToString(each)}${off} = ${centsToString(grossCents)} ${at}`;
}

/** The lines of an order and its total. */
export function shown(
	shop: ShopName,
	item: IDataObject,
	layout: Partial<OrderLayout> = {},
): { lines: string[]; total: string } {
	const order = readOrder(item, { shop, columns: {}, pricesIncludeVat: true, ...layout });
	return { lines: order.lines.map(lineShown), total: centsToString(order.totalCents) };
}

/** What an order is refused with. */
export function refusal(
	shop: ShopName,
	item: IDataObject,
	layout: Partial<OrderLayout> = {},
): string {
	try {
		readOrder(item, { shop, columns: {}, pricesIncludeVat: true, ...layout });
	} catch (error) {
		return (error as Error).message;
	}
	return 'none';
}
