/** Binds a token to what it was issued for, so that it can't be used for anything else. */
import { createHash } from 'crypto';
import { CredentialError } from './errors';

/** The hidden credential field that carries a token we fetched. */
export const SESSION_FIELD = 'sessionToken';

/**
 * A stored token that isn't this credential's: its fields were changed since, or are expressions. n8n
 * fetches another one only for what looks like an answer with status 401.
 */
export class StrangeTokenError extends CredentialError {
	readonly response = { status: 401 };
}

/** A short name for an identity that tells nothing about the secrets in it. */
export function fingerprint(identity: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}

/** Token and fingerprint as one text, for the hidden field of a credential. */
export function sealToken(identity: readonly string[], token: string): string {
	return JSON.stringify({ for: fingerprint(identity), token });
}

/**
 * Takes a sealed token out again.
 * @throws StrangeTokenError when there is none, or it belongs to another identity
 */
export function openToken(identity: readonly string[], sealed: unknown): string {
	const { for: owner, token } = parse(sealed);
	if (token === undefined) {
		throw new StrangeTokenError(
			'There is no token for this credential yet.',
			'Open the credential and test it.',
		);
	}
	if (owner !== fingerprint(identity)) {
		throw new StrangeTokenError(
			'The stored token belongs to another account, so it was not used.',
			'A credential whose fields are expressions can serve several accounts only in nodes that fetch tokens themselves. Elsewhere, such as in an HTTP Request node, use one credential for each account.',
		);
	}
	return token;
}

function parse(sealed: unknown): { for?: string; token?: string } {
	if (typeof sealed !== 'string' || sealed === '') return {};
	try {
		const value: unknown = JSON.parse(sealed);
		if (typeof value !== 'object' || value === null) return {};
		return {
			for: 'for' in value ? String(value.for) : undefined,
			token: 'token' in value ? String(value.token) : undefined,
		};
	} catch {
		return {};
	}
}
