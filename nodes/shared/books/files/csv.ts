/** Writes comma-separated values with semicolons, as programs of our part of the world read them. */

const MUST_BE_QUOTED = /[";\r\n]|^\s|\s$/;

/** Text in double quotes; quotes within it are doubled. */
export function quoted(text: string): string {
	return `"${text.replace(/"/g, '""')}"`;
}

/** A cell that is quoted only where it would otherwise be read as something else. */
export function cell(text: string): string {
	return MUST_BE_QUOTED.test(text) ? quoted(text) : text;
}

/** Lines of finished cells; each line ends with CR LF, the last one too. */
export function csvText(lines: ReadonlyArray<readonly string[]>): string {
	return lines.map((cells) => `${cells.join(';')}\r\n`).join('');
}

/** A decimal with the comma that these files want: "12.10" gives "12,10"; null gives ''. */
export function withComma(amount: string | null): string {
	return amount === null ? '' : amount.replace('.', ',');
}

/** One line of text: line breaks, tabs and other control characters become blanks. */
export function oneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** What a file's encoding makes of a text. */
export type Letters = (text: string) => string;

/** One line of text in letters that the file's encoding has. */
export function lineIn(letters: Letters, text: string): string {
	return oneLine(letters(oneLine(text)));
}
