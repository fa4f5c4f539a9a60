/** Short versions of records. */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

/**
 * A text or a number as it came, else null. A union with a default would make errors, with their stacks,
 * for each field that a record lacks: half the time of simplifying a list.
 */
export const plainValue = z
	.unknown()
	.transform((value): string | number | null => (isPlain(value) ? value : null));

/** The same, where it may be true or false as well. */
export const plainValueOrFlag = z
	.unknown()
	.transform((value): string | number | boolean | null =>
		isPlain(value) || typeof value === 'boolean' ? value : null,
	);

function isPlain(value: unknown): value is string | number {
	return typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value));
}

/** Keeps the named fields in the given order; a field that the record lacks is null. */
export function pick(...names: string[]): (record: IDataObject) => IDataObject {
	return (record) => Object.fromEntries(names.map((name) => [name, record[name] ?? null]));
}
