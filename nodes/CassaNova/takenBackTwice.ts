/** Sales that are taken back by a credit note and were cancelled in place as well. */
import type { AccountingReceipt } from '../shared/accounting';
import { isCancelledInPlace } from '../shared/books/cancelled';

/**
 * Says so on credit notes over a receipt that also counts 0 because it was cancelled in place.
 *
 * Assumption: a credit note names its receipt only by the number, which many closings have: the one
 * that is meant is of the same shop and amount, and not made later.
 * @param receipts everything that was read
 */
export function noteTakenBackTwice(receipts: readonly AccountingReceipt[]): AccountingReceipt[] {
	const cancelled = receipts.filter(isCancelledInPlace);
	return receipts.map((receipt) => {
		if (receipt.documentType !== 'creditNote') return receipt;
		const twice = cancelled.find((other) => isAbout(receipt, other));
		if (!twice) return receipt;
		const note = `It takes back receipt ${twice.number}, and receipt ${twice.displayNumber} over the same amount was cancelled in place and counts 0: the sale may be taken back twice.`;
		const { checks } = receipt;
		return { ...receipt, checks: { ...checks, balanced: false, notes: [...checks.notes, note] } };
	});
}

function isAbout(creditNote: AccountingReceipt, receipt: AccountingReceipt): boolean {
	const { references, salesPoint, totals, issuedAt } = creditNote;
	return (
		references.some(({ type, number }) => type === 'refunds' && number === receipt.number) &&
		salesPoint?.id === receipt.salesPoint?.id &&
		totals.grossCents !== 0 &&
		receipt.checks.vendorAmountCents === 0 - totals.grossCents &&
		Date.parse(receipt.issuedAt) <= Date.parse(issuedAt)
	);
}
