/** What tells records apart; and different records with one ID in one answer, of which nothing tells which is right. */
import { eachStep, filterSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { printSteps, sorted } from '../values/print';
import { isRecord, member } from '../values/records';
import type { ListSpec } from '../table/list';

/** A fingerprint of each such record. */
const lookalikes = new WeakMap<object, string>();

/**
 * What tells such a record from the others with its ID; undefined for every other record. What comes
 * again in a later answer may have been changed meanwhile, and is none.
 */
export function versionOf(record: unknown): string | undefined {
	return typeof record === 'object' && record !== null ? lookalikes.get(record) : undefined;
}

/**
 * Finds such records among those of one answer, and remembers them.
 * @returns an ID that several have; undefined where there is none
 */
export function* findLookalikes(
	records: readonly unknown[],
	identify: (record: unknown) => string | undefined,
): Steps<string | undefined> {
	const alike = new Map<string, object[]>();
	for (const record of records) {
		yield;
		const id = identify(record);
		if (id === undefined || typeof record !== 'object' || record === null) continue;
		const known = alike.get(id);
		if (known) known.push(record);
		else alike.set(id, [record]);
	}
	let found: string | undefined;
	for (const [id, several] of alike) {
		yield;
		if (several.length > 1 && (yield* note(several))) found ??= id;
	}
	return found;
}

/** Notes records with one ID as such where they differ. */
function* note(records: readonly object[]): Steps<boolean> {
	const prints = new Map<object, string>();
	for (const record of records) prints.set(record, yield* printSteps(record, sorted));
	if (new Set(prints.values()).size === 1) return false;
	for (const [record, print] of prints) lookalikes.set(record, print);
	return true;
}

/** The ID of a record, where it has one; different records of one answer may share it. */
export function idOf(list: ListSpec, record: unknown): string | undefined {
	if (typeof list.id === 'function') return isRecord(record) ? list.id(record) : undefined;
	const id = list.id === undefined ? undefined : member(record, list.id);
	if (typeof id === 'string') return id;
	return typeof id === 'number' ? String(id) : undefined;
}

/** What identifies a record of a list, where something does. */
export function identify(list: ListSpec, record: unknown): string | undefined {
	const id = idOf(list, record);
	const version = list.keepsLookalikes ? versionOf(record) : undefined;
	return id === undefined || version === undefined ? id : `${id} ${version}`;
}

/** Another answer may have shown only one of several records with one ID: it is among them already. */
export function* withoutVersions(list: ListSpec, records: unknown[]): Steps<unknown[]> {
	const several = new Set<string | undefined>();
	yield* eachStep(records, (record) => {
		if (versionOf(record) !== undefined) several.add(idOf(list, record));
	});
	if (several.size === 0) return records;
	return yield* filterSteps(
		records,
		(record) => versionOf(record) !== undefined || !several.has(idOf(list, record)),
	);
}
