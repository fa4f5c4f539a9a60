/** The numbers of a CassaNova document, and those that it names. */
import type { ReceiptDraft } from '../../shared/books/draft';
import type { DocumentType } from '../../shared/books/receipt';
import type { IsoMoment } from '../../shared/values/units';
import type { Receipt } from './record';

/**
 * The number as it stands on paper.
 *
 * Assumption: on paper a receipt has the number of the day's closing, its own and the date; an
 * invoice or a credit note has its own number with a prefix or suffix.
 */
export function displayNumber(
	receipt: Pick<Receipt, 'zNumber' | 'documentNumbering'>,
	number: string,
	documentType: DocumentType,
	issuedAt: IsoMoment,
): string {
	if (documentType !== 'receipt') {
		const { prefix, suffix } = receipt.documentNumbering ?? {};
		return `${prefix ?? ''}${number}${suffix ?? ''}`;
	}
	const date = issuedAt.slice(0, 10);
	if (receipt.zNumber === null || receipt.zNumber === undefined) return `${number} ${date}`;
	return `${receipt.zNumber.padStart(4, '0')}-${number.padStart(4, '0')} ${date}`;
}

/** Its own number; the id where it has none. */
export function numberOf(receipt: Receipt): string {
	return receipt.refundNumber ?? receipt.number ?? receipt.id;
}

/** What an invoice that counts says of receipts that may count as well. */
export function problemsOfReferences({ deferredReceipts }: Receipt): string[] {
	const receipts = deferredReceipts?.length ?? 0;
	if (receipts === 0) return [];
	return [
		`It names ${receipts} receipts and isn't marked as deferred: it counts, and they may count once more.`,
	];
}

/** The receipts that it takes back or invoices. */
export function referencesOf(receipt: Receipt): ReceiptDraft['references'] {
	const { receiptNumber, deferredReceipts } = receipt;
	return [
		...(receiptNumber === null || receiptNumber === undefined
			? []
			: [{ type: 'refunds' as const, id: null, number: receiptNumber }]),
		...(deferredReceipts ?? []).map((id) => ({ type: 'invoices' as const, id, number: null })),
	];
}
