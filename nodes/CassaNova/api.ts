/** What is true of the whole CassaNova API (document: Introduction, Authentication, Parameters). */
import { vendorWords } from '../shared/vendorWords';
import type { Api } from '../shared/types';
import { baseUrl, session } from './token';
import { receipt } from './resources/receipt';
import { salesPoint } from './resources/salesPoint';
import { tax } from './resources/tax';

export const cassaNova: Api = {
	name: 'CassaNova',
	authentications: [
		{
			value: 'apiKey',
			name: 'API Key',
			description: 'With the API key from MyCassaNova',
			credential: 'cassaNovaApi',
			baseUrl,
			session,
			secrets: ({ apiKey }) => [apiKey],
		},
		{
			value: 'oAuth2',
			name: 'OAuth2',
			description: 'By signing in to CassaNova and allowing the access',
			credential: 'cassaNovaOAuth2Api',
			baseUrl,
			secrets: ({ clientSecret, clientId, oauthTokenData }) => [
				clientSecret,
				clientId,
				...Object.values((oauthTokenData as object | undefined) ?? {}).filter(isLongText),
			],
			oAuth2: true,
		},
	],
	resources: [receipt, salesPoint, tax],
	timeZone: 'Europe/Rome',
	headers: (method) => ({
		'X-Version': '1.0.0',
		...(method === 'GET' ? {} : { 'X-Requested-With': '*' }),
	}),
	encodeQuery: (value, { queryFormat }) =>
		queryFormat === 'plain' && !Array.isArray(value) ? String(value) : JSON.stringify(value),
	failure: (status, body) => (status >= 400 ? vendorWords(body) : undefined),
	// Assumption, seen by two public clients: 360 calls in 10 minutes for each API. Some are left
	// for other programs that use the same account.
	pace: { calls: 340, perMs: 10 * 60_000 },
	concurrency: 10,
	writesAreSafeAfter401: true,
};

/** Tokens are long; words such as "bearer" in the token data aren't secrets. */
function isLongText(value: unknown): value is string {
	return typeof value === 'string' && value.length >= 16;
}
