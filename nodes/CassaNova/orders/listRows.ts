/** The order of a web shop → the rows of an order here, with what they are in the catalog (newer generations of the API, Orders). */
import type { IDataObject } from 'n8n-workflow';
import { readOrder } from '../../shared/orders/readOrder';
import { orderLayout } from '../../shared/orders/panel';
import { settleLines } from '../../shared/orders/settle';
import { orderError } from '../../shared/orders/stated';
import type { OrderLine, ShopOrder, StatedLine } from '../../shared/orders/types';
import { textIn } from '../../shared/table/checked';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Endpoint } from '../../shared/table/types';
import {
	centsToJson,
	decimalToString,
	fromCents,
	isNegative,
	isZero,
	negate,
	parseDecimal,
	subtract,
	ZERO,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { isAbsent, recordsIn } from '../../shared/values/records';
import { hasVariants, itemsWithKey } from '../catalog/find';
import type { CatalogItem, Readers } from '../catalog/find';
import { keyInWords, MATCH_KEYS } from '../catalog/matchBy';
import { IF_UNPAID, OTHER_DEPARTMENT } from './listFields';
import type { OrderRow } from './orderRows';

/** What the catalog is read with. */
export interface ListParts {
	readers: Readers;
	departments: Endpoint;
	taxes: Endpoint;
}

/**
 * The checked input of an item with the rows of the order that it is.
 * @throws InputError for what can't be read of the order, isn't in the catalog, or is sold there at another
 * VAT rate; NodeApiError where the catalog can't be read
 */
export async function inputOfList(
	call: ActionCall,
	parts: ListParts,
	input: RequestInput,
): Promise<RequestInput> {
	const item = call.host.getInputData()[call.itemIndex]?.json ?? {};
	const order = readOrder(item, orderLayout(input));
	refuseDoubtful(call, order);
	const rows: OrderRow[] = [];
	for (const line of settleLines(order.lines.map(undiscounted), order.totalCents)) {
		rows.push(await rowOf(call, parts, line));
	}
	const amount = centsToJson(order.totalCents);
	return { ...input, body: { amount, ...input.body, rows } };
}

function refuseDoubtful(call: ActionCall, { doubt, lines, number }: ShopOrder): void {
	if (doubt !== undefined) {
		if (call.input.options.ifNotPaid !== 'hint') {
			throw orderError(doubt, `To send it nevertheless, set "${IF_UNPAID}" under Options.`);
		}
		call.hint(`Order ${number ?? '(no number)'} ${doubt}.`);
	}
	// What a fee takes off is sent with a price below zero.
	const back = lines.find(({ kind, quantity }) => kind !== 'fee' && isNegative(quantity));
	if (!back) return;
	throw orderError(
		`has something that came back (${back.place}), which an order here can't hold`,
		'Enter this order by hand.',
	);
}

/** An order here has no discounts: a line costs what is left of it. */
function undiscounted({ price, ...line }: OrderLine): StatedLine {
	if (!price) {
		throw orderError(
			`has no price in ${line.place}`,
			'Choose the column "Single Price", or have each line say its price.',
		);
	}
	const amount = fromCents(price.grossCents);
	const each = price.discountCents === 0 ? { each: price.each } : {};
	return { ...line, stated: { ...each, before: amount, after: amount } };
}

async function rowOf(call: ActionCall, parts: ListParts, line: OrderLine): Promise<OrderRow> {
	const { kind, name, price } = line;
	const [quantity, each] = [line.quantity, price?.each ?? ZERO].map((amount) =>
		Number(decimalToString(isNegative(line.quantity) ? negate(amount) : amount)),
	) as [number, number];
	const amounts = { quantity, price: each };
	if (kind === 'goods') {
		const sold = await findArticle(call, parts.readers, line);
		await refuseOtherVat(call, parts, line, String(sold.product.idDepartment));
		return { idProductVariant: String((sold.variant ?? sold.product).id), ...amounts };
	}
	const idDepartment = textIn(call.input.options, 'otherDepartment');
	if (idDepartment === undefined) {
		throw orderError(`has ${line.place}, which is no product`, `Choose "${OTHER_DEPARTMENT}".`);
	}
	await refuseOtherVat(call, parts, line, idDepartment);
	return {
		idDepartment,
		...amounts,
		...(name === undefined ? {} : { note: name }),
		...(kind === 'shipping' ? { shippingCost: true } : {}),
	};
}

/** @throws InputError that names the line where nothing in the catalog is its article, or several are */
async function findArticle(
	call: ActionCall,
	readers: Readers,
	{ article, place }: OrderLine,
): Promise<CatalogItem> {
	if (article === undefined) {
		throw orderError(
			`has no article in ${place}, so nothing says what it is in ${call.api.name}`,
			'Give the product of the shop its SKU, or choose another column as "Article".',
		);
	}
	const chosen = textIn(call.input.options, 'matchArticlesBy');
	const key = MATCH_KEYS.find((one) => one === chosen) ?? 'internalId';
	const words = `has ${place} with the ${keyInWords(key, article)}`;
	const found = await itemsWithKey(call, readers, key, article);
	const [only] = found;
	if (!only) {
		throw orderError(
			`${words}, which nothing in ${call.api.name} has`,
			'Give the product there the same one, or choose another "Match Articles By".',
		);
	}
	if (found.length > 1) {
		const ids = found.map(({ product, variant }) => String((variant ?? product).id)).join(', ');
		throw orderError(`${words}, which ${found.length} in ${call.api.name} have (${ids})`);
	}
	if (only.variant || !hasVariants(only)) return only;
	throw orderError(
		`${words}, which is that of a product with variants`,
		'Give the article of the variant.',
	);
}

/**
 * Refuses a line whose VAT rate isn't that of its department, which gives the tax (document: Product). What the
 * order or the catalog doesn't tell isn't compared.
 */
async function refuseOtherVat(
	call: ActionCall,
	parts: ListParts,
	{ rate, place }: OrderLine,
	idDepartment: string,
): Promise<void> {
	if (!rate || call.input.options.leaveVat === true) return;
	const rates = await ratesOf(call, parts);
	const known = rates.get(idDepartment);
	if (!known || isZero(subtract(known, rate))) return;
	const [there, here] = [rate, known].map(decimalToString);
	throw orderError(
		`has ${place} at ${there} % VAT, but ${call.api.name} sells it at ${here} %`,
		'Correct the one that is wrong, or switch on "Leave VAT to CassaNova" under Options.',
	);
}

/** VAT rates by the IDs of departments, read once in an execution. */
async function ratesOf(
	call: ActionCall,
	{ departments, taxes }: ListParts,
): Promise<Map<string, Decimal>> {
	return await call.once('rates of departments', async () => {
		const read = async (list: Endpoint): Promise<IDataObject[]> =>
			recordsIn(await call.readAll(list));
		const rates = new Map((await read(taxes)).map(({ id, rate }) => [String(id), rate]));
		return new Map(
			(await read(departments)).flatMap(({ id, idTax }): Array<[string, Decimal]> => {
				const rate = isAbsent(idTax) ? undefined : parseDecimal(rates.get(String(idTax)));
				return rate ? [[String(id), rate]] : [];
			}),
		);
	});
}
