/** Addresses that credentials name: checked, so that secrets go only there and only encrypted. */
import { CredentialError } from './errors';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Networks that nobody reaches from outside: n8n may stand in one. */
const PRIVATE_V4 =
	/^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|192\.0\.0|198\.1[89]|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|2(2[4-9]|[3-5]\d))\./;
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|home\.arpa)$/;

/**
 * Whether a host is this machine or in a private network, as far as its name tells: names can't be
 * looked up here.
 * @param hostname as `URL` gives it: IPv4 with dots, IPv6 in brackets
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	// Only 2000::/3 is public; 2002::/16 and 64:ff9b::/96 hold IPv4 addresses of any kind.
	if (host.startsWith('[')) return !/^\[[23][\da-f]{3}:/.test(host) || host.startsWith('[2002:');
	if (/^[\d.]+$/.test(host)) return PRIVATE_V4.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}

/** Whether an address is on this very machine, where no vendor is: a sandbox, or a tunnel of the user's own. */
export function isLoopback(url: string): boolean {
	return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

/** Scheme, host and port; the text itself where it isn't an address. */
export function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : url;
}

/**
 * Checks that what is sent to an address travels encrypted.
 * @param field the credential field as the panel shows it
 * @throws CredentialError unless it is https, or http on this very machine
 */
export function secureUrl(value: unknown, field: string): URL {
	const text = typeof value === 'string' ? value.trim() : '';
	if (!URL.canParse(text)) {
		throw new CredentialError(
			`"${field}" in the credential is not an address${text === '' ? ': it is empty' : ''}.`,
			'Write it like https://api.example.com.',
		);
	}
	const url = new URL(text);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
		throw new CredentialError(
			`"${field}" in the credential must begin with https://, because keys and passwords would travel unencrypted otherwise.`,
			'Plain http is possible only for localhost.',
		);
	}
	return url;
}

/**
 * Checks an address that paths are appended to, and takes trailing slashes off.
 * @param field the credential field as the panel shows it
 * @throws CredentialError unless it is https, or http on this very machine, and nothing but an address
 */
export function secureBaseUrl(value: unknown, field: string): string {
	const url = secureUrl(value, field);
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new CredentialError(
			`"${field}" in the credential holds more than an address.`,
			'Leave out user names, passwords, and everything from a question mark or hash on.',
		);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * Makes sure that a request goes to the host that its credential names.
 * @throws CredentialError otherwise, before anything is sent
 */
export function assertSameOrigin(requestUrl: string, baseUrl: string): void {
	if (originOf(requestUrl) === originOf(baseUrl)) return;
	throw new CredentialError(
		`This credential is for ${originOf(baseUrl)}; it was not sent to ${originOf(requestUrl)}.`,
		'Use the credential only for addresses of that host.',
	);
}
