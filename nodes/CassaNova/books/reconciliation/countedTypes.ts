/** Which invoices and credit notes CassaNova's reports seem to count, which nothing says. Pure functions. */
import type { DocumentType } from '../../../shared/books/receipt';
import type { Steps } from '../../../shared/values/inTurns';
import { causesOfAll } from './causes';
import { countedOthers, withoutOthers } from './comparedDay';
import type { ComparedDay } from './comparedDay';
import { openOf } from './keys';
import { explainUnknown } from './unknownRates';

/** Which other documents the reports seem to count. */
export interface CountedTypes {
	types: readonly DocumentType[];
	/** True where they explain the whole difference of a day on which nothing else could be the cause. */
	isSure: boolean;
}

const CHOICES: DocumentType[][] = [[], ['invoice'], ['creditNote'], ['invoice', 'creditNote']];

/**
 * Whether the reports count invoices and credit notes: what spoils no day that agrees, and leaves the
 * fewest and smallest differences on all days together.
 * @param days all that have such documents, also those on which nothing differs
 */
export function* chooseCounted(days: readonly ComparedDay[]): Steps<CountedTypes> {
	const mayBeSure: boolean[] = [];
	for (const day of days) mayBeSure.push(!(yield* hasCause(day, [])));
	const rated = [];
	for (const types of CHOICES) {
		yield;
		const lefts = days.map((day) => openOf(withoutOthers(day, types)));
		const all = lefts.flat();
		const size = all.reduce((sum, [, cents]) => sum + Math.abs(cents), 0);
		const isSure = days.some(
			(day, index) =>
				lefts[index]?.length === 0 &&
				countedOthers(day, types).length > 0 &&
				mayBeSure[index] === true,
		);
		const spoilt = days.filter(
			({ differences }, index) => lefts[index]?.length !== 0 && openOf(differences).length === 0,
		).length;
		rated.push({ types, isSure, spoilt, count: all.length, size });
	}
	const [best] = rated.sort((a, b) => a.spoilt - b.spoilt || a.count - b.count || a.size - b.size);
	return { types: best?.types ?? [], isSure: best?.isSure ?? false };
}

/**
 * Whether a day's difference has one cause, or none is left, beside the documents that are counted and
 * lines whose rate isn't known.
 * @param types of the documents that are counted
 */
export function* hasCause(day: ComparedDay, types: readonly DocumentType[]): Steps<boolean> {
	const { left } = yield* explainUnknown(day, withoutOthers(day, types));
	const open = openOf(left);
	return open.length === 0 || (yield* causesOfAll(day, open)).length > 0;
}
