/** One try of a request through n8n's helpers, with or without the credential. */
import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ApiRequest } from '../table/request';
import type { Credentials } from '../table/session';
import type { Call } from '../table/types';
import { isStream } from './answer';
import { readBroken } from './connection';
import { isSafeToRepeat } from './retry';
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
 * Sends a request once; nothing is followed, repeated or renewed, but by n8n after a 401 with OAuth2.
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
	const ask = async (asked: IHttpRequestOptions) =>
		(await host.helpers.httpRequestWithAuthentication.call(
			ours,
			credential,
			asked,
			decrypted,
		)) as IN8nHttpFullResponse;
	const response = await ask(options);
	if (!authentication.oAuth2 || response.statusCode !== 401) return response;
	return await askAsBefore291(target, request, response, {
		asEver: async () => await ask(options),
		plainly: async () => await ask({ ...options, ignoreHttpStatusErrors: false }),
	});
}

/**
 * An n8n whose n8n-workflow is older than 2.9.1 takes the exception for 401 as plain `true`, so that it never
 * learns that an OAuth2 token has expired: only without the option it renews the token, and sends again.
 * @param refused the answer with 401, which only such an n8n hands on
 * @returns the answer with the renewed token; `refused` where a write may have been carried out all the same
 * @throws what n8n throws where there is no other token, and of a write's status that isn't a success
 */
async function askAsBefore291(
	{ api }: Target,
	{ method }: ApiRequest,
	refused: IN8nHttpFullResponse,
	ask: Record<'asEver' | 'plainly', () => Promise<IN8nHttpFullResponse>>,
): Promise<IN8nHttpFullResponse> {
	if (!isSafeToRepeat(method) && !api.writesAreSafeAfter401) return refused;
	if (isStream(refused.body)) refused.body.destroy();
	return await ask.plainly().catch(async (error: unknown) => {
		// Renewed or not, only an answer that isn't thrown tells the vendor's words, and how long to wait.
		const broken = readBroken(error);
		if (broken.kind !== 'status' || broken.status === 401 || !isSafeToRepeat(method)) throw error;
		return await ask.asEver();
	});
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
