/** Whether a piece includes its last day, as its records show, and what follows for the pieces. */
import { addDays, today as dayOf } from '../../values/dates';
import type { Steps } from '../../values/inTurns';
import type { EpochMs } from '../../values/units';
import type { DayRange } from '../../table/request';
import type { DocumentPlan, Source, SourceState } from './documentTypes';
import { firstDayOf } from './listState';
import { olderRanges } from './pieces';
import type { LastDay, Limits } from './steps';

/** A record from so long after its day began shows that the vendor counts that day, in any zone. */
const HALF_A_DAY_MS = 12 * 60 * 60_000;

/**
 * What may show that the last day of a piece is part of it. A till whose clock is wrong shows single
 * records of a day that isn't.
 * @param records what was read of the piece
 * @returns the day and how many records of it came; undefined where they show nothing
 */
export function* lastDayOf(
	{ timeOf, idOf, window }: Pick<Source, 'timeOf' | 'idOf' | 'window'>,
	{ covers }: Pick<SourceState, 'covers'>,
	{ to }: DayRange,
	records: unknown[],
	{ now, timeZone }: Pick<DocumentPlan, 'now' | 'timeZone'>,
): Steps<LastDay | undefined> {
	const isKnown = window.toIsSure === true || covers === true;
	if (isKnown || to > dayOf(now, timeZone)) return undefined;
	const before = addDays(to, -1);
	let isLateEnough = false;
	let [onLast, onDayBefore] = [0, 0];
	const distinct = new Map(records.map((record) => [idOf(record), record]));
	for (const record of distinct.values()) {
		yield;
		const time = timeOf(record);
		if (time === undefined) continue;
		const day = dayOf(time, timeZone);
		if (day === before) onDayBefore += 1;
		if (day !== to) continue;
		onLast += 1;
		isLateEnough ||= dayOf(time - HALF_A_DAY_MS, timeZone) === to;
	}
	// Few may have been sold on the day before, and registered on one on which all was closed.
	const isUsual = onLast * 2 >= onDayBefore;
	return isUsual && isLateEnough ? { day: to, count: onLast } : undefined;
}

/**
 * Where days have come to other pieces, each piece counts as read when the first of them was: at
 * midnight, and once it is known that they needn't overlap.
 * @param isCovered whether a piece was seen to include its last day
 * @param from the first day of the pieces as they were read
 */
export function recut(
	state: SourceState,
	isCovered: boolean,
	limits: Limits,
	now: EpochMs,
	from = firstDayOf(state, limits),
): SourceState {
	const { window, timeZone } = limits;
	const today = dayOf(now, timeZone);
	const covers = state.covers === true || isCovered;
	const first = firstDayOf(state, limits);
	if (first === from && covers === (state.covers === true)) return state;
	const before = olderRanges(from, today, window, state.covers);
	const readAt = before.map((_range, index) => state.older[index] ?? 0);
	if (readAt.includes(0)) return state;
	const earliest = Math.min(now, ...readAt);
	const after = covers ? { ...state, covers } : state;
	const older = olderRanges(first, today, window, after.covers).map(() => earliest);
	return { ...after, older };
}
