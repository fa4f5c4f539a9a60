/** Errors in the shapes that n8n's request helpers throw (measured on n8n-core 2.41.1). */
import { NodeApiError } from 'n8n-workflow';
import type { JsonObject } from 'n8n-workflow';

import { testNode } from './host';

/** What the HTTP client throws; NodeApiError looks at the name of the class. */
export class AxiosError extends Error {
	readonly isAxiosError = true;

	/** Holds whatever was sent: addresses, headers, bodies. */
	readonly config: { url: string; headers: Record<string, string> };

	constructor(
		message: string,
		readonly code: string,
		more: {
			response?: { status: number; data?: unknown };
			cause?: string;
			config?: AxiosError['config'];
		} = {},
	) {
		const { cause } = more;
		super(message, cause ? { cause: Object.assign(new Error(message), { code: cause }) } : {});
		this.config = more.config ?? { url: 'https://api.example.com/', headers: {} };
		if (more.response) this.response = more.response;
	}

	readonly response?: { status: number; data?: unknown };
}

class CanceledError extends Error {
	override readonly name = 'CanceledError';

	readonly code = 'ERR_CANCELED';
}

/** As `httpRequestWithAuthentication` hands errors on. */
export const wrapped = (error: Error) => new NodeApiError(testNode, error as unknown as JsonObject);

/** A failure of the network, such as ECONNRESET. */
export const socket = (code: string, message = code) =>
	new AxiosError(message, code, { cause: code });

export const timeout = () => new AxiosError('timeout of 60000ms exceeded', 'ECONNABORTED');

export const canceled = () => new CanceledError('canceled');

/** n8n's own, where a vendor gives no other OAuth2 token (@n8n/client-oauth2, the same since 1.123). */
export const notRenewed = () =>
	Object.assign(new Error('The provided authorization grant is invalid.'), {
		name: 'AuthError',
		code: 'EAUTH',
		body: { error: 'invalid_grant' },
	});

/** A status that n8n turned into an error. */
export const refused = (status: number, data?: unknown) =>
	new AxiosError(`Request failed with status code ${status}`, 'ERR_BAD_REQUEST', {
		response: { status, data },
	});

/** An answer whose body broke off. */
export const brokenOff = (status = 200) =>
	new AxiosError('stream has been aborted', 'ERR_BAD_RESPONSE', { response: { status } });
