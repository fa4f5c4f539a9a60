/** Where a document was made: documents say so, although the vendor's document doesn't list it. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/values/records';
import type { ListSpec } from '../../shared/table/list';
import type { RequestInput } from '../../shared/table/request';
import type { OutputSpec } from '../../shared/table/types';

/** The ID of the shop (sales point) that a document names; undefined where it names none. */
export function shopOf(record: unknown): string | undefined {
	if (!isRecord(record)) return undefined;
	const { document } = record;
	const id = (isRecord(document) ? document.idSalesPoint : undefined) ?? record.idSalesPoint;
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? String(id) : undefined;
}

/** The ID of the only shop that a list was asked for; undefined for several, or all. */
export function onlyShop({ idsSalesPoint }: RequestInput['query']): string | undefined {
	const [only, ...others]: unknown[] = Array.isArray(idsSalesPoint) ? idsSalesPoint : [];
	return only === undefined || others.length > 0 ? undefined : String(only);
}

/**
 * Names the shop of a simplified document that doesn't name it itself, where only one was asked for.
 * @param simplify gives `idSalesPoint`, which is null where the document has none
 */
export function namingShop(
	simplify: (record: IDataObject) => IDataObject,
): NonNullable<OutputSpec['simplify']> {
	return (record, query) => {
		const simplified = simplify(record);
		const only = onlyShop(query);
		return only === undefined || simplified.idSalesPoint !== null
			? simplified
			: { ...simplified, idSalesPoint: Number(only) };
	};
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
