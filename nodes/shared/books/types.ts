/** What receipts become: bookings, the summary beside them, and files of them. */
import { z } from 'zod';

import type { Day, IsoMoment } from '../values/units';
import {
	amount,
	cents,
	DOCUMENT_TYPES,
	exact,
	LINE_TYPES,
	MEANS,
	place,
	unmapped,
} from './receipt';

export { accountingReceiptSchema } from './receipt';
export type { AccountingReceipt } from './receipt';

/**
 * What one booking stands for: receipts of a business day, of one closing on it, of a month, or one receipt.
 */
export const GROUPINGS = ['day', 'closing', 'month', 'receipt'] as const;

/** What texts of bookings can be written in. */
export const TEXT_LANGUAGES = ['en', 'de', 'it'] as const;
/** One of {@link TEXT_LANGUAGES}. */
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];
/** The same said in each of them. */
export type InAllLanguages = Record<TextLanguage, string>;
/** How texts of bookings are written. */
export interface TextStyle {
	/** English without it. */
	language?: TextLanguage;
	/** With placeholders in braces, such as `{kind} {rate}, {register}`; '' and nothing are the usual text. */
	template?: string;
}

/** `payment` is one means of payment; `difference` is what payments and lines don't agree on. */
export const BOOKING_KINDS = [...LINE_TYPES, 'payment', 'difference'] as const;

/**
 * One booking of a pair of accounts. Sales are debit clearing, credit revenue; payments are debit
 * their own account, credit clearing, less the change. An amount below zero takes back: the accounts
 * stay where they are and the sign tells.
 */
export const bookingSchema = z
	.object({
		type: z.literal('booking'),
		kind: z.enum(BOOKING_KINDS),
		/** Of all documents in it: till receipts, invoices and credit notes are booked apart. */
		documentType: z.enum(DOCUMENT_TYPES),
		/** Business day, YYYY-MM-DD; the month's last booked day where a booking stands for a month. */
		date: z.string().date(),
		text: z.string(),
		debit: z.string(),
		credit: z.string(),
		gross: amount,
		grossCents: cents,
		/** Null on payments, and where the rate isn't known. */
		net: amount.nullable(),
		netCents: cents.nullable(),
		tax: amount.nullable(),
		taxCents: cents.nullable(),
		/** Per cent; null on payments, and where it isn't known. "0" is a rate that is known. */
		taxRate: exact.nullable(),
		/** The program's own code for the tax, from the table of accounts; '' without one. */
		taxCode: z.string(),
		/** Of what was sold, from the table of accounts; '' without one. */
		costCenter: z.string(),
		costCenter2: z.string(),
		/**
		 * Where the table of accounts tells it apart from others of its kind: what it is about, such as the names of
		 * categories, articles or a payment method; '' elsewhere.
		 */
		category: z.string(),
		/** Of a payment. */
		means: z.enum(MEANS).nullable(),
		/** Register or shop: its name, or its ID where it has none, for a table. */
		placeName: z.string().nullable(),
		place,
		/** Numbers on paper of the first and the last receipt, in the order of their times. */
		firstNumber: z.string(),
		lastNumber: z.string(),
		/** Receipts that are in it. */
		count: z.number().int(),
		/** The numbers of the closings that its receipts name; absent where no receipt of the period names one. */
		zNumbers: z.array(z.string()).optional(),
		/** Its own among all bookings, also of other periods, and the same whenever its day, month or receipt is booked. */
		id: z.string(),
	})
	.strict();

const mention = z
	.object({
		id: z.string(),
		number: z.string(),
		documentType: z.enum(DOCUMENT_TYPES),
		businessDay: z.string().date(),
		place,
	})
	.strict();

const lastNumber = z
	.object({
		documentType: z.enum(DOCUMENT_TYPES),
		place,
		/** The year that numbers are counted in; null where they go on for ever. */
		sequence: z.string().nullable(),
		/** What is printed around a number, which is `#` here; null where there is but one such series. */
		series: z.string().nullable(),
		number: z.string(),
	})
	.strict();

const cancelled = mention
	.extend({
		/** What it stated before it was cancelled; null where it states nothing. */
		amount: amount.nullable(),
		amountCents: cents.nullable(),
		/**
		 * The business day on which it was first seen cancelled, where it had been counted before: there it
		 * is booked back. Null where it counts 0 on its own day.
		 */
		reversedOn: z.string().date().nullable(),
	})
	.strict();

