/** Work of several items on one record: each sees what the one before has done. */
import type { Call } from '../../shared/table/types';

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
