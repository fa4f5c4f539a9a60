/** Tells records from whatever else an answer or an expression may hold. */
import type { IDataObject } from 'n8n-workflow';

/** True for a plain object; false for null and for lists. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a list; undefined for anything else. */
export function listOf(value: unknown): unknown[] | undefined {
	return Array.isArray(value) ? value : undefined;
}

/** The records of a list, without whatever else stands in it; none where it is no list. */
export function recordsIn(value: unknown): IDataObject[] {
	return listOf(value)?.filter(isRecord) ?? [];
}

/** Any JSON of a vendor's under a name of ours. */
export function under(name: string, json: unknown): IDataObject {
	return { [name]: json as IDataObject };
}

/** What stands in a field of an object or list; undefined for whatever has no fields. */
export function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** True for what a record lacks: nothing at all, or null. */
export function isAbsent(value: unknown): value is null | undefined {
	return value === undefined || value === null;
}
