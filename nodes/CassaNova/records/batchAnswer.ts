/** What CassaNova answers to a batch (newer generations of the API, Batch writes). */
import type { IDataObject } from 'n8n-workflow';
import { listOf, member, recordsIn } from '../../shared/values/records';

/** What a batch does with its records. */
export type BatchKind = 'create' | 'update';

/**
 * What the answer to a batch says of its records, an entry for each.
 *
 * Assumption: `batchResponse` lists them under `createDetails` and `updateDetails` (one program), or under
 * `create` and `update` (another).
 */
export function batchEntries(answer: unknown, kind: BatchKind): IDataObject[] {
	const response = member(answer, 'batchResponse') ?? answer;
	return recordsIn(listOf(member(response, `${kind}Details`)) ?? member(response, kind));
}
