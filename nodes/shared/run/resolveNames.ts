/** Names in the place of IDs → the IDs, before anything else of an item is done: each list is read once for all items. */
import type { INodeProperties } from 'n8n-workflow';
import { entryFieldsOf } from '../table/nested';
import { InputError } from '../table/inputError';
import type { NamedList } from '../table/namedList';
import { isNameIn, namedListOf } from '../table/namesGiven';
import type { NameGiven, RequestInput } from '../table/request';
import { schemaFor } from '../table/schemas';
import { findEndpoint } from '../table/table';
import type { ActionCall, Call } from '../table/types';
import { idsNamed, indexNames, nearNames } from '../values/nameIndex';
import type { NameIndex } from '../values/nameIndex';
import { isRecord, listOf } from '../values/records';
import { check } from './input';

/** Names that a refusal lists. */
const MOST_SHOWN = 6;

/** A list as it is asked for names. */
interface Known {
	index: NameIndex;
	/** IDs as requests take them, by their text. */
	ids: Map<string, unknown>;
}

/**
 * The same call with IDs wherever its input has names.
 * @throws InputError for a name that nobody has, or several have; NodeApiError where a list can't be read
 */
export async function withNamesResolved(call: ActionCall): Promise<ActionCall> {
	const { names = [], ...rest } = call.input;
	const input: RequestInput = { ...rest, path: { ...rest.path }, query: { ...rest.query } };
	Object.assign(input, { body: { ...rest.body }, options: { ...rest.options } });
	for (const given of names) await resolveField(call, input, given);
	const isChanged = (await resolveLists(call, input)) || names.length > 0;
	return isChanged ? call.with(call.endpoint, input) : call;
}

async function resolveField(
	call: ActionCall,
	input: RequestInput,
	{ part: place, name }: NameGiven,
): Promise<void> {
	const field = (call.endpoint.fields ?? []).find(
		({ in: to, as, property }) =>
			(to === 'option' ? 'options' : to) === place &&
			(as ?? property.name) === name &&
			namedListOf(property, call.api.namedLists) !== undefined,
	);
	const list = field && namedListOf(field.property, call.api.namedLists);
	if (!field || !list) return;
	const { property } = field;
	const part: Record<string, unknown> = input[place];
	const given = part[name];
	const several = listOf(given);
	const found = several
		? await Promise.all(
				several.map(async (one) => await idOf(call, property.displayName, list, one)),
			)
		: await idOf(call, property.displayName, list, given);
	const context = { timeZone: input.timeZone };
	const schema = field.schema?.(context) ?? schemaFor(property, context);
	const checked = check(property.displayName, schema, found);
	part[name] = field.in === 'path' ? String(checked) : checked;
}

/** Names inside the lists of a body, such as the sales mode of a price. */
async function resolveLists(call: ActionCall, input: RequestInput): Promise<boolean> {
	let isChanged = false;
	for (const { in: place, as, property } of call.endpoint.fields ?? []) {
		const name = as ?? property.name;
		const given = listOf(input.body[name]);
		if (place !== 'body' || property.type !== 'fixedCollection' || !given) continue;
		const resolved = await resolveEntries(call, property, given, property.displayName);
		if (resolved === given) continue;
		input.body[name] = resolved;
		isChanged = true;
	}
	return isChanged;
}

/** The same list where it holds no names. */
async function resolveEntries(
	call: ActionCall,
	list: INodeProperties,
	entries: unknown[],
	where: string,
): Promise<unknown[]> {
	let isChanged = false;
	const resolved = await Promise.all(
		entries.map(async (entry, index) => {
			if (!isRecord(entry)) return entry;
			const changed: Record<string, unknown> = {};
			for (const property of entryFieldsOf(list)) {
				const value: unknown = entry[property.name];
				const within = `${where}, entry ${index + 1}, ${property.displayName}`;
				const inner = property.type === 'fixedCollection' ? listOf(value) : undefined;
				const names = namedListOf(property, call.api.namedLists);
				const next = inner
					? await resolveEntries(call, property, inner, within)
					: names && isNameIn(names, value)
						? await idOf(call, within, names, value)
						: value;
				if (next !== value) changed[property.name] = next;
			}
			if (Object.keys(changed).length === 0) return entry;
			isChanged = true;
			return { ...entry, ...changed };
		}),
	);
	return isChanged ? resolved : entries;
}

async function idOf(call: Call, where: string, list: NamedList, value: unknown): Promise<unknown> {
	if (!isNameIn(list, value)) return value;
	const { index, ids } = await known(call, where, list);
	const found = idsNamed(index, value, list.takesPaths ?? false);
	const [only] = found;
	if (only !== undefined && found.length === 1) return ids.get(only) ?? only;
	if (only !== undefined) {
		throw new InputError(
			where,
			`is "${value}", which ${found.length} of them are called (${found.join(', ')})`,
			'Give the ID of the one that is meant; nothing was sent.',
		);
	}
	const near = nearNames(index, value, MOST_SHOWN);
	throw new InputError(
		where,
		`is "${value}", and no ${list.one} of this account has that name or ID: ${near.length > 0 ? `most like it ${near.length > 1 ? 'are' : 'is'} ${near.join(', ')}` : 'there are none'}`,
		'Correct it, or give the ID; nothing was sent.',
	);
}

async function known(call: Call, where: string, list: NamedList): Promise<Known> {
	const { api, authentication } = call;
	const getAll = findEndpoint(api, list.resource, 'getAll', authentication.value);
	if (!getAll) {
		throw new InputError(
			where,
			`must be an ID: with this credential ${api.name} doesn't tell the name of a ${list.one}`,
			'Give the ID; nothing was sent.',
		);
	}
	return await call.once(`names of ${list.one}`, async () => {
		const records = (await call.readAll(getAll))
			.filter(isRecord)
			.flatMap(list.rows ?? ((one) => [one]));
		const ids = new Map(records.map((record) => [String(list.idOf(record)), list.idOf(record)]));
		const named = records.map((record) => ({
			id: String(list.idOf(record)),
			names: list.namesOf(record),
		}));
		return { index: indexNames(named), ids };
	});
}
