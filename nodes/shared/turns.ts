/** One at a time: work under the same name waits for its turn, inside this process. */
import pLimit from 'p-limit';
import type { Limit } from 'p-limit';
import { AbortError } from './environment';

export class Turns {
	private readonly lanes = new Map<string, { limit: Limit; users: number }>();

	/**
	 * Does work while no other work of the same name runs; in the order of asking.
	 * @throws AbortError when the execution was cancelled before its turn came; else what `work` throws
	 */
	async alone<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		const lane = this.lanes.get(name) ?? { limit: pLimit(1), users: 0 };
		this.lanes.set(name, lane);
		lane.users += 1;
		try {
			return await lane.limit(async () => {
				if (signal?.aborted) throw new AbortError();
				return await work();
			});
		} finally {
			lane.users -= 1;
			if (lane.users === 0) this.lanes.delete(name);
		}
	}
}
