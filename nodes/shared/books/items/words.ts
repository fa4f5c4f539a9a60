/** What is said of receipts that come in as items, in sentences. */
import { countOf, firstNames } from '../problems';
import type { ItemReceipts } from './receiptsInItems';

/** Where there is nothing to book. */
export const NOTHING = 'The items hold no receipts, so there is nothing to book.';

/** What came again among the items. */
export function ofRepeated({ repeated, replaced }: ItemReceipts): string[] {
	return [
		...(repeated === 0
			? []
			: [
					`${countOf(repeated)} came more than once, and ${repeated === 1 ? 'counts' : 'count'} once.`,
				]),
		...(replaced.length === 0
			? []
			: [
					`Came more than once with other content, and count as they came last: ${firstNames(replaced)}.`,
				]),
	];
}
