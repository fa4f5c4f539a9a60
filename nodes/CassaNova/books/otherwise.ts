/** CassaNova's documents that count otherwise than their rows say: cancelled in place, deferred, taking back. */
import { assembleReceipt } from '../../shared/books/assemble';
import { lineTakenBack, paymentGivenBack } from '../../shared/books/draft';
import type { ReceiptDraft } from '../../shared/books/draft';
import type { AccountingReceipt } from '../../shared/books/receipt';
import { centsToString, money } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';

/**
 * A receipt that was cancelled in place.
 *
 * Assumption: a receipt with `document.refund` was cancelled in place. It stays one record with
 * one date, is listed, and counts nothing on its day; what it was is told by a note and
 * `checks.vendorAmount`.
 */
export function cancelledInPlace(draft: ReceiptDraft): AccountingReceipt {
	const { vendorAmountCents } = draft;
	const was = vendorAmountCents === null ? '' : ` of ${centsToString(vendorAmountCents)}`;
	const note = `This receipt${was} was canceled in place: it counts 0.`;
	return withoutAmounts(draft, { kind: 'cancellation', notes: [note], problems: [] });
}

/**
 * A credit note as it counts.
 *
 * Assumption: a credit note takes back, whichever sign its rows have: what adds up to more than
 * nothing is counted as its mirror.
 */
export function takenBack(draft: ReceiptDraft): ReceiptDraft {
	const minus = (cents: Cents) => 0 - cents;
	const mirrors = (cents: readonly Cents[]) => cents.reduce((sum, each) => sum + each, 0) > 0;
	const { lines, payments, vendorAmountCents, changeCents } = draft;
	const mirrorsLines = mirrors(lines.map(({ grossCents }) => grossCents));
	const mirrorsPayments = mirrors(payments.map(({ amountCents }) => amountCents));
	return {
		...draft,
		kind: draft.kind === 'sale' ? 'refund' : draft.kind,
		lines: mirrorsLines ? lines.map(lineTakenBack) : lines,
		payments: mirrorsPayments ? payments.map(paymentGivenBack) : payments,
		changeCents: mirrorsPayments ? minus(changeCents) : changeCents,
		vendorAmountCents:
			vendorAmountCents !== null && vendorAmountCents > 0
				? minus(vendorAmountCents)
				: vendorAmountCents,
	};
}

/**
 * A deferred invoice.
 *
 * Assumption: an invoice with `deferred` is about receipts that count by themselves; it counts
 * nothing, also where it has a body. One without it counts. Where the receipts that it names say
 * otherwise, something may be counted twice or not at all, which is a problem.
 * @param receipts how many it names
 */
export function deferredInvoice(draft: ReceiptDraft, receipts: number): AccountingReceipt {
	const note = `A deferred invoice about ${receipts} receipts, which count by themselves: it counts 0.`;
	const problem =
		'It is a deferred invoice and names no receipts that would count in its place: see whether anything is missing.';
	const problems = receipts === 0 && draft.vendorAmountCents ? [problem] : [];
	return withoutAmounts(draft, { kind: 'zero', notes: [note], problems });
}

/** A document that is listed and counts nothing; what it states stands in its checks. */
function withoutAmounts(
	draft: ReceiptDraft,
	why: Pick<ReceiptDraft, 'kind' | 'notes' | 'problems'>,
): AccountingReceipt {
	const receipt = assembleReceipt({
		...draft,
		lines: [],
		payments: [],
		changeCents: 0,
		vendorAmountCents: null,
		...why,
	});
	const vendorAmount = money('vendorAmount', draft.vendorAmountCents);
	return { ...receipt, checks: { ...receipt.checks, ...vendorAmount } };
}
