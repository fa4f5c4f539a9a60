/** Numbers of receipts: which are missing between others, and which came late. Pure functions. */
import type { AccountingReceipt, DocumentType, Place } from '../accounting';
import { readShopTime } from '../shopTime';
import type { ShopClock } from '../shopTime';
import type { DayRange } from '../types';
import { placeOf } from './bookings';
import { isWithin } from './period';
import type { EarlierSummary } from './types';

/** What a number says, also of documents that don't count. */
export type Numbered = Pick<
	AccountingReceipt,
	| 'id'
	| 'documentType'
	| 'number'
	| 'displayNumber'
	| 'zNumber'
	| 'issuedAt'
	| 'recordedAt'
	| 'businessDay'
	| 'register'
	| 'salesPoint'
>;

/** Numbers that follow each other without one of their own sequence. */
export interface Gap {
	documentType: DocumentType;
	place: Place;
	/** The closing or the year that numbers are counted in; null where they go on for ever. */
	sequence: string | null;
	first: number;
	last: number;
	/** How the system writes a number of this sequence. */
	write: (value: number) => string;
}

interface Sequence {
	documentType: DocumentType;
	place: Place;
	sequence: string | null;
	write: (value: number) => string;
	members: Array<{ value: number; document: Numbered }>;
}

const ENDS_IN_DIGITS = /^(.*?)(\d{1,15})$/s;

/** Numbers of a sequence are written alike: what stands before the digits, and how many there are. */
function readNumber(text: string): { prefix: string; value: number; width: number } | undefined {
	const [, prefix, digits] = ENDS_IN_DIGITS.exec(text) ?? [];
	if (prefix === undefined || digits === undefined) return undefined;
	return { prefix, value: Number(digits), width: digits.startsWith('0') ? digits.length : 0 };
}

/**
 * Assumption: a receipt that names its closing is numbered within it; where a system prints a date
 * beside the number but there is no closing yet, within that day; invoices and credit notes are
 * numbered within their year. All others go on for ever.
 */
function sequenceOf({ documentType, zNumber, displayNumber, issuedAt }: Numbered): string | null {
	if (documentType !== 'receipt') return issuedAt.slice(0, 4);
	if (zNumber !== null) return zNumber;
	const day = issuedAt.slice(0, 10);
	return displayNumber.endsWith(` ${day}`) ? day : null;
}

function toSequences(documents: readonly Numbered[]): Sequence[] {
	const sequences = new Map<string, Sequence>();
	for (const document of documents) {
		const read = readNumber(document.number);
		// Nothing is numbered 0: it stands where a document, such as a draft, has no number yet.
		if (!read || read.value === 0) continue;
		const { documentType, number, displayNumber } = document;
		const place = placeOf(document);
		const sequence = sequenceOf(document);
		// Invoices may have several lines of numbers, told apart by what stands around them.
		const line = documentType === 'receipt' ? '' : displayNumber.replace(number, '#');
		const key = JSON.stringify([documentType, place?.id, sequence, line, read.prefix]);
		const known = sequences.get(key) ?? {
			documentType,
			place,
			sequence,
			write: (value: number) => `${read.prefix}${String(value).padStart(read.width, '0')}`,
			members: [],
		};
		known.members.push({ value: read.value, document });
		sequences.set(key, known);
	}
	return [...sequences.values()];
}

/**
 * Numbers that are missing between those of a period, and up to the next one that is known.
 * @param documents everything that was read, also from the days beside the period
 */
export function findGaps(documents: readonly Numbered[], period: DayRange): Gap[] {
	return toSequences(documents).flatMap(({ members, ...sequence }) => {
		const inside = members
			.filter(({ document }) => isWithin(document.businessDay, period))
			.map(({ value }) => value);
		if (inside.length === 0) return [];
		const lowest = inside.reduce((low, value) => Math.min(low, value));
		const highest = inside.reduce((high, value) => Math.max(high, value));
		const known = [...new Set(members.map(({ value }) => value))].sort((a, b) => a - b);
		return known.flatMap((value, index): Gap[] => {
			const next = known[index + 1];
			if (next === undefined || next === value + 1) return [];
			if (value < lowest || value > highest) return [];
			return [{ ...sequence, first: value + 1, last: next - 1 }];
		});
	});
}

