/** What comes of an order: the item about it, or the error (document: Post an Order). */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { apiError } from '../shared/errors';
import { redactor } from '../shared/redact';
import type { Refused } from '../shared/refused';
import type { Call } from '../shared/types';
import { asValue } from './answers';
import { hintsOf, inWords, isWebPage, readRefusals } from './refusals';
import type { OrderRefusal } from './refusals';

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
export function refusedItem(call: Call, answer: Refused, number: string | undefined): IDataObject {
	const { host, api, endpoint, authentication, credentials, input } = call;
	const { status, reason, body } = answer;
	const clean = redactor(authentication.secrets(credentials));
	const refusals = readRefusals(body, reason).map((refusal) => cleaned(refusal, clean));
	const words =
		inWords(refusals) ||
		(isWebPage(body)
			? 'it was refused with a web page instead of a reason'
			: 'the shop refused it without a reason');
	if (input.options.onRefusal !== 'item') {
		throw apiError(host.getNode(), api, endpoint, {
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

/** A vendor may repeat what it was asked with. */
function cleaned(refusal: OrderRefusal, clean: (text: string) => string): OrderRefusal {
	const references = refusal.references.map(({ value, ...rest }) => ({
		...rest,
		value: typeof value === 'string' ? clean(value) : value,
	}));
	return { ...refusal, references, message: clean(refusal.message), hint: clean(refusal.hint) };
}

/** The error about an order that may have arrived earlier. */
export function unknownOutcome(
	{ host, api, endpoint }: Call,
	problem: string,
	number?: string,
): NodeApiError {
	const error = apiError(host.getNode(), api, endpoint, {
		problem,
		advice: '',
		outcomeUnknown: true,
	});
	error.description = whatNow(number);
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
