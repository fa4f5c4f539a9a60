/** What is to be known of business days that end with closings, in sentences. Pure functions. */
import { nameOfPlace, placeOf } from '../../../shared/books/facts';
import type { DayProblem } from '../../../shared/books/book';
import { countOf, firstNames } from '../../../shared/books/problems';
import type { AccountingReceipt, Place } from '../../../shared/books/receipt';
import { groupsOf } from '../../../shared/values/groups';
import type { ShopClock } from '../../../shared/values/shopTime';
import { eachStep } from '../../../shared/values/inTurns';
import type { Steps } from '../../../shared/values/inTurns';
import type { Day, EpochMs } from '../../../shared/values/units';
import type { Closing } from './closing';
import type { InAllLanguages } from '../../../shared/books/types';
import { LONGEST_OPEN, LONGEST_OPEN_DAYS } from './closingDays';
import { REPORT } from './reportWords';

const DAYS = 'Business Day Ends';

/** Where what has no closing stands. */
const standsAt = ({ dayEndsAt }: Pick<ShopClock, 'dayEndsAt'>) =>
	`on the days that end at ${dayEndsAt}`;

/** That an account has no list of closings, so that all days end by the hour. */
export function ofMissingList(
	{ httpCode }: { httpCode: string | null },
	clock: ShopClock,
): DayProblem {
	const sentence = `CassaNova doesn't give the closings of this account's shops (status ${httpCode ?? 'unknown'}), so all documents stand ${standsAt(clock)}. Choose "${DAYS}: At a Fixed Hour", or ask CassaNova whether your licence includes the closings, and read these days again once it answers.`;
	return { sentence, inReport: REPORT.missingList(clock.dayEndsAt) };
}

/** That closings don't tell where or when they were made. */
export function ofUnreadClosings(count: number): DayProblem[] {
	if (count === 0) return [];
	const sentence = `${countOf(count, 'closing')} ${count === 1 ? "doesn't" : "don't"} tell the shop or the time, and no business day ends with ${count === 1 ? 'it' : 'them'}.`;
	return [{ sentence, inReport: REPORT.unreadClosings(count) }];
}

/**
 * Documents without a closing: those that may still get one, and those that won't.
 * @param open all of them
 */
export function* ofOpen(
	open: readonly AccountingReceipt[],
	now: EpochMs,
	clock: ShopClock,
): Steps<Record<'pending' | 'left', DayProblem[]>> {
	const pending: Counts = new Map();
	const left: Counts = new Map();
	yield* eachStep(open, (document) => {
		count(mayBeClosed(document, now) ? pending : left, nameOfDocument(document));
	});
	return {
		pending: ifAny(
			pending,
			REPORT.pending,
			(shops) =>
				`Not closed yet: ${shops}. They stand ${standsAt(clock)}, and move to the day of their closing once it is made: read these days again then.`,
		),
		left: ifAny(
			left,
			REPORT.left,
			(shops) =>
				`No closing within ${LONGEST_OPEN_DAYS} days, by their Z number where they name one: ${shops}. They stand ${standsAt(clock)}. See in CassaNova whether a closing is missing.`,
		),
	};
}

/** Whether the closing of a document that has none may still come. */
export function mayBeClosed(
	{ issuedAt }: Pick<AccountingReceipt, 'issuedAt'>,
	now: EpochMs,
): boolean {
	return Date.parse(issuedAt) + LONGEST_OPEN >= now;
}

/** Documents by what they have in common. */
type Counts = Map<string, number>;

function count(counts: Counts, what: string): void {
	counts.set(what, (counts.get(what) ?? 0) + 1);
}

function nameOfDocument(document: AccountingReceipt): string {
	return nameOfPlace(placeOf(document)) ?? 'no shop';
}

function ifAny(
	documents: Counts,
	inReport: (shops: string) => InAllLanguages,
	sentence: (shops: string) => string,
): DayProblem[] {
	if (documents.size === 0) return [];
	const shops = [...documents].map(([name, number]) => `${countOf(number, 'document')} of ${name}`);
	return [{ sentence: sentence(firstNames(shops)), inReport: inReport(inFigures(documents)) }];
}

