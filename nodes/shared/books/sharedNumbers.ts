/** Numbers that several receipts have: each of them counts, but one may be there twice. Pure functions. */
import { groupsOf } from '../values/groups';
import { earlierDay } from '../values/dates';
import { filterSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Day } from '../values/units';
import type { DayRange } from '../table/request';
import { isWithin } from './period';
import type { Counted, Numbered, Sequence } from './sequences';

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
	for (const { members, ...sequence } of sequences) {
		const { documentType, place, series, write } = sequence;
		if (place === null) continue;
		const inside = yield* filterSteps(members, ({ document }) =>
			isWithin(document.businessDay, period),
		);
		const alike = groupsOf(inside, ({ value, document }) =>
			JSON.stringify([document.businessDay, sequence.span === 'day' && printedOn(document), value]),
		);
		for (const group of alike.values()) {
			yield;
			const [first] = group;
			const count = new Set(group.map(({ document }) => document.id)).size;
			if (first === undefined || count < 2) continue;
			const { businessDay } = first.document;
			const counted = { documentType, place, sequence: sequence.sequence, series, write };
			shared.push({ ...counted, number: write(first.value), businessDay, documents: count });
		}
	}
	return shared;
}

/**
 * The day that is printed beside a number: one closing may be of several days, each with numbers of its own.
 * After midnight it is still the day before.
 */
function printedOn({ businessDay, issuedAt }: Pick<Numbered, 'businessDay' | 'issuedAt'>): Day {
	return earlierDay(businessDay, issuedAt.slice(0, 10));
}
