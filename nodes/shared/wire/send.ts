/** One try of a request through n8n's helpers, with or without the credential. */
import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ApiRequest } from '../table/request';
import type { Credentials } from '../table/session';
import type { Call } from '../table/types';
import { SESSION_FIELD, sealToken } from './seal';
import type { Milliseconds } from '../values/units';

type Target = Pick<Call, 'host' | 'api' | 'authentication' | 'credentials'>;

/** Where a try goes, and with what. */
export interface Try {
	url: string;
	/** True where it goes to another host than the credential's, and so without it. */
	away: boolean;
	/** The token that was fetched for it, where the API works with such. */
	token: string | undefined;
	/** The longest silence before and in the answer. */
	timeoutMs: Milliseconds;
	signal: AbortSignal;
}

/**
 * Sends a request once; nothing is followed, repeated or renewed.
 * @returns the answer with its body as a stream, whatever its status
 * @throws what n8n's helpers throw: of a 401 with OAuth2, of a broken connection, of a bad credential
 */
export async function sendTry(
	target: Target,
	request: ApiRequest,
	one: Try,
): Promise<IN8nHttpFullResponse> {
	const { host, authentication, credentials } = target;
	const options = { ...optionsOf(target, request, one), abortSignal: one.signal };
	if (one.away) return (await host.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	// n8n takes its own signal for the one to heed, so that it has to be ours: it fires with n8n's, too.
	// https://github.com/n8n-io/n8n/blob/0e98a87b7843bd41e9c8b4cb18d53375cb41a3b1/packages/core/src/execution-engine/node-execution-context/utils/request-helpers/authentication.ts
	const ours = Object.create(host, {
		getExecutionCancelSignal: { value: () => one.signal },
	}) as IExecuteFunctions;
	const { credential } = authentication;
	// OAuth2 is n8n's own: it reads the credential itself and renews on the 401 that we let through, and
	// on nothing else that an answer may say: https://github.com/n8n-io/n8n/issues/38508
	const decrypted = authentication.oAuth2
		? undefined
		: {
				credentialsDecrypted: {
					id: '',
					name: credential,
					type: credential,
					data: withToken(target, credentials, one.token),
				},
			};
	return (await host.helpers.httpRequestWithAuthentication.call(
		ours,
		credential,
		options,
		decrypted,
	)) as IN8nHttpFullResponse;
}

function optionsOf(
	{ api, authentication }: Target,
	{ method, body, raw: given, receive }: ApiRequest,
	{ url, away, timeoutMs }: Try,
): IHttpRequestOptions {
	const raw = given ?? (body && { contentType: 'application/json', content: JSON.stringify(body) });
	return {
		method,
		url,
		headers: {
			...(away ? {} : api.headers?.(method)),
			...(raw && { 'Content-Type': raw.contentType }),
		},
		...(raw && { body: raw.content }),
		...(receive ? {} : { json: true }),
		// n8n would read any body to its end: as a stream it is counted while it arrives.
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: authentication.oAuth2 ? { ignore: true, except: [401] } : true,
		timeout: timeoutMs,
	};
}

function withToken(
	{ authentication: { session, filled } }: Target,
	credentials: Credentials,
	token: string | undefined,
): Credentials {
	if (!session || token === undefined) return { ...credentials, ...filled };
	return { ...credentials, [SESSION_FIELD]: sealToken(session.identity(credentials), token) };
}
