/** The records that the Kassandro sandbox keeps. */
import type { Truth } from './settle.mts';

/** A position of a receipt, in the document's words. Amounts in euros, gross. */
export interface Item {
	itemId: number;
	nameLong: string;
	nameShort: string;
	groupId: number;
	groupName: string;
	amount: number;
	discountAbsolute: number;
	discountPercentage: number;
	/** Written always; a scenario can leave it out of what reads back. */
	priceAll?: number;
	priceOne: number;
	vat: number;
}

/** A standard or zero receipt as it is written (section "Beleg erstellen"). */
export interface ReceiptBody {
	/** Local time of the till, `YYYY-MM-DDTHH:mm:ss`. */
	created: string;
	customText?: Array<{ label: string; value: string }> | null;
	items: Item[];
	price: number;
	discountAbsolute: number;
	discountPercentage: number;
	given: number;
	paymentMethod: string;
	voucher: number;
}

export interface Attachment {
	/** Last part of its path. */
	file: string;
	filename: string;
	type: string;
	content: Buffer;
}

export interface StoredReceipt {
	id: string;
	merchant: string;
	register: number;
	/** Counts from 1 in each register. */
	sequence: number;
	/** Milliseconds since 1970 of `created`. */
	instant: number;
	/** Local day of `created`. */
	day: string;
	/** Not shown before this instant: a till that was offline hands its receipts in late. */
	visibleFrom: number;
	body: ReceiptBody;
	signature: string;
	/** What it comes to, in cents, settled when it was made. */
	truth: Truth;
	/** The receipt that this one cancels. */
	cancels?: StoredReceipt;
	cancelled: boolean;
	/** Counted, but in no list. */
	unlisted?: boolean;
	attachments: Attachment[];
}
