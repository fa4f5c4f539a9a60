/** The web shop's address, from what the merchant was given (document: Get Shop Infos and others). */
import { CredentialError } from '../shared/wire/errors';
import { secureBaseUrl } from '../shared/wire/urls';
import type { Credentials } from '../shared/table/session';

/**
 * Host, host and port, or a URL → the address that paths such as `/v1/infos` are appended to.
 * Without a scheme it is https, except on this very machine, where sandboxes have no certificate.
 * @throws CredentialError for plain http (the API answers it with 403) and for what isn't an address
 */
export function baseUrl({ domain }: Credentials): string {
	const text = typeof domain === 'string' ? domain.trim() : '';
	if (text === '') {
		throw new CredentialError(
			'"Domain" in the credential is empty.',
			'Enter the domain that you were given with user name and password; the hint below the field names the usual ones.',
		);
	}
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return withoutVersion(secureBaseUrl(text, 'Domain'));
	const local = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:|\/|$)/.test(text);
	return withoutVersion(secureBaseUrl(`${local ? 'http' : 'https'}://${text}`, 'Domain'));
}

/** People copy the address with its version; the paths bring it along. */
function withoutVersion(url: string): string {
	return url.replace(/\/v1$/, '');
}

/** User name and password as the header carries them, in UTF-8, without the blanks that copying adds. */
export function basicValue(username: unknown, password: unknown): string {
	return Buffer.from(pairOf(username, password), 'utf8').toString('base64');
}

/** User name and password as an address has them, and what the header carries once it is read. */
export function pairOf(username: unknown, password: unknown): string {
	return [username, password].map((part) => String(part ?? '').trim()).join(':');
}
