/** What the discount of a subtotal takes off the rows above it. Pure functions. */
import {
	add,
	centsToString,
	fromCents,
	multiply,
	percent,
	splitByWeight,
	toCents,
	ZERO,
} from '../../../shared/values/money';
import type { Cents } from '../../../shared/values/units';
import { discountOf } from './amounts';
import type { SaleRow } from './amounts';
import type { NamedRow } from './row';

/** What rows come to. */
export function sumOf(sales: ReadonlyArray<Pick<SaleRow, 'cents'>>): Cents {
	return sales.reduce((total, { cents }) => total + cents, 0);
}

/** The rows that a subtotal is about: returned ones take no part beside sales. */
export function coveredBy<Sale extends Pick<SaleRow, 'row'>>(
	block: readonly Sale[],
): readonly Sale[] {
	const sales = block.filter(({ row }) => !row.refund);
	return sales.length > 0 ? sales : block;
}

/** What a subtotal does. */
export interface Subtotal {
	/** What it takes off each row; nothing where it can't be split. */
	shares: Array<readonly [sale: SaleRow, cents: Cents]>;
	/** What is wrong with it. */
	problem?: string;
}

/**
 * Assumption: the variations of a subtotal come to sum × percentage / 100 + variation, rounded
 * once to the cent, and apply to the sale rows since the previous subtotal, split by gross with
 * the largest remainder. Returned rows among them take no part; a block of nothing but returns is
 * the mirror of the same block sold.
 * @param block the rows since the subtotal before
 * @returns a problem when no row has an amount, so that nothing says where they belong, or when
 * they take off more than there is
 */
export function splitSubtotal(block: readonly SaleRow[], { row, field }: NamedRow): Subtotal {
	const covered = coveredBy(block);
	const sum = sumOf(covered);
	const percentage = percent(row.percentageVariation ?? ZERO);
	const ofSum = multiply(fromCents(Math.abs(sum)), percentage);
	const discount = toCents(add(ofSum, discountOf(row)));
	const split = splitByWeight(
		sum < 0 ? 0 - discount : discount,
		covered.map(({ cents }) => cents),
	);
	if (!split) {
		const problem = `${field} changes the total by ${centsToString(0 - discount)}, but there are no amounts to split it over: it isn't counted.`;
		return { shares: [], problem };
	}
	const shares = covered.map((sale, index) => [sale, split[index] ?? 0] as const);
	if (discount <= Math.abs(sum)) return { shares };
	const problem = `${field} takes off ${centsToString(discount)}, which is more than its rows come to (${centsToString(Math.abs(sum))}).`;
	return { shares, problem };
}
