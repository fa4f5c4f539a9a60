/** The operations that the uniform CassaNova resources have in common. */
import type { IDataObject, IDisplayOptions } from 'n8n-workflow';
import { path, within } from '../../shared/table/fields';
import { listed } from '../../shared/values/listed';
import { DEFINE_USING, defineUsing } from '../../shared/table/nested';
import { filledText } from '../../shared/table/schemas';
import type { Endpoint, Field, Resource } from '../../shared/table/types';
import type { ListSpec } from '../../shared/table/list';
import { addingTo } from './addToLists';
import type { Additions } from './addToLists';
import { withPlaces } from './availability';
import { changeDates, pager, textListQuery, timeZone, writeOptions } from '../fields';
import { locator } from './locators';
import type { SearchMethod } from './locators';
import { OWN_ID } from './recordKeys';
import type { RecordKey } from './recordKeys';
import { createOrUpdate } from './upsert';

/** The operations that "create or update" is made of. */
export type UpsertParts = Record<'create' | 'get' | 'getAll' | 'update', Endpoint>;

/** What distinguishes one uniform resource from the others. */
export interface CrudSpec {
	/** Names for people, e.g. `Tax` and `taxes`; sentences are made of them in lower case. */
	singular: string;
	plural: string;
	/** The name in the list of resources, where it is another one. */
	label?: string;
	/** Value in saved workflows. */
	value: string;
	description: string;
	/** Path of the list, e.g. `/taxes`. */
	path: string;
	/** Keys of the answers: one record, many records. */
	item: string;
	items: string;
	/** Name of the picker method of the node. */
	search: SearchMethod;
	/** Section of the document. */
	doc: string;
	/** Fields that every operation has, above all others: a record inside another one. */
	parents?: Field[];
	/** Fields that a new record must have. */
	required: Field[];
	/** Fields that a new record has depending on others: at the top level, shown where they belong. */
	dependent?: Array<{ show: NonNullable<IDisplayOptions['show']>; fields: Field[] }>;
	/** Fields that a new record may have and an edit may change. */
	optional?: Field[];
	/** Fields that only a new record takes. */
	createOnly?: Field[];
	/** Wire names of required fields that an edit can't change. */
	fixed?: string[];
	/** Filters beside `ids` and the dates of the last change. */
	filters: Field[];
	/** What is wrong with a record that a filter should have left out. */
	refuse?: ListSpec['refuse'];
	/** Where records don't tell when they were changed: what a period may bring besides, for people. */
	untoldChange?: string;
	simplify: (record: IDataObject) => IDataObject;
	/** Keys beside the own ID by which "create or update" finds records. */
	matchBy?: RecordKey[];
	/** Makes "create or update" of its operations, where it takes more than them. */
	upsert?: (parts: UpsertParts) => Endpoint;
	/** Rules between the fields of a new record. */
	checkCreate?: Endpoint['check'];
	/** Lists to which an update can add, and the fields that stand in an update in place of others. */
	adds?: Additions & { inPlace?: Field[] };
}