const sums = z
	.object({
		gross: amount,
		grossCents: cents,
		/** Null when the rate of any line isn't known. */
		net: amount.nullable(),
		netCents: cents.nullable(),
		tax: amount.nullable(),
		taxCents: cents.nullable(),
	})
	.strict();

/** Less the change, which is taken off cash. */
const payments = z.array(z.object({ means: z.enum(MEANS), amount, amountCents: cents }).strict());

/**
 * What was handed on up to now, so that a later run can hold only what is new: bookings as rows of cells. Of the oldest
 * days nothing is kept where there are too many.
 */
const handedOnSchema = z
	.object({
		groupBy: z.enum(GROUPINGS),
		/** The first business day of all runs. */
		from: z.string().date(),
		/** The last business day of which nothing is kept any more; null while all is. */
		forgottenUntil: z.string().date().nullable(),
		/** What stands in each row, by its place. */
		columns: z.array(z.string()),
		rows: z.array(z.array(z.union([z.string(), z.number(), z.array(z.string()), z.null()]))),
	})
	.strict();

/** The remarks on a period's receipts, in one item after the bookings. */
export const bookingSummarySchema = z
	.object({
		type: z.literal('summary'),
		/** Whether there is nothing to look at before the books are handed on: no `problems`. */
		ok: z.boolean(),
		/** One line in the language of texts, such as a mail's subject: the days, and whether all is in order. */
		title: z.string(),
		/** Business days, both included. */
		from: z.string().date(),
		to: z.string().date(),
		/** ISO date-time: what was known then. */
		asOf: z.string().datetime({ offset: true }),
		receipts: z.number().int(),
		bookings: z.number().int(),
		totals: sums,
		taxes: z.array(
			z
				.object({
					rate: exact,
					gross: amount,
					grossCents: cents,
					net: amount,
					netCents: cents,
					tax: amount,
					taxCents: cents,
				})
				.strict(),
		),
		payments,
		/** The same for each register or shop that sold; null where nothing says which one it was. */
		places: z.array(sums.extend({ place, receipts: z.number().int(), payments })),
		/** What only moved cash and sold nothing, such as a deposit at the bank: a part of the totals. */
		cashMovements: amount,
		cashMovementsCents: cents,
		/** What is left on the clearing account: always 0.00. */
		clearing: amount,
		clearingCents: cents,
		/** Numbers before, between and after others of the same sequence that nobody knows. */
		missingNumbers: z.array(
			z
				.object({
					documentType: z.enum(DOCUMENT_TYPES),
					place,
					/** The closing or the year that numbers are counted in; null where they go on for ever. */
					sequence: z.string().nullable(),
					/** What is printed around a number, which is `#` here; null where there is but one such series. */
					series: z.string().nullable(),
					/** As the system writes them within that sequence; `first … last` for a long row of them. */
					numbers: z.array(z.string()),
				})
				.strict(),
		),
		/** Where numbers go on after the period: the highest that is known at its end. */
		lastNumbers: z.array(lastNumber),
		unbalanced: z.array(
			mention.extend({ difference: amount, differenceCents: cents, notes: z.array(z.string()) }),
		),
		/** Receipts that can't be read: what they state stands on the account for what must be clarified. */
		unreadable: z.array(
			mention.extend({
				/** What it states; null where nothing can be read. */
				amount: amount.nullable(),
				amountCents: cents.nullable(),
				reason: z.string(),
			}),
		),
		/** Receipts that came when a later business day had begun; those of other days aren't booked here. */
		late: z.array(mention.extend({ recordedAt: z.string().nullable() })),
		/** Receipts that were cancelled in place. */
		cancelledInPlace: z.array(cancelled),
		/**
		 * Means, and articles, groups and departments without VAT, of which nothing says what they are: with what
		 * they count as by a guess, and on how many receipts.
		 */
		unmapped: z.array(unmapped.extend({ receipts: z.number().int() })),
		/** What isn't right, one sentence for each kind: those that stand above the output. */
		problems: z.array(z.string()),
		/** What can't be told, as sentences. */
		notes: z.array(z.string()),
		/** A report in the language of texts: totals, what isn't right, and what to do about it. */
		text: z.string(),
		/**
		 * What the next run is to know as its earlier summary, as JSON in a text, for tables that hold no lists: what
		 * {@link earlierSummarySchema} has. Absent from triggers, which hand on each day by itself.
		 */
		forNextRun: z.string().optional(),
	})
	.strict();

