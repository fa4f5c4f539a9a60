/** Rows for tests, as CassaNova sends them. */
import { rowsInOrder, readRow } from '../../../../../nodes/CassaNova/books/rows/row';
import type { NamedRow, Row } from '../../../../../nodes/CassaNova/books/rows/row';
import { readFields } from '../../../../../nodes/shared/books/vendorRecord';

export type Values = Record<string, unknown>;

/** One of price 10 and quantity 1, unless its values say otherwise. */
export function rowOf(values: Values = {}): Row {
	return readFields({ quantity: 1, price: 10, ...values }, readRow, (field, problem) => {
		throw new Error(`${field} ${problem}`);
	});
}

/** Rows with their places. */
export const named = (...rows: Values[]): NamedRow[] => rowsInOrder(rows.map(rowOf));
