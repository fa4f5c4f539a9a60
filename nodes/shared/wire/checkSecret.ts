/** Secrets of a credential that can't be kept out of texts, or don't arrive as they were entered. */
import { CredentialError } from './errors';
import { SHORTEST_SECRET } from './shortSecrets';

/** What a header can't carry: the client takes these signs out, and nobody looks for what is left. */
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const HALF_A_SIGN = /\p{Cs}/u;

/** Whether a text arrives in a header as it is. */
export function fitsIntoHeader(text: string): boolean {
	return !NOT_IN_A_HEADER.test(text);
}

/**
 * Checks a secret before it is used; an empty one has sentences of its own elsewhere.
 * @param field the secret as the credential's panel names it
 * @param travels `header` for one that is sent in a header, as it is
 * @throws CredentialError that names the field and doesn't show the secret
 */
export function checkSecret(value: unknown, field: string, travels?: 'header'): void {
	const text = value === undefined || value === null ? '' : String(value).trim();
	if (text === '') return;
	if (text.length < SHORTEST_SECRET) {
		throw new CredentialError(
			`"${field}" in the credential has fewer than ${SHORTEST_SECRET} characters.`,
			'Enter it whole, as you were given it. Nothing was sent.',
		);
	}
	const isWhole = travels === 'header' ? fitsIntoHeader(text) : !HALF_A_SIGN.test(text);
	if (isWhole) return;
	throw new CredentialError(
		`"${field}" in the credential holds characters that cannot be sent, such as a line break.`,
		'Copy it again as you were given it, without line breaks or letters of another script. Nothing was sent.',
	);
}
