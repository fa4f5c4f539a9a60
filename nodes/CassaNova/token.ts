/** CassaNova's bearer token from an API key (document: "Using Api-Key to Access CassaNova APIs"). */
import { z } from 'zod';
import { SessionError } from '../shared/wire/errors';
import { checkSecret, fitsIntoHeader } from '../shared/wire/checkSecret';
import { cleanTokenWords } from '../shared/wire/tokenWords';
import { secureBaseUrl, secureUrl } from '../shared/wire/urls';
import { vendorWords } from '../shared/wire/vendorWords';
import type { Credentials, SessionSpec } from '../shared/table/session';

const answerSchema = z.object({
	access_token: z.string().min(1).refine(fitsIntoHeader),
	// A token whose end isn't told is used until it is refused.
	expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/** Where n8n signs in and fetches tokens; hidden in the panel, but whoever imports one can set them. */
const OAUTH2_ADDRESSES = [
	['authUrl', 'Authorization URL'],
	['accessTokenUrl', 'Access Token URL'],
] as const;

/**
 * The address that paths are appended to.
 * @throws CredentialError for one that can't be used, and for secrets that can't
 */
export function baseUrl(credentials: Credentials): string {
	checkSecret(credentials.apiKey, 'API Key');
	checkSecret(credentials.clientSecret, 'Client Secret');
	return secureBaseUrl(credentials.baseUrl, 'Base URL');
}

/**
 * The same for OAuth2, where n8n itself sends secrets to further addresses of the credential.
 * @throws CredentialError where one of them isn't encrypted
 */
export function oAuth2BaseUrl(credentials: Credentials): string {
	const address = baseUrl(credentials);
	for (const [name, field] of OAUTH2_ADDRESSES) {
		const value = credentials[name];
		if (value !== undefined && value !== '') secureUrl(value, field);
	}
	return address;
}

/** A token belongs to a key on a host; it lives for `expires_in` seconds. */
export const session: SessionSpec = {
	identity: (credentials) => [baseUrl(credentials), String(credentials.apiKey ?? '')],
	acquire: async (send, credentials) => {
		const apiKey = String(credentials.apiKey ?? '').trim();
		if (apiKey === '') {
			throw new SessionError('the API key is empty', 'Enter the API key in the credential.');
		}
		const { status, body } = await send({
			method: 'POST',
			url: `${baseUrl(credentials)}/apikey/token`,
			headers: { 'X-Requested-With': '*' },
			body: { apiKey },
			// A further token does no harm: the API lets several be valid.
			repeatable: true,
		});
		const answer = answerSchema.safeParse(body);
		if (status >= 200 && status < 300 && answer.success) {
			const { access_token: token, expires_in: seconds } = answer.data;
			return { token, ...(seconds === undefined ? {} : { validForMs: seconds * 1000 }) };
		}
		throw refusal(status, body, apiKey);
	},
};

function refusal(status: number, body: unknown, apiKey: string): SessionError {
	const failure = vendorWords(body);
	const words = failure && cleanTokenWords(failure.message, [apiKey], body);
	if (status >= 400 && status < 500 && status !== 404 && status !== 429) {
		return new SessionError(
			`the API key was not accepted${words === undefined ? '' : `: ${words}`}`,
			'Check the API key in the credential against the one in the CassaNova portal (Impostazioni Account, API). The API needs the licence Retail Enterprise or Risto Enterprise.',
			status,
		);
	}
	return new SessionError(
		words === undefined ? `the token call was answered with status ${status}` : words,
		'Check the base URL in the credential. If it is right, try again later.',
		status,
	);
}
