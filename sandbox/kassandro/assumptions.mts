/** Everything the Kassandro sandbox answers that no document determines, in one place. */
import type { ReceiptBody, StoredReceipt } from './records.mts';

/** The till's local time; days, `created` and times without a zone are meant in it. */
export const TIME_ZONE = 'Europe/Vienna';

/** A token of the other kind than the endpoint wants. */
export const WRONG_KIND_STATUS = 403;
/** A receipt, register or attachment that the caller has none of. */
export const NOT_FOUND_STATUS = 404;
/** A cancellation or an upload that can't be done. */
export const REFUSED_STATUS = 400;
/** The document says 5 MB without saying how many bytes a megabyte has. */
export const ATTACHMENT_MAX_BYTES = 5 * 1024 * 1024;

export const ATTACHMENT_FOLDER = '/cdn/storage/files.attachments/';

/** Key of the one array when lists come as an object (switch `kassandroListShape`). */
export const LIST_KEYS = {
	getCashRegisters: 'cashRegisters',
	getArticles: 'groups',
	getPaymentMethods: 'paymentMethods',
	getReceipts: 'receipts',
} as const;

/**
 * Switches of POST /__sandbox/config for everything that clients must take either way.
 * - kassandroGetToken: which token `gettoken` answers when both exist: `latest` (the one made
 *   last), `account`, `cashregister`, or `both` (two entries in the array)
 * - kassandroWrongKeyStatus: status of the `error: true` answer to a wrong API key
 * - kassandroWrongTokenStatus: status for a missing, wrong or dropped token
 * - kassandroErrorsAs200: all other refusals come with 200 and `error: true`
 * - kassandroListShape: `array`, or `object` with one array in it
 * - kassandroCountShape: `object` ({ count }), `number`, or `array` ([{ count }])
 * - kassandroOrder: receipts in the order in which they reached the server: `oldest` or `newest` first
 * - kassandroNumbers: `prefixed` (register-sequence, one of its kind in the account) or `plain`
 *   (the sequence alone, so that two registers share numbers)
 * - kassandroToInclusive: whether both ends of a span belong to it: whole local days for an account,
 *   seconds for a register
 * - kassandroCreatedZone: `till`, `utc` or `utcDays`: which clock the `created` of receipts shows; by the
 *   last, the list of an account counts days in UTC, too
 * - kassandroAttachmentOrigin: put before each of the `attachmentUrls`; '' leaves them relative
 * - kassandroKind: a cash register's token may list the registers, too; the document keeps that for an
 *   account's
 * - kassandroLockedRegisters: ids of registers that somebody else has logged in to
 */
export const CONFIG_DEFAULTS = {
	kassandroGetToken: 'latest',
	kassandroWrongKeyStatus: 200,
	kassandroWrongTokenStatus: 401,
	kassandroErrorsAs200: false,
	kassandroListShape: 'array',
	kassandroCountShape: 'object',
	kassandroOrder: 'oldest',
	kassandroNumbers: 'prefixed',
	kassandroToInclusive: true,
	kassandroCreatedZone: 'till',
	kassandroAttachmentOrigin: '',
	kassandroKind: false,
	kassandroLockedRegisters: [] as number[],
};

/** A register in the list of registers. */
export function registerRecord(id: number, name: string, locked: boolean): Record<string, unknown> {
	return { _id: `register${id}`, cashRegisterId: id, name, locked };
}

/** A receipt as it reads back: as it was written, plus what the server knows about it. */
export function receiptRecord(
	receipt: StoredReceipt,
	details: { receiptNumber: string; cancels?: string; withItems: boolean; urls?: string[] },
): Record<string, unknown> {
	const { items, ...head }: ReceiptBody = receipt.body;
	return {
		_id: receipt.id,
		receiptNumber: details.receiptNumber,
		cashRegisterId: receipt.register,
		...head,
		...(details.withItems ? { items } : {}),
		...(details.cancels === undefined ? {} : { cancellation: { receiptNumber: details.cancels } }),
		signature: receipt.signature,
		...(details.urls === undefined ? {} : { attachmentUrls: details.urls }),
	};
}
