/** Names of records in cells → the records' IDs, from one reading of each list that is named. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import type { Call, Endpoint } from '../../shared/table/types';
import { fold, idsNamed, indexNames, nearNames } from '../../shared/values/nameIndex';
import type { NameIndex } from '../../shared/values/nameIndex';
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
export interface Lookup extends NameIndex {
	list: ReferenceList;
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

/**
 * Reads a list that cells name.
 * @throws NodeApiError where it can't be read
 */
export async function readLookup(call: Call, list: ReferenceList): Promise<Lookup> {
	const records = recordsIn(await call.readAll(list.getAll));
	const named = records.map((record) => ({
		id: String(record.id),
		names: list.names
			.map((name) => record[name])
			.filter((name) => !isAbsent(name) && name !== '')
			.map(String),
	}));
	return { ...indexNames(named), list, missing: new Map() };
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
	const { list } = lookup;
	const text = cell.trim();
	const found = idsNamed(lookup, text, list.hasPaths ?? false);
	const [only] = found;
	if (only !== undefined && found.length === 1) return only;
	if (only !== undefined) {
		throw new InputError(
			column,
			`is "${text}", which ${found.length} of them are called: give the ID of the one that is meant (${found.join(', ')})`,
		);
	}
	if (createMissing && list.create) return missingIn(lookup, list.create, text, newIn);
	const known = nearNames(lookup, text, MOST_SHOWN).join(', ');
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
