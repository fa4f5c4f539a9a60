/**
 * Kassandro receipt → accounting receipt. The document (section "Beleg erstellen") lists the
 * fields of a receipt and says nothing on how they add up: each rule is an assumption with a name.
 */
import { assembleReceipt } from '../../shared/books/assemble';
import { NO_MAPPING } from '../../shared/books/mapping';
import type { Mapping } from '../../shared/books/mapping';
import type { AccountingReceipt, ReceiptKind, Place } from '../../shared/books/receipt';
import type { UnreadRecord } from '../../shared/books/unreadable';
import { readRecord, UnreadableReceiptError } from '../../shared/books/vendorRecord';
import { isRecord } from '../../shared/values/records';
import { readShopTime } from '../../shared/values/shopTime';
import type { ShopClock } from '../../shared/values/shopTime';
import { numberCancelledBy, registerOf } from '../answers';
import { grossCentsOf } from './amounts';
import type { Amounts } from './amounts';
import { cancellationAmounts, plainAmounts } from './counted';
import { nameOf, readReceipt } from './record';
import type { Receipt } from './record';

/** What a receipt doesn't say about itself. */
export interface KassandroAccountingContext extends ShopClock {
	/** Texts by register id; a receipt without a register of its own gets `register`. */
	registers?: ReadonlyMap<string, string>;
	/** The register whose receipts were asked for. */
	register?: Place;
	/** Records by receipt number: a cancellation that lists no items is the mirror of its original. */
	originals?: ReadonlyMap<string, unknown>;
	/** What the user says about payment methods, articles and groups. */
	mapping?: Mapping;
}

/** As for CassaNova, what comes to nothing is a zero receipt, whatever is stated beside its lines. */
function kindOf(receipt: Receipt, amounts: Amounts): ReceiptKind {
	if (receipt.cancellation) return 'cancellation';
	const grossCents = grossCentsOf(amounts);
	if (grossCents === 0) return 'zero';
	return grossCents < 0 ? 'refund' : 'sale';
}

function placeOf(record: unknown, context: KassandroAccountingContext): Place {
	const id = registerOf(record) ?? context.register?.id;
	if (id === undefined) return null;
	const asked = context.register?.id === id ? context.register.name : null;
	return { id, name: context.registers?.get(id) ?? asked };
}

/**
 * What is known of a record that can't be read. Assumption: it states its amount like all others, and
 * a cancellation with the sign of its original takes that back.
 */
export function tellUnread(record: unknown, context: KassandroAccountingContext): UnreadRecord {
	const { created, price } = isRecord(record) ? record : {};
	const cancelled = numberCancelledBy(record);
	const original = cancelled === undefined ? undefined : context.originals?.get(cancelled);
	const isOfReturn = isRecord(original) && Number(original.price) < 0;
	return {
		source: 'kassandro',
		documentType: 'receipt',
		ids: ['_id'],
		numbers: ['receiptNumber'],
		times: [created],
		amount: price,
		count: (cents) =>
			cancelled === undefined ? cents : Math.abs(cents) * (isOfReturn || cents === 0 ? 1 : -1),
		register: placeOf(record, context),
	};
}

/**
 * Maps one record of GET /receipts or GET /receipts/<receiptNumber> to the accounting receipt.
 * @param record the record as the API sent it, with items; fields it doesn't know are ignored
 * @param context the shop's clock, its registers, and the originals of cancellations
 * @throws UnreadableReceiptError naming the receipt and the field that can't be read
 */
export function toAccountingReceipt(
	record: unknown,
	context: KassandroAccountingContext,
): AccountingReceipt {
	const receipt = readRecord(record, readReceipt, nameOf);
	const { receiptNumber } = receipt;
	const cancelled = receipt.cancellation?.receiptNumber;
	const time = receipt.created === null ? undefined : readShopTime(receipt.created, context);
	if (!time) {
		throw new UnreadableReceiptError(receiptNumber, 'created', 'expected a date and time');
	}
	const mapping = context.mapping ?? NO_MAPPING;
	const amounts =
		cancelled === undefined
			? plainAmounts(receipt, mapping)
			: cancellationAmounts(receipt, cancelled, context.originals, mapping);
	return assembleReceipt({
		source: 'kassandro',
		documentType: 'receipt',
		id: receipt._id ?? receiptNumber,
		number: receiptNumber,
		displayNumber: receiptNumber,
		zNumber: null,
		kind: kindOf(receipt, amounts),
		...time,
		recordedAt: null,
		register: placeOf(record, context),
		salesPoint: null,
		...amounts,
		references: cancelled === undefined ? [] : [{ type: 'cancels', id: null, number: cancelled }],
	});
}
