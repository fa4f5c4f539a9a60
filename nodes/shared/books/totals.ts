/** What receipts add up to: by VAT rate, by means of payment, and by register or shop. Pure functions. */
import { groupsOf } from '../values/groups';
import type { Steps } from '../values/inTurns';
import { money } from '../values/money';
import type { Cents } from '../values/units';
import { toTotals } from './assemble';
import type { BookingGroup } from './bookingGroups';
import { paidCents, placeOf } from './facts';
import { compareNumbers, compareRates } from './order';
import { CASH_MOVEMENTS, MEANS } from './receipt';
import type { Means } from './receipt';
import { countReceipts } from './summed';
import type { Summed } from './summed';
import type { BookingSummary } from './types';

/** One row per rate, ascending. */
export function* taxSums(receipts: readonly Summed[]): Steps<BookingSummary['taxes']> {
	const rates = new Map<string, { grossCents: Cents; taxCents: Cents }>();
	for (const { taxes } of receipts) {
		yield;
		for (const { rate, grossCents, taxCents } of taxes) {
			const row = rates.get(rate) ?? { grossCents: 0, taxCents: 0 };
			row.grossCents += grossCents;
			row.taxCents += taxCents;
			rates.set(rate, row);
		}
	}
	return [...rates]
		.sort(([a], [b]) => compareRates(a, b))
		.map(([rate, { grossCents, taxCents }]) => ({
			rate,
			...money('gross', grossCents),
			...money('net', grossCents - taxCents),
			...money('tax', taxCents),
		}));
}

/** One row per means, less the change. */
export function* paymentSums(receipts: readonly Summed[]): Steps<BookingSummary['payments']> {
	const paid = new Map<Means, Cents>();
	for (const receipt of receipts) {
		yield;
		for (const [means, cents] of paidCents(receipt)) {
			paid.set(means, (paid.get(means) ?? 0) + cents);
		}
	}
	return MEANS.flatMap((means) => {
		const amountCents = paid.get(means);
		return amountCents === undefined ? [] : [{ means, ...money('amount', amountCents) }];
	});
}

/** What only moves cash and sells nothing: of money that comes into the till, and of such that leaves it. */
export function* cashMovementsOf(groups: ReadonlyArray<Pick<BookingGroup, 'sold'>>): Steps<Cents> {
	let moved = 0;
	for (const { sold } of groups) {
		yield;
		for (const { type, grossCents } of sold) {
			if (CASH_MOVEMENTS.includes(type)) moved += grossCents;
		}
	}
	return moved;
}

/**
 * All of it together.
 * @param taxes of these receipts, as {@link taxSums} gives them
 */
export function totalsOf(
	receipts: readonly Summed[],
	taxes: BookingSummary['taxes'],
): BookingSummary['totals'] {
	const grossCents = receipts.reduce((sum, { totals }) => sum + totals.grossCents, 0);
	const isKnown = receipts.every(({ totals }) => totals.taxCents !== null);
	return toTotals(grossCents, taxes, isKnown);
}

/**
 * One entry per register or shop, by ID; what nothing says the place of comes last.
 * @param receipts of a period
 * @param reversals what takes receipts back on later days: it counts, and is no receipt
 */
export function* placesOf(
	receipts: readonly Summed[],
	reversals: readonly Summed[],
): Steps<BookingSummary['places']> {
	const places: BookingSummary['places'] = [];
	const byPlace = groupsOf([...receipts, ...reversals], (receipt) => placeOf(receipt)?.id);
	const takenBack = groupsOf(reversals, (receipt) => placeOf(receipt)?.id);
	for (const [id, own] of byPlace) {
		const [first] = own;
		places.push({
			place: first ? placeOf(first) : null,
			receipts: countReceipts(own) - countReceipts(takenBack.get(id) ?? []),
			...totalsOf(own, yield* taxSums(own)),
			payments: yield* paymentSums(own),
		});
	}
	return places.sort(
		(a, b) =>
			Number(a.place === null) - Number(b.place === null) ||
			compareNumbers(a.place?.id ?? '', b.place?.id ?? ''),
	);
}
