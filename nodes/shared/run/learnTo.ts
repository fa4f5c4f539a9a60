/** Whether a vendor's "to" includes its day is learnt from its answers; until then windows overlap. */
import { addDays } from '../values/dates';
import { inTurns } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { member } from '../values/records';
import type { Day } from '../values/units';
import type { Window } from '../table/list';
import type { DayRange } from '../table/request';
import type { Call } from '../table/types';
import { Learnt } from './learnt';
import { LOCAL_TIME, cautiousWindows, plainWindows } from './windows';

/**
 * Reads windows that overlap, a few at first and then ever more of them side by side, until an answer
 * shows that "to" includes its day; the rest is read in windows that don't overlap.
 */
export async function readLearning(
	call: Call,
	window: Window,
	range: DayRange,
	read: (windows: DayRange[]) => Promise<void>,
): Promise<void> {
	const learnt = await toOf(call, window);
	const isShown = () => learnt.includesItsDay || (learnt.dayAlone && isOneDay(range));
	if (isShown()) return await read(plainWindows(range, window));
	const windows = cautiousWindows(range, window);
	for (let next = 0, many = 1; next < windows.length; next += many, many *= 2) {
		const some = windows.slice(next, next + many);
		await read(some);
		const [last] = some.slice(-1);
		if (!isShown() || !last) continue;
		await read(plainWindows({ from: addDays(last.to, 1), to: range.to }, window));
		return;
	}
}

/** What is known of a vendor's "to"; each is true once an answer has shown it. */
interface LearntTo {
	/** It includes its day. */
	includesItsDay: boolean;
	/** A range from a day to the same one is that day: a vendor may mean that, and leave out all other ends. */
	dayAlone: boolean;
}

const isOneDay = ({ from, to }: DayRange): boolean => from === to;

/** One knowledge for all items and lists of the account that share it, as long as the execution lasts. */
async function toOf(call: Call, window: Window): Promise<LearntTo> {
	const name = factOf(window);
	return await call.once(
		name,
		async () =>
			await Promise.resolve({
				includesItsDay: call.memory.of(Learnt).get(call, name) === INCLUDED,
				dayAlone: false,
			}),
	);
}

const factOf = ({ learnsTo }: Window): string => `"to" of ${learnsTo}`;
const INCLUDED = 'included';

/**
 * Keeps for all executions of the process what a check of the account has shown of "to".
 * @param isIncluded whether records of its day came; where they didn't, nothing is known of it any more
 */
export function keepTo(call: Call, window: Window, isIncluded: boolean): void {
	const learnt = call.memory.of(Learnt);
	if (isIncluded) learnt.set(call, factOf(window), INCLUDED);
	else learnt.forget(call, factOf(window));
}

/**
 * Learns that "to" includes its day where a record stands on it, past noon as it tells its time: what a
 * vendor takes for the end of a day before, because it counts in another zone, isn't later than that. Of a
 * range of one day alone only ranges of one day are learnt.
 */
export async function learnTo(
	call: Call,
	window: Window | undefined,
	asked: DayRange | undefined,
	records: unknown[],
): Promise<void> {
	if (!window || !asked || window.learnsTo === undefined) return;
	if (!(await inTurns(call, showsOwnDay(window, asked.to, records)))) return;
	const learnt = await toOf(call, window);
	if (isOneDay(asked)) learnt.dayAlone = true;
	else learnt.includesItsDay = true;
}

/** Whether a record stands on the last day that was asked for, past noon as it tells its time. */
export function* showsOwnDay(
	{ recordTime }: Pick<Window, 'recordTime'>,
	to: Day,
	records: readonly unknown[],
): Steps<boolean> {
	if (recordTime === undefined) return false;
	for (const record of records) {
		const time = member(record, recordTime);
		const isLocal = typeof time === 'string' && LOCAL_TIME.test(time);
		if (isLocal && time.startsWith(to) && time.slice(11, 13) >= '12') return true;
		yield;
	}
	return false;
}
