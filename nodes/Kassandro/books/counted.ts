/** What a Kassandro receipt or a cancellation counts. The document doesn't say it: each rule is an assumption. */
import type { Mapping } from '../../shared/books/mapping';
import { readRecord, UnreadableReceiptError } from '../../shared/books/vendorRecord';
import { centsToString, decimalToString, isZero, toCents } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import { grossCentsOf, mirror } from './amounts';
import type { Amounts } from './amounts';
import { linesOf } from './lines';
import { paymentsOf, VOUCHER_FIELD } from './payments';
import { nameOf, readReceipt } from './record';
import type { Item, Receipt } from './record';

/**
 * What a receipt counts that cancels none.
 * @throws UnreadableReceiptError where it says nothing of what was sold
 */
export function plainAmounts(receipt: Receipt, mapping: Mapping): Amounts {
	const { items, price, receiptNumber } = receipt;
	if (!items) {
		const problem = 'is missing: read the receipts together with their items';
		throw new UnreadableReceiptError(receiptNumber, 'items', problem);
	}
	if (items.length === 0 && price && !isZero(price)) {
		const problem = `there are none, and the price is ${centsToString(toCents(price))}`;
		throw new UnreadableReceiptError(receiptNumber, 'items', problem);
	}
	return amountsOf(receipt, items, false, mapping);
}

/** The receipt that a cancellation is about, as if it had been paid exactly. */
function originalAmounts(
	cancelled: string,
	originals: ReadonlyMap<string, unknown> | undefined,
	mapping: Mapping,
): Amounts | undefined {
	const record = originals?.get(cancelled);
	if (record === undefined) return undefined;
	const original = readRecord(record, readReceipt, nameOf);
	return original.items ? amountsOf(original, original.items, true, mapping) : undefined;
}

/**
 * Assumption: a cancellation is a receipt of its own, negative on its own day, and its items say
 * so themselves. Items whose sum has the sign of the original's were sent as they were sold, or as they
 * were returned, and are mirrored. Without the original a positive sum is, and that is reported.
 */
function ownCancellation(own: Amounts, cancelled: string, original?: Amounts): Amounts {
	if (original) {
		const hasItsSign = Math.sign(grossCentsOf(own)) * Math.sign(grossCentsOf(original)) > 0;
		return asItWasSold(hasItsSign ? mirror(own) : own, original);
	}
	if (grossCentsOf(own) <= 0) {
		const note = `It cancels receipt ${cancelled}, which isn't at hand: it counts at its own rates and its own means of payment.`;
		return { ...own, notes: [...own.notes, note] };
	}
	const problem = `It cancels receipt ${cancelled} with a positive amount, and that receipt isn't at hand: it is counted as negative.`;
	return { ...mirror(own), problems: [...own.problems, problem] };
}

/**
 * Assumption: what is taken back as a whole is taken back at the rates at which it was sold, though a
 * rate may have changed since, and the way it was paid, voucher for voucher. Where the cancellation
 * itself names another means of payment, a note tells.
 */
function asItWasSold(own: Amounts, original?: Amounts): Amounts {
	if (!original || grossCentsOf(own) + grossCentsOf(original) !== 0) return own;
	const sold = mirror(original);
	const isKnown = sold.lines.every(({ taxRate }) => !('unknown' in taxRate));
	return {
		...own,
		lines: !isKnown || ratesOf(sold) === ratesOf(own) ? own.lines : sold.lines,
		payments: sold.payments,
		changeCents: 0,
		notes: [...own.notes, ...noteOnMeans(own, sold)],
	};
}

function noteOnMeans(own: Amounts, sold: Amounts): string[] {
	const wordsOf = ({ payments }: Amounts) =>
		payments.map(({ vendorMeans }) => vendorMeans).filter((word) => word !== VOUCHER_FIELD);
	const others = wordsOf(own).filter((word) => word !== '' && !wordsOf(sold).includes(word));
	if (others.length === 0) return [];
	const list = (words: string[]) => words.map((word) => `"${word}"`).join(', ');
	return [
		`It names ${list(others)}, and the receipt that it cancels was paid by ${list(sold.payments.map(({ vendorMeans }) => vendorMeans))}: it counts as paid back the way it was paid.`,
	];
}

/** Cents by rate as text, to be compared. */
function ratesOf({ lines }: Amounts): string {
	const byRate = new Map<string, Cents>();
	for (const { taxRate, grossCents } of lines) {
		const rate = 'unknown' in taxRate ? '' : decimalToString(taxRate);
		byRate.set(rate, (byRate.get(rate) ?? 0) + grossCents);
	}
	return JSON.stringify([...byRate].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What a cancellation counts.
 *
 * Assumption: one that lists no items is the mirror of the receipt that it cancels.
 * @param cancelled number of that receipt
 * @param originals records by receipt number, as far as they are at hand
 * @throws UnreadableReceiptError where neither it nor the original says what it is about
 */
export function cancellationAmounts(
	receipt: Receipt,
	cancelled: string,
	originals: ReadonlyMap<string, unknown> | undefined,
	mapping: Mapping,
): Amounts {
	const { items, price } = receipt;
	const original = originalAmounts(cancelled, originals, mapping);
	if (items && (items.length > 0 || (price && isZero(price)))) {
		return ownCancellation(amountsOf(receipt, items, true, mapping), cancelled, original);
	}
	if (original) {
		const mirrored = mirror(original);
		return { ...mirrored, vendorAmountCents: price ? toCents(price) : mirrored.vendorAmountCents };
	}
	const problem = `are missing: it cancels receipt ${cancelled}, whose items aren't at hand either`;
	throw new UnreadableReceiptError(receipt.receiptNumber, 'items', problem);
}

/** @param exactly as for {@link paymentsOf} */
function amountsOf(
	receipt: Receipt,
	items: readonly Item[],
	exactly: boolean,
	mapping: Mapping,
): Amounts {
	const read = linesOf(receipt, items, mapping);
	const paid = paymentsOf(receipt, grossCentsOf(read), exactly, mapping);
	return {
		...read,
		...paid,
		problems: [...read.problems, ...paid.problems],
		vendorAmountCents: receipt.price ? toCents(receipt.price) : null,
	};
}
