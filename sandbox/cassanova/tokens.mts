/** CassaNova's authentication: API key, OAuth 2.0 with secret or PKCE, refresh, revocation. */
import { createHash } from 'node:crypto';
import type { CheckedRequest, Handler, Incoming, Result, VendorContext } from '../core/vendor.mts';
import { refusal } from './assumptions.mts';

/** Fixed, so that clients keep working after a reset. */
export const CREDENTIALS = {
	apiKey: 'sandbox-cassanova-api-key',
	clientId: 'sandbox-cassanova-client',
	clientSecret: 'sandbox-cassanova-secret',
} as const;

const LIFETIME_SECONDS = 3600;
const CODE_LIFETIME_MS = 600_000;
const OPEN_OPERATIONS = ['apikeyToken', 'oauthAuthorize', 'oauthToken', 'oauthRevoke'];

interface Grant {
	redirectUri: string;
	scope: string;
	challenge?: string;
	method: string;
	expiresAt: number;
}

/** A holder of a valid access token. `scope` is absent for API keys, which may do everything. */
export interface Identity {
	scope?: string;
}

export interface Tokens {
	handlers: Record<string, Handler<Identity>>;
	authenticate(incoming: Incoming): { reject: Result } | { identity: Identity };
	expire(incoming?: Incoming): void;
	counters(): Record<string, number>;
}

const bearerOf = ({ headers }: Incoming): string | undefined =>
	/^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1];

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function oauthError(error: string, description: string): Result {
	return { status: 400, body: { error, error_description: description } };
}

