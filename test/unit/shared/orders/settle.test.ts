/** Lines in whole cents: whatever is sold, they come to what was paid. */
import fc from 'fast-check';
import { settleLines } from '../../../../nodes/shared/orders/settle';
import type { StatedLine } from '../../../../nodes/shared/orders/types';
import { add, multiply, subtract, toCents, ZERO } from '../../../../nodes/shared/values/money';
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
