/** What may explain a difference, and whether it is the only one that can. Pure functions. */
import type { Explaining } from '../../../shared/books/reconciliation';
import type { Steps } from '../../../shared/values/inTurns';
import { ByKey } from './keys';
import type { Key } from './keys';

/** A receipt, or the number of one that is missing, that may explain a difference. */
export interface Reason {
	/** With what it adds to the difference; with 0 where it isn't certain. */
	explaining: Explaining;
	/** False for one of several candidates: nothing tells which of them it is. */
	certain: boolean;
}

/** Some reasons of a key. */
export type ReasonsOfKey = readonly [key: Key, reasons: readonly Reason[]];

/** All reasons of each key. */
export type Reasons = ByKey<Reason[]>;

/** Puts reasons of the same key together, in their order. */
export function* gather(found: Iterable<ReasonsOfKey>): Steps<Reasons> {
	const gathered: Reasons = new ByKey();
	for (const [key, reasons] of found) {
		const known = gathered.get(key) ?? [];
		for (const reason of reasons) known.push(reason);
		gathered.set(key, known);
		yield;
	}
	return gathered;
}

const NOT_TOLD = 'This or another one of those that are named';

/** Why a candidate stands there. */
export const MAY_MAKE = `${NOT_TOLD} may make the difference.`;

/** Why a receipt with a line of an unknown rate stands there. */
export const RATE_UNKNOWN = 'The rate of one of its lines is not known here: it counts at no rate.';

/** Why it stands there as one of several. */
export const RATE_MAY_MAKE = `${RATE_UNKNOWN} ${NOT_TOLD} makes the difference.`;
