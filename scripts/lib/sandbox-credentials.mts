// The credentials that fit a running sandbox, as n8n imports them and as the in-process engine takes
// them. A credential's id is its type's name; the workflows in examples/ refer to these ids.

import type { CredentialToImport } from '../n8n/drive.mts';
import type { StoredCredential } from '../engine/types.ts';
import type { SandboxReady } from '../../sandbox/ready.ts';

/**
 * All credential types, filled in for the sandbox's first shop. CassaNova's OAuth2 isn't connected.
 * A new node of n8n's starts with the credential that was changed last: of each system, the one that
 * reads everything at the first click comes last.
 */
export function sandboxCredentials(ready: SandboxReady): CredentialToImport[] {
	const { kassandro, kassaForte, cassaNova } = ready;
	const { baseUrl } = kassandro;
	const [merchant, other] = kassandro.merchants;
	if (!merchant || !other) throw new Error('The sandbox has too few Kassandro merchants');
	const credential = (type: string, name: string, data: Record<string, unknown>) => ({
		id: type,
		name: `${name} (sandbox)`,
		type,
		data,
	});
	return [
		// Of a merchant of its own: `gettoken` tells only one of a key's two tokens.
		credential('kassandroCashRegisterApi', 'Kassandro cash register', {
			apiKey: other.apiKey,
			baseUrl,
			cashRegisterId: String(other.registers[0] ?? ''),
		}),
		credential('kassandroAccountApi', 'Kassandro account', { apiKey: merchant.apiKey, baseUrl }),
		credential('kassaForteApi', 'KassaForte', {
			environment: 'sandbox',
			domain: kassaForte.domain,
			username: kassaForte.username,
			password: kassaForte.password,
		}),
		credential('cassaNovaOAuth2Api', 'CassaNova OAuth2', {
			clientId: cassaNova.clientId,
			clientSecret: cassaNova.clientSecret,
			scopes: 'read_department,write_department',
			baseUrl: cassaNova.baseUrl,
		}),
		credential('cassaNovaApi', 'CassaNova', {
			apiKey: cassaNova.apiKey,
			baseUrl: cassaNova.baseUrl,
		}),
	];
}

/** What the sandbox's webhooks are registered with, so that a credential can be there before them. */
export const WEBHOOK_SECRET = 'sandbox-cassanova-webhook-secret';

/** The credential of the instant trigger. It belongs to no address, so it is none of those above. */
export const webhookCredential: CredentialToImport = {
	id: 'cassaNovaWebhookApi',
	name: 'CassaNova webhook (sandbox)',
	type: 'cassaNovaWebhookApi',
	data: { secret: WEBHOOK_SECRET },
};

/** The same as the engine takes them: by id. */
export const engineCredentials = (ready: SandboxReady): Record<string, StoredCredential> =>
	Object.fromEntries(
		[...sandboxCredentials(ready), webhookCredential].map(({ id, type, data }) => [
			id,
			{ type, data: data as StoredCredential['data'] },
		]),
	);
