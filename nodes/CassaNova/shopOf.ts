/** Where a document was made: documents say so, although the vendor's document doesn't list it. */
import { isRecord } from '../shared/records';
import type { ListSpec } from '../shared/types';

/** The ID of the shop (sales point) that a document names; undefined where it names none. */
export function shopOf(record: unknown): string | undefined {
	if (!isRecord(record)) return undefined;
	const { document } = record;
	const id = (isRecord(document) ? document.idSalesPoint : undefined) ?? record.idSalesPoint;
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

/** A document of another shop than those that were asked for: the filter was not followed. */
export const refuseOtherShops: ListSpec['refuse'] = (record, { query }) => {
	const asked = query.idsSalesPoint;
	const own = shopOf(record);
	if (!Array.isArray(asked) || own === undefined || asked.map(String).includes(own))
		return undefined;
	return {
		problem: `only documents of the shop ${asked.join(', ')} were asked for, but one of the shop ${own} came (ID ${String(record.id)})`,
		advice:
			'Nothing was counted. Leave "Shop Names or IDs" out: all shops are read then, and each document names its own.',
	};
};
