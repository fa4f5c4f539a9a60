/** What comes of an order: the item about it, or the error (document: Post an Order). */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import type { Refusal } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';
import { asValue } from '../answers';
import { orderNumberProperty } from './orderFields';
import { hintsOf, inWords, readRefusals } from './refusals';

/** The item about an order that the shop took. */
export function takenItem(
	orderId: string | null,
	number: string | undefined,
	duplicate: boolean,
	answer: unknown,
): IDataObject {
	const nothing = answer === '' || answer === undefined;
	return {
		orderId,
		accepted: true,
		duplicate,
		orderNumber: number ?? null,
		status: null,
		reason: null,
		refusals: [],
		...asValue('answer', nothing ? null : answer),
	};
}

/**
 * The item about a refused order.
 * @throws NodeApiError where the user wants refusals as errors
 */
export function refusedItem(
	call: Call,
	answer: Refusal,
	order: IDataObject,
	number: string | undefined,
): IDataObject {
	const { input } = call;
	const { status, vendor, body } = answer;
	const refusals = readRefusals(body, { reason: vendor?.message, order });
	const words = inWords(refusals) || 'the shop refused it without a reason';
	if (input.options.onRefusal !== 'item') {
		throw apiError(call, {
			status,
			problem: words,
			advice: `${hintsOf(refusals) || 'Check the domain in the credential, and ask the shop.'} The order was not taken.`,
		});
	}
	return {
		orderId: null,
		accepted: false,
		duplicate: false,
		orderNumber: number ?? null,
		status,
		reason: words,
		...asValue('refusals', refusals),
		...asValue('answer', body === '' ? null : body),
	};
}

/**
 * The error about an item for which another order was sent already: whether both are the same one, only
 * a person knows.
 * @param number the order number with which it was sent
 * @param item what came of it; absent where that isn't known
 * @param inAnyRun true where the number is known from whatever run, and not from this execution
 */
export function anotherOrder(
	number: unknown,
	item: IDataObject | undefined,
	inAnyRun = false,
): InputError {
	const id = typeof item?.orderId === 'string' ? ` as ${item.orderId}` : '';
	const name = typeof number === 'string' ? `"${number}"` : '';
	if (inAnyRun) {
		return new InputError(
			orderNumberProperty.displayName,
			`${name} was already used for another order, which KassaForte took${id}`,
			'Nothing was sent now. Give each order a number of its own. If this is the same order and was changed meanwhile, it was sent as it was before.',
		);
	}
	const sent = name === '' ? 'an order' : `order ${name}`;
	const what = item
		? `sent ${sent} that KassaForte took${id}`
		: `sent ${sent} of which it is not known whether it arrived`;
	return new InputError(
		orderNumberProperty.displayName,
		`or order of this item was another one in an earlier try of this execution, which ${what}`,
		'Nothing was sent now. If this is another order, start a new execution for it; if it is the same one, undo the change.',
	);
}

/**
 * The error about an order that may have arrived earlier.
 * @param more what is to be said beside what to do, where there is no order number
 */
export function unknownOutcome(
	call: Call,
	problem: string,
	number?: string,
	more = '',
): NodeApiError {
	const error = apiError(call, {
		problem,
		advice: '',
		outcomeUnknown: true,
	});
	error.description = [whatNow(number), number === undefined ? more : ''].join(' ').trim();
	return error;
}

/** What to do about an order that may have arrived. */
export function whatNow(number: string | undefined): string {
	const next =
		number === undefined
			? 'Look there for the order before you send it again.'
			: `Look there for the order. With this order number it is not sent again; if it is not there, send it with another one, such as "${number}-2".`;
	return `It is not known whether KassaForte got the order, so it was not sent again. ${next}`;
}
