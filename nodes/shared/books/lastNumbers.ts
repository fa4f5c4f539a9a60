/** The last numbers of sequences: what a summary hands on to the next one, and what that tells. */
import { addDays } from '../values/dates';
import { filterSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { DayRange } from '../table/request';
import { isWithin } from './period';
import { readNumber } from './sequences';
import type { Sequence } from './sequences';
import type { BookingSummary, EarlierSummary } from './types';

/**
 * The highest number so far in each sequence that goes on after a period.
 * @param sequences of everything that was read
 * @param earlier what it knew of the days before the period goes on being known
 */
export function* findLastNumbers(
	sequences: readonly Sequence[],
	period: DayRange,
	earlier?: EarlierSummary,
): Steps<BookingSummary['lastNumbers']> {
	const last = new Map<string, BookingSummary['lastNumbers'][number]>();
	const keep = (entry: BookingSummary['lastNumbers'][number]) => {
		const { documentType, place, sequence, series, number } = entry;
		const prefix = readNumber(number)?.prefix;
		last.set(JSON.stringify([documentType, place?.id, sequence, series, prefix]), entry);
	};
	if (earlier && endsBefore(period, earlier)) {
		for (const entry of earlier.lastNumbers) {
			const { sequence = null, series = null } = entry;
			if (sequence === null || sequence >= period.to.slice(0, 4)) {
				keep({ ...entry, sequence, series });
			}
		}
	}
	for (const { documentType, place, span, sequence, series, runs, write } of sequences) {
		yield;
		if (span !== 'ever' && span !== 'year') continue;
		const inside = yield* filterSteps(runs, ({ businessDay }) => isWithin(businessDay, period));
		if (inside.length === 0) continue;
		const highest = inside.reduce((high, { last: value }) => Math.max(high, value), 0);
		keep({ documentType, place, sequence, series, number: write(highest) });
	}
	return [...last.values()];
}

/** Whether an earlier summary knows the day before a period. */
export function endsBefore(period: DayRange, { from, to }: EarlierSummary): boolean {
	return isWithin(addDays(period.from, -1), { from, to });
}

type LastNumber = EarlierSummary['lastNumbers'][number];

/** Each summary's last numbers by what they belong to: it is asked for each sequence and each document. */
const lastNumbers = new WeakMap<EarlierSummary, Map<string, LastNumber>>();

/** The name of a sequence; without a series where any of them is meant. */
const nameOf = (
	{ documentType, place, sequence = null }: LastNumber,
	prefix: string | undefined,
	...series: Array<string | null>
): string => JSON.stringify([documentType, place?.id, sequence, prefix, ...series]);

function lastNumbersOf(earlier: EarlierSummary): Map<string, LastNumber> {
	const known = lastNumbers.get(earlier);
	if (known) return known;
	const byName = new Map<string, LastNumber>();
	for (const entry of earlier.lastNumbers) {
		const prefix = readNumber(entry.number)?.prefix;
		const names = [nameOf(entry, prefix), nameOf(entry, prefix, entry.series ?? null)];
		// The first one counts, should there be several.
		for (const name of names) if (!byName.has(name)) byName.set(name, entry);
	}
	lastNumbers.set(earlier, byName);
	return byName;
}

/** The last number that an earlier summary knows of a sequence; undefined where it knows none. */
export function lastOf(
	{ documentType, place, sequence, series, prefix }: Sequence,
	earlier: EarlierSummary,
): number | undefined {
	const name = nameOf({ documentType, place, sequence, number: '' }, prefix, series);
	const last = lastNumbersOf(earlier).get(name);
	return last && readNumber(last.number)?.value;
}

/**
 * The last number that an earlier summary knows at a place among those that go on for ever and are written
 * with the same prefix, whatever their series.
 * @returns undefined where it knows none
 */
export function lastOfPlace(
	{ documentType, place }: Pick<LastNumber, 'documentType' | 'place'>,
	prefix: string,
	earlier: EarlierSummary,
): number | undefined {
	const name = nameOf({ documentType, place, sequence: null, number: '' }, prefix);
	const last = lastNumbersOf(earlier).get(name);
	return last && (readNumber(last.number)?.value ?? 0);
}
