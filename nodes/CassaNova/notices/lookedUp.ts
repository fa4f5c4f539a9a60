/** What notices look up beside their record, such as the names of shops: kept for a minute, not read for each. */
import { newShared } from '../../shared/run/call';
import type { Shared } from '../../shared/run/call';
import { BoundedMap } from '../../shared/values/bounded';
import type { EpochMs, Milliseconds } from '../../shared/values/units';

/** What was read so long ago is read again. */
const FRESH_MS: Milliseconds = 60_000;
/** Triggers whose look-ups are kept. */
const MOST = 50;

/** The values that the notices of a trigger share. */
export class LookedUp {
	private readonly kept = new BoundedMap<{ shared: Shared; since: EpochMs }>(MOST);

	/**
	 * @param key the trigger
	 * @returns what its notices of the last minute have looked up, or room for it
	 */
	of(key: string, now: EpochMs): Shared {
		const known = this.kept.get(key);
		if (known && now >= known.since && now - known.since < FRESH_MS) return known.shared;
		const made = { shared: newShared(), since: now };
		this.kept.set(key, made);
		return made.shared;
	}

	/** Something may have been too old: all of it is read anew. */
	forget(key: string): void {
		this.kept.delete(key);
	}
}
