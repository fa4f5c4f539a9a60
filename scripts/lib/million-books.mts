// Runs `scripts/bench/million.mts` in a process of its own, and gives what books that grow batch by batch hold.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mts';

/** Books that were made batch by batch, and what they took. */
export interface MillionBooks {
	receipts: number;
	batches: number;
	bookings: number;
	/** The state that is handed on, in megabytes. */
	stateMb: number;
	/** What the process held at most beyond the rest, in megabytes, without what could be collected. */
	heldMb: number;
	seconds: number;
}

/** Books so many receipts each, from a real PostgreSQL; fewer come where the process ended too soon. */
export async function weighMillion(...counts: number[]): Promise<MillionBooks[]> {
	const file = inRoot('scripts', 'bench', 'million.mts');
	const args = ['--expose-gc', file, ...counts.map(String)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const weighed: MillionBooks[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		weighed.push(JSON.parse(line) as MillionBooks);
	}
	return weighed;
}
