/** Takes secrets out of whatever a person or a log may see. */

const MASK = '***';
/** Shorter values would blot out ordinary words. */
const SHORTEST_SECRET = 4;

/** The forms in which a secret can turn up in a text: plain, URL-encoded, inside JSON. */
function formsOf(secret: string): string[] {
	return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

/**
 * Makes a function that masks the given secrets in texts.
 * Query parameters and headers that usually hold secrets are masked whatever their value.
 */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
	const forms = secrets
		.filter((secret): secret is string => typeof secret === 'string')
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(formsOf)
		.sort((a, b) => b.length - a.length);
	return (text) => {
		let clean = text;
		for (const form of forms) clean = clean.split(form).join(MASK);
		return clean
			.replace(
				/([?&](?:key|api_?key|token|access_token|code|client_secret)=)[^&\s"']+/gi,
				`$1${MASK}`,
			)
			.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{20,}/g, `$1 ${MASK}`);
	};
}
