/** Receipts → the takings of each business day and shop, as Italy's register holds them. Pure functions. */
import type { DayRange } from '../../table/request';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Cents, Day, Percent } from '../../values/units';
import { bookedSpan } from '../bookingGroups';
import type { Booked } from '../bookingGroups';
import { isReversal, placeOf } from '../facts';
import { compareNumbers, inOrder } from '../order';
import type { AccountingReceipt, Place } from '../receipt';
import { isInvoiced } from './invoiced';
import { nothingTaken, takenByRate } from './taken';
import type { RateTakings, TakenByRate } from './taken';

/** What documents with a register of their own come to; net and tax are null where a rate isn't known. */
export interface DocumentSum {
	count: number;
	grossCents: Cents;
	netCents: Cents | null;
	taxCents: Cents | null;
}

/** The takings of a business day of a shop; what a receipt is taken back by on a later day may stand apart. */
export interface Takings extends TakenByRate {
	source: AccountingReceipt['source'];
	place: Place;
	date: Day;
	/** As the ID of a booking has it. */
	span: string;
	/** Receipts of tills that have a number of their own. */
	first?: AccountingReceipt;
	last?: AccountingReceipt;
	count: number;
	/** The closings that they name. */
	zNumbers: Set<string>;
	/** Receipts that an invoice is about: they are in nothing else. */
	invoicedCents: Cents;
	/** Each is in a register of its own, and in nothing else here. */
	invoices: DocumentSum;
	creditNotes: DocumentSum;
}

/**
 * Adds up the takings of each day and shop: art. 24 DPR 633/1972 asks for them by day. Invoices and credit
 * notes stand apart.
 *
 * Assumption: invoices are in the register of invoices alone (art. 23), as is usual, though art. 24 would have
 * them among the takings where there is no such register
 * (https://amministrazioneaziendale.com/registro-dei-corrispettivi.php).
 *
 * Assumption: a credit note doesn't lower the takings of its day, as it has a register of its own (art. 26
 * DPR 633/1972); whoever writes them for receipts takes them off.
 * @param receipts of the period, and what takes receipts back
 * @param invoiced the IDs of receipts that are invoiced
 * @returns by day, then by shop
 */
export function* addUpTakings(
	receipts: readonly Booked[],
	period: DayRange,
	invoiced: ReadonlySet<string>,
): Steps<Takings[]> {
	const days = new Map<string, Takings>();
	for (const receipt of yield* inOrder(receipts)) {
		yield;
		const place = placeOf(receipt);
		const span = bookedSpan(receipt, { groupBy: 'day', period });
		const key = JSON.stringify([place?.id ?? null, span]);
		const takings = days.get(key) ?? noTakings(receipt, place, span);
		days.set(key, takings);
		if (receipt.documentType === 'invoice') addDocument(takings.invoices, receipt);
		else if (receipt.documentType === 'creditNote') addDocument(takings.creditNotes, receipt);
		else addReceipt(takings, receipt, invoiced);
	}
	return yield* sortSteps([...days.values()], byDayAndPlace);
}

function noTakings({ source, businessDay: date }: Booked, place: Place, span: string): Takings {
	const none = (): DocumentSum => ({ count: 0, grossCents: 0, netCents: 0, taxCents: 0 });
	return {
		source,
		place,
		date,
		span,
		count: 0,
		zNumbers: new Set(),
		rates: new Map(),
		natures: new Map(),
		unknownCents: 0,
		roundingCents: 0,
		onAccountCents: 0,
		mealVoucherCents: 0,
		invoicedCents: 0,
		invoices: none(),
		creditNotes: none(),
	};
}

function addDocument(sum: DocumentSum, { totals }: AccountingReceipt): void {
	sum.count += 1;
	sum.grossCents += totals.grossCents;
	sum.netCents = plus(sum.netCents, totals.netCents);
	sum.taxCents = plus(sum.taxCents, totals.taxCents);
}

const plus = (a: Cents | null, b: Cents | null): Cents | null =>
	a === null || b === null ? null : a + b;

function addReceipt(
	takings: Takings,
	receipt: AccountingReceipt,
	invoiced: ReadonlySet<string>,
): void {
	if (!isReversal(receipt)) {
		takings.first ??= receipt;
		takings.last = receipt;
		takings.count += 1;
		if (receipt.zNumber !== null) takings.zNumbers.add(receipt.zNumber);
	}
	if (isInvoiced(receipt, invoiced)) {
		takings.invoicedCents += receipt.totals.grossCents;
		return;
	}
	const taken = takenByRate(receipt);
	addTaken(takings.rates, taken.rates);
	addTaken(takings.natures, taken.natures);
	takings.unknownCents += taken.unknownCents;
	takings.roundingCents += taken.roundingCents;
	takings.onAccountCents += taken.onAccountCents;
	takings.mealVoucherCents += taken.mealVoucherCents;
}

function addTaken<Key extends Percent | string>(
	sums: Map<Key, RateTakings>,
	more: ReadonlyMap<Key, RateTakings>,
): void {
	for (const [key, { grossCents, taxCents, unpaidCents, unpaidTaxCents }] of more) {
		const sum = sums.get(key) ?? nothingTaken();
		sums.set(key, sum);
		sum.grossCents += grossCents;
		sum.taxCents += taxCents;
		sum.unpaidCents += unpaidCents;
		sum.unpaidTaxCents += unpaidTaxCents;
	}
}

function byDayAndPlace(a: Takings, b: Takings): number {
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	return compareNumbers(a.place?.id ?? '', b.place?.id ?? '') || compareNumbers(a.span, b.span);
}
