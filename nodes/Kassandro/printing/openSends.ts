/** What this process has sent and not learned the end of; the next one who sends it looks twice. */
import { BoundedMap } from '../../shared/values/bounded';
import { fingerprint } from '../../shared/wire/seal';

/** Kept at most; the oldest is forgotten first. */
const MOST = 1000;

/** The part of the process's memory that holds them. */
export class OpenSends {
	static readonly shared = 'open sends 1';

	private readonly times = new BoundedMap<number>(MOST);

	begin(lane: string[], now: number): void {
		this.times.set(fingerprint(lane), now);
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
