// Runs the programs that a task consists of, as many at once as share the machine without waiting.

import { run } from './run.mts';
import type { RunResult } from './run.mts';

/** A program, as `run` takes it, with a name for people. */
export interface Part {
	title: string;
	name: string;
	args: string[];
}

/** The machines that test this project have two cores. */
const AT_ONCE = 2;

/**
 * Runs parts at once, beginning in their order. Once one has failed no other begins; those that run
 * come to their end, so that their faults are told as well.
 * @param onEnd told of each part as it ends; until then its output is kept, so that none is mixed
 * @returns whether all ended well
 */
export async function runTogether(
	parts: readonly Part[],
	onEnd: (part: Part, result: RunResult) => void,
): Promise<boolean> {
	const waiting = [...parts];
	let isWell = true;
	const work = async () => {
		for (let part = waiting.shift(); part && isWell; part = waiting.shift()) {
			const result = await run(part.name, part.args, { quiet: true });
			onEnd(part, result);
			isWell &&= result.code === 0;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return isWell;
}
