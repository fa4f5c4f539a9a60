/** Documents that are read some at a time, kept whole: for what looks at each of them. */
import type { Steps } from '../values/inTurns';
import { eachStep } from '../values/inTurns';
import type { Call } from '../table/types';
import type { Beside, Books } from './book';
import type { BooksIntake, NotedDocument, TakenReceipt } from './intake';
import type { AccountingReceipt } from './receipt';
import type { Numbered } from './sequences';
import type { Wanted } from './source';

/** A document that was noted, and what was taken of it since. */
interface Kept extends Pick<TakenReceipt, 'original'> {
	document: Numbered;
	isCounted: boolean;
	lane: string;
	receipt?: AccountingReceipt;
}

class Collected implements BooksIntake {
	readonly keepsReceipts = true;
	private readonly kept: Kept[] = [];

	note(document: Numbered, isCounted: boolean, lane: string): number {
		return this.kept.push({ document, isCounted, lane }) - 1;
	}

	*take(taken: readonly TakenReceipt[]): Steps<void> {
		yield* eachStep(taken, ({ at, receipt, original }) => {
			const kept = this.kept[at];
			if (kept) Object.assign(kept, { receipt, original });
		});
	}

	documents(lanes: readonly string[] = []): NotedDocument[] {
		const documents = this.kept.map(({ document, isCounted }, at) => ({
			...document,
			at,
			isCounted,
		}));
		return this.inOrder(documents, lanes);
	}

	books({ lanes = [], remarks }: Beside): Books {
		const ordered = this.inOrder(this.kept, lanes);
		return {
			receipts: ordered.flatMap(({ receipt }) => receipt ?? []),
			others: ordered.flatMap(({ document, isCounted }) => (isCounted ? [] : document)),
			originals: ordered.flatMap(({ original }) => original ?? []),
			...(remarks && { remarks }),
		};
	}

	/** @param list of all that was kept, in its order */
	private inOrder<T>(list: readonly T[], lanes: readonly string[]): T[] {
		const places = new Map(lanes.map((lane, index) => [lane, index]));
		const byLane: T[][] = [];
		list.forEach((entry, at) => {
			const place = (places.get(this.kept[at]?.lane ?? '') ?? -1) + 1;
			(byLane[place] ??= []).push(entry);
		});
		return byLane.flat();
	}
}

/** Makes of a reading of some documents at a time one that gives them all. */
export function collecting<Asked extends Partial<Wanted>>(
	readInto: (call: Call, wanted: Asked, intake: BooksIntake) => Promise<Beside>,
): (call: Call, wanted: Asked) => Promise<Books> {
	return async (call, wanted) => {
		const collected = new Collected();
		return collected.books(await readInto(call, wanted, collected));
	};
}
