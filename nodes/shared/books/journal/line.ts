/** A line of a journal entry, and how the lines of one entry are added up. Pure functions. */
import { z } from 'zod';
import { atOnce } from '../../values/inTurns';
import { money } from '../../values/money';
import { printSteps } from '../../values/print';
import type { Cents, Percent } from '../../values/units';
import { compareNumbers, compareRates } from '../order';
import { amount, cents, DOCUMENT_TYPES, exact, MEANS } from '../receipt';
import { BOOKING_KINDS } from '../types';

/** What a line is about: what a booking may be, or the VAT that stands on an account of its own. */
export const LINE_KINDS = [...BOOKING_KINDS, 'vat'] as const;

const positive = z.string().regex(/^\d+\.\d{2}$/);

/** One line of a compound entry: an amount on one side, and 0.00 on the other. */
export const journalLineSchema = z
	.object({
		account: z.string(),
		/** Never below zero, like the credit: what takes back stands on the other side. */
		debit: positive,
		debitCents: cents.nonnegative(),
		credit: positive,
		creditCents: cents.nonnegative(),
		text: z.string(),
		/** Null where the line holds several kinds, means or types of document. */
		kind: z.enum(LINE_KINDS).nullable(),
		means: z.enum(MEANS).nullable(),
		documentType: z.enum(DOCUMENT_TYPES).nullable(),
		/** Per cent; null on payments, and where it isn't known. "0" is a rate that is known. */
		taxRate: exact.nullable(),
		/** The program's own code for the tax, from the table of accounts; '' without one. */
		taxCode: z.string(),
		/**
		 * The VAT that the amount of this line contains; null where it contains none: on payments, where the rate
		 * isn't known, and where the VAT stands on a line of its own.
		 */
		tax: amount.nullable(),
		taxCents: cents.nullable(),
		/** From the table of accounts; '' without one. */
		costCenter: z.string(),
		costCenter2: z.string(),
	})
	.strict();

/** A line of a journal entry. */
export type JournalLine = z.infer<typeof journalLineSchema>;

/** What one account gets of an entry: lines that have the account and all codes in common become one. */
export interface LinePart
	extends Pick<
		JournalLine,
		| 'account'
		| 'text'
		| 'kind'
		| 'means'
		| 'documentType'
		| 'taxCode'
		| 'costCenter'
		| 'costCenter2'
	> {
	taxRate: Percent | null;
	/** Debit; below zero it is credit. */
	balanceCents: Cents;
	/** The VAT in it, with the sign of the balance; null where it contains none. */
	containedCents: Cents | null;
}

/** A line being added up. */
interface Sum extends LinePart {
	texts: Set<string>;
}

/**
 * Adds up the parts of one entry: one line for each account and its codes, debits first. What comes to nothing
 * is left out, but for a line that still contains some VAT.
 * @param parts in any order; the texts of a line that has several stand in theirs
 */
export function addUp(parts: Iterable<LinePart>): JournalLine[] {
	const sums = new Map<string, Sum>();
	for (const part of parts) {
		const key = keyOf(part);
		const sum = sums.get(key);
		if (sum) addTo(sum, part);
		else sums.set(key, { ...part, texts: new Set([part.text]) });
	}
	return [...sums.values()]
		.filter(({ balanceCents, containedCents }) => balanceCents !== 0 || (containedCents ?? 0) !== 0)
		.sort(inEntry)
		.map(toLine);
}

/** The part that a line was made of, or what takes it back. */
export function partOfLine(line: JournalLine, takesBack = false): LinePart {
	const { account, text, kind, means, documentType, taxRate, taxCode } = line;
	const { costCenter, costCenter2, debitCents, creditCents, taxCents } = line;
	const balanceCents = debitCents - creditCents;
	const containedCents = taxCents === null || balanceCents > 0 ? taxCents : 0 - taxCents;
	const words = { account, text, kind, means, documentType, taxRate, taxCode };
	const codes = { costCenter, costCenter2 };
	if (!takesBack) return { ...words, ...codes, balanceCents, containedCents };
	return {
		...words,
		...codes,
		balanceCents: 0 - balanceCents,
		containedCents: containedCents === null ? null : 0 - containedCents,
	};
}

/** What the debits of an entry come to, and so its credits. */
export function debitsOf(lines: readonly JournalLine[]): Cents {
	return lines.reduce((total, { debitCents }) => total + debitCents, 0);
}

/**
 * A fingerprint of what some lines book: accounts, codes and amounts, whatever their order and their words.
 * Lines with the same one leave nothing to post.
 */
export function printOfLines(lines: readonly JournalLine[]): string {
	const booked = lines.map((line) => {
		const part = partOfLine(line);
		return [keyOf(part), part.balanceCents, part.containedCents].join(' ');
	});
	return atOnce(printSteps(booked.sort(compareTexts), (leaf) => JSON.stringify(leaf)));
}

/** A gross and a net amount on one account are two lines. */
function keyOf(part: LinePart): string {
	const { account, taxRate, taxCode, costCenter, costCenter2, containedCents } = part;
	const isGross = containedCents !== null;
	return JSON.stringify([account, taxRate, taxCode, costCenter, costCenter2, isGross]);
}

function addTo(sum: Sum, part: LinePart): void {
	sum.balanceCents += part.balanceCents;
	if (sum.containedCents !== null) sum.containedCents += part.containedCents ?? 0;
	if (sum.kind !== part.kind) sum.kind = null;
	if (sum.means !== part.means) sum.means = null;
	if (sum.documentType !== part.documentType) sum.documentType = null;
	sum.texts.add(part.text);
}

/** Debits first, then by account and codes. */
function inEntry(one: Sum, other: Sum): number {
	const sides = Number(one.balanceCents <= 0) - Number(other.balanceCents <= 0);
	return (
		sides ||
		compareNumbers(one.account, other.account) ||
		compareRates(one.taxRate, other.taxRate) ||
		compareTexts(keyOf(one), keyOf(other))
	);
}

const compareTexts = (one: string, other: string): number =>
	one < other ? -1 : Number(one > other);

/** What contains VAT without an amount stands in the credit, as what is sold does. */
function toLine(sum: Sum): JournalLine {
	const { account, texts, kind, means, documentType, taxRate, taxCode } = sum;
	const { balanceCents, containedCents, costCenter, costCenter2 } = sum;
	const isDebit = balanceCents > 0;
	const taxCents = containedCents === null || isDebit ? containedCents : 0 - containedCents;
	return {
		account,
		...money('debit', isDebit ? balanceCents : 0),
		...money('credit', isDebit ? 0 : 0 - balanceCents),
		text: [...texts].join('; '),
		kind,
		means,
		documentType,
		taxRate,
		taxCode,
		...money('tax', taxCents),
		costCenter,
		costCenter2,
	};
}
