/**
 * Rows of a CassaNova document → what was sold, and what was rounded. Which rows count and what each is worth
 * isn't documented: what the document comes to as it says itself chooses. Pure functions.
 */
import type { Cents } from '../../../shared/values/units';
import { addRows, totalOf } from './addRows';
import type { RowRules, Sold } from './addRows';
import { amountNotes, compositionNotes, problemsOfRates } from './notes';
import type { Row } from './row';

const PLAIN: RowRules = { countsComposition: false, amounts: 'own' };

/** The rules that may be meant, the likeliest first. */
export function rulesFor(
	rows: ReadonlyArray<Pick<Row, 'composition' | 'subtotal' | 'calculatedAmount'>>,
): RowRules[] {
	const counts = rows.some(({ composition }) => composition) ? [false, true] : [false];
	const isStated = rows.some((row) => !row.subtotal && row.calculatedAmount);
	const amounts: Array<RowRules['amounts']> = isStated
		? ['stated', 'afterSubtotals', 'own']
		: ['own'];
	return amounts.flatMap((one) =>
		counts.map((countsComposition) => ({ countsComposition, amounts: one })),
	);
}

/**
 * Reads the rows of a document. Assumption: rows with `composition` are a composed dish that has a
 * price, or detail a menu whose row has it; and where a row has `calculatedAmount`, that is what it is
 * worth, before or after subtotals. Which of these holds is chosen per document, by what it states.
 * @param statedCents what the document comes to as it says itself, undefined where it says nothing;
 *   credit notes state it with either sign
 * @throws RangeError for an amount that is too large to be money
 */
export function readSold(rows: readonly Row[], statedCents: Cents | undefined): Sold {
	const [first = PLAIN, ...others] = rulesFor(rows);
	const likeliest = addRows(rows, first);
	if (others.length === 0) return likeliest;
	const meets = (sold: Sold) =>
		statedCents !== undefined && Math.abs(totalOf(sold)) === Math.abs(statedCents);
	const tried = [{ rules: first, sold: likeliest }];
	for (const rules of others) {
		if (tried.some(({ sold }) => meets(sold))) break;
		tried.push({ rules, sold: addRows(rows, rules) });
	}
	const met = tried.find(({ sold }) => meets(sold));
	const { rules, sold } = met ?? { rules: first, sold: likeliest };
	const own = rules.amounts === 'own' ? sold : addRows(rows, { ...rules, amounts: 'own' });
	const notes = [
		...amountNotes(sold, own),
		...compositionNotes(rows, rules, sold, met !== undefined),
	];
	const problems = [...sold.problems, ...problemsOfRates(sold, own, rows.length)];
	return { ...sold, notes: [...sold.notes, ...notes], problems };
}
