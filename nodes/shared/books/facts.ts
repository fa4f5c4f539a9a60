/** What follows from one receipt: its place, its number in books, what stayed in the till. Pure functions. */
import type { AccountingReceipt, Means, Place } from './receipt';
import type { Cents } from '../values/units';

/** Where a receipt was printed: its register, else its shop, else null. */
export function placeOf({
	register,
	salesPoint,
}: Pick<AccountingReceipt, 'register' | 'salesPoint'>) {
	return register ?? salesPoint;
}

/** The name of a register or shop, its ID where it has none; undefined where nothing says where it was. */
export function nameOfPlace(place: Place): string | undefined {
	return place?.name ?? place?.id;
}

/** The number without the date that some systems print beside it: a booking has a date of its own. */
export function bookedNumber({ displayNumber }: Pick<AccountingReceipt, 'displayNumber'>): string {
	return displayNumber.replace(/ \d{4}-\d{2}-\d{2}$/, '');
}

/** Means → what stayed in the till. Assumption: change is given in cash, whatever was paid with. */
export function paidCents({
	payments,
	changeCents,
}: {
	payments: ReadonlyArray<Pick<AccountingReceipt['payments'][number], 'means' | 'amountCents'>>;
	changeCents: Cents;
}): Map<Means, Cents> {
	const paid = new Map<Means, Cents>();
	const addUp = (means: Means, cents: Cents) => {
		if (cents !== 0) paid.set(means, (paid.get(means) ?? 0) + cents);
	};
	for (const { means, amountCents } of payments) addUp(means, amountCents);
	addUp('cash', 0 - changeCents);
	return paid;
}

/**
 * Whether it only takes back, on a later day, what was cancelled in place: it has the number of that
 * receipt and none of its own day. A cancellation that was printed names the number, not the record.
 */
export function isReversal({ references }: Pick<AccountingReceipt, 'references'>): boolean {
	return references.some(({ type, id }) => type === 'cancels' && id !== null);
}
