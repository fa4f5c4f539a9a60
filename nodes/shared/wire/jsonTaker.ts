/** Reads JSON while it arrives, in parts: a long answer never has to be read in one go. */
import { TooLargeError } from './answer';
import {
	DEEPEST,
	LONGEST_TEXT_BYTES,
	PART_BYTES,
	PART_VALUES,
	inWords,
} from '../values/limits';

/** What is done with each part, as soon as it is read. */
export interface Look {
	/** Is told every part; throws where there are too many. */
	weigh: (part: unknown) => void;
	/**
	 * Gives the part, or another one in its place; `name` is the field that it stands in, also within
	 * lists, and `depth` how many lists and objects that is. An answer that comes in one part isn't shown.
	 */
	check: (part: unknown, name: string, depth: number) => unknown;
}

/** What arrived. */
export interface Taken {
	json: unknown;
	/** True where it was too long for one part, and so was checked. */
	inParts: boolean;
	/** True for a text that is no JSON of which only the beginning was kept. */
	isCut: boolean;
}

/** JSON that is nested deeper than anybody nests; only what comes in parts is refused for it. */
export class TooDeepError extends Error {}

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

const BLANK = /^[ \t\n\r]*$/;
const FIRST_COMMA = /^[ \t\n\r]*,/;

/** A list or an object that has begun and not ended. */
interface Level {
	isList: boolean;
	/** Where its bracket stands. */
	at: number;
	/** What was read of it; undefined as long as all of it is text. */
	value?: unknown[] | Record<string, unknown>;
	/** The name of the field that it stands in, also within lists. */
	name: string;
	/** Where its text begins that is still to be read. */
	from: number;
	/** The last comma of its own from there on; -1 where there is none. */
	comma: number;
	/** What must come first there. */
	expects: 'anything' | 'comma' | 'value';
}

/**
 * Takes the pieces of an answer. All that it holds of them is what isn't read yet: about a part, or the
 * longest text of the answer.
 */
export class JsonTaker {
	private pieces: Buffer[] = [];

	/** Bytes before the first of the pieces. */
	private base = 0;

	/** Bytes so far. */
	private position = 0;

	private state: 'short' | 'parts' | 'text' = 'short';

	private readonly levels: Level[] = [];

	private root: unknown;

	/** True once the outermost level has ended. */
	private isOver = false;

	/** Commas since the last part was read: so many values are about to be. */
	private values = 0;

	/** True where a part was read of the piece that is being taken. */
	private hasRead = false;

	private inText = false;

	private isEscaped = false;

	/** The beginning, in case that it isn't JSON. */
	private head = '';

	/**
	 * @param partBytes bytes of one part
	 * @param partValues values of one part
	 */
	constructor(
		private readonly look: Look,
		private readonly partBytes = PART_BYTES,
		private readonly partValues = PART_VALUES,
	) {}

	/**
	 * @returns whether a part was read, which takes long enough for others to have their turn
	 * @throws TooDeepError, TooLargeError for one long text, or what `look` throws
	 */
	take(piece: Buffer): boolean {
		this.hasRead = false;
		if (!this.hasGivenUp()) this.add(piece);
		return this.hasRead;
	}

