/** Where documents go as they are read: whoever takes them keeps of each what it needs. */
import type { Steps } from '../values/inTurns';
import type { ListOf } from './documentList';
import type { AccountingReceipt } from './receipt';
import type { Numbered } from './sequences';

/** Bytes that stay of a document where only its number does, with a margin. */
export const NUMBER_BYTES = 60;

/** A receipt to be booked. */
export interface TakenReceipt {
	/** What {@link BooksIntake.note} gave for it. */
	at: number;
	receipt: AccountingReceipt;
	/** What it was before it was cancelled in place, as far as that can be read. */
	original?: AccountingReceipt;
}

/** Takes documents some at a time; those of the days beside the period as well. */
export interface BooksIntake {
	/** Whether whole receipts stay, so that what they take of memory does. */
	readonly keepsReceipts: boolean;
	/**
	 * Takes note of a document and its number. One that counts is taken as well, then or later.
	 * @param isCounted whether it counts in books: of a draft, only the number is known
	 * @param lane where it belongs in the order of documents: see {@link BooksIntake.documents}
	 * @returns its index
	 */
	note: (document: Numbered, isCounted: boolean, lane: string) => number;
	/** Takes receipts whose numbers were noted. */
	take: (taken: readonly TakenReceipt[]) => Steps<void>;
	/**
	 * What was noted so far, as it was noted or by lanes.
	 * @param lanes in their order; documents of other lanes come first
	 */
	documents: (lanes?: readonly string[]) => ListOf<NotedDocument>;
}

/** A document that was noted. */
export interface NotedDocument extends Numbered {
	/** Its index. */
	readonly at: number;
	readonly isCounted: boolean;
}
