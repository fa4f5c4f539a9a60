/** A text in the forms that clients, servers and pages give it, each with the way back to its places. */

/**
 * One reading of a text. The unit at `i` of `text` was written at `starts[i]` up to `starts[i + 1]` of
 * the text that was read first.
 */
export interface SpelledText {
	text: string;
	starts: Uint32Array;
}

/** How often an answer may be wrapped in itself: a form within JSON, an address within an address. */
const MOST_LAYERS = 3;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: '\u00a0',
	quot: '"',
};
const JSON_ESCAPES: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

/** What stands at a place of a text: how many units were written, and what they mean. */
interface Escape {
	length: number;
	meaning: string;
}

type Decoder = (text: string, at: number) => Escape | undefined;

/** Also as PHP (`\/`, `\u00e4`) and JavaScript (`\x41`) write it. */
function jsonEscape(text: string, at: number): Escape | undefined {
	if (text[at] !== '\\') return undefined;
	const hex = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(text.slice(at + 1, at + 6));
	if (hex) {
		const code = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
		return { length: hex[0].length + 1, meaning: String.fromCharCode(code) };
	}
	const next = text[at + 1];
	if (next === undefined) return undefined;
	return { length: 2, meaning: JSON_ESCAPES[next] ?? next };
}

function byteAt(text: string, at: number): number | undefined {
	if (text[at] !== '%') return undefined;
	const digits = text.slice(at + 1, at + 3);
	return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Bytes that are no UTF-8 are one letter each, as older programs write them. */
function percentEscape(text: string, at: number): Escape | undefined {
	const first = byteAt(text, at);
	if (first === undefined) return undefined;
	const single = { length: 3, meaning: String.fromCharCode(first) };
	const count = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
	if (count === 1) return single;
	const bytes = [first];
	for (let next = 1; next < count; next++) {
		const byte = byteAt(text, at + next * 3);
		if (byte === undefined) return single;
		bytes.push(byte);
	}
	const meaning = Buffer.from(bytes).toString('utf8');
	const isLetter = [...meaning].length === 1 && (meaning !== '\ufffd' || first === 0xef);
	return isLetter ? { length: count * 3, meaning } : single;
}

function htmlEscape(text: string, at: number): Escape | undefined {
	if (text[at] !== '&') return undefined;
	const found = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/i.exec(text.slice(at, at + 11));
	if (!found) return undefined;
	const [{ length }, decimal, hex, name = ''] = found;
	if (decimal === undefined && hex === undefined) {
		const meaning = NAMED_ENTITIES[name.toLowerCase()];
		return meaning === undefined ? undefined : { length, meaning };
	}
	const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
	return code > 0x10ffff ? undefined : { length, meaning: String.fromCodePoint(code) };
}

const DECODERS: ReadonlyArray<readonly [sign: string, decode: Decoder]> = [
	['\\', jsonEscape],
	['%', percentEscape],
	['&', htmlEscape],
];

function decoded({ text, starts }: SpelledText, decode: Decoder): SpelledText | undefined {
	let meaning = '';
	// No escape means more units than it takes.
	const origins = new Uint32Array(text.length + 1);
	let changed = false;
	for (let at = 0; at < text.length; ) {
		const escape = decode(text, at);
		const part = escape?.meaning ?? (text[at] as string);
		changed ||= escape !== undefined;
		origins.fill(starts[at] as number, meaning.length, meaning.length + part.length);
		meaning += part;
		at += escape?.length ?? 1;
	}
	origins[meaning.length] = starts[text.length] as number;
	return changed ? { text: meaning, starts: origins } : undefined;
}

/**
 * The text itself, and what it says once its escapes (JSON, address, HTML, and one within another) are
 * read. Time and memory grow with the text's length only: each layer is read once per kind of escape.
 */
export function readingsOf(text: string): SpelledText[] {
	const plain = {
		text,
		starts: Uint32Array.from({ length: text.length + 1 }, (_, index) => index),
	};
	const readings: SpelledText[] = [plain];
	const known = new Set([text]);
	let layer: SpelledText[] = [plain];
	for (let depth = 0; depth < MOST_LAYERS && layer.length > 0; depth++) {
		const deeper: SpelledText[] = [];
		for (const reading of layer) {
			for (const [sign, decode] of DECODERS) {
				const next = reading.text.includes(sign) ? decoded(reading, decode) : undefined;
				if (next === undefined || known.has(next.text)) continue;
				known.add(next.text);
				deeper.push(next);
			}
		}
		readings.push(...deeper);
		layer = deeper;
	}
	return readings;
}

/**
 * The same text, unit by unit, without what encodings don't agree on: letters' case, and a blank that
 * may be a `+`.
 */
export function folded(text: string): string {
	const small = text.toLowerCase();
	// A few letters become two in small letters, and places must stay.
	const same =
		small.length === text.length
			? small
			: Array.from({ length: text.length }, (_, index) => {
					const unit = text[index] as string;
					const lower = unit.toLowerCase();
					return lower.length === 1 ? lower : unit;
				}).join('');
	return same.replaceAll('+', ' ').replaceAll('ς', 'σ');
}
