/**
 * JSON that doesn't depend on the order of names: as text of what is short, and as a fingerprint of
 * whatever a vendor answers, made in steps: an answer may be as long as it likes.
 */
import { createHash } from 'crypto';
import { sortSteps } from './inTurns';
import type { Steps } from './inTurns';
import { isRecord } from './records';

/** Letters of a fingerprint, six bits each. */
const LETTERS = 12;
/** Signs, and values, that are taken in one step. */
const SIGNS_AT_ONCE = 64 * 1024;
const VALUES_AT_ONCE = 4096;

/** A list, or an object with the names of its members in order, that isn't through yet. */
type Open = { list: unknown[]; at: number } | { object: object; names: string[]; at: number };

/** The same text for the same content, whatever the order of its names. */
export function sorted(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
	if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
	const names = Object.keys(value).sort();
	return `{${names.map((name) => `${JSON.stringify(name)}:${sorted(value[name])}`).join(',')}}`;
}

/**
 * A fingerprint of JSON, whatever the order of its names.
 * @param textOf a value that is no list and no object as text: what has the same text counts as the same
 * @returns 12 letters of base64url (72 bits of SHA-256)
 */
export function* printSteps(value: unknown, textOf: (leaf: unknown) => string): Steps<string> {
	const hash = createHash('sha256');
	yield* writeSteps(value, textOf, (piece) => hash.update(piece));
	return hash.digest('base64url').slice(0, LETTERS);
}

/** True for what JSON writes as a text, such as a date that an expression gave. */
function isText(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

/**
 * Writes JSON in the order of its names, in pieces.
 * @param textOf a value that is no list and no object as text
 * @param write takes each of them
 */
export function* writeSteps(
	value: unknown,
	textOf: (leaf: unknown) => string,
	write: (piece: string) => void,
): Steps<void> {
	const open: Open[] = [];
	let text = '';
	let values = 0;
	let next: unknown = value;
	for (;;) {
		values += 1;
		if (Array.isArray(next)) {
			text += '[';
			open.push({ list: next as unknown[], at: 0 });
		} else if (typeof next === 'object' && next !== null && !isText(next)) {
			text += '{';
			open.push({ object: next, names: yield* sortSteps(Object.keys(next)), at: 0 });
		} else text += textOf(next);
		let level = open.at(-1);
		while (level && level.at === ('list' in level ? level.list : level.names).length) {
			text += 'list' in level ? ']' : '}';
			open.pop();
			level = open.at(-1);
		}
		if (text.length > SIGNS_AT_ONCE || values % VALUES_AT_ONCE === 0) {
			write(text);
			text = '';
			yield;
		}
		if (!level) return write(text);
		if (level.at > 0) text += ',';
		if ('list' in level) next = level.list[level.at];
		else {
			const name = level.names[level.at] as string;
			text += `${JSON.stringify(name)}:`;
			next = (level.object as Record<string, unknown>)[name];
		}
		level.at += 1;
	}
}
