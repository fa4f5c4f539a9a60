/** What should be known where the rows of a document could be read in several ways. Pure functions. */
import { centsToString } from '../../../shared/values/money';
import type { Cents } from '../../../shared/values/units';
import type { SaleRow } from './amounts';
import { addRows, totalOf } from './addRows';
import type { RowRules, Sold } from './addRows';
import type { Row } from './row';

/**
 * Where the amounts that rows state come to the same sum as their prices, but to other sums by rate,
 * nothing tells which of them the tax is in. Half a cent that is split in another way makes a cent.
 * @param own the same rows by their prices alone
 */
export function problemsOfRates(sold: Sold, own: Sold, rows: number): string[] {
	if (own === sold || totalOf(own) !== totalOf(sold)) return [];
	const byTax = new Map<string | null, Cents>();
	const addUp = (sales: readonly SaleRow[], sign: number) => {
		for (const { row, cents } of sales) {
			byTax.set(row.idTax, (byTax.get(row.idTax) ?? 0) + sign * cents);
		}
	};
	addUp(sold.sales, 1);
	addUp(own.sales, -1);
	if ([...byTax.values()].every((cents) => Math.abs(cents) <= rows)) return [];
	return [
		'Rows state other amounts ("calculatedAmount") than their prices come to, in the same sum: the tax may be wrong.',
	];
}

/**
 * That rows count with what they state, where that is another sum than their prices come to.
 * @param own the same rows by their prices alone
 */
export function amountNotes(sold: Sold, own: Sold): string[] {
	if (totalOf(own) === totalOf(sold)) return [];
	return [
		`Rows count with the amount that the system states for them ("calculatedAmount"): ${centsToString(totalOf(sold))} in all, where their prices come to ${centsToString(totalOf(own))}.`,
	];
}

/**
 * Whether rows with `composition` count, where that makes a difference.
 * @param isMet whether the document states what these rules make of it
 */
export function compositionNotes(
	rows: readonly Row[],
	rules: RowRules,
	sold: Sold,
	isMet: boolean,
): string[] {
	if (!rows.some(({ composition }) => composition)) return [];
	const { countsComposition } = rules;
	const other = totalOf(addRows(rows, { ...rules, countsComposition: !countsComposition }));
	const ofThem = countsComposition ? totalOf(sold) - other : other - totalOf(sold);
	if (ofThem === 0) return [];
	const [counted, having] = countsComposition ? ['are', 'with'] : ["aren't", 'without'];
	const why = isMet
		? `${having} them the receipt comes to the amount that the system states`
		: 'no amount that the system states says whether they should be';
	return [`Rows with "composition" (${centsToString(ofThem)}) ${counted} counted: ${why}.`];
}
