/** Records by what people call them. Pure functions. */
import { groupsOf } from './groups';

/** The names of some records, sorted for finding. */
export interface NameIndex {
	/** What a record is shown as, by its ID. */
	shown: Map<string, string>;
	/** IDs by name, as {@link fold} makes it. */
	ids: Map<string, string[]>;
}

/** A record, by its ID and all that it is called; the first name is shown. */
export interface NamedRecord {
	id: string;
	names: string[];
}

/** A text by which names are compared: blanks and capitals don't count. */
export function fold(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Sorts records by name. */
export function indexNames(records: readonly NamedRecord[]): NameIndex {
	const named = records.flatMap(({ id, names }) => names.map((name) => ({ name: fold(name), id })));
	const groups = [...groupsOf(named, ({ name }) => name)];
	return {
		shown: new Map(records.map(({ id, names: [first = id] }) => [id, first])),
		ids: new Map(groups.map(([name, group]) => [name, [...new Set(group.map(({ id }) => id))]])),
	};
}

/**
 * The IDs of what a text names: an ID itself, a name, or the last part of a path such as "Bar / Drinks".
 * @param takesPaths whether a path counts, where nothing is called so as a whole
 */
export function idsNamed({ shown, ids }: NameIndex, text: string, takesPaths: boolean): string[] {
	const written = text.trim();
	if (shown.has(written)) return [written];
	const last = written.split(/[/>]/).at(-1) ?? '';
	return ids.get(fold(written)) ?? (takesPaths ? ids.get(fold(last)) : undefined) ?? [];
}

/** The names that are most like a text, the nearest first. */
export function nearNames({ shown }: NameIndex, text: string, most: number): string[] {
	const wanted = fold(text);
	const names = [...new Set(shown.values())].map((name) => ({
		name,
		far: distance(fold(name), wanted),
	}));
	return names
		.sort((one, other) => one.far - other.far)
		.slice(0, most)
		.map(({ name }) => name);
}

/** Letters beyond which names aren't compared. */
const MOST_LETTERS = 60;

/** How many letters must be put in, taken out or changed; fewer where the one stands in the other. */
function distance(one: string, other: string): number {
	const [a, b] = [one.slice(0, MOST_LETTERS), other.slice(0, MOST_LETTERS)];
	if (a !== '' && b !== '' && (a.includes(b) || b.includes(a))) return 0.5;
	let row = Array.from({ length: b.length + 1 }, (_none, index) => index);
	for (let i = 0; i < a.length; i++) {
		const next = [i + 1];
		for (let j = 0; j < b.length; j++) {
			const kept = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
			next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
