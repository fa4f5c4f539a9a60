/**
 * What explains the differences of one day between CassaNova's receipts and its sold reports. Pure
 * functions. A receipt is blamed with an amount only where nothing else on that day could be the cause.
 */
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { explain } from '../../../shared/books/reconciliation';
import type { Steps } from '../../../shared/values/inTurns';
import { causesOfAll, causesOfOne, reasonsOf } from './causes';
import { countedOthers, withoutOthers } from './comparedDay';
import type { ComparedDay } from './comparedDay';
import { hasCause } from './countedTypes';
import type { CountedTypes } from './countedTypes';
import { centsOf, grossOf, openOf } from './keys';
import type { Sums } from './keys';
import { gather, MAY_MAKE } from './reasons';
import type { Reasons, ReasonsOfKey } from './reasons';
import { explainUnknown } from './unknownRates';

/**
 * What explains a day, by what the reports group by: first invoices and credit notes, then lines whose
 * rate isn't known, then one cause of all that is left, or what fits each difference.
 */
export function* explainDay(day: ComparedDay, counted: CountedTypes): Steps<Reasons> {
	const others = countedOthers(day, counted.types);
	// Where no day shows it, they must be needed for an explanation, and suffice for one.
	const mayBeOthers = (yield* hasCause(day, [])) || !(yield* hasCause(day, counted.types));
	const isOpen = others.length > 0 && !counted.isSure && mayBeOthers;
	const ofOthers = isOpen
		? yield* mayCount(others, day.differences)
		: yield* doesCount(others, counted.isSure);
	const unexplained = isOpen ? day.differences : withoutOthers(day, counted.types);
	const { reasons, left } = yield* explainUnknown(day, unexplained);
	return yield* gather([...ofOthers, ...reasons, ...(yield* explainRest(day, left, isOpen))]);
}

/** Invoices and credit notes that may be what differs. */
function* mayCount(others: readonly AccountingReceipt[], differences: Sums): Steps<ReasonsOfKey[]> {
	const found: ReasonsOfKey[] = [];
	for (const one of others) {
		yield;
		for (const [key] of openOf(grossOf(one))) {
			if (centsOf(differences, key) === 0) continue;
			found.push([key, [{ certain: false, explaining: explain(one, 0, MAY_MAKE) }]]);
		}
	}
	return found;
}

/** Invoices and credit notes that the report counts. */
function* doesCount(others: readonly AccountingReceipt[], isSure: boolean): Steps<ReasonsOfKey[]> {
	const found: ReasonsOfKey[] = [];
	const verb = isSure ? 'counts' : 'seems to count';
	const why = `The report ${verb} invoices or credit notes, too.`;
	for (const one of others) {
		yield;
		for (const [key, cents] of openOf(grossOf(one))) {
			found.push([key, [{ certain: true, explaining: explain(one, cents, why) }]]);
		}
	}
	return found;
}

/**
 * One cause for all that is left on the day; where there is none, what fits each difference.
 * @param isOpen where invoices or credit notes may be the cause as well
 */
function* explainRest(day: ComparedDay, left: Sums, isOpen: boolean): Steps<ReasonsOfKey[]> {
	const open = openOf(left);
	const causes = yield* causesOfAll(day, open);
	const found: ReasonsOfKey[] = [];
	for (const entry of open) {
		yield;
		const [key, cents] = entry;
		const own = causes.length > 0 ? causes : yield* causesOfOne(day, entry, open);
		found.push([key, reasonsOf(own, cents, isOpen)]);
	}
	return found;
}
