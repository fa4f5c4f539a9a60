/**
 * What the register's catalogue tells of an article (document: Artikel). The document names no
 * field: an article is expected to have the names that an item of a receipt has, and nothing is
 * made up where it lacks one. IDs and names are also taken under plainer names; money isn't,
 * because a price under another name may be net, or in cents.
 */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { apiError } from '../../shared/wire/errors';
import { oncePerExecution } from '../../shared/run/oncePerExecution';
import { parseDecimal } from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import type { Call } from '../../shared/table/types';
import { readListItems } from '../answers';
import { articlesOf } from '../resources/article';

/** The fields of an item that the catalogue may tell. */
export interface CatalogueArticle {
	itemId: number;
	nameLong?: string;
	nameShort?: string;
	groupId?: number;
	groupName?: string;
	/** In euros, gross. */
	priceOne?: number;
	/** In percent. */
	vat?: number;
}

const ID_NAMES = ['itemId', 'articleId', 'id'];
const LONG_NAMES = ['nameLong', 'name'];
const GROUP_ID_NAMES = ['groupId', 'id'];
const GROUP_NAME_NAMES = ['groupName', 'nameLong', 'name'];

const wholeNumber = z.number().int();
const amount = z
	.unknown()
	.refine((value) => parseDecimal(value) !== undefined)
	.transform(Number);
const words = z.string().min(1);

/** The first of some fields that holds what is looked for. */
function first<T>(
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	record: IDataObject,
	names: string[],
): T | undefined {
	for (const name of names) {
		const result = schema.safeParse(record[name]);
		if (result.success) return result.data;
	}
	return undefined;
}

function readArticle(article: IDataObject): CatalogueArticle[] {
	const itemId = first(wholeNumber, article, ID_NAMES);
	if (itemId === undefined) return [];
	const group = isRecord(article.group) ? article.group : {};
	const short = first(words, article, ['nameShort']);
	const long = first(words, article, LONG_NAMES);
	const told = {
		nameLong: long ?? short,
		nameShort: short ?? long,
		groupId: first(wholeNumber, article, ['groupId']) ?? first(wholeNumber, group, GROUP_ID_NAMES),
		groupName: first(words, article, ['groupName']) ?? first(words, group, GROUP_NAME_NAMES),
		priceOne: first(amount, article, ['priceOne']),
		vat: first(amount, article, ['vat']),
	};
	const known = Object.entries(told).filter(([, value]) => value !== undefined);
	return [{ itemId, ...Object.fromEntries(known) }];
}

/**
 * The articles of some groups, as far as they have an ID that is a number: a receipt takes no other.
 * @param groups the records of GET /articles
 */
export function articlesIn(groups: unknown[]): CatalogueArticle[] {
	return groups.filter(isRecord).flatMap(articlesOf).flatMap(readArticle);
}

/**
 * Reads the catalogue, once for all items of an execution.
 * @param mayCreateToken whether the till may be logged in to for it, as for the receipt itself
 * @throws NodeApiError where it can't be read
 */
export async function readCatalogue(
	call: Call,
	mayCreateToken: boolean,
): Promise<CatalogueArticle[]> {
	return await oncePerExecution(call, `articles ${String(mayCreateToken)}`, async () => {
		const answer = await call.send({ method: 'GET', path: '/articles', mayCreateToken });
		const groups = readListItems(answer);
		if (groups) return articlesIn(groups);
		throw apiError(call, {
			problem: 'the answer to the question for the articles holds no list',
			advice: 'Enter names, group, price and VAT by hand. Nothing was created.',
		});
	});
}
