// Keeps the end-to-end run away from midnight in the shops: "yesterday" must be the same day from the
// making of the receipts to the end, and triggers look for what is older than that only once an hour.

import { setTimeout as delay } from 'node:timers/promises';
import { DateTime } from 'luxon';

/** Vienna and Rome have the same time all year. */
const ZONE = 'Europe/Vienna';
/** How long a part of the run takes at most, on a slow machine. */
const PART = { minutes: 12 };
/** So long after midnight, the clocks of all processes agree about the day. */
const AFTER = { seconds: 5 };

/**
 * When a part of the run may begin.
 * @returns `now`, or the moment after a midnight that would come within the part
 */
export function clearOfMidnight(now: DateTime = DateTime.now()): DateTime {
	const midnight = now.setZone(ZONE).plus({ days: 1 }).startOf('day');
	return now.plus(PART) < midnight ? now : midnight.plus(AFTER);
}

/** When this run makes its receipts; the cases that name days go by it. */
export const begin = clearOfMidnight();

/**
 * Waits until a part of the run may begin.
 * @param tell says that it waits
 */
export async function waitUntilClear(tell: (text: string) => void): Promise<void> {
	const wait = clearOfMidnight().toMillis() - Date.now();
	if (wait <= 0) return;
	tell(`waiting ${Math.ceil(wait / 60_000)} min until it is past midnight in the shops`);
	await delay(wait);
}
