/** Numbers of receipts: which are missing, and which came late. Pure functions. */
import type { AccountingReceipt, DocumentType, Place } from './receipt';
import { readShopTime } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import { addDays } from '../values/dates';
import { groupsOf } from '../values/groups';
import { eachStep, filterSteps, mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { EpochMs, Milliseconds } from '../values/units';
import type { DayRange } from '../table/types';
import { placeOf } from './bookings';
import { isWithin } from './period';
import type { BookingSummary, EarlierSummary } from './types';

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
	return [place?.name ?? place?.id, sequence].filter((part) => part).join(', ');
}

/** Numbers that follow each other without one of their own sequence. */
export interface Gap extends Counted {
	first: number;
	last: number;
}

/** A sequence of which nothing says what came before its first number in a period. */
export interface Start extends Counted {
	first: number;
}

/** What the numbers of a period tell. */
export interface Numbers {
	gaps: Gap[];
	starts: Start[];
}

interface Sequence extends Counted {
	span: Span['span'];
	/** What stands before the digits of a number. */
	prefix: string;
	/** Digits that every number has at least: the most that any has with leading zeros. */
	width: number;
	members: Array<{ value: number; document: Numbered }>;
}

const DIGITS_AT_END = /\d{1,15}$/;

/** Numbers of a sequence are written alike: what stands before the digits, and how many there are. */
function readNumber(text: string): { prefix: string; value: number; width: number } | undefined {
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
 * Assumption: a receipt that names its closing is numbered within it; where a system prints a date
 * beside the number but there is no closing yet, within the business day; invoices and credit notes
 * are numbered within their year. All others go on for ever.
 */
function spanOf(document: Numbered): Span {
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
 * Numbers by what they are counted within, in the order of what was read.
 * @param documents those without a number, or with 0 for none, are left out
 */
export function* toSequences(documents: readonly Numbered[]): Steps<Sequence[]> {
	const read = yield* mapSteps(documents, (document) => {
		const number = readNumber(document.number);
		// Nothing is numbered 0: it stands where a document, such as a draft, has no number yet.
		return number && number.value !== 0 ? [{ document, read: number, ...spanOf(document) }] : [];
	});
	const numbered = read.flat();
	const years = groupsOf(
		numbered.filter(({ span }) => span === 'year'),
		({ document, sequence }) =>
			JSON.stringify([document.documentType, placeOf(document)?.id, sequence]),
	);
	const series = new Map<Numbered, string>();
	for (const ofYear of years.values()) {
		const ofIt = ofYear.map(({ document }) => document);
		yield* seriesOf(ofIt, series);
	}
	const sequences = new Map<string, Sequence>();
	for (const { document, read, span, sequence } of numbered) {
		yield;
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

/**
 * The number before the first of a sequence, as far as it can be relied on; 0 where numbers begin.
 *
 * Assumption: closings and years begin with 1. A closing isn't older than the day before the period,
 * which has been read.
 */
function numberBefore(
	sequence: Sequence,
	period: DayRange,
	earlier: EarlierSummary | undefined,
): number | undefined {
	const known = earlier && endsBefore(period, earlier) ? lastOf(sequence, earlier) : undefined;
	if (known !== undefined || sequence.span === 'ever') return known;
	if (sequence.span === 'closing') return 0;
	return sequence.span === 'year' && `${sequence.sequence}-01-01` >= period.from ? 0 : undefined;
}

/** Whether an earlier summary knows the day before a period. */
function endsBefore(period: DayRange, { from, to }: EarlierSummary): boolean {
	return isWithin(addDays(period.from, -1), { from, to });
}

type LastNumber = EarlierSummary['lastNumbers'][number];

/** Each summary's last numbers by what they belong to: it is asked for each sequence and each document. */
const lastNumbers = new WeakMap<EarlierSummary, Map<string, LastNumber>>();

/** The name of a sequence; without a series where any of them is meant. */
const nameOf = (
	{ documentType, place, sequence = null }: LastNumber,
	prefix: string | undefined,
	...series: Array<string | null>
): string => JSON.stringify([documentType, place?.id, sequence, prefix, ...series]);

function lastNumbersOf(earlier: EarlierSummary): Map<string, LastNumber> {
	const known = lastNumbers.get(earlier);
	if (known) return known;
	const byName = new Map<string, LastNumber>();
	for (const entry of earlier.lastNumbers) {
		const prefix = readNumber(entry.number)?.prefix;
		const names = [nameOf(entry, prefix), nameOf(entry, prefix, entry.series ?? null)];
		// The first one counts, should there be several.
		for (const name of names) if (!byName.has(name)) byName.set(name, entry);
	}
	lastNumbers.set(earlier, byName);
	return byName;
}

/** The last number that an earlier summary knows of a sequence. */
function lastOf(
	{ documentType, place, sequence, series, prefix }: Sequence,
	earlier: EarlierSummary,
): number | undefined {
	const name = nameOf({ documentType, place, sequence, number: '' }, prefix, series);
	const last = lastNumbersOf(earlier).get(name);
	return last && readNumber(last.number)?.value;
}

/**
 * Numbers that are missing before, between and after those of a period, up to the next ones that are
 * known, and the sequences of which nothing is known before their first number.
 * @param documents everything that was read, also from the days beside the period
 * @param earlier the summary of the days before the period
 */
export function* findNumbers(
	documents: readonly Numbered[],
	period: DayRange,
	earlier?: EarlierSummary,
): Steps<Numbers> {
	return yield* numbersIn(yield* toSequences(documents), period, earlier);
}

/** The same for several periods, from the first to the last. */
export function* findNumbersOf(
	documents: readonly Numbered[],
	periods: readonly DayRange[],
): Steps<Numbers[]> {
	const sequences = yield* toSequences(documents);
	const found: Numbers[] = [];
	for (const period of periods) found.push(yield* numbersIn(sequences, period));
	return found;
}

function* numbersIn(
	sequences: readonly Sequence[],
	period: DayRange,
	earlier?: EarlierSummary,
): Steps<Numbers> {
	const gaps: Gap[] = [];
	const starts: Start[] = [];
	for (const sequence of sequences) {
		yield;
		const { documentType, place, series, write, members } = sequence;
		const counted = { documentType, place, sequence: sequence.sequence, series, write };
		const inside = (yield* filterSteps(members, ({ document }) =>
			isWithin(document.businessDay, period),
		)).map(({ value }) => value);
		if (inside.length === 0) continue;
		const lowest = inside.reduce((low, value) => Math.min(low, value));
		const highest = inside.reduce((high, value) => Math.max(high, value));
		const values = new Set(members.map(({ value }) => value));
		const before = numberBefore(sequence, period, earlier);
		if (before !== undefined && before < lowest) values.add(before);
		const known = yield* sortSteps([...values], (a, b) => a - b);
		if (known[0] === lowest && lowest > 1) starts.push({ ...counted, first: lowest });
		yield* eachStep(known, (value, index) => {
			const next = known[index + 1];
			if (next === undefined || next === value + 1) return;
			if (next < lowest || value > highest) return;
			gaps.push({ ...counted, first: value + 1, last: next - 1 });
		});
	}
	return { gaps, starts };
}

/** Numbers that are missing around those of a period. */
export function* findGaps(documents: readonly Numbered[], period: DayRange): Steps<Gap[]> {
	return (yield* findNumbers(documents, period)).gaps;
}

/** For each sequence of a period of which nothing is known after its last number: the one after it. */
export function* findEnds(documents: readonly Numbered[], period: DayRange): Steps<Start[]> {
	return (yield* toSequences(documents)).flatMap(
		({ documentType, place, sequence, series, write, members }) => {
			const last = members.reduce((one, other) => (other.value > one.value ? other : one));
			if (!isWithin(last.document.businessDay, period)) return [];
			return [{ documentType, place, sequence, series, write, first: last.value + 1 }];
		},
	);
}

const HOUR: Milliseconds = 3_600_000;

/**
 * Receipts of a period that came when a later business day had begun, so that the books of their day
 * may have been closed already.
 *
 * Assumption: where a system says when it recorded a receipt, that decides, if it is an hour or more
 * after the receipt; elsewhere numbers are given in the order of arrival, and a receipt is late when
 * a lower number of its sequence stands on a later day.
 * @param listed everything that was read, also from the days beside the period
 * @param earlier the summary of a run before: what came after it, on days that it covers, is late
 * @param found receipts of other days that were found by a number between those that were read
 */
export function* findLate<T extends Numbered>(
	listed: readonly T[],
	period: DayRange,
	clock: ShopClock,
	earlier?: EarlierSummary,
	found: readonly T[] = [],
): Steps<T[]> {
	const documents = [...listed, ...found];
	const late = new Set<Numbered>();
	for (const document of documents) {
		yield;
		if (isRecordedLate(document, clock) || (earlier && cameAfter(document, earlier))) {
			late.add(document);
		}
	}
	for (const { members } of yield* toSequences(documents)) {
		let latest = '';
		for (const { document } of yield* sortSteps(members, (a, b) => a.value - b.value)) {
			yield;
			if (document.recordedAt === null && document.businessDay < latest) late.add(document);
			if (document.businessDay > latest) latest = document.businessDay;
		}
	}
	const ofOtherDays = new Set(found);
	return documents.filter(
		(document) =>
			late.has(document) && (ofOtherDays.has(document) || isWithin(document.businessDay, period)),
	);
}

/**
 * The moment from which on a document could be read: when it was recorded, but not before it was made, as
 * some systems record the day alone.
 */
export function knownSince({
	issuedAt,
	recordedAt,
}: Pick<Numbered, 'issuedAt' | 'recordedAt'>): EpochMs {
	return Math.max(Date.parse(issuedAt), Date.parse(recordedAt ?? issuedAt));
}

/** Whether a document of days that were summed up before came later. */
function cameAfter(document: Numbered, earlier: EarlierSummary): boolean {
	const { from, to, asOf } = earlier;
	if (!isWithin(document.businessDay, { from, to })) return false;
	if (document.recordedAt !== null) return knownSince(document) > Date.parse(asOf);
	const own = readNumber(document.number);
	if (!own || spanOf(document).span !== 'ever') return false;
	const { documentType } = document;
	const place = placeOf(document);
	const name = nameOf({ documentType, place, sequence: null, number: '' }, own.prefix);
	const known = lastNumbersOf(earlier).get(name);
	// A register of which nothing was known then had no line.
	return known === undefined || own.value > (readNumber(known.number)?.value ?? 0);
}

/**
 * The highest number so far in each sequence that goes on after a period.
 * @param earlier what it knew of the days before the period goes on being known
 */
export function* findLastNumbers(
	documents: readonly Numbered[],
	period: DayRange,
	earlier?: EarlierSummary,
): Steps<BookingSummary['lastNumbers']> {
	const last = new Map<string, BookingSummary['lastNumbers'][number]>();
	const keep = (entry: BookingSummary['lastNumbers'][number]) => {
		const { documentType, place, sequence, series, number } = entry;
		const prefix = readNumber(number)?.prefix;
		last.set(JSON.stringify([documentType, place?.id, sequence, series, prefix]), entry);
	};
	if (earlier && endsBefore(period, earlier)) {
		for (const entry of earlier.lastNumbers) {
			const { sequence = null, series = null } = entry;
			if (sequence === null || sequence >= period.to.slice(0, 4)) {
				keep({ ...entry, sequence, series });
			}
		}
	}
	const sequences = yield* toSequences(documents);
	for (const { documentType, place, span, sequence, series, members, write } of sequences) {
		yield;
		const inside = members.filter(({ document }) => isWithin(document.businessDay, period));
		if ((span !== 'ever' && span !== 'year') || inside.length === 0) continue;
		const highest = inside.reduce((high, { value }) => Math.max(high, value), 0);
		keep({ documentType, place, sequence, series, number: write(highest) });
	}
	return [...last.values()];
}

function isRecordedLate(
	{ issuedAt, recordedAt, businessDay }: Numbered,
	clock: ShopClock,
): boolean {
	if (recordedAt === null || Date.parse(recordedAt) - Date.parse(issuedAt) < HOUR) return false;
	const recorded = readShopTime(recordedAt, clock);
	return recorded !== undefined && recorded.businessDay > businessDay;
}

/** A number at a place: places may have the same numbers. */
export interface NumberAt {
	number: string;
	place: Place;
}

/** Known numbers by their place and what stands before their digits, in their order. */
type NumberIndex = Map<string, Array<{ number: string; value: number }>>;

const keyOf = (place: Place, prefix: string | undefined): string =>
	JSON.stringify([place?.id, prefix]);

function indexOf(numbers: readonly NumberAt[]): NumberIndex {
	const readable = numbers.flatMap(({ number, place }) => {
		const read = readNumber(number);
		return read ? [{ number, value: read.value, key: keyOf(place, read.prefix) }] : [];
	});
	const index: NumberIndex = groupsOf(readable, ({ key }) => key);
	for (const known of index.values()) known.sort((a, b) => a.value - b.value);
	return index;
}

/** Gaps without some numbers, as the system writes them; what is left of a gap may be several. */
export function* withoutNumbers(gaps: readonly Gap[], numbers: readonly NumberAt[]): Steps<Gap[]> {
	if (numbers.length === 0) return [...gaps];
	const index = indexOf(numbers);
	const left = yield* mapSteps(gaps, (gap) => {
		const parts: Gap[] = [];
		let first = gap.first;
		for (const value of knownIn(gap, index)) {
			if (value > first) parts.push({ ...gap, first, last: value - 1 });
			first = value + 1;
		}
		if (first <= gap.last) parts.push({ ...gap, first });
		return parts;
	});
	return left.flat();
}

/** Ascending, each once. Both a gap and the list of numbers may be long: only what lies in it is looked at. */
function knownIn({ first, last, place, write }: Gap, index: NumberIndex): number[] {
	const known = index.get(keyOf(place, readNumber(write(last))?.prefix)) ?? [];
	let begin = 0;
	for (let end = known.length; begin < end; ) {
		const middle = Math.floor((begin + end) / 2);
		if ((known[middle]?.value ?? 0) < first) begin = middle + 1;
		else end = middle;
	}
	const found = new Set<number>();
	for (let at = begin; at < known.length; at++) {
		const { number, value } = known[at] ?? { number: '', value: Infinity };
		if (value > last) break;
		if (write(value) === number) found.add(value);
	}
	return [...found];
}
