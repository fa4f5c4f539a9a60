/** Watches how long nothing was heard of an answer. */
import type { EpochMs, Milliseconds } from '../values/units';
import type { Environment } from './environment';

/** Tells once that nothing was heard for too long; it begins to listen when it is made. */
export class Silence {
	private heardAt: EpochMs;

	/** Fires when it may have been too long; what was heard since then is seen only then. */
	private alarm: AbortSignal;

	/** @param onSilence is called once nothing was heard for `mostMs`, unless `stop` came first */
	constructor(
		private readonly environment: Pick<Environment, 'now' | 'deadline'>,
		private readonly mostMs: Milliseconds,
		private readonly onSilence: () => void,
	) {
		this.heardAt = environment.now();
		this.alarm = this.setAlarm(mostMs);
	}

	/** Something was heard, and so the time begins anew. */
	hear(): void {
		this.heardAt = this.environment.now();
	}

	/** Nobody listens any more. */
	stop(): void {
		this.alarm.removeEventListener('abort', this.check);
	}

	private setAlarm(ms: Milliseconds): AbortSignal {
		const alarm = this.environment.deadline(ms);
		alarm.addEventListener('abort', this.check, { once: true });
		return alarm;
	}

	private readonly check = () => {
		const quietMs = this.environment.now() - this.heardAt;
		if (quietMs >= this.mostMs) return this.onSilence();
		// Never longer than asked for, also where a clock was put back meanwhile.
		this.alarm = this.setAlarm(Math.min(this.mostMs, this.mostMs - quietMs));
	};
}
