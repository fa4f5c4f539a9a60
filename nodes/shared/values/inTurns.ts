/** Work on long lists that leaves n8n its turns: no list holds the process. */
import type { Steps } from './steps';
import type { EpochMs, Milliseconds } from './units';

export type { Steps };

/** So long is worked without a turn for others. */
const LONGEST_STRETCH_MS: Milliseconds = 20;

/** Of a call: the clock, and turns for others. */
export interface Taking {
	now: () => EpochMs;
	turn: () => Promise<void>;
}

/** Does all steps of some work, with a turn for others after each 20 ms; gives what it makes. */
export async function inTurns<T>({ now, turn }: Taking, steps: Steps<T>): Promise<T> {
	let began = now();
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		if (now() - began < LONGEST_STRETCH_MS) continue;
		await turn();
		began = now();
	}
}

/** Does all steps of work that is known to be short, without a turn for others; gives what it makes. */
export function atOnce<T>(steps: Steps<T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** Does something with each entry of a list, in order, with turns for others; `index` counts from 0. */
export async function eachInTurns<T>(
	taking: Taking,
	list: Iterable<T>,
	work: (entry: T, index: number) => void,
): Promise<void> {
	await inTurns(taking, eachStep(list, work));
}

/** Does something with each entry of a list, in order, one a step; `index` counts from 0. */
export function* eachStep<T>(
	list: Iterable<T>,
	work: (entry: T, index: number) => void,
): Steps<void> {
	let index = 0;
	for (const entry of list) {
		work(entry, index);
		index += 1;
		yield;
	}
}

/** What `Array.map` gives, one entry a step. */
export function* mapSteps<T, R>(list: readonly T[], make: (entry: T) => R): Steps<R[]> {
	const made: R[] = [];
	yield* eachStep(list, (entry) => made.push(make(entry)));
	return made;
}

/** What `Array.filter` gives, one entry a step. */
export function* filterSteps<T>(
	list: readonly T[],
	isWanted: (entry: T, index: number) => boolean,
): Steps<T[]> {
	const wanted: T[] = [];
	yield* eachStep(list, (entry, index) => {
		if (isWanted(entry, index)) wanted.push(entry);
	});
	return wanted;
}

/** What is sorted in one step. */
const SORTED_AT_ONCE = 1024;

/**
 * A sorted copy of a list; what compares as equal keeps its order.
 * @param compare as for `Array.sort`; by their UTF-16 units, as texts, where it isn't given
 */
export function* sortSteps<T>(
	list: readonly T[],
	compare: (a: T, b: T) => number = byText,
): Steps<T[]> {
	let runs: T[][] = [];
	for (let from = 0; from === 0 || from < list.length; from += SORTED_AT_ONCE) {
		runs.push(list.slice(from, from + SORTED_AT_ONCE).sort(compare));
		yield;
	}
	while (runs.length > 1) {
		const merged: T[][] = [];
		for (let index = 0; index < runs.length; index += 2) {
			merged.push(yield* mergeSteps(runs[index] ?? [], runs[index + 1] ?? [], compare));
		}
		runs = merged;
	}
	return runs[0] ?? [];
}

const byText = (a: unknown, b: unknown): number => {
	const [one, other] = [String(a), String(b)];
	return one < other ? -1 : Number(one > other);
};

function* mergeSteps<T>(
	one: readonly T[],
	other: readonly T[],
	compare: (a: T, b: T) => number,
): Steps<T[]> {
	const merged: T[] = [];
	let [at, otherAt] = [0, 0];
	while (at < one.length || otherAt < other.length) {
		const isOther =
			at >= one.length ||
			(otherAt < other.length && compare(one[at] as T, other[otherAt] as T) > 0);
		merged.push((isOther ? other[otherAt++] : one[at++]) as T);
		if (merged.length % SORTED_AT_ONCE === 0) yield;
	}
	return merged;
}

/**
 * Puts something else in the place of each entry: of a long list of long records, both together might
 * not fit into memory.
 * @param list is changed
 * @returns the same list
 */
export async function replaceInTurns<T, R>(
	taking: Taking,
	list: T[],
	make: (entry: T) => R,
): Promise<R[]> {
	const made = list as Array<T | R>;
	await eachInTurns(taking, list, (entry, index) => {
		made[index] = make(entry);
	});
	return made as R[];
}
