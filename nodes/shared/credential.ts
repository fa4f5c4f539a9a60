/** What the credential types have in common: sealed tokens, and requests only to the named host. */
import type { ICredentialTestRequest, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { systemEnvironment } from './environment';
import { CredentialError, SessionError } from './errors';
import { quickRetryPolicy } from './retry';
import { SESSION_FIELD, openToken, sealToken } from './seal';
import { createTokenSender } from './tokenRequest';
import type { PlainHttp } from './tokenRequest';
import type { Credentials, SessionSpec } from './types';
import { assertSameOrigin } from './urls';

/** Where n8n keeps a token that `preAuthentication` fetched. */
export const sessionProperty: INodeProperties = {
	displayName: 'Session Token',
	name: SESSION_FIELD,
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/** What n8n's credential test says to status 403, where its own word would be "Forbidden". */
export const rightsRule: NonNullable<ICredentialTestRequest['rules']> = [
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message:
				'The credential is valid but lacks the right to read what the test reads. Check its rights in the system.',
		},
	},
];

/**
 * Fetches a token for n8n's credential test and for the HTTP Request node. Nothing is created that
 * has effects in a shop.
 * @returns the hidden field with the token, bound to what it was issued for
 * @throws Error with one sentence on what is wrong and one on what to do
 */
export async function fetchSession(
	http: PlainHttp,
	spec: SessionSpec,
	credentials: Credentials,
): Promise<Record<typeof SESSION_FIELD, string>> {
	const send = createTokenSender(http, systemEnvironment, undefined, quickRetryPolicy);
	const { token } = await spec
		.acquire(send, credentials, { mayCreate: false })
		.catch((error: unknown) => {
			throw asSentences(error);
		});
	return { [SESSION_FIELD]: sealToken(spec.identity(credentials), token) };
}

/** An error whose message holds the advice as well: the credential dialog shows nothing else. */
export function asSentences(error: unknown): unknown {
	if (!(error instanceof SessionError) && !(error instanceof CredentialError)) return error;
	const what = error.message.charAt(0).toUpperCase() + error.message.slice(1);
	return new Error(`${what.replace(/\.$/, '')}. ${error.advice}`);
}

/**
 * Adds a header to a request, after checking that it goes to the credential's own host. A request
 * without a host goes there anyway.
 */
export function addHeader(
	request: IHttpRequestOptions,
	baseUrl: string,
	name: string,
	value: string,
): IHttpRequestOptions {
	if (!URL.canParse(request.url)) request.baseURL ??= baseUrl;
	// Resolved as a client would: `//host/path` names a host, too.
	const { url, baseURL } = request;
	assertSameOrigin(URL.canParse(url, baseURL) ? new URL(url, baseURL).href : url, baseUrl);
	request.headers = { ...request.headers, [name]: value };
	return request;
}

/** The token in a credential, if it belongs to what the credential's other fields name. */
export function sessionToken(spec: SessionSpec, credentials: Credentials): string {
	return openToken(spec.identity(credentials), credentials[SESSION_FIELD]);
}
