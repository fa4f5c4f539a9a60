/** Numbers that follow each other, as one: what is missing, late or shared shows at their ends. Pure functions. */
import { sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Day } from '../values/units';

/** Numbers of a sequence that follow each other, on documents that are alike in all that is compared. */
export interface Run {
	first: number;
	last: number;
	/** Of all of its documents. */
	businessDay: Day;
	/** The day that is printed beside the numbers, where they are counted by it; '' elsewhere. */
	printedOn: Day | '';
	/** Whether the system says when it recorded them. */
	isRecorded: boolean;
	/** Where the document of a number stands in what was read. */
	placeOf: (value: number) => number;
}

/** Compares as `Array.sort` wants it: by the first number; what has the same one, as it was read. */
export function byFirst(a: Run, b: Run): number {
	return a.first - b.first || a.placeOf(a.first) - b.placeOf(b.first);
}

/**
 * Runs of which none holds a number that another one has, unless both are of that number alone.
 * @param runs sorted {@link byFirst}
 * @returns in the same order; what overlaps comes number by number
 */
export function* apart(runs: readonly Run[]): Steps<Run[]> {
	const parted: Run[] = [];
	for (let from = 0; from < runs.length; ) {
		yield;
		let last = runs[from]?.last ?? 0;
		let to = from + 1;
		for (; (runs[to]?.first ?? Infinity) <= last; to++) last = Math.max(last, runs[to]?.last ?? 0);
		const overlapping = runs.slice(from, to);
		const single = overlapping.length === 1 ? overlapping : yield* numberByNumber(overlapping);
		for (const run of single) parted.push(run);
		from = to;
	}
	return parted;
}

function* numberByNumber(runs: readonly Run[]): Steps<Run[]> {
	const single: Run[] = [];
	for (const run of runs) {
		for (let value = run.first; value <= run.last; value++) {
			yield;
			single.push({ ...run, first: value, last: value, placeOf: () => run.placeOf(value) });
		}
	}
	return yield* sortSteps(single, byFirst);
}
