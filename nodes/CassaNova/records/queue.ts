/** Work of several items on one record: each sees what the one before has done. */
import { besideRuns, holdUntilEnd } from '../../shared/once/wholeRuns';
import type { ActionCall, Call } from '../../shared/table/types';
import { accountOf } from '../../shared/wire/account';

/** With more items than this, a list takes fewer requests than asking for each. */
const MOST_ASKED = 20;

/** Whether there are so many items that lists are read whole. */
export const isMany = (call: ActionCall): boolean => call.host.getInputData().length > MOST_ASKED;

/**
 * Does work after all earlier work of the execution on the same record, whatever became of that.
 * @param kind what queues are kept apart by, e.g. the route of the list
 * @param key tells the record
 * @throws what the work throws
 */
export async function inQueue<T>(
	call: Call,
	kind: string,
	key: string,
	work: () => Promise<T>,
): Promise<T> {
	const queues = await call.once(
		`queues ${kind}`,
		async () => await Promise.resolve(new Map<string, Promise<unknown>>()),
	);
	const before = queues.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	queues.set(key, mine);
	return await mine;
}

/** What whoever reads lists of a record, such as its prices, and sends them back changed works with. */
export const recordLists = (call: Call): string[] => ['CassaNova lists', accountOf(call)];

/**
 * Does work that reads and then writes while no other execution does so with the same, in any process of
 * this n8n. Of many items, it is the whole run that nobody else works beside: the lists that they look into
 * are read once, before the first of them.
 * @param records what is worked with, e.g. the route of a list, and the account
 * @param own which of them
 * @throws AbortError where the execution is canceled while it waits; else what the work throws
 */
export async function apartFromOthers<T>(
	call: ActionCall,
	records: string[],
	own: string,
	work: () => Promise<T>,
): Promise<T> {
	if (!isMany(call)) return await besideRuns(call, records, own, work);
	await holdUntilEnd(call, records);
	return await work();
}
