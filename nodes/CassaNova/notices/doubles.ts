/** Notices that come again: CassaNova sends one up to three more times until it is answered. */
import { createHash } from 'crypto';
import { BoundedMap } from '../../shared/values/bounded';
import type { EpochMs, Milliseconds } from '../../shared/values/units';

/** Notices of all triggers that are remembered; the one that came longest ago goes first. */
const MOST = 20_000;

/** What tells a notice from all others: its trigger, its operation and the bytes of its body. */
export function noticeKey(trigger: readonly unknown[], operation: string, body: Buffer): string {
	return createHash('sha256')
		.update(JSON.stringify([...trigger, operation]))
		.update(body)
		.digest('base64');
}

/**
 * When each notice came. It is no part of the workflow's static data: n8n stores that as a whole, and
 * what a polling trigger of the same workflow has noted meanwhile would be undone.
 */
export class Doubles {
	private readonly seen = new BoundedMap<EpochMs>(MOST);

	/**
	 * Notes a notice, unless it is a double: a real change that brings the same body again, later than
	 * the window, isn't one.
	 * @param windowMs how long the same notice counts as a double; 0 for never
	 * @returns true for a double
	 */
	isDouble(key: string, now: EpochMs, windowMs: Milliseconds): boolean {
		const at = this.seen.get(key);
		// After a clock was set back nothing is known.
		if (at !== undefined && now >= at && now - at < windowMs) return true;
		this.seen.set(key, now);
		return false;
	}

	/** The notice wasn't handed on after all: when it comes again, it counts. */
	forget(key: string): void {
		this.seen.delete(key);
	}
}
