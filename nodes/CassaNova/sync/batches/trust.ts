/** Whether an account's batches are trusted: learnt from what became of one record. */
import { Learnt } from '../../../shared/run/learnt';
import type { Call } from '../../../shared/table/types';
import type { Milliseconds } from '../../../shared/values/units';
import type { BatchKind } from '../../records/batchAnswer';

/** Records that a batch holds at most; how many it may hold no document tells. */
export const MOST_IN_BATCH = 50;

/** So few with one request aren't worth looking at them before and after. */
export const LEAST_IN_BATCH = 4;

/** An account may get another generation of the API. */
const NO_FOR: Milliseconds = 24 * 60 * 60_000;

const nameOf = (route: string, kind: BatchKind) => `batches ${route} ${kind}`;

/**
 * How many records a batch may hold.
 * @returns 0 where there are no batches to trust; undefined where nobody has tried
 */
export function trustedSize(call: Call, route: string, kind: BatchKind): number | undefined {
	const [word, number = 0] = (
		call.memory.of(Learnt).get(call, nameOf(route, kind)) ?? 'unknown'
	).split(' ');
	if (word === 'most') return Number(number);
	return word === 'no' && call.now() < Number(number) ? 0 : undefined;
}

/** Notes that batches of so many records do what they say; too few aren't worth it. */
export function trustBatches(call: Call, route: string, kind: BatchKind, most: number): void {
	if (most < LEAST_IN_BATCH) distrustBatches(call, route, kind);
	else call.memory.of(Learnt).set(call, nameOf(route, kind), `most ${most}`);
}

/** Notes that there are no batches to trust, for a day. */
export function distrustBatches(call: Call, route: string, kind: BatchKind): void {
	call.memory.of(Learnt).set(call, nameOf(route, kind), `no ${call.now() + NO_FOR}`);
}
