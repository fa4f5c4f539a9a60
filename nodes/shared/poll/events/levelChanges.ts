/** Which records have reached a level since the last poll, and what is remembered of them. Pure. */
import type { IDataObject } from 'n8n-workflow';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { EpochMs } from '../../values/units';
import { LASTING_MS, isForAll, isPause } from '../../wire/cause';
import type { Load } from '../load';
import type { PollContext } from '../poll';
import type { Outgoing } from './items';
import { SHORT_NAME } from './recordName';

/**
 * What is stored:
 * - `levels`: which records of each list are at the level, by their short names, in order.
 * - `next`: the list to begin with, where the last poll didn't get to all.
 * - `failing`: since when some list can't be read.
 */
export interface LevelState {
	levels: Record<string, string>;
	next?: string;
	failing?: EpochMs;
}

/** What the reading of a list brought. */
export interface LevelRead {
	/** What has reached the level since the last poll, as much as there is room for. */
	news: IDataObject[];
	/** Short names of all that is at the level, in order; what waits for room isn't among them. */
	names: string;
	/** Memory that the news take. */
	bytes: number;
}

/** Why a list couldn't be read. */
export interface LevelFailure {
	error: unknown;
	/** True where there was no room for it, but only because of what is handed on of others. */
	isShort: boolean;
}

/** How far a poll has got. */
export interface LevelProgress {
	/** What is known of each list, as in the state. */
	levels: LevelState['levels'];
	/** What is to be handed on. */
	outgoing: Outgoing[];
	/** True once a list was read, though others may have failed. */
	someListWorks: boolean;
	/** The list at which it stopped, by its key: this one and those behind it wait for the next poll. */
	waiting?: string;
	/** The first one. */
	failure?: Pick<LevelFailure, 'error'>;
}

const ENTRIES = new RegExp(`.{${SHORT_NAME}}`, 'g');

/**
 * A poll that hasn't read anything yet. What was known of lists that aren't watched any more is
 * forgotten.
 * @param lists those that are watched
 */
export function beginLevels(lists: Array<{ key: string }>, stored: LevelState): LevelProgress {
	const known = lists.flatMap(({ key }) => {
		const names = stored.levels[key];
		return names === undefined ? [] : [[key, names] as const];
	});
	return { levels: Object.fromEntries(known), outgoing: [], someListWorks: false };
}

/**
 * Compares what is at the level in a list with what was there at the last poll.
 * @param there what is there now, by short name
 * @param known the names from then; undefined where nothing is known: then nothing is news
 * @param load what the poll hands on; news are added to it, and those for which it has no room wait:
 * they aren't noted, so that they are news to the next poll as well
 */
export function* compareLevel(
	there: Map<string, IDataObject>,
	known: string | undefined,
	load: Load,
): Steps<LevelRead> {
	const before = new Set(known?.match(ENTRIES));
	const names: string[] = [];
	const news: IDataObject[] = [];
	let bytes = 0;
	for (const [name, record] of there) {
		yield;
		const isNews = known !== undefined && !before.has(name);
		if (isNews && load.isFull) continue;
		names.push(name);
		if (!isNews) continue;
		news.push(record);
		bytes += load.add(record);
	}
	return { news, names: (yield* sortSteps(names)).join(''), bytes };
}

/**
 * Goes on from a list that was read, or couldn't be read. One that fails doesn't hold up the others,
 * unless they would fail as well.
 *
 *     { levels: { '1': 'aaaaaaaa' }, outgoing: [], ... } and { news: [record], names: 'bbbbbbbb', bytes: 90 }
 *     give { levels: { '1': 'bbbbbbbb' }, outgoing: [{ record, remarks }], someListWorks: true }
 *
 * @param list its key, and what is to be said of its records
 */
export function reduceLevel(
	progress: LevelProgress,
	{ key, remarks }: { key: string; remarks: IDataObject },
	done: LevelRead | LevelFailure,
): LevelProgress {
	if ('error' in done) {
		const { error, isShort } = done;
		const failure = progress.failure ?? (isShort ? undefined : { error });
		// The next poll begins with it, and has all of the room.
		const isStopped = isShort || isForAll(error);
		return { ...progress, ...(failure && { failure }), ...(isStopped && { waiting: key }) };
	}
	const found = done.news.map((record) => ({ record, remarks }));
	return {
		...progress,
		levels: { ...progress.levels, [key]: done.names },
		outgoing: [...progress.outgoing, ...found],
		someListWorks: true,
	};
}

/** What is to be stored after a poll that began at the given moment. */
export function levelsAfter(
	{ levels, waiting, failure }: LevelProgress,
	stored: LevelState,
	now: EpochMs,
): LevelState {
	const fails = failure !== undefined && !isPause(failure.error);
	return {
		levels,
		...(waiting === undefined ? {} : { next: waiting }),
		...(fails && { failing: Math.min(stored.failing ?? now, now) }),
	};
}

/**
 * Which failure of a poll is to be shown. What was handed on or noted beside it isn't to be lost, but
 * a failure that lasts mustn't stay hidden behind that.
 * @param stored what was known before the poll
 * @param after what is to be stored
 * @returns undefined where none is; `isBeside` for one beside which something was achieved: that is to
 * be shown only when it is time to complain
 */
export function failureToShow(
	{ failure, outgoing, someListWorks }: LevelProgress,
	stored: LevelState,
	after: LevelState,
	{ manual, startedAt }: Pick<PollContext, 'manual' | 'startedAt'>,
): { error: unknown; isBeside: boolean } | undefined {
	if (!failure) return undefined;
	const { error } = failure;
	const isNothingNoted = !someListWorks || manual || isSame(after, stored);
	if (outgoing.length === 0 && isNothingNoted) return { error, isBeside: false };
	const { failing } = after;
	const lasts = failing !== undefined && startedAt - failing >= LASTING_MS;
	return lasts ? { error, isBeside: true } : undefined;
}

function isSame(a: LevelState, b: LevelState): boolean {
	const keys = Object.keys({ ...a.levels, ...b.levels });
	return a.next === b.next && keys.every((key) => a.levels[key] === b.levels[key]);
}
