/**
 * At most so many at once. Of our own, because n8n 1.123 has no `p-limit` where a community node could
 * reach it, and no node loaded there.
 */

/** Does work as soon as there is room for it, in the order of asking. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param most how much work may run at the same time, a whole number from 1 on
 * @returns what does the work; it throws what the work throws, and goes on with what waits
 */
export function limiter(most: number): Limiter {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async (work) => {
		if (running < most) running += 1;
		else await new Promise<void>((begin) => waiting.push(begin));
		try {
			return await work();
		} finally {
			const begin = waiting.shift();
			// Whoever waits longest gets the room: it counts as running all along.
			if (begin) begin();
			else running -= 1;
		}
	};
}
