/** Short versions of records. */
import type { IDataObject } from 'n8n-workflow';

/** Keeps the named fields in the given order; a field that the record lacks is null. */
export function pick(...names: string[]): (record: IDataObject) => IDataObject {
	return (record) => Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
}
