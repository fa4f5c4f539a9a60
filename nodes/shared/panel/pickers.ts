/** Lists for the panel: records of the API that a person picks from. */
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { signedInAs } from '../wire/account';
import { createCall, newShared, readCredentials } from '../run/call';
import { InputError } from '../table/inputError';
import { isRecord } from '../values/records';
import { editorEngine } from '../wire/engine';
import type { Engine } from '../wire/engine';
import { located } from '../table/located';
import { runList, runPage } from '../run/run';
import { fingerprint } from '../wire/seal';
import { findAuthentication, findEndpoint } from '../table/table';
import type { Api, Call, Endpoint } from '../table/types';

/** Which list to show, and how. */
export interface PickerSpec {
	resource: string;
	/** Fields of a record that make its name, joined by a comma. */
	label: string[];
	/** The field that is stored in the workflow: the first of these that a record has. */
	id: string[];
	/** Query parameter by which the vendor searches; without one the whole list is searched here. */
	search?: string;
	/** Entries inside a record that are offered in its place, e.g. the values of an option. */
	rows?: (record: IDataObject) => IDataObject[];
	/** Parameters that may hold the record which the list's path names, e.g. `productId`. */
	parents?: string[];
	/** The query parameter that the list can't be asked without, and the parameter of the panel that tells it. */
	asks?: { query: string; parameter: string; as: (chosen: string) => unknown };
}

type Picked = Record<string, unknown>;

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Nobody finds a record in a longer list, and reading it would use up the account's calls. */
const MOST_RECORDS = 1000;

/** What else can be done where a list can't be shown: it stands beside the list, or needs an expression. */
const BESIDE_LIST = 'choose another way than "From List", which stands beside it';
const BY_EXPRESSION = 'give the ID with an expression';

/** How long a list serves all fields that show it: a panel asks for each of them at once. */
const KEPT_MS = 60_000;

/**
 * Makes a method for `methods.loadOptions`: the first 1000 records of a list, by name. Fields that ask
 * within a minute share one reading.
 * @throws (the method) InputError when there is nothing to show, with another way; NodeApiError when the
 * list can't be read
 */
export function loadOptions(
	api: Api,
	spec: PickerSpec,
	engine: Engine = editorEngine,
): LoadOptions {
	const kept = new Map<string, { since: number; options: Promise<INodePropertyOptions[]> }>();
	return async function (): Promise<INodePropertyOptions[]> {
		const call = await listCall(this, api, spec, engine, {}, BY_EXPRESSION);
		const now = call.now();
		for (const [key, { since }] of kept) if (now - since >= KEPT_MS) kept.delete(key);
		// Whose list it is, and of which record.
		const { path, query } = call.input;
		const account = fingerprint([signedInAs(call), JSON.stringify([path, query])]);
		const known = kept.get(account)?.options ?? readFirst(call, spec);
		if (!kept.has(account)) kept.set(account, { since: now, options: known });
		known.catch(() => kept.delete(account));
		return [...(await known)];
	};
}

/** The same list for a single value that may be left out: n8n marks an empty one that isn't listed. */
export function orNone(load: LoadOptions, none: string): LoadOptions {
	return async function (): Promise<INodePropertyOptions[]> {
		return [{ name: none, value: '' }, ...(await load.call(this))];
	};
}

/** The same list with a choice after it that the vendor doesn't list. */
export function followedBy(load: LoadOptions, choice: INodePropertyOptions): LoadOptions {
	return async function (): Promise<INodePropertyOptions[]> {
		return [...(await load.call(this)), choice];
	};
}

async function readFirst(call: Call, spec: PickerSpec): Promise<INodePropertyOptions[]> {
	return toOptions(await readList(call, MOST_RECORDS), spec, BY_EXPRESSION);
}

/**
 * Makes a method for `methods.listSearch`: the list, searched by what the person types. A page at a
 * time, unless the vendor can't search and the whole list has to be searched here.
 * @throws (the method) InputError when there is nothing to show, with another way; NodeApiError when the
 * list can't be read
 */
