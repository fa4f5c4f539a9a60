/** Short fingerprints of texts, and how they are written down. Pure. */
import { atOnce } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { sorted, writeSteps } from '../values/print';

/** Six bits for each character. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** By the letters' character codes. */
const VALUES: number[] = [];
for (let value = 0; value < LETTERS.length; value++) VALUES[LETTERS.charCodeAt(value)] = value;
const { floor, imul } = Math;
/** Signs of one step, less one. */
const STEP = 2 ** 18 - 1;
/** Upper part of the fingerprint: the lower 32 bits make the rest. */
const UPPER = 2 ** 32;

/**
 * A fingerprint of 48 bits. Among 10,000 records that are remembered, a new one is taken for one of
 * them once in 28 thousand million times.
 */
export function fingerprint48(text: string): number {
	return atOnce(fingerprintSteps(text));
}

function* fingerprintSteps(text: string): Steps<number> {
	let low = 0x2f0b4c27;
	let high = 0x6a17d3e9 ^ text.length;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		low = imul(low ^ code, 0x5bd1f3b5);
		low ^= low >>> 13;
		high = imul(high + code, 0x2c1b3c6d) ^ (high >>> 11);
		if ((index & STEP) === STEP) yield;
	}
	const upper = (spread(high ^ imul(low, 0x297a2d39)) >>> 0) % 0x10000;
	return upper * UPPER + (spread(low ^ (high << 7)) >>> 0);
}

/** Lets every bit depend on every other. */
function spread(value: number): number {
	let bits = value;
	bits = imul(bits ^ (bits >>> 16), 0x7feb352d);
	bits = imul(bits ^ (bits >>> 15), 0x846ca68b);
	return bits ^ (bits >>> 16);
}

/** A number as so many letters, each of them six bits. */
export function toLetters(value: number, length: number): string {
	let rest = value;
	let text = '';
	for (let index = 0; index < length; index++) {
		text = LETTERS.charAt(rest % 64) + text;
		rest = floor(rest / 64);
	}
	return text;
}

/** Reads what `toLetters` wrote, from one place in a text on. */
export function fromLetters(text: string, from: number, length: number): number {
	let value = 0;
	for (let index = from; index < from + length; index++) {
		value = value * 64 + (VALUES[text.charCodeAt(index)] ?? 0);
	}
	return value;
}

/** A fingerprint of a record's content: the order of its fields doesn't matter. */
export function* contentSteps(value: unknown): Steps<string> {
	let text = '';
	yield* writeSteps(value, sorted, (piece) => (text += piece));
	return toLetters(yield* fingerprintSteps(text), 8);
}

/** The same of one that isn't long. */
export function contentFingerprint(value: unknown): string {
	return atOnce(contentSteps(value));
}
