/** Numbers of receipts that are missing. Pure functions. */
import type { DayRange } from '../table/request';
import { eachStep, filterSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { endsBefore, lastOf } from './lastNumbers';
import { isWithin } from './period';
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
		const { documentType, place, series, write, members } = sequence;
		const counted = { documentType, place, sequence: sequence.sequence, series, write };
		const inside = (yield* filterSteps(members, ({ document }) =>
			isWithin(document.businessDay, period),
		)).map(({ value }) => value);
		if (inside.length === 0) continue;
		const lowest = inside.reduce((low, value) => Math.min(low, value));
		const highest = inside.reduce((high, value) => Math.max(high, value));
		const values = new Set(members.map(({ value }) => value));
		const before = numberBefore(sequence, period, earlier);
		if (before !== undefined && before < lowest) values.add(before);
		const known = yield* sortSteps([...values], (a, b) => a - b);
		if (known[0] === lowest && lowest > 1) starts.push({ ...counted, first: lowest });
		yield* eachStep(known, (value, index) => {
			const next = known[index + 1];
			if (next === undefined || next === value + 1) return;
			if (next < lowest || value > highest) return;
			gaps.push({ ...counted, first: value + 1, last: next - 1 });
		});
	}
	return { gaps, starts };
}

/** For each sequence of a period of which nothing is known after its last number: the one after it. */
export function findEnds(sequences: readonly Sequence[], period: DayRange): Start[] {
	return sequences.flatMap(({ documentType, place, sequence, series, write, members }) => {
		const last = members.reduce((one, other) => (other.value > one.value ? other : one));
		if (!isWithin(last.document.businessDay, period)) return [];
		return [{ documentType, place, sequence, series, write, first: last.value + 1 }];
	});
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