/** Names and numbers, which are the same in every language: `Bar (3), Centro (1)`. */
function inFigures(documents: Counts): string {
	const shops = [...documents].map(([name, number]) => `${name} (${number})`);
	return firstNames(shops, ', ', () => ' …');
}

/** A document that stands on the day of its closing, and not on an earlier one, on which it was sold. */
export interface Moved {
	document: AccountingReceipt;
	/** The business day by the hour, on which it stood until it was closed. */
	soldOn: Day;
	/** The number of the closing; undefined where it has none. */
	closing: string | undefined;
}

/**
 * Documents that days before the period may hold as well, handed on before a closing that was late:
 * whoever reads those days again doesn't find them there. One sentence for each of these days.
 */
export function* ofMoved(moved: readonly Moved[]): Steps<DayProblem[]> {
	const byDay = new Map<Day, Map<string, Counts>>();
	const shopsOf = new Map<Day, Counts>();
	yield* eachStep(moved, ({ document, soldOn, closing }) => {
		const shops: Counts = shopsOf.get(soldOn) ?? new Map();
		shopsOf.set(soldOn, shops);
		count(shops, nameOfDocument(document));
		const ofDay = byDay.get(soldOn) ?? new Map<string, Counts>();
		byDay.set(soldOn, ofDay);
		const which = closing === undefined ? 'the closing' : `closing ${closing}`;
		const by = `${which} of ${document.businessDay}`;
		const counts: Counts = ofDay.get(by) ?? new Map();
		ofDay.set(by, counts);
		count(counts, nameOfDocument(document));
	});
	return [...byDay].sort(byKey).map(([soldOn, ofDay]) => {
		const named = [...ofDay].flatMap(([by, counts]) =>
			[...counts].map(([name, number]) => `${by} with ${countOf(number, 'document')} of ${name}`),
		);
		const closings = named.length === 1 ? 'that closing was' : 'those closings were';
		const sentence = `Sold on ${soldOn} and closed later, so it stands here: ${firstNames(named)}. If ${soldOn} was handed on before ${closings} made, its books hold the same: read that day again. If the evening is always closed so late, set "Day Ends At" to a later time.`;
		return {
			sentence,
			inReport: REPORT.moved(soldOn, inFigures(shopsOf.get(soldOn) ?? new Map())),
		};
	});
}

const byKey = ([a]: [Day, unknown], [b]: [Day, unknown]): number => (a < b ? -1 : 1);

/** That closings have no number: one sentence for each shop. */
export function ofNoNumbers(
	closings: readonly Closing[],
	places: ReadonlyMap<string | undefined, Place>,
): string[] {
	return [...groupsOf(closings, ({ shop }) => shop)].map(
		([shop, { length }]) =>
			`${countOf(length, 'closing')} of ${nameOfPlace(places.get(shop) ?? null) ?? shop} ${length === 1 ? 'has' : 'have'} no number: only documents that name no closing belong to ${length === 1 ? 'it' : 'them'}.`,
	);
}

/**
 * That the numbers of a shop's closings aren't one sequence: one sentence for each shop.
 * @param falling each with the one before it
 * @param places the shops, by their IDs
 */
export function ofFallingNumbers(
	falling: ReadonlyArray<readonly [before: Closing, after: Closing]>,
	places: ReadonlyMap<string | undefined, Place>,
): string[] {
	const byShop = groupsOf(falling, ([{ shop }]) => shop);
	return [...byShop].map(([shop, [first = []]]) => {
		const name = nameOfPlace(places.get(shop) ?? null) ?? shop;
		const numbers = first.map(({ number }) => number).join(', then ');
		return `The closing numbers of ${name} are not one rising sequence (${numbers}): there may be several tills, or numbers began again. Receipts go by their Z number and the time, documents without one by the next closing of the shop.`;
	});
}
