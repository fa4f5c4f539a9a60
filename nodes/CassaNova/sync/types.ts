/** The words of "Sync From a List": columns, rows, what is planned for each, and what became of it. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { Call, Endpoint, InputContext } from '../../shared/table/types';
import type { Lookups, ReferenceList } from './references';

/** A field of a record that comes out different, as a person reads it. */
export interface Change {
	/** The vendor's name of the field; `price` for the usual price. */
	field: string;
	before: unknown;
	after: unknown;
}

/** What a cell changes in a record. */
export interface Difference extends Change {
	/** Fields of the request that bring it about. */
	body: IDataObject;
}

/** What a cell is read with. */
export interface CellReading extends InputContext {
	lookups: Lookups;
	/** What a name that nobody knows becomes; undefined where it is refused. */
	createMissing: boolean;
}

/** One field of the records, as a column of the list fills it. */
export interface Column {
	/** The vendor's name of the field, by which saved workflows know the column. */
	name: string;
	/** As the panel shows it. */
	displayName: string;
	/** Further names by which a column of the input is known. */
	alsoCalled: string[];
	/** Whether a new record can't do without it. */
	isNeeded: boolean;
	/** The choices of the panel, where there are some. */
	options?: INodePropertyOptions[];
	/** The list of records that its cells name. */
	refersTo?: ReferenceList;
	/** False for what only tells records apart. */
	isData: boolean;
	/**
	 * The checked value of a filled cell.
	 * @throws InputError that says what is wrong with it
	 */
	read: (cell: unknown, reading: CellReading) => unknown;
	/**
	 * The value that clears the field.
	 * @throws InputError where it can't be cleared
	 */
	cleared: () => unknown;
	/** Fields of a new record. */
	fieldsOf: (value: unknown) => IDataObject;
	/**
	 * What the value changes in a record; undefined where it is the same.
	 * @throws InputError where the record tells something that can't be kept
	 */
	differs: (record: IDataObject, value: unknown, reading: CellReading) => Difference | undefined;
}

/** A column by which rows find their records. */
export interface SyncKey {
	/** Name of the column. */
	column: string;
	/** The key's name within a sentence. */
	words: string;
	/** What a record, or a cell, has for it; none where it has none. */
	of: (value: unknown) => string[];
	/** Where a record holds it; by default in the field of the column's name. */
	in?: (record: IDataObject) => unknown;
	/** Whether no two records have the same: what is there is never made a second time. */
	isUnique: boolean;
}

/** What a kind of records is synced with. */
export interface SyncSpec {
	/** The records' names in sentences. */
	one: string;
	many: string;
	create: Endpoint;
	getAll: Endpoint;
	update: Endpoint;
	columns: Column[];
	/** The first one is chosen where nobody chose. */
	keys: SyncKey[];
	/** What a new record has besides its cells. */
	fill: (fields: IDataObject) => IDataObject;
	/** Reads what is there: one reading for all rows. */
	load: (call: Call) => Promise<Existing[]>;
	/** What takes a record off sale; undefined where that isn't a matter of these records. */
	offSale?: (record: IDataObject) => IDataObject;
}

/** What is there, by what tells it. */
export interface Existing {
	record: IDataObject;
	/** Absent where the record tells its keys by its fields. */
	keys?: Record<string, string[]>;
	/** Why it can't be synced by itself, as the end of a sentence. */
	refused?: string;
}

/** One row of the list: the cells that it has, by the names of their columns. */
export interface ListRow {
	/** Index of the input's item. */
	index: number;
	cells: Map<string, unknown>;
	/** What is wrong with the row as such. */
	problem?: string;
}

/** What becomes of a row, or of a record that no row names. */
export type Action = 'absent' | 'change' | 'create' | 'failed' | 'invalid' | 'later' | 'unchanged';

/** What is planned for a row, or for a record that isn't in the list. */
export interface Planned {
	/** Index of the item that it came from; absent for a record that isn't in the list. */
	index?: number;
	action: Action;
	/** What the row is told by, as it stands in the list. */
	key: string;
	id: unknown;
	changes: Change[];
	problem?: string;
	/** What is to be sent. */
	body?: IDataObject;
	/** True where it was sent and taken. */
	isWritten?: boolean;
	/** True where nobody knows what became of it. */
	isOpen?: boolean;
}

/** How a list is to be taken. */
export interface Choices {
	createMissing: boolean;
	blankCells: 'clear' | 'leave';
	notInList: 'leave' | 'show' | 'takeOffSale';
	writesPerRun: number;
	takeOffAtMost: number;
	isPreview: boolean;
	addSummary: boolean;
}
