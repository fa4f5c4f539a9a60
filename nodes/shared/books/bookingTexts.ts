/** The text of a booking. Pure functions. */
import type { DocumentType, LineType, Means, Place } from './receipt';
import type { Percent } from '../values/units';
import { nameOfPlace } from './facts';

const LINE_WORDS: Record<LineType, string> = {
	sale: 'Sales',
	voucherSale: 'Vouchers sold',
	tip: 'Tips',
	deposit: 'Deposits',
	other: 'Other',
	rounding: 'Rounding',
	unclear: 'Receipts that could not be read',
};

const MEANS_WORDS: Record<Means, string> = {
	cash: 'Cash',
	card: 'Card',
	voucher: 'Vouchers redeemed',
	mealVoucher: 'Meal vouchers',
	credit: 'On account',
	transfer: 'Bank transfer',
	online: 'Paid online',
	other: 'Other payments',
};

/** Till receipts are what most bookings are about: they need no word. */
const DOCUMENT_WORDS: Record<DocumentType, string> = {
	receipt: '',
	invoice: 'Invoices, ',
	creditNote: 'Credit notes, ',
};

/** What a booking is about that makes up what receipts and payments differ by. */
export const DIFFERENCE_WORDS = 'Difference between receipts and payments';

/** What was sold, and at which rate: null for one that isn't known. Rounding has no VAT. */
export function soldWords(type: LineType, rate: Percent | null): string {
	const word = LINE_WORDS[type];
	if (type === 'rounding') return word;
	return `${word} ${rate === null ? '(rate unknown)' : `${rate}%`}`;
}

/** What was paid with. */
export function paidWords(means: Means): string {
	return MEANS_WORDS[means];
}

/**
 * A booking's text: where, which documents, what, and of which receipt.
 * @param words what it is about
 * @param number of the receipt, where it stands for one
 */
export function bookingText(
	{ place, documentType }: { place: Place; documentType: DocumentType },
	words: string,
	number?: string,
): string {
	const name = nameOfPlace(place);
	const where = name === undefined ? '' : `${name}: `;
	const receipt = number === undefined ? '' : `, ${number}`;
	return `${where}${DOCUMENT_WORDS[documentType]}${words}${receipt}`;
}
