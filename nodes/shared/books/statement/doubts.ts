/** Where rows could as well be those of another day, which nothing tells. Pure functions. */
import { closeness } from './batches';
import type { FeeTerms } from './batches';
import { latestPayday } from './payday';
import { worthOf, worthOfAll } from './types';
import type { DayTaken, Pair, PayoutRules, StatementRow } from './types';

/** Whether rows could be what a day took, by their days and amounts. */
function couldBe(
	{ day, cents }: DayTaken,
	rows: readonly StatementRow[],
	{ bankDays, fees }: PayoutRules,
): boolean {
	const latest = latestPayday(day, bankDays);
	const comparing: FeeTerms = { fees };
	return (
		rows.length > 0 &&
		rows.every((row) => row.day >= day && row.day <= latest) &&
		closeness(cents, worthOfAll(rows), comparing, 0) !== undefined
	);
}

/** A pair that is of one day for certain only by the order of time. */
const isOfOneDay = ({ days, fit }: Pair) =>
	days.length === 1 && (fit === 'exact' || fit === 'fees' || fit === 'late');

/** Days that weren't paid out, by the pair whose rows could be theirs; the first such pair of each day. */
export function doubtsOfDays(
	missing: readonly DayTaken[],
	pairs: readonly Pair[],
	rules: PayoutRules,
): Map<DayTaken, Pair> {
	const single = pairs.filter(isOfOneDay);
	const doubts = new Map<DayTaken, Pair>();
	for (const day of missing) {
		const other = single.find(({ rows }) => couldBe(day, rows, rules));
		if (other) doubts.set(day, other);
	}
	return doubts;
}

/** The pair of whose payout a row that is left over could be another: of the same amount, not before its day. */
export function twinOf(row: StatementRow, pairs: readonly Pair[]): Pair | undefined {
	return pairs.find(
		({ days, rows }) =>
			rows.length === 1 &&
			(days[0]?.day ?? '') <= row.day &&
			worthOf(rows[0] ?? row) === worthOf(row),
	);
}
