/** Receipts, some at a time → what their books are made of. Of each only its number stays: the rest is added up. */
import type { Steps } from '../values/inTurns';
import { eachStep } from '../values/inTurns';
import type { ShopClock } from '../values/shopTime';
import type { IsoMoment } from '../values/units';
import type { DayRange } from '../table/request';
import type { Accounts } from './accounts';
import { groupReceipts } from './bookingGroups';
import type { BookingGroup } from './bookingGroups';
import { settleCancelled } from './cancelled';
import type { CancelledInPlace } from './cancelled';
import type { ListOf } from './documentList';
import type { BooksIntake, NotedDocument, TakenReceipt } from './intake';
import { MergedGroups } from './mergedGroups';
import { NumberList } from './numberList';
import { isWithin } from './period';
import type { Numbered } from './sequences';
import { SummedReceipts, withoutLines } from './summed';
import type { Summed } from './summed';
import type { EarlierSummary, Grouping } from './types';

/** What must be known before the first receipt. */
export interface Asked {
	period: DayRange;
	clock: ShopClock;
	groupBy: Grouping;
	accounts: Accounts;
	/** When it was read. */
	asOf: IsoMoment;
	/** The summary of a run before. */
	earlier?: EarlierSummary;
}

/** What was taken, as one. */
export interface SummedBooks {
	groups: BookingGroup[];
	/** Of the period, as they are booked there. */
	receipts: Summed[];
	/** What takes receipts back on later days. */
	reversals: Summed[];
	/** Those that were cancelled in place. */
	cancelled: CancelledInPlace[];
	/** Cancelled ones that were counted before, but what they were can't be read any more. */
	unreadable: Summed[];
}

/** What was taken before; what takes back on later days isn't known of it. */
export type SumsBefore = Omit<SummedBooks, 'reversals'>;

/** What books are made of; any parts of the receipts come to the same, in any order. */
export class BookSums implements BooksIntake {
	private readonly numbers = new NumberList();
	private readonly groups = new MergedGroups();
	private readonly receipts = new SummedReceipts();
	private readonly reversals = new SummedReceipts();
	private readonly cancelled: Array<{ one: CancelledInPlace; at: number }> = [];
	private readonly unreadable: Summed[] = [];

	readonly keepsReceipts = false;

	constructor(private readonly asked: Asked) {}

	/** @see BooksIntake.note */
	note(document: Numbered, isCounted: boolean, lane: string): number {
		return this.numbers.add(document, isCounted, lane);
	}

	/** @see BooksIntake.documents */
	documents(lanes?: readonly string[]): ListOf<NotedDocument> {
		return this.numbers.documents(lanes);
	}

	/** Adds up receipts of the period; those of the days beside it are known by their numbers. */
	*take(taken: readonly TakenReceipt[]): Steps<void> {
		const { period, groupBy, accounts } = this.asked;
		const inPeriod = taken.filter(({ receipt }) => isWithin(receipt.businessDay, period));
		const receipts = inPeriod.map(({ receipt }) => receipt);
		const originals = inPeriod.flatMap(({ original }) => original ?? []);
		const settled = yield* settleCancelled(receipts, { ...this.asked, originals });
		const booked = [...settled.receipts, ...settled.reversals];
		yield* this.groups.add(yield* groupReceipts(booked, { groupBy, period }, accounts));
		const places = new Map(inPeriod.map(({ receipt, at }) => [receipt, at]));
		const placeOf = (index: number) => inPeriod[index]?.at ?? 0;
		yield* eachStep(settled.receipts, (one, index) => this.receipts.add(one, placeOf(index)));
		yield* eachStep(settled.reversals, (one) => this.reversals.add(one, 0));
		for (const { receipt, reversedOn } of settled.cancelled) {
			const one = { receipt: withoutLines(receipt), reversedOn };
			this.cancelled.push({ one, at: places.get(receipt) ?? 0 });
		}
		this.unreadable.push(...settled.unreadable.map(withoutLines));
	}

	/** Takes what was taken before, as {@link close} gave it, by another one or in another run. */
	*restore({ groups, receipts, cancelled, unreadable }: SumsBefore): Steps<void> {
		yield* this.groups.add(groups);
		yield* eachStep(receipts, (one) => this.receipts.add(one, 0));
		this.cancelled.push(...cancelled.map((one) => ({ one, at: 0 })));
		this.unreadable.push(...unreadable);
	}

	/**
	 * All that was taken.
	 * @param documents in the order in which they are listed
	 */
	*close(documents: ListOf<NotedDocument>): Steps<SummedBooks> {
		const places = new Uint32Array(documents.length);
		yield* eachStep(documents, ({ at }, index) => (places[at] = index));
		const rankOf = (at: number) => places[at] ?? at;
		const cancelled = [...this.cancelled].sort((a, b) => rankOf(a.at) - rankOf(b.at));
		return {
			groups: yield* this.groups.close(),
			receipts: this.receipts.receipts(rankOf),
			reversals: this.reversals.receipts(rankOf),
			cancelled: cancelled.map(({ one }) => one),
			unreadable: this.unreadable,
		};
	}
}
