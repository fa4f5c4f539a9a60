/** The journal entry: what one business day and place comes to, or what corrects what was posted of it. */
import { z } from 'zod';
import { amount, cents, place } from '../receipt';
import { JOURNAL_KINDS } from './entryName';
import { journalLineSchema } from './line';

/** Numbers on paper by type of document, such as `11-1 … 11-45, 11-47`; '' for none. */
const numberRangesSchema = z
	.object({ receipt: z.string(), invoice: z.string(), creditNote: z.string() })
	.strict();

/** Numbers of receipts, invoices and credit notes. */
export type NumberRanges = z.infer<typeof numberRangesSchema>;

/** One compound entry: its debits come to the same as its credits. */
export const journalEntrySchema = z
	.object({
		type: z.literal('journal'),
		kind: z.enum(JOURNAL_KINDS),
		/** Its own among all entries, and the same whenever it is read until it stands in what was posted. */
		id: z.string(),
		/** A fingerprint of what its lines book: another one where accounts, codes or amounts differ. */
		version: z.string(),
		businessDay: z.string().date(),
		/** The day to post it on: the business day, or the first day after those that are closed. */
		date: z.string().date(),
		source: z.enum(['cassaNova', 'kassandro']),
		place,
		/** Register or shop: its name, or its ID where it has none. */
		placeName: z.string().nullable(),
		currency: z.literal('EUR'),
		/** What its debits come to, and its credits. */
		total: amount,
		totalCents: cents,
		/** Receipts of the day, as it is now; 0 for a reversal. */
		receipts: z.number().int(),
		numbers: numberRangesSchema,
		lines: z.array(journalLineSchema),
		/** The lines as JSON in a text, for tables that hold no lists. */
		linesJson: z.string(),
		/** IDs of the posted entries that it corrects; none for a first posting. */
		corrects: z.array(z.string()),
	})
	.strict();

/** An entry as it comes out. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;
