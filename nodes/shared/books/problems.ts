/** What isn't right with receipts, one sentence for each kind of problem: the hints beside an output. */
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString } from '../values/money';
import type { DayRange } from '../table/request';
import { nameOfPlace } from './facts';
import { inOrder } from './order';
import type { Reconciliation } from './reconciliation';
import { printed, whereCounted } from './sequences';
import type { Numbered } from './sequences';
import type { Summed } from './summed';
import type { Gap } from './missingNumbers';
import type { SharedNumber } from './sharedNumbers';
import type { BookingSummary } from './types';
import { isUnreadable } from './unreadable';

/** What people call each type of document. */
export const DOCUMENT_WORDS = { receipt: 'receipt', invoice: 'invoice', creditNote: 'credit note' };

/** Receipts, numbers and words that a sentence names; the others are counted. */
const MOST_NAMED = 3;
/** Signs of a name that are shown. */
const LONGEST_NAME = 100;

/**
 * What receipts say of themselves.
 * @param receipts in any order
 * @returns sentences; none where all is well
 */
export function* problemsOfReceipts(receipts: readonly Summed[]): Steps<string[]> {
	const unreadable = receipts.filter(isUnreadable);
	const unbalanced = receipts.filter(({ checks }) => !checks.balanced);
	return [
		...(yield* ofUnreadable(unreadable)),
		...(yield* ofUnbalanced(unbalanced, unreadable.length)),
		...ofGuesses(yield* unmappedOf(receipts)),
	];
}

/** What is known of a period's books besides its receipts. */
interface BookFacts {
	period: DayRange;
	gaps: readonly Gap[];
	shared: readonly SharedNumber[];
	late: readonly Numbered[];
	/** Sentences on what must be taken back by hand. */
	byHand: readonly string[];
	/** Sentences on the business days. */
	ofDays: readonly string[];
}

/**
 * The same of a period's books, with what only the whole of them shows.
 * @param receipts of the period
 */
export function* problemsOfBooks(
	receipts: readonly Summed[],
	{ period, gaps, shared, late, byHand, ofDays }: BookFacts,
): Steps<string[]> {
	const { from, to } = period;
	const days = from === to ? `On ${from}` : `From ${from} to ${to}`;
	return [
		...(yield* ofMissing(gaps)),
		...ofShared(shared),
		...ofDays,
		...(yield* problemsOfReceipts(receipts)),
		...(yield* ofLate(late, period)),
		...byHand,
	].map((sentence) => `${days}: ${sentence}`);
}

/** What is compared, where its subject alone doesn't say it. */
const CHECK_WORDS: Partial<Record<Reconciliation['check'], string>> = {
	tax: 'gross',
	vat: 'VAT',
	department: 'department',
};

/** How many comparisons disagree, and by how much the first of them. */
export function problemsOfComparisons(compared: readonly Reconciliation[]): string[] {
	const differing = compared.filter(({ agrees }) => !agrees);
	if (differing.length === 0) return [];
	const { length } = differing;
	const named = differing.map(({ subject, check, place, difference }) => {
		const what = [CHECK_WORDS[check], nameOfPlace(place)].filter((word) => word);
		return `${subject}${what.length === 0 ? '' : ` (${what.join(', ')})`}: ${difference}`;
	});
	return [
		`${length} of ${compared.length} comparisons ${length === 1 ? "doesn't" : "don't"} agree: ${firstNames(named, '; ')}. They come first; "days", "receipts" and "note" tell what may explain them.`,
	];
}

/** Each word once that no mapping names, the most frequent first, with the number of receipts. */
export function* unmappedOf(receipts: readonly Summed[]): Steps<BookingSummary['unmapped']> {
	const found = new Map<string, BookingSummary['unmapped'][number]>();
	for (const { checks } of receipts) {
		yield;
		for (const entry of checks.unmapped) {
			const key = `${entry.type} ${entry.id}`;
			const known = found.get(key) ?? { ...entry, receipts: 0 };
			known.receipts += entry.receipts ?? 1;
			found.set(key, known);
		}
	}
	return [...found.values()].sort((a, b) => b.receipts - a.receipts);
}

