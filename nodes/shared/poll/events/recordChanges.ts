/** Which changed records are news, and what is remembered of them: decided without asking anybody. */
import type { IDataObject } from 'n8n-workflow';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { EpochMs } from '../../values/units';
import { Load } from '../load';
import type { Outgoing } from './items';
import { SHORT_NAME } from './recordName';

/**
 * What is stored of one kind of records:
 * - `scope`: the places whose records were wanted.
 * - `through`: until when all changes were handed on.
 * - `recent`: fingerprints of the records that were changed since then, with their content's.
 * - `done`: records that were changed up to then are handed on, whether `recent` has them or not.
 * - `ids`: fingerprints of all records, where there are few enough to remember: they tell a new
 *   record from a changed one.
 */
export interface KindState {
	scope: string[];
	through: EpochMs;
	recent: string;
	done?: EpochMs;
	ids?: string;
}

/** Letters of a content's fingerprint. */
export const CONTENT = 4;
/** With more records than this, new ones aren't told from changed ones. */
export const MOST_IDS = 5000;
/** Of more records than this, changed since yesterday, only the time of the others is remembered. */
const MOST_RECENT = 10_000;

/** A record that the vendor calls changed. */
export interface Changed {
	record: IDataObject;
	id: string;
	content: string;
	/** When it was changed; undefined where the record doesn't tell. */
	time: EpochMs | undefined;
	place: string | undefined;
}

/** What a poll knows beside the records. */
export interface Circumstances {
	/** What was changed before isn't news to a new trigger. */
	startAt: EpochMs;
	/** Items at most. */
	most: number;
	now: EpochMs;
	/** True where nothing is known of this kind. */
	isFirst: boolean;
	/** True where the first day that is asked for moves on. */
	isNewDay: boolean;
}

/** What is remembered of a record; without a time where it must not be let go of. */
interface Entry {
	text: string;
	time: EpochMs | undefined;
}

/** The records of a poll, sorted into news and others. */
interface Sorted {
	outgoing: Outgoing[];
	entries: Entry[];
	/** When the first of those was changed for which there is no room; Infinity without such. */
	oldestWaiting: number;
	/** Of all records, where they are few enough. */
	ids: Set<string> | undefined;
}

/**
 * Compares the records that the vendor calls changed with those that are known already.
 * @param changed in any order; each is handed on, the one that was changed first before the others,
 * unless it is known with this very content, or from before what is watched
 * @param scope the places whose records are wanted now
 * @returns as steps: the news, as many as there is room for, and what is known after them
 */
export function* sortOut(
	changed: Changed[],
	state: KindState,
	scope: string[],
	circumstances: Circumstances,
): Steps<{ outgoing: Outgoing[]; next: KindState }> {
	const sorted = yield* compare(changed, state, circumstances);
	return { outgoing: sorted.outgoing, next: remember(sorted, state, scope, circumstances) };
}

function* compare(
	changed: Changed[],
	state: KindState,
	circumstances: Circumstances,
): Steps<Sorted> {
	const recent = split(state.recent, SHORT_NAME + CONTENT).map(
		(entry) => [entry.slice(0, SHORT_NAME), entry.slice(SHORT_NAME)] as const,
	);
	const known = new Map(recent);
	const ids = state.ids === undefined ? undefined : new Set(split(state.ids, SHORT_NAME));
	const outgoing: Outgoing[] = [];
	const load = new Load(circumstances.most);
	const entries: Entry[] = [];
	let oldestWaiting = Infinity;
	const inOrder = yield* sortSteps(changed, (a, b) => (a.time ?? 0) - (b.time ?? 0));
	for (const one of inOrder) {
		yield;
		const { record, id, content, time } = one;
		const before = known.get(id);
		const newness = newnessOf(one, before, state, circumstances);
		if (newness === 'done') continue;
		if (newness === 'news' && load.isFull) {
			oldestWaiting = Math.min(oldestWaiting, time ?? 0);
			if (before !== undefined) entries.push({ text: id + before, time: undefined });
			continue;
		}
		if (newness === 'news') {
			const isKnown = before !== undefined || ids?.has(id);
			const change = isKnown ? 'updated' : ids ? 'created' : undefined;
			outgoing.push({ record, remarks: change === undefined ? {} : { change } });
			load.add(record);
		}
		ids?.add(id);
		entries.push({ text: id + content, time });
	}
	return { outgoing, entries, oldestWaiting, ids };
}

/**
 * What a record is to a poll: handed on long ago and let go of, nothing new, or news.
 * @param before its content as it is remembered; undefined where it isn't
 */
function newnessOf(
	{ content, time, place }: Changed,
	before: string | undefined,
	{ scope, through, done = -Infinity }: KindState,
	{ startAt, isFirst }: Circumstances,
): 'done' | 'known' | 'news' {
	if (before === content) return 'known';
	if (before !== undefined || time === undefined) return 'news';
	if (time <= done) return 'done';
	// What wasn't watched until now begins where the others stand.
	const begin = isFirst ? startAt : isInScope(scope, place) ? -Infinity : through;
	return time < begin ? 'known' : 'news';
}

function remember(
	{ entries, oldestWaiting, ids }: Sorted,
	state: KindState,
	scope: string[],
	{ now, isFirst, isNewDay }: Circumstances,
): KindState {
	const { texts, done } = bound(entries, oldestWaiting, state.done ?? -Infinity);
	const recent = texts.sort().join('');
	// Without a change nothing is stored, but once a day the first day that is asked for moves on.
	const isSameScope = scope.join() === state.scope.join();
	const isQuiet = recent === state.recent && isSameScope && !isFirst && !isNewDay;
	const isAsBefore = isQuiet || oldestWaiting < Infinity;
	return {
		scope: isAsBefore ? state.scope : scope,
		through: isAsBefore ? state.through : now,
		recent,
		...(done === -Infinity ? {} : { done }),
		...(ids && ids.size <= MOST_IDS ? { ids: [...ids].join('') } : {}),
	};
}

/** Lets go of the records that were changed first, where there are too many of them. */
function bound(
	entries: Entry[],
	oldestWaiting: number,
	done: number,
): { texts: string[]; done: number } {
	const spare = entries.length - MOST_RECENT;
	const last = entries.flatMap(({ time }) => time ?? [])[spare - 1] ?? -Infinity;
	// None may be let go of whose time is that of one that waits.
	const until = Math.max(done, Math.min(last, oldestWaiting - 1));
	const stay = entries.filter(({ time }) => time === undefined || time > until);
	return { texts: stay.map(({ text }) => text), done: until };
}

/** Whether records of a place are among those that are wanted. */
export function isInScope(scope: string[], place: string | undefined): boolean {
	return scope.length === 0 || place === undefined || scope.includes(place);
}

function split(text: string, length: number): string[] {
	return Array.from({ length: text.length / length }, (_part, index) =>
		text.slice(index * length, (index + 1) * length),
	);
}
