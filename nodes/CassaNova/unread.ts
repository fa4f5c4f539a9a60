/** What is known of a document that can't be read. */
import type { DocumentType, Place } from '../shared/accounting';
import type { Unread } from '../shared/books/unreadable';
import { isRecord } from '../shared/records';
import { displayNumber } from './accounting';

/**
 * Assumption: it states its amount like all others; a credit note takes back, and what is deferred or
 * was cancelled in place counts nothing.
 */
export function tellUnread(
	record: unknown,
	shop: Place,
	documentType: DocumentType = 'receipt',
): Unread {
	const { date, datetime, deferred, idSalesPoint, ...rest } = isRecord(record) ? record : {};
	const numbering = isRecord(rest.documentNumbering) ? rest.documentNumbering : {};
	const documentNumbering = { prefix: textOf(numbering.prefix), suffix: textOf(numbering.suffix) };
	const zNumber = textOf(rest.zNumber);
	const document = isRecord(rest.document) ? rest.document : {};
	const isNothing = Boolean(deferred) || (documentType === 'receipt' && Boolean(document.refund));
	const ownShop = textOf(idSalesPoint);
	return {
		source: 'cassaNova',
		documentType,
		ids: ['id'],
		numbers: ['refundNumber', 'number'],
		zNumber,
		displayNumber: (number, issuedAt) =>
			displayNumber({ zNumber, documentNumbering }, number, documentType, issuedAt),
		times: [datetime, date],
		amount: document.amount,
		count: (cents) => {
			if (isNothing) return 0;
			return documentType === 'creditNote' ? 0 - Math.abs(cents) : cents;
		},
		salesPoint: ownShop === null || ownShop === shop?.id ? shop : { id: ownShop, name: null },
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
