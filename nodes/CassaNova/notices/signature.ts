/** Whether a notice comes from CassaNova (newer generations of the API, WebHooks: x-cn-signature). Pure. */
import { createHmac, timingSafeEqual } from 'crypto';

/** The bytes of a SHA-1. */
const LENGTH = 20;
const HEX = /^[\da-f]{40}$/i;
/** Either alphabet, with or without the sign that fills up. */
const BASE64 = /^[\w+/-]{27}=?$/;

/**
 * The secrets that a credential holds: each webhook of the portal may have one of its own, and all of
 * them may call one address.
 * @param value the field as it was filled in, with spaces or line breaks between secrets
 * @returns each once; none where the field is empty
 */
export function secretsIn(value: unknown): string[] {
	if (typeof value !== 'string') return [];
	return [...new Set(value.split(/\s+/).filter((secret) => secret !== ''))];
}

/**
 * Whether a body was signed with one of the secrets: HMAC-SHA1 of the bytes that came.
 *
 * Assumption: hexadecimal digits, as they were seen in use; the vendor's document doesn't name the form, so
 * Base64 counts as well. How long it takes doesn't depend on how much of a signature is right, nor on
 * which secret it is.
 * @param body the bytes as they came
 * @param signature the header's value
 */
export function isSigned(body: Buffer, signature: unknown, secrets: readonly string[]): boolean {
	const given = bytesOf(signature);
	let isRight = false;
	for (const secret of secrets) {
		const wanted = createHmac('sha1', secret).update(body).digest();
		const isThis = timingSafeEqual(wanted, given ?? Buffer.alloc(LENGTH));
		isRight = (isThis && given !== undefined) || isRight;
	}
	return isRight;
}

/** Undefined for what can be no signature. */
function bytesOf(signature: unknown): Buffer | undefined {
	if (typeof signature !== 'string') return undefined;
	const text = signature.trim();
	if (HEX.test(text)) return Buffer.from(text, 'hex');
	if (!BASE64.test(text)) return undefined;
	const bytes = Buffer.from(text, 'base64');
	return bytes.length === LENGTH ? bytes : undefined;
}
