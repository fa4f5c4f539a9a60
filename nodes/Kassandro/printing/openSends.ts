/** What this process has sent and not learned the end of; the next one who sends it looks twice. */
import { dropOldest } from '../../shared/values/bounded';
import { fingerprint } from '../../shared/wire/seal';

/** Kept at most; the oldest is forgotten first. */
const MOST = 1000;

class OpenSends {
	private readonly times = new Map<string, number>();

	begin(lane: string[], now: number): void {
		const key = fingerprint(lane);
		this.times.delete(key);
		this.times.set(key, now);
		dropOldest(this.times, MOST);
	}

	/** It was looked for in vain; what this process has not sent stays unknown to it. */
	refresh(lane: string[], now: number): void {
		if (this.since(lane) !== undefined) this.begin(lane, now);
	}

	end(lane: string[]): void {
		this.times.delete(fingerprint(lane));
	}

	/** When it was sent, or last looked for in vain, in milliseconds; undefined where all is known. */
	since(lane: string[]): number | undefined {
		return this.times.get(fingerprint(lane));
	}
}

export const openSends = new OpenSends();
