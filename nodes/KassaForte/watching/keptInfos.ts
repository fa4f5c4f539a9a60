/** What is kept of a shop's infos for the next poll, and what has changed since where they are long. */
import type { IDataObject } from 'n8n-workflow';
import { atOnce } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import { jsonLength } from '../../shared/values/jsonLength';
import { printSteps, sorted } from '../../shared/values/print';
import { eachOnce, findChanges, valueAt, watchedChanges } from './infoDiff';
import type { Change } from './infoDiff';
import { keptValue, withoutValues } from './keptAnswer';
import type { KeptValue, AnswerMarks } from './keptAnswer';

/** Signs of infos that are kept as they are; of longer ones only what tells a change. */
const LONGEST_INFOS = 200_000;
/** Names at the top of infos that are compared one by one; with more, the infos differ as a whole. */
const MOST_NAMES = 2000;
/** Signs of these names, and of the short values that are kept with them. */
const LONGEST_PARTS = 200_000;

/** Infos that were too long to be kept: their parts are those at the watched paths, or all at the top. */
interface InfoMarks extends AnswerMarks {
	/** True where everything is watched, and the parts are what stands at the top. */
	top?: true;
}

/** The infos of the poll before. */
export type KeptInfos = { answer: IDataObject } | InfoMarks;

/** Exact, as changes between short infos are: a number isn't its text. */
const printOf = (value: unknown): Steps<string> => printSteps(value ?? null, sorted);

/** The fingerprint of what isn't there. */
const NOTHING = atOnce(printOf(null));

/**
 * What to keep of infos: all of them where they are short, else fingerprints of the parts that are
 * watched, and their values where those are short.
 * @param paths what is watched; everything where none is given
 */
export function* keepInfos(answer: IDataObject, paths?: string[]): Steps<KeptInfos> {
	if (jsonLength(answer, LONGEST_INFOS) <= LONGEST_INFOS) return { answer };
	const print = yield* printOf(answer);
	const places = paths ?? Object.keys(answer);
	const isMuch = places.length > MOST_NAMES || jsonLength(places, LONGEST_PARTS) > LONGEST_PARTS;
	const top = paths ? {} : { top: true as const };
	if (isMuch && !paths) return { print, parts: {}, ...top };
	const entries: Array<[string, KeptValue]> = [];
	for (const place of places) {
		const value = paths ? valueAt(answer, place) : answer[place];
		entries.push([place, yield* keptValue(value ?? null, printOf)]);
	}
	const parts = Object.fromEntries(entries);
	const kept = { print, parts, ...top };
	return jsonLength(parts, LONGEST_PARTS) <= LONGEST_PARTS
		? kept
		: { ...withoutValues(kept), ...top };
}

/**
 * The changes at or below the paths that are watched; all of them where none is given. Of infos that
 * were too long to be kept, a change names the watched path, or the name at the top ('' for the whole),
 * and what was there before only where that was short.
 */
export function* changesSince(
	before: KeptInfos,
	after: IDataObject,
	paths: string[] | undefined,
): Steps<Change[]> {
	if ('answer' in before) return yield* watchedChanges(before.answer, after, paths);
	// What wasn't watched until now is noted only.
	const isSameWatch = (paths === undefined) === (before.top === true);
	if (!isSameWatch || before.print === (yield* printOf(after))) return [];
	const known = Object.entries(before.parts);
	const { parts } = before;
	if (!paths && known.length === 0) return [{ path: '', before: null, after }];
	const places = paths ?? [...known.map(([name]) => name), ...Object.keys(after)];
	const found: Change[] = [];
	for (const path of new Set(places)) {
		yield;
		const value = paths ? valueAt(after, path) : after[path];
		const part = Object.hasOwn(parts, path) ? parts[path] : undefined;
		if (part === undefined && paths) continue;
		if (part && 'value' in part) yield* findChanges(part.value, value, path, found);
		else if ((part?.print ?? NOTHING) !== (yield* printOf(value))) {
			found.push({ path, before: null, after: value ?? null });
		}
	}
	return eachOnce(found);
}

/** Whether something stood at a path, as far as that is known. */
export function hadPath(before: KeptInfos | undefined, path: string): boolean {
	if (!before) return false;
	if ('answer' in before) return valueAt(before.answer, path) !== undefined;
	const part = Object.hasOwn(before.parts, path) ? before.parts[path] : undefined;
	return part !== undefined && part.print !== NOTHING;
}
