/** Work that has an end: when it is cancelled, or takes too long, nobody waits for it any more. */
import { AbortError } from './environment';
import type { Environment } from './environment';
import { orLeave } from './leave';
import type { Milliseconds } from '../values/units';

/** An answer that didn't end in time; nothing is wrong with the connection. */
export class EndlessError extends Error {
	constructor(readonly afterMs: Milliseconds) {
		super(`It had not ended after ${Math.round(afterMs / 1000)} seconds.`);
	}
}

/** Nothing was heard for too long. */
export class SilenceError extends Error {
	/** As an HTTP client names it. */
	readonly code = 'ETIMEDOUT';
}

/**
 * Waits for work, or leaves as soon as a signal fires; what becomes of the work then is nobody's
 * concern.
 * @throws the signal's reason, or what the work threw
 */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	try {
		return await orLeave(work, signal, () => reasonOf(signal));
	} catch (error) {
		// Clients that heed the signal have an error of their own for it.
		throw signal.aborted ? reasonOf(signal) : error;
	}
}

function reasonOf({ reason }: AbortSignal): Error {
	return reason instanceof EndlessError || reason instanceof SilenceError
		? reason
		: new AbortError();
}

/** One piece of work with its own signal, which fires at the work's end at the latest. */
export class Ending {
	private readonly controller = new AbortController();

	private readonly late: AbortSignal;

	/**
	 * @param mostMs how long the work may take
	 * @param cancelled fires when it isn't wanted any more
	 */
	constructor(
		environment: Environment,
		private readonly mostMs: Milliseconds,
		private readonly cancelled?: AbortSignal,
	) {
		this.late = environment.deadline(mostMs);
		this.late.addEventListener('abort', this.onLate, { once: true });
		cancelled?.addEventListener('abort', this.onCancelled, { once: true });
		if (cancelled?.aborted) this.onCancelled();
	}

	/** Fires when the work is to be dropped, and when it is over: what is left of it goes then. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/**
	 * Waits for the work, or for its end.
	 * @throws AbortError when it was cancelled, EndlessError when it took too long
	 */
	async wait<T>(work: Promise<T>): Promise<T> {
		return await orAborted(work, this.signal);
	}

	/** The work is over; connections that are still open are closed. */
	close(): void {
		this.late.removeEventListener('abort', this.onLate);
		this.cancelled?.removeEventListener('abort', this.onCancelled);
		this.controller.abort(new AbortError());
	}

	private readonly onLate = () => this.controller.abort(new EndlessError(this.mostMs));

	private readonly onCancelled = () => this.controller.abort(new AbortError());
}
