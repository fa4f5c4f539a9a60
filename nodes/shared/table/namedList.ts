/** Lists whose records can be given by name: what a system says of them. */
import type { IDataObject } from 'n8n-workflow';

/** A list whose records can be given by name wherever the panel picks them. */
export interface NamedList {
	/** One of its records in a sentence, e.g. `department`. */
	one: string;
	/** The resource whose `getAll` gives the list. */
	resource: string;
	/** What a record is called, the name that is shown first; none where it can't be named. */
	namesOf: (record: IDataObject) => string[];
	/** The ID, as requests take it. */
	idOf: (record: IDataObject) => unknown;
	/** Whether a text is an ID by its form: it is then taken as it is, and nothing is read. */
	isId: (text: string) => boolean;
	/** Whether the last part of a path such as "Bar / Drinks" is enough. */
	takesPaths?: boolean;
	/** What stands inside a record and is meant in its place, such as the values of an option. */
	rows?: (record: IDataObject) => IDataObject[];
}

/** The lists of an API, by the panel's method that gives them. */
export type NamedLists = Readonly<Record<string, NamedList>>;
