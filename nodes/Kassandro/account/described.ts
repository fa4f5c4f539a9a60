/** The fields that Kassandro's document names for a receipt (Beleg erstellen, Beleg Attachment). */
import type { Described } from '../../shared/check/shapes';

/** The levels of a receipt. */
export const RECEIPT_FIELDS: Described[] = [
	{
		at: '',
		fields: [
			...['_id', 'receiptNumber', 'cashRegisterId', 'created', 'customText', 'items', 'price'],
			...['discountAbsolute', 'discountPercentage', 'given', 'paymentMethod', 'voucher'],
			...['cancellation', 'signature', 'attachmentUrls'],
		],
		needed: ['_id', 'receiptNumber', 'created', 'items', 'price', 'paymentMethod'],
	},
	{
		at: 'items',
		fields: [
			...['itemId', 'nameLong', 'nameShort', 'groupId', 'groupName', 'amount'],
			...['discountAbsolute', 'discountPercentage', 'priceAll', 'priceOne', 'vat'],
		],
		needed: ['amount', 'priceOne', 'vat'],
	},
];
