/** A file of rows with separators between their cells, read sign by sign: its rows, and what breaks them. */
import type { Finding } from './finding.mts';
import { shapeOf } from './finding.mts';

export interface Cell {
	/** Without the quotes around it; doubled ones within it are one. */
	text: string;
	isQuoted: boolean;
}

/**
 * `line-end`: a row that doesn't end as it must; `quotes`: one that is never closed, that something
 * follows, or that stands within a bare cell; `control-character`: one within a cell, a break of the
 * line included.
 */
const ROW_RULES = ['line-end', 'quotes', 'control-character'] as const;
type RowRule = (typeof ROW_RULES)[number];

/** `encoding`: bytes that aren't signs as they must be. */
export const SEPARATED_RULES = ['encoding', ...ROW_RULES] as const;
export type SeparatedRule = (typeof SEPARATED_RULES)[number];

interface Rows<Rule extends string> {
	rows: Cell[][];
	findings: Array<Finding<Rule>>;
}
export type SeparatedFile = Rows<SeparatedRule>;

/** The five bytes that Windows-1252 gives no sign to. */
const WITHOUT_SIGN = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** Byte order marks of UTF-8 and of both kinds of UTF-16. */
const MARKS = [
	[0xef, 0xbb, 0xbf],
	[0xff, 0xfe],
	[0xfe, 0xff],
];

/** Whether the bytes make sense as UTF-8 and need more than one byte for a sign: two readings at once are no chance. */
function looksLikeUtf8(bytes: Buffer): boolean {
	if (bytes.every((byte) => byte < 0x80)) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** What tells that the bytes are no Windows-1252. */
export function encodingOf(bytes: Buffer): Array<Finding<SeparatedRule>> {
	const whole = (value: string) => [{ row: 0, field: '', rule: 'encoding' as const, value }];
	if (MARKS.some((mark) => mark.every((byte, at) => bytes[at] === byte))) {
		return whole('a byte order mark');
	}
	if (looksLikeUtf8(bytes)) return whole('UTF-8');
	const strange = bytes.find((byte) => WITHOUT_SIGN.has(byte));
	return strange === undefined ? [] : whole(`byte ${strange.toString(16)}`);
}

const isControl = (sign: string) => sign < ' ' || sign === '\u007f';

/**
 * @param separator one sign
 * @param lineEnd of every row, the last one included
 */
export function readRows(text: string, separator: string, lineEnd: '\r\n' | '\n'): Rows<RowRule> {
	const findings: Array<Finding<RowRule>> = [];
	const rows: Cell[][] = [];
	let cells: Cell[] = [];
	let at = 0;
	const note = (rule: RowRule, value: string) =>
		findings.push({ row: rows.length + 1, field: `${cells.length + 1}`, rule, value });

	/** From the quote at `at` to the one that closes it. */
	const readQuoted = (): string => {
		let read = '';
		for (at += 1; at < text.length; at += 1) {
			const sign = text.charAt(at);
			if (sign === '"') {
				at += 1;
				if (text.charAt(at) !== '"') return read;
			}
			read += sign;
		}
		note('quotes', 'never closed');
		return read;
	};

	/** To the next end of a cell or of a line. */
	const readBare = (): string => {
		const from = at;
		while (at < text.length && !`${separator}\r\n`.includes(text.charAt(at))) at += 1;
		return text.slice(from, at);
	};

	const readCell = (): Cell => {
		const isQuoted = text.charAt(at) === '"';
		const own = isQuoted ? readQuoted() : '';
		const bare = readBare();
		if (isQuoted ? bare !== '' : bare.includes('"')) note('quotes', shapeOf(bare));
		const cell = { text: own + bare, isQuoted };
		const control = [...cell.text].find(isControl);
		if (control !== undefined) note('control-character', shapeOf(control));
		return cell;
	};

	while (at < text.length) {
		for (;;) {
			cells.push(readCell());
			if (text.charAt(at) !== separator) break;
			at += 1;
		}
		const end = /^(\r\n|.)/s.exec(text.slice(at, at + 2))?.[0] ?? '';
		if (end !== lineEnd) {
			const value = end === '' ? 'the end of the file' : shapeOf(end);
			findings.push({ row: rows.length + 1, field: '', rule: 'line-end', value });
		}
		at += end.length || 1;
		rows.push(cells);
		cells = [];
	}
	return { rows, findings };
}

/** @param bytes as they would lie on the accountant's disk, in Windows-1252, with semicolons and CR LF */
export function readSeparated(bytes: Buffer): SeparatedFile {
	const { rows, findings } = readRows(new TextDecoder('windows-1252').decode(bytes), ';', '\r\n');
	return { rows, findings: [...encodingOf(bytes), ...findings] };
}
