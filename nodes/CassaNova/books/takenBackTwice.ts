/** Sales that are taken back by a credit note and were cancelled in place as well. */
import type { AccountingReceipt, Place } from '../../shared/books/receipt';
import { isCancelledInPlace } from '../../shared/books/cancelled';
import { groupsOf } from '../../shared/values/groups';
import { mapSteps } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';

/**
 * Says so on credit notes over a receipt that also counts 0 because it was cancelled in place.
 *
 * Assumption: a credit note names its receipt only by the number, which many closings have: the one
 * that is meant is of the same shop and amount, and not made later.
 * @param receipts everything that was read
 */
export function* noteTakenBackTwice(
	receipts: readonly AccountingReceipt[],
): Steps<AccountingReceipt[]> {
	const cancelled = groupsOf(
		receipts.filter(isCancelledInPlace),
		({ salesPoint, number, checks }) => keyOf(salesPoint, number, checks.vendorAmountCents),
	);
	for (const alike of cancelled.values()) alike.sort((a, b) => timeOf(a) - timeOf(b));
	return yield* mapSteps(receipts, (receipt) => {
		if (receipt.documentType !== 'creditNote') return receipt;
		const twice = candidatesOf(receipt, cancelled).find((one) => timeOf(one) <= timeOf(receipt));
		if (!twice) return receipt;
		const note = `It takes back receipt ${twice.number}, and receipt ${twice.displayNumber} over the same amount was canceled in place and counts 0: the sale may be taken back twice.`;
		const { checks } = receipt;
		return { ...receipt, checks: { ...checks, balanced: false, notes: [...checks.notes, note] } };
	});
}

const timeOf = ({ issuedAt }: AccountingReceipt): number => Date.parse(issuedAt);

const keyOf = (place: Place, number: string, cents: number | null): string =>
	JSON.stringify([place?.id, number, cents]);

/** The earliest of each number that a credit note names: if that one was made later, all were. */
function candidatesOf(
	{ references, salesPoint, totals }: AccountingReceipt,
	cancelled: ReadonlyMap<string, AccountingReceipt[]>,
): AccountingReceipt[] {
	if (totals.grossCents === 0) return [];
	return references.flatMap(({ type, number }) => {
		if (type !== 'refunds' || number === null) return [];
		return cancelled.get(keyOf(salesPoint, number, 0 - totals.grossCents))?.slice(0, 1) ?? [];
	});
}
