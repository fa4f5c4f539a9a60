/** Adds up the rows of a CassaNova document, by one set of rules. Pure functions. */
import { centsToString, isNegative, isZero, multiply, toCents } from '../../../shared/values/money';
import type { Cents } from '../../../shared/values/units';
import { isOnlyRounding, roundingOf, toSaleRow } from './amounts';
import type { SaleRow } from './amounts';
import { rowsInOrder } from './row';
import type { NamedRow, Row } from './row';
import { coveredBy, splitSubtotal, sumOf } from './subtotals';

/** What the rows of a document come to. */
export interface Sold {
	sales: SaleRow[];
	/** Cents of each rounding, as they change the total. */
	roundings: Cents[];
	/** What should be known. */
	notes: string[];
	/** What doesn't add up. */
	problems: string[];
}

/** How rows count, where no document says which is right. */
export interface RowRules {
	countsComposition: boolean;
	/**
	 * `own` works amounts out of prices; `stated` takes `calculatedAmount` where a row has it, and
	 * `afterSubtotals` takes it as what is left when subtotals have been taken off.
	 */
	amounts: 'own' | 'stated' | 'afterSubtotals';
}

/** What the rows add up to. */
export function totalOf({ sales, roundings }: Pick<Sold, 'sales' | 'roundings'>): Cents {
	return sumOf(sales) + roundings.reduce((sum, cents) => sum + cents, 0);
}

/**
 * Assumption: `subtotal` rows aren't sales. A rounding has the sign of what it rounds.
 * @throws RangeError for an amount that is too large to be money
 */
export function addRows(rows: readonly Row[], rules: RowRules): Sold {
	const sold: Sold = { sales: [], roundings: [], notes: [], problems: [] };
	let block: SaleRow[] = [];
	const round = (cents: Cents, mirrors: boolean) => {
		if (cents !== 0) sold.roundings.push(mirrors ? 0 - cents : cents);
	};
	for (const named of rowsInOrder(rows)) {
		const { row, field } = named;
		if (row.composition && !rules.countsComposition) continue;
		if (row.subtotal) {
			const about = coveredBy(block.length > 0 ? block : sold.sales);
			round(roundingOf(row), sumOf(about) < 0);
			if (rules.amounts !== 'afterSubtotals') {
				const { shares, problem } = splitSubtotal(block, named);
				for (const [sale, cents] of shares) sale.cents -= cents;
				if (problem !== undefined) sold.problems.push(problem);
			}
			block = [];
			continue;
		}
		round(roundingOf(row), row.refund);
		if (isOnlyRounding(row)) continue;
		const sale = toSaleRow(named, rules.amounts !== 'own');
		block.push(sale);
		sold.sales.push(sale);
		sold.notes.push(...missingIn(named));
		sold.problems.push(...problemOfDiscount(sale, field));
	}
	return sold;
}

function missingIn({ row, field }: NamedRow): string[] {
	return [
		...(row.quantity ? [] : [`${field} has no quantity: it counts as 1.`]),
		...(row.price ? [] : [`${field} has no price: it counts as 0.00.`]),
	];
}

/** What a discount above its price says, which makes a sale money that went out. */
function problemOfDiscount({ unit, quantity, cents }: SaleRow, field: string): string[] {
	const full = multiply(quantity, unit);
	if (cents === 0 || isZero(full) || isNegative(full) === cents < 0) return [];
	return [
		`${field} has a discount above its price: ${centsToString(toCents(full))} become ${centsToString(cents)}.`,
	];
}
