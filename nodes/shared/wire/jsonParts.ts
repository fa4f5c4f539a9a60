/** Puts JSON together from parts of its text, each read and looked at as soon as it has arrived. */
import { TooLargeError } from './answer';
import { DEEPEST, LONGEST_TEXT_BYTES, PART_BYTES, bytesInWords } from '../values/limits';
import { JsonScan } from './jsonScan';
import { NotJsonError, asText, define, memberIn, nothingIn, parse, partIn } from './jsonText';
import { Unread } from './unread';

/** What is done with each part, as soon as it is read. */
export interface PartLook {
	/** Is told every part; throws where there are too many. */
	weigh: (part: unknown) => void;
	/**
	 * Gives the part, or another one in its place; `name` is the field that it stands in, also within
	 * lists, and `depth` how many lists and objects that is. An answer that comes in one part isn't shown.
	 */
	check: (part: unknown, name: string, depth: number) => unknown;
}

/** JSON that is nested deeper than anybody nests; only what comes in parts is refused for it. */
export class TooDeepError extends Error {}

type Value = unknown[] | Record<string, unknown>;

/** A list or an object that has begun and not ended. */
interface Level {
	isList: boolean;
	/** Where its bracket stands. */
	at: number;
	/** What was read of it; undefined as long as all of it is text. */
	value?: Value;
	/** The name of the field that it stands in, also within lists; known once it has a value. */
	name: string;
	/** Where its text begins that is still to be read. */
	from: number;
	/** The last comma of its own from there on; -1 where there is none. */
	comma: number;
	/** Whether its text begins after the end of a level that was in it. */
	followsLevel: boolean;
}

/**
 * The levels of JSON, from the outermost to the one that the last byte stands in. What is true after each
 * byte, and is why any text can be read where a comma cuts it:
 * - Levels that have a value come before those that have none, and each stands in the value of the one
 *   before it: when a level ends that has a value, all around it have theirs.
 * - Of the last level with a value, and of all without one, the text from `from` on isn't read, and is
 *   held. A level around another one that has a value has nothing to read until that one ends.
 * - Within that text each bracket has its partner, but for those of the levels that follow.
 * Whatever is no JSON is thrown, and nothing of this is true any more.
 */
export class JsonParts {
	private readonly unread = new Unread();

	private readonly levels: Level[] = [];

	/** What was read of the outermost level; undefined as long as all of it is text. */
	private root: Value | undefined;

	/** Commas since the last part was read: so many values are about to be. */
	private values = 0;

	private partsRead = 0;

	private readonly scan = new JsonScan({
		open: (isList, at) => this.open(isList, at),
		close: (isList, at) => this.close(isList, at),
		comma: (at) => this.divide(at),
	});

	/**
	 * @param partBytes bytes of one part
	 * @param partValues values of one part
	 */
	constructor(
		private readonly look: PartLook,
		private readonly partBytes: number,
		private readonly partValues: number,
	) {}

	/**
	 * Takes the next piece of the text.
	 * @returns whether a part was read
	 * @throws NotJsonError, TooDeepError, TooLargeError for one long text, or what `look` throws
	 */
	take(piece: Buffer): boolean {
		const before = this.partsRead;
		this.unread.add(piece);
		this.scan.take(piece);
		if (this.unread.length > LONGEST_TEXT_BYTES + PART_BYTES) {
			throw new TooLargeError(`${bytesInWords(LONGEST_TEXT_BYTES)} in one text`);
		}
		return this.partsRead > before;
	}

	/**
	 * The whole JSON.
	 * @throws NotJsonError where it isn't whole, or what `look` throws
	 */
	end(): unknown {
		if (!this.scan.isOver) throw new NotJsonError();
		if (this.root) return this.root;
		// Long JSON without a comma between its parts is text until now.
		const json = parse(asText(this.unread.all()));
		this.look.weigh(json);
		return this.look.check(json, '', 0);
	}

	private open(isList: boolean, at: number): void {
		if (this.levels.length >= DEEPEST) throw new TooDeepError();
		this.levels.push({ isList, at, name: '', from: at + 1, comma: -1, followsLevel: false });
	}

	private close(isList: boolean, at: number): void {
		const level = this.levels.pop();
		if (level?.isList !== isList) throw new NotJsonError();
		// Without a value it is text of the level around it.
		if (!level.value) return;
		this.read(level, level.value, this.levels.length, at);
		const around = this.levels.at(-1);
		if (!around) return;
		around.from = at + 1;
		around.comma = -1;
		around.followsLevel = true;
	}

	private divide(at: number): void {
		const innermost = this.levels.at(-1) as Level;
		innermost.comma = at;
		this.values += 1;
		if (at - this.unread.from < this.partBytes && this.values < this.partValues) return;
		this.values = 0;
		this.partsRead += 1;
		this.readLevels();
		this.unread.dropTo(at + 1);
	}

	/** Reads all up to the comma that was just found, outermost level first: then each has a value. */
	private readLevels(): void {
		for (const [depth, level] of this.levels.entries()) {
			const inner = this.levels[depth + 1];
			const value = level.value ?? this.begin(level);
			if (inner?.value) continue;
			if (level.comma >= 0) {
				this.read(level, value, depth, level.comma);
				level.from = level.comma + 1;
				level.comma = -1;
				level.followsLevel = false;
			}
			if (inner) this.enter(level, value, depth, inner);
		}
	}

	/** Of all levels only the outermost one stands in none that could have given it its value. */
	private begin(outermost: Level): Value {
		const value = emptyOf(outermost);
		outermost.value = value;
		this.root = value;
		return value;
	}

	/** Puts a level that goes on into the one around it, which is read up to its last comma. */
	private enter(around: Level, value: Value, depth: number, inner: Level): void {
		if (around.followsLevel) throw new NotJsonError();
		const between = this.unread.text(around.from, inner.at);
		const innerValue = emptyOf(inner);
		inner.value = innerValue;
		if (Array.isArray(value)) {
			nothingIn(between);
			inner.name = around.name;
			value.push(innerValue);
			return;
		}
		const member = memberIn(between);
		const [own = ''] = Object.keys(member);
		inner.name = own;
		this.look.weigh(member);
		const [name = own] = Object.keys(this.look.check(member, '', depth) as object);
		define(value, name, innerValue);
	}

	/** Reads a level's text up to a place, and puts it into its value. */
	private read(level: Level, value: Value, depth: number, end: number): void {
		const text = this.unread.text(level.from, end);
		const part = partIn(text, level.isList, level.followsLevel);
		if (part === undefined) return;
		this.look.weigh(part);
		const checked = this.look.check(part, level.name, depth);
		if (Array.isArray(value)) {
			for (const entry of checked as unknown[]) value.push(entry);
			return;
		}
		for (const [name, member] of Object.entries(checked as object)) define(value, name, member);
	}
}

const emptyOf = ({ isList }: Level): Value => (isList ? [] : {});
