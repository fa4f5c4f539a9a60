/** How long records wait for what has to be looked up for them, inside this process. */
import { BoundedMap } from '../../values/bounded';
import type { EpochMs } from '../../values/units';

/** So long, a failure holds records up: most pass. */
const PATIENCE_MS = 60 * 60_000;
/** A failure that was met so long ago says nothing of one now. */
const FORGET_MS = 2 * 24 * 60 * 60_000;
/** Triggers whose failures are kept; the one whose failure is longest ago goes first. */
const MOST_KEYS = 2000;

/** Since when looking things up has failed, for each trigger. */
export class Patience {
	private readonly failing = new BoundedMap<{ since: EpochMs; last: EpochMs }>(MOST_KEYS);

	/**
	 * Notes a failure.
	 * @returns true where records have waited long enough
	 */
	isOver(key: string, now: EpochMs): boolean {
		const known = this.failing.get(key);
		const isOld = known === undefined || Math.abs(now - known.last) > FORGET_MS;
		// After a clock was set back, the hour begins anew.
		const since = isOld ? now : Math.min(now, known.since);
		this.failing.set(key, { since, last: now });
		return now - since >= PATIENCE_MS;
	}

	/** Everything could be looked up. */
	works(key: string): void {
		this.failing.delete(key);
	}
}
