/** Numbers of receipts, sorted by what they are counted within: the basis of what is missing, late or shared. */
import { eachStep, mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { nameOfPlace, placeOf } from './facts';
import type { AccountingReceipt, DocumentType, Place } from './receipt';

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

/** What the numbers of a sequence have in common. */
export interface Counted {
	documentType: DocumentType;
	place: Place;
	/** The closing, the day or the year that numbers are counted in; null where they go on for ever. */
	sequence: string | null;
	/** What is printed around a number, which is `#` here; null where there is but one such series. */
	series: string | null;
	/** How the system writes a number of this sequence. */
	write: (value: number) => string;
}

/** A number as it is printed, with what stands around it in its series. */
export function printed({ series }: Pick<Counted, 'series'>, number: string): string {
	return (series ?? '#').replace('#', () => number);
}

/** Where a number is counted, in words; empty where nothing says so. */
export function whereCounted({ place, sequence }: Pick<Counted, 'place' | 'sequence'>): string {
	return [nameOfPlace(place), sequence].filter((part) => part).join(', ');
}

/** Numbers that are counted together, with the documents that have them. */
export interface Sequence extends Counted {
	/** How long they are counted on. */
	span: Span['span'];
	/** What stands before the digits of a number. */
	prefix: string;
	/** Digits that every number has at least: the most that any has with leading zeros. */
	width: number;
	members: Array<{ value: number; document: Numbered }>;
}

const DIGITS_AT_END = /\d{1,15}$/;

/**
 * A number as it is written: what stands before its digits, its value, and how many digits it has where it
 * begins with zeros, else 0. Numbers of a sequence are written alike.
 * @returns undefined for a text that doesn't end with digits
 */
export function readNumber(
	text: string,
): { prefix: string; value: number; width: number } | undefined {
	const [digits] = DIGITS_AT_END.exec(text) ?? [];
	if (digits === undefined) return undefined;
	const prefix = text.slice(0, -digits.length);
	return { prefix, value: Number(digits), width: digits.startsWith('0') ? digits.length : 0 };
}

/** How long numbers are counted on, and what that span is called. */
type Span =
	| { span: 'closing' | 'day' | 'year'; sequence: string }
	| { span: 'ever'; sequence: null };

/**
 * How long a document's number is counted on.
 *
 * Assumption: a receipt that names its closing is numbered within it; where a system prints a date
 * beside the number but there is no closing yet, within the business day; invoices and credit notes
 * are numbered within their year. All others go on for ever.
 */
export function spanOf(document: Numbered): Span {
	const { documentType, zNumber, displayNumber, issuedAt, businessDay } = document;
	if (documentType !== 'receipt') return { span: 'year', sequence: issuedAt.slice(0, 4) };
	if (zNumber !== null) return { span: 'closing', sequence: zNumber };
	return displayNumber.endsWith(` ${issuedAt.slice(0, 10)}`)
		? { span: 'day', sequence: businessDay }
		: { span: 'ever', sequence: null };
}

/** Signs of a printed number: no till prints more, and a longer text tells no series. */
const LONGEST_PRINTED = 100;
/** Places of a number in what is printed that are thought of. */
const MOST_PLACES = 20;

/** What may be printed around a number: it may occur in a prefix or a suffix, too. */
function seriesIn({ number, displayNumber }: Numbered): string[] {
	const found: string[] = [];
	if (displayNumber.length > LONGEST_PRINTED) return found;
	let at = displayNumber.indexOf(number);
	while (at >= 0 && found.length < MOST_PLACES) {
		found.push(`${displayNumber.slice(0, at)}#${displayNumber.slice(at + number.length)}`);
		at = displayNumber.indexOf(number, at + 1);
	}
	return found;
}

/**
 * Invoices may have several series of numbers, told apart by what is printed around them. Where a
 * number could stand in several places, it stands where most of the others have theirs: all of a
 * series agree on one, and only some of them on any other.
 * @param documents of one type, place and year, all with a number
 */
function* seriesOf(documents: readonly Numbered[], into: Map<Numbered, string>): Steps<void> {
	const candidates = yield* mapSteps(documents, (document) => ({
		document,
		found: seriesIn(document),
	}));
	const votes = new Map<string, number>();
	yield* eachStep(candidates, ({ found }) => {
		for (const series of found) votes.set(series, (votes.get(series) ?? 0) + 1);
	});
	const byVotes = (a: string, b: string) =>
		(votes.get(b) ?? 0) - (votes.get(a) ?? 0) || (a < b ? -1 : 1);
	yield* eachStep(candidates, ({ document, found }) => {
		into.set(document, found.sort(byVotes)[0] ?? '#');
	});
}

/**
 * Numbers by what they are counted within, in the order of what was read. What asks several things of the
 * same documents does this once.
 * @param documents those without a number, or with 0 for none, are left out
 */
export function* toSequences(documents: readonly Numbered[]): Steps<Sequence[]> {
	const series = yield* seriesOfYears(documents);
	const sequences = new Map<string, Sequence>();
	for (const document of documents) {
		yield;
		const read = valueOf(document);
		if (!read) continue;
		const { span, sequence } = spanOf(document);
		const place = placeOf(document);
		const own = series.get(document) ?? null;
		const { documentType } = document;
		const key = JSON.stringify([documentType, place?.id, span, sequence, own, read.prefix]);
		const known: Sequence = sequences.get(key) ?? {
			documentType,
			place,
			span,
			sequence,
			series: own,
			prefix: read.prefix,
			width: 0,
			write: (value: number) => `${read.prefix}${String(value).padStart(known.width, '0')}`,
			members: [],
		};
		known.width = Math.max(known.width, read.width);
		known.members.push({ value: read.value, document });
		sequences.set(key, known);
	}
	return [...sequences.values()];
}

/** A document's number; undefined where it has none. Nothing is numbered 0: it stands where a draft has no number yet. */
function valueOf({ number }: Numbered): ReturnType<typeof readNumber> {
	const read = readNumber(number);
	return read?.value === 0 ? undefined : read;
}

/** The series of all documents that are numbered within their year. */
function* seriesOfYears(documents: readonly Numbered[]): Steps<Map<Numbered, string>> {
	const years = new Map<string, Numbered[]>();
	yield* eachStep(documents, (document) => {
		const { span, sequence } = spanOf(document);
		if (span !== 'year' || valueOf(document) === undefined) return;
		const key = JSON.stringify([document.documentType, placeOf(document)?.id, sequence]);
		const ofYear = years.get(key);
		if (ofYear) ofYear.push(document);
		else years.set(key, [document]);
	});
	const series = new Map<Numbered, string>();
	for (const ofYear of years.values()) yield* seriesOf(ofYear, series);
	return series;
}
