/** Clock, sleep and randomness in one place, so that tests don't wait. */
import { sleep } from 'n8n-workflow';
import { orLeave } from './leave';
import type { EpochMs, Milliseconds } from '../values/units';

/** The world around a process: its clock, and turns for others. */
export interface Environment {
	/** The clock. */
	now: () => EpochMs;
	/** Resolves after `ms`, or rejects with an `AbortError` as soon as the signal fires. */
	sleep: (ms: Milliseconds, signal?: AbortSignal) => Promise<void>;
	/** A signal that fires after `ms`; it keeps nothing alive that waits for nothing else. */
	deadline: (ms: Milliseconds) => AbortSignal;
	/**
	 * Lets everything else in this process run, and then whoever waited longest: work that takes long is
	 * done in parts, and only one of them between two turns, however many work.
	 */
	turn: () => Promise<void>;
	/** A number from 0 (included) to 1. */
	random: () => number;
}

/** Somebody has stopped the execution: the only error that may say "canceled" (`asFailure` in errors.ts). */
export const EXECUTION_CANCELED = 'the execution was canceled';

/** Thrown by `sleep` when the execution was cancelled meanwhile. */
export class AbortError extends Error {
	constructor() {
		super('The execution was canceled.');
		this.name = 'AbortError';
	}
}

async function sleepOrAbort(ms: Milliseconds, signal?: AbortSignal): Promise<void> {
	if (signal === undefined) return await sleep(ms);
	if (signal.aborted) throw new AbortError();
	await orLeave(sleep(ms), signal, () => new AbortError());
}

function turns(): Environment['turn'] {
	let last = Promise.resolve();
	return async () => {
		last = last.then(async () => await sleep(0));
		await last;
	};
}

/** The real one. */
export const systemEnvironment: Environment = {
	now: () => Date.now(),
	sleep: sleepOrAbort,
	deadline: (ms) => AbortSignal.timeout(ms),
	turn: turns(),
	random: () => Math.random(),
};
