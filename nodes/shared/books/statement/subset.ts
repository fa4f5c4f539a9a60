/** Few amounts among many that add up to another one, looked for with a bound. Pure functions. */
import type { Cents } from '../../values/units';

/** More amounts aren't tried in pairs, and fewer still in threes: chance would find a sum among them. */
const MOST_FOR_PAIRS = 60;
const MOST_FOR_THREES = 20;

/**
 * The smallest number of amounts, three at most, that add up to a sum.
 * @param isAnyOfAlike whether ways of the same amounts are the same way: the first is taken then
 * @returns their indexes; undefined where there are none, or several ways with as many amounts
 */
export function fewThatSum(
	amounts: readonly Cents[],
	sum: Cents,
	isAnyOfAlike = false,
): number[] | undefined {
	const onlyOne = (ways: number[][]): number[] | undefined => {
		const [first] = ways;
		const isSame = (way: number[]) =>
			way === first || (isAnyOfAlike && first && areAlike(way, first));
		return ways.every(isSame) ? first : undefined;
	};
	const areAlike = (one: number[], other: number[]) => amountsOf(one) === amountsOf(other);
	const amountsOf = (way: number[]) =>
		way
			.map((index) => amounts[index] ?? 0)
			.sort((a, b) => a - b)
			.join();
	const singles = amounts.flatMap((amount, index) => (amount === sum ? [[index]] : []));
	if (singles.length > 0) return onlyOne(singles);
	const pairs = amounts.length > MOST_FOR_PAIRS ? [] : pairsThatSum(amounts, sum, 0);
	if (pairs.length > 0) return onlyOne(pairs);
	if (amounts.length > MOST_FOR_THREES) return undefined;
	return onlyOne(
		amounts.flatMap((amount, index) =>
			pairsThatSum(amounts, sum - amount, index + 1).map((pair) => [index, ...pair]),
		),
	);
}

function pairsThatSum(amounts: readonly Cents[], sum: Cents, from: number): number[][] {
	const found: number[][] = [];
	for (let one = from; one < amounts.length; one++) {
		for (let other = one + 1; other < amounts.length; other++) {
			if ((amounts[one] ?? 0) + (amounts[other] ?? 0) === sum) found.push([one, other]);
		}
	}
	return found;
}
