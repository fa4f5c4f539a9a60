/** Numbers of receipts that are missing. Pure functions. */
import type { DayRange } from '../table/request';
import { filterSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { endsBefore, lastOf } from './lastNumbers';
import { isWithin } from './period';
import type { Run } from './runs';
import type { Counted, Sequence } from './sequences';
import type { EarlierSummary } from './types';

/** Numbers that follow each other without one of their own sequence. */
export interface Gap extends Counted {
	first: number;
	last: number;
}

/** A sequence of which nothing says what came before its first number in a period. */
export interface Start extends Counted {
	first: number;
}

/** What the numbers of a period tell. */
export interface Numbers {
	gaps: Gap[];
	starts: Start[];
}

/**
 * Numbers that are missing before, between and after those of a period, up to the next ones that are
 * known, and the sequences of which nothing is known before their first number.
 * @param sequences of everything that was read, also from the days beside the period
 * @param earlier the summary of the days before the period
 */
export function* findNumbers(
	sequences: readonly Sequence[],
	period: DayRange,
	earlier?: EarlierSummary,
): Steps<Numbers> {
	const gaps: Gap[] = [];
	const starts: Start[] = [];
	for (const sequence of sequences) {
		yield;
		const { documentType, place, series, write, runs } = sequence;
		const counted = { documentType, place, sequence: sequence.sequence, series, write };
		const inside = yield* filterSteps(runs, ({ businessDay }) => isWithin(businessDay, period));
		if (inside.length === 0) continue;
		const lowest = inside.reduce((low, { first }) => Math.min(low, first), Infinity);
		const highest = inside.reduce((high, { last }) => Math.max(high, last), 0);
		const before = numberBefore(sequence, period, earlier);
		const isBefore = before !== undefined && before < lowest;
		if (!isBefore && runs[0]?.first === lowest && lowest > 1) {
			starts.push({ ...counted, first: lowest });
		}
		const known = isBefore ? yield* withNumber(runs, before) : runs;
		let last: number | undefined;
		for (const run of known) {
			yield;
			const isGap = last !== undefined && run.first > last + 1;
			if (isGap && run.first >= lowest && (last ?? 0) <= highest) {
				gaps.push({ ...counted, first: (last ?? 0) + 1, last: run.first - 1 });
			}
			last = Math.max(last ?? 0, run.last);
		}
	}
	return { gaps, starts };
}

/** The ends of runs, with a number that is known as well, in their order. */
function* withNumber(
	runs: readonly Run[],
	value: number,
): Steps<Array<Pick<Run, 'first' | 'last'>>> {
	const known = [{ first: value, last: value }, ...runs];
	return yield* sortSteps(known, (a, b) => a.first - b.first);
}

/** For each sequence of a period of which nothing is known after its last number: the one after it. */
export function findEnds(sequences: readonly Sequence[], period: DayRange): Start[] {
	return sequences.flatMap(({ documentType, place, sequence, series, write, runs }) => {
		const last = runs.reduce((one, other) => (isFurther(other, one) ? other : one));
		if (!isWithin(last.businessDay, period)) return [];
		return [{ documentType, place, sequence, series, write, first: last.last + 1 }];
	});
}

/** Whether a run ends with a higher number, or with the same one on a document that was read before. */
function isFurther(one: Run, other: Run): boolean {
	if (one.last !== other.last) return one.last > other.last;
	return one.placeOf(one.last) < other.placeOf(other.last);
}

/**
 * The number before the first of a sequence, as far as it can be relied on; 0 where numbers begin.
 *
 * Assumption: closings and years begin with 1. A closing isn't older than the day before the period,
 * which has been read.
 */
function numberBefore(
	sequence: Sequence,
	period: DayRange,
	earlier: EarlierSummary | undefined,
): number | undefined {
	const known = earlier && endsBefore(period, earlier) ? lastOf(sequence, earlier) : undefined;
	if (known !== undefined || sequence.span === 'ever') return known;
	if (sequence.span === 'closing') return 0;
	return sequence.span === 'year' && `${sequence.sequence}-01-01` >= period.from ? 0 : undefined;
}
