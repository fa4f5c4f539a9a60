/** Takes secrets out of whatever a person or a log may see. */

const MASK = '***';
/** Shorter values would blot out ordinary words. */
const SHORTEST_SECRET = 4;

/** The forms in which a secret can turn up in a text: plain, URL-encoded, inside JSON. */
function formsOf(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	const lower = encoded.replace(/%../g, (code) => code.toLowerCase());
	return [
		secret,
		encoded,
		lower,
		encoded.replace(/%20/g, '+'),
		JSON.stringify(secret).slice(1, -1),
	];
}

/** Masks every place where one of the forms stands, also where two overlap. */
function mask(text: string, forms: readonly string[]): string {
	const spans: Array<[start: number, end: number]> = [];
	for (const form of forms) {
		for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
			spans.push([at, at + form.length]);
		}
	}
	spans.sort(([a], [b]) => a - b);
	let clean = '';
	let done = 0;
	for (const [start, end] of spans) {
		if (start >= done) clean += text.slice(done, start) + MASK;
		done = Math.max(done, end);
	}
	return clean + text.slice(done);
}

/**
 * Makes a function that masks the given secrets in texts.
 * Query parameters and headers that usually hold secrets are masked whatever their value.
 */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
	const forms = secrets
		// Expressions in a credential can give numbers; blanks around a key are taken off before use.
		.filter((secret) => typeof secret === 'string' || typeof secret === 'number')
		.map((secret) => String(secret).trim())
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap(formsOf);
	return (text) =>
		mask(text, forms)
			.replace(
				/([?&](?:key|api_?key|token|access_token|code|client_secret)=)[^&\s"']+/gi,
				`$1${MASK}`,
			)
			.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{20,}/g, `$1 ${MASK}`);
}
