/** Receipts that were cancelled in place: what their books say before and after. Pure functions. */
import type { AccountingReceipt } from './receipt';
import type { Steps } from '../values/inTurns';
import { money } from '../values/money';
import type { AmountColumns } from '../values/money';
import { businessDayStart } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import type { Cents, Day, IsoMoment } from '../values/units';
import { inOrder } from './order';
import { businessDayAt, isWithin } from './period';
import { knownSince } from './late';
import type { Summed } from './summed';
import type { BookingSummary, EarlierSummary } from './types';

/** What is known beside the receipts. */
interface Known {
	/** What the receipts were before they were cancelled, as far as that can still be read. */
	originals: readonly AccountingReceipt[];
	/** When the receipts were read. */
	asOf: IsoMoment;
	clock: ShopClock;
	/** The summary of a run before over the same days. */
	earlier?: EarlierSummary;
}

/** What only takes a receipt back, on a later day than that of the receipt. */
export interface Reversal extends AccountingReceipt {
	/** The business day of the receipt, in whose books it stays. */
	takesBackOf: Day;
}

/** A receipt that was cancelled in place, and on which day it is taken back; null where it counts 0 on its own. */
export interface CancelledInPlace {
	receipt: Summed;
	reversedOn: Day | null;
}

/** What is booked instead of receipts that were cancelled in place. */
export interface Settled {
	/** Of the period, as they are booked there. */
	receipts: AccountingReceipt[];
	/** What takes them back, each on the day on which it was first seen cancelled. */
	reversals: Reversal[];
	/** The cancelled ones, and on which day each is taken back. */
	cancelled: Array<{ receipt: AccountingReceipt; reversedOn: Day | null }>;
	/** Cancelled ones that were counted before, but what they were can't be read any more. */
	unreadable: AccountingReceipt[];
}

/** Whether a receipt stayed one record when it was cancelled: no other one cancels it. */
export function isCancelledInPlace({
	kind,
	references,
}: Pick<AccountingReceipt, 'kind' | 'references'>): boolean {
	return kind === 'cancellation' && !references.some(({ type }) => type === 'cancels');
}

/**
 * Assumption: a receipt that was cancelled in place counts nothing on its day. Where an earlier
 * summary had counted it, its books may have been handed on: it stays in them, and is taken back on
 * the business day on which it was first seen cancelled.
 * @param receipts of the period
 */
export function* settleCancelled(
	receipts: readonly AccountingReceipt[],
	{ originals, asOf, clock, earlier }: Known,
): Steps<Settled> {
	const settled: Settled = { receipts: [], reversals: [], cancelled: [], unreadable: [] };
	const byId = new Map(originals.map((original) => [original.id, original]));
	const known = new Map(
		[...(earlier?.cancelledInPlace ?? [])].reverse().map((entry) => [entry.id, entry]),
	);
	const seenNow = businessDayAt(Date.parse(asOf), clock);
	for (const receipt of receipts) {
		yield;
		if (!isCancelledInPlace(receipt)) {
			settled.receipts.push(receipt);
			continue;
		}
		const before = known.get(receipt.id);
		const wasCounted = before ? before.reversedOn !== null : countedIn(receipt, earlier);
		const original = wasCounted ? byId.get(receipt.id) : undefined;
		const reversedOn = original ? (before?.reversedOn ?? seenNow) : null;
		settled.cancelled.push({ receipt, reversedOn });
		settled.receipts.push(original ?? receipt);
		if (original && reversedOn !== null) {
			settled.reversals.push(reversalOf(original, reversedOn, clock));
		}
		if (wasCounted && !original) settled.unreadable.push(receipt);
	}
	return { ...settled, reversals: yield* inOrder(settled.reversals) };
}

/** Whether an earlier summary counted a receipt that it doesn't name as cancelled. */
function countedIn(receipt: AccountingReceipt, earlier: EarlierSummary | undefined): boolean {
	if (!earlier?.cancelledInPlace || !isWithin(receipt.businessDay, earlier)) return false;
	return knownSince(receipt) <= Date.parse(earlier.asOf);
}

/** The mirror of a receipt, on another day. */
function reversalOf(original: AccountingReceipt, businessDay: Day, clock: ShopClock): Reversal {
	const { id, displayNumber, totals, taxes, lines, payments, changeCents, checks } = original;
	const vendorAmountCents = checks.vendorAmountCents === null ? null : 0 - checks.vendorAmountCents;
	return {
		...original,
		id: `${id} reversed`,
		kind: 'cancellation',
		issuedAt: businessDayStart(businessDay, clock),
		businessDay,
		takesBackOf: original.businessDay,
		totals: {
			...negated('gross', totals.grossCents),
			...money('net', totals.netCents === null ? null : 0 - totals.netCents),
			...money('tax', totals.taxCents === null ? null : 0 - totals.taxCents),
		},
		taxes: taxes.map((row) => ({
			rate: row.rate,
			...negated('net', row.netCents),
			...negated('tax', row.taxCents),
			...negated('gross', row.grossCents),
		})),
		payments: payments.map((row) => ({ ...row, ...negated('amount', row.amountCents) })),
		...negated('change', changeCents),
		lines: lines.map((row) => ({
			...row,
			quantity: row.quantity.startsWith('-') ? row.quantity.slice(1) : `-${row.quantity}`,
			...negated('discount', row.discountCents),
			...negated('gross', row.grossCents),
		})),
		references: [{ type: 'cancels', id, number: displayNumber }],
		checks: {
			...checks,
			...money('vendorAmount', vendorAmountCents),
			...negated('difference', checks.differenceCents),
		},
	};
}

/** An amount taken back, as text and in cents. */
function negated<Name extends string>(name: Name, cents: Cents): AmountColumns<Name, Cents> {
	return money(name, 0 - cents);
}

/**
 * The summary's list of what was cancelled in place.
 * @param mention names a receipt as the summary does
 */
export function listCancelled(
	cancelled: readonly CancelledInPlace[],
	mention: (
		receipt: Summed,
	) => Omit<BookingSummary['cancelledInPlace'][number], 'amount' | 'amountCents' | 'reversedOn'>,
): BookingSummary['cancelledInPlace'] {
	return cancelled.map(({ receipt, reversedOn }) => {
		const { vendorAmount: amount, vendorAmountCents: amountCents } = receipt.checks;
		return { ...mention(receipt), amount, amountCents, reversedOn };
	});
}
