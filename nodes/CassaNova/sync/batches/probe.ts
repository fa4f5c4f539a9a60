/** Learns from single records what an account makes of a batch. */
import type { BatchKind } from '../../records/batchAnswer';
import type { BatchRow } from './rows';
import type { BatchTools } from './tools';
import { distrustBatches, trustBatches } from './trust';

/**
 * What a batch came to: all is there, nothing else has changed; refused, where each record by itself was taken, or
 * was refused as well; something else; or it didn't go out.
 */
export type BatchOutcome = 'exact' | 'other' | 'refused' | 'rowRefused' | 'unsent';

/** Records that are tried one after the other, where CassaNova refuses the record itself. */
const MOST_PROBES = 3;

/**
 * Sends batches of one record until one of them shows whether they are to be trusted, and notes what it has shown.
 * @param probes records to take, the first one first
 * @param most how many a batch may hold then
 * @param send takes the record, and sends it
 */
export async function learnBy(
	{ call, spec, tally }: BatchTools,
	kind: BatchKind,
	probes: BatchRow[],
	most: number,
	send: (probe: BatchRow) => Promise<BatchOutcome>,
): Promise<boolean> {
	for (const probe of probes.slice(0, MOST_PROBES)) {
		const outcome = await send(probe);
		if (outcome === 'exact') {
			trustBatches(call, spec.batch, kind, most);
			return true;
		}
		if (outcome === 'unsent' || tally.isOver) return false;
		if (outcome !== 'rowRefused') {
			distrustBatches(call, spec.batch, kind);
			return false;
		}
	}
	return false;
}
