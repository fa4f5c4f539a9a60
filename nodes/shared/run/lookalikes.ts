/** Different records with one ID in one answer: nothing tells which of them is right. */
import type { Steps } from '../values/inTurns';
import { printSteps } from '../values/print';
import { sorted } from '../values/sorted';

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
