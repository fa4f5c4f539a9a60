/** How much memory JSON takes once it is read: small values take far more than their text does. */
import { TooLargeError } from './answer';
import { MOST_LIST_BYTES, bytesInWords } from '../values/limits';
import type { ReadingRoom } from '../table/call';

/** Bytes of an object or a list without anything in it, and of the place that each value has in them. */
const OBJECT = 24;
const EMPTY_OBJECT = 56;
const LIST = 32;
const ENTRIES = 16;
const PLACE = 8;
/** A number that is no small whole one. */
const NUMBER = 16;
const TEXT = 24;
/** What the engine remembers of a name that no object had before. */
const NAME = 128;
/** Texts of so many signs are held once, as often as they come; so are names. */
const LONGEST_SHARED = 10;
/** So many of them are told apart. */
const MOST_KNOWN = 20_000;
/** From here on it matters whether a sign takes one byte or two. */
const LONG = 32;
/** Beyond Latin-1. */
const WIDE = /[\u0100-\uffff]/;

/**
 * Measures parts of an answer, one after the other.
 *
 * The numbers are those of Node.js without pointer compression, a little more rather than less.
 */
export class Scale {
	private readonly known = new Set<string>();

	/** Bytes that a part takes, in time that grows with its size; depth doesn't matter. */
	weigh(part: unknown): number {
		let room = 0;
		const rest: unknown[] = [part];
		while (rest.length > 0) {
			const value = rest.pop();
			room += PLACE;
			if (typeof value === 'string') room += this.text(value);
			else if (typeof value === 'number') room += Number.isInteger(value) ? 0 : NUMBER;
			else if (Array.isArray(value)) {
				room += value.length > 0 ? LIST + ENTRIES : LIST;
				for (const entry of value as unknown[]) rest.push(entry);
			} else if (typeof value === 'object' && value !== null) {
				const before = rest.length;
				for (const name in value) {
					if (this.isNew(name)) room += NAME + name.length;
					rest.push((value as Record<string, unknown>)[name]);
				}
				room += rest.length > before ? OBJECT : EMPTY_OBJECT;
			}
		}
		return room;
	}

	private text(text: string): number {
		if (text.length <= LONGEST_SHARED) return this.isNew(text) ? TEXT + text.length : 0;
		const isWide = text.length >= LONG && WIDE.test(text);
		return TEXT + (isWide ? 2 : 1) * text.length;
	}

	/** Beyond what can be told apart, everything is new. */
	private isNew(text: string): boolean {
		if (this.known.has(text)) return false;
		if (this.known.size < MOST_KNOWN) this.known.add(text);
		return true;
	}
}

/**
 * The room that all records of one reading have, also of pages that are still arriving; or that all
 * readings of one run share.
 */
export class Room implements ReadingRoom {
	private bytes = 0;

	private short = false;

	/** @param whole the room that it is a part of */
	constructor(
		private readonly most = MOST_LIST_BYTES,
		private readonly whole?: Room,
	) {}

	/** True for a part that would have had room by itself, and hadn't because of what others hold. */
	get isShort(): boolean {
		return this.short;
	}

	/** A part of this room, for one reading of several: it is as large, and what it holds counts for the whole. */
	part(): Room {
		return new Room(this.most, this.whole ?? this);
	}

	/**
	 * Takes more.
	 * @param bytes that come; fewer than none where some go
	 * @throws TooLargeError where there is no room for them
	 */
	add(bytes: number): void {
		this.hold(bytes);
		const all = this.whole ?? this;
		if (bytes <= 0 || all.bytes <= all.most) return;
		this.short = this.bytes <= all.most;
		throw new TooLargeError(bytesInWords(all.most), this.short ? 'run' : 'list');
	}

	/** Holds so many bytes from now on, whatever there were: what is there can't be refused any more. */
	leave(bytes: number): void {
		this.hold(bytes - this.bytes);
	}

	private hold(bytes: number): void {
		this.bytes += bytes;
		if (this.whole) this.whole.bytes += bytes;
	}
}
