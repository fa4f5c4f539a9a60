/** The business day of each document: by the hour, or by the closings of its shop. Pure functions. */
import type { DayProblem, Remarks } from '../../../shared/books/book';
import { placeOf } from '../../../shared/books/facts';
import { calendarDays, isWithin } from '../../../shared/books/period';
import { placeDayOf } from '../../../shared/books/placeDay';
import type { AccountingReceipt, Place } from '../../../shared/books/receipt';
import type { DayRange } from '../../../shared/table/request';
import { eachStep } from '../../../shared/values/inTurns';
import type { Steps } from '../../../shared/values/inTurns';
import { isRecord } from '../../../shared/values/records';
import { hasTimeOfDay, momentOf } from '../../../shared/values/shopTime';
import type { ShopClock } from '../../../shared/values/shopTime';
import type { Day, EpochMs } from '../../../shared/values/units';
import { readClosing } from './closing';
import type { Closing } from './closing';
import { ClosingDays } from './closingDays';
import {
	mayBeClosed,
	ofFallingNumbers,
	ofMoved,
	ofNoNumbers,
	ofOpen,
	ofUnreadClosings,
} from './remarks';
import type { Moved } from './remarks';

/** How business days end. */
export interface Placing {
	/** Calendar days in which the documents of the period lie. */
	days: DayRange;
	/**
	 * A document on its business day.
	 * @param receipt on the one that the hour tells
	 * @param record as the API sent it
	 */
	place: (receipt: AccountingReceipt, record: unknown) => AccountingReceipt;
	/** Whether a document that {@link Placing.place} gave is asked for: it isn't where only what isn't closed is. */
	isAsked: (receipt: AccountingReceipt) => boolean;
	/** Whether {@link Placing.remarks} say something because of a document, which {@link Placing.place} gave. */
	isTelling: (receipt: AccountingReceipt) => boolean;
	/**
	 * What is to be known of the days of a period's documents, which {@link Placing.place} gave.
	 * @param receipts those that tell something, and one of each shop
	 */
	remarks: (receipts: readonly AccountingReceipt[]) => Steps<Remarks>;
}

/** What is known of an account that gave no closings. */
export interface MissingClosings {
	problem: DayProblem;
	/** The vendor's. */
	status: string;
	/** The day that isn't over yet by the hour. */
	openDay: Day;
}

/**
 * Days that end by the hour.
 * @param missing where they were to end with closings, and the account gave none
 */
export function atFixedHour(period: DayRange, missing?: MissingClosings): Placing {
	const { problem, status, openDay } = missing ?? {};
	return {
		days: calendarDays(period),
		place: (receipt) => receipt,
		isAsked: () => true,
		isTelling: ({ businessDay }) => businessDay === openDay,
		remarks: function* (receipts) {
			yield;
			const open = receipts.filter(({ businessDay }) => businessDay === openDay);
			return {
				notes: [],
				problems: problem ? [problem] : [],
				openDays: open.map(placeDayOf),
				...(status === undefined ? {} : { missingClosings: status }),
			};
		},
	};
}

/** What is known beside the closings. */
interface Asked {
	/** Business days. */
	period: DayRange;
	/** Its hour tells which closings are of the day before, and is the end of what isn't closed. */
	clock: ShopClock;
	/** IDs of the shops that are read; all where it isn't given. */
	shops?: readonly string[];
	now: EpochMs;
	/** Whether only what isn't closed yet is asked for. */
	onlyOpen?: boolean;
}

/**
 * Days that end with the closings of their shop.
 * @param records answers of GET /reconciliations for the days that closingDaysAround tells
 */
export function atClosings(
	records: readonly unknown[],
	{ period, clock, shops, now, onlyOpen = false }: Asked,
): Placing {
	const read = records.map(readClosing);
	const known = read.filter((one): one is Closing => one !== undefined);
	const days = new ClosingDays(
		known.filter(({ shop }) => shops === undefined || shops.includes(shop)),
		clock,
	);
	const open = new Set<AccountingReceipt>();
	const moved = new Map<AccountingReceipt, Moved>();
	const closed = new WeakSet<AccountingReceipt>();
	return {
		days: days.calendarDays(period),
		place: (receipt, record) => {
			// What says no time of day stands on the day that it says.
			if (!isTimed(record, clock)) return receipt;
			const { salesPoint, zNumber, issuedAt } = receipt;
			const found = days.closingOf({ shop: salesPoint?.id, at: Date.parse(issuedAt), zNumber });
			if (!found) {
				open.add(receipt);
				return receipt;
			}
			const document = { ...receipt, businessDay: days.dayOf(found) };
			closed.add(document);
			const { businessDay: soldOn } = receipt;
			if (soldOn < period.from && isWithin(document.businessDay, period)) {
				moved.set(document, { document, soldOn, closing: found.number });
			}
			return document;
		},
		isAsked: (receipt) => !onlyOpen || !closed.has(receipt),
		isTelling: (receipt) => open.has(receipt) || moved.has(receipt),
		remarks: function* (receipts) {
			const places = new Map<string | undefined, Place>();
			const left: AccountingReceipt[] = [];
			const soldBefore: Moved[] = [];
			yield* eachStep(receipts, (receipt) => {
				const where = placeOf(receipt);
				places.set(where?.id, where);
				if (open.has(receipt) && isWithin(receipt.businessDay, period)) left.push(receipt);
				const from = moved.get(receipt);
				if (from) soldBefore.push(from);
			});
			const { pending, left: forgotten } = yield* ofOpen(left, now, clock);
			return {
				openDays: left.filter((receipt) => mayBeClosed(receipt, now)).map(placeDayOf),
				notes: [
					// Who asks for what isn't closed needn't be told that it isn't wrong.
					...(onlyOpen ? pending.map(({ sentence }) => sentence) : []),
					...ofFallingNumbers(days.notRising(period), places),
					...ofNoNumbers(days.withoutNumber(period), places),
				],
				problems: [
					...ofUnreadClosings(read.length - known.length),
					...(onlyOpen ? [] : pending),
					...forgotten,
					...(yield* ofMoved(soldBefore)),
				],
			};
		},
	};
}

function isTimed(record: unknown, { timeZone }: ShopClock): boolean {
	if (!isRecord(record)) return false;
	const time = [record.datetime, record.date].find(
		(value) => momentOf(value, timeZone) !== undefined,
	);
	return hasTimeOfDay(time);
}
