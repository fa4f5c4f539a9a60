/** Lists of objects inside a body: filled in as fields, or given as JSON; the same on the wire. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { isExpression, isNothing, storedMember } from './emptyExpression';
import { option } from './fields';
import { located } from './located';
import { schemaFor } from './schemas';
import { placed, show } from '../values/shown';
import type { Field, InputContext } from './types';

/** The parameter that switches an operation's lists between fields and JSON. */
export const DEFINE_USING = 'defineUsing';

/** How the lists of an operation are given; shown once, above them. */
export const defineUsing: Field = option({
	displayName: 'Define Lists Using',
	name: DEFINE_USING,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Fields', value: 'fields', description: 'Fill in each entry below' },
		{ name: 'JSON', value: 'json', description: 'Give each list as a JSON array' },
	],
	default: 'fields',
	description: 'Whether lists such as prices are filled in as fields or given as JSON',
});

/** One list of objects inside a body, e.g. the prices of a product. */
export interface BodyList {
	/** As the panel shows it, e.g. `Prices`. */
	displayName: string;
	/** Wire name, e.g. `prices`. */
	name: string;
	/** One entry, e.g. `Price`. */
	entry: string;
	description: string;
	/** An example for the JSON form. */
	example: string;
	/** The fields of an entry; lists in it are `fixedCollection`s made by `entries`. */
	fields: INodeProperties[];
	/** Checks the finished list, however it was given; messages follow the field's or list's name. */
	schema: z.ZodType<unknown[], z.ZodTypeDef, unknown>;
	required?: boolean;
	given?: GivenRules;
}

/** What must give something where it is given; other fields that give nothing are left out. */
export interface GivenRules {
	/** Fields of an entry that, left out, would mean another price or all shops: see their expressions. */
	neverEmpty?: readonly string[];
	/** Fields that are added one by one: left empty, the entry would be about more than it was meant for. */
	filledOnceAdded?: readonly string[];
	/** Whether null is refused for those in JSON; else it is "not set", as in records that were read. */
	alsoInJson?: boolean;
}

/** Both forms of a list: the one that the user doesn't choose is hidden and isn't read. */
export function listField(spec: BodyList): Field[] {
	const { displayName, name, description, schema, required, given } = spec;
	const shownFor = (form: 'fields' | 'json') => ({
		show: { [`/${DEFINE_USING}`]: [form] },
	});
	const fields = entries(spec);
	return [
		{
			in: 'body',
			property: { ...fields, required, displayOptions: shownFor('fields') },
			schema: (context) => entriesSchema(fields, schema, context, given),
		},
		{
			in: 'body',
			as: name,
			alternative: true,
			property: {
				displayName: `${displayName} (JSON)`,
				name: `${name}Json`,
				type: 'json',
				default: '',
				placeholder: spec.example,
				description: `${description}. A JSON array of objects with the fields ${namesIn(fields)}, for example ${spec.example}.`,
				required,
				displayOptions: shownFor('json'),
			},
			schema: () => jsonArray.transform(withoutNulls(given)).pipe(explained(schema)),
		},
	];
}