/** A form that leads back to the client: its query as hidden fields, the fragment in its action. */
function returnForm(label: string, target: URL): string {
	const fields = [...target.searchParams]
		.map(
			([name, value]) =>
				`<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
		)
		.join('');
	const action = escapeHtml(`${target.origin}${target.pathname}${target.hash}`);
	return `<form method="get" action="${action}">${fields}<button>${label}</button></form>`;
}

/** Builds the token service; its state is empty. */
export function createTokens({ random, now, config }: VendorContext): Tokens {
	const access = new Map<string, { expiresAt: number; scope?: string; refreshToken?: string }>();
	const refresh = new Map<string, { scope: string }>();
	const grants = new Map<string, Grant>();
	const counters = { tokenCalls: 0, refreshCalls: 0 };

	const issue = (more: { scope?: string; refreshToken?: string }): Result => {
		const token = `${random.text(20)}.${random.text(60)}.${random.text(43)}`;
		access.set(token, { expiresAt: now() + LIFETIME_SECONDS * 1000, ...more });
		const body = { access_token: token, expires_in: LIFETIME_SECONDS, token_type: 'Bearer' };
		return { body };
	};

	const authorize = ({ query }: CheckedRequest<Identity>): Result => {
		const asked = query as Record<string, string | undefined>;
		const registered = config.cassaNovaRedirectUris as string[];
		const redirectUri = asked.redirect_uri ?? '';
		if (asked.client_id !== CREDENTIALS.clientId) return refusal(400, 'error.unknown: client_id');
		if (
			!URL.canParse(redirectUri) ||
			(registered.length > 0 && !registered.includes(redirectUri))
		) {
			return refusal(400, 'error.unknown: redirect_uri');
		}
		const code = `4/${random.text(32)}`;
		grants.set(code, {
			redirectUri,
			scope: asked.scope ?? '',
			challenge: asked.code_challenge,
			method: asked.code_challenge_method ?? 'plain',
			expiresAt: now() + CODE_LIFETIME_MS,
		});
		const back = (answer: Record<string, string>): URL => {
			const target = new URL(redirectUri);
			for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
			const place = config.cassaNovaOAuthState;
			if (asked.state !== undefined) {
				if (place !== 'fragment') target.searchParams.set('state', asked.state);
				if (place !== 'query') target.hash = `state=${encodeURIComponent(asked.state)}`;
			}
			return target;
		};
		const scopes = (asked.scope ?? '').split(',').map((scope) => `<li>${escapeHtml(scope)}</li>`);
		const content = `<!doctype html><html lang="en"><meta charset="utf-8"><title>CassaNova</title>
<h1>Allow access to your CassaNova account?</h1><ul>${scopes.join('')}</ul>
${returnForm('Allow', back({ code }))}
${returnForm('Deny', back({ error: 'access_denied' }))}</html>`;
		return { raw: { type: 'text/html; charset=utf-8', content } };
	};

	const exchangeCode = (asked: Record<string, string | undefined>): Result => {
		const grant = grants.get(asked.code ?? '');
		// A code works once, also when the exchange fails.
		grants.delete(asked.code ?? '');
		if (!grant || grant.expiresAt <= now()) return oauthError('invalid_grant', 'unknown code');
		if (grant.redirectUri !== asked.redirect_uri) {
			return oauthError('invalid_grant', 'redirect_uri differs');
		}
		if (grant.challenge !== undefined) {
			const verifier = asked.code_verifier ?? '';
			const made =
				grant.method === 'S256'
					? createHash('sha256').update(verifier).digest('base64url')
					: verifier;
			if (made !== grant.challenge) return oauthError('invalid_grant', 'code_verifier is wrong');
		} else if (asked.client_secret === undefined) {
			return oauthError('invalid_client', 'client_secret is missing');
		}
		const refreshToken = random.uuid();
		refresh.set(refreshToken, { scope: grant.scope });
		const { body } = issue({ scope: grant.scope, refreshToken });
		return { body: { ...(body as object), refresh_token: refreshToken } };
	};

	const exchangeRefresh = (asked: Record<string, string | undefined>): Result => {
		counters.refreshCalls += 1;
		const known = refresh.get(asked.refresh_token ?? '');
		if (!known) return oauthError('invalid_grant', 'unknown refresh token');
		return issue({ scope: known.scope, refreshToken: asked.refresh_token });
	};

	const handlers: Record<string, Handler<Identity>> = {
		apikeyToken: ({ body }) => {
			counters.tokenCalls += 1;
			const { apiKey } = body as { apiKey: string };
			if (apiKey !== CREDENTIALS.apiKey) return refusal(401, 'error.unauthorized');
			return issue({});
		},
		oauthAuthorize: authorize,
		oauthToken: ({ body }) => {
			counters.tokenCalls += 1;
			const asked = body as Record<string, string | undefined>;
			const wrongSecret =
				asked.client_secret !== undefined && asked.client_secret !== CREDENTIALS.clientSecret;
			if (asked.client_id !== CREDENTIALS.clientId || wrongSecret) {
				return oauthError('invalid_client', 'unknown client');
			}
			return asked.grant_type === 'refresh_token' ? exchangeRefresh(asked) : exchangeCode(asked);
		},
		oauthRevoke: ({ query }) => {
			const token = String(query.token);
			if (!refresh.delete(token)) return refusal(400, 'error.unknown: token');
			for (const [key, { refreshToken }] of access) if (refreshToken === token) access.delete(key);
			return {};
		},
	};

	return {
		handlers,
		authenticate(incoming) {
			if (OPEN_OPERATIONS.includes(incoming.operationId)) return { identity: {} };
			const token = access.get(bearerOf(incoming) ?? '');
			if (!token || token.expiresAt <= now()) {
				return { reject: refusal(401, 'error.unauthorized') };
			}
			return { identity: { scope: token.scope } };
		},
		expire(incoming) {
			if (incoming) access.delete(bearerOf(incoming) ?? '');
			else access.clear();
		},
		counters: () => ({
			...counters,
			accessTokens: [...access.values()].filter(({ expiresAt }) => expiresAt > now()).length,
			refreshTokens: refresh.size,
		}),
	};
}
