/** Every endpoint of all three APIs keeps the rules that the engine and saved workflows rely on. */
import { NodeHelpers } from 'n8n-workflow';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CassaNovaApi } from '../../../credentials/CassaNovaApi.credentials';
import { CassaNovaOAuth2Api } from '../../../credentials/CassaNovaOAuth2Api.credentials';
import { KassaForteApi } from '../../../credentials/KassaForteApi.credentials';
import { KassandroAccountApi } from '../../../credentials/KassandroAccountApi.credentials';
import { KassandroCashRegisterApi } from '../../../credentials/KassandroCashRegisterApi.credentials';
import { CassaNova } from '../../../nodes/CassaNova/CassaNova.node';
import { KassaForte } from '../../../nodes/KassaForte/KassaForte.node';
import { Kassandro } from '../../../nodes/Kassandro/Kassandro.node';
import { findEndpoint, variantOf } from '../../../nodes/shared/table/table';
import type { Api, Endpoint, Field, Resource } from '../../../nodes/shared/table/types';
import { nodes } from '../../support/n8n/nodes';

const credentialTypes = [
	new CassaNovaApi(),
	new CassaNovaOAuth2Api(),
	new KassaForteApi(),
	new KassandroAccountApi(),
	new KassandroCashRegisterApi(),
];

interface Row {
	folder: string;
	api: Api;
	description: INodeTypeDescription;
	resource: Resource;
	/** As the way to authenticate sees it. */
	endpoint: Endpoint;
	authentication: string;
}

/** Every endpoint as every way to authenticate that may use it sees it. */
const rows: Array<[string, Row]> = nodes.flatMap(({ folder, api, description }) =>
	api.resources.flatMap((resource) =>
		resource.endpoints.flatMap((endpoint) =>
			api.authentications
				.filter(({ value }) => endpoint.authentication?.includes(value) ?? true)
				.map(({ value: authentication }): [string, Row] => [
					`${folder} ${resource.value} ${endpoint.value} with ${authentication}`,
					{
						folder,
						api,
						description,
						resource,
						endpoint: variantOf(endpoint, authentication),
						authentication,
					},
				]),
		),
	),
);

const wireName = ({ as, property }: Field) => as ?? property.name;
const duplicates = (names: string[]) =>
	names.filter((name, index) => names.indexOf(name) !== index);
const sorted = (names: string[]) => [...names].sort((a, b) => a.localeCompare(b, 'en'));

describe('values', () => {
	it('never change: saved workflows hold them', () => {
		const contract = Object.fromEntries(
			nodes.map(({ folder, api, description }) => [
				folder,
				{
					node: description.name,
					authentication: Object.fromEntries(
						api.authentications.map(({ value, credential }) => [value, credential]),
					),
					operations: Object.fromEntries(
						api.resources.map(({ value, endpoints }) => [
							value,
							endpoints.map((endpoint) => endpoint.value),
						]),
					),
				},
			]),
		);
		expect(contract).toMatchSnapshot();
	});

	it.each(nodes)('are unique in $folder', ({ api }) => {
		expect(duplicates(api.resources.map(({ value }) => value))).toEqual([]);
		expect(duplicates(api.authentications.map(({ value }) => value))).toEqual([]);
		for (const { endpoints } of api.resources) {
			expect(duplicates(endpoints.map(({ value }) => value))).toEqual([]);
			expect(duplicates(endpoints.map(({ name }) => name))).toEqual([]);
		}
	});

	it('are those that n8n writes everywhere: camelCase', () => {
		for (const [, { resource, endpoint }] of rows) {
			for (const value of [resource.value, endpoint.value]) {
				expect(value).toMatch(/^[a-z][A-Za-z0-9]*$/);
			}
		}
	});
});

