/** A clock that stands still until it is told to go on, so that no test waits. */
import { AbortError } from '../../../nodes/shared/wire/environment';
import type { Environment } from '../../../nodes/shared/wire/environment';

interface Sleeper {
	at: number;
	wake: () => void;
	fail: (error: Error) => void;
}

/** For work whose turns don't matter. */
export const untimed = { now: () => 0, turn: async () => await Promise.resolve() };

/** Lets everything run that waits for promises only. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** Time passes only in `run`: to the next sleeper's end, again and again. */
export class Clock implements Environment {
	private sleepers: Sleeper[] = [];

	private deadlines: Array<{ at: number; controller: AbortController }> = [];

	/** Every sleep that was asked for, in milliseconds. */
	readonly slept: number[] = [];

	constructor(
		private time = Date.UTC(2026, 2, 5, 12),
		readonly random: () => number = () => 0.5,
	) {}

	now = () => this.time;

	turn = async () => await Promise.resolve();

	sleep = async (ms: number, signal?: AbortSignal) => {
		this.slept.push(ms);
		if (signal?.aborted) throw new AbortError();
		await new Promise<void>((wake, fail) => {
			const sleeper = { at: this.time + ms, wake, fail };
			this.sleepers.push(sleeper);
			signal?.addEventListener('abort', () => {
				this.sleepers = this.sleepers.filter((other) => other !== sleeper);
				fail(new AbortError());
			});
		});
	};

	deadline = (ms: number) => {
		const controller = new AbortController();
		this.deadlines.push({ at: this.time + ms, controller });
		return controller.signal;
	};

	advance(ms: number): void {
		this.time += ms;
		this.expire();
	}

	/** Nobody sleeps for a deadline: it fires when time has passed it. */
	private expire(): void {
		const due = this.deadlines.filter(({ at }) => at <= this.time);
		this.deadlines = this.deadlines.filter(({ at }) => at > this.time);
		for (const { controller } of due) controller.abort();
	}

	/** Wakes one sleeper after the other, until nobody sleeps. */
	async run(): Promise<void> {
		await settle();
		while (this.sleepers.length > 0) {
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			this.time = Math.max(this.time, next?.at ?? 0);
			this.expire();
			next?.wake();
			await settle();
		}
	}
}

/** A clock whose sleeps end at once; time passes all the same. */
export function hurried(random: () => number = () => 0.5): Environment & { slept: number[] } {
	let time = Date.UTC(2026, 2, 5, 12);
	const slept: number[] = [];
	return {
		slept,
		now: () => time,
		sleep: async (ms, signal) => {
			slept.push(ms);
			if (signal?.aborted) throw new AbortError();
			time += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => await Promise.resolve(),
		random,
	};
}
