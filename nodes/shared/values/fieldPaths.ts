/** Fields of items by the path that the panel names, as n8n's own list nodes find them. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord, listOf } from './records';

/**
 * What stands in a field of an item.
 * @param path a name, or names with dots between them; a name that has dots itself comes first
 */
export function fieldAt(item: IDataObject, path: string): unknown {
	if (Object.hasOwn(item, path)) return item[path];
	let value: unknown = item;
	for (const name of path.split('.')) {
		const isThere =
			(isRecord(value) || listOf(value) !== undefined) && Object.hasOwn(value as object, name);
		if (!isThere) return undefined;
		value = Reflect.get(value as object, name);
	}
	return value;
}

/**
 * All that stands at a path, where lists on the way are gone into: `tax_lines.rate` gives each entry's rate.
 * @returns nothing where there is no such field
 */
export function fieldsAt(value: unknown, path: string): unknown[] {
	if (isRecord(value) && Object.hasOwn(value, path)) return flat(value[path]);
	return walk(value, path.split('.'));
}

function walk(value: unknown, [name, ...others]: string[]): unknown[] {
	if (name === undefined) return flat(value);
	const list = listOf(value);
	if (list && !/^\d+$/.test(name)) {
		return list.flatMap((each) => walk(each, [name, ...others]));
	}
	const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
	return isThere ? walk(Reflect.get(value, name), others) : [];
}

const flat = (value: unknown): unknown[] => listOf(value) ?? [value];

/** Whether any item has a field at a path. */
export function hasField(items: readonly IDataObject[], path: string): boolean {
	return items.some((item) => fieldAt(item, path) !== undefined);
}

/** More names than these say nothing more. */
const MOST_NAMES = 30;
const LONGEST_NAME = 60;

/** The names of the fields that items have, for a sentence. */
export function namesOfFields(items: readonly IDataObject[]): string {
	const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
	const shown = names
		.slice(0, MOST_NAMES)
		.map((name) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name));
	const others = names.length - shown.length;
	return [...shown, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}