/** A list of entries as n8n shows it: an "add" button, and a group of fields for each entry. */
export function entries(
	spec: Pick<BodyList, 'displayName' | 'name' | 'entry' | 'description' | 'fields'>,
): INodeProperties {
	const { displayName, name, entry, description, fields } = spec;
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${entry}` },
		placeholder: `Add ${entry}`,
		default: {},
		description,
		options: [{ displayName: entry, name: 'entry', values: fields }],
	};
}

/**
 * Reads and checks a list that `entries` made; problems name the entry and its field.
 * @param given what must give something
 */
export function entriesSchema(
	list: INodeProperties,
	schema: BodyList['schema'],
	context: InputContext,
	given: GivenRules = {},
): z.ZodType<unknown[], z.ZodTypeDef, unknown> {
	return z
		.unknown()
		.transform((value) => readEntries(list, value, { ...context, given }))
		.pipe(explained(schema, list));
}

interface EntriesContext extends InputContext {
	given: GivenRules;
}

/**
 * What the panel stores for a list → the list itself. Empty fields are left out. An array, which only
 * an expression gives, is the list already. What can't be read goes on as it is: the list's own check
 * refuses it and names the place.
 */
function readEntries(list: INodeProperties, value: unknown, context: EntriesContext): unknown {
	if (Array.isArray(value)) return withoutNulls(context.given)(value);
	if (!isObject(value)) return value;
	if (!('entry' in value)) return Object.keys(value).length === 0 ? [] : value;
	const given: unknown[] = Array.isArray(value.entry) ? value.entry : [value.entry];
	const stored = storedMember(context.stored, 'entry');
	return given.map((entry, index) => {
		const place = Array.isArray(stored) ? storedMember(stored, index) : stored;
		return isObject(entry) ? readEntry(list, entry, { ...context, stored: place }) : entry;
	});
}

function readEntry(
	list: INodeProperties,
	entry: Record<string, unknown>,
	context: EntriesContext,
): Record<string, unknown> {
	return Object.fromEntries(
		entryFieldsOf(list).flatMap((field) => {
			const given = entry[field.name];
			const inner = { ...context, stored: storedMember(context.stored, field.name) };
			if (isNothing(given)) {
				const wasForgotten =
					field.name in entry && context.given.filledOnceAdded?.includes(field.name);
				if (wasForgotten) return [[field.name, null]];
				const cameOutEmpty =
					context.given.neverEmpty?.includes(field.name) &&
					field.name in entry &&
					(given === undefined || isExpression(inner.stored));
				return cameOutEmpty ? [[field.name, null]] : [];
			}
			// A collection only groups fields in the panel: they are the entry's own.
			if (field.type === 'collection' && isObject(given)) {
				return Object.entries(readEntry(field, given, inner));
			}
			return [[field.name, readMember(field, given, inner)]];
		}),
	);
}

function readMember(field: INodeProperties, value: unknown, context: EntriesContext): unknown {
	if (field.type === 'fixedCollection') return readEntries(field, value, context);
	const plain = located(value);
	const result = schemaFor(field, context).safeParse(plain);
	return result.success ? result.data : plain;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** The fields of a list's entries, or of a collection in one. */
export function entryFieldsOf({ options = [] }: INodeProperties): INodeProperties[] {
	const [group] = options;
	if (group && 'values' in group) return group.values;
	return options.filter((field): field is INodeProperties => 'type' in field);
}

/** The fields of an entry by their wire names, in words; those of a list inside stand in brackets. */
function namesIn(list: INodeProperties): string {
	const names = (within: INodeProperties): string[] =>
		entryFieldsOf(within).flatMap((field) => {
			if (field.type === 'collection') return names(field);
			return field.type === 'fixedCollection' ? `${field.name} (${namesIn(field)})` : field.name;
		});
	return [...new Set(names(list))].join(', ');
}

/** Where fields of collections are looked for by their names, too. */
function withCollections(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) =>
		field.type === 'collection' ? [field, ...entryFieldsOf(field)] : [field],
	);
}

/** Where in a list something is: by the names of the panel, or those of the wire for JSON. */
function placeOf(path: ReadonlyArray<string | number>, list?: INodeProperties): string[] {
	let fields = list ? entryFieldsOf(list) : [];
	return path.map((part) => {
		if (typeof part === 'number') return `entry ${part + 1}`;
		const field = withCollections(fields).find(({ name }) => name === part);
		fields = field ? entryFieldsOf(field) : [];
		return `"${field?.displayName ?? part}"`;
	});
}

/** Of null where it was not left out: no schema takes it. */
const EMPTY = 'came out empty (correct its expression, or remove it)';

/** Lets a problem say where in the list it is: which entry, and which of its fields. */
function explained(
	schema: BodyList['schema'],
	list?: INodeProperties,
): z.ZodType<unknown[], z.ZodTypeDef, unknown> {
	return z.unknown().transform((value, issues): unknown[] => {
		const result = schema.safeParse(value);
		if (result.success) return result.data;
		const [issue] = result.error.issues;
		const path = issue?.path ?? [];
		const message = wordsOf(issue);
		const place = placeOf(path, list);
		const found = path.reduce<unknown>(
			(inner, part) => (inner as Record<string | number, unknown> | undefined)?.[part],
			value,
		);
		const cameOutEmpty = found === null && typeof path.at(-1) === 'string';
		const words = cameOutEmpty
			? EMPTY
			: found === undefined
				? 'is missing'
				: `${message}${isObject(found) ? '' : `; it is ${show(found)}`}`;
		issues.addIssue(
			place.length === 0
				? ofWhole(message, value)
				: placed(`is wrong in ${place.join(', ')}: ${words}`),
		);
		return z.NEVER;
	});
}

/** A problem of a list as a whole: all its entries would bury what is wrong. */
function ofWhole(message: string, value: unknown): z.IssueData {
	return isObject(value) ? placed(message) : { code: z.ZodIssueCode.custom, message };
}

function wordsOf(issue?: z.ZodIssue): string {
	const isNoList = issue?.code === z.ZodIssueCode.invalid_type && issue.expected === 'array';
	return isNoList ? 'must be a list of entries' : (issue?.message ?? 'cannot be used');
}

/**
 * Records that were read hold null where nothing is set; written, such a field is left out. What is
 * never empty stays as null, so that its schema refuses it.
 */
function withoutNulls({ neverEmpty = [], alsoInJson = false }: GivenRules = {}) {
	const clean = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(clean);
		if (!isObject(value)) return value;
		const members = Object.entries(value).flatMap(([name, member]): Array<[string, unknown]> => {
			if (alsoInJson && isNothing(member) && neverEmpty.includes(name)) return [[name, null]];
			return member === null ? [] : [[name, clean(member)]];
		});
		return Object.fromEntries(members);
	};
	return clean;
}

const jsonArray = z.unknown().transform((value, issues): unknown[] => {
	const parsed = typeof value === 'string' ? parseJson(value) : value;
	if (Array.isArray(parsed)) return parsed as unknown[];
	issues.addIssue({ code: z.ZodIssueCode.custom, message: 'must be a JSON array' });
	return z.NEVER;
});

/** The value of a JSON text; undefined for any other text. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
