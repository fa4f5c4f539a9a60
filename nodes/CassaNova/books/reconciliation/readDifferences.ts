/** Reads CassaNova's sold reports and finds the days on which they differ from the receipts. */
import type { AccountingReceipt } from '../../../shared/books/receipt';
import type { ActionCall } from '../../../shared/table/types';
import type { DayRange } from '../../../shared/table/request';
import { addDays, daysBetween } from '../../../shared/values/dates';
import { inTurns } from '../../../shared/values/inTurns';
import type { Day } from '../../../shared/values/units';
import { less, openOf, sums } from './keys';
import type { Sums } from './keys';
import { oursOf, readReport, reportsOf } from './reports';
import type { Reports } from './reports';

/** What receipts and reports come to, and where they differ. */
export interface Differences {
	/** Of the whole period. */
	ours: Sums;
	theirs: Sums;
	/** The reports' sums less those of the receipts, for each day on which any differs. */
	byDay: ReadonlyMap<Day, Sums>;
	/** What people call what is compared. */
	nameOf: Reports['nameOf'];
}

/**
 * Both reports against receipts: each once for the period, and again only as often as it takes to find
 * the days that differ.
 * @param receipts of the period, without invoices and credit notes
 * @throws NodeApiError for what can't be read
 */
export async function readDifferences(
	call: ActionCall,
	period: DayRange,
	receipts: readonly AccountingReceipt[],
): Promise<Differences> {
	const { list, nameOf } = await reportsOf(call);
	const [ours, theirs] = [sums([]), sums([])];
	const byDay = new Map<Day, Sums>();
	for (const report of list) {
		const sides: Sides = {
			ours: async (some) => await inTurns(call, oursOf(report, some)),
			theirs: async (range) => await readReport(call, report, range),
		};
		const whole = await sides.theirs(period);
		for (const [key, cents] of await sides.ours(receipts)) ours.set(key, cents);
		for (const [key, cents] of whole) theirs.set(key, cents);
		for (const [day, differing] of await differingDays(sides, period, whole, receipts)) {
			byDay.set(day, sums([...(byDay.get(day) ?? []), ...differing]));
		}
	}
	return { ours, theirs, byDay, nameOf };
}

/** Both sides of one report. */
export interface Sides {
	ours: (receipts: readonly AccountingReceipt[]) => Promise<Sums>;
	/** Reads the report over some days. */
	theirs: (range: DayRange) => Promise<Sums>;
}

/**
 * By day, what differs, found by halving: a report of the first half tells that of the second, because
 * reports add up.
 * @param theirs the report of the range
 */
export async function differingDays(
	sides: Sides,
	{ from, to }: DayRange,
	theirs: Sums,
	receipts: readonly AccountingReceipt[],
): Promise<Array<[day: Day, differences: Sums]>> {
	const differences = less(theirs, await sides.ours(receipts));
	if (openOf(differences).length === 0) return [];
	if (from === to) return [[from, differences]];
	const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
	const first = { from, to: middle };
	const left = await sides.theirs(first);
	const early = receipts.filter(({ businessDay }) => businessDay <= middle);
	const late = receipts.filter(({ businessDay }) => businessDay > middle);
	const second = { from: addDays(middle, 1), to };
	return [
		...(await differingDays(sides, first, left, early)),
		...(await differingDays(sides, second, less(theirs, left), late)),
	];
}
