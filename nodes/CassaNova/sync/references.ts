/** Names of records in cells → the records' IDs, from one reading of each list that is named. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import type { Call, Endpoint } from '../../shared/table/types';
import { groupsOf } from '../../shared/values/groups';
import { isAbsent, recordsIn } from '../../shared/values/records';
import { Awaited } from './steps';

/** A list whose records cells can name. */
export interface ReferenceList {
	/** The record's name in sentences. */
	one: string;
	getAll: Endpoint;
	/** Fields by which a record is known, beside its ID; the first one is shown. */
	names: [string, ...string[]];
	/** Whether a cell may give a path such as "Bar / Drinks", of which the last part is a name, too. */
	hasPaths?: boolean;
	/** Makes a record of a name, where that is wanted. */
	create?: { endpoint: Endpoint; fieldsOf: (name: string) => IDataObject };
}

/** The list of each kind that is named, read and sorted by name; by its endpoint's route. */
export type Lookups = Map<string, Lookup>;

/** Names of records that are known and those that are to be made. */
export interface Lookup {
	list: ReferenceList;
	/** Names by ID. */
	shown: Map<string, string>;
	/** IDs by name, as {@link fold} makes it. */
	ids: Map<string, string[]>;
	/** What is to be made, by name. */
	missing: Map<string, Awaited>;
}

/** What becomes of a name that nobody has. */
export interface Making {
	/** Whether what it stands for is made; else it is refused. */
	createMissing: boolean;
	/** Fields that say to which shop new records belong; none where that is all of them. */
	newIn: IDataObject;
}

/** Names that a refusal lists. */
const MOST_SHOWN = 8;

/** A text by which names are compared: blanks and capitals don't count. */
export function fold(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Reads a list that cells name.
 * @throws NodeApiError where it can't be read
 */
export async function readLookup(call: Call, list: ReferenceList): Promise<Lookup> {
	const records = recordsIn(await call.readAll(list.getAll));
	const [first] = list.names;
	const named = records.flatMap((record) =>
		list.names.flatMap((name) => {
			const value = record[name];
			return isAbsent(value) || value === ''
				? []
				: [{ name: fold(String(value)), id: String(record.id) }];
		}),
	);
	const ids = [...groupsOf(named, ({ name }) => name)].map(([name, group]): [string, string[]] => [
		name,
		[...new Set(group.map(({ id }) => id))],
	]);
	return {
		list,
		shown: new Map(
			records.map((record) => [String(record.id), String(record[first] ?? record.id)]),
		),
		ids: new Map(ids),
		missing: new Map(),
	};
}

/**
 * The record that a cell names, by ID, by name, or by the last part of a path.
 * @param column as the panel shows it
 * @returns the ID; what it is awaited from for a name that nobody has, where it may be made
 * @throws InputError for a name that nobody has, or that several have
 */
export function resolve(
	lookup: Lookup,
	column: string,
	cell: string,
	{ createMissing, newIn }: Making,
): string | Awaited {
	const { list, shown, ids } = lookup;
	const text = cell.trim();
	if (shown.has(text)) return text;
	const last = list.hasPaths ? (text.split(/[/>]/).at(-1) ?? '') : text;
	const found = ids.get(fold(text)) ?? ids.get(fold(last)) ?? [];
	const [only] = found;
	if (only !== undefined && found.length === 1) return only;
	if (only !== undefined) {
		throw new InputError(
			column,
			`is "${text}", which ${found.length} of them are called: give the ID of the one that is meant (${found.join(', ')})`,
		);
	}
	if (createMissing && list.create) return missingIn(lookup, list.create, text, newIn);
	const known = [...shown.values()].slice(0, MOST_SHOWN).join(', ');
	const others = known === '' ? 'there are none yet' : `there are, for example, ${known}`;
	throw new InputError(
		column,
		`is "${text}", and no ${list.one} of this account has that name or ID: ${others}`,
	);
}

/** One for each name, however many rows have it. */
function missingIn(
	{ missing }: Lookup,
	{ endpoint, fieldsOf }: NonNullable<ReferenceList['create']>,
	name: string,
	newIn: IDataObject,
): Awaited {
	const known = missing.get(fold(name));
	if (known) return known;
	const made = new Awaited(name, { endpoint, body: { ...fieldsOf(name), ...newIn } });
	missing.set(fold(name), made);
	return made;
}

/** A record as people call it; its ID where the list doesn't show it. */
export function shownName(lookup: Lookup | undefined, id: unknown): unknown {
	return isAbsent(id) ? null : (lookup?.shown.get(String(id)) ?? id);
}
