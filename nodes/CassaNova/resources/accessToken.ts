/** The OAuth2 access that n8n was given (document: OAuth 2.0, Revoking a token). */
import type { IDataObject } from 'n8n-workflow';
import { CredentialError, SessionError, apiError } from '../../shared/wire/errors';
import { option } from '../../shared/table/fields';
import { oncePerExecution } from '../../shared/run/oncePerExecution';
import { redactor } from '../../shared/wire/redact';
import { cleanTokenWords } from '../../shared/wire/tokenWords';
import type { Call, Field, Resource } from '../../shared/table/types';
import { vendorWords } from '../../shared/wire/vendorWords';
import { isRecord } from '../../shared/values/records';
import { partsOfRoute } from '../../shared/table/table';

const RECONNECT = 'Open the credential and connect it again.';

const notice: Field = option({
	displayName:
		'This takes the access back that CassaNova gave to n8n: every workflow that uses this credential stops working. To use it again, open the credential and make the connection anew.',
	name: 'revokeNotice',
	type: 'notice',
	default: '',
});

/** Several items with the same credential mean the same access: it is taken back once, or not at all. */
async function revokeOnce(call: Call): Promise<IDataObject[]> {
	await oncePerExecution(call, 'revoke', async () => await revoke(call));
	return [{ success: true }];
}

/**
 * The refresh token travels in the address, as the document wants it, without a bearer and without
 * the other headers; redirects aren't followed, and it is sent once.
 * @throws CredentialError where there is no connection, NodeApiError for a refusal
 */
async function revoke(call: Call): Promise<void> {
	const { authentication, credentials, endpoint } = call;
	const { oauthTokenData: tokens } = credentials;
	const token = isRecord(tokens) ? tokens.refresh_token : undefined;
	if (typeof token !== 'string' || token === '') {
		throw new CredentialError('The credential holds no refresh token to revoke.', RECONNECT);
	}
	const secrets = [token, ...authentication.secrets(credentials)];
	const clean = redactor(secrets);
	const { method, path } = partsOfRoute(endpoint);
	const { status, body } = await call.tokens
		.ask({
			method,
			url: `${authentication.baseUrl(credentials)}${path}?token=${encodeURIComponent(token)}`,
			repeatable: false,
		})
		.catch((error: unknown) => {
			if (!(error instanceof SessionError)) throw error;
			throw apiError(call, {
				problem: clean(error.message),
				advice: 'Test the credential: if it still works, run this again.',
				outcomeUnknown: true,
			});
		});
	if (status >= 200 && status < 300) return;
	const words = vendorWords(body);
	throw apiError(call, {
		status,
		...(words ? { vendor: { message: cleanTokenWords(words.message, secrets, body) } } : {}),
		problem: `the server answered with status ${status}`,
		advice: `The access may have been taken back before. ${RECONNECT}`,
	});
}

export const accessToken: Resource = {
	name: 'Access Token',
	value: 'accessToken',
	description: 'The access that CassaNova gave to n8n by OAuth2',
	needsCredentialTo: 'take back the access of n8n',
	endpoints: [
		{
			name: 'Revoke',
			value: 'revoke',
			action: 'Revoke access token',
			description: 'Take back the access of this credential; it must be connected anew afterwards',
			route: 'GET /oauth/revoke',
			doc: 'OAuth 2.0, Revoking a token',
			fields: [notice],
			run: revokeOnce,
			authentication: ['oAuth2'],
		},
	],
};
