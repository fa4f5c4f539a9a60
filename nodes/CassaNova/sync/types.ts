/** The words of "Sync From a List": columns, rows, what is planned for each, and what became of it. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import type { Call, Endpoint, InputContext } from '../../shared/table/types';
import type { Lookups, Making, ReferenceList } from './references';
import type { WriteStep } from './steps';

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
export interface CellReading extends InputContext, Making {
	lookups: Lookups;
}

/** A column of a list, as the panel offers it. */
export interface ListColumn {
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
}

/** One field of the records, as a column of the list fills it. */
export interface Column extends ListColumn {
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
	/** True where a product's variants have it, and not the product. */
	isOfVariant?: boolean;
	/**
	 * Whether no two records have the same: what is there is never made a second time. Otherwise, as of a family's
	 * email, that is only remarked.
	 */
	isUnique: boolean;
	/** What finds a record where its key is written otherwise in the list; undefined for a key that has one form. */
	loosely?: {
		known: (key: string) => string | undefined;
		given: (key: string) => string | undefined;
	};
}

/** What a list is about: its columns, and those by which rows find their records. */
export interface ListKind {
	/** The records' name in sentences. */
	many: string;
	columns: ListColumn[];
	/** The first one is chosen where nobody chose. */
	keys: SyncKey[];
}

/** The operations that variants and their options are made with. */
export interface VariantSpec {
	create: Endpoint;
	update: Endpoint;
	options: Record<'create' | 'get' | 'getAll', Endpoint>;
}

/** What a kind of records is synced with. */
export interface SyncSpec extends ListKind {
	/** The record's name in sentences. */
	one: string;
	create: Endpoint;
	getAll: Endpoint;
	update: Endpoint;
	columns: Column[];
	/** What a new record has besides its cells. */
	fill: (fields: IDataObject) => IDataObject;
	/** Reads what is there: one reading for all rows. */
	load: (call: Call) => Promise<Existing[]>;
	/** Method and path by which many are written at once; undefined where no document names any. */
	batch?: string;
	/** What variants are made with; undefined where there are none. */
	variants?: VariantSpec;
	/** What takes a record off sale; undefined where that isn't a matter of these records. */
	offSale?: (record: IDataObject) => IDataObject;
}

/** What is there, by what tells it. */
export interface Existing {
	record: IDataObject;
	/** Absent where the record tells its keys by its fields. */
	keys?: Record<string, string[]>;
	/** Columns that are its variants'. */
	lacks?: string[];
	hasVariants?: boolean;
	/** The product of which it is a variant. */
	of?: Existing;
}

/** One row of the list: the cells that it has, by the names of their columns. */
export interface ListRow {
	/** Index of the input's item. */
	index: number;
	cells: Map<string, unknown>;
	/** What its option columns say, by the column; absent where they are blank, or there are none. */
	options?: Map<string, string>;
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
	/** The product, of a variant. */
	idProduct?: unknown;
	/** The shop, of a stock. */
	idSalesPoint?: number;
	/** What is to be sent. */
	steps?: WriteStep[];
	/** IDs of records that are there and may be the one that the row makes. */
	alike?: unknown[];
	/** True where it was sent and taken. */
	isWritten?: boolean;
	/** True where nobody knows what became of it. */
	isOpen?: boolean;
}

/** How a list is to be taken. */
export interface Choices extends Making {
	blankCells: 'clear' | 'leave';
	notInList: 'leave' | 'show' | 'takeOffSale';
	takeOffAtMost: number;
}
