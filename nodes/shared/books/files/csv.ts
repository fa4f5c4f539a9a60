/** Writes comma-separated values with semicolons, as programs of our part of the world read them. */
import type { Steps } from '../../values/inTurns';

const MUST_BE_QUOTED = /[";\r\n]|^\s|\s$/;

/** Text in double quotes; quotes within it are doubled. */
export function quoted(text: string): string {
	return `"${text.replace(/"/g, '""')}"`;
}

/** A cell that is quoted only where it would otherwise be read as something else. */
export function cell(text: string): string {
	return MUST_BE_QUOTED.test(text) ? quoted(text) : text;
}

/**
 * Lines of finished cells, made one after the other; each line ends with CR LF, the last one too.
 * @param head the lines before those of the entries
 */
export function* csvText<T>(
	head: ReadonlyArray<readonly string[]>,
	entries: readonly T[],
	cellsOf: (entry: T) => readonly string[],
): Steps<string> {
	const write = (cells: readonly string[]) => `${cells.join(';')}\r\n`;
	let text = head.map(write).join('');
	for (const entry of entries) {
		text += write(cellsOf(entry));
		yield;
	}
	return text;
}

/** A decimal text with the comma that these files want: "12.10" gives "12,10"; null gives ''. */
export function withComma(decimal: string | null): string {
	return decimal === null ? '' : decimal.replace('.', ',');
}

/** One line of text: line breaks, tabs and other control characters become blanks. */
export function oneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** What a file's encoding makes of a text. */
export type Letters = (text: string) => string;

/** Signs that nobody sees, and behind which a formula hides: of no width, or turning the direction. */
const UNSEEN = /\p{Cf}/gu;

/** What a spreadsheet would run, at the start of a cell, also where it takes a comma for its end. */
const LIKE_A_FORMULA = /(^|,)(\s*)(?=[=@＝＠]|[+\-＋－](?![\d.,]+\s*$|[\d.]+\s*,))/g;

/** Whether a spreadsheet would run a cell's text, or what stands behind a comma in it. */
export function isLikeFormula(text: string): boolean {
	return text.search(LIKE_A_FORMULA) >= 0;
}

/**
 * One line of somebody's words, in letters that the file's encoding has, which no spreadsheet takes for a
 * formula: an apostrophe stands before what looks like one.
 */
export function wordsIn(letters: Letters, text: string): string {
	const line = oneLine(letters(oneLine(text.replace(UNSEEN, ''))));
	return line.replace(LIKE_A_FORMULA, "$1$2'");
}
