/** Parameters of one item → checked request input. Nothing is sent before this succeeded. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ZodType, ZodTypeDef } from 'zod';
import { cameOutEmpty, isExpression, isNothing, storedMember } from '../table/emptyExpression';
import { InputError } from '../table/inputError';
import {
	limitProperty,
	returnAllProperty,
	timeZoneProperty,
	timesInProperty,
} from '../table/fields';
import { located } from '../table/located';
import { namedListOf, namesGiven } from '../table/namesGiven';
import type { NamedList, NamedLists } from '../table/namedList';
import { rangeOf } from './range';
import { isRecord } from '../values/records';
import { flag, numeric, oneOf, schemaFor, text, timeZoneName } from '../table/schemas';
import { isPlaced, show } from '../values/shown';
import type { NameGiven, RequestInput } from '../table/request';
import type { Api, Endpoint, Field, InputContext } from '../table/types';
import type { EpochMs } from '../values/units';

/** What of an operation or a trigger's event its parameters hang on. */
export type Readable = Pick<Endpoint, 'fields' | 'list' | 'range' | 'check'>;

/** Reads a parameter by name; null where the panel does not have it. */
export interface ReadParameter {
	(name: string): unknown;
	/** The parameter as it is saved, with the text of its expressions. */
	stored?: (name: string) => unknown;
}

/** Reads the parameters of an item, expressions resolved. */
export function parameterReader(host: IExecuteFunctions, itemIndex: number): ReadParameter {
	const { parameters } = host.getNode();
	return Object.assign((name: string): unknown => host.getNodeParameter(name, itemIndex, null), {
		stored: (name: string) => parameters[name],
	});
}

/**
 * Reads and checks every field of an endpoint.
 * @param now ends a range without an end
 * @param lists whose records may be given by name: `names` of the input then says where there are some
 * @throws InputError that names the parameter as the panel shows it
 */
export function readInput(
	api: Api,
	endpoint: Readable,
	read: ReadParameter,
	now: EpochMs,
	lists?: NamedLists,
): RequestInput {
	const options = read('options') as IDataObject | null;
	const timeZone = readTimeZone(api, options?.timeZone);
	const { chosen, ...parts } = readFields(endpoint, read, timeZone, lists);
	const input: RequestInput = { ...parts, timeZone, ...readTimesIn(options?.timesIn) };
	if (Object.keys(input.body).length === 0 && updates(endpoint)) {
		throw new InputError('Update Fields', 'is empty', 'Add at least one field; nothing was sent.');
	}
	if (endpoint.list && readSwitch(read, returnAllProperty) === false) input.limit = readLimit(read);
	endpoint.check?.(input);
	const window = endpoint.list?.window ?? endpoint.range;
	if (window) {
		const values = window.endsTravel ? { ...input.query, ...chosen } : chosen;
		input.range = rangeOf(window, { values, nameOf: namesIn(endpoint), timeZone, now });
	}
	return input;
}

/** What stands in the fields that the panel shows: the parts of the request, and the days that were chosen. */
type Parts = Pick<RequestInput, 'path' | 'query' | 'body' | 'options' | 'names'> & {
	chosen: Record<string, unknown>;
};

function readFields(
	{ fields = [] }: Readable,
	read: ReadParameter,
	timeZone: string,
	lists: NamedLists | undefined,
): Parts {
	const names: NameGiven[] = [];
	const parts: Parts = { path: {}, query: {}, body: {}, options: {}, chosen: {} };
	for (const field of fields) {
		if (!isShown(field, fields, read)) continue;
		const list = field.isByIdOnly ? undefined : namedListOf(field.property, lists);
		const value = readField(field, read, { timeZone, list });
		if (list && namesGiven(list, field.property, value) !== undefined) {
			names.push({ part: partOf(field), name: field.as ?? field.property.name });
		}
		if (value !== undefined) place(parts, field, value);
	}
	return names.length > 0 ? { ...parts, names } : parts;
}

/** The part of the input that a field with a name in it goes to. */
function partOf({ in: place }: Field): NameGiven['part'] {
	return place === 'option' || place === 'range' ? 'options' : place;
}

/** Puts a field's value where it belongs. */
function place(parts: Parts, field: Field, value: unknown): void {
	const name = field.as ?? field.property.name;
	switch (field.in) {
		case 'range':
			parts.chosen[name] = value;
			break;
		case 'path':
			parts.path[name] = pathPart(field, String(value));
			break;
		case 'query':
			parts.query[name] = value;
			break;
		case 'body':
			Object.assign(parts.body, field.isSeveral ? value : { [name]: value });
			break;
		case 'option':
			parts.options[name] = value;
	}
}

function readLimit(read: ReadParameter): number {
	const atLeastOne = numeric({ min: 1, integer: true });
	return check(limitProperty.displayName, atLeastOne, read(limitProperty.name));
}

/**
 * Reads a switch that isn't a field of the request.
 * @returns undefined where the panel doesn't have it
 * @throws InputError for what is neither true nor false, and for an expression that came out empty
 */
export function readSwitch(
	read: ReadParameter,
	{ name, displayName }: Pick<INodeProperties, 'name' | 'displayName'>,
): boolean | undefined {
	const value = read(name);
	if (isNothing(value) && isExpression(read.stored?.(name))) throw cameOutEmpty({ displayName });
	return value === null || value === undefined ? undefined : check(displayName, flag, value);
}

/** Gives a parameter as the panel shows it. */
function namesIn({ fields = [] }: Readable): (parameter: string) => string {
	return (parameter) =>
		fields.find(({ property }) => property.name === parameter)?.property.displayName ?? parameter;
}

