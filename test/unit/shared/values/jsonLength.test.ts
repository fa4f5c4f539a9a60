/** Lengths of JSON, compared with what JSON.stringify writes. */
import { jsonLength } from '../../../../nodes/shared/values/jsonLength';

it.each([
	[null],
	[true],
	[12.5],
	['Espresso'],
	[''],
	[[]],
	[{}],
	[[1, [2, 'three'], { four: null }]],
	[{ a: { b: ['c', 'd'] }, e: -1 }],
])('%j is as long as it is written, to a sign for each list or object', (value) => {
	const written = JSON.stringify(value).length;
	expect(Math.abs(jsonLength(value, 1000) - written)).toBeLessThanOrEqual(4);
});

it('stops at the bound, and goes as deep as it must', () => {
	let deep: unknown = 1;
	for (let depth = 0; depth < 100_000; depth++) deep = [deep];
	expect(jsonLength(deep, 1_000_000)).toBeGreaterThan(200_000);
	expect(jsonLength(deep, 10)).toBeLessThan(20);
	expect(jsonLength(Array(1_000_000).fill(0), 10)).toBeGreaterThan(10);
	expect(jsonLength(Array(1_000_000).fill(0), 5_000_000)).toBeGreaterThan(1_999_999);
});
