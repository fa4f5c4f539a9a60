/** The two domains that the vendor's page names, and what they say beside the credential's environment. */
import type { Credentials } from '../shared/table/session';
import { baseUrl } from './address';

export const LIVE_DOMAIN = 'webservices-api.kassaforte-systems.com';
export const SANDBOX_DOMAIN = 'webservices-api-sandbox.kassaforte-systems.com';

/** Whether a credential's domain is one of the vendor's two; what isn't an address is none. */
function isDomain(credentials: Credentials, domain: string): boolean {
	try {
		return new URL(baseUrl(credentials)).hostname === domain;
	} catch {
		return false;
	}
}

/**
 * Whether a shop for testing is meant, where orders may be sent from the editor. Whatever the environment
 * says, the vendor's live domain is none.
 */
export function isSandbox(credentials: Credentials): boolean {
	return credentials.environment === 'sandbox' && !isDomain(credentials, LIVE_DOMAIN);
}

/**
 * What doesn't fit together in a credential, as sentences for the user; undefined where it does, or where
 * the domain is another one, which may be either.
 */
export function disagreement(credentials: Credentials): string | undefined {
	const isTest = credentials.environment === 'sandbox';
	if (isTest && isDomain(credentials, LIVE_DOMAIN)) {
		return `The credential says "Sandbox", but its domain is KassaForte's live one: from the editor, orders are treated as for a real shop. Choose "Live" there, or enter ${SANDBOX_DOMAIN}.`;
	}
	if (!isTest && isDomain(credentials, SANDBOX_DOMAIN)) {
		return `The credential says "Live", but its domain is KassaForte's sandbox: orders reach no real shop. Choose "Sandbox" there, or enter ${LIVE_DOMAIN}.`;
	}
	return undefined;
}
