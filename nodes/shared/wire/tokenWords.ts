/** A vendor's words about tokens: they may name one that nobody here has seen before. */
import { beginning } from '../values/beginning';
import { MASK, SECRET_NAME } from '../values/mask';
import { isRecord } from '../values/records';
import { redactor } from './redact';

/** Signs of an answer that are looked through for secrets; what is shown of it is far shorter. */
const MOST = 50_000;
/** What tokens are made of. Words have no digits between their letters. */
const MAYBE_TOKEN = /(?<![\w.~+/=-])[\w.~+/=-]{8,}/g;

function isTokenLike(word: string): boolean {
	return /\d/.test(word) && /[a-z]/i.test(word);
}

/** Every text in a field whose name says that it is secret. */
function secretsIn(body: unknown, name = ''): string[] {
	if (typeof body === 'string') return SECRET_NAME.test(name) ? [body] : [];
	if (Array.isArray(body)) return body.flatMap((entry: unknown) => secretsIn(entry, name));
	if (!isRecord(body)) return [];
	return Object.entries(body).flatMap(([key, member]) => secretsIn(member, key));
}

/**
 * Cleans what a vendor says when a token couldn't be had: of our own secrets, of those in the same answer,
 * and of what looks like a token ("account token 5f2a… exists already").
 * @param secrets what is known already
 * @param body the answer that the words come from
 */
export function cleanTokenWords(words: string, secrets: readonly unknown[], body: unknown): string {
	return redactor([...secrets, ...secretsIn(beginning(body, MOST))])(words).replaceAll(
		MAYBE_TOKEN,
		(word) => (isTokenLike(word) ? MASK : word),
	);
}
