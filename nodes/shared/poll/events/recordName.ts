/** What tells a record of a list from the others, in the triggers' memory. */
import { identify } from '../../run/lookalikes';
import type { ListSpec } from '../../table/list';
import type { Steps } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import { contentFingerprint, contentSteps, fingerprint48, toLetters } from '../hash';

/** Letters of a short name. */
export const SHORT_NAME = 8;

/** Where a record has no id its content is one: better twice after a change than not at all. */
export function recordName(list: ListSpec | undefined, record: unknown): string {
	const known = isRecord(record) ? names.get(record) : undefined;
	return (list && identify(list, record)) ?? known ?? contentFingerprint(record);
}

/** Names that were made of content: it may be long. */
const names = new WeakMap<object, string>();

/** Makes the names of records that have no id, so that they are known when they are asked for. */
export function* nameSteps(list: ListSpec | undefined, records: readonly unknown[]): Steps<void> {
	for (const record of records) {
		yield;
		if (!isRecord(record) || (list && identify(list, record) !== undefined)) continue;
		names.set(record, yield* contentSteps(record));
	}
}

/** The same as {@link SHORT_NAME} letters, which many records may be remembered by. */
export function shortRecordName(list: ListSpec | undefined, record: unknown): string {
	return toLetters(fingerprint48(recordName(list, record)), SHORT_NAME);
}
