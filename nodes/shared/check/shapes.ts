/** What records look like: which fields, of which types, how often. No value of theirs is kept. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord, recordsIn } from '../values/records';

/** Types of a field, with how many records have it so. */
export type FieldShape = Record<string, number>;

/** How many records were looked at, and their fields; those of nested records as `document.rows.id`. */
export interface RecordShape {
	records: number;
	fields: Record<string, FieldShape>;
}

/** Nested records are looked into so far. */
const DEEPEST = 3;
/** More fields than any vendor's record has. */
const MOST_FIELDS = 300;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const WITH_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;

/** How programs name fields. What begins with a capital may be somebody, and digits in a row an ID. */
const FIELD_NAME = /^[a-z_$][A-Za-z_$]*\d{0,2}[A-Za-z_$]*$/;
const LONGEST_NAME = 40;
/** What stands for a name that may be a record's own. */
const NO_NAME = '(not shown)';
/** What stands for names by which an object holds one record each: they may be the records' own. */
const EACH = '(each)';
/** What stands for names that a document doesn't have. */
const OTHER = '(other)';

/** A field's name as it may be shown: what doesn't read like a program's name may be data. */
export function fieldName(name: string): string {
	return name.length <= LONGEST_NAME && FIELD_NAME.test(name) ? name : NO_NAME;
}

/** Names of fields for a sentence, each once; "none" where there are none. */
export function fieldNames(names: Iterable<string>): string {
	const shown = [...new Set([...names].map((name) => name.split('.').map(fieldName).join('.')))];
	const sorted = shown.sort((a, b) => a.localeCompare(b, 'en'));
	const more = sorted.length - MOST_NAMES;
	return more > 0
		? `${sorted.slice(0, MOST_NAMES).join(', ')} and ${more} more`
		: sorted.join(', ') || 'none';
}

/** Names that a sentence lists. */
const MOST_NAMES = 20;

/** The type of a value, by a word. */
export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	if (typeof value === 'boolean') return 'true or false';
	if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
	if (typeof value !== 'string') return 'object';
	if (DAY.test(value)) return 'day';
	if (!LOCAL_TIME.test(value)) return value === '' ? 'empty text' : 'text';
	return WITH_ZONE.test(value) ? 'time with zone' : 'time without zone';
}

/** How names of a record's fields are shown. */
function namesIn(
	record: IDataObject,
	documented: readonly string[] | undefined,
): (name: string) => string {
	const values = Object.values(record);
	const isByName = values.length > 1 && values.every(isRecord);
	return (name) => {
		if (documented?.includes(name)) return name;
		if (isByName) return EACH;
		return documented ? OTHER : fieldName(name);
	};
}

/**
 * What records look like.
 * @param documented the names that are shown, where others may be data; without it, what reads like a
 * program's name is
 */
export function shapeOf(
	records: readonly IDataObject[],
	documented?: readonly string[],
): RecordShape {
	const fields: Record<string, FieldShape> = Object.create(null) as Record<string, FieldShape>;
	const look = (record: IDataObject, before: string, depth: number): void => {
		const shown = namesIn(record, documented);
		for (const [name, value] of Object.entries(record)) {
			const path = `${before}${shown(name)}`;
			if (!(path in fields) && Object.keys(fields).length >= MOST_FIELDS) continue;
			const types = (fields[path] ??= {});
			const type = typeOf(value);
			types[type] = (types[type] ?? 0) + 1;
			if (depth >= DEEPEST) continue;
			const inside = isRecord(value) ? [value] : recordsIn(value);
			for (const one of inside) look(one, `${path}.`, depth + 1);
		}
	};
	for (const record of records) look(record, '', 1);
	return { records: records.length, fields: { ...fields } };
}

/** A level of a record that a document describes: where it stands, and the fields that it names. */
export interface Described {
	/** Path of the records; '' for the record itself. */
	at: string;
	fields: readonly string[];
	/** Those without which the package can't work; a list without one of them is told. */
	needed: readonly string[];
}

/** The records at a path, through lists and objects. */
function recordsAt(records: readonly IDataObject[], at: string): IDataObject[] {
	if (at === '') return [...records];
	return at
		.split('.')
		.reduce<
			IDataObject[]
		>((found, name) => found.flatMap((record) => [record[name]].flat().filter((one) => isRecord(one))), [...records]);
}

/** Fields that no document names, by their paths. */
export function unknownFields(
	records: readonly IDataObject[],
	described: readonly Described[],
): string[] {
	const unknown = described.flatMap(({ at, fields }) =>
		recordsAt(records, at)
			.flatMap((record) => Object.keys(record))
			.filter((name) => !fields.includes(name))
			.map((name) => (at === '' ? name : `${at}.${name}`)),
	);
	return [...new Set(unknown)];
}

/** Needed fields that no record has, by their paths; of levels that have records. */
export function missingFields(
	records: readonly IDataObject[],
	described: readonly Described[],
): string[] {
	return described.flatMap(({ at, needed }) => {
		const own = recordsAt(records, at);
		if (own.length === 0) return [];
		return needed
			.filter((name) => own.every((record) => record[name] === undefined))
			.map((name) => (at === '' ? name : `${at}.${name}`));
	});
}
