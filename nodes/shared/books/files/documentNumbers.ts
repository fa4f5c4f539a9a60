/** A file's document numbers: what a receipt is found again by, so that no two numbers become one. */
import { createHash } from 'crypto';
import type { Steps } from '../../values/inTurns';
import { isLikeFormula } from './csv';

/** What numbers a program takes. */
export interface NumberRule {
	/** The program and its field, as sentences name them. */
	program: string;
	field: string;
	/** Letters that a number may have. */
	longest: number;
	/** Runs of all others. */
	notTaken: RegExp;
	/** Those that it may have, in words. */
	letters: string;
}

/** Letters of a fingerprint that tells apart what would be the same: of the fewest that do. */
const MARKS = [6, 12, 24];

/** The numbers as the program takes them. */
export interface DocumentNumbers {
	/** By the number as the receipt has it. */
	taken: ReadonlyMap<string, string>;
	/** Sentences for the user: what isn't as the receipt has it. */
	remarks: string[];
}

/**
 * Numbers of documents in the letters that a program takes. A run of other letters is a hyphen, of a number
 * that is too long the end stays, which tells it from others; those that would be the same end in a
 * fingerprint of the number as it was, which is the same in every file.
 */
export function* documentNumbers(
	numbers: readonly string[],
	rule: NumberRule,
): Steps<DocumentNumbers> {
	const taken = new Map<string, string>();
	const changed = new Map<string, string>();
	const used = new Set<string>();
	for (const number of numbers) {
		yield;
		if (taken.has(number)) continue;
		const one = adapted(number, rule);
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
		const own = isShared ? marked(number, one, used, rule) : one;
		used.add(own);
		taken.set(number, own);
	}
	const [example] = changed.keys();
	if (example === undefined) return { taken, remarks: [] };
	return {
		taken,
		remarks: [
			`${rule.program} takes document numbers (${rule.field}) of up to ${rule.longest} ${rule.letters}: ${changed.size === 1 ? 'one is' : `${changed.size} are`} written otherwise, such as "${taken.get(example)}" for "${example}". No two are the same.`,
		],
	};
}

/**
 * A number in the letters that a program takes. An apostrophe is none of them: before what a spreadsheet
 * would take for a formula, a star stands for the sign.
 */
function adapted(number: string, { longest, notTaken }: NumberRule): string {
	const kept = number.replace(notTaken, '-').slice(-longest);
	return isLikeFormula(kept) ? `*${kept.slice(1)}` : kept;
}

/** The number with letters at its end that no other one of the file has. */
function marked(number: string, one: string, used: ReadonlySet<string>, rule: NumberRule): string {
	const print = createHash('sha256').update(number).digest('hex');
	const tries = MARKS.map((length) => {
		const end = `-${print.slice(0, length)}`;
		return adapted(`${one.slice(-(rule.longest - end.length))}${end}`, rule);
	});
	return tries.find((each) => !used.has(each)) ?? print.slice(0, rule.longest);
}
