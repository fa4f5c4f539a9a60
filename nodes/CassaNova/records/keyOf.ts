/** What tells records apart of which nobody has seen an ID. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/values/records';

/**
 * Reads the ID of a record, or in its place the fields that no two records share all of.
 * @param fields their names
 * @returns a reader that gives undefined for a record that has none of them
 */
export function keyOf(...fields: string[]): (record: IDataObject) => string | undefined {
	return (record) => {
		const { id } = record;
		if (typeof id === 'string' || typeof id === 'number') return String(id);
		const values = fields.map((field) => record[field] ?? null);
		const isTold = values.some((value) => value !== null && !isRecord(value));
		return isTold ? JSON.stringify(values) : undefined;
	};
}
