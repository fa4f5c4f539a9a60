/** Keeps calls below a vendor's limit: bursts pass at once, then calls wait for their turn. */
import type { Environment } from './environment';
import type { EpochMs, Milliseconds } from '../values/units';

interface Lane {
	/** Times at which the latest calls started or will start, oldest first. */
	starts: EpochMs[];
}

/** The vendor's limit is used up for longer than the caller can wait. */
export class PaceError extends Error {
	/** @param waitMs after so long there is a turn */
	constructor(readonly waitMs: Milliseconds) {
		super();
	}
}

/** Calls per rolling period, for each key (account and API). */
export class Pacer {
	private readonly lanes = new Map<string, Lane>();

	/**
	 * Resolves when a call may start; in the order of asking.
	 * @param limit calls allowed in any span of `perMs`
	 * @param mostWaitMs who would have to wait longer doesn't queue
	 * @param beforeWait is told how long the wait is going to be
	 * @throws AbortError when the execution is cancelled while waiting; PaceError when it takes too long
	 */
	async turn(
		key: string,
		limit: { calls: number; perMs: Milliseconds },
		environment: Environment,
		signal?: AbortSignal,
		mostWaitMs: Milliseconds = Infinity,
		beforeWait: (ms: Milliseconds) => void = () => {},
	): Promise<void> {
		const now = environment.now();
		const lane = this.lane(key, now - limit.perMs);
		lane.starts = lane.starts.filter((start) => start > now - limit.perMs);
		const index = lane.starts.length - limit.calls;
		const blocking = index >= 0 ? lane.starts[index] : undefined;
		const start = blocking === undefined ? now : Math.max(now, blocking + limit.perMs);
		if (start - now > mostWaitMs) throw new PaceError(start - now);
		lane.starts.push(start);
		if (start <= now) return;
		beforeWait(start - now);
		await environment.sleep(start - now, signal).catch((error: unknown) => {
			// Who doesn't go leaves the turn to others.
			const place = lane.starts.lastIndexOf(start);
			if (place >= 0) lane.starts.splice(place, 1);
			throw error;
		});
	}

	private lane(key: string, idleBefore: EpochMs): Lane {
		const known = this.lanes.get(key);
		if (known) return known;
		for (const [other, { starts }] of this.lanes) {
			if ((starts.at(-1) ?? 0) <= idleBefore) this.lanes.delete(other);
		}
		const lane: Lane = { starts: [] };
		this.lanes.set(key, lane);
		return lane;
	}
}
