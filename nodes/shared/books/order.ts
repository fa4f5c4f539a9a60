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

type Ordered = Pick<AccountingReceipt, 'id' | 'issuedAt' | 'number'>;

/** Compares two receipts by when they were made, as {@link inOrder} does. */
export function compareInOrder(a: Ordered, b: Ordered): number {
	return Date.parse(a.issuedAt) - Date.parse(b.issuedAt) || compareAtOnce(a, b);
}

/** Compares two receipts of one moment. */
function compareAtOnce(a: Ordered, b: Ordered): number {
	return compareNumbers(a.number, b.number) || compareNumbers(a.id, b.id);
}

/** A sorted copy, in the order of their making; documents of the same second by number, then by id. */
export function* inOrder<T extends Ordered>(receipts: readonly T[]): Steps<T[]> {
	const timed = yield* mapSteps(receipts, (receipt) => ({
		receipt,
		time: Date.parse(receipt.issuedAt),
	}));
	const ordered = yield* sortSteps(
		timed,
		(a, b) => a.time - b.time || compareAtOnce(a.receipt, b.receipt),
	);
	return ordered.map(({ receipt }) => receipt);
}