describe('texts in the panel', () => {
	/** "categorys", "taxs", "batchs": an s that was put behind a singular. */
	const WRONG_PLURAL = /\b\w*(?:[^aeiou\W]ys|[^aeiou\W]yies|xs|chs|shs|sss)\b/gi;

	it('a wrong plural is one', () => {
		const wrong = 'categorys, taxs, batchs, dishes, categories, days, taxes, addresses, Monday’s';
		expect(wrong.match(WRONG_PLURAL)).toEqual(['categorys', 'taxs', 'batchs']);
	});

	it.each(nodes)(
		'$folder: no plural is made by adding an s to anything',
		({ api, description }) => {
			const texts = JSON.stringify([description, api.resources]);
			expect([...new Set(texts.match(WRONG_PLURAL))]).toEqual([]);
		},
	);
});

describe('lists in the panel', () => {
	it.each(nodes)('$folder: operations and resources in alphabetical order', ({ api }) => {
		const names = api.resources.map(({ name }) => name);
		expect(names).toEqual(sorted(names));
		for (const { endpoints } of api.resources) {
			const operations = endpoints.map(({ name }) => name);
			expect(operations).toEqual(sorted(operations));
		}
	});
});

describe.each(rows)('%s', (_name, row) => {
	const { api, resource, endpoint, authentication } = row;
	const fields = endpoint.fields ?? [];
	const [method = '', template = ''] = endpoint.route.split(' ');

	it('has a route of method and path', () => {
		expect(endpoint.route).toMatch(/^(GET|POST|PUT|DELETE) \/[\w./{}-]*$/);
		expect(endpoint.doc).not.toBe('');
		expect(endpoint.description).toMatch(/^[A-Z].*[^.]$/);
	});

	it('has a required field for each part of the path, and no other', () => {
		const parts = [...template.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
		const paths = fields.filter((field) => field.in === 'path');
		expect(sorted(paths.map(wireName))).toEqual(sorted(parts.map(String)));
		for (const { property, collection } of paths) {
			expect(property.required).toBe(true);
			expect(collection).toBeUndefined();
		}
	});

	it('has no field twice', () => {
		expect(duplicates(fields.map(({ property }) => property.name))).toEqual([]);
		for (const place of ['path', 'query', 'body'] as const) {
			const own = fields.filter((field) => field.in === place && !field.alternative);
			expect(duplicates(own.map(wireName))).toEqual([]);
		}
	});

	it('sends a body only where one arrives', () => {
		const bodies = fields.filter((field) => field.in === 'body');
		if (method === 'GET') expect(bodies.map(wireName)).toEqual([]);
	});

	it('requires fields only where the panel shows them', () => {
		for (const { property, collection } of fields) {
			if (collection !== undefined) expect(property.required ?? false).toBe(false);
		}
	});

	it('takes all items as one list by choices that the panel has, where it reads or finds by key what is done', () => {
		const { takesOneList: choices } = endpoint;
		if (choices === undefined) return;
		// Items of a write are told apart by their index, also in what a retry leaves alone: one list has
		// only one. So its rows must be found by what tells them, and a second run write nothing.
		if (method !== 'GET') expect(endpoint.resumes).toBeDefined();
		if (choices === true) return;
		for (const { parameter, value } of choices) {
			const field = fields.find(({ property, collection }) => {
				const name = collection === undefined ? property.name : `${collection}.${property.name}`;
				return name === parameter;
			});
			const offered = (field?.property.options ?? []) as Array<{ value: unknown }>;
			expect(offered.map((option) => option.value)).toContain(value);
		}
	});

	it('is a list only if it reads, and is named so', () => {
		if (!endpoint.list) return;
		expect(method).toBe('GET');
		expect(endpoint.value).toMatch(/^get/);
	});

	it('has a date range whose ends are days, and names of their own on the wire', () => {
		expect(endpoint.list && endpoint.range).toBeUndefined();
		const window = endpoint.list?.window ?? endpoint.range;
		const queries = fields.filter((field) => field.in === 'query').map(wireName);
		const own = [endpoint.list?.pager?.offset, endpoint.list?.pager?.limit];
		if (window) {
			for (const { parameter, wire } of [window.from, window.to]) {
				const field = fields.find(({ property }) => property.name === parameter);
				expect(field?.property.type).toBe('dateTime');
				// A day that travels as it is given does so where no period takes its place.
				const place = window.endsTravel ? 'query' : 'range';
				expect([field?.in, field?.collection]).toEqual([place, window.optional && 'filters']);
				if (!window.endsTravel) own.push(wire);
				else expect(field && wireName(field)).toBe(wire);
			}
			expect(window.maxDays ?? 2).toBeGreaterThanOrEqual(2);
		}
		const choosing = fields.filter((field) => field.in === 'range').map(wireName);
		const ends = window?.endsTravel ? [] : [window?.from.parameter, window?.to.parameter];
		expect(sorted(choosing)).toEqual(window ? sorted(['period', ...ends.map(String)]) : []);
		for (const name of own) if (name !== undefined) expect(queries).not.toContain(name);
	});

	it('has an action in sentence case without articles', () => {
		const [first = '', ...words] = endpoint.action.split(' ');
		expect(first).toMatch(/^[A-Z][a-z]+$/);
		for (const word of words) {
			// A lower-case word, or letters that are always large, such as ID.
			expect(word).toMatch(/^([a-z-]+|[A-Z]{2,}s?)$/);
			expect(['a', 'an', 'the']).not.toContain(word);
		}
		expect(endpoint.action).not.toMatch(/\.$/);
	});

	it('has a name and an action in plain English', () => {
		// Words of the vendors' that nobody says, and a past participle where something is named.
		for (const words of [endpoint.name, endpoint.action]) {
			expect(words).not.toMatch(/\b(infos|stocks|open hours|get sold)\b/i);
		}
	});

	it('has an example of its output for the editor', async () => {
		const path = `../../../nodes/${row.folder}/__schema__/v1.0.0/${resource.value}/${endpoint.value}.json`;
		const schema = (await import(path)) as { type?: string };
		expect(schema.type).toBe('object');
	});

	it('is what a workflow with its values runs', () => {
		expect(findEndpoint(api, resource.value, endpoint.value, authentication)).toEqual(endpoint);
	});

	it('is what the panel shows, each field once', () => {
		for (const output of ['raw', 'simplified', 'accounting']) {
			for (const returnAll of [true, false]) {
				const names = visible(row, { output, returnAll }).map(({ name }) => name);
				expect(duplicates(names)).toEqual([]);
				expect(sorted(names)).toEqual(sorted(expected(row, { output, returnAll })));
			}
		}
	});

	it('is shown in the order of the table, collections below all else', () => {
		const wanted = fields.filter(({ collection }) => collection === undefined);
		const names = wanted.map(({ property }) => property.name);
		const properties = visible(row, { output: 'raw', returnAll: true });
		const own = properties.filter(({ name }) => names.includes(name)).map(({ name }) => name);
		expect(own).toEqual(names.filter((name) => own.includes(name)));
		const places = (isCollection: boolean) =>
			properties.flatMap(({ type }, index) =>
				(type === 'collection') === isCollection ? [index] : [],
			);
		expect(Math.min(...places(true))).toBeGreaterThan(Math.max(...places(false)));
	});

	it('shows in its collections what the table says, in alphabetical order', () => {
		for (const property of visible(row, { output: 'raw', returnAll: true })) {
			if (property.type !== 'collection') continue;
			const shown = (property.options ?? []) as INodeProperties[];
			const members = fields.filter(({ collection }) => collection === property.name);
			const names = shown.map(({ displayName }) => displayName);
			expect(names).toEqual(sorted(members.map((member) => member.property.displayName)));
		}
	});

	it('says in the operation list what it does', () => {
		const operations = visible(row, {}).filter(({ name }) => name === 'operation');
		expect(operations).toHaveLength(1);
		expect(offered(row, operations[0])).toContainEqual(
			expect.objectContaining({
				name: endpoint.name,
				value: endpoint.value,
				description: endpoint.description,
				action: endpoint.action,
			}),
		);
		expect(operations[0]?.noDataExpression).toBe(true);
	});
});

describe('what a way to authenticate may not use', () => {
	const forbidden = nodes.flatMap(({ folder, api, description }) =>
		api.resources.flatMap((resource) =>
			resource.endpoints.flatMap((endpoint) =>
				api.authentications
					.filter(({ value }) => !(endpoint.authentication?.includes(value) ?? true))
					.map(({ value: authentication }): [string, Row] => [
						`${folder} ${resource.value} ${endpoint.value} with ${authentication}`,
						{ folder, api, description, resource, endpoint, authentication },
					]),
			),
		),
	);

	it.each(forbidden)('is not offered: %s', (_name, row) => {
		const { api, resource, endpoint, authentication } = row;
		const choices = visible(row, {})
			.filter(({ name }) => name === 'operation')
			.flatMap((property) => offered(row, property));
		expect(choices).not.toContainEqual(expect.objectContaining({ value: endpoint.value }));
		expect(findEndpoint(api, resource.value, endpoint.value, authentication)).toBeUndefined();
	});

	it.each(forbidden)('and the panel says which credential it takes: %s', (_name, row) => {
		const { api, resource, endpoint } = row;
		const notices = visible(row, {}).filter(({ name }) => name === 'credentialNotice');
		const titles = api.authentications
			.filter(({ value }) => endpoint.authentication?.includes(value))
			.map(({ title }) => `a ${title} credential`);
		expect(notices.map(({ displayName }) => displayName)).toEqual([
			`To ${resource.needsCredentialTo}, choose ${titles.join(' or ')}.`,
		]);
	});

	it('is said below the list of operations where others are offered', () => {
		const hints = nodes.flatMap(({ description }) =>
			description.properties
				.filter(({ name, hint }) => name === 'operation' && hint !== undefined)
				.map(({ displayOptions, hint }) => [displayOptions?.show?.resource, hint]),
		);
		expect(hints).toEqual([
			[['attachment'], 'Upload needs a Kassandro (One Register) API credential'],
			[
				['receipt'],
				'Cancel, Create and Create Zero Receipt need a Kassandro (One Register) API credential',
			],
		]);
	});

	it.each(rows)('and no notice stands over what the credential may use: %s', (_name, row) => {
		expect(visible(row, {}).map(({ name }) => name)).not.toContain('credentialNotice');
	});

	it.each(nodes)('is the same for all of a resource of $folder: one notice says it', ({ api }) => {
		for (const { endpoints, needsCredentialTo } of api.resources) {
			const needs = endpoints.flatMap(({ authentication }) => authentication?.join(' ') ?? []);
			expect([...new Set(needs)]).toHaveLength(needsCredentialTo === undefined ? 0 : 1);
		}
	});
});

describe.each(nodes)('$folder', ({ folder, api, description }) => {
	it('starts with a resource and an operation that exist, whatever the authentication', () => {
		for (const { value: authentication } of api.authentications) {
			const of = (name: string, more: INodeParameters) =>
				shown(description, { authentication, ...more }).filter(
					(property) => property.name === name,
				);
			const [first, ...others] = of('resource', {});
			expect(others).toEqual([]);
			const values = (property?: INodeProperties) =>
				offered({ description, authentication }, property).map(({ value }) => value);
			expect(values(first)).toContain(first?.default);
			for (const resource of values(first)) {
				const [operation, ...more] = of('operation', { resource: String(resource) });
				expect(more).toEqual([]);
				expect(values(operation)).toContain(operation?.default);
			}
		}
	});

	it('offers each way to authenticate with a credential of its own', () => {
		const [property] = description.properties.filter(({ name }) => name === 'authentication');
		expect(property === undefined).toBe(api.authentications.length === 1);
		const shownFor = (authentication: string) =>
			(description.credentials ?? [])
				.filter((credential) =>
					NodeHelpers.displayParameter(
						{ authentication },
						credential,
						node(description),
						description,
					),
				)
				.map(({ name, required }) => ({ name, required }));
		for (const { value, credential, title } of api.authentications) {
			expect(shownFor(value)).toEqual([{ name: credential, required: true }]);
			const type = credentialTypes.find(({ name }) => name === credential);
			expect(title).toBe(type?.displayName);
		}
	});

	it('shows no field without resource and operation', () => {
		const allowed = ['authentication', 'resource', 'operation', 'credentialNotice'];
		for (const property of description.properties) {
			if (allowed.includes(property.name)) continue;
			expect(property.displayOptions?.show).toMatchObject({
				resource: [expect.any(String)],
				operation: [expect.any(String)],
			});
		}
	});

	it('has pickers for all lists that its fields name', () => {
		const methods = { CassaNova, KassaForte, Kassandro }[folder];
		const { listSearch, loadOptions } = {
			listSearch: {},
			loadOptions: {},
			...(methods ? (new methods() as { methods?: object }).methods : {}),
		};
		const known = [...Object.keys(listSearch), ...Object.keys(loadOptions)];
		const wanted = new Set<string>();
		JSON.stringify(description.properties, (key, value: unknown) => {
			if (/^(loadOptionsMethod|searchListMethod)$/.test(key)) wanted.add(String(value));
			return value;
		});
		expect(sorted([...wanted])).toEqual(sorted([...wanted].filter((name) => known.includes(name))));
		expect(sorted(known.filter((name) => !wanted.has(name)))).toEqual([]);
	});
});

function node(description: INodeTypeDescription): INode {
	return {
		id: '1',
		name: description.displayName,
		type: `n8n-nodes-kassa.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

/** The properties that n8n itself would show; it isn't asked about those of other resources. */
function shown(description: INodeTypeDescription, values: INodeParameters): INodeProperties[] {
	const itsNode = node(description);
	return description.properties.filter(
		(property) =>
			isOf(property, values.resource) &&
			NodeHelpers.displayParameter(values, property, itsNode, description),
	);
}

/** False where the only resources that show a property are others. */
function isOf({ displayOptions }: INodeProperties, resource: INodeParameters[string]): boolean {
	const resources = displayOptions?.show?.resource;
	return resource === undefined || (resources?.includes(resource as string) ?? true);
}

function visible(row: Row, more: INodeParameters): INodeProperties[] {
	const { resource, endpoint, authentication, description } = row;
	return shown(description, {
		authentication,
		resource: resource.value,
		operation: endpoint.value,
		...more,
	});
}

/** The choices of a property that n8n's panel would list. */
function offered(
	{ description, authentication }: Pick<Row, 'description' | 'authentication'>,
	property?: INodeProperties,
): INodePropertyOptions[] {
	return ((property?.options ?? []) as INodePropertyOptions[]).filter((option) =>
		NodeHelpers.displayParameter(
			{ authentication },
			// What n8n's editor does: it looks at a choice's conditions as at a property's.
			option as unknown as INodeProperties,
			node(description),
			description,
		),
	);
}

/** What the panel must show, read off the table. */
function expected(row: Row, { output, returnAll }: { output: string; returnAll: boolean }) {
	const { api, endpoint, authentication, description } = row;
	const values = { authentication, output, returnAll };
	// A field may have a condition of its own.
	const fields = (endpoint.fields ?? []).filter(
		({ property, collection }) =>
			collection !== undefined ||
			NodeHelpers.displayParameter(values, property, node(description), description),
	);
	const names = ['resource', 'operation'];
	if (api.authentications.length > 1) names.push('authentication');
	for (const { property, collection } of fields) {
		if (collection === undefined) names.push(property.name);
		else if (!names.includes(collection)) names.push(collection);
	}
	if (!endpoint.list && endpoint.output?.simplify) names.push('simplify');
	if (!endpoint.list || endpoint.list.whole) return names;
	const accounting = endpoint.output?.accounting !== undefined;
	if (accounting) names.push('output');
	if (!accounting || output !== 'accounting') {
		names.push('returnAll');
		if (!returnAll) names.push('limit');
	}
	if (!accounting && endpoint.output?.simplify) names.push('simplify');
	return names;
}
