/** The bookings of one business day and place → the balanced lines of one compound entry. Pure functions. */
import { decimal, isZero } from '../../values/money';
import type { Cents } from '../../values/units';
import type { Accounts } from '../accounts';
import type { Booking } from '../types';
import { addUp } from './line';
import type { JournalLine, LinePart } from './line';

const NO_CODES = { taxRate: null, taxCode: '', costCenter: '', costCenter2: '' };

/**
 * Makes one entry of bookings, whatever types of document they are of. The clearing account isn't in it, as it
 * cancels to zero within a day and place. Where the table of accounts names one for VAT, each sale
 * is parted into its net and its VAT; else it stands with its gross, and states the VAT in it.
 * @param bookings of one business day and place, whole
 * @returns lines whose debits come to the same as their credits
 */
export function toJournalLines(bookings: readonly Booking[], accounts: Accounts): JournalLine[] {
	return addUp(bookings.flatMap((booking) => partsOf(booking, accounts)));
}

/** Both sides of a booking: what it leaves on the clearing account is taken off there by others. */
function partsOf(booking: Booking, accounts: Accounts): LinePart[] {
	const { kind, debit, credit, grossCents } = booking;
	if (kind === 'payment' || kind === 'difference') {
		const paid = { ...wordsOf(booking), ...NO_CODES, account: debit, ...plain(grossCents) };
		return [onClearing(booking, credit, 0 - grossCents), paid];
	}
	return [onClearing(booking, debit, grossCents), ...soldParts(booking, credit, accounts)];
}

/** What was sold, with its gross, or with its net and its VAT where that has an account. */
function soldParts(booking: Booking, account: string, accounts: Accounts): LinePart[] {
	const { grossCents, netCents, taxCents, taxRate, taxCode, costCenter, costCenter2 } = booking;
	const words = wordsOf(booking);
	const codes = { taxRate, taxCode, costCenter, costCenter2 };
	const hasTax = taxRate !== null && !isZero(decimal(taxRate));
	const vat = hasTax ? accounts.ofVat(taxRate, booking.place) : undefined;
	if (!vat || netCents === null || taxCents === null) {
		const containedCents = taxCents === null ? null : 0 - taxCents;
		return [{ ...words, ...codes, account, balanceCents: 0 - grossCents, containedCents }];
	}
	return [
		{ ...words, ...codes, account, ...plain(0 - netCents) },
		{ ...words, kind: 'vat', taxRate, ...vat, ...plain(0 - taxCents) },
	];
}

function onClearing(
	{ text, documentType }: Booking,
	account: string,
	balanceCents: Cents,
): LinePart {
	const words = { text, documentType, kind: 'difference' as const, means: null };
	return { ...words, ...NO_CODES, account, ...plain(balanceCents) };
}

const wordsOf = ({ text, kind, means, documentType }: Booking) => ({
	text,
	kind,
	means,
	documentType,
});

/** An amount that contains no VAT. */
const plain = (balanceCents: Cents) => ({ balanceCents, containedCents: null });
