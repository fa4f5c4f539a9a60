// Runs `scripts/bench/answers.mts` in a process with a small heap, and gives what it measured.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mts';

/** Megabytes: what a small n8n has. */
export const HEAP_MB = 512;

/** An answer that was read, or refused. */
export interface ReadAnswer {
	name: string;
	/** The longest that the event loop was late, by `perf_hooks`, in milliseconds. */
	longestMs: number;
	/** The longest that the thread computed between two of its turns. */
	computedMs: number;
	seconds: number;
	outcome: string;
	/** Whether the outcome is what it must be. */
	fits: boolean;
	/** True where the heap is nearly full, so that collecting it takes long. */
	isTight: boolean;
}

/**
 * @param tell is given each line as soon as it is there
 * @returns what was read until the process ended, and how that ended
 */
export async function readLargeAnswers(
	tell: (read: ReadAnswer) => void,
): Promise<{ reads: ReadAnswer[]; code: number | null }> {
	const reads: ReadAnswer[] = [];
	const child = spawn(
		process.execPath,
		[`--max-old-space-size=${HEAP_MB}`, inRoot('scripts', 'bench', 'answers.mts')],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	for await (const line of createInterface({ input: child.stdout })) {
		const read = JSON.parse(line) as ReadAnswer;
		reads.push(read);
		tell(read);
	}
	return { reads, code: await ended };
}
