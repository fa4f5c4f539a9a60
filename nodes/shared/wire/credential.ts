/** What the credential types have in common: sealed tokens, and requests only to the named host. */
import type { ICredentialTestRequest, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { systemEnvironment } from './environment';
import { CredentialError, SessionError } from './errors';
import { quickRetryPolicy } from './retry';
import { SESSION_FIELD, openToken, sealToken } from './seal';
import { createTokenSender } from './tokenRequest';
import { LONGEST_TOKEN_ANSWER_MS, LONGEST_TOKEN_SILENCE_MS } from '../values/limits';
import type { PlainHttp } from './tokenRequest';
import type { Credentials, SessionSpec } from '../table/session';
import { assertSameOrigin } from './urls';

/** Where n8n keeps a token that `preAuthentication` fetched. */
export const sessionProperty: INodeProperties = {
	displayName: 'Session Token',
	name: SESSION_FIELD,
	type: 'hidden',
	typeOptions: { expirable: true, password: true },
	default: '',
};

/**
 * How n8n's credential test asks. n8n judges by the status alone, and would read any answer to its end,
 * without a bound: as a stream nobody reads it.
 */
export const judgedByStatus = {
	encoding: 'stream',
	disableFollowRedirect: true,
} as const satisfies ICredentialTestRequest['request'];

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

/** What n8n hands to a credential: its nodes and the legacy helpers name addresses differently. */
type AnyRequest = IHttpRequestOptions & {
	uri?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
	maxRedirects?: number;
};

/**
 * Adds a header to a request, after checking that it goes to the credential's own host, under whichever
 * name its address stands (`url`, or `uri` as the HTTP Request node has it). A request without a host
 * goes there anyway. No redirect is followed: n8n would take the header along to any host, unless a
 * request asks it not to (https://github.com/n8n-io/n8n/pull/24526). A credential's test gets an end.
 * @throws CredentialError for another host, before anything is sent
 */
export function addHeader(
	request: IHttpRequestOptions,
	baseUrl: string,
	name: string,
	value: string,
): IHttpRequestOptions {
	const asked = request as AnyRequest;
	const addresses = [asked.url as unknown, asked.uri]
		.filter((each) => each !== undefined)
		.map(String);
	if (!addresses.some((address) => URL.canParse(address))) asked.baseURL ??= baseUrl;
	for (const address of addresses.length === 0 ? [''] : addresses) {
		// Resolved as a client would: `//host/path` names a host, too, and `https:host` one without slashes.
		const base = URL.canParse(address) ? undefined : asked.baseURL;
		const isWhole = URL.canParse(address, base);
		assertSameOrigin(isWhole ? new URL(address, base).href : address, baseUrl);
	}
	asked.headers = { ...asked.headers, [name]: value };
	if (isTest(asked)) Object.assign(asked, endOfTest());
	return Object.assign(asked, NO_REDIRECTS);
}

/** Whether n8n's credential test asks: for a stream as our nodes do, but nobody can cancel it. */
function isTest({ encoding, abortSignal }: AnyRequest): boolean {
	return encoding === judgedByStatus.encoding && abortSignal === undefined;
}

/** When a status is no longer waited for, and when a connection is closed whose answer nobody reads. */
function endOfTest(): Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'> {
	return {
		timeout: LONGEST_TOKEN_SILENCE_MS,
		abortSignal: systemEnvironment.deadline(LONGEST_TOKEN_ANSWER_MS),
	};
}

/** All the names under which n8n's helpers are told to follow no redirect. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
} as const;

/** The token in a credential, if it belongs to what the credential's other fields name. */
export function sessionToken(spec: SessionSpec, credentials: Credentials): string {
	return openToken(spec.identity(credentials), credentials[SESSION_FIELD]);
}
