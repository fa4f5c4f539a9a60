/** What is known of a list when a poll begins. Pure functions; times in milliseconds since 1970. */
import { addDays, earlierDay, today as dayOf } from '../../values/dates';
import type { Day, EpochMs } from '../../values/units';
import type { DayRange } from '../../table/request';
import type { DocumentPlan, SourceState } from './documentTypes';
import type { Position } from './parts';

/** How days are counted, and how many of them are looked back. */
type Days = Pick<DocumentPlan, 'timeZone' | 'lookBackDays'>;

/** With fewer days than this, clocks and time zones that differ would hide records at midnight. */
const LEAST_DAYS = 1;

/** The first day (yyyy-mm-dd) on which records may still arrive at a moment. */
export function lookBackFrom(moment: EpochMs, { timeZone, lookBackDays }: Days): Day {
	return addDays(dayOf(moment, timeZone), -Math.max(LEAST_DAYS, lookBackDays));
}

/** The first day on which records may still arrive, as seen from when all was last read. */
export function firstDayOf(
	{ sweep, through, older }: Pick<SourceState, 'sweep' | 'through' | 'older'>,
	days: Days,
): Day {
	const back = lookBackFrom(Math.min(through, ...older.filter((at) => at > 0)), days);
	return sweep ? earlierDay(sweep.next, back) : back;
}

/** Nothing was read later than now, whatever the clock said then. */
export function upToNow(state: SourceState, now: EpochMs, timeZone: string): SourceState {
	const { through, older, sweep, newest, part, failing } = state;
	const again = newest?.again;
	return {
		...state,
		through: Math.min(through, now),
		...(sweep && { sweep: { ...sweep, next: earlierDay(sweep.next, dayOf(now, timeZone)) } }),
		...(part && { part: { ...part, since: Math.min(part.since, now) } }),
		...(failing === undefined ? {} : { failing: Math.min(failing, now) }),
		...(newest && {
			newest: {
				...newest,
				// Older versions didn't note it.
				began: Math.min(newest.began ?? 0, now),
				readAt: Math.min(newest.readAt, now),
				...(again && { again: { ...again, since: Math.min(again.since, now) } }),
			},
		}),
		older: older.map((at) => Math.min(at, now)),
	};
}

/**
 * A list that wasn't watched before: with a new trigger, everything from before its start is noted in
 * silence. With one whose filter was changed nothing is, and it begins where the lists before it
 * stopped: what arrived since then couldn't be told from what was there.
 * @param others the trigger's lists until now; none for a new trigger
 * @param startAt the first moment whose records are wanted
 */
export function beginList(
	others: SourceState[],
	startAt: EpochMs,
	days: Days,
	now: EpochMs,
): SourceState {
	const isNew = others.length === 0;
	const first = isNew || others.some(({ sweep }) => sweep?.first);
	const from = isNew
		? [lookBackFrom(Math.min(now, startAt), days), dayOf(startAt, days.timeZone)]
		: others.map((other) => firstDayOf(other, days));
	const next = from.reduce(earlierDay, dayOf(now, days.timeZone));
	const through = Math.min(now, ...others.map((other) => other.through));
	return { through, sweep: { next, first, ...(first ? {} : { added: true }) }, older: [] };
}

/** Whether two pieces are the same days. */
export function isSamePiece(piece: DayRange, other: DayRange | undefined): boolean {
	return piece.from === other?.from && piece.to === other.to;
}

/** Where an earlier poll stopped in a piece. */
export function placeIn({ part }: SourceState, range: DayRange): SourceState['part'] {
	return part && isSamePiece(part, range) ? part : undefined;
}

/** When the reading of a piece began, at an earlier poll or now. */
export function beganAt(state: SourceState, range: DayRange, now: EpochMs): EpochMs {
	return placeIn(state, range)?.since ?? now;
}

/**
 * Notes how far a piece was read.
 * @param place where to go on; undefined where its end was reached, or where it has to begin anew
 */
export function withPlace(
	state: SourceState,
	range: DayRange,
	place: Position | undefined,
	now: EpochMs,
): SourceState {
	const rest = place && { ...place, ...range, since: beganAt(state, range, now) };
	// The place in another piece is kept until this one needs to remember its own.
	return { ...state, part: rest ?? (placeIn(state, range) ? undefined : state.part) };
}

/** Nothing fails any more. */
export function withoutFailure(state: SourceState): SourceState {
	const { failing, ...others } = state;
	return failing === undefined ? state : others;
}
