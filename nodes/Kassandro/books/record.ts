/** The fields of Kassandro's receipt that accounting reads. */
import { nameByFields } from '../../shared/books/vendorRecord';
import type { FieldReader } from '../../shared/books/vendorRecord';

const readItem = (item: FieldReader) => ({
	itemId: item.text('itemId'),
	nameLong: item.text('nameLong'),
	nameShort: item.text('nameShort'),
	groupId: item.text('groupId'),
	groupName: item.text('groupName'),
	amount: item.decimal('amount'),
	priceOne: item.decimal('priceOne'),
	priceAll: item.decimal('priceAll'),
	discountAbsolute: item.decimal('discountAbsolute'),
	discountPercentage: item.decimal('discountPercentage'),
	vat: item.decimal('vat'),
});

/** Reads what accounting needs of a receipt (section "Beleg erstellen"). */
export const readReceipt = (receipt: FieldReader) => ({
	_id: receipt.text('_id'),
	receiptNumber: receipt.requiredText('receiptNumber'),
	created: receipt.date('created'),
	items: receipt.list('items', readItem),
	price: receipt.decimal('price'),
	discountAbsolute: receipt.decimal('discountAbsolute'),
	discountPercentage: receipt.decimal('discountPercentage'),
	given: receipt.decimal('given'),
	paymentMethod: receipt.text('paymentMethod'),
	voucher: receipt.decimal('voucher'),
	cancellation: receipt.record('cancellation', (cancelled) => ({
		receiptNumber: cancelled.requiredText('receiptNumber'),
	})),
});

/** A receipt as far as accounting reads it. */
export type Receipt = ReturnType<typeof readReceipt>;
/** One of its items. */
export type Item = ReturnType<typeof readItem>;

/** What a record is called in the text of an error. */
export function nameOf(record: unknown): string {
	return nameByFields(record, ['receiptNumber', '_id']);
}
