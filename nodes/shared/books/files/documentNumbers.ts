/** Belegfeld 1 of a DATEV file: what a receipt is found again by, so that no two numbers become one. */
import { createHash } from 'crypto';
import type { Steps } from '../../values/inTurns';
import type { Booking } from '../types';
import { isLikeFormula } from './csv';

/** DATEV format, booking batch, field 11: at most so many of these letters. */
const LONGEST = 36;
const NOT_TAKEN = /[^A-Za-z0-9$%&*+\-/]+/g;
/** Letters of a fingerprint that tells apart what would be the same: of the fewest that do. */
const MARKS = [6, 12, 24];

/** The numbers as DATEV takes them. */
export interface DocumentNumbers {
	/** By the number as the receipt has it. */
	taken: ReadonlyMap<string, string>;
	/** Sentences for the user: what isn't as the receipt has it. */
	remarks: string[];
}

/**
 * Numbers of documents in the letters that DATEV takes. A run of other letters is a hyphen, of a number
 * that is too long the end stays, which tells it from others; those that would be the same end in a
 * fingerprint of the number as it was, which is the same in every file.
 */
export function* documentNumbers(
	bookings: ReadonlyArray<Pick<Booking, 'firstNumber'>>,
): Steps<DocumentNumbers> {
	const taken = new Map<string, string>();
	const changed = new Map<string, string>();
	const used = new Set<string>();
	for (const { firstNumber: number } of bookings) {
		yield;
		if (taken.has(number)) continue;
		const one = adapted(number);
		taken.set(number, one);
		if (one === number) used.add(one);
		else changed.set(number, one);
	}
	const sharers = new Map<string, number>();
	for (const one of changed.values()) {
		yield;
		sharers.set(one, (sharers.get(one) ?? 0) + 1);
	}
	for (const [number, one] of changed) {
		yield;
		const isShared = used.has(one) || (sharers.get(one) ?? 0) > 1;
		const own = isShared ? marked(number, one, used) : one;
		used.add(own);
		taken.set(number, own);
	}
	const [example] = changed.keys();
	if (example === undefined) return { taken, remarks: [] };
	return {
		taken,
		remarks: [
			`DATEV takes document numbers (Belegfeld 1) of up to ${LONGEST} letters, digits and $ % & * + - /: ${changed.size === 1 ? 'one is' : `${changed.size} are`} written otherwise, such as "${taken.get(example)}" for "${example}". No two are the same.`,
		],
	};
}

/**
 * A number in the letters that DATEV takes. An apostrophe is none of them: before what a spreadsheet would
 * take for a formula, a star stands for the sign.
 */
function adapted(number: string): string {
	const kept = number.replace(NOT_TAKEN, '-').slice(-LONGEST);
	return isLikeFormula(kept) ? `*${kept.slice(1)}` : kept;
}

/** The number with letters at its end that no other one of the file has. */
function marked(number: string, one: string, used: ReadonlySet<string>): string {
	const print = createHash('sha256').update(number).digest('hex');
	const tries = MARKS.map((length) => {
		const end = `-${print.slice(0, length)}`;
		return adapted(`${one.slice(-(LONGEST - end.length))}${end}`);
	});
	return tries.find((each) => !used.has(each)) ?? print.slice(0, LONGEST);
}
