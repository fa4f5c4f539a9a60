/** Takes secrets out of whatever a person or a log may see. */
import { DEEPEST } from '../values/limits';
import { MASK, SECRET_NAME, mapTexts, withoutHeaders } from '../values/mask';
import { Needle } from '../values/needle';
import { folded, readingsOf } from '../values/spellings';
import { namesPassword, placesOfShort, secretTexts } from './shortSecrets';

/** Fewer signs of base64 or hex may stand in any text by chance. */
const SHORTEST_ENCODED = 8;

/** What to look for: the secret as it is read, and as base64 (at each place of a byte) or hex. */
interface Wanted {
	needle: Needle;
	/** Whether the signs beside it hold some of the secret's bits, too. */
	sharesSigns: boolean;
}

/** All that is masked in a text. */
interface Search {
	wanted: readonly Wanted[];
	/** The shorter ones, in small letters. */
	short: readonly string[];
}

function wantedFor(secret: string): Wanted[] {
	const bytes = Buffer.from(secret, 'utf8');
	const encoded = [0, 1, 2].flatMap((before) => {
		const all = Buffer.concat([Buffer.alloc(before), bytes]);
		const text = all.toString('base64').slice(Math.ceil((before * 8) / 6));
		// The last sign may hold bits of what follows; padding is only there where nothing does.
		const whole = text.slice(0, Math.floor((all.length * 8) / 6) - Math.ceil((before * 8) / 6));
		return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
	});
	const wanted = (texts: readonly string[], sharesSigns: boolean): Wanted[] =>
		[...new Set(texts)].map((text) => ({ needle: new Needle(folded(text)), sharesSigns }));
	const isLong = (text: string) => text.length >= SHORTEST_ENCODED;
	return [
		// Halves of letters leave as U+FFFD.
		...wanted([secret, bytes.toString('utf8')], false),
		...wanted([bytes.toString('hex')].filter(isLong), false),
		...wanted(encoded.filter(isLong), true),
	];
}

/** So many signs of a text are looked through at once, so that memory stays small. */
const WINDOW = 65_536;
/** The most signs that one sign of a secret is written with: letters as bytes, wrapped twice. */
const LONGEST_SIGN = 24;
/** The most signs that the name of a password and a secret of a few signs take. */
const REACH_OF_NAME = 60;
/** Errors are read by people: of a longer text the rest isn't shown, and so needn't be cleaned. */
const LONGEST_TEXT = 50_000;

/** The most signs of a text that one of the secrets may take. */
const reachOf = ({ wanted, short }: Search): number =>
	LONGEST_SIGN *
	Math.max(0, ...wanted.map(({ needle }) => needle.length), short.length > 0 ? REACH_OF_NAME : 0);

/** Masks every place where something wanted stands in one of the text's readings, overlaps too. */
function mask(text: string, search: Search): string {
	const { wanted, short } = search;
	if (short.length === 0 && !wanted.some(({ needle }) => needle.length <= text.length)) return text;
	const reach = reachOf(search);
	const spans: Span[] = [];
	for (let start = 0; start < text.length; start += Math.max(WINDOW, reach)) {
		const part = text.slice(start, start + Math.max(WINDOW, reach) + reach);
		for (const [from, to] of spansIn(part, search)) spans.push([start + from, start + to]);
	}
	return withoutSpans(text, spans);
}

type Span = [start: number, end: number];

const isBase64 = (sign = ''): boolean => /^[\w+/=-]$/.test(sign);

function spansIn(text: string, { wanted, short }: Search): Span[] {
	const spans: Span[] = [];
	for (const { text: read, starts } of readingsOf(text)) {
		const words = folded(read);
		for (const { needle, sharesSigns } of wanted) {
			for (const place of needle.placesIn(words)) {
				const end = place + needle.length;
				const first = sharesSigns && isBase64(read[place - 1]) ? place - 1 : place;
				const last = sharesSigns && isBase64(read[end]) ? end + 1 : end;
				spans.push([starts[first] as number, starts[last] as number]);
			}
		}
		for (const [first, last] of placesOfShort(words, short)) {
			spans.push([starts[first] as number, starts[last] as number]);
		}
	}
	return spans;
}

function withoutSpans(text: string, spans: Span[]): string {
	spans.sort(([a], [b]) => a - b);
	let clean = '';
	let done = 0;
	for (const [start, end] of spans) {
		if (start >= done) clean += text.slice(done, start) + MASK;
		done = Math.max(done, end);
	}
	return clean + text.slice(done);
}

function searchFor(secrets: readonly unknown[]): Search {
	const { long, short } = secretTexts(secrets);
	return { wanted: long.flatMap(wantedFor), short: short.map(folded) };
}

/** The same JSON with the given secrets masked in its texts and names; nothing else is changed. */
export function withoutSecrets(secrets: readonly unknown[], json: unknown): unknown {
	const search = searchFor(secrets);
	const clean = (text: string) => mask(text, search);
	const isShort = (text: string) => search.short.includes(folded(text.trim()));
	return mapTexts(
		json,
		(text, name) => (namesPassword(name) && isShort(text) ? MASK : clean(text)),
		clean,
	);
}

/** The same JSON, no deeper than any vendor nests it, without the values of fields that hold secrets. */
export function withoutSecretFields(json: unknown): unknown {
	const clean = (value: unknown, depth: number): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (depth > DEEPEST) return MASK;
		if (Array.isArray(value)) return value.map((entry) => clean(entry, depth + 1));
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => {
				const isValue = typeof member === 'string' || typeof member === 'number';
				return [name, isValue && SECRET_NAME.test(name) ? MASK : clean(member, depth + 1)];
			}),
		);
	};
	return clean(json, 0);
}

/**
 * Makes a function that masks the given secrets in texts, however they are written there: plain, in JSON,
 * in an address (also one within another), in HTML, as base64 or hex, in other case.
 * One of fewer than 4 signs is masked where the name of a password stands before it.
 * Query parameters and headers that usually hold secrets are masked whatever their value. Texts beyond
 * 50,000 signs are cut.
 */
export function redactor(secrets: readonly unknown[]): (text: string) => string {
	const search = searchFor(secrets);
	return (text) =>
		withoutHeaders(
			mask(shortened(text, search), search).replace(
				/([?&](?:key|api_?key|token|access_token|code|client_secret)=)[^&\s"']+/gi,
				`$1${MASK}`,
			),
		);
}

/** Cut before anything that might be the first half of a secret. */
function shortened(text: string, search: Search): string {
	if (text.length <= LONGEST_TEXT) return text;
	const reach = reachOf(search);
	const spans = spansIn(text.slice(0, LONGEST_TEXT + reach), search);
	const cut = spans.reduce(
		(end, [from, to]) => (from < end && to > end ? from : end),
		LONGEST_TEXT,
	);
	return `${text.slice(0, cut)}…`;
}
