/** The numbers of receipts, short: those that follow each other by their ends. Pure functions. */
import { groupsOf } from '../../values/groups';
import { bookedNumber } from '../facts';
import { compareNumbers } from '../order';
import type { AccountingReceipt } from '../receipt';
import { readNumber } from '../sequences';
import type { NumberRanges } from './entry';

/** Numbers in a row; one that doesn't end with digits stands alone. */
interface Run {
	first: string;
	last: string;
	/** How the next number begins and what it is, where that can be told. */
	next: ReturnType<typeof readNumber>;
}

/** Of no receipts. */
export const NO_NUMBERS: NumberRanges = { receipt: '', invoice: '', creditNote: '' };

/**
 * The numbers on paper of some receipts, for each type of document: `11-1 … 11-45, 11-47`.
 * @param receipts in any order
 */
export function numberRanges(
	receipts: ReadonlyArray<Pick<AccountingReceipt, 'documentType' | 'displayNumber'>>,
): NumberRanges {
	const byType = groupsOf(receipts, ({ documentType }) => documentType);
	const ranges = { ...NO_NUMBERS };
	for (const [type, own] of byType) ranges[type] = inRuns(own.map(bookedNumber));
	return ranges;
}

function inRuns(numbers: readonly string[]): string {
	const runs: Run[] = [];
	for (const number of [...new Set(numbers)].sort(compareNumbers)) {
		const run = runs.at(-1);
		const read = readNumber(number);
		if (run?.next && read?.prefix === run.next.prefix && read.value === run.next.value)
			run.last = number;
		else runs.push({ first: number, last: number, next: undefined });
		const [open] = runs.slice(-1);
		if (open) open.next = read && { ...read, value: read.value + 1 };
	}
	return runs.map(({ first, last }) => (first === last ? first : `${first} … ${last}`)).join(', ');
}