export function listSearch(api: Api, spec: PickerSpec, engine: Engine = editorEngine) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const query = filter && spec.search ? { [spec.search]: filter } : {};
		const call = await listCall(this, api, spec, engine, query, BESIDE_LIST);
		const { list } = call.endpoint;
		if (!list?.pager || (filter && !spec.search)) {
			const options = toOptions(await readList(call), spec, BESIDE_LIST);
			const wanted = filter?.toLowerCase() ?? '';
			return { results: options.filter(({ name }) => name.toLowerCase().includes(wanted)) };
		}
		const offset = Number(paginationToken ?? 0);
		const { size } = list.pager;
		const { records, total = 0 } = await runPage(call, list, { offset, size });
		const next = offset + records.length;
		// A page that isn't full is the last one, unless the vendor gives fewer at once than are asked for.
		const goesOn = records.length >= size || (records.length > 0 && next < total);
		return {
			results: toOptions(records as Picked[], spec, BESIDE_LIST),
			...(goesOn ? { paginationToken: String(next) } : {}),
		};
	};
}

async function listCall(
	host: ILoadOptionsFunctions,
	api: Api,
	spec: PickerSpec,
	engine: Engine,
	query: Picked,
	otherwise: string,
): Promise<Call> {
	const chosen =
		api.authentications.length === 1 ? undefined : host.getCurrentNodeParameter('authentication');
	const authentication = findAuthentication(api, chosen ?? api.authentications[0]?.value);
	const endpoint =
		authentication && findEndpoint(api, spec.resource, 'getAll', authentication.value);
	if (!authentication || !endpoint) {
		throw new InputError('Credential', 'has no such list', `Instead, ${otherwise}.`);
	}
	const credentials = await readCredentials(host, authentication, 0);
	const path = readParent(host, endpoint, spec);
	const asked = { ...readAsked(host, spec), ...query };
	const input = { path, query: asked, body: {}, options: {}, timeZone: api.timeZone };
	return createCall(
		{ host, api, endpoint, authentication, credentials, itemIndex: 0, input },
		{ ...engine, whenUsedUp: (wait) => `Open the list again in ${wait}, or ${otherwise}.` },
		newShared(),
	);
}

/** The record that the list belongs to, as far as it is chosen in the panel already. */
function readParent(
	host: ILoadOptionsFunctions,
	{ route }: Endpoint,
	{ parents = [] }: PickerSpec,
): Record<string, string> {
	const [, placeholder] = /\{(\w+)\}/.exec(route) ?? [];
	if (placeholder === undefined) return {};
	return { [placeholder]: chosenIn(host, parents) };
}

/** What the list can't be asked without, as far as it is chosen in the panel already. */
function readAsked(host: ILoadOptionsFunctions, { asks }: PickerSpec): Picked {
	return asks ? { [asks.query]: asks.as(chosenIn(host, [asks.parameter])) } : {};
}

/**
 * The first of these parameters that holds a record.
 * @throws InputError where none does, or an expression that has no value before the workflow runs
 */
function chosenIn(host: ILoadOptionsFunctions, parameters: string[]): string {
	// n8n can't extract the value of a parameter that the panel lacks, and so it is done here:
	// https://github.com/n8n-io/n8n/blob/3508001337f918eab8b5dbb9f7c3fcc94e947304/packages/core/src/execution-engine/node-execution-context/utils/extract-value.ts
	// Expressions have no value before the workflow runs.
	const chosen = parameters
		.map((name) => located(host.getCurrentNodeParameter(name)))
		.find(isFilled);
	if (chosen !== undefined && !String(chosen).startsWith('=')) return String(chosen);
	throw new InputError(
		'From List',
		'has nothing to show yet: the record that it belongs to is not chosen, or an expression',
		'Choose that record first, or give the ID here, too.',
	);
}

async function readList(call: Call, most = Infinity): Promise<Picked[]> {
	const { list } = call.endpoint;
	return list ? ((await runList(call, list, most)) as Picked[]) : [];
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** @throws InputError when there are entries, and none has an ID that could be stored */
function toOptions(records: Picked[], spec: PickerSpec, otherwise: string): INodePropertyOptions[] {
	const { rows } = spec;
	const shown = rows ? records.flatMap((record) => rows(record as IDataObject)) : records;
	const options = shown.flatMap((row) => toOption(row, spec));
	if (options.length > 0 || shown.length === 0) return options;
	throw new InputError(
		'From List',
		'has nothing to show: no entry of the list that came has an ID',
		`Instead, ${otherwise}.`,
	);
}

/** The entry that the panel shows; none for what has no ID. */
function toOption(record: Picked, { label, id }: PickerSpec): INodePropertyOptions[] {
	if (!isRecord(record)) return [];
	const value = id.map((field) => record[field]).find(isFilled);
	if (typeof value !== 'number' && typeof value !== 'string') return [];
	const name = label
		.map((field) => record[field])
		.filter(isFilled)
		.join(', ');
	return [{ name: name === '' ? String(value) : name, value }];
}
