/**
 * What one row of a CassaNova document comes to. How amounts are worked out isn't documented: each rule is
 * an assumption with a name below. Pure functions.
 */
import {
	add,
	decimalToString,
	isZero,
	multiply,
	negate,
	ONE,
	percent,
	subtract,
	toCents,
	ZERO,
} from '../../../shared/values/money';
import type { Decimal } from '../../../shared/values/money';
import type { Cents } from '../../../shared/values/units';
import type { NamedRow, Row } from './row';

/** A row that counts. */
export interface SaleRow extends NamedRow {
	unit: Decimal;
	/** Negative for returned goods. */
	quantity: Decimal;
	cents: Cents;
}

/** `1 + p/100`, exactly. */
const factor = (percentage: Decimal): Decimal => add(ONE, percent(percentage));

/** Assumption: a row that names no quantity is about one, and one that names no price costs nothing. */
const quantityOf = (row: Row): Decimal => row.quantity ?? ONE;
const priceOf = (row: Row): Decimal => row.price ?? ZERO;

/** Assumption: unit = price × (1 + sum of percentage modifiers / 100) + sum of incremental ones. */
function unitPrice(row: Row): Decimal {
	const modifiers = row.rowModifierValues;
	const percentages = modifiers.reduce((sum, each) => add(sum, each.percentagePrice ?? ZERO), ZERO);
	const increments = modifiers.reduce((sum, each) => add(sum, each.price ?? ZERO), ZERO);
	return add(multiply(priceOf(row), factor(percentages)), increments);
}

/**
 * Assumption: a variation of the type ROUNDING rounds what is paid in cash. It is no discount: no rate
 * changes, and what was rounded has no VAT. A percentage beside it is a discount as ever.
 */
const isRounded = (row: Row): boolean => row.variationType === 'ROUNDING';

/** What a row's variation takes off its price. */
export function discountOf(row: Row): Decimal {
	return isRounded(row) ? ZERO : (row.variation ?? ZERO);
}

/** What a row's rounding adds to the total, before returns are mirrored. */
export function roundingOf(row: Row): Cents {
	return isRounded(row) ? 0 - toCents(row.variation ?? ZERO) : 0;
}

/** True for a row of nothing but its rounding. */
export function isOnlyRounding(row: Row): boolean {
	const names = [row.idProduct, row.idProductVariant, row.idDepartment, row.idTax];
	return (
		isRounded(row) && names.every((id) => id === null) && !row.coverCharge && isZero(unitPrice(row))
	);
}

/** Assumption: an amount after its variations = amount × (1 − percentage / 100) − variation. */
function afterVariations(amount: Decimal, row: Row): Decimal {
	const remaining = multiply(amount, factor(negate(row.percentageVariation ?? ZERO)));
	return subtract(remaining, discountOf(row));
}

/**
 * Assumption: row = quantity × unit after the row's variations, rounded once to the cent, half
 * away from zero; a row with `refund` is the exact mirror of its sale, also where the system states
 * its amount.
 * @param takesStated whether a row that has `calculatedAmount` is worth that
 * @throws RangeError naming the row, for an amount that is too large to be money
 */
export function toSaleRow({ row, field }: NamedRow, takesStated: boolean): SaleRow {
	const unit = unitPrice(row);
	const quantity = quantityOf(row);
	const stated = takesStated ? row.calculatedAmount : undefined;
	const cents = stated ? toCents(stated) : ownCents(row, field, quantity, unit);
	const sign = row.refund && !(stated && cents < 0) ? -1 : 1;
	return {
		row,
		field,
		unit,
		quantity: row.refund ? negate(quantity) : quantity,
		cents: sign < 0 ? 0 - cents : cents,
	};
}

function ownCents(row: Row, field: string, quantity: Decimal, unit: Decimal): Cents {
	return toCents(
		afterVariations(multiply(quantity, unit), row),
		() => `${field}: quantity ${decimalToString(quantity)} × price ${decimalToString(unit)}`,
	);
}
