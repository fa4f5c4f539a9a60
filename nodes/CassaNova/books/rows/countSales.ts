/** How many rows of a document are sales, for the simplified output. */
import { readFields } from '../../../shared/books/vendorRecord';
import { toCents } from '../../../shared/values/money';
import { readSold } from './readSold';
import { readRow } from './row';

/**
 * How many rows of a document are sales.
 * @param document the body of a record as the API sent it
 * @returns undefined where it can't be read
 */
export function countSales(document: unknown): number | undefined {
	let isReadable = true;
	const { amount, rows = [] } = readFields(
		document,
		(body) => ({ amount: body.decimal('amount'), rows: body.list('rows', readRow) }),
		() => {
			isReadable = false;
		},
	);
	if (!isReadable) return undefined;
	try {
		return readSold(rows, amount && toCents(amount)).sales.length;
	} catch {
		// An amount that is too large; it can fail in no other way.
		return undefined;
	}
}
