/** What business days took by some means of payment, and the receipts that it is made of. */
import type { Steps } from '../../values/inTurns';
import type { Cents, Day } from '../../values/units';
import { mappingKey } from '../mapping';
import type { AccountingReceipt, Means, Place } from '../receipt';
import { paidCents, placeOf } from '../facts';
import type { DayTaken } from './types';

/** Which payments are compared: of these means, or with these names in the system. */
export interface ComparedPayments {
	means: readonly Means[];
	methods: readonly string[];
}

/** A receipt with what it was paid with. */
export interface PaidReceipt {
	receipt: AccountingReceipt;
	/** By what is compared. */
	cents: Cents;
	/** By anything else. */
	otherCents: Cents;
}

/** What one place took: of all places where they are compared together. */
export interface PlaceTaken {
	place: Place;
	days: DayTaken[];
	receipts: Map<Day, PaidReceipt[]>;
}

/**
 * The days on which anything was paid by what is compared, place by place.
 * @param perPlace whether registers or shops are told apart
 */
export function* takingsOf(
	receipts: readonly AccountingReceipt[],
	compared: ComparedPayments,
	perPlace: boolean,
): Steps<PlaceTaken[]> {
	const methods = new Set(compared.methods.map(mappingKey));
	const places = new Map<string, PlaceTaken>();
	const sums = new Map<string, DayTaken>();
	for (const receipt of receipts) {
		yield;
		const place = perPlace ? placeOf(receipt) : null;
		const key = place?.id ?? '';
		const takings = places.get(key) ?? { place, days: [], receipts: new Map<Day, PaidReceipt[]>() };
		places.set(key, takings);
		const paid = paidBy(receipt, compared.means, methods);
		const { businessDay: day } = receipt;
		const ofDay = takings.receipts.get(day);
		if (ofDay) ofDay.push(paid);
		else takings.receipts.set(day, [paid]);
		if (!paid.isCompared) continue;
		const sumKey = JSON.stringify([key, day]);
		const sum = sums.get(sumKey) ?? { day, cents: 0 };
		if (!sums.has(sumKey)) takings.days.push(sum);
		sums.set(sumKey, sum);
		sum.cents += paid.cents;
	}
	return [...places.values()];
}

function paidBy(
	receipt: AccountingReceipt,
	means: readonly Means[],
	methods: ReadonlySet<string>,
): PaidReceipt & { isCompared: boolean } {
	let cents = 0;
	let isCompared = false;
	let isCash = means.includes('cash');
	for (const payment of receipt.payments) {
		if (!means.includes(payment.means) && !methods.has(mappingKey(payment.vendorMeans))) continue;
		cents += payment.amountCents;
		isCompared = true;
		if (payment.means === 'cash') isCash = true;
	}
	// Change is given in cash, also on a voucher.
	if (isCash && receipt.changeCents !== 0) {
		cents -= receipt.changeCents;
		isCompared = true;
	}
	const all = [...paidCents(receipt).values()].reduce((sum, each) => sum + each, 0);
	return { receipt, cents, otherCents: all - cents, isCompared };
}
