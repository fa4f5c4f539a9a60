/** Articles in their groups (document: Artikel, with both kinds of token). */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/values/records';
import type { Resource } from '../../shared/table/types';
import { readListItems } from '../answers';

/**
 * A group → its articles, each with the group's own fields under `group`. The document names no
 * field of either: the articles are the one list of objects in a group. A record in which there is
 * no such list, or several, stays as it is.
 */
export function articlesOf(group: IDataObject): IDataObject[] {
	const lists = Object.entries(group).filter(
		(entry): entry is [string, IDataObject[]] => isRecordList(entry[1]) && entry[1].length > 0,
	);
	const isEmptyGroup = lists.length === 0 && Object.values(group).some(isRecordList);
	if (isEmptyGroup) return [];
	const [list, ...others] = lists;
	if (!list || others.length > 0) return [group];
	const [name, articles] = list;
	const own = Object.fromEntries(Object.entries(group).filter(([key]) => key !== name));
	return articles.map((article) => ({ ...article, group: own }));
}

function isRecordList(value: unknown): value is IDataObject[] {
	return Array.isArray(value) && value.every(isRecord);
}

export const article: Resource = {
	name: 'Article',
	value: 'article',
	description: 'What the tills sell (Artikel), in groups',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many articles',
			description:
				'Get the articles, each with its group; without Simplify, the groups with their articles inside',
			route: 'GET /articles',
			doc: 'Artikel',
			list: { items: readListItems },
			output: { simplify: articlesOf },
		},
	],
};
