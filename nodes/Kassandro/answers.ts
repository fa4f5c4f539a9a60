/** Kassandro's answers: an object, or an array that holds one; `error: true` whatever the status. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord, listOf } from '../shared/values/records';
import { vendorWords } from '../shared/wire/vendorWords';
import type { VendorFailure } from '../shared/table/request';

/** The object of an answer that may be wrapped in an array. */
export function unwrap(body: unknown): unknown {
	const entries = listOf(body);
	return entries?.length === 1 ? entries[0] : body;
}

/** Whether an answer says that it is a failure. */
function saysError(body: unknown): boolean {
	const answer = unwrap(body);
	return saysWhether(answer) && answer.error;
}

/** Whether an object is an answer that says if it is a failure; records don't. */
function saysWhether(answer: unknown): answer is { error: boolean } {
	return (
		typeof answer === 'object' &&
		answer !== null &&
		'error' in answer &&
		typeof answer.error === 'boolean'
	);
}

/** The failure in an answer, or undefined (document: graphic of the token endpoints). */
export function readFailure(status: number, body: unknown): VendorFailure | undefined {
	if (status < 400 && !saysError(body)) return undefined;
	return vendorWords(body) ?? (status < 400 ? { message: 'Kassandro gave no reason' } : undefined);
}

/**
 * The records of a list. The document doesn't show its shape: a bare array, or an object with one
 * array in it, which may be wrapped in an array like other answers that say whether they failed.
 */
export function readListItems(body: unknown): unknown[] | undefined {
	const answer = saysWhether(unwrap(body)) ? unwrap(body) : body;
	if (!isRecord(answer)) return listOf(answer);
	const lists = Object.values(answer).flatMap((value) => {
		const list = listOf(value);
		return list ? [list] : [];
	});
	return lists.length === 1 ? lists[0] : undefined;
}

/** Each of them tells a receipt from any other object (document: Beleg erstellen; `_id`: Beleg Attachment hochladen). */
const RECEIPT_FIELDS = ['_id', 'receiptNumber', 'items', 'price', 'paymentMethod', 'cancellation'];

const isReceipt = (value: unknown): value is IDataObject =>
	isRecord(value) && RECEIPT_FIELDS.some((name) => name in value);

/**
 * The one receipt of an answer; undefined where it holds none.
 *
 * Assumption: a receipt has one of the fields that the document names; an object without any is an answer
 * to something else. It may stand alone, or under `receipt` as in the answers to writes.
 */
export function readReceiptIn(body: unknown): IDataObject | undefined {
	const answer = unwrap(body);
	if (isReceipt(answer)) return answer;
	return isRecord(answer) && isReceipt(answer.receipt) ? answer.receipt : undefined;
}

/** The answer that says of itself that something was done; undefined for any other. */
export function readDone(body: unknown): IDataObject | undefined {
	const answer = unwrap(body);
	if (!isRecord(answer)) return undefined;
	return answer.error === false || readReceiptIn(answer) !== undefined ? answer : undefined;
}

/** The register that a receipt names, where it names one; the document doesn't name the field. */
export function registerOf(receipt: unknown): string | undefined {
	if (typeof receipt !== 'object' || receipt === null) return undefined;
	const isId = (value: unknown) => typeof value === 'string' || typeof value === 'number';
	const [, id] =
		Object.entries(receipt).find(
			([key, value]) => key.toLowerCase() === 'cashregisterid' && isId(value),
		) ?? [];
	return id === undefined ? undefined : String(id);
}

/** The number that a cancellation takes back; undefined for all other receipts. */
export function numberCancelledBy(receipt: unknown): string | undefined {
	const { cancellation } = isRecord(receipt) ? receipt : {};
	const number = isRecord(cancellation) ? cancellation.receiptNumber : undefined;
	return typeof number === 'string' || typeof number === 'number' ? String(number) : undefined;
}

/** Whether a value can be a number of receipts. */
export function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** A number of receipts: bare, or the only number of an object; the document doesn't show the answer. */
export function readCount(body: unknown): number | undefined {
	const answer = unwrap(body);
	const values = typeof answer === 'object' && answer !== null ? Object.values(answer) : [answer];
	const counts = values.filter(isCount);
	return counts.length === 1 ? counts[0] : undefined;
}