/** A number of receipts, as a sentence begins with it. */
export function countOf(count: number, one = 'receipt', many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** Names are vendors' texts, and a sentence is read by people. */
function shortened(name: string): string {
	return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/**
 * The first names of a list, and how many more there are.
 * @param more says in words that there are
 */
export function firstNames(
	names: readonly string[],
	separator = ', ',
	more = (count: number) => ` and ${count} more`,
): string {
	const others = names.length - MOST_NAMED;
	const named = names.slice(0, MOST_NAMED).map(shortened).join(separator);
	return others > 0 ? `${named}${more(others)}` : named;
}

/** A document as a sentence names it. */
type NamedDocument = Pick<
	Numbered,
	'documentType' | 'displayNumber' | 'id' | 'number' | 'issuedAt'
>;

/** Till receipts by their numbers alone; the others have numbers of their own. */
function* namesOf(receipts: readonly NamedDocument[]): Steps<string> {
	return firstNames(
		(yield* inOrder(receipts)).map(({ documentType, displayNumber }) =>
			documentType === 'receipt'
				? displayNumber
				: `${DOCUMENT_WORDS[documentType]} ${displayNumber}`,
		),
	);
}

/** How many there are, as what people call them. */
function countOfAll(receipts: readonly NamedDocument[]): string {
	const areOfTills = receipts.every(({ documentType }) => documentType === 'receipt');
	return countOf(receipts.length, areOfTills ? 'receipt' : 'document');
}

function* ofUnreadable(unreadable: readonly Summed[]): Steps<string[]> {
	if (unreadable.length === 0) return [];
	const stated = unreadable.reduce((sum, { totals }) => sum + totals.grossCents, 0);
	return [
		`${countOfAll(unreadable)} could not be read: ${yield* namesOf(unreadable)}. What they state, ${centsToString(stated)}, must be clarified.`,
	];
}

function* ofUnbalanced(unbalanced: readonly Summed[], unreadable: number): Steps<string[]> {
	if (unbalanced.length === 0 || unbalanced.length === unreadable) return [];
	const { length } = unbalanced;
	const among = unreadable === 0 ? '' : `, ${unreadable} that could not be read among them`;
	return [
		`${countOfAll(unbalanced)} ${length === 1 ? "doesn't" : "don't"} balance${among}: ${yield* namesOf(unbalanced)}. Lines, payments, VAT rates or the stated amount disagree; the notes of each say which.`,
	];
}

/** What counts as something because nothing says what it is, each kind by itself: what is to be done differs. */
export function guessesIn(
	unmapped: BookingSummary['unmapped'],
): Record<'others' | 'vouchers' | 'sales', BookingSummary['unmapped']> {
	const isMethod = ({ type }: BookingSummary['unmapped'][number]) => type === 'paymentMethod';
	return {
		others: unmapped.filter((one) => isMethod(one) && one.countsAs !== 'voucher'),
		vouchers: unmapped.filter((one) => isMethod(one) && one.countsAs === 'voucher'),
		sales: unmapped.filter((one) => !isMethod(one)),
	};
}

const SAY_METHODS = 'Say what they are under "Options > Map Payment Methods".';
const SAY_SOLD =
	'Vouchers, tips, deposits and cash that comes into the till or leaves it look like that: say what they are under "Options > Map What Is Sold", or map them to Sale.';

function ofGuesses(unmapped: BookingSummary['unmapped']): string[] {
	const { others, vouchers, sales } = guessesIn(unmapped);
	return [
		...guessed(others, '"Other payments"', SAY_METHODS),
		...guessed(vouchers, 'vouchers', SAY_METHODS),
		...guessed(sales, 'sales though there is no VAT on them', SAY_SOLD),
	];
}

/** @param advice what to do about it, as sentences */
function guessed(words: BookingSummary['unmapped'], as: string, advice: string): string[] {
	if (words.length === 0) return [];
	const named = words.map(({ id, name, receipts }) => `"${name ?? id}" (${countOf(receipts)})`);
	return [`Counted as ${as}, because nothing says what they are: ${firstNames(named)}. ${advice}`];
}

function* ofMissing(gaps: readonly Gap[]): Steps<string[]> {
	const count = gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
	if (count === 0) return [];
	const names = yield* mapSteps(gaps, ({ first, last, write, sequence }) => {
		const numbers = first === last ? write(first) : `${write(first)} … ${write(last)}`;
		return sequence === null ? numbers : `${numbers} of ${sequence}`;
	});
	return [
		`${countOf(count, 'receipt number is', 'receipt numbers are')} missing: ${firstNames(names)}.`,
	];
}

/** Numbers that several receipts have, which may be one that is there twice. */
export function ofShared(shared: readonly SharedNumber[]): string[] {
	if (shared.length === 0) return [];
	const names = shared.map((one) => {
		const word = one.documentType === 'receipt' ? '' : `${DOCUMENT_WORDS[one.documentType]} `;
		const number = printed(one, one.number);
		return `${word}${number} of ${one.businessDay} on ${one.documents} (${whereCounted(one)})`;
	});
	const count = countOf(shared.length, 'number stands', 'numbers stand');
	return [
		`${count} on several documents of one day: ${firstNames(names, '; ')}. Each of them counts; look whether one of them was recorded twice.`,
	];
}

/**
 * Receipts that say no day: each reading of another period would find them on another one.
 * @param what they aren't in
 */
export function ofUndated(count: number, what: string): string[] {
	if (count === 0) return [];
	const [say, is, was, it] =
		count === 1 ? ["doesn't", 'is', 'it was', 'it'] : ["don't", 'are', 'they were', 'them'];
	return [
		`${countOf(count)} that could not be read ${say} say when ${was} made, and ${is} in no ${what}: post ${it} by hand.`,
	];
}

function* ofLate(late: readonly Numbered[], { from, to }: DayRange): Steps<string[]> {
	if (late.length === 0) return [];
	const others = late.filter(({ businessDay }) => businessDay < from || businessDay > to);
	const days = [...new Set(others.map(({ businessDay }) => businessDay))].sort();
	const elsewhere =
		others.length === 0
			? 'If you have handed on their days already, hand on the new bookings'
			: `${others.length} of them ${others.length === 1 ? 'is' : 'are'} of days that aren't booked here (${firstNames(days)}): read those again`;
	return [
		`${countOfAll(late)} came late, when a later business day had begun: ${yield* namesOf(late)}. ${elsewhere}.`,
	];
}
