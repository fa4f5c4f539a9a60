// Runs `scripts/bench/year.mts` in a process of its own, and gives what the books of a year hold.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mts';

/** Books of a year that were made, and what they took. */
export interface YearBooks {
	vendor: string;
	receipts: number;
	bookings: number;
	/** What the process held at most beyond the rest, in megabytes, without what could be collected. */
	heldMb: number;
	seconds: number;
}

/** Books so many receipts of each system; fewer lines come where the process ended too soon. */
export async function weighYear(receipts: number): Promise<YearBooks[]> {
	const args = ['--expose-gc', inRoot('scripts', 'bench', 'year.mts'), String(receipts)];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const weighed: YearBooks[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		weighed.push(JSON.parse(line) as YearBooks);
	}
	return weighed;
}
