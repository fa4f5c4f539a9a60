/** Windows-1252, the encoding of accounting programs that don't read UTF-8. */

import type { Steps } from '../../values/inTurns';

/** What stands at 0x80 to 0x9F, in this order; a blank where the encoding has nothing. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const CODES = new Map(
	[...UPPER].flatMap((letter, index) => (letter === ' ' ? [] : [[letter, 0x80 + index] as const])),
);

/** Letters that lose more than an accent on their way. */
const SIMILAR: ReadonlyMap<string, string> = new Map([
	['ł', 'l'],
	['Ł', 'L'],
	['đ', 'd'],
	['Đ', 'D'],
	['ı', 'i'],
	['ẞ', 'SS'],
	['\u2212', '-'],
	['\u2010', '-'],
	['\u2011', '-'],
	['\u202f', '\u00a0'],
	['\u2009', ' '],
]);

const COMBINING = /\p{M}+/gu;

function codeOf(letter: string): number | undefined {
	const code = letter.codePointAt(0) ?? 0;
	if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
	return CODES.get(letter);
}

/** The nearest text that the encoding has: without the accent, or a question mark. */
function substitute(letter: string): string {
	const similar = SIMILAR.get(letter) ?? letter.normalize('NFKD').replace(COMBINING, '');
	const isWhole = similar !== '' && [...similar].every((each) => codeOf(each) !== undefined);
	return isWhole ? similar : '?';
}

/**
 * Text → the same text in letters that the encoding has. This comes before cells are made of it: the
 * nearest letter may be a quote, a semicolon or an equals sign, and have another length.
 */
export class Windows1252Letters {
	/** What stands in place of which letter. */
	private readonly replaced = new Map<string, string>();

	/** A text in letters that the encoding has; it notes what it replaces. */
	readonly of = (text: string): string => {
		let written = '';
		for (const letter of text.normalize('NFC')) {
			const isKnown = codeOf(letter) !== undefined;
			const instead = isKnown ? letter : substitute(letter);
			if (!isKnown) this.replaced.set(letter, instead);
			written += instead;
		}
		return written;
	};

	/** Sentences for the user on the letters that were replaced. */
	remarks(): string[] {
		if (this.replaced.size === 0) return [];
		const list = [...this.replaced].map(([letter, instead]) => `${letter} by ${instead}`);
		return [
			`The encoding Windows-1252 lacks some letters; they were replaced: ${list.join(', ')}.`,
		];
	}
}

/** Letters that are encoded in one step. */
const ENCODED_AT_ONCE = 16_384;

/** Encodes text whose letters the encoding has; any other would be a question mark. */
export function* encodeWindows1252(text: string): Steps<Buffer> {
	const content = Buffer.alloc(text.length);
	for (let at = 0; at < text.length; at++) {
		content[at] = codeOf(text.charAt(at)) ?? 0x3f;
		if (at % ENCODED_AT_ONCE === 0) yield;
	}
	return content;
}
