/** What the user says about a shop's own words: what a means of payment is, and what an article sells. */
import type { AccountingReceipt, LineType, Means } from './receipt';

/** The user's table, by the system's ids or names. */
export interface Mapping {
	means: ReadonlyMap<string, Means>;
	articles: ReadonlyMap<string, LineType>;
	groups: ReadonlyMap<string, LineType>;
	departments: ReadonlyMap<string, LineType>;
}

/** A word that no mapping names, as a receipt's checks list it. */
export type Unmapped = AccountingReceipt['checks']['unmapped'][number];

/** A thing that may be mapped: its id, and its name where the system tells one. */
interface Named {
	id: string;
	name: string | null;
}

/** What a line may be told by, from the narrowest to the widest. */
export interface LineSource {
	article?: Named;
	group?: Named;
	department?: Named;
}

/** The table of a user who maps nothing. */
export const NO_MAPPING: Mapping = {
	means: new Map(),
	articles: new Map(),
	groups: new Map(),
	departments: new Map(),
};

/** What a mapping finds an id or a name by: systems write small and capital letters as they please. */
export function mappingKey(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}

/** What a payment that names no method is called where methods are mapped. */
export const NO_METHOD = { name: 'Payment Without a Method', value: 'NO_METHOD' };

/** What a line that names no article, group and department is called where what is sold is mapped. */
export const NO_ARTICLE = { name: 'Line Without an Article', value: 'NO_ARTICLE' };

/** Stands for any method that a shop has made for itself; its text tells which. */
export const CUSTOM_PAYMENT = { name: 'Custom Payment', value: 'CUSTOM_PAYMENT' };

/** What a word stands for; `unsaid` where nobody has said so, and it is a guess. */
export interface Said<T> {
	is: T;
	unsaid?: Unmapped;
}

/** What is known of a word for a means of payment, beside what the user says. */
interface KnownMeans {
	/** The means that the word has by itself. */
	known?: Means;
	/** A word that several such words have in common, if the user maps that one. */
	wider?: string;
	/** What it counts as where neither says anything; `other` without it. */
	guess?: Means;
	/** What the word is called, where it isn't the vendor's. */
	name?: string;
}

/**
 * Means of a payment: what the user says, else what is known of the word, else a guess.
 * @param vendorMeans the system's word, '' where it has none
 */
export function mapMeans(
	mapping: Mapping,
	vendorMeans: string,
	{ known, wider = '', guess = 'other', name }: KnownMeans = {},
): Said<Means> {
	const isNamed = vendorMeans !== '';
	const id = isNamed ? vendorMeans : NO_METHOD.value;
	const means = mapping.means.get(mappingKey(id)) ?? mapping.means.get(mappingKey(wider)) ?? known;
	if (means !== undefined) return { is: means };
	const called = name ?? (isNamed ? null : NO_METHOD.name);
	return { is: guess, unsaid: { type: 'paymentMethod', id, name: called, countsAs: guess } };
}

const LINE_WITHOUT_WORDS: Named = { id: NO_ARTICLE.value, name: NO_ARTICLE.name };

function find(map: ReadonlyMap<string, LineType>, named?: Named): LineType | undefined {
	if (!named || map.size === 0) return undefined;
	const { id, name } = named;
	return map.get(mappingKey(id)) ?? (name === null ? undefined : map.get(mappingKey(name)));
}

/**
 * Type of a line. Assumption: the article decides, then its group, then its department; what nobody
 * mapped is a sale, and the widest of the three is named as unsaid. A line that names none of them can be
 * mapped as such.
 */
export function mapLine(mapping: Mapping, source: LineSource): Said<LineType> {
	const { group, department } = source;
	const article = source.article ?? (group || department ? undefined : LINE_WITHOUT_WORDS);
	const is =
		find(mapping.articles, article) ??
		find(mapping.groups, group) ??
		find(mapping.departments, department);
	if (is !== undefined) return { is };
	const type = department ? 'department' : group ? 'group' : 'article';
	const widest = department ?? group ?? article ?? LINE_WITHOUT_WORDS;
	return { is: 'sale', unsaid: { type, ...widest, countsAs: 'sale' } };
}
