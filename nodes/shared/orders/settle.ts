/** What lines come to in whole cents, so that they add up to what the customer paid. Pure functions. */
import {
	add,
	centsToString,
	decimalToString,
	divideRounded,
	fromCents,
	isZero,
	multiply,
	splitByWeight,
	subtract,
	toCents,
	ZERO,
} from '../values/money';
import type { Decimal } from '../values/money';
import type { Cents } from '../values/units';
import { orderError } from './stated';
import type { LinePrice, OrderLine, StatedLine } from './types';

/** So many lines stand in an error. */
const MOST_LINES = 20;

/**
 * Rounds lines to whole cents. Where their exact sum is the total and their rounded ones aren't, the cents
 * that rounding left go to the lines that were rounded most.
 * @param total what they come to, in cents; undefined where nothing says so
 * @returns the lines in their order; one whose pieces can't all have the same price in whole cents is two
 * @throws InputError with both amounts and the lines where they come to something else
 */
export function settleLines(lines: readonly StatedLine[], total: Cents | undefined): OrderLine[] {
	const stated = lines.flatMap((line) => (line.stated ? [line.stated] : []));
	const exact = stated.map(({ after }) => after);
	const cents = exact.map((amount) => toCents(amount));
	// A line whose price only the register knows: whoever looks it up compares the sum.
	if (total !== undefined && stated.length === lines.length) {
		spread(cents, exact, total);
		refuseOtherSum(lines, cents, total);
	}
	let next = 0;
	return lines.flatMap(({ stated: amounts, ...line }): OrderLine[] => {
		if (!amounts) return [line];
		return inPieces(line, amounts, cents[next++] ?? 0);
	});
}

/** Gives the cents that rounding left to the lines that were rounded most, where that makes the total. */
function spread(cents: Cents[], exact: readonly Decimal[], total: Cents): void {
	const missing = total - sumOf(cents);
	if (missing === 0 || toCents(exact.reduce(add, ZERO)) !== total) return;
	const step = Math.sign(missing);
	const gaps = exact.map((amount, index) => {
		const gap = subtract(amount, fromCents(cents[index] ?? 0));
		return { index, gap: step < 0 ? subtract(ZERO, gap) : gap };
	});
	gaps.sort((one, other) => Number(subtract(other.gap, one.gap).units) || one.index - other.index);
	for (const { index } of gaps.slice(0, Math.abs(missing)))
		cents[index] = (cents[index] ?? 0) + step;
}

/**
 * Refuses lines that don't come to what the customer paid.
 * @param cents what each of them comes to
 * @throws InputError with both amounts and the lines
 */
export function refuseOtherSum(
	lines: ReadonlyArray<Pick<OrderLine, 'place'>>,
	cents: readonly Cents[],
	total: Cents,
): void {
	const sum = sumOf(cents);
	if (sum === total) return;
	const shown = lines
		.slice(0, MOST_LINES)
		.map(({ place }, index) => `${place} ${centsToString(cents[index] ?? 0)}`);
	const others = lines.length - shown.length;
	const words = [...shown, ...(others > 0 ? [`${others} more`] : [])].join('; ');
	const gap = centsToString(Math.abs(sum - total));
	throw orderError(
		`comes to ${centsToString(sum)} by its lines, but its total is ${centsToString(total)}: ${gap} too ${sum > total ? 'much' : 'little'}. Its lines: ${words}`,
		'Something of the order stands in none of them, or is counted twice: choose the columns anew, or enter this receipt by hand.',
	);
}

/** A line in whole cents; as two where its pieces can't all have one price. */
function inPieces(
	line: Omit<OrderLine, 'price'>,
	{ each, before, after }: NonNullable<StatedLine['stated']>,
	grossCents: Cents,
): OrderLine[] {
	const discount = subtract(before, after);
	const beforeCents = isZero(discount) ? grossCents : toCents(before);
	const one = (quantity: Decimal, priced: Decimal, gross: Cents, whole: Cents): OrderLine => {
		const price: LinePrice = { each: priced, discountCents: whole - gross, grossCents: gross };
		return { ...line, quantity, price };
	};
	const { quantity } = line;
	const pieces = wholeNumber(quantity);
	const fits = each && toCents(multiply(quantity, each)) === beforeCents;
	if (fits && (pieces === undefined || isWholeCents(each))) {
		return [one(quantity, each, grossCents, beforeCents)];
	}
	if (pieces === undefined) {
		return [one(quantity, finePrice(beforeCents, quantity), grossCents, beforeCents)];
	}
	const least = Math.trunc(beforeCents / pieces);
	const dearer = Math.abs(beforeCents - least * pieces);
	if (dearer === 0) return [one(quantity, fromCents(least), grossCents, beforeCents)];
	// Three for 10.00 are two at 3.33 and one at 3.34.
	const sign = Math.sign(pieces);
	const most = least + sign * Math.sign(beforeCents);
	const counts = [pieces - sign * dearer, sign * dearer] as const;
	const wholes = [counts[0] * least, counts[1] * most] as const;
	const [first = 0, second = 0] = splitByWeight(grossCents, wholes) ?? [];
	return [
		one(fromUnits(counts[0]), fromCents(least), first, wholes[0]),
		one(fromUnits(counts[1]), fromCents(most), second, wholes[1]),
	];
}

/** More decimals than these no price needs, for quantities that are weighed. */
const FINE = 6;

/** The price of one whose product is the amount to the cent, for a quantity that is no whole number. */
function finePrice(cents: Cents, quantity: Decimal): Decimal {
	const numerator = BigInt(cents) * 10n ** BigInt(quantity.scale + FINE - 2);
	return { units: divideRounded(numerator, quantity.units), scale: FINE };
}

const fromUnits = (count: number): Decimal => ({ units: BigInt(count), scale: 0 });

/** A whole number of pieces; undefined for what is weighed. */
function wholeNumber(quantity: Decimal): number | undefined {
	const number = Number(decimalToString(quantity));
	return Number.isSafeInteger(number) && number !== 0 ? number : undefined;
}

function isWholeCents(amount: Decimal): boolean {
	return isZero(subtract(amount, fromCents(toCents(amount))));
}

function sumOf(cents: readonly Cents[]): Cents {
	return cents.reduce((sum, each) => sum + each, 0);
}
