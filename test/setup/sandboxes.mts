/**
 * Sandboxes for a worker's test files, each with ports and a state of its own, all in one process
 * beside the worker: starting a process for each file took a fifth of the time of all tests.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { SandboxReady } from '../../sandbox/ready.ts';

/** What a sandbox can be started with. */
export interface SandboxStart {
	seed?: number;
	aheadMs?: number;
}

/** With `start` the sandbox of this number is started, otherwise it is ended. */
export interface Wish {
	id: number;
	start?: SandboxStart;
}

export interface Answer {
	id: number;
	ready?: SandboxReady;
	error?: string;
}

export interface HostedSandbox {
	ready: SandboxReady;
	/** Closes its ports; resolves when they are closed. */
	stop(): Promise<void>;
}

interface Waiting {
	resolve(answer: Answer): void;
	reject(error: Error): void;
}

let host: ChildProcess | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/** The process, started with the first sandbox; it lives as long as this one. */
function theHost(): ChildProcess {
	if (host) return host;
	const child = fork(join(import.meta.dirname, 'sandboxHost.mts'), { execArgv: [] });
	child.on('message', (answer: Answer) => {
		const { resolve, reject } = waiting.get(answer.id)!;
		waiting.delete(answer.id);
		if (answer.error === undefined) resolve(answer);
		else reject(new Error(answer.error));
	});
	child.on('exit', (code) => {
		host = undefined;
		for (const { reject } of waiting.values()) {
			reject(new Error(`The process with the sandboxes ended (code ${code})`));
		}
		waiting.clear();
	});
	// Jest ends a worker that has nothing left to do.
	child.unref();
	child.channel?.unref();
	host = child;
	return child;
}

async function ask(wish: Wish): Promise<Answer> {
	const child = theHost();
	child.channel?.ref();
	try {
		return await new Promise<Answer>((resolve, reject) => {
			waiting.set(wish.id, { resolve, reject });
			child.send(wish);
		});
	} finally {
		if (waiting.size === 0) child.channel?.unref();
	}
}

/**
 * Starts a sandbox of the caller's own.
 * @throws what kept it from starting, or that the process ended
 */
export async function hostSandbox(start: SandboxStart): Promise<HostedSandbox> {
	last += 1;
	const id = last;
	const { ready } = await ask({ id, start });
	return { ready: ready!, stop: async () => void (await ask({ id })) };
}
