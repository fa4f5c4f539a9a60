/** Runs rows in a process beside this one, with little memory: n8n's end is seen, and isn't the test's. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { SandboxReady } from '../../sandbox/ready.ts';
import type { Patience, Runner } from './matrix.mts';
import type { Days, Outcome } from './rows.mts';

/** What n8n has to do with, in megabytes. */
const HEAP_MB = 512;

/** A row to be run. */
export interface Wish {
	row: string;
	days: Days;
	origin: string;
	ready: SandboxReady;
	patience?: Patience;
}

/** `befriend` asks for a friend in place of the enemy; then the row goes on. */
export type Word = { outcome: Outcome } | { thrown: string } | { befriend: true };

/** Makes a runner whose process begins with the first row, and anew after each end. */
export function runApart(days: Days): Runner & { stop: () => void } {
	let child: ChildProcess | undefined;
	let patience: Patience | undefined;
	const begin = (): ChildProcess => {
		const started = fork(join(import.meta.dirname, 'apartRunner.mts'), {
			execArgv: [`--max-old-space-size=${HEAP_MB}`],
			// Where memory runs out, it says so at length.
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		started.once('exit', () => leave(started));
		return started;
	};
	// A row that is given up doesn't wait for its process to end, and the next one begins its own.
	const leave = (one: ChildProcess): void => {
		if (child === one) child = undefined;
	};
	return {
		atOnce: 1,
		hurry: (wanted) => {
			patience = wanted;
		},
		run: async ({ name }, { origin, ready, befriend, signal }) => {
			const running = (child ??= begin());
			return await new Promise<Outcome>((resolve, reject) => {
				const giveUp = () => {
					leave(running);
					running.kill('SIGKILL');
				};
				const end = (settle: () => void) => {
					running.removeAllListeners('message').off('exit', onExit);
					signal.removeEventListener('abort', giveUp);
					settle();
				};
				const onExit = (code: number | null, signal: string | null) =>
					end(() => reject(new Error(`n8n's process ended (${code ?? signal})`)));
				signal.addEventListener('abort', giveUp);
				running.on('exit', onExit);
				running.on('message', (word: Word) => {
					if ('befriend' in word) {
						void Promise.resolve(befriend()).then(() => running.send('go on'));
					} else if ('outcome' in word) end(() => resolve(word.outcome));
					else end(() => reject(new Error(word.thrown)));
				});
				running.send({ row: name, days, origin, ready, patience } satisfies Wish);
			});
		},
		stop: () => void child?.kill('SIGKILL'),
	};
}
