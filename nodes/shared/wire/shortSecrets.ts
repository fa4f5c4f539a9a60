/** Secrets of a few signs: looked for where something says that a password stands there, and nowhere else. */

/**
 * Signs of a secret that can be masked wherever it stands. Shorter ones would blot out ordinary words: they
 * are masked where a name says that one stands there.
 */
export const SHORTEST_SECRET = 4;

/**
 * The secrets of a credential as texts, the short ones apart. Expressions in a credential can give numbers;
 * blanks around a key are taken off before use.
 */
export function secretTexts(secrets: readonly unknown[]): { long: string[]; short: string[] } {
	const texts = secrets
		.filter((secret) => typeof secret === 'string' || typeof secret === 'number')
		.map((secret) => String(secret).trim())
		.filter((secret) => secret !== '');
	return {
		long: texts.filter((secret) => secret.length >= SHORTEST_SECRET),
		short: texts.filter((secret) => secret.length < SHORTEST_SECRET),
	};
}

/** Names of passwords in data, headers and logs: `password`, `PHP_AUTH_PW`, `Kennwort`. */
const NAME = /passw|kennwort|secret|pwd|auth.?pw/i;

/** The same in a text, up to where the password begins: `password=`, `"pwd": "`, `[PHP_AUTH_PW] => `, `password "`. */
const BEFORE =
	/(?:passw|kennwort|secret|pwd|auth.?pw)\w{0,20}["'`\]]{0,2}\s{0,4}(?:[:=]>?\s{0,4}["'`]?|["'`])/gi;

const GOES_ON = /^[\p{L}\p{N}_]/u;

/** Whether a field's name says that a password stands in it. */
export function namesPassword(name: string): boolean {
	return NAME.test(name);
}

/**
 * Where one of the secrets stands whole behind the name of a password, in time that grows with the text.
 * @param secrets written as the text is, such as in small letters
 */
export function* placesOfShort(
	text: string,
	secrets: readonly string[],
): Generator<[start: number, end: number]> {
	if (secrets.length === 0) return;
	for (const { 0: before, index } of text.matchAll(BEFORE)) {
		const start = index + before.length;
		for (const secret of secrets) {
			const end = start + secret.length;
			const isWhole = text.startsWith(secret, start) && !GOES_ON.test(text.slice(end, end + 2));
			if (isWhole) yield [start, end];
		}
	}
}
