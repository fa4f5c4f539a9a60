/** Exact decimals: hand-worked cases and properties, with big.js as the second opinion. */
import Big from 'big.js';
import fc from 'fast-check';

import {
	add,
	centsToJson,
	centsToString,
	decimal,
	decimalToString,
	divideRounded,
	fromCents,
	isNegative,
	isZero,
	money,
	multiply,
	negate,
	parseDecimal,
	percent,
	quotientCents,
	splitByWeight,
	subtract,
	taxWithin,
	toCents,
} from '../../../../nodes/shared/values/money';

const CENTS_LIMIT = 10_000_000_000;

const arbitraryDecimal = fc
	.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat({ max: 9 }))
	.map(([units, scale]) => ({ units, scale }));
const arbitraryCents = fc.integer({ min: -CENTS_LIMIT, max: CENTS_LIMIT });
const arbitraryRate = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);

const big = (value: { units: bigint; scale: number }) => new Big(decimalToString(value));
const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
/** big.js rounds a half away from zero in the mode that it calls roundHalfUp. */
const bigCents = (value: Big) => Number(value.times(100).round(0, Big.roundHalfUp).toString()) + 0;

describe('reading decimals', () => {
	it.each([
		[12.1, '12.1'],
		['12.1', '12.1'],
		['12.10', '12.1'],
		[' 12.10 ', '12.1'],
		['+7', '7'],
		['.5', '0.5'],
		['5.', '5'],
		[0.1 + 0.2, '0.30000000000000004'],
		[1e-7, '0.0000001'],
		['1E-7', '0.0000001'],
		['2.5e3', '2500'],
		[1e21, '1000000000000000000000'],
		[-0, '0'],
		['-0', '0'],
		['-0.050', '-0.05'],
		[1.005, '1.005'],
	])('reads %p as %s', (value, text) => {
		expect(decimalToString(decimal(value))).toBe(text);
	});

	it.each([
		[''],
		[' '],
		['1,50'],
		['1 000'],
		['0x10'],
		['12.1.2'],
		['e5'],
		['.'],
		['Infinity'],
		['1e9999'],
		['9'.repeat(401)],
		[NaN],
		[Infinity],
		[null],
		[undefined],
		[true],
		[[]],
		[{}],
	])('refuses %p', (value) => {
		expect(parseDecimal(value)).toBeUndefined();
	});

	it('names what it refuses', () => {
		expect(() => decimal('12,10')).toThrow('"12,10" is not a decimal number');
	});

	it('agrees with big.js on every finite number', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(decimalToString(decimal(value))).toBe(new Big(value).plus(0).toFixed());
			}),
		);
	});

	it('writes what it reads', () => {
		fc.assert(
			fc.property(arbitraryDecimal, (value) => {
				const again = decimal(decimalToString(value));
				expect(isZero(subtract(again, value))).toBe(true);
			}),
		);
	});
});

describe('arithmetic', () => {
	it('agrees with big.js', () => {
		fc.assert(
			fc.property(arbitraryDecimal, arbitraryDecimal, (a, b) => {
				expect(big(add(a, b)).eq(big(a).plus(big(b)))).toBe(true);
				expect(big(subtract(a, b)).eq(big(a).minus(big(b)))).toBe(true);
				expect(big(multiply(a, b)).eq(big(a).times(big(b)))).toBe(true);
				expect(big(negate(a)).eq(big(a).times(-1))).toBe(true);
				expect(big(percent(a)).times(100).eq(big(a))).toBe(true);
				expect(isNegative(subtract(a, b))).toBe(big(a).lt(big(b)));
			}),
		);
	});

	it('adds 0.1 and 0.2 to 0.3', () => {
		expect(decimalToString(add(decimal(0.1), decimal(0.2)))).toBe('0.3');
	});
});

describe('cents', () => {
	it.each([
		['1.005', 101],
		['-1.005', -101],
		['1.0049999', 100],
		['0.004', 0],
		['-0.004', 0],
		['-0.005', -1],
		['12.1', 1210],
	])('rounds %s to %d cents, half away from zero', (text, cents) => {
		expect(toCents(decimal(text))).toBe(cents);
	});

	it.each([
		[0, '0.00'],
		[-0, '0.00'],
		[-5, '-0.05'],
		[5, '0.05'],
		[99, '0.99'],
		[1210, '12.10'],
		[-1210, '-12.10'],
	])('writes %d cents as %s', (cents, text) => {
		expect(centsToString(cents)).toBe(text);
	});

	it('are numbers of JSON with two decimals at most, which read back to the cent', () => {
		fc.assert(
			fc.property(arbitraryCents, (cents) => {
				const written = JSON.stringify(centsToJson(cents));
				expect(written).toMatch(/^-?\d+(\.\d{1,2})?$/);
				expect(toCents(decimal(written))).toBe(cents);
			}),
		);
	});

	it('refuses amounts that a number cannot hold to the cent', () => {
		expect(toCents(decimal('90000000000000'))).toBe(9_000_000_000_000_000);
		expect(() => toCents(decimal('100000000000000'))).toThrow(RangeError);
	});

	it('agrees with big.js and mirrors', () => {
		fc.assert(
			fc.property(arbitraryDecimal, fc.nat({ max: 6 }), ({ units }, scale) => {
				const value = { units: units / 1000n, scale };
				const cents = toCents(value);
				expect(cents).toBe(bigCents(big(value)));
				expect(toCents(negate(value))).toBe(0 - cents);
			}),
		);
	});

	it('survives the way to text and back', () => {
		fc.assert(
			fc.property(arbitraryCents, (cents) => {
				expect(toCents(decimal(centsToString(cents)))).toBe(cents);
				expect(toCents(fromCents(cents))).toBe(cents);
			}),
		);
	});

	it.each([
		[5n, 2n, 3n],
		[-5n, 2n, -3n],
		[5n, -2n, -3n],
		[-5n, -2n, 3n],
		[4n, 3n, 1n],
		[0n, 3n, 0n],
	])('divides %d by %d to %d', (numerator, denominator, quotient) => {
		expect(divideRounded(numerator, denominator)).toBe(quotient);
	});
});

