/** Keeps calls below a vendor's limit: bursts pass at once, then calls wait for a slot. */
import type { Environment } from './environment';
import type { EpochMs, Milliseconds } from '../values/units';

interface Calls {
	/** Times at which the latest calls started or will start, oldest first. */
	starts: EpochMs[];
}

/** The vendor's limit is used up for longer than the caller can wait. */
export class PaceError extends Error {
	/** @param waitMs after so long there is a slot */
	constructor(readonly waitMs: Milliseconds) {
		super();
	}
}

/** Calls per rolling period, for each key (account and API). */
export class Pacer {
	static readonly shared = 'pace 1';

	private readonly calls = new Map<string, Calls>();

	/**
	 * Resolves when a call may start; in the order of asking.
	 * @param limit calls allowed in any span of `perMs`
	 * @param mostWaitMs who would have to wait longer doesn't queue
	 * @param beforeWait is told how long the wait is going to be
	 * @throws AbortError when the execution is cancelled while waiting; PaceError when it takes too long
	 */
	async slot(
		key: string,
		limit: { calls: number; perMs: Milliseconds },
		environment: Environment,
		signal?: AbortSignal,
		mostWaitMs: Milliseconds = Infinity,
		beforeWait: (ms: Milliseconds) => void = () => {},
	): Promise<void> {
		const now = environment.now();
		const calls = this.callsOf(key, now - limit.perMs);
		calls.starts = calls.starts.filter((start) => start > now - limit.perMs);
		const index = calls.starts.length - limit.calls;
		const blocking = index >= 0 ? calls.starts[index] : undefined;
		const start = blocking === undefined ? now : Math.max(now, blocking + limit.perMs);
		if (start - now > mostWaitMs) throw new PaceError(start - now);
		calls.starts.push(start);
		if (start <= now) return;
		beforeWait(start - now);
		await environment.sleep(start - now, signal).catch((error: unknown) => {
			// Who doesn't go leaves the slot to others.
			const place = calls.starts.lastIndexOf(start);
			if (place >= 0) calls.starts.splice(place, 1);
			throw error;
		});
	}

	private callsOf(key: string, idleBefore: EpochMs): Calls {
		const known = this.calls.get(key);
		if (known) return known;
		for (const [other, { starts }] of this.calls) {
			if ((starts.at(-1) ?? 0) <= idleBefore) this.calls.delete(other);
		}
		const made: Calls = { starts: [] };
		this.calls.set(key, made);
		return made;
	}
}
