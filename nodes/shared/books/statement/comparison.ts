/** What comes out of a comparison with a statement: one item for each payout, day or row. */
import { z } from 'zod';
import { amount, cents, place } from '../receipt';
import { explainingSchema } from '../reconciliation';

/**
 * What became of a day or a row. `otherDays` are rows of days that aren't compared, and of `notCovered` the
 * statement says nothing.
 */
export const STATUSES = [
	'differs',
	'missing',
	'unexpected',
	'shifted',
	'late',
	'notPaidYet',
	'notCovered',
	'fees',
	'matched',
	'otherDays',
] as const;
/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** With these something is to be clarified. */
const DISAGREEING: readonly Status[] = ['differs', 'missing', 'unexpected'];

/** Whether there is nothing to clarify. */
export function agrees(status: Status): boolean {
	return !DISAGREEING.includes(status);
}

/**
 * Days that were paid out together, a day or a row that stands alone. All items together hold each day and
 * each row once, so that their differences come to what was taken less what was received.
 */
export const comparisonSchema = z
	.object({
		/** Whether there is nothing to clarify: false for `differs`, `missing` and `unexpected`. */
		agrees: z.boolean(),
		status: z.enum(STATUSES),
		/** First and last business day; of rows that are of none, their own days. */
		date: z.string().date(),
		dateTo: z.string().date(),
		/** Register or shop: its name, or its ID where it has none; null where all are compared together. */
		placeName: z.string().nullable(),
		place,
		/** By the means of payment that are compared. */
		taken: amount,
		takenCents: cents,
		/** On the statement. */
		received: amount,
		receivedCents: cents,
		/** What of the difference is fees. */
		fees: amount,
		feesCents: cents,
		/** Taken less received. */
		difference: amount,
		differenceCents: cents,
		/** What of the difference is no fees. */
		open: amount,
		openCents: cents,
		/** What happened and what to do, in sentences. */
		explanation: z.string(),
		/** What each of the business days took. */
		days: z.array(z.object({ date: z.string().date(), taken: amount, takenCents: cents }).strict()),
		rows: z.array(
			z
				.object({
					/** Of the item of the input, from 0. */
					item: z.number().int(),
					date: z.string().date(),
					amount,
					amountCents: cents,
					text: z.string(),
					reference: z.string(),
				})
				.strict(),
		),
		/** Receipts that may explain the difference. */
		receipts: z.array(explainingSchema),
		type: z.literal('comparison'),
	})
	.strict();

/** A comparison as it comes out. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** By what is to be clarified, the day and the place. */
export function compareComparisons(a: Comparison, b: Comparison): number {
	const rank = rankOf(a) - rankOf(b);
	if (rank !== 0) return rank;
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	const [one, other] = [a.placeName ?? '', b.placeName ?? ''];
	return one === other ? 0 : one < other ? -1 : 1;
}

/** What disagrees comes first, then what should be known, then all else. */
function rankOf({ status }: Comparison): number {
	if (!agrees(status)) return 0;
	if (status === 'shifted' || status === 'late') return 1;
	return status === 'otherDays' ? 3 : 2;
}