it.each<[number | null, object]>([
	[150, { tax: '1.50', taxCents: 150 }],
	[-5, { tax: '-0.05', taxCents: -5 }],
	[0, { tax: '0.00', taxCents: 0 }],
	[null, { tax: null, taxCents: null }],
])('money of %p is spread as text and as cents, in this order', (cents, expected) => {
	const { tax, taxCents } = money('tax', cents);
	expect({ tax, taxCents }).toEqual(expected);
	expect(Object.keys({ rate: '22', ...money('tax', cents) })).toEqual(['rate', 'tax', 'taxCents']);
});

describe('tax within a gross amount', () => {
	it.each([
		// 12.10 × 22 / 122 = 2.1819…
		[1210, 22, 218],
		// 1.10 × 10 / 110 = 0.10
		[110, 10, 10],
		// 0.03 × 20 / 120 = 0.005: the half cent goes to the tax
		[3, 20, 1],
		[-3, 20, -1],
		// 0.13 × 4 / 104 = 0.005
		[13, 4, 1],
		[1210, 0, 0],
		// 1.00 × 5.5 / 105.5 = 0.0521…
		[100, 5.5, 5],
		// 2.00 × 100 / 200 = 1.00
		[200, 100, 100],
	])('%d cents at %d %% contain %d cents', (gross, rate, tax) => {
		expect(taxWithin(gross, decimal(rate))).toBe(tax);
	});

	it('agrees with big.js, mirrors, and stays within the gross', () => {
		fc.assert(
			fc.property(arbitraryCents, arbitraryRate, (gross, rate) => {
				const tax = taxWithin(gross, decimal(rate));
				// Doubling shows a half without a division that big.js would have to cut off.
				const exactTwice = new Big(gross).times(rate).times(2);
				const hundredPlusRate = new Big(rate).plus(100);
				const error = exactTwice.minus(hundredPlusRate.times(tax).times(2)).abs();
				expect(error.lte(hundredPlusRate)).toBe(true);
				expect(taxWithin(0 - gross, decimal(rate))).toBe(0 - tax);
				expect(Math.abs(tax)).toBeLessThanOrEqual(Math.abs(gross));
			}),
		);
	});
});

describe('splitting by weight', () => {
	it.each([
		// 1.00 over three equal parts: the first takes the cent left over
		[100, [1, 1, 1], [34, 33, 33]],
		// 3.35 × 10.00 / 33.50 = 1.00, 3.35 × 23.50 / 33.50 = 2.35
		[335, [1000, 2350], [100, 235]],
		// 0.10 over 1 : 2 : 4 = 1.43, 2.86, 5.71 cents: the largest remainders are .86 and .71
		[10, [1, 2, 4], [1, 3, 6]],
		[-10, [1, 2, 4], [-1, -3, -6]],
		[10, [-1, -2, -4], [1, 3, 6]],
		// 8.00 on 100.00 less a return of 20.00: the sale gives 10.00, the return gives 2.00 back
		[800, [10000, -2000], [1000, -200]],
		[0, [5, -5], [0, 0]],
		[0, [], []],
		[7, [0, 3], [0, 7]],
	])('splits %d by %p into %p', (total, weights, parts) => {
		expect(splitByWeight(total, weights)).toEqual(parts);
	});

	it('does not guess when the weights cancel each other out', () => {
		expect(splitByWeight(1, [5, -5])).toBeUndefined();
		expect(splitByWeight(1, [])).toBeUndefined();
	});

	it('adds up, stays within a cent of the exact share, and mirrors', () => {
		const weights = fc.array(fc.integer({ min: -100_000, max: 1_000_000 }), { minLength: 1 });
		fc.assert(
			fc.property(arbitraryCents, weights, (total, parts) => {
				const whole = sum(parts);
				fc.pre(whole !== 0);
				const split = splitByWeight(total, parts);
				expect(sum(split ?? [])).toBe(total);
				split?.forEach((share, index) => {
					const exact = new Big(total).times(parts[index] ?? 0);
					const error = new Big(share).times(whole).minus(exact).abs();
					expect(error.lt(new Big(whole).abs())).toBe(true);
				});
				const mirrored = split?.map((share) => 0 - share);
				expect(splitByWeight(0 - total, parts)).toEqual(mirrored);
				expect(
					splitByWeight(
						total,
						parts.map((part) => 0 - part),
					),
				).toEqual(split);
			}),
		);
	});
});

test.each<[string, string, number]>([
	['10', '3', 333],
	['20', '3', 667],
	['-10', '3', -333],
	['0.01', '2', 1],
	['4.995', '0.2', 2498],
	['10', '0.0004', 2_500_000],
])('%s divided by %s in cents', (amount, divisor, cents) => {
	expect(quotientCents(decimal(amount), decimal(divisor))).toBe(cents);
});
