/** The few fields of a Kassandro receipt that most workflows use, flat. */
import { z } from 'zod';
import { plainValue as plain } from '../shared/table/simplify';

const count = z
	.array(z.unknown())
	.transform((list) => list.length)
	.nullable()
	.catch(null);

/** Nothing here fails: what can't be read is null, so that a list never breaks over one record. */
const receiptSchema = z.object({
	_id: plain,
	receiptNumber: plain,
	created: plain,
	price: plain,
	paymentMethod: plain,
	voucher: plain,
	cashRegisterId: plain,
	items: count,
	attachmentUrls: count,
	cancellation: z.object({ receiptNumber: plain }).catch({ receiptNumber: null }),
});

const anyReceipt = receiptSchema.catch(receiptSchema.parse({}));

export type SimplifiedReceipt = {
	receiptNumber: string | number | null;
	created: string | number | null;
	/** Filled in from the list of registers, which records don't name. */
	cashRegisterName: string | null;
	/** In euros. */
	price: string | number | null;
	paymentMethod: string | number | null;
	/** Null when the receipt was read without its items. */
	itemCount: number | null;
	/** Number of the receipt that this one cancels. */
	cancels: string | number | null;
	voucher: string | number | null;
	cashRegisterId: string | number | null;
	attachmentCount: number;
	_id: string | number | null;
};

/**
 * Picks the useful fields of a record of GET /receipts, the most wanted first.
 * @param record the record as the API sent it
 */
export function simplifyReceipt(record: unknown): SimplifiedReceipt {
	const receipt = anyReceipt.parse(record);
	return {
		receiptNumber: receipt.receiptNumber,
		created: receipt.created,
		cashRegisterName: null,
		price: receipt.price,
		paymentMethod: receipt.paymentMethod,
		itemCount: receipt.items,
		cancels: receipt.cancellation.receiptNumber,
		voucher: receipt.voucher,
		cashRegisterId: receipt.cashRegisterId,
		attachmentCount: receipt.attachmentUrls ?? 0,
		_id: receipt._id,
	};
}
