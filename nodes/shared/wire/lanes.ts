/** One at a time: work under the same name waits until its lane is free, inside this process. */
import { AbortError } from './environment';
import { orLeave } from './leave';
import { limiter } from './limiter';
import type { Limiter } from './limiter';

/** The lanes of this process, by name; one that nobody uses is forgotten. */
export class Lanes {
	static readonly shared = 'lanes 1';

	private readonly lanes = new Map<string, { limit: Limiter; users: number }>();

	/**
	 * Does work while no other work of the same name runs; in the order of asking.
	 * @throws AbortError as soon as the execution is cancelled before the lane was free; else what `work`
	 * throws
	 */
	async alone<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		if (signal?.aborted) throw new AbortError();
		const lane = this.lanes.get(name) ?? { limit: limiter(1), users: 0 };
		this.lanes.set(name, lane);
		lane.users += 1;
		let hasBegun = false;
		const done = lane
			.limit(async () => {
				if (signal?.aborted) throw new AbortError();
				hasBegun = true;
				return await work();
			})
			.finally(() => {
				lane.users -= 1;
				if (lane.users === 0) this.lanes.delete(name);
			});
		if (!signal) return await done;
		// Work that has begun sees to its own end.
		return await orLeave(done, signal, () => (hasBegun ? undefined : new AbortError()));
	}
}
