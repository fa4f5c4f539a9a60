/** What changed between two answers of a shop: paths, with the values before and after. */
import type { IDataObject } from 'n8n-workflow';
import type { Steps } from '../../shared/values/inTurns';
import { isRecord } from '../../shared/values/records';
import { asValue } from '../answers';
import { findAt, parsePath } from './status';

/** One place that differs; null stands for what isn't there. */
export interface Change {
	path: string;
	before: unknown;
	after: unknown;
}

/**
 * Finds every place at which two values differ. Objects are gone through; a list differs as a whole,
 * because its entries have no names.
 * @param path where the values themselves stand; '' at the top
 * @param found takes the changes
 */
export function* findChanges(
	before: unknown,
	after: unknown,
	path: string,
	found: Change[],
): Steps<void> {
	yield;
	if (isRecord(before) && isRecord(after)) {
		for (const name of namesOf(before, after)) {
			yield* findChanges(before[name], after[name], path === '' ? name : `${path}.${name}`, found);
		}
	} else if (!isSame(before, after)) {
		found.push({ path, before: before ?? null, after: after ?? null });
	}
}

function namesOf(one: object, other: object): Set<string> {
	const names = new Set(Object.keys(one));
	for (const name of Object.keys(other)) names.add(name);
	return names;
}

/** It ends at the first difference. */
function isSame(before: unknown, after: unknown): boolean {
	if (Array.isArray(before) && Array.isArray(after)) {
		return (
			before.length === after.length &&
			before.every((entry: unknown, index) => isSame(entry, after[index]))
		);
	}
	if (isRecord(before) && isRecord(after)) {
		for (const name of namesOf(before, after)) {
			if (!isSame(before[name], after[name])) return false;
		}
		return true;
	}
	return (before ?? null) === (after ?? null);
}

/** The changes at or below the paths that are watched; all of them where none is given. */
export function* watchedChanges(
	before: IDataObject,
	after: IDataObject,
	paths: string[] | undefined,
): Steps<Change[]> {
	const found: Change[] = [];
	if (paths === undefined) {
		yield* findChanges(before, after, '', found);
		return found;
	}
	for (const path of paths) {
		yield* findChanges(valueAt(before, path), valueAt(after, path), path, found);
	}
	return eachOnce(found);
}

/** Each change once: a path may be given twice, or lie below another. */
export function eachOnce(changes: Change[]): Change[] {
	const known = new Set<string>();
	return changes.filter(({ path }) => !known.has(path) && known.add(path));
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(answer: IDataObject, path: string): unknown {
	const found = findAt(answer, parsePath(path) ?? []);
	return 'value' in found ? found.value : undefined;
}

/** The paths at which an answer has nothing. */
export function missingPaths(answer: IDataObject, paths: string[]): string[] {
	return paths.filter((path) => valueAt(answer, path) === undefined);
}

/**
 * The item about a change.
 * @param before null where nothing is known of it
 * @param note a sentence on what is missing
 */
export function changeItem(
	changes: Change[],
	before: IDataObject | null,
	after: IDataObject,
	now: number,
	note?: string,
): IDataObject {
	return {
		changedPaths: changes.map(({ path }) => path),
		...asValue('changes', changes),
		before,
		after,
		changedAt: new Date(now).toISOString(),
		...(note === undefined ? {} : { note }),
	};
}
