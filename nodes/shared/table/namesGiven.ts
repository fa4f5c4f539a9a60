/** Which fields take a name in the place of an ID, and which of them hold one. */
import type { INodeProperties } from 'n8n-workflow';
import type { NamedList, NamedLists } from './namedList';
import { text, textList } from './schemas';

/** The list that a property picks from; undefined where it picks from none that has names. */
export function namedListOf(
	{ typeOptions, modes = [] }: INodeProperties,
	lists: NamedLists = {},
): NamedList | undefined {
	const methods = [
		typeOptions?.loadOptionsMethod,
		...modes.map((mode) => mode.typeOptions?.searchListMethod),
	];
	return methods.flatMap((method) => (method === undefined ? [] : (lists[method] ?? [])))[0];
}

/** Whether a value is a text that can be no ID of a list. */
export function isNameIn({ isId }: NamedList, value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '' && !isId(value.trim());
}

/**
 * What a field holds, where a part of it can be no ID: a text, or several.
 * @returns undefined where there are only IDs, or something that is neither
 */
export function namesGiven(
	list: NamedList,
	{ type }: INodeProperties,
	value: unknown,
): string | string[] | undefined {
	if (type === 'multiOptions') {
		const parts = textList.safeParse(value);
		return parts.success && parts.data.some((part) => isNameIn(list, part))
			? parts.data
			: undefined;
	}
	const one = text.safeParse(value);
	return one.success && isNameIn(list, one.data) ? one.data : undefined;
}
