/** Work of several items on one record: each sees what the one before has done. */
import { oneAtATime } from '../../shared/once/aloneInN8n';
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

/** The lane of whoever reads lists of a record, such as its prices, and sends them back changed. */
export const listsLane = (call: Call): string[] => ['CassaNova lists', accountOf(call)];

/**
 * Does work that reads and then writes while no other execution does so, in any process of this n8n. Of many
 * items it is done side by side: the lists that they look into are read before, and waiting would not help.
 * @param lane what work is told apart by within this process
 * @throws AbortError where the execution is canceled while it waits; else what the work throws
 */
export async function aloneUnlessMany<T>(
	call: ActionCall,
	lane: string[],
	work: () => Promise<T>,
): Promise<T> {
	return isMany(call) ? await work() : await oneAtATime(call, lane, work);
}
