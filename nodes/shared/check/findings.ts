/** Wording of what was found. */
import type { Refused } from './desk';
import type { Finding } from './types';

/** Nothing to do, unless `meaning` says more. */
const NOTHING_TO_DO = 'Nothing to do.';

/** The account is as assumed. */
export function holds(found: string, meaning = NOTHING_TO_DO): Finding {
	return { verdict: 'holds', found, meaning };
}

/** The account is otherwise. */
export function differs(found: string, meaning: string): Finding {
	return { verdict: 'differs', found, meaning };
}

/** What came doesn't show it. */
export function unclear(found: string, meaning: string): Finding {
	return { verdict: "couldn't tell", found, meaning };
}

/** What a refused call is, without the vendor's words. */
export function statusOf({ status, words, isOurs }: Refused): string {
	if (isOurs) return `was not made: ${words}`;
	return status === undefined ? 'got no answer that can be read' : `was refused (${status})`;
}

/** Why a call brought nothing, as a sentence that says who refused it. */
export function whyOf(system: string, { words, isOurs }: Refused): string {
	return isOurs ? `This check itself stopped there: ${words}.` : `${system}: ${words}.`;
}

/**
 * A call that brought nothing shows nothing of the assumption.
 * @param system name of the vendor's system
 * @param meaning what it means for the person
 */
export function unanswered(system: string, refused: Refused, meaning: string): Finding {
	return unclear(`The call ${statusOf(refused)}.`, `${whyOf(system, refused)} ${meaning}`);
}

/** "1 receipt", "3 receipts", by a plural with an s. */
export function counted(count: number, one: string): string {
	return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
