/** Takes secrets out of whatever a person or a log may see. */

const MASK = '***';
/** Shorter values would blot out ordinary words. */
const SHORTEST_SECRET = 4;

/**
 * Finds a secret in whatever form it turns up: plain, inside JSON, and URL-encoded, of which each
 * client, server and form encodes other characters.
 */
function patternOf(secret: string): RegExp {
	return new RegExp([...secret].map(anyFormOf).join(''), 'g');
}

function anyFormOf(character: string): string {
	if (/^[A-Za-z0-9]$/.test(character)) return character;
	const hex = [...Buffer.from(character, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
	const encoded = hex.map((byte) => `%${byte}`).join('');
	const forms = [
		character,
		encoded,
		encoded.toUpperCase(),
		JSON.stringify(character).slice(1, -1),
		...(character === ' ' ? ['+'] : []),
	];
	return `(?:${forms.map((form) => form.replace(/[^\w%]/g, '\\$&')).join('|')})`;
}

/** Masks every place that one of the patterns finds, also where two overlap. */
function mask(text: string, patterns: readonly RegExp[]): string {
	const spans: Array<[start: number, end: number]> = [];
	for (const pattern of patterns) {
		pattern.lastIndex = 0;
		for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
			spans.push([found.index, found.index + found[0].length]);
			pattern.lastIndex = found.index + 1;
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

function patternsOf(secrets: readonly unknown[]): RegExp[] {
	return (
		secrets
			// Expressions in a credential can give numbers; blanks around a key are taken off before use.
			.filter((secret) => typeof secret === 'string' || typeof secret === 'number')
			.map((secret) => String(secret).trim())
			.filter((secret) => secret.length >= SHORTEST_SECRET)
			.map(patternOf)
	);
}

/** What lies deeper in an answer than any vendor nests it isn't looked through, and so not shown. */
const DEEPEST = 500;

/** The same JSON with the given secrets masked in its texts and names; nothing else is changed. */
export function withoutSecrets(secrets: readonly unknown[], json: unknown): unknown {
	const patterns = patternsOf(secrets);
	const clean = (value: unknown, depth: number): unknown => {
		if (typeof value === 'string') return mask(value, patterns);
		if (typeof value !== 'object' || value === null) return value;
		if (depth > DEEPEST) return MASK;
		if (Array.isArray(value)) return value.map((entry) => clean(entry, depth + 1));
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [mask(key, patterns), clean(entry, depth + 1)]),
		);
	};
	return clean(json, 0);
}

/**
 * Makes a function that masks the given secrets in texts.
 * Query parameters and headers that usually hold secrets are masked whatever their value.
 */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
	const patterns = patternsOf(secrets);
	return (text) =>
		mask(text, patterns)
			.replace(
				/([?&](?:key|api_?key|token|access_token|code|client_secret)=)[^&\s"']+/gi,
				`$1${MASK}`,
			)
			.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{20,}/g, `$1 ${MASK}`);
}
