/** What is known of a document that can't be read. */
import { wireFlag } from '../../shared/books/vendorRecord';
import type { DocumentType, Place } from '../../shared/books/receipt';
import type { UnreadRecord } from '../../shared/books/unreadable';
import { isRecord } from '../../shared/values/records';
import { displayNumber } from './numbers';
import { shopOf } from './shopOf';

/**
 * Assumption: it states its amount like all others; a credit note takes back, and what is deferred or
 * was cancelled in place counts nothing.
 * @param shop of documents that name none
 * @param shops names by shop id
 */
export function tellUnread(
	record: unknown,
	shop: Place,
	documentType: DocumentType = 'receipt',
	shops: ReadonlyMap<string, string | null> = new Map(),
): UnreadRecord {
	const { date, datetime, deferred, ...rest } = isRecord(record) ? record : {};
	const numbering = isRecord(rest.documentNumbering) ? rest.documentNumbering : {};
	const documentNumbering = { prefix: textOf(numbering.prefix), suffix: textOf(numbering.suffix) };
	const zNumber = textOf(rest.zNumber);
	const document = isRecord(rest.document) ? rest.document : {};
	const isNothing =
		wireFlag.parse(deferred) || (documentType === 'receipt' && wireFlag.parse(document.refund));
	const ownShop = shopOf(record);
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
		salesPoint:
			ownShop === undefined || ownShop === shop?.id
				? shop
				: { id: ownShop, name: shops.get(ownShop) ?? null },
	};
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
