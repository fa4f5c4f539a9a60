/** Lists for the panel: records of the API that a person picks from. */
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { createCall, newShared, readCredentials } from './call';
import { InputError } from './errors';
import { editorEngine } from './request';
import type { Engine } from './request';
import { runList } from './run';
import { findAuthentication, findEndpoint } from './table';
import type { Api, Call } from './types';

/** Which list to show, and how. */
export interface PickerSpec {
	resource: string;
	/** Fields of a record that make its name, joined by a comma. */
	label: string[];
	/** The field that is stored in the workflow: the first of these that a record has. */
	id: string[];
	/** Query parameter by which the vendor searches; without one the whole list is searched here. */
	search?: string;
}

type Picked = Record<string, unknown>;

/** Makes a method for `methods.loadOptions`: the whole list, by name. */
export function loadOptions(api: Api, spec: PickerSpec, engine: Engine = editorEngine) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const call = await listCall(this, api, spec, engine, {});
		return (await readList(call, Infinity)).map((record) => toOption(record, spec));
	};
}

/** Makes a method for `methods.listSearch`: the list, searched by what the person types. */
export function listSearch(api: Api, spec: PickerSpec, engine: Engine = editorEngine) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const query = filter && spec.search ? { [spec.search]: filter } : {};
		const call = await listCall(this, api, spec, engine, query);
		const options = (await readList(call, Infinity)).map((record) => toOption(record, spec));
		const wanted = filter?.toLowerCase() ?? '';
		return { results: options.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
}

async function listCall(
	host: ILoadOptionsFunctions,
	api: Api,
	spec: PickerSpec,
	engine: Engine,
	query: Picked,
): Promise<Call> {
	const chosen =
		api.authentications.length === 1 ? undefined : host.getCurrentNodeParameter('authentication');
	const authentication = findAuthentication(api, chosen ?? api.authentications[0]?.value);
	const endpoint =
		authentication && findEndpoint(api, spec.resource, 'getAll', authentication.value);
	if (!authentication || !endpoint) {
		throw new InputError('Authentication', 'has no such list', 'Enter the ID instead.');
	}
	const credentials = await readCredentials(host, authentication, 0);
	const input = { path: {}, query, body: {}, options: {}, timeZone: api.timeZone };
	return createCall(
		{ host, api, endpoint, authentication, credentials, itemIndex: 0, input },
		engine,
		newShared(),
	);
}

async function readList(call: Call, limit: number): Promise<Picked[]> {
	const { list } = call.endpoint;
	return list ? ((await runList(call, list, limit)) as Picked[]) : [];
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

function toOption(record: Picked, { label, id }: PickerSpec): INodePropertyOptions {
	const value = id.map((field) => record[field]).find(isFilled);
	const name = label
		.map((field) => record[field])
		.filter(isFilled)
		.join(', ');
	return {
		name: name === '' ? String(value) : name,
		value: typeof value === 'number' ? value : String(value),
	};
}
