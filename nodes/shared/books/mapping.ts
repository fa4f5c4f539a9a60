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

/** Words that nothing maps, each once, as a receipt's checks list them. */
export class UnmappedList {
	private readonly entries = new Map<string, Unmapped>();

	/** Lists a word; again counts once. */
	add(entry: Unmapped): void {
		this.entries.set(`${entry.type} ${entry.id}`, entry);
	}

	/** The words in the order in which they came. */
	toArray(): Unmapped[] {
		return [...this.entries.values()];
	}
}

/** What a payment that names no method is called where methods are mapped. */
export const NO_METHOD = { name: 'Payment Without a Method', value: 'NO_METHOD' };

/** Stands for any method that a shop has made for itself; its text tells which. */
export const CUSTOM_PAYMENT = { name: 'Custom Payment', value: 'CUSTOM_PAYMENT' };

/** What the user says about a record's words, and a list of those that the user says nothing of. */
export interface MappingWords {
	mapping: Mapping;
	unmapped: UnmappedList;
}

/**
 * Means of a payment: what the user says, else what is known of the word; else `other`, and the word is
 * listed in `unmapped`.
 * @param vendorMeans the system's word, '' where it has none
 * @param known the means that the word has by itself, undefined where it says nothing
 * @param wider a word that several such words have in common, if the user maps that one
 */
export function mapMeans(
	mapping: Mapping,
	vendorMeans: string,
	known: Means | undefined,
	unmapped: UnmappedList,
	wider = '',
): Means {
	const isNamed = vendorMeans !== '';
	const id = isNamed ? vendorMeans : NO_METHOD.value;
	const means = mapping.means.get(mappingKey(id)) ?? mapping.means.get(mappingKey(wider)) ?? known;
	if (means !== undefined) return means;
	const name = isNamed ? null : NO_METHOD.name;
	unmapped.add({ type: 'paymentMethod', id, name, countsAs: 'other' });
	return 'other';
}

function find(map: ReadonlyMap<string, LineType>, named?: Named): LineType | undefined {
	if (!named || map.size === 0) return undefined;
	const { id, name } = named;
	return map.get(mappingKey(id)) ?? (name === null ? undefined : map.get(mappingKey(name)));
}

/**
 * Type of a line. Assumption: the article decides, then its group, then its department; what nobody
 * mapped is a sale, and the widest of the three is listed.
 */
export function mapLine(mapping: Mapping, source: LineSource, unmapped: UnmappedList): LineType {
	const { article, group, department } = source;
	const type =
		find(mapping.articles, article) ??
		find(mapping.groups, group) ??
		find(mapping.departments, department);
	if (type !== undefined) return type;
	if (department) unmapped.add({ type: 'department', ...department, countsAs: 'sale' });
	else if (group) unmapped.add({ type: 'group', ...group, countsAs: 'sale' });
	else if (article) unmapped.add({ type: 'article', ...article, countsAs: 'sale' });
	return 'sale';
}