	private add(piece: Buffer): void {
		this.pieces.push(piece);
		if (this.state === 'parts') return this.scan(piece);
		this.position += piece.length;
		if (this.position <= this.partBytes) return;
		const all = this.held();
		this.head = asText(all);
		this.state = 'parts';
		this.position = 0;
		if (/^[ \t\n\r]*(?:[[{]|$)/.test(this.head)) this.scan(all);
		else this.giveUp();
	}

	/** @throws TooDeepError, or what `look` throws */
	end(): Taken {
		const inParts = this.state !== 'short';
		const parsed = inParts ? this.whole() : parse(asText(this.held()));
		if (parsed) {
			if (!inParts) this.look.weigh(parsed.json);
			return { ...parsed, inParts, isCut: false };
		}
		const text = inParts ? this.head : asText(this.held());
		this.look.weigh(text);
		return { json: inParts ? this.look.check(text, '', 0) : text, inParts, isCut: inParts };
	}

	/** It isn't JSON, and so a text of which the beginning is enough. */
	private giveUp(): void {
		this.state = 'text';
		this.pieces = [];
		this.levels.length = 0;
		this.root = undefined;
	}

	private hasGivenUp(): boolean {
		return this.state === 'text';
	}

	/** Looks for what divides lists and objects; texts are only passed over. */
	private scan(piece: Buffer): void {
		const start = this.position;
		for (let index = 0; index < piece.length; index++) {
			const byte = piece[index] as number;
			if (this.inText) {
				if (this.isEscaped) this.isEscaped = false;
				else if (byte === BACKSLASH) this.isEscaped = true;
				else if (byte === QUOTE) this.inText = false;
			} else {
				if (this.levels.length === 0 && !this.mayBegin(byte, start + index)) return this.giveUp();
				if (byte === QUOTE) this.inText = true;
				else if (byte === COMMA) this.divide(start + index);
				else if (byte === LIST_BEGINS || byte === OBJECT_BEGINS) this.open(byte, start + index);
				else if (byte === LIST_ENDS || byte === OBJECT_ENDS) this.close(byte, start + index);
				if (this.hasGivenUp()) return;
			}
		}
		this.position = start + piece.length;
		if (this.position - this.base > LONGEST_TEXT_BYTES + PART_BYTES) {
			throw new TooLargeError(`${inWords(LONGEST_TEXT_BYTES)} in one text`);
		}
	}

	/** Whether a byte may stand outside of all lists and objects. */
	private mayBegin(byte: number, at: number): boolean {
		if (byte <= BLANK_BYTE) return true;
		if (this.isOver) return false;
		return byte === LIST_BEGINS || byte === OBJECT_BEGINS || ORDER_MARK[at] === byte;
	}

	private open(byte: number, at: number): void {
		if (this.levels.length >= DEEPEST) throw new TooDeepError();
		const isList = byte === LIST_BEGINS;
		this.levels.push({ isList, at, name: '', from: at + 1, comma: -1, expects: 'anything' });
	}

	private close(byte: number, at: number): void {
		const level = this.levels.pop();
		if (level?.isList !== (byte === LIST_ENDS)) return this.giveUp();
		if (level.value) this.read(level, this.levels.length, at);
		const parent = this.levels.at(-1);
		if (!parent) this.isOver = true;
		if (!parent || !level.value) return;
		parent.from = at + 1;
		parent.comma = -1;
		parent.expects = 'comma';
	}

	private divide(at: number): void {
		const level = this.levels.at(-1);
		if (!level) return this.giveUp();
		level.comma = at;
		this.values += 1;
		if (at - this.base < this.partBytes && this.values < this.partValues) return;
		this.values = 0;
		this.hasRead = true;
		this.readLevels();
		if (this.hasGivenUp()) return;
		// Whatever is older has been read.
		const rest = this.held().subarray(at + 1 - this.base);
		this.base = at + 1;
		this.pieces = [rest];
	}

	/** Reads what there is of each level, outermost first; the innermost one up to its last comma. */
	private readLevels(): void {
		for (const [depth, level] of [...this.levels].entries()) {
			if (this.hasGivenUp()) return;
			const inner = this.levels[depth + 1];
			level.value ??= level.isList ? [] : {};
			if (depth === 0) this.root = level.value;
			if (inner?.value) continue;
			if (level.comma >= 0) {
				this.read(level, depth, level.comma);
				level.from = level.comma + 1;
				level.comma = -1;
				level.expects = 'value';
			}
			if (inner && !this.hasGivenUp()) this.enter(level, depth, inner);
		}
	}

	/** Puts a level that goes on into the one that it stands in. */
	private enter(level: Level, depth: number, inner: Level): void {
		if (level.expects === 'comma') return this.giveUp();
		const between = this.text(level.from, inner.at);
		inner.value = inner.isList ? [] : {};
		if (level.isList) {
			if (!BLANK.test(between)) return this.giveUp();
			inner.name = level.name;
			(level.value as unknown[]).push(inner.value);
			return;
		}
		const member = parse(`{${between}null}`)?.json;
		const [own] = Object.keys(member ?? {});
		if (own === undefined) return this.giveUp();
		inner.name = own;
		this.look.weigh(member);
		const [name = own] = Object.keys(this.look.check(member, '', depth) as object);
		define(level.value as Record<string, unknown>, name, inner.value);
	}

	/** Reads a level's text up to a place. */
	private read(level: Level, depth: number, end: number): void {
		let text = this.text(level.from, end);
		if (level.expects === 'comma') {
			if (BLANK.test(text)) return;
			const comma = FIRST_COMMA.exec(text);
			if (!comma) return this.giveUp();
			text = text.slice(comma[0].length);
		}
		const part = BLANK.test(text)
			? undefined
			: parse(level.isList ? `[${text}]` : `{${text}}`)?.json;
		if (part === undefined) return this.giveUp();
		this.look.weigh(part);
		const checked = this.look.check(part, level.name, depth);
		if (level.isList) {
			for (const entry of checked as unknown[]) (level.value as unknown[]).push(entry);
			return;
		}
		for (const [name, member] of Object.entries(checked as object)) {
			define(level.value as Record<string, unknown>, name, member);
		}
	}

	/** All of it; long JSON without a comma between its parts is text until now. */
	private whole(): { json: unknown } | undefined {
		if (!this.isOver || this.hasGivenUp()) return undefined;
		if (this.root !== undefined) return { json: this.root };
		const parsed = parse(asText(this.held()));
		if (!parsed) return undefined;
		this.look.weigh(parsed.json);
		return { json: this.look.check(parsed.json, '', 0) };
	}

	private text(from: number, to: number): string {
		return this.held().toString('utf8', from - this.base, to - this.base);
	}

	/** What isn't read yet, in one piece. */
	private held(): Buffer {
		if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
		return this.pieces[0] as Buffer;
	}
}

function parse(text: string): { json: unknown } | undefined {
	try {
		return { json: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** As JSON does it: any name is a field of the object's own. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
	if (name !== '__proto__') object[name] = value;
	else
		Object.defineProperty(object, name, {
			value,
			configurable: true,
			enumerable: true,
			writable: true,
		});
}

function asText(content: Buffer): string {
	return content.toString('utf8').replace(/^\uFEFF/, '');
}
