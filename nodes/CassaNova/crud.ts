/** The five operations that the uniform CassaNova resources have in common. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { body, path, within } from '../shared/fields';
import type { Endpoint, Field, Resource } from '../shared/types';
import { lastUpdateFilters, pager, textListQuery } from './fields';

/** What distinguishes one uniform resource from the others. */
export interface CrudSpec {
	/** Names for people, e.g. `Tax` and `taxes`; sentences are made of them in lower case. */
	singular: string;
	plural: string;
	/** Value in saved workflows. */
	value: string;
	description: string;
	/** Path of the list, e.g. `/taxes`. */
	path: string;
	/** Keys of the answers: one record, many records. */
	item: string;
	items: string;
	/** Name of the picker method of the node. */
	search: string;
	/** Section of the document. */
	doc: string;
	/** Fields that a new record must have. */
	required: INodeProperties[];
	/** Fields that a new record may have and an edit may change. */
	optional: INodeProperties[];
	/** Fields that only a new record takes. */
	createOnly: Field[];
	/** Names of required fields that an edit can't change. */
	fixed?: string[];
	/** Filters beside `ids` and the dates of the last change. */
	filters: Field[];
	simplify: (record: IDataObject) => IDataObject;
}

/** A resource with create, delete, get, getAll and update. */
export function crud(spec: CrudSpec): Resource {
	const { singular, plural, value, description } = spec;
	const one = singular.toLowerCase();
	const many = plural.toLowerCase();
	const id = recordId(spec);
	const create: Endpoint = {
		name: 'Create',
		value: 'create',
		action: `Create ${one}`,
		description: `Create a new ${one}`,
		route: `POST ${spec.path}`,
		doc: `${spec.doc} Management, New${spec.doc}`,
		fields: [
			...spec.required.map((property) => body({ ...property, required: true })),
			...within('additionalFields', [
				...spec.optional.map((property) => body(property)),
				...spec.createOnly,
			]),
		],
	};
	const remove: Endpoint = {
		name: 'Delete',
		value: 'delete',
		action: `Delete ${one}`,
		description: `Delete one ${one} permanently`,
		route: `DELETE ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Delete${spec.doc}`,
		fields: [id],
		output: { result: (_answer, input) => ({ id: input.path.id, deleted: true }) },
	};
	const get: Endpoint = {
		name: 'Get',
		value: 'get',
		action: `Get ${one}`,
		description: `Get one ${one} by its ID`,
		route: `GET ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Get${spec.doc}`,
		fields: [id],
		output: { unwrap: spec.item },
	};
	const getAll: Endpoint = {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${many}`,
		description: `Get a list of ${many}`,
		route: `GET ${spec.path}`,
		doc: `${spec.doc} Management`,
		fields: within('filters', [
			textListQuery('IDs', 'ids', `Only the ${many} with these IDs, separated by commas`),
			...spec.filters,
			...lastUpdateFilters,
		]),
		list: { items: spec.items, id: 'id', pager },
		output: { simplify: spec.simplify },
	};
	const editable = [...spec.required, ...spec.optional].filter(
		({ name }) => !spec.fixed?.includes(name),
	);
	const update: Endpoint = {
		name: 'Update',
		value: 'update',
		action: `Update ${one}`,
		description: `Change one ${one}; only the fields that you add are changed`,
		route: `PUT ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Edit${spec.doc}`,
		fields: [
			id,
			...within(
				'updateFields',
				editable.map((property) => body(property)),
			),
		],
		output: { result: (_answer, input) => ({ id: input.path.id, success: true }) },
	};
	return { name: singular, value, description, endpoints: [create, remove, get, getAll, update] };
}

/** The record that an operation is about, picked from a list or given by its ID. */
function recordId({ singular, value, search }: CrudSpec): Field {
	return path(
		{
			displayName: singular,
			name: `${value}Id`,
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: `The ${singular.toLowerCase()} to work on`,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: search, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 8f9c2a51-6d0e-4c5a-9a35-2f0d7c1b4e66',
				},
			],
		},
		{ as: 'id' },
	);
}
