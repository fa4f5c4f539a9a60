/** Windows-1252, the encoding of accounting programs that don't read UTF-8. */

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

export interface Encoded {
	content: Buffer;
	/** What stands in place of which letter. */
	replaced: ReadonlyMap<string, string>;
}

/** Encodes text; letters that the encoding lacks are replaced by their nearest. */
export function encodeWindows1252(text: string): Encoded {
	const replaced = new Map<string, string>();
	const bytes: number[] = [];
	for (const letter of text.normalize('NFC')) {
		const code = codeOf(letter);
		if (code !== undefined) {
			bytes.push(code);
			continue;
		}
		const instead = substitute(letter);
		replaced.set(letter, instead);
		for (const each of instead) bytes.push(codeOf(each) ?? 0x3f);
	}
	return { content: Buffer.from(bytes), replaced };
}

/** Sentences for the user on the letters that were replaced. */
export function remarksOn({ replaced }: Encoded): string[] {
	if (replaced.size === 0) return [];
	const list = [...replaced].map(([letter, instead]) => `${letter} by ${instead}`).join(', ');
	return [`The encoding Windows-1252 lacks some letters; they were replaced: ${list}.`];
}
