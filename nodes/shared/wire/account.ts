/** Names accounts: the one way, wherever something is remembered for one. */
import { SESSION_FIELD, fingerprint } from './seal';
import type { Credentials } from '../table/session';
import type { Call } from '../table/types';

type Owner = Pick<Call, 'host' | 'authentication' | 'credentials'>;

/**
 * Whose data a call sees. Tokens aren't part of it, since they are renewed while the account stays the
 * same; with OAuth2, where nothing else tells accounts apart, n8n's own name of the credential is.
 */
export function accountOf({ host, authentication, credentials }: Owner): string {
	const { credential, oAuth2 } = authentication;
	const { id } = host.getNode().credentials?.[credential] ?? {};
	return fingerprint([credential, (oAuth2 && id) || '', fixedPart(credentials)]);
}

/**
 * The same for what is remembered longer than one execution: somebody may sign in to another account
 * with the same OAuth2 credential. A refresh token stays as long as the sign-in.
 */
export function signedInAs(owner: Owner): string {
	const tokens = (owner.credentials.oauthTokenData ?? {}) as Record<string, unknown>;
	const { refresh_token: refresh, access_token: access } = tokens;
	return fingerprint([accountOf(owner), String(refresh ?? access ?? '')]);
}

/** Everything but the tokens, which n8n renews while the items run. */
export function fixedPart(credentials: Credentials): string {
	return JSON.stringify({ ...credentials, oauthTokenData: undefined, [SESSION_FIELD]: undefined });
}
