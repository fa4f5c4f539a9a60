/** Numbers that several receipts have: each of them counts, but one may be there twice. Pure functions. */
import { groupsOf } from '../values/groups';
import { filterSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Day } from '../values/units';
import type { DayRange } from '../table/request';
import { isWithin } from './period';
import { apart } from './runs';
import type { Counted, Sequence } from './sequences';

/** A number of a sequence that stands on several documents of one day. */
export interface SharedNumber extends Counted {
	number: string;
	businessDay: Day;
	/** How many different documents have it; two or more. */
	documents: number;
}

/**
 * The numbers of a period that stand on several documents of one day.
 *
 * Assumption: a register (a shop, where the system has no registers) gives each number once in its
 * sequence. What stands on other days isn't compared: where nothing tells that numbers begin anew
 * each day, those would look alike. One ID counts once, however often it was listed.
 * @param sequences of everything that was read
 * @returns in the order of what was read
 */
export function* findShared(
	sequences: readonly Sequence[],
	period: DayRange,
): Steps<SharedNumber[]> {
	const shared: SharedNumber[] = [];
	for (const { runs, document, ...sequence } of sequences) {
		const { documentType, place, series, write } = sequence;
		if (place === null) continue;
		const inside = yield* filterSteps(runs, ({ businessDay }) => isWithin(businessDay, period));
		// What overlaps stands number by number.
		const single = (yield* apart(inside)).filter(({ first, last }) => first === last);
		const alike = groupsOf(single, ({ first, businessDay, printedOn }) =>
			JSON.stringify([businessDay, printedOn, first]),
		);
		const found: Array<{ at: number; one: SharedNumber }> = [];
		for (const group of alike.values()) {
			yield;
			const [first] = group;
			if (first === undefined || group.length < 2) continue;
			const places = group.map((run) => run.placeOf(run.first));
			const count = new Set(places.map((at) => document(at).id)).size;
			if (count < 2) continue;
			const { businessDay } = first;
			const counted = { documentType, place, sequence: sequence.sequence, series, write };
			const one = { ...counted, number: write(first.first), businessDay, documents: count };
			found.push({ at: Math.min(...places), one });
		}
		shared.push(...found.sort((a, b) => a.at - b.at).map(({ one }) => one));
	}
	return shared;
}
