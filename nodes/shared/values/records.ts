/** Tells records from whatever else an answer or an expression may hold. */
import type { IDataObject } from 'n8n-workflow';

/** True for a plain object; false for null and for lists. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for what a record lacks: nothing at all, or null. */
export function isAbsent(value: unknown): value is null | undefined {
	return value === undefined || value === null;
}
