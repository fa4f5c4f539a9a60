/** A shop's order in the input → what a person would have filled in for its receipt. */
import { orderLayout } from '../../shared/orders/panel';
import { readOrder } from '../../shared/orders/readOrder';
import { orderError } from '../../shared/orders/stated';
import type { ShopOrder } from '../../shared/orders/types';
import { isPreview } from '../../shared/once/editorRun';
import { refuseEmptyExpression } from '../../shared/table/emptyExpression';
import { textIn } from '../../shared/table/checked';
import { DEFINE_USING } from '../../shared/table/nested';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall } from '../../shared/table/types';
import { centsToJson } from '../../shared/values/money';
import { readCatalogue } from './catalogue';
import { tellOfItem } from './itemHints';
import { doubtfulNames, itemsOf } from './orderArticles';
import { articlesToldBy, FROM_ORDERS, IF_NOT_PAID, otherArticles, paymentRows } from './orderPanel';
import { paymentOf } from './orderPayment';
import { orderNumberProperty } from './reference';

/**
 * The call of an item with everything that its order says: items, payment, price, and the order's number
 * where the user gives none. A call whose items aren't from a list stays as it is.
 * @throws InputError for whatever of the order doesn't fit the register, with the order's line; nothing was
 * sent then
 */
export async function withOrder(call: ActionCall): Promise<ActionCall> {
	const { input, host, itemIndex } = call;
	if (input.options[DEFINE_USING] !== FROM_ORDERS) return call;
	const item = host.getInputData()[itemIndex]?.json ?? {};
	const order = readOrder(item, orderLayout(input));
	const orderNumber = numberOf(call, order);
	doubtOf(call, order);
	const { method, voucherCents } = paymentOf(order, paymentRows(input));
	const catalogue = await readCatalogue(call, !isPreview(call));
	const toldBy = articlesToldBy(input);
	const items = itemsOf(order, catalogue, {
		others: otherArticles(input),
		toldBy,
		anyRate: input.options.ifDiffersFromRegister === 'hint',
		anyPrice: input.options.ifOrderPriceDiffers === 'take',
	});
	if (toldBy === 'any') tellOfItem(call, doubtfulNames(order.lines, items, catalogue));
	const filled: RequestInput = {
		...input,
		body: {
			...input.body,
			items,
			paymentMethod: method,
			price: centsToJson(order.totalCents),
			voucher: centsToJson(voucherCents),
		},
		options: { ...input.options, orderNumber },
	};
	return call.with(call.endpoint, filled);
}

/** The number by which the receipt is printed once; none where the user wants no reference on it. */
function numberOf(call: ActionCall, { number }: ShopOrder): string {
	const { options } = call.input;
	const given = textIn(options, 'orderNumber') ?? '';
	if (given !== '') return given;
	refuseEmptyExpression(call, orderNumberProperty);
	if (options.printReference === false) return '';
	if (number !== undefined) return number;
	throw orderError(
		'has no number, by which it would be printed only once',
		`Choose its column, or fill in "${orderNumberProperty.displayName}".`,
	);
}

/** Stops at an order that may be no sale, or says so. */
function doubtOf(call: ActionCall, { doubt }: ShopOrder): void {
	if (doubt === undefined) return;
	if (call.input.options.ifNotPaid !== 'hint') {
		throw orderError(
			doubt,
			`Leave such orders out with a Filter node, or choose "Create It With a Hint" in the option "${IF_NOT_PAID}".`,
		);
	}
	tellOfItem(call, [`The order ${doubt}.`]);
}
