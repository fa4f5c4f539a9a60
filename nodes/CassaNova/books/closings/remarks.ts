/** What is to be known of business days that end with closings, in sentences. Pure functions. */
import { nameOfPlace, placeOf } from '../../../shared/books/facts';
import { countOf, firstNames } from '../../../shared/books/problems';
import type { AccountingReceipt, Place } from '../../../shared/books/receipt';
import { groupsOf } from '../../../shared/values/groups';
import type { ShopClock } from '../../../shared/values/shopTime';
import type { EpochMs } from '../../../shared/values/units';
import type { Closing } from './closing';
import { LONGEST_OPEN, LONGEST_OPEN_DAYS } from './closingDays';

const DAYS = 'Business Day Ends';

/** Where what has no closing stands. */
const standsAt = ({ dayEndsAt }: Pick<ShopClock, 'dayEndsAt'>) =>
	`on the days that end at ${dayEndsAt}`;

/** That an account has no list of closings, so that all days end by the hour. */
export function ofMissingList({ httpCode }: { httpCode: string | null }, clock: ShopClock): string {
	return `CassaNova doesn't give the closings of this account's shops (status ${httpCode ?? 'unknown'}), so all documents stand ${standsAt(clock)}. Choose "${DAYS}: At a Fixed Hour", or ask CassaNova whether your licence includes the closings.`;
}

/** That closings don't tell where or when they were made. */
export function ofUnreadClosings(count: number): string[] {
	if (count === 0) return [];
	return [
		`${countOf(count, 'closing')} ${count === 1 ? "doesn't" : "don't"} tell the shop or the time, and no business day ends with ${count === 1 ? 'it' : 'them'}.`,
	];
}

/**
 * Documents without a closing: those that may still get one, and those that won't.
 * @param open all of them
 */
export function ofOpen(
	open: readonly AccountingReceipt[],
	now: EpochMs,
	clock: ShopClock,
): string[] {
	const mayCome = ({ issuedAt }: AccountingReceipt) => Date.parse(issuedAt) + LONGEST_OPEN >= now;
	const pending = open.filter(mayCome);
	const left = open.filter((receipt) => !mayCome(receipt));
	return [
		...ifAny(
			pending,
			(shops) =>
				`Not closed yet: ${shops}. They stand ${standsAt(clock)}, and move to the day of their closing once it is made: read these days again then.`,
		),
		...ifAny(
			left,
			(shops) =>
				`No closing within ${LONGEST_OPEN_DAYS} days, by their Z number where they name one: ${shops}. They stand ${standsAt(clock)}. See in CassaNova whether a closing is missing.`,
		),
	];
}

function ifAny(
	documents: readonly AccountingReceipt[],
	sentence: (shops: string) => string,
): string[] {
	if (documents.length === 0) return [];
	const byShop = groupsOf(documents, (document) => nameOfPlace(placeOf(document)));
	const shops = [...byShop].map(
		([name = 'no shop', { length }]) => `${countOf(length, 'document')} of ${name}`,
	);
	return [sentence(firstNames(shops))];
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
	return [...byShop].map(([shop, [first]]) => {
		const name = nameOfPlace(places.get(shop) ?? null) ?? shop;
		const numbers = (first ?? []).map(({ number }) => number ?? 'none').join(', then ');
		return `The closing numbers of ${name} are not one rising sequence (${numbers}): there may be several tills, or numbers began again. Receipts go by their Z number and the time, documents without one by the next closing of the shop.`;
	});
}
