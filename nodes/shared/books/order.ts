/** The order in which receipts and rates stand in books. Pure functions. */
import type { AccountingReceipt } from './receipt';
import { mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Percent } from '../values/units';

const collator = new Intl.Collator('en', { numeric: true });

/** Compares numbers and IDs as `Array.sort` wants it: digits by their value, so that 9 comes before 10. */
export function compareNumbers(a: string, b: string): number {
	return collator.compare(a, b);
}

/** Compares VAT rates as `Array.sort` wants it; what isn't known comes last. */
export function compareRates(a: Percent | null, b: Percent | null): number {
	return Number(a ?? Infinity) - Number(b ?? Infinity) || 0;
}

/** A sorted copy, in the order of their making; documents of the same second by number, then by id. */
export function* inOrder<T extends Pick<AccountingReceipt, 'id' | 'issuedAt' | 'number'>>(
	receipts: readonly T[],
): Steps<T[]> {
	const timed = yield* mapSteps(receipts, (receipt) => ({
		receipt,
		time: Date.parse(receipt.issuedAt),
	}));
	const byNumber = (a: T, b: T) => compareNumbers(a.number, b.number) || compareNumbers(a.id, b.id);
	const ordered = yield* sortSteps(
		timed,
		(a, b) => a.time - b.time || byNumber(a.receipt, b.receipt),
	);
	return ordered.map(({ receipt }) => receipt);
}