/** A resource with create, createOrUpdate (where records have an `externalId`), delete, get, getAll, update. */
export function crud(spec: CrudSpec): Resource {
	const {
		singular,
		plural,
		value,
		description,
		parents = [],
		optional = [],
		createOnly = [],
		dependent = [],
		matchBy = [],
	} = spec;
	const one = singular.toLowerCase();
	const many = plural.toLowerCase();
	const id = recordId(spec);
	const changed = changeDates(spec.untoldChange);
	const hasOwnId = optional.some((field) => wireName(field) === 'externalId');
	const create: Endpoint = {
		name: 'Create',
		value: 'create',
		action: `Create ${one}`,
		description: hasOwnId
			? `Create a new ${one} each time; "Create or Update" looks first whether it is there`
			: `Create a new ${one}`,
		route: `POST ${spec.path}`,
		doc: `${spec.doc} Management, New${spec.doc}`,
		fields: withSwitch([
			...parents,
			...spec.required.map(demanded),
			...dependent.flatMap(({ show, fields }) =>
				fields.map((field) => shownFor(demanded(field), show)),
			),
			...within('additionalFields', [...optional, ...createOnly]),
			...writeOptions,
		]),
		check: spec.checkCreate,
	};
	const remove: Endpoint = {
		name: 'Delete',
		value: 'delete',
		action: `Delete ${one}`,
		description: `Delete one ${one} permanently`,
		route: `DELETE ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Delete${spec.doc}`,
		fields: [...parents, id, ...writeOptions],
		output: { result: (_answer, input) => ({ id: input.path.id, deleted: true }) },
	};
	const get: Endpoint = {
		name: 'Get',
		value: 'get',
		action: `Get ${one}`,
		description: `Get one ${one} by its ID`,
		route: `GET ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Get${spec.doc}`,
		fields: [...parents, id],
		output: { unwrap: spec.item, simplify: spec.simplify },
	};
	const getAll: Endpoint = {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${many}`,
		description: `Get a list of ${many}`,
		route: `GET ${spec.path}`,
		doc: `${spec.doc} Management`,
		fields: [
			...parents,
			...within('filters', [
				textListQuery('IDs', 'ids', `Only the ${many} with these IDs, separated by commas`),
				...spec.filters,
			]),
			...changed.fields,
			...within('options', [timeZone]),
		],
		list: {
			items: spec.items,
			id: 'id',
			pager,
			window: changed.window,
			...(spec.refuse ? { refuse: spec.refuse } : {}),
		},
		output: { simplify: spec.simplify },
	};
	const editable = [
		...spec.required.map(notCleared),
		...dependent.flatMap(({ fields }) => fields.map(notCleared)),
		...optional.map((field) => (wireName(field) === 'externalId' ? notCleared(field) : field)),
	]
		.filter((field) => !spec.fixed?.includes(wireName(field)))
		.map((field) => inPlaceOf(field, spec.adds?.inPlace ?? []));
	const update: Endpoint = {
		name: 'Update',
		value: 'update',
		action: `Update ${one}`,
		description: `Change one ${one}; only the fields that you add are changed, and an optional text that you leave empty is cleared`,
		route: `PUT ${spec.path}/{id}`,
		doc: `${spec.doc} Management, Edit${spec.doc}`,
		fields: withSwitch([...parents, id, ...within('updateFields', editable), ...writeOptions]),
		output: { result: (_answer, input) => ({ id: input.path.id, success: true }) },
	};
	const { adds } = spec;
	const keys: [RecordKey, ...RecordKey[]] = [OWN_ID, ...matchBy];
	const { upsert = (parts: UpsertParts) => createOrUpdate({ ...parts, one, keys }) } = spec;
	return {
		name: spec.label ?? singular,
		value,
		description,
		endpoints: [
			{ ...create, fields: withPlaces(create.fields ?? []) },
			...(hasOwnId ? [upsert({ create, get, getAll, update })] : []),
			remove,
			get,
			getAll,
			adds ? addingTo(update, get, adds) : update,
		],
	};
}

/** The name that a field has in the request. */
export function wireName({ as, property }: Field): string {
	return as ?? property.name;
}

function shownFor(field: Field, show: IDisplayOptions['show']): Field {
	const { property } = field;
	const own = property.displayOptions?.show;
	return { ...field, property: { ...property, displayOptions: { show: { ...show, ...own } } } };
}

function demanded(field: Field): Field {
	return { ...field, property: { ...field.property, required: true } };
}

/** The field that stands in an update where another one of its name would. */
function inPlaceOf(field: Field, fields: Field[]): Field {
	return fields.find(({ property }) => property.name === field.property.name) ?? field;
}

/** A text that an edit can change but not clear: a record must have it, or it must be unique. */
function notCleared(field: Field): Field {
	if (field.property.type !== 'string' || field.schema) return field;
	return { ...field, schema: () => filledText };
}

/**
 * Puts the switch between fields and JSON above the first list, where an operation has lists. Those
 * in a collection aren't in sight: the switch says which they are.
 */
function withSwitch(fields: Field[]): Field[] {
	const lists = fields.filter(({ property }) =>
		Object.keys(property.displayOptions?.show ?? {}).includes(`/${DEFINE_USING}`),
	);
	if (lists.length === 0) return fields;
	// Collections stand below everything else in the panel.
	const first = fields.findIndex((field) => lists.includes(field) || field.collection);
	const named = lists.filter(({ alternative }) => !alternative);
	const names = [...new Set(named.map(({ property }) => property.displayName))];
	const areAdded = named.every(({ collection }) => collection !== undefined);
	const hint = `For ${listed(names)}${areAdded ? ', where you add them below' : ''}`;
	const choice: Field = { ...defineUsing, property: { ...defineUsing.property, hint } };
	return [...fields.slice(0, first), choice, ...fields.slice(first)];
}

/** The record that an operation is about, picked from a list or given by its ID. */
function recordId({ singular, value, search }: CrudSpec): Field {
	const property = locator({
		displayName: singular,
		name: `${value}Id`,
		required: true,
		description: `The ${singular.toLowerCase()} to work on`,
		search,
		takesNames: false,
	});
	return path(property, { as: 'id', isByIdOnly: true });
}