/**
 * What an earlier summary tells about what came late, is missing or was cancelled since. Summaries of
 * older versions lack what may be absent here.
 */
export const earlierSummarySchema = z.object({
	from: z.string().date(),
	to: z.string().date(),
	asOf: z.string().datetime({ offset: true }),
	lastNumbers: z.array(lastNumber.partial({ sequence: true, series: true })),
	cancelledInPlace: z.array(cancelled).optional(),
	handedOn: handedOnSchema.optional(),
});

/** An earlier summary, as far as it is read. */
export type EarlierSummary = z.infer<typeof earlierSummarySchema>;

/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];
/** One of {@link BOOKING_KINDS}. */
export type BookingKind = (typeof BOOKING_KINDS)[number];
/** A booking as it comes out. */
export type Booking = z.infer<typeof bookingSchema>;
/** What was handed on, as a summary keeps it. */
export type HandedOnTable = z.infer<typeof handedOnSchema>;
/** The summary as it comes out. */
export type BookingSummary = z.infer<typeof bookingSummarySchema>;

/** `csv` is UTF-8 with a byte order mark, `csvPlain` without one, `csvWindows` Windows-1252. */
export const FILE_FORMATS = ['csv', 'csvPlain', 'csvWindows', 'bmd', 'datev'] as const;
/** One of {@link FILE_FORMATS}. */
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Programs that take journal entries by their API. */
export const PROGRAM_FORMATS = ['odoo', 'quickBooks', 'xero'] as const;
/** One of {@link PROGRAM_FORMATS}. */
export type ProgramFormat = (typeof PROGRAM_FORMATS)[number];

/** Italy's register of takings: as a file, as items, or for Fatture in Cloud. */
export const TAKINGS_FORMATS = ['corrispettivi', 'corrispettiviItems', 'fattureInCloud'] as const;
/** One of {@link TAKINGS_FORMATS}. */
export type TakingsFormat = (typeof TAKINGS_FORMATS)[number];

/** What tells in a BMD file that a booking takes back: an amount below zero, or the booking code 2. */
export const BMD_REVERSALS = ['sign', 'code'] as const;
/** One of {@link BMD_REVERSALS}. */
export type BmdReversal = (typeof BMD_REVERSALS)[number];

/** The output that hands the books so far on to the next batch. */
export const STATE_FORMAT = 'state';

/** What a file needs beside its bookings. */
export interface FileOptions {
	/** Business days, both included. */
	from: Day;
	to: Day;
	/** When the bookings were made. */
	createdAt: IsoMoment;
	/** DATEV: number of the consultant (Beraternummer) and of the client (Mandantennummer). */
	consultant?: string;
	client?: string;
	/** DATEV: a date whose day and month begin a fiscal year, with or without a time; January 1 without it. */
	fiscalYearStart?: string;
	/** What one booking holds. */
	groupBy?: Grouping;
	/** DATEV: digits of a general ledger account; 4 without it. */
	accountLength?: number;
	/** DATEV: whether the import locks the bookings (Festschreibung) for good; open without it. */
	isLocked?: boolean;
	/** BMD: the booking symbol of every row; the usual one for its type of document without it. */
	symbol?: string;
	/** BMD: what tells that a booking takes back; the sign of the amount without it. */
	takesBackBy?: BmdReversal;
	/** BMD: whether the register or shop is a branch there; none without it. */
	hasBranch?: boolean;
}

/** A finished file; `remarks` are sentences for the user, e.g. on letters that the encoding lacks. */
export interface BookingFile {
	content: Buffer;
	fileName: string;
	mimeType: string;
	remarks: string[];
}

/** Bookings that a format can't hold, e.g. for want of an account number; the message says why. */
export class BookingFileError extends Error {
	constructor(
		message: string,
		/** What to do about it, as a sentence. */
		readonly advice: string,
	) {
		super(message);
		this.name = 'BookingFileError';
	}
}
