/** Numbers of receipts, sorted by what they are counted within: the basis of what is missing, late or shared. */
import { earlierDay } from '../values/dates';
import { eachStep, mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Day } from '../values/units';
import type { ListOf } from './documentList';
import { nameOfPlace, placeOf } from './facts';
import type { AccountingReceipt, DocumentType, Place } from './receipt';
import { byFirst } from './runs';
import type { Run } from './runs';

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
	/** Sorted by their first numbers. */
	runs: readonly Run[];
	/** The document that stood at a place of what was read. */
	document: (place: number) => Numbered;
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

/** Documents whose numbers follow each other, and that are alike in all else that is compared. */
export interface Stretch {
	/** The one with the first number. */
	document: Numbered;
	/** Where it stands in what was read; the others stand right after it. */
	place: number;
	/** How many there are. */
	count: number;
}

/** Documents of a list that may know which of them follow each other. */
export type NumberedList = ListOf<Numbered> & { stretches?: () => Iterable<Stretch> };

/** Those that follow each other where the list knows it, else one by one. */
function* stretchesOf(documents: NumberedList): Iterable<Stretch> {
	if (documents.stretches) yield* documents.stretches();
	else {
		let place = 0;
		for (const document of documents) {
			yield { document, place, count: 1 };
			place += 1;
		}
	}
}

/** A document that is numbered within its year, and its place in what was read. */
type OfYear = Pick<Stretch, 'document' | 'place'>;

/**
 * Invoices may have several series of numbers, told apart by what is printed around them. Where a
 * number could stand in several places, it stands where most of the others have theirs: all of a
 * series agree on one, and only some of them on any other.
 * @param documents of one type, place and year, all with a number
 */
function* seriesOf(documents: readonly OfYear[], into: Map<number, string>): Steps<void> {
	const candidates = yield* mapSteps(documents, ({ place, document }) => ({
		place,
		found: seriesIn(document),
	}));
	const votes = new Map<string, number>();
	yield* eachStep(candidates, ({ found }) => {
		for (const series of found) votes.set(series, (votes.get(series) ?? 0) + 1);
	});
	const byVotes = (a: string, b: string) =>
		(votes.get(b) ?? 0) - (votes.get(a) ?? 0) || (a < b ? -1 : 1);
	yield* eachStep(candidates, ({ place, found }) => {
		into.set(place, found.sort(byVotes)[0] ?? '#');
	});
}

/** A sequence whose numbers are being gathered. */
interface OpenSequence extends Sequence {
	runs: OpenRun[];
}

/** A run that grows as its numbers come. */
class OpenRun implements Run {
	last: number;
	/** Of each number, save for the last ones of a stretch, which stand right after each other. */
	private readonly places: number[];

	constructor(
		readonly first: number,
		{ place, count }: Stretch,
		readonly businessDay: Day,
		readonly printedOn: Day | '',
		readonly isRecorded: boolean,
	) {
		this.last = first + count - 1;
		this.places = [place];
	}

	placeOf(value: number): number {
		const index = value - this.first;
		const beyond = Math.max(0, index - this.places.length + 1);
		return (this.places[index - beyond] ?? 0) + beyond;
	}

	/** Whether another run goes on where this one ends; it is then a part of this one. */
	takes(other: OpenRun): boolean {
		const { businessDay, printedOn, isRecorded } = other;
		if (
			other.first !== this.last + 1 ||
			this.isStretch() ||
			businessDay !== this.businessDay ||
			printedOn !== this.printedOn ||
			isRecorded !== this.isRecorded
		)
			return false;
		for (const place of other.places) this.places.push(place);
		this.last = other.last;
		return true;
	}

	private isStretch(): boolean {
		return this.last - this.first >= this.places.length;
	}
}

/**
 * Numbers by what they are counted within, in the order of what was read. What asks several things of the
 * same documents does this once.
 * @param documents those without a number, or with 0 for none, are left out
 */
export function* toSequences(documents: NumberedList): Steps<Sequence[]> {
	const series = yield* seriesOfYears(documents);
	const sequences = new Map<string, OpenSequence>();
	yield* eachStep(stretchesOf(documents), (stretch) => {
		const { document, place } = stretch;
		const read = valueOf(document);
		if (!read) return;
		const of = { prefix: read.prefix, series: series.get(place) ?? null };
		const own = sequenceOf(sequences, document, of, documents);
		own.width = Math.max(own.width, read.width);
		const { businessDay, recordedAt } = document;
		const printedDay = own.span === 'day' ? printedOn(document) : '';
		const run = new OpenRun(read.value, stretch, businessDay, printedDay, recordedAt !== null);
		if (own.runs.at(-1)?.takes(run) !== true) own.runs.push(run);
	});
	for (const known of sequences.values()) known.runs = yield* inOneRow(known.runs);
	return [...sequences.values()];
}

/** Sorted, and those that go on where another one ends made one with it. */
function* inOneRow(runs: readonly OpenRun[]): Steps<OpenRun[]> {
	const grown: OpenRun[] = [];
	yield* eachStep(yield* sortSteps(runs, byFirst), (run) => {
		if (grown.at(-1)?.takes(run) !== true) grown.push(run);
	});
	return grown;
}

function sequenceOf(
	sequences: Map<string, OpenSequence>,
	document: Numbered,
	{ prefix, series }: Pick<Sequence, 'prefix' | 'series'>,
	documents: ListOf<Numbered>,
): OpenSequence {
	const { span, sequence } = spanOf(document);
	const place = placeOf(document);
	const { documentType } = document;
	const key = JSON.stringify([documentType, place?.id, span, sequence, series, prefix]);
	const known: OpenSequence = sequences.get(key) ?? {
		documentType,
		place,
		span,
		sequence,
		series,
		prefix,
		width: 0,
		write: (value: number) => `${prefix}${String(value).padStart(known.width, '0')}`,
		runs: [],
		document: (at) => documents.at(at) ?? document,
	};
	sequences.set(key, known);
	return known;
}

/**
 * The day that is printed beside a number: one closing may be of several days, each with numbers of its own.
 * After midnight it is still the day before.
 */
function printedOn({ businessDay, issuedAt }: Pick<Numbered, 'businessDay' | 'issuedAt'>): Day {
	return earlierDay(businessDay, issuedAt.slice(0, 10));
}

/** A document's number; undefined where it has none. Nothing is numbered 0: it stands where a draft has no number yet. */
function valueOf({ number }: Numbered): ReturnType<typeof readNumber> {
	const read = readNumber(number);
	return read?.value === 0 ? undefined : read;
}

/** The series of all documents that are numbered within their year, by their places. */
function* seriesOfYears(documents: NumberedList): Steps<Map<number, string>> {
	const years = new Map<string, OfYear[]>();
	yield* eachStep(stretchesOf(documents), ({ document, place }) => {
		if (document.documentType === 'receipt' || valueOf(document) === undefined) return;
		const { documentType } = document;
		const key = JSON.stringify([documentType, placeOf(document)?.id, spanOf(document).sequence]);
		const ofYear = years.get(key);
		if (ofYear) ofYear.push({ place, document });
		else years.set(key, [{ place, document }]);
	});
	const series = new Map<number, string>();
	for (const ofYear of years.values()) yield* seriesOf(ofYear, series);
	return series;
}
