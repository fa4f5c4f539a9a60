/** What a poll of a list is to read, in which order: decided from what is stored, without reading. */
import { addDays, daysBetween, today as dayOf } from '../../values/dates';
import type { Day, EpochMs } from '../../values/units';
import type { DayRange } from '../../table/request';
import type { DocumentPlan, Newest, Source, SourceState, Sweep } from './documentTypes';
import { dueIndexes, isStale, isTimeToBegin, lastReading } from './due';
import { GRACE_MS } from './intake';
import { firstDayOf, lookBackFrom } from './listState';
import { SHORTEST_DAYS, hasGap, newestRange, olderRanges, sweepRanges } from './pieces';
import type { Limits, OlderStep, Progress, Step, SweepStep } from './steps';

/**
 * What the poll of a list is planned by.
 *
 * The moment before which records aren't news is where the trigger began. Where what the activation's
 * own poll noted is gone, or it failed, a till whose clock is behind must not be taken for one that was
 * there before.
 * @param startAt the first moment whose records are wanted
 */
export function limitsOf(
	{ window, pageSize, count }: Source,
	{ now, startsNow, timeZone, lookBackDays }: DocumentPlan,
	startAt: EpochMs,
): Limits {
	const isOwn = now <= startAt;
	const silentBefore = startAt - (startsNow && !isOwn ? GRACE_MS : 0);
	const isCounted = count !== undefined;
	return { window, pageSize, isCounted, timeZone, lookBackDays, silentBefore };
}

/**
 * Plans the poll of one list.
 *
 * After a gap or at the beginning all days since are swept, oldest first. Otherwise the newest days are
 * looked at, by their ends or in full once an hour, and then the older pieces that are due. With a
 * look-back of seven days in pieces of three, a poll of a minute after the one before plans
 *
 *     [{ do: 'ends', range: { from: '2026-03-04', to: '2026-03-06' } }]
 *
 * and one of an hour later
 *
 *     [{ do: 'newest', ... },
 *      { do: 'older', range: { from: '2026-02-26', to: '2026-02-28' }, index: 0 }, ...]
 *
 * @param stored what is known of the list; nothing in it may be later than now
 * @returns the steps, with the state that they begin from
 */
export function planPoll(stored: SourceState, limits: Limits, now: EpochMs): Progress {
	const today = dayOf(now, limits.timeZone);
	const isBehind = hasGap(dayOf(stored.through, limits.timeZone), today);
	if (!stored.sweep && !isBehind) return planLook(stored, limits, now);
	const sweep = stored.sweep ?? { next: firstDayOf(stored, limits), first: false };
	const state = stored.sweep ? stored : { ...stored, sweep };
	return { ...begin(state), steps: sweepSteps(state, sweep, limits, now) };
}

function begin(state: SourceState): Progress {
	return { state, steps: [], lastDays: [], achieved: false };
}

/** All days from `sweep.next` on; after each piece is known how far it got. */
function sweepSteps(
	{ covers }: SourceState,
	sweep: Sweep,
	limits: Limits,
	now: EpochMs,
): SweepStep[] {
	const { window, timeZone, silentBefore } = limits;
	const today = dayOf(now, timeZone);
	const ranges = sweepRanges(sweep.next, today, window, sweep.small);
	const { daysBefore = 0 } = window;
	const readAt = () => olderRanges(lookBackFrom(now, limits), today, window, covers).map(() => now);
	return ranges.map((range, index) => {
		const following = ranges[index + 1];
		return {
			do: 'sweep',
			range,
			canWait: index > 0,
			// Shorter pieces are taken as far as they could be read.
			whole: sweep.small !== true && daysBetween(range.from, range.to) >= SHORTEST_DAYS,
			...(sweep.first && { silentBefore }),
			after: following
				? { sweep: { ...sweep, next: addDays(following.from, daysBefore) } }
				: { older: readAt() },
		};
	});
}

/** Looks at the newest days, and reads in full what is due. */
function planLook(stored: SourceState, limits: Limits, now: EpochMs): Progress {
	const { window, timeZone } = limits;
	const today = dayOf(now, timeZone);
	const from = firstDayOf(stored, limits);
	const ranges = olderRanges(from, today, window, stored.covers);
	const [newestAt, ...older] = readTimes(stored, ranges.length, today);
	const due = dueIndexes([newestAt, ...older], now);
	return {
		...begin(isOfBefore(stored.newest, today) ? { ...stored, older } : stored),
		steps: [
			newestStep(stored.newest, limits, ranges.length + 1, due.includes(0), now),
			...olderSteps(ranges, older, due),
		],
		look: { from, newest: newestRange(today), older: ranges },
	};
}

/** True for what is known of newest days that aren't the newest any more, since midnight. */
function isOfBefore(newest: Newest | undefined, today: Day): boolean {
	return newest !== undefined && newest.from !== newestRange(today).from;
}

/**
 * When the newest days and each of the older pieces were last read, in this order; 0 for what never was.
 * @param pieces how many older ones there are
 */
function readTimes(
	{ newest, older }: SourceState,
	pieces: number,
	today: Day,
): [EpochMs, ...EpochMs[]] {
	const newestAt = newest ? lastReadingOf(newest) : 0;
	const olderAt = Array.from({ length: pieces }, (_piece, index) => older[index] ?? 0);
	if (!isOfBefore(newest, today)) return [newestAt, ...olderAt];
	// The last piece's last day was one of the newest until midnight, and was read when they were.
	const last = olderAt.slice(-1).map((at) => Math.min(at, newestAt));
	return [0, ...olderAt.slice(0, -1), ...last];
}

/** When what is read next of the newest days was last read. */
function lastReadingOf(newest: Newest): number {
	const { again, length } = newest;
	return lastReading(newest, again ? again.offset / length : 0);
}

/**
 * @param pieces how many pieces are read in full in turn, the newest days among them
 * @param isDue whether the newest days are to be read in full now
 */
function newestStep(
	newest: Newest | undefined,
	{ pageSize, isCounted, timeZone }: Limits,
	pieces: number,
	isDue: boolean,
	now: EpochMs,
): Step {
	const range = newestRange(dayOf(now, timeZone));
	if (newest?.from !== range.from) return { do: 'newest', range };
	const { again, length } = newest;
	const isBegun = again && !isStale(again.since, pieces, now);
	if (isDue && !isBegun) return { do: 'newest', range, asBefore: newest };
	const pages = Math.ceil(length / (pageSize - 1));
	const isTime = !isCounted && isTimeToBegin(newest, pages, pieces, now);
	return { do: 'ends', range, newest, withPage: again !== undefined || isTime, withRest: isDue };
}

/**
 * The one that was read longest ago first: where there isn't time for all, each gets its turn.
 * @param due what is to be read; 0 stands for the newest days, and the older pieces follow
 */
function olderSteps(ranges: DayRange[], readAt: EpochMs[], due: number[]): OlderStep[] {
	const indexes = due.map((index) => index - 1).filter((index) => index >= 0);
	indexes.sort((a, b) => (readAt[a] ?? 0) - (readAt[b] ?? 0));
	return indexes.flatMap((index) => {
		const range = ranges[index];
		return range ? [{ do: 'older', range, index, canWait: true }] : [];
	});
}
