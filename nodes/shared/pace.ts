/** Keeps calls below a vendor's limit: bursts pass at once, then calls wait for their turn. */
import type { Environment } from './environment';

interface Lane {
	/** Times at which the latest calls started or will start, oldest first. */
	starts: number[];
}

/** Calls per rolling period, for each key (account and API). */
export class Pacer {
	private readonly lanes = new Map<string, Lane>();

	/**
	 * Resolves when a call may start; in the order of asking.
	 * @param limit calls allowed in any `perMs` milliseconds
	 * @throws AbortError when the execution is cancelled while waiting
	 */
	async turn(
		key: string,
		limit: { calls: number; perMs: number },
		environment: Environment,
		signal?: AbortSignal,
	): Promise<void> {
		const lane = this.lane(key);
		const now = environment.now();
		lane.starts = lane.starts.filter((start) => start > now - limit.perMs);
		const index = lane.starts.length - limit.calls;
		const blocking = index >= 0 ? lane.starts[index] : undefined;
		const start = blocking === undefined ? now : Math.max(now, blocking + limit.perMs);
		lane.starts.push(start);
		if (start > now) await environment.sleep(start - now, signal);
	}

	private lane(key: string): Lane {
		const known = this.lanes.get(key);
		if (known) return known;
		const lane: Lane = { starts: [] };
		this.lanes.set(key, lane);
		return lane;
	}
}
