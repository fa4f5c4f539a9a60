/** Exact decimal arithmetic for money: scaled bigints inside, integer cents and strings outside. */
import type { Cents, Euros, JsonEuros } from './units';

/** An exact decimal number: `units / 10^scale`. Never a binary float. */
export interface Decimal {
	readonly units: bigint;
	readonly scale: number;
}

/** Weight given to each part of a sum that is to be split, in any unit (usually cents). */
type Weights = readonly number[];

const DECIMAL_TEXT = /^\s*([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,4}))?\s*$/i;

/** No amount has more digits or a larger exponent; a longer text would only cost memory. */
const MAX_DIGITS = 400;

/** Powers that amounts have: they are needed by the million. */
const SMALL_POWERS = Array.from({ length: 20 }, (_, exponent) => 10n ** BigInt(exponent));

const pow10 = (exponent: number): bigint => SMALL_POWERS[exponent] ?? 10n ** BigInt(exponent);
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Nothing. */
export const ZERO: Decimal = { units: 0n, scale: 0 };
/** One of something, as a quantity. */
export const ONE: Decimal = { units: 1n, scale: 0 };

/**
 * Reads a number or decimal text as an exact decimal, or gives undefined for anything else.
 * A number means its shortest decimal form: 12.1 is 12.1, not the binary fraction behind it.
 */
export function parseDecimal(value: unknown): Decimal | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	if (typeof value === 'number') {
		// Most are cents: up to fifteen digits, two decimals are never the same number.
		const cents = Math.round(value * 100);
		if (Math.abs(cents) < 1e15 && cents / 100 === value) return { units: BigInt(cents), scale: 2 };
	}
	const text = String(value);
	const match = text.length <= MAX_DIGITS ? DECIMAL_TEXT.exec(text) : null;
	if (!match) return undefined;
	const [, sign = '', digits = '', exponentText = '0'] = match;
	const exponent = Number(exponentText);
	if (Math.abs(exponent) > MAX_DIGITS) return undefined;
	const [whole = '', fraction = ''] = digits.split('.');
	const magnitude = BigInt(whole + fraction);
	const units = sign === '-' ? -magnitude : magnitude;
	const scale = fraction.length - exponent;
	return scale >= 0 ? { units, scale } : { units: units * pow10(-scale), scale: 0 };
}

/**
 * Like {@link parseDecimal}, for values that are known to be numbers.
 * @throws RangeError when the value isn't a decimal number.
 */
export function decimal(value: number | string): Decimal {
	const parsed = parseDecimal(value);
	if (!parsed) throw new RangeError(`"${value}" is not a decimal number`);
	return parsed;
}

/** The exact sum, on the finer one of both scales. */
export function add(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return { units: a.units * pow10(scale - a.scale) + b.units * pow10(scale - b.scale), scale };
}

/** The same with the other sign. */
export function negate(value: Decimal): Decimal {
	return { units: -value.units, scale: value.scale };
}

/** `a − b`, exactly. */
export function subtract(a: Decimal, b: Decimal): Decimal {
	return add(a, negate(b));
}

