/** What a trigger keeps of an answer for the next poll: all of it where it is short, else what tells a change. */
import { createHash } from 'crypto';
import { jsonLength } from '../shared/jsonLength';
import { canonical, findAt } from './status';

/** Letters of a fingerprint, six bits each. */
const PRINT = 12;
/** Signs of an answer that is kept as it is. */
export const LONGEST_ANSWER = 5000;
/** A longer value is kept as its fingerprint only. */
export const LONGEST_VALUE = 500;

/** A value as it is kept: by itself where it is short, else its fingerprint only. */
export interface KeptValue {
	print: string;
	value?: unknown;
}

/** An answer that is too long to be kept. */
export interface Marks {
	/** Fingerprint of the whole. */
	print: string;
	/** The parts that are compared, by their paths. */
	parts: Record<string, KeptValue>;
}

/** The answer itself, or what tells whether the next one is another. */
export type KeptAnswer = { answer: unknown } | Marks;

/** A fingerprint of a text. */
export function printOfText(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, PRINT);
}

/** The same for the same content: numbers and their texts, and the order of names, make no difference. */
export function printOf(value: unknown): string {
	return printOfText(canonical(value));
}

/** The name under which a part is kept. */
const nameOf = (path: string[]): string => path.join('.');

/**
 * A value as it is kept.
 * @param print makes its fingerprint
 */
export function keptValue(value: unknown, print = printOf): KeptValue {
	const isShort = jsonLength(value, LONGEST_VALUE) <= LONGEST_VALUE;
	return { print: print(value), ...(isShort ? { value } : {}) };
}

/**
 * What to keep of an answer.
 * @param path where the value stands that is compared; the whole answer where there is none
 */
export function keepAnswer(answer: unknown, path: string[] | undefined): KeptAnswer {
	const kept = { answer };
	return jsonLength(answer, LONGEST_ANSWER) <= LONGEST_ANSWER ? kept : marksOf(kept, path);
}

/** Keeps of an answer only what is compared at the given path; what is short already stays as it is. */
export function marksOf(kept: KeptAnswer, path: string[] | undefined): Marks {
	if (!('answer' in kept)) return kept;
	const found = path && findAt(kept.answer, path);
	return {
		print: printOf(kept.answer),
		parts: found && 'value' in found ? { [nameOf(path)]: keptValue(found.value) } : {},
	};
}

/** The fingerprints alone. */
export function withoutValues({ print, parts }: Marks): Marks {
	const prints = Object.entries(parts).map(
		([name, part]) => [name, { print: part.print }] as const,
	);
	return { print, parts: Object.fromEntries(prints) };
}

/** What stood at a path; undefined where nothing did, or nobody compared it when it was kept. */
export function partOf(kept: KeptAnswer, path: string[]): KeptValue | undefined {
	if (!('answer' in kept))
		return path.length === 0 ? { print: kept.print } : kept.parts[nameOf(path)];
	const found = findAt(kept.answer, path);
	return 'value' in found ? { print: printOf(found.value), value: found.value } : undefined;
}
