/**
 * Reads what checked input holds of a field, as the type that the field's schema gives it: whatever else
 * may stand there counts as nothing, so that nobody needs a cast.
 */
import type { IDataObject } from 'n8n-workflow';
import { isRecord, listOf } from '../values/records';
import type { RequestInput } from './request';

/** One part of the checked input: options, query or body. */
type Values = RequestInput['options'];

/** A text; undefined where the user left the field empty. */
export function textIn(values: Values, name: string): string | undefined {
	const value = values[name];
	return typeof value === 'string' ? value : undefined;
}

/** A number; undefined where the user left the field empty. */
export function numberIn(values: Values, name: string): number | undefined {
	const value = values[name];
	return typeof value === 'number' ? value : undefined;
}

/** The texts of a list; undefined where the user left the field empty. */
export function textsIn(values: Values, name: string): string[] | undefined {
	return listOf(values[name])?.filter((entry) => typeof entry === 'string');
}

/** The numbers of a list; undefined where the user left the field empty. */
export function numbersIn(values: Values, name: string): number[] | undefined {
	return listOf(values[name])?.filter((entry) => typeof entry === 'number');
}

/** An object; undefined where the user left the field empty. */
export function objectIn(values: Values, name: string): IDataObject | undefined {
	const value = values[name];
	return isRecord(value) ? value : undefined;
}
