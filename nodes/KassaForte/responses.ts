/** What to do about a status (document: General server responses, and the operations' own). */
import type { Endpoint } from '../shared/table/types';

const GENERAL: Record<number, string> = {
	401: 'Check user name and password in the credential.',
	403: 'The API is for https only: check the domain in the credential.',
	404: 'Check the domain in the credential.',
	405: 'This server does not take the call like this: check the domain in the credential.',
};

const PARAMETER_NAMES =
	'Check what was entered. How it has to be sent is not documented: if KassaForte told you other parameter names, enter them under Options.';

/** Where an operation's own meaning of a status differs. */
const OF_ROUTES: Record<string, Record<number, string>> = {
	'GET /v1/order/{orderId}': {
		400: 'Check the order ID: it has 14 digits.',
		404: 'Check the order ID, and that the credential is the one of the shop that it was sent to.',
	},
	'GET /v1/discountcode': {
		400: PARAMETER_NAMES,
		404: 'Check the discount code, and the domain in the credential.',
		409: 'Check the discount code.',
	},
	'GET /v1/coupon': {
		400: PARAMETER_NAMES,
		404: 'Check the coupon number, and the domain in the credential.',
		409: 'Check the security code.',
	},
	'POST /v1/order': {
		400: 'Compare the JSON with the schema of orders that you have from KassaForte.',
	},
	'POST /v1/contactrequest': {
		400: 'Compare the JSON with the schema of contact requests that you have from KassaForte.',
	},
};

/** A sentence for the user, or undefined where the general ones fit. */
export function nextStep(
	status: number,
	_failure?: unknown,
	endpoint?: Pick<Endpoint, 'route'>,
): string | undefined {
	return OF_ROUTES[endpoint?.route ?? '']?.[status] ?? GENERAL[status];
}
