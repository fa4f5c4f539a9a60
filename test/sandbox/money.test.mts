/** The sandbox's money: rounding, tax, splitting, and the book of totals, against figures by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromCents, rateText, splitByWeight, taxInGross, toCents } from '../../sandbox/money.mts';
import { createTruth } from '../../sandbox/truth.mts';

test('cents are rounded half away from zero, without binary surprises', () => {
	const cases: Array<[amount: number | string, cents: number]> = [
		[1.005, 101],
		['1.665', 167],
		['-1.665', -167],
		['1.0049999', 100],
		['-0.005', -1],
		[0.1 + 0.2, 30],
		[-0.001, 0],
	];
	for (const [amount, cents] of cases) assert.equal(toCents(amount), cents, String(amount));
	assert.equal(fromCents(1999), 19.99);
	assert.equal(rateText('22.00'), '22');
	assert.equal(rateText(8.8), '8.8');
});

test('the tax in a gross amount mirrors for refunds', () => {
	assert.equal(taxInGross(1220, 22), 220);
	assert.equal(taxInGross(100, 22), 18);
	assert.equal(taxInGross(-100, 22), -18);
	// Half a cent of tax: the tax itself is rounded, not what is left of the gross amount.
	assert.equal(taxInGross(1, 100), 1);
	assert.equal(taxInGross(-1, 100), -1);
	assert.equal(taxInGross(999, 0), 0);
});

test('splitting is exact, largest remainder first, earlier part on a tie', () => {
	assert.deepEqual(splitByWeight(100, [1, 1, 1]), [34, 33, 33]);
	assert.deepEqual(splitByWeight(-100, [1, 1, 1]), [-34, -33, -33]);
	assert.deepEqual(splitByWeight(10, [999, 1]), [10, 0]);
	assert.deepEqual(splitByWeight(5, [30, 70]), [2, 3]);
	assert.deepEqual(splitByWeight(7, [0, 0]), [7, 0]);
	assert.deepEqual(splitByWeight(7, []), []);
});

test('the book taxes once per receipt and rate', () => {
	const truth = createTruth();
	const one = { merchant: 'a', place: '1', changeCents: 0, kind: 'sale' as const };
	const taxes = [
		{ rate: 22, grossCents: 4 },
		{ rate: '22.0', grossCents: 4 },
	];
	const payments = [{ means: 'cash', cents: 8 }];
	truth.add({ ...one, id: 'x', at: '2026-03-05T10:00:00', taxes, payments });
	truth.add({ ...one, id: 'y', at: '2026-03-06T01:00:00', taxes, payments, merchant: 'b' });
	// A receipt of 8 cents holds 1 cent of tax; its lines apart would hold 2, both together 3.
	assert.deepEqual(truth.totals({}), {
		count: 2,
		byKind: { sale: 2, refund: 0, cancellation: 0, zero: 0 },
		grossCents: 16,
		netCents: 14,
		taxCents: 2,
		taxes: [{ rate: '22', grossCents: 16, netCents: 14, taxCents: 2 }],
		payments: [{ means: 'cash', cents: 16 }],
		changeCents: 0,
	});
	assert.equal(truth.totals({ merchant: 'b' }).count, 1);
	assert.equal(truth.totals({ to: '2026-03-05' }).count, 1);
	assert.equal(truth.totals({ from: '2026-03-05T10:00:01' }).count, 1);
	assert.equal(truth.totals({ register: '2' }).count, 0);
	truth.cancel('x');
	assert.equal(truth.totals({}).grossCents, 8);
	assert.equal(truth.totals({}).byKind.cancellation, 1);
	assert.throws(() => truth.cancel('nobody'));
});