const HOUR = 3_600_000;

/**
 * Receipts of a period that came when a later business day had begun, so that the books of their day
 * may have been closed already.
 *
 * Assumption: where a system says when it recorded a receipt, that decides, if it is an hour or more
 * after the receipt; elsewhere numbers are given in the order of arrival, and a receipt is late when
 * a lower number of its sequence stands on a later day.
 * @param earlier the summary of a run before: what came after it, on days that it covers, is late
 */
export function findLate<T extends Numbered>(
	documents: readonly T[],
	period: DayRange,
	clock: ShopClock,
	earlier?: EarlierSummary,
): T[] {
	const late = new Set<Numbered>();
	for (const document of documents) {
		if (isRecordedLate(document, clock) || (earlier && cameAfter(document, earlier))) {
			late.add(document);
		}
	}
	for (const { members } of toSequences(documents)) {
		let latest = '';
		for (const { document } of [...members].sort((a, b) => a.value - b.value)) {
			if (document.recordedAt === null && document.businessDay < latest) late.add(document);
			if (document.businessDay > latest) latest = document.businessDay;
		}
	}
	return documents.filter(
		(document) => late.has(document) && isWithin(document.businessDay, period),
	);
}

/** Whether a document of days that were summed up before came later. */
function cameAfter(document: Numbered, { from, to, asOf, lastNumbers }: EarlierSummary): boolean {
	if (!isWithin(document.businessDay, { from, to })) return false;
	if (document.recordedAt !== null) return Date.parse(document.recordedAt) > Date.parse(asOf);
	const own = readNumber(document.number);
	if (!own || sequenceOf(document) !== null) return false;
	const known = lastNumbers.find(
		({ documentType, place, number }) =>
			documentType === document.documentType &&
			place?.id === placeOf(document)?.id &&
			readNumber(number)?.prefix === own.prefix,
	);
	// A register of which nothing was known then had no line.
	return known === undefined || own.value > (readNumber(known.number)?.value ?? 0);
}

/** The highest number of a period in each sequence that goes on for ever. */
export function findLastNumbers(
	documents: readonly Numbered[],
	period: DayRange,
): EarlierSummary['lastNumbers'] {
	return toSequences(documents).flatMap(({ documentType, place, sequence, members, write }) => {
		const inside = members.filter(({ document }) => isWithin(document.businessDay, period));
		if (sequence !== null || inside.length === 0) return [];
		const highest = inside.reduce((high, { value }) => Math.max(high, value), 0);
		return [{ documentType, place, number: write(highest) }];
	});
}

function isRecordedLate(
	{ issuedAt, recordedAt, businessDay }: Numbered,
	clock: ShopClock,
): boolean {
	if (recordedAt === null || Date.parse(recordedAt) - Date.parse(issuedAt) < HOUR) return false;
	const recorded = readShopTime(recordedAt, clock);
	return recorded !== undefined && recorded.businessDay > businessDay;
}

/** Gaps without some numbers, as the system writes them; what is left of a gap may be several. */
export function withoutNumbers(gaps: readonly Gap[], numbers: ReadonlySet<string>): Gap[] {
	if (numbers.size === 0) return [...gaps];
	return gaps.flatMap((gap) => {
		const parts: Gap[] = [];
		let first = gap.first;
		const known = knownIn(gap, numbers);
		for (const value of known) {
			if (value > first) parts.push({ ...gap, first, last: value - 1 });
			first = value + 1;
		}
		if (first <= gap.last) parts.push({ ...gap, first });
		return parts;
	});
}

/** Ascending. A gap may be far longer than the list of numbers. */
function knownIn({ first, last, write }: Gap, numbers: ReadonlySet<string>): number[] {
	return [...numbers]
		.map((text) => ({ text, value: readNumber(text)?.value ?? NaN }))
		.filter(({ text, value }) => value >= first && value <= last && write(value) === text)
		.map(({ value }) => value)
		.sort((a, b) => a - b);
}
