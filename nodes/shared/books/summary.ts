/** The item after the bookings: what is missing, doesn't agree, came late, and what it all adds up to. */
import { MEANS } from '../accounting';
import type { AccountingReceipt, Means } from '../accounting';
import { centsToString } from '../money';
import type { DayRange } from '../types';
import { inOrder, paidCents, placeOf } from './bookings';
import type { Gap } from './sequences';
import type { BookingSummary } from './types';

/** What is known beside the receipts themselves. */
export interface SummaryFacts {
	period: DayRange;
	/** ISO date-time. */
	asOf: string;
	bookings: number;
	clearingCents: number;
	gaps: readonly Gap[];
	late: readonly AccountingReceipt[];
	lastNumbers: BookingSummary['lastNumbers'];
}

/** A gap that is longer than this stands as its two ends. */
const LISTED_NUMBERS = 50;

/** @param receipts of the period */
export function summarize(
	receipts: readonly AccountingReceipt[],
	{ period, asOf, bookings, clearingCents, gaps, late, lastNumbers }: SummaryFacts,
): BookingSummary {
	const taxes = taxesOf(receipts);
	const grossCents = sum(receipts.map(({ totals }) => totals.grossCents));
	const isKnown = receipts.every(({ totals }) => totals.taxCents !== null);
	const taxCents = isKnown ? sum(taxes.map((row) => row.taxCents)) : null;
	const netCents = taxCents === null ? null : grossCents - taxCents;
	return {
		type: 'summary',
		...period,
		asOf,
		receipts: receipts.length,
		bookings,
		totals: {
			gross: centsToString(grossCents),
			grossCents,
			net: netCents === null ? null : centsToString(netCents),
			netCents,
			tax: taxCents === null ? null : centsToString(taxCents),
			taxCents,
		},
		taxes,
		payments: paymentsOf(receipts),
		clearing: centsToString(clearingCents),
		clearingCents,
		missingNumbers: missingNumbers(gaps),
		lastNumbers,
		unbalanced: inOrder(receipts.filter(({ checks }) => !checks.balanced)).map((receipt) => {
			const { difference, differenceCents, notes } = receipt.checks;
			return { ...mention(receipt), difference, differenceCents, notes };
		}),
		late: inOrder(late).map((receipt) => ({
			...mention(receipt),
			recordedAt: receipt.recordedAt,
		})),
		unmapped: unmappedOf(receipts),
	};
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

function mention(receipt: AccountingReceipt) {
	const { id, displayNumber: number, documentType, businessDay } = receipt;
	return { id, number, documentType, businessDay, place: placeOf(receipt) };
}

/** One row per rate, ascending. */
export function taxesOf(receipts: readonly AccountingReceipt[]): BookingSummary['taxes'] {
	const rates = new Map<string, { grossCents: number; taxCents: number }>();
	for (const { taxes } of receipts) {
		for (const { rate, grossCents, taxCents } of taxes) {
			const row = rates.get(rate) ?? { grossCents: 0, taxCents: 0 };
			row.grossCents += grossCents;
			row.taxCents += taxCents;
			rates.set(rate, row);
		}
	}
	return [...rates]
		.sort(([a], [b]) => Number(a) - Number(b))
		.map(([rate, { grossCents, taxCents }]) => ({
			rate,
			gross: centsToString(grossCents),
			grossCents,
			net: centsToString(grossCents - taxCents),
			netCents: grossCents - taxCents,
			tax: centsToString(taxCents),
			taxCents,
		}));
}

function paymentsOf(receipts: readonly AccountingReceipt[]): BookingSummary['payments'] {
	const paid = new Map<Means, number>();
	for (const receipt of receipts) {
		for (const [means, cents] of paidCents(receipt)) {
			paid.set(means, (paid.get(means) ?? 0) + cents);
		}
	}
	return MEANS.flatMap((means) => {
		const amountCents = paid.get(means);
		if (amountCents === undefined) return [];
		return [{ means, amount: centsToString(amountCents), amountCents }];
	});
}

/** Gaps of one sequence in one entry, numbers as the system writes them. */
function missingNumbers(gaps: readonly Gap[]): BookingSummary['missingNumbers'] {
	const entries = new Map<string, BookingSummary['missingNumbers'][number]>();
	for (const { documentType, place, sequence, first, last, write } of gaps) {
		const key = JSON.stringify([documentType, place?.id, sequence, write(0)]);
		const entry = entries.get(key) ?? { documentType, place, sequence, numbers: [] };
		entries.set(key, entry);
		if (last - first >= LISTED_NUMBERS) entry.numbers.push(`${write(first)} … ${write(last)}`);
		else for (let value = first; value <= last; value++) entry.numbers.push(write(value));
	}
	return [...entries.values()];
}

/** Each unmapped word once, the most frequent first. */
function unmappedOf(receipts: readonly AccountingReceipt[]): BookingSummary['unmapped'] {
	const found = new Map<string, BookingSummary['unmapped'][number]>();
	for (const { checks } of receipts) {
		for (const entry of checks.unmapped) {
			const key = `${entry.type} ${entry.id}`;
			const known = found.get(key) ?? { ...entry, receipts: 0 };
			known.receipts += 1;
			found.set(key, known);
		}
	}
	return [...found.values()].sort((a, b) => b.receipts - a.receipts);
}
