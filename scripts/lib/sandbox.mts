// Starts the sandbox (the three systems on localhost) as a child process and waits until it answers.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot, root } from './paths.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';

export interface SandboxOptions {
	/** Arguments for sandbox/main.mts, such as `--seed`. */
	args?: string[];
	env?: Record<string, string>;
}

export interface RunningSandbox {
	ready: SandboxReady;
	/** Ends the process; resolves when it is gone. */
	stop(): Promise<void>;
}

/**
 * Starts a sandbox of the caller's own.
 * @throws when the process ends, or stays silent for two minutes, before it prints its ready line;
 *   the message holds what it wrote to stderr.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
	// Its stdin stays open as long as this process lives: a Jest worker that is killed can't end it.
	const args = [inRoot('sandbox', 'main.mts'), '--die-with-parent', ...(options.args ?? [])];
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { ...process.env, ...options.env },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const killOnExit = () => child.kill('SIGTERM');
	process.once('exit', killOnExit);
	const stop = async () => {
		process.off('exit', killOnExit);
		child.kill('SIGTERM');
		await gone;
	};
	let stderr = '';
	child.stderr.on('data', (chunk: Buffer) => {
		stderr = `${stderr}${chunk.toString('utf8')}`.slice(-4000);
	});
	try {
		const ready = await new Promise<SandboxReady>((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new Error(`The sandbox was silent for 120 s. ${stderr}`)),
				120_000,
			);
			void gone.then(() => reject(new Error(`The sandbox ended before it was ready. ${stderr}`)));
			createInterface({ input: child.stdout }).on('line', (line) => {
				if (!line.startsWith('{"ready":true')) return;
				clearTimeout(timer);
				resolve(JSON.parse(line) as SandboxReady);
			});
			void gone.finally(() => clearTimeout(timer));
		});
		return { ready, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