/** The exact product: its scale is the sum of both. */
export function multiply(a: Decimal, b: Decimal): Decimal {
	return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** The factor that a percentage stands for, exactly: 5.5 gives 0.055. */
export function percent(value: Decimal): Decimal {
	return { units: value.units, scale: value.scale + 2 };
}

/** True for 0, on any scale. */
export function isZero(value: Decimal): boolean {
	return value.units === 0n;
}

/** True below 0. */
export function isNegative(value: Decimal): boolean {
	return value.units < 0n;
}

/** Plain decimal text without trailing zeros: "22", "5.5", "-0.125"; equal values, equal text. */
export function decimalToString(value: Decimal): string {
	const digits = absolute(value.units)
		.toString()
		.padStart(value.scale + 1, '0');
	const whole = digits.slice(0, digits.length - value.scale);
	const fraction = digits.slice(digits.length - value.scale).replace(/0+$/, '');
	return `${value.units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `numerator / denominator` to the nearest integer; a half goes away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
	const negative = numerator < 0n !== denominator < 0n;
	const divisor = absolute(denominator);
	const quotient = (2n * absolute(numerator) + divisor) / (2n * divisor);
	return negative ? -quotient : quotient;
}

/**
 * A quotient of euros as whole cents, a half away from zero.
 * @param divisor not zero
 */
export function quotientCents(amount: Decimal, divisor: Decimal): Cents {
	const finer = amount.scale - divisor.scale - 2;
	const cents =
		finer >= 0
			? divideRounded(amount.units, divisor.units * pow10(finer))
			: divideRounded(amount.units * pow10(-finer), divisor.units);
	return Number(cents);
}

/** Whether an amount in euros is beyond what {@link toCents} can give; false for what is no number. */
export function isTooLarge(euros: number): boolean {
	return Math.abs(euros) > Number.MAX_SAFE_INTEGER / 100;
}

/**
 * An amount in euros as whole cents, a half away from zero.
 * @param name says in the error what is too large; the amount itself where it is absent
 * @throws RangeError for amounts beyond 90 trillion, which a number can't hold to the cent.
 */
export function toCents(amount: Decimal, name = () => decimalToString(amount)): Cents {
	const cents = Number(divideRounded(amount.units * 100n, pow10(amount.scale)));
	if (!Number.isSafeInteger(cents)) {
		throw new RangeError(`${name()} is too large to be an amount of money`);
	}
	return cents;
}

/** Cents as the exact decimal of euros that they are. */
export function fromCents(cents: Cents): Decimal {
	return { units: BigInt(cents), scale: 2 };
}

/** Cents as euros in text: 1210 gives "12.10", -5 gives "-0.05". */
export function centsToString(cents: Cents): Euros {
	const digits = String(Math.abs(cents)).padStart(3, '0');
	return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Cents as a JSON number of euros with two decimals at most, for APIs that take no text: 1210 gives 12.1.
 * It is written, and never computed with.
 */
export function centsToJson(cents: Cents): JsonEuros {
	return Number(centsToString(cents));
}

/** An amount as it comes out, twice: as text in euros, and in cents; both null where it isn't known. */
export type AmountColumns<Name extends string, C extends Cents | null> = Record<
	Name,
	C extends null ? null : Euros
> &
	Record<`${Name}Cents`, C>;

/** An amount twice, to be spread: `money('tax', 150)` gives `{ tax: '1.50', taxCents: 150 }`. */
export function money<Name extends string, C extends Cents | null>(
	name: Name,
	cents: C,
): AmountColumns<Name, C> {
	const text = cents === null ? null : centsToString(cents);
	return { [name]: text, [`${name}Cents`]: cents } as AmountColumns<Name, C>;
}

/**
 * The tax that a gross amount contains: `gross × rate / (100 + rate)`, half away from zero.
 * @param rate percentage above -100, for example 22
 */
export function taxWithin(grossCents: Cents, rate: Decimal): Cents {
	const hundredPlusRate = 100n * pow10(rate.scale) + rate.units;
	return Number(divideRounded(BigInt(grossCents) * rate.units, hundredPlusRate));
}

/**
 * Splits cents by weight so that the parts add up exactly: every part is rounded down, and the
 * cents left over go one by one to the largest remainders (the earlier part when they are equal).
 * Changing the sign of the total or of all weights mirrors or keeps the parts, so that what is
 * returned matches what was sold. A single weight may be against the sign of their sum.
 * @returns one part per weight, or undefined when the weights add up to nothing but the total
 * doesn't, because no weight then says where it belongs
 */
export function splitByWeight(totalCents: Cents, weights: Weights): Cents[] | undefined {
	if (totalCents === 0) return weights.map(() => 0);
	const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
	if (sum === 0n) return undefined;
	const total = BigInt(Math.abs(totalCents));
	const divisor = absolute(sum);
	const shares = weights.map((weight, index) => {
		const product = total * (sum < 0n ? -BigInt(weight) : BigInt(weight));
		const remainder = ((product % divisor) + divisor) % divisor;
		return { index, part: (product - remainder) / divisor, remainder };
	});
	const leftOver = Number(total - shares.reduce((parts, { part }) => parts + part, 0n));
	const byRemainder = [...shares].sort((a, b) =>
		a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
	);
	const lucky = new Set(byRemainder.slice(0, leftOver).map(({ index }) => index));
	return shares.map(({ index, part }) => {
		const cents = Number(part + (lucky.has(index) ? 1n : 0n));
		return totalCents < 0 ? 0 - cents : cents;
	});
}