/** Dots alone would name another path, whatever the encoding. */
function pathPart({ property }: Field, value: string): string {
	if (value.trim() !== '' && !/^\.{1,2}$/.test(value.trim())) return value.trim();
	throw new InputError(
		property.displayName,
		`cannot be ${show(value)}`,
		'Correct it; nothing was sent.',
	);
}

function updates(endpoint: Readable): boolean {
	return endpoint.fields?.some(({ collection }) => collection === 'updateFields') ?? false;
}

/**
 * The shop's time zone: the one of the option, or that of the API where it is empty.
 * @throws InputError for anything but the name of a zone
 */
export function readTimeZone(api: Api, value: unknown): string {
	if (value === undefined || value === '') return api.timeZone;
	return check(timeZoneProperty(api.timeZone).displayName, timeZoneName, value);
}

/**
 * Which clock times show, as a part of a request's input.
 * @throws InputError for what the option doesn't have
 */
export function readTimesIn(value: unknown): Pick<RequestInput, 'timesIn'> {
	if (value === undefined || value === '') return {};
	const chosen = check(timesInProperty.displayName, oneOf(['shop', 'utc']), value);
	return chosen === 'utc' ? { timesIn: 'UTC' } : {};
}

/**
 * Whether the panel shows a field, as far as that hangs on the operation's own switches. One that was never
 * stored is what a new node has.
 */
function isShown({ property }: Field, fields: readonly Field[], read: ReadParameter): boolean {
	return Object.entries(property.displayOptions?.show ?? {}).every(([shown, values]) => {
		const name = shown.replace(/^\//, '');
		const own = fields.find((field) => field.property.name === name && !field.collection);
		const current = read(name) ?? own?.property.default ?? null;
		return current === null || (values ?? []).some((value) => isChosen(value, current));
	});
}

/** An expression may give a switch as text. */
function isChosen(value: unknown, current: unknown): boolean {
	if (typeof value === 'boolean') return flag.safeParse(current).data === value;
	return String(value) === String(current);
}

/** Undefined: the user left it empty, and it isn't sent. */
function readField(
	field: Field,
	read: ReadParameter,
	{ list, ...context }: InputContext & { list?: NamedList | undefined },
): unknown {
	const { property, collection } = field;
	const value = located(
		collection === undefined
			? read(property.name)
			: (read(collection) as IDataObject | null)?.[property.name],
	);
	if (value === '' && collection === 'updateFields') return clear(field, context);
	if (isNothing(value)) {
		if (property.required) {
			throw new InputError(property.displayName, 'is empty', 'Fill it in; nothing was sent.');
		}
		if (gaveNothing(field, value, read)) throw cameOutEmpty(property, collection !== undefined);
		return undefined;
	}
	// What it is the name of is looked up before anything else, and checked then.
	const asNamed = list && namesGiven(list, property, value);
	if (asNamed !== undefined) return asNamed;
	const withStored = { ...context, stored: storedOf(field, read) };
	const checked = check(
		property.displayName,
		field.schema?.(withStored) ?? schemaFor(property, withStored),
		value,
	);
	refuseForgotten(field, value, checked);
	return checked;
}

/**
 * Whether a field that was to narrow, or to decide what is done, has an expression that gave nothing.
 * Left out, a filter would mean "all", and an option something else than the user chose.
 */
function gaveNothing(field: Field, value: unknown, read: ReadParameter): boolean {
	const { property, collection, nothing } = field;
	if ((nothing ?? (field.in === 'body' ? 'passes' : 'refused')) === 'passes') return false;
	if (collection === undefined) return isExpression(storedOf(field, read));
	const members = read(collection);
	if (!isRecord(members) || !(property.name in members)) return false;
	// No panel stores undefined: only an expression gives it.
	return value === undefined || isExpression(storedOf(field, read));
}

/** A field as it is saved; the expression that its collection comes from as a whole, where it does. */
function storedOf({ property, collection }: Field, read: ReadParameter): unknown {
	return collection === undefined
		? read.stored?.(property.name)
		: storedMember(read.stored?.(collection), property.name);
}

/**
 * A text that was added to an update and left empty is cleared; one that wasn't added, or that an
 * expression gives as null, isn't touched. What can't be cleared must not look as if it had been.
 */
function clear({ property, schema }: Field, context: InputContext): unknown {
	const emptied =
		property.type === 'string' ? (schema?.(context) ?? text).safeParse('') : undefined;
	if (emptied?.success) return emptied.data;
	throw new InputError(
		property.displayName,
		'is empty, and cannot be cleared',
		'Fill it in, or remove the field to leave it as it is; nothing was sent.',
	);
}

/** An added list without an entry is one that was forgotten: sent, it would delete what is there. */
function refuseForgotten({ property, collection }: Field, given: unknown, list: unknown): void {
	if (collection === undefined || property.type !== 'fixedCollection') return;
	if (Array.isArray(given) || !Array.isArray(list) || list.length > 0) return;
	throw new InputError(
		property.displayName,
		'has no entry',
		'Add one, or remove the list to leave it as it is. To remove all entries, give [] as JSON. Nothing was sent.',
	);
}

/**
 * Checks and converts a value.
 * @param name the parameter as the panel shows it
 * @throws InputError that says what is wrong with it
 */
export function check<T>(name: string, schema: ZodType<T, ZodTypeDef, unknown>, value: unknown): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const problem = issue?.message ?? 'cannot be used';
	// A place inside says itself what stands there: all around it would bury that.
	const words = issue && isPlaced(issue) ? problem : `${problem}; it is ${show(value)}`;
	throw new InputError(name, words, 'Correct it; nothing was sent.');
}
