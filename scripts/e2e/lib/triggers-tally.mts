// Counts what reached n8n's executions: nothing lost, nothing twice, changes in an unbroken chain.

/** An n8n that was killed. */
export interface Kills {
	/** When, in milliseconds since 1970. */
	at: readonly number[];
	/** How long before it a poll may have got what it had in its hands: its interval, and the reading. */
	inHandMs: number;
}

export interface Tally {
	delivered: number;
	/** Keys that no execution holds. */
	lost: string[];
	/** Keys that executions hold more than once. */
	doubled: string[];
	/** Lost ones that came into being at a time at which no kill can be blamed. */
	unexplained: string[];
	/** Keys that executions hold and nobody made. */
	unknown: string[];
}

/**
 * Compares what was made with what came.
 * @param made keys with the time at which each came into being
 * @param got keys in all executions, in any order
 */
export function tally(
	made: ReadonlyMap<string, number>,
	got: string[],
	{ at, inHandMs }: Kills,
): Tally {
	const counts = new Map<string, number>();
	for (const key of got) counts.set(key, (counts.get(key) ?? 0) + 1);
	const lost = [...made.keys()].filter((key) => !counts.has(key));
	const isExplained = (key: string) =>
		at.some((kill) => {
			const age = kill - (made.get(key) ?? 0);
			return age >= 0 && age <= inHandMs;
		});
	return {
		delivered: made.size - lost.length,
		lost,
		doubled: [...counts].filter(([, count]) => count > 1).map(([key]) => key),
		unexplained: lost.filter((key) => !isExplained(key)),
		unknown: [...counts.keys()].filter((key) => !made.has(key)),
	};
}

/** One change of a status. */
export interface Step {
	from: unknown;
	to: unknown;
}

/**
 * Where a chain of changes is broken: one that doesn't begin where the one before ended was lost, or
 * came twice.
 * @param last what the chain must end with
 */
export function breaksIn(steps: Step[], last: string): string[] {
	const breaks: string[] = [];
	for (const [index, { from }] of steps.entries()) {
		const before = steps[index - 1];
		if (before && before.to !== from) {
			breaks.push(`${String(before.to)} is followed by a change from ${String(from)}`);
		}
	}
	const end = steps.at(-1)?.to;
	if (end !== last) breaks.push(`it ends with ${String(end)} instead of ${last}`);
	return breaks;
}
