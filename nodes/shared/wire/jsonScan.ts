/** Finds what divides lists and objects in the bytes of JSON; texts are only passed over. */
import { NotJsonError } from './jsonText';

/** Is told what was found, in order; `at` is the place of its byte in the whole answer. */
export interface Marks {
	/** A list or an object begins. */
	open: (isList: boolean, at: number) => void;
	/** One ends: never more of them than have begun, but maybe of another kind than the last one. */
	close: (isList: boolean, at: number) => void;
	/** A comma, always within a list or an object. */
	comma: (at: number) => void;
}

const BLANK_BYTE = 0x20;
/** What UTF-8 may begin with. */
const ORDER_MARK = [0xef, 0xbb, 0xbf];
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LIST_BEGINS = 0x5b;
const LIST_ENDS = 0x5d;
const OBJECT_BEGINS = 0x7b;
const OBJECT_ENDS = 0x7d;

/** Goes through the bytes once, in pieces that may end anywhere. */
export class JsonScan {
	/** Bytes so far. */
	private position = 0;

	/** Lists and objects that have begun and not ended. */
	private depth = 0;

	private hasEnded = false;

	private inText = false;

	private isEscaped = false;

	constructor(private readonly marks: Marks) {}

	/** True once the outermost list or object has ended: nothing but blanks can follow. */
	get isOver(): boolean {
		return this.hasEnded;
	}

	/** @throws NotJsonError for what can't stand outside of lists and objects, or what `marks` throw */
	take(piece: Buffer): void {
		const start = this.position;
		for (let index = 0; index < piece.length; index++) {
			const byte = piece[index] as number;
			if (this.inText) this.passOver(byte);
			else this.mark(byte, start + index);
		}
		this.position = start + piece.length;
	}

	private passOver(byte: number): void {
		if (this.isEscaped) this.isEscaped = false;
		else if (byte === BACKSLASH) this.isEscaped = true;
		else if (byte === QUOTE) this.inText = false;
	}

	private mark(byte: number, at: number): void {
		if (this.depth === 0 && !this.mayBegin(byte, at)) throw new NotJsonError();
		if (byte === QUOTE) this.inText = true;
		else if (byte === COMMA) this.marks.comma(at);
		else if (byte === LIST_BEGINS || byte === OBJECT_BEGINS) {
			this.depth += 1;
			this.marks.open(byte === LIST_BEGINS, at);
		} else if (byte === LIST_ENDS || byte === OBJECT_ENDS) {
			this.depth -= 1;
			this.hasEnded = this.depth === 0;
			this.marks.close(byte === LIST_ENDS, at);
		}
	}

	/** Whether a byte may stand outside of all lists and objects. */
	private mayBegin(byte: number, at: number): boolean {
		if (byte <= BLANK_BYTE) return true;
		if (this.hasEnded) return false;
		return byte === LIST_BEGINS || byte === OBJECT_BEGINS || ORDER_MARK[at] === byte;
	}
}
