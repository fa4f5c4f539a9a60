/** Lines in whole cents: whatever is sold, they come to what was paid. */
import fc from 'fast-check';
import { settleLines } from '../../../../nodes/shared/orders/settle';
import type { StatedLine } from '../../../../nodes/shared/orders/types';
import {
	add,
	centsToString,
	decimal,
	decimalToString,
	multiply,
	subtract,
	toCents,
	ZERO,
} from '../../../../nodes/shared/values/money';
import type { Decimal } from '../../../../nodes/shared/values/money';

const decimals = (max: number): fc.Arbitrary<Decimal> =>
	fc.record({ units: fc.bigInt({ min: 0n, max: BigInt(max) }), scale: fc.constantFrom(2, 3, 5) });

const line = fc
	.record({
		pieces: fc.integer({ min: 1, max: 40 }),
		weighed: fc.boolean(),
		back: fc.boolean(),
		before: decimals(5_000_000),
		off: fc.integer({ min: 0, max: 100 }),
	})
	.map(({ pieces, weighed, back, before, off }): StatedLine => {
		const sign = back ? -1n : 1n;
		const signed = { ...before, units: before.units * sign };
		const discount = multiply(signed, { units: BigInt(off), scale: 2 });
		return {
			kind: 'goods',
			place: 'a line',
			quantity: { units: BigInt(pieces) * sign, scale: weighed ? 3 : 0 },
			stated: { before: signed, after: subtract(signed, discount) },
		};
	});
const lines = fc.array(line, { minLength: 1, maxLength: 12 });

test('lines come to their total, and each to its pieces at its price less its discount', () => {
	fc.assert(
		fc.property(lines, (stated) => {
			const exact = stated.map((each) => each.stated?.after ?? ZERO).reduce(add, ZERO);
			const settled = settleLines(stated, toCents(exact));
			const sum = settled.reduce((cents, { price }) => cents + (price?.grossCents ?? 0), 0);
			expect(sum).toBe(toCents(exact));
			for (const { quantity, price } of settled) {
				const { each = ZERO, discountCents = 0, grossCents = 0 } = price ?? {};
				expect(toCents(multiply(quantity, each)) - discountCents).toBe(grossCents);
			}
			const pieces = (all: Array<{ quantity: Decimal }>) =>
				all.map(({ quantity }) => quantity).reduce(add, ZERO);
			expect(subtract(pieces(settled), pieces(stated)).units).toBe(0n);
		}),
	);
});

/** Quantity, price before and after the discount, and the price of one where the shop states it. */
type Stated = [quantity: number, before: number, after?: number, each?: number];
const linesOf = (...all: Stated[]): StatedLine[] =>
	all.map(([quantity, before, after = before, each], index) => ({
		kind: 'goods',
		place: `line ${index + 1}`,
		quantity: decimal(quantity),
		stated: {
			before: decimal(before),
			after: decimal(after),
			...(each === undefined ? {} : { each: decimal(each) }),
		},
	}));
const settled = (total: number, ...all: Stated[]) =>
	settleLines(linesOf(...all), total).map(({ quantity, price }) =>
		[
			`${decimalToString(quantity)} x ${decimalToString(price?.each ?? ZERO)}`,
			`- ${centsToString(price?.discountCents ?? 0)} = ${centsToString(price?.grossCents ?? 0)}`,
		].join(' '),
	);

test.each<[string, number, Stated[], string[]]>([
	['the price that is stated', 700, [[2, 7, 7, 3.5]], ['2 x 3.5 - 0.00 = 7.00']],
	["a price that is stated and isn't the line's", 700, [[2, 7, 7, 3.4]], ['2 x 3.5 - 0.00 = 7.00']],
	['a fine price of what is weighed', 100, [[0.333, 1, 1, 3]], ['0.333 x 3 - 0.00 = 1.00']],
	['no fine price of pieces', 333, [[3, 3.33, 3.33, 1.1111]], ['3 x 1.11 - 0.00 = 3.33']],
	['three for ten', 1000, [[3, 10]], ['2 x 3.33 - 0.00 = 6.66', '1 x 3.34 - 0.00 = 3.34']],
	[
		'three for ten, and they come back',
		-1000,
		[[-3, -10]],
		['-2 x 3.33 - 0.00 = -6.66', '-1 x 3.34 - 0.00 = -3.34'],
	],
	[
		'three for ten less a third',
		667,
		[[3, 10, 6.67]],
		['2 x 3.33 - 2.22 = 4.44', '1 x 3.34 - 1.11 = 2.23'],
	],
	[
		'a cent that rounding left, with the line that was rounded most',
		301,
		[
			[1, 1.003],
			[1, 1.004],
			[1, 1.004],
		],
		['1 x 1 - 0.00 = 1.00', '1 x 1.01 - 0.00 = 1.01', '1 x 1 - 0.00 = 1.00'],
	],
	[
		'a cent that rounding made',
		302,
		[
			[1, 1.007],
			[1, 1.006],
			[1, 1.006],
		],
		['1 x 1.01 - 0.00 = 1.01', '1 x 1 - 0.00 = 1.00', '1 x 1.01 - 0.00 = 1.01'],
	],
])('lines have %s', (_what, total, all, expected) => {
	expect(settled(total, ...all)).toEqual(expected);
});

test('lines that come to something else than the total are refused, with what they come to', () => {
	expect(() => settled(1001, [3, 10], [1, 0])).toThrow(
		'comes to 10.00 by its lines, but its total is 10.01: 0.01 too little. Its lines: line 1 10.00; line 2 0.00',
	);
	expect(() => settled(300, [1, 3.5])).toThrow('is 3.00: 0.50 too much. Its lines: line 1 3.50');
});
