/** One poll at a time for each trigger of each workflow, inside this process. */
import { BoundedMap } from '../values/bounded';
import type { EpochMs, Milliseconds } from '../values/units';

/** Triggers whose memory is kept; the one that was noted longest ago goes first. */
const MOST_KEYS = 2000;

/** How long n8n may take to store what a poll noted beside the items that it handed on. */
const STORED_WITHIN_MS = 30_000;

/** A failure that lasts is shown no more often than this while other things work. */
const COMPLAIN_EVERY_MS = 6 * 60 * 60_000;

/** Leave to poll. */
export interface Leave {
	/** False as soon as another poll took over: nothing may be handed on any more. */
	isCurrent: () => boolean;
	/** Makes room for the next poll; nothing happens where another one took over. */
	end: () => void;
}

interface Running {
	/** From then on the poll counts as given up. */
	until: EpochMs;
}

/**
 * n8n's default mode starts a poll when its time has come, whether or not the one before has ended,
 * and both would see the same state and hand on the same records.
 */
export class PollGuard {
	/** As many as there are polls. */
	private readonly running = new Map<string, Running>();

	private readonly resting = new BoundedMap<{ from: EpochMs; until: EpochMs }>(MOST_KEYS);

	private readonly beginnings = new BoundedMap<EpochMs>(MOST_KEYS);

	private readonly handed = new BoundedMap<{ count: number; at: EpochMs }>(MOST_KEYS);

	private readonly complaints = new BoundedMap<{ at: EpochMs; owes: boolean }>(MOST_KEYS);

	/**
	 * Asks for leave to poll.
	 * @param key workflow and node
	 * @param mostMs how long the poll may take; after that, the next one takes over
	 * @returns undefined while another poll runs, or the vendor wants to be left alone
	 */
	enter(key: string, now: EpochMs, mostMs: Milliseconds): Leave | undefined {
		const rest = this.resting.get(key);
		// A clock that was set back mustn't make the rest longer.
		if (rest && now >= rest.from && now < rest.until) return undefined;
		const other = this.running.get(key);
		if (other && now < other.until) return undefined;
		this.resting.delete(key);
		const own: Running = { until: now + mostMs };
		this.running.set(key, own);
		const isCurrent = () => this.running.get(key) === own;
		return {
			isCurrent,
			end: () => {
				if (isCurrent()) this.running.delete(key);
			},
		};
	}

	/** No poll for so many milliseconds from now on. */
	rest(key: string, now: EpochMs, ms: Milliseconds): void {
		this.resting.set(key, { from: now, until: now + ms });
	}

	/**
	 * True for a state from before the last items were handed on. n8n's durable mode reads the state
	 * before it starts a poll, and stores it after the poll has ended: a poll that begins meanwhile would
	 * hand the same items on again. Should n8n have dropped those items, their state never comes: after
	 * half a minute the older one counts.
	 * @param count how often items were handed on, by the state
	 */
	isBehind(key: string, count: number, now: EpochMs): boolean {
		const last = this.handed.get(key);
		if (last === undefined || count >= last.count) return false;
		// A clock that was set back tells nothing.
		const age = now - last.at;
		return age >= 0 && age < STORED_WITHIN_MS;
	}

	/** Items are handed on, for the `count`th time. */
	handOn(key: string, count: number, now: EpochMs): void {
		this.handed.set(key, { count, at: now });
		const last = this.complaints.get(key);
		if (last) last.owes = false;
	}

	/**
	 * Asks whether a poll may fail although it has items or other lists work, so that people see what
	 * doesn't work. The items wait for the next poll then, which has to hand them on first.
	 * @param owes whether there are items that wait
	 */
	complains(key: string, now: EpochMs, owes: boolean): boolean {
		const last = this.complaints.get(key);
		const isRecent = last !== undefined && Math.abs(now - last.at) < COMPLAIN_EVERY_MS;
		if (isRecent || last?.owes) return false;
		this.complaints.set(key, { at: now, owes });
		return true;
	}

	/**
	 * Since when a trigger has been watched: its activation, or else its
	 * first poll in this process. n8n's durable mode doesn't keep what the activation's poll noted:
	 * records that come before the next poll aren't missed nevertheless.
	 * @param now what counts where this process knows nothing of the trigger
	 */
	since(key: string, now: EpochMs, activation: boolean): EpochMs {
		const known = this.beginnings.get(key);
		if (known !== undefined && !activation) return known;
		this.beginnings.set(key, now);
		return now;
	}

	/** From now on the trigger's own state tells since when. */
	begun(key: string): void {
		this.beginnings.delete(key);
	}
}
