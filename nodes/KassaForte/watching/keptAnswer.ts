/** What a trigger keeps of an answer for the next poll: all of it where it is short, else what tells a change. */
import type { Steps } from '../../shared/values/inTurns';
import { jsonLength } from '../../shared/values/jsonLength';
import { printSteps } from '../../shared/values/print';
import { findAt, plainText } from './status';

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
export interface AnswerMarks {
	/** Fingerprint of the whole. */
	print: string;
	/** The parts that are compared, by their paths. */
	parts: Record<string, KeptValue>;
}

/** The answer itself, or what tells whether the next one is another. */
export type KeptAnswer = { answer: unknown } | AnswerMarks;

/** The same for the same content: numbers and their texts, and the order of names, make no difference. */
export function printOf(value: unknown): Steps<string> {
	return printSteps(value, plainText);
}

/** The name under which a part is kept. */
const nameOf = (path: string[]): string => path.join('.');

/**
 * A value as it is kept.
 * @param print makes its fingerprint
 */
export function* keptValue(value: unknown, print = printOf): Steps<KeptValue> {
	const isShort = jsonLength(value, LONGEST_VALUE) <= LONGEST_VALUE;
	return { print: yield* print(value), ...(isShort ? { value } : {}) };
}

/**
 * What to keep of an answer.
 * @param path where the value stands that is compared; the whole answer where there is none
 */
export function* keepAnswer(answer: unknown, path: string[] | undefined): Steps<KeptAnswer> {
	const kept = { answer };
	return jsonLength(answer, LONGEST_ANSWER) <= LONGEST_ANSWER ? kept : yield* marksOf(kept, path);
}

/** Keeps of an answer only what is compared at the given path; what is short already stays as it is. */
export function* marksOf(kept: KeptAnswer, path: string[] | undefined): Steps<AnswerMarks> {
	if (!('answer' in kept)) return kept;
	const found = path && findAt(kept.answer, path);
	return {
		print: yield* printOf(kept.answer),
		parts: found && 'value' in found ? { [nameOf(path)]: yield* keptValue(found.value) } : {},
	};
}

/** The fingerprints alone. */
export function withoutValues({ print, parts }: AnswerMarks): AnswerMarks {
	const prints = Object.entries(parts).map(
		([name, part]) => [name, { print: part.print }] as const,
	);
	return { print, parts: Object.fromEntries(prints) };
}

/** What stood at a path; undefined where nothing did, or nobody compared it when it was kept. */
export function* partOf(kept: KeptAnswer, path: string[]): Steps<KeptValue | undefined> {
	if (!('answer' in kept))
		return path.length === 0 ? { print: kept.print } : kept.parts[nameOf(path)];
	const found = findAt(kept.answer, path);
	return 'value' in found ? { print: yield* printOf(found.value), value: found.value } : undefined;
}
