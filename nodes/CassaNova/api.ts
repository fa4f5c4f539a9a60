/** What is true of the whole CassaNova API (document: Introduction, Authentication, Parameters). */
import { vendorWords } from '../shared/wire/vendorWords';
import type { Api } from '../shared/table/types';
import { nextStep } from './advice';
import {
	categories,
	customers,
	products,
	productVariants,
	stockMovements,
	stocks,
	suppliers,
} from './catalog/operations';
import { namedLists } from './namedLists';
import { baseUrl, oAuth2BaseUrl, session } from './token';
import { accessToken } from './resources/accessToken';
import { account } from './resources/account';
import { accounting } from './resources/accounting';
import { bill } from './resources/bill';
import { closing } from './resources/closing';
import { creditNote } from './resources/creditNote';
import { department } from './resources/department';
import { fidelity } from './resources/fidelity';
import { invoice } from './resources/invoice';
import { productOption } from './resources/option';
import { order } from './resources/order';
import { organization } from './resources/organization';
import { receipt } from './resources/receipt';
import { report } from './resources/report';
import { room } from './resources/room';
import { salesMode } from './resources/salesMode';
import { salesPoint } from './resources/salesPoint';
import { table } from './resources/table';
import { tax } from './resources/tax';
import { webhook } from './resources/webhook';
import { isRecord } from '../shared/values/records';

export const cassaNova: Api = {
	name: 'CassaNova',
	authentications: [
		{
			value: 'apiKey',
			name: 'API Key',
			description: 'With an API key that you make in the CassaNova portal',
			credential: 'cassaNovaApi',
			title: 'CassaNova API',
			baseUrl,
			session,
			secrets: ({ apiKey }) => [apiKey],
		},
		{
			value: 'oAuth2',
			name: 'OAuth2',
			description: 'For older accounts: by signing in to CassaNova and allowing the access',
			credential: 'cassaNovaOAuth2Api',
			title: 'CassaNova OAuth2 API',
			baseUrl: oAuth2BaseUrl,
			secrets: ({ clientSecret, clientId, oauthTokenData }) => [
				clientSecret,
				clientId,
				...(isRecord(oauthTokenData) ? Object.values(oauthTokenData) : []).filter(isLongText),
			],
			oAuth2: true,
		},
	],
	resources: [
		accessToken,
		account,
		accounting,
		bill,
		categories,
		closing,
		creditNote,
		customers,
		department,
		invoice,
		fidelity,
		order,
		organization,
		products,
		productOption,
		productVariants,
		receipt,
		report,
		room,
		salesMode,
		salesPoint,
		stocks,
		stockMovements,
		suppliers,
		table,
		tax,
		webhook,
	],
	namedLists,
	timeZone: 'Europe/Rome',
	headers: (method) => ({
		'X-Version': '1.0.0',
		...(method === 'GET' ? {} : { 'X-Requested-With': '*' }),
	}),
	encodeQuery: (value, { queryFormat }) =>
		queryFormat === 'plain' && !Array.isArray(value) ? String(value) : JSON.stringify(value),
	failure: (status, body) => (status >= 400 ? vendorWords(body) : undefined),
	nextStep,
	// 360 calls in 10 minutes for each API, as the newest document says. Some are left for other programs
	// that use the same account.
	pace: { calls: 340, perMs: 10 * 60_000 },
	concurrency: 16,
	writesAreSafeAfter401: true,
};

/** Tokens are long; words such as "bearer" in the token data aren't secrets. */
function isLongText(value: unknown): value is string {
	return typeof value === 'string' && value.length >= 16;
}
