/** What the operations of accounting have in common: what the panel says, and hints. */
import type { Call } from '../../table/types';
import { readMapping } from '../panel/mapping';
import { readClock, readPeriod } from '../panel/period';
import type { Wanted } from '../source';

/**
 * What the panel says, checked; nothing was sent yet.
 * @throws InputError for a period that can't be meant
 */
export function readWanted({ input, now }: Pick<Call, 'input' | 'now'>): Wanted {
	return {
		period: readPeriod(input, now()),
		clock: readClock(input),
		mapping: readMapping(input),
	};
}

/** Tells the user what isn't right, one hint for each sentence. */
export function tell(call: Pick<Call, 'hint'>, problems: readonly string[]): void {
	for (const problem of problems) call.hint(problem);
}
