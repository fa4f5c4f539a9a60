/** What comes of an order, read from CassaNova's answer, and the errors about it (newer generations of the API, Orders). */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { Lost } from '../../shared/once/atMostOnce';
import { InputError } from '../../shared/table/inputError';
import type { Call } from '../../shared/table/types';
import { parseDecimal, toCents } from '../../shared/values/money';
import { isAbsent, member } from '../../shared/values/records';
import { apiError, markOpen } from '../../shared/wire/errors';
import { externalId as keyProperty } from '../fields';
import { batchEntries } from '../records/batchAnswer';
import { FAR_DAYS } from './findOrder';

/** How the vendor says that a value that must be unique is taken. */
const CONFLICT = 'ConflictValue';

/** Whether these words of CassaNova's say that the order is there already. */
export const isConflict = (words: string | undefined): boolean =>
	words?.includes(CONFLICT) === true;

/**
 * The ID of the order that was made.
 * @param externalId what it was sent with: an entry that names it is the one, else there is only one
 */
export function madeId(answer: unknown, externalId: unknown): string | number | undefined {
	const made = batchEntries(answer, 'create');
	const own = made.find((entry) => entry.externalId === externalId);
	const id = (own ?? (made.length === 1 ? made[0] : undefined))?.id;
	return (typeof id === 'string' && id !== '') || typeof id === 'number' ? id : undefined;
}

/**
 * Whether an order with the same ID is surely another one: of another shop, or of another amount. What
 * doesn't tell either may be the same.
 */
export function isOther(found: IDataObject, order: IDataObject): boolean {
	const amountIn = ({ document }: IDataObject) => parseDecimal(member(document, 'amount'));
	const [amount, own] = [amountIn(found), amountIn(order)];
	return isOfOtherShop(found, order) || (!!amount && !!own && toCents(amount) !== toCents(own));
}

/** Whether an order with the same ID is surely of another shop: never the one that was sent. */
export function isOfOtherShop(found: IDataObject, order: IDataObject): boolean {
	const shopIn = ({ document }: IDataObject) => member(document, 'idSalesPoint');
	const shop = shopIn(found);
	return !isAbsent(shop) && String(shop) !== String(shopIn(order));
}

/** The ID of the user's own belongs to another order. */
export function anotherOrder(externalId: string, { id, document }: IDataObject): InputError {
	const [amount, shop] = [member(document, 'amount'), member(document, 'idSalesPoint')];
	return new InputError(
		keyProperty.displayName,
		`"${externalId}" already belongs to another order, which is ${String(id)} in CassaNova (shop ${String(shop)}, amount ${String(amount)})`,
		'No order was made. Give each order an ID of its own. If this is the same order and was changed meanwhile, it stands in CassaNova as it was before: change it there.',
	);
}

/** CassaNova says that there is an order with the ID, but the list doesn't show it. */
export function unknownOrder(call: Call, externalId: string): NodeApiError {
	return apiError(call, {
		vendor: { message: `an order with the ID "${externalId}" is there already`, code: CONFLICT },
		advice: `No order was made. It was looked for among the orders of the last ${FAR_DAYS} days and is not among them: look for it in CassaNova, or give this order another "${keyProperty.displayName}".`,
	});
}

/** The error for an order of which it isn't known whether it arrived. */
export function stillUnknown(
	call: Call,
	externalId: string,
	{ error }: Lost,
	why: string,
): unknown {
	const failure =
		error instanceof NodeApiError
			? error
			: apiError(call, {
					problem: 'an earlier try may have arrived, and was not repeated',
					advice: '',
				});
	failure.description = `It is not known whether CassaNova got the order, so it was not sent again: ${why}. Run it again later with the same "${keyProperty.displayName}" ("${externalId}"): an order that is there is found, and no second one is made.`;
	markOpen(failure);
	return failure;
}
