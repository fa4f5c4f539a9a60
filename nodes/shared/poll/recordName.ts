/** What tells a record of a list from the others, in the triggers' memory. */
import { identify } from '../run';
import type { ListSpec } from '../types';
import { contentFingerprint, fingerprint48, toLetters } from './hash';

/** Letters of a short name. */
export const SHORT_NAME = 8;

/** Where a record has no id its content is one: better twice after a change than not at all. */
export function recordName(list: ListSpec | undefined, record: unknown): string {
	return (list && identify(list, record)) ?? contentFingerprint(record);
}

/** The same as {@link SHORT_NAME} letters, which many records may be remembered by. */
export function shortRecordName(list: ListSpec | undefined, record: unknown): string {
	return toLetters(fingerprint48(recordName(list, record)), SHORT_NAME);
}
