/**
 * CassaNova's receipts against its own sold reports (document: SoldByTax Management, SoldByDepartment
 * Management). Reports count days from midnight to midnight, so the receipts are cut there as well.
 */
import { endsAtClosing, FIXED_HOUR } from '../../../shared/books/panel/period';
import { isWithin } from '../../../shared/books/period';
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { byPlace, compareStated } from '../../../shared/books/reconciliation';
import type { Reconciliation } from '../../../shared/books/reconciliation';
import type { Wanted } from '../../../shared/books/source';
import type { ActionCall } from '../../../shared/table/types';
import type { DayRange } from '../../../shared/table/request';
import { inTurns } from '../../../shared/values/inTurns';
import type { Steps } from '../../../shared/values/inTurns';
import { readBooks } from '../books';
import { compareKey } from './compareKey';
import { explainDays } from './explainDays';
import type { Documents } from './explainDays';
import { ByKey, CHECKS } from './keys';
import { readDifferences } from './readDifferences';
import type { Differences } from './readDifferences';

const MIDNIGHT = '00:00';

const NOT_BY_CLOSINGS =
	"CassaNova's reports count from midnight to midnight and know no closings, so receipts are compared by the days of the calendar here. Bookings by business days that end with closings may come to other sums.";

/**
 * Two comparisons per shop, and one per rate and department of all shops that were asked for.
 * @throws NodeApiError for what can't be read
 */
export async function reconcile(call: ActionCall, wanted: Wanted): Promise<Reconciliation[]> {
	const { period } = wanted;
	if (endsAtClosing(call.input)) call.hint(NOT_BY_CLOSINGS);
	const options = { ...call.input.options, dayEndsAt: MIDNIGHT, businessDayEnds: FIXED_HOUR };
	const atMidnight = call.with(call.endpoint, { ...call.input, options });
	const { receipts, others } = await readBooks(atMidnight, wanted);
	const counted = receipts.filter(({ businessDay }) => isWithin(businessDay, period));
	const isTill = ({ documentType }: AccountingReceipt) => documentType === 'receipt';
	const documents = {
		receipts: counted.filter(isTill),
		others: counted.filter((document) => !isTill(document)),
		known: [...receipts, ...others],
	};
	const read = await readDifferences(call, period, documents.receipts);
	const items = await inTurns(call, compareReports(period, documents, read));
	for (const entry of byPlace(counted)) {
		const stated = compareStated(entry.receipts, entry.place, period);
		for (const item of await inTurns(call, stated)) items.push(item);
	}
	return items;
}

/** One comparison per rate and department that receipts or reports have. */
function* compareReports(
	period: DayRange,
	documents: Documents,
	read: Differences,
): Steps<Reconciliation[]> {
	const explained = yield* explainDays(read.byDay, documents);
	const comparing = { ...read, period, explained, receipts: documents.receipts };
	const keys = new ByKey<true>();
	for (const [key] of [...read.ours, ...read.theirs]) keys.set(key, true);
	const compared: Reconciliation[] = [];
	for (const check of CHECKS) {
		for (const [key] of keys) {
			if (key.check !== check) continue;
			yield;
			compared.push(compareKey(key, comparing));
		}
	}
	return compared;
}
