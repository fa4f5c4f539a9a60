/** What explains each day on which CassaNova's receipts and its sold reports differ. Pure functions. */
import { findNumbers } from '../../../shared/books/missingNumbers';
import type { Numbers } from '../../../shared/books/missingNumbers';
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { toSequences } from '../../../shared/books/sequences';
import type { Numbered } from '../../../shared/books/sequences';
import { groupsOf } from '../../../shared/values/groups';
import type { Steps } from '../../../shared/values/inTurns';
import type { Day } from '../../../shared/values/units';
import type { ComparedDay } from './comparedDay';
import { chooseCounted } from './countedTypes';
import { explainDay } from './explainDay';
import { ByKey, grossOfAll, openOf, sums } from './keys';
import type { Sums } from './keys';
import type { Reasons } from './reasons';

/** What was read. */
export interface Documents {
	/** Of the period, without invoices and credit notes. */
	receipts: readonly AccountingReceipt[];
	/** Invoices and credit notes of the period. */
	others: readonly AccountingReceipt[];
	/** Everything that has a number, also of the days beside the period. */
	known: readonly Numbered[];
}

/**
 * By day, what explains the gross that differs. Days that agree are looked at as well: they tell which
 * documents the reports count.
 * @param differences the reports' sums less those of the receipts, for each day on which any differs
 */
export function* explainDays(
	differences: ReadonlyMap<Day, Sums>,
	{ receipts, others, known }: Documents,
): Steps<Map<Day, Reasons>> {
	const byDay = (documents: readonly AccountingReceipt[]) =>
		groupsOf(documents, ({ businessDay }) => businessDay);
	const [receiptsOf, othersOf] = [byDay(receipts), byDay(others)];
	const days = [...new Set([...othersOf.keys(), ...differences.keys()])];
	const sequences = yield* toSequences(known);
	const numbersOf = new Map<Day, Numbers>();
	for (const day of days) {
		numbersOf.set(day, yield* findNumbers(sequences, { from: day, to: day }));
	}
	const ofDay = function* (day: Day): Steps<ComparedDay> {
		const own = receiptsOf.get(day) ?? [];
		const gaps = numbersOf.get(day)?.gaps ?? [];
		return {
			day,
			differences: grossIn(differences.get(day)),
			receipts: own,
			gross: yield* grossOfAll(own),
			others: othersOf.get(day) ?? [],
			gaps: gaps.filter(({ documentType }) => documentType === 'receipt'),
		};
	};
	const withOthers: ComparedDay[] = [];
	for (const day of othersOf.keys()) withOthers.push(yield* ofDay(day));
	const counted = yield* chooseCounted(withOthers);
	const explained = new Map<Day, Reasons>();
	for (const day of differences.keys()) {
		const one = yield* ofDay(day);
		const isDiffering = openOf(one.differences).length > 0;
		explained.set(day, isDiffering ? yield* explainDay(one, counted) : new ByKey());
	}
	return explained;
}

/** Tax is explained by what explains the gross. */
function grossIn(differences: Sums | undefined): Sums {
	return sums([...(differences ?? [])].filter(([{ check }]) => check !== 'vat'));
}
