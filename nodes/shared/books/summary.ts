/** The item after the bookings: what is missing, doesn't agree, came late, and what it all adds up to. */
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString, money } from '../values/money';
import type { Cents, IsoMoment } from '../values/units';
import type { DayRange } from '../table/request';
import { bookedNumber, placeOf } from './facts';
import { inOrder } from './order';
import { listCancelled } from './cancelled';
import type { CancelledInPlace } from './cancelled';
import { countOf, DOCUMENT_WORDS, ofShared, unmappedOf } from './problems';
import { printed, whereCounted } from './sequences';
import type { Numbered } from './sequences';
import { countReceipts } from './summed';
import type { Summed } from './summed';
import type { Gap, Start } from './missingNumbers';
import type { SharedNumber } from './sharedNumbers';
import { placesOf, paymentSums, taxSums, totalsOf } from './totals';
import type { BookingSummary } from './types';
import { isUnreadable } from './unreadable';

/** What is known beside the receipts themselves. */
export interface SummaryFacts {
	period: DayRange;
	/** When the receipts were read. */
	asOf: IsoMoment;
	/** How many bookings there are. */
	bookings: number;
	/** What only moved cash. */
	cashMovementsCents: Cents;
	/** What is left on the clearing account. */
	clearingCents: Cents;
	gaps: readonly Gap[];
	starts: readonly Start[];
	shared: readonly SharedNumber[];
	settled: {
		/** What takes receipts back on later days. */
		reversals: readonly Summed[];
		cancelled: readonly CancelledInPlace[];
		/** Cancelled ones that were counted before, but what they were can't be read any more. */
		unreadable: readonly Summed[];
	};
	late: readonly Numbered[];
	lastNumbers: BookingSummary['lastNumbers'];
	/** Sentences on the business days. */
	ofDays?: readonly string[];
}

/** What a summary tells before anybody has judged it. */
export type SummaryFigures = Omit<BookingSummary, 'ok' | 'title' | 'problems' | 'text'>;

/** A gap that is longer than this stands as its two ends. */
const LISTED_NUMBERS = 50;

/**
 * Sums a period up.
 * @param receipts of the period, without what takes receipts back on later days
 */
export function* summarize(
	receipts: readonly Summed[],
	facts: SummaryFacts,
): Steps<SummaryFigures> {
	const { period, asOf, bookings, clearingCents, gaps, late, lastNumbers, settled } = facts;
	const { ofDays = [] } = facts;
	const booked = [...receipts, ...settled.reversals];
	const taxes = yield* taxSums(booked);
	const unbalanced = receipts.filter(({ checks }) => !checks.balanced);
	const unreadable = receipts.filter(isUnreadable);
	return {
		type: 'summary',
		...period,
		asOf,
		receipts: countReceipts(receipts),
		bookings,
		totals: totalsOf(booked, taxes),
		taxes,
		payments: yield* paymentSums(booked),
		places: yield* placesOf(receipts, settled.reversals),
		...money('cashMovements', facts.cashMovementsCents),
		...money('clearing', clearingCents),
		missingNumbers: yield* missingNumbers(gaps),
		lastNumbers,
		unbalanced: yield* mapSteps(yield* inOrder(unbalanced), (receipt) => {
			const { difference, differenceCents, notes } = receipt.checks;
			return { ...mention(receipt), difference, differenceCents, notes };
		}),
		unreadable: yield* mapSteps(yield* inOrder(unreadable), (receipt) => {
			const { vendorAmount: amount, vendorAmountCents: amountCents, notes } = receipt.checks;
			return { ...mention(receipt), amount, amountCents, reason: notes[0] ?? '' };
		}),
		late: yield* mapSteps(yield* inOrder(late), (receipt) => ({
			...mention(receipt),
			recordedAt: receipt.recordedAt,
		})),
		cancelledInPlace: listCancelled(settled.cancelled, mention),
		unmapped: yield* unmappedOf(receipts),
		notes: [...notesOnUnreadable(unreadable), ...ofDays, ...(yield* notesOf(facts))],
	};
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

function mention(receipt: Numbered | Summed) {
	const { id, displayNumber: number, documentType, businessDay } = receipt;
	return { id, number, documentType, businessDay, place: placeOf(receipt) };
}

/** Gaps of one sequence in one entry, numbers as the system writes them. */
function* missingNumbers(gaps: readonly Gap[]): Steps<BookingSummary['missingNumbers']> {
	const entries = new Map<string, BookingSummary['missingNumbers'][number]>();
	for (const { documentType, place, sequence, series, first, last, write } of gaps) {
		yield;
		const key = JSON.stringify([documentType, place?.id, sequence, series, write(0)]);
		const entry = entries.get(key) ?? { documentType, place, sequence, series, numbers: [] };
		entries.set(key, entry);
		if (last - first >= LISTED_NUMBERS) entry.numbers.push(`${write(first)} … ${write(last)}`);
		else for (let value = first; value <= last; value++) entry.numbers.push(write(value));
	}
	return [...entries.values()];
}

/** More sequences than this aren't named one by one. */
const NAMED_STARTS = 10;

/** What can't be told, and what to do about it. */
function* notesOf({ starts, shared, settled: { unreadable } }: SummaryFacts): Steps<string[]> {
	const notes: string[] = [];
	if (starts.length > 0) {
		const named = starts.slice(0, NAMED_STARTS).map((start) => {
			const number = printed(start, start.write(start.first));
			const where = whereCounted(start);
			return `${DOCUMENT_WORDS[start.documentType]} ${number}${where === '' ? '' : ` (${where})`}`;
		});
		const others = starts.length - named.length;
		const list = [...named, ...(others > 0 ? [`${others} others`] : [])].join('; ');
		notes.push(
			`Whether numbers are missing right before these could not be told, because the ones before them were not read: ${list}. Where numbers go on from day to day, give the summary of the days before as "Earlier Summary (JSON)".`,
		);
	}
	return [...notes, ...ofShared(shared), ...(yield* takenBackByHand(unreadable))];
}

/** A sentence on each receipt that was booked before and cancelled since, and that the books can't take back. */
export function* takenBackByHand(unreadable: readonly Summed[]): Steps<string[]> {
	return yield* mapSteps(
		yield* inOrder(unreadable),
		(receipt) =>
			`Receipt ${bookedNumber(receipt)} of ${receipt.businessDay} was counted in the earlier summary and has been canceled in place since, but what it was can't be read any more. Here it counts 0: take it back by hand where its books were handed on.`,
	);
}

/** That something must be clarified, in one sentence. */
function notesOnUnreadable(unreadable: readonly Summed[]): string[] {
	if (unreadable.length === 0) return [];
	const stated = sum(unreadable.map(({ totals }) => totals.grossCents));
	return [
		`${countOf(unreadable.length)} could not be read: ${centsToString(stated)}, as far as stated, stands on the account for what must be clarified. "unreadable" names each with the reason.`,
	];
}
