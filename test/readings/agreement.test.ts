/** Two readings of the vendor documents, the nodes' tables and the sandbox's OpenAPI, must agree. */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { ZodType } from 'zod';
import { cassaNova } from '../../nodes/CassaNova/api';
import { kassaForte } from '../../nodes/KassaForte/api';
import { kassandro } from '../../nodes/Kassandro/api';
import { schemaFor } from '../../nodes/shared/table/schemas';
import { isAllowed, variantOf } from '../../nodes/shared/table/table';
import type { Api, Endpoint, Field } from '../../nodes/shared/table/types';
import { describedOperations } from '../support/n8n/kassa';
import type { DescribedOperation, DescribedValue } from '../support/vendors/operation';
import { notYetBuilt, usedByOthers, usedBySessions } from './not-yet-built';

/** Which OpenAPI file describes what a way to authenticate may do. */
const READINGS: Array<{ api: Api; authentication: string; file: string }> = [
	{ api: cassaNova, authentication: 'apiKey', file: 'cassanova' },
	{ api: cassaNova, authentication: 'oAuth2', file: 'cassanova' },
	{ api: kassaForte, authentication: 'basicAuth', file: 'kassaforte' },
	{ api: kassandro, authentication: 'accountToken', file: 'kassandro-account' },
	{ api: kassandro, authentication: 'cashRegisterToken', file: 'kassandro-cashregister' },
];

/**
 * Placeholders have names of their own in each reading; only their places count. `...` is the rest of
 * an address that the vendor gives whole.
 */
const shapeOf = (method: string, path: string): string =>
	`${method} ${path.replaceAll(/\{\w+\}|\.{3}/g, '{}')}`;

const described = new Map<string, DescribedOperation[]>();
beforeAll(async () => {
	for (const { file } of READINGS) described.set(file, await describedOperations(file));
});

/** Operations that share a route, by the form of the body that they send. */
const FORMS: Record<string, string> = {
	'receipt.create': 'StandardReceipt',
	'receipt.createZero': 'ZeroReceipt',
	'receipt.cancel': 'CancellationReceipt',
};

function find(file: string, route: string, name?: string): DescribedOperation | undefined {
	const [method = '', path = ''] = route.split(' ');
	return described
		.get(file)
		?.find(
			({ form, ...operation }) =>
				shapeOf(operation.method, operation.path) === shapeOf(method, path) &&
				(name === undefined || form === FORMS[name]),
		);
}

/** Resources that only put together what the operations of others read. */
const COMPOSED = ['account', 'accounting'];
/** Operations that work out themselves what others send: the sandbox checks it whenever they run. */
const WORKED_OUT = ['setPrice', 'setQuantity', 'sync'];

function endpointsOf({ api, authentication }: (typeof READINGS)[number]) {
	const own = api.resources.filter(({ value }) => !COMPOSED.includes(value));
	return own.flatMap(({ value, endpoints }) =>
		endpoints
			.filter((endpoint) => isAllowed(endpoint, authentication))
			.filter((endpoint) => !WORKED_OUT.includes(endpoint.value))
			.map((endpoint) => ({
				name: `${value}.${endpoint.value}`,
				endpoint: variantOf(
					withRequired(withEach(endpoint), endpoints.map(withEach)),
					authentication,
				),
			})),
	);
}

/** A choice that stands for several switches is each of them; what only earlier versions saved isn't shown. */
function withEach(endpoint: Endpoint): Endpoint {
	const fields = endpoint.fields?.flatMap((field): Field[] => {
		const { property, isSeveral } = field;
		if (property.type === 'hidden') return [];
		if (!isSeveral) return [field];
		const names = (property.options ?? []).flatMap((each) => ('value' in each ? [each.value] : []));
		return names.map((value) => {
			const name = String(value);
			const each: INodeProperties = { displayName: name, name, type: 'boolean', default: false };
			return { in: field.in, property: { ...each, required: true } };
		});
	});
	return { ...endpoint, fields };
}

/** A new record gets what "create" demands also where "create or update" makes it. */
function withRequired(endpoint: Endpoint, others: Endpoint[]): Endpoint {
	if (endpoint.value !== 'createOrUpdate') return endpoint;
	const create = others.find(({ value }) => value === 'create')?.fields ?? [];
	return {
		...endpoint,
		fields: endpoint.fields?.map((field) => {
			const { name } = field.property;
			const demanded = create.find(({ property }) => property.name === name);
			return demanded?.property.required ? demanded : field;
		}),
	};
}

/** What a node sends in one place of a request. */
interface Sent {
	name: string;
	/** The user can't leave it out: the same in both readings. */
	required: boolean;
	/** Sent whatever the user does. */
	always: boolean;
	field?: Field;
}

function sentIn(endpoint: Endpoint, place: Field['in']): Sent[] {
	return (endpoint.fields ?? [])
		.filter((field) => field.in === place && !field.alternative)
		.map((field) => {
			// The key by which a record is looked up is required by us, not by the vendor.
			const isKey = endpoint.value === 'createOrUpdate' && field.property.name === 'externalId';
			const required = field.property.required === true && field.collection === undefined && !isKey;
			return { name: field.as ?? field.property.name, required, always: required, field };
		});
}

function sentInQuery(endpoint: Endpoint): Sent[] {
	const { pager, window = endpoint.range } = endpoint.list ?? {};
	const chosen = sentIn(endpoint, 'query');
	const names = [
		...(window ? [window.from.wire, window.to.wire] : []),
		...(pager ? [pager.offset, pager.limit] : []),
	].filter((name) => !chosen.some((field) => field.name === name));
	return [...names.map((name) => ({ name, required: false, always: true })), ...chosen];
}

/** A value that the field accepts, as it travels; the type tells what the reading takes it for. */
function sample({ property, schema }: Field): unknown {
	const context = { timeZone: 'Europe/Rome' };
	const check: ZodType<unknown> = schema?.(context) ?? schemaFor(property, context);
	const choices = (property.options ?? []).flatMap((option) =>
		'value' in option ? [option.value] : [],
	);
	const days = ['2026-03-05', '2026-03-05T19:30:00'];
	const samples = ['7', 7, true, { a: 1 }, ...days, sampleList(property)];
	for (const candidate of [...choices, ...samples]) {
		const result = check.safeParse(candidate);
		if (result.success) return result.data;
	}
	throw new Error(`${property.name} accepts none of the samples`);
}

/** A list of one entry with all its fields, as the panel stores it. */
function sampleList({ options = [] }: INodeProperties): INodeParameters {
	const [group] = options;
	const fields = group && 'values' in group ? group.values : [];
	const entry = fields.map((field) => {
		if (field.type === 'fixedCollection') return [field.name, sampleList(field)] as const;
		// What a collection in an entry holds may be left out.
		if (field.type === 'collection') return [field.name, {}] as const;
		const [choice] = field.options ?? [];
		if (choice && 'value' in choice) return [field.name, choice.value] as const;
		// Of the two prices of a modifier, and of a product and a category, only one may be given.
		if (['percentagePrice', 'idCategory'].includes(field.name)) return [field.name, ''] as const;
		return [field.name, field.type === 'boolean' ? true : '7'] as const;
	});
	// Of a product's prices one must be without a sales mode.
	const members = entry.filter(([name]) => name !== 'idSalesMode');
	return { entry: [Object.fromEntries(members)] };
}

function hasType({ types, items }: DescribedValue, value: unknown): boolean {
	if (types.length === 0) return true;
	return types.some((type) => {
		if (type === 'array') {
			return Array.isArray(value) && (!items || value.every((member) => hasType(items, member)));
		}
		if (type === 'integer') return Number.isInteger(value);
		return typeof value === type;
	});
}

/** Values that the panel offers, where it offers a fixed choice. */
function choicesOf({ property }: Field): unknown[] | undefined {
	if (property.type !== 'options' && property.type !== 'multiOptions') return undefined;
	if (property.typeOptions?.loadOptionsMethod !== undefined) return undefined;
	return (property.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
}

/** Where both readings differ about one place of a request. */
function differences(place: string, sent: Sent[], values: DescribedValue[]): string[] {
	const found: string[] = [];
	const say = (name: string, words: string) => found.push(`${place} "${name}" ${words}`);
	for (const { name, required, field } of sent) {
		const value = values.find((candidate) => candidate.name === name);
		if (!value) {
			say(name, 'is in the nodes only');
			continue;
		}
		if (field && required !== value.required) {
			say(name, `is ${required ? 'required' : 'optional'} in the nodes only`);
		}
		if (field && !hasType(value, sample(field))) {
			say(name, `is ${JSON.stringify(sample(field))} in the nodes, not ${value.types.join('|')}`);
		}
		const choices = field && choicesOf(field);
		const allowed = value.values ?? value.items?.values;
		if (field && JSON.stringify(choices?.sort()) !== JSON.stringify(allowed?.sort())) {
			say(name, `has the values ${String(choices)} in the nodes, ${String(allowed)} in OpenAPI`);
		}
	}
	for (const { name, required } of values) {
		const own = sent.find((candidate) => candidate.name === name);
		if (!own) say(name, 'is in OpenAPI only');
		else if (required && !own.always) say(name, 'may be missing, but OpenAPI requires it');
	}
	return found;
}

/**
 * The fields of a body; of a batch, those of one record: the nodes make one at a time. What a record's
 * `document` holds stands beside the others in the panel.
 */
function fieldsOf({ path, body }: DescribedOperation): DescribedValue[] {
	if (!path.endsWith('/batch')) return body;
	return body
		.flatMap(({ items }) => items?.members ?? [])
		.flatMap((value) => (value.name === 'document' ? (value.members ?? []) : [value]));
}

function compare(api: Api, endpoint: Endpoint, operation: DescribedOperation): string[] {
	const [method = 'GET', path = ''] = endpoint.route.split(' ');
	const inPlace = (place: string) => operation.parameters.filter((value) => value.in === place);
	const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	const found: string[] = [];

	// The path: each place has a required field of ours and a described parameter.
	const own = placeholders(path);
	const theirs = placeholders(operation.path);
	const pathFields = sentIn(endpoint, 'path');
	for (const [index, name] of own.entries()) {
		const field = pathFields.find((candidate) => candidate.name === name);
		const value = inPlace('path').find((candidate) => candidate.name === theirs[index]);
		if (!field?.required) found.push(`path {${name}} has no required field`);
		if (!value?.required) found.push(`path {${name}} is not described`);
	}
	if (pathFields.length !== own.length) found.push('a path field has no place in the route');

	found.push(...differences('query', sentInQuery(endpoint), inPlace('query')));
	found.push(...differences('body', sentIn(endpoint, 'body'), fieldsOf(operation)));

	const size = endpoint.list?.pager?.size;
	const limit = inPlace('query').find(({ name }) => name === endpoint.list?.pager?.limit);
	if (limit?.maximum !== undefined && limit.maximum !== size) {
		found.push(`a page holds ${size} in the nodes, ${limit.maximum} in OpenAPI`);
	}

	const headers = Object.keys(api.headers?.(method as 'GET') ?? {}).map((name) =>
		name.toLowerCase(),
	);
	for (const { name, required } of inPlace('header')) {
		if (required && !headers.includes(name.toLowerCase())) found.push(`header ${name} is not sent`);
	}
	const known = inPlace('header').map(({ name }) => name.toLowerCase());
	for (const name of headers)
		if (!known.includes(name)) found.push(`header ${name} is in the nodes only`);
	return found;
}

/** Amounts of a receipt that the node fills in. */
const COMPUTED = ['discountAbsolute', 'discountPercentage', 'given', 'price', 'voucher'];

const NEEDED_BY_VARIANTS = ['attributes', 'descriptionReceipt', 'internalId'].map(
	(name) => `body "${name}" is required in the nodes only`,
);

/** The key makes a repeat harmless; when an order is due, and at which table, is asked for where it counts. */
const ASKED_FOR_OF_ORDERS = [
	'body "externalId" is required in the nodes only',
	'body "idTable" is required in the nodes only',
	// Others are given as text.
	'body "deliveryMode" has the values PICKUP,TABLE in the nodes, undefined in OpenAPI',
];

/** What operations look like whose parameters are the credential's; by name, and by how it is used. */
const differingByDesign: Record<string, string[]> = {
	'token.create with accountToken': [
		'query "type" is in OpenAPI only',
		'query "key" is in OpenAPI only',
	],
	'token.create with cashRegisterToken': [
		'query "type" is in OpenAPI only',
		'query "cashregisterid" is in OpenAPI only',
		'query "key" is in OpenAPI only',
	],
	'token.get': ['query "key" is in OpenAPI only'],
	// Computed, or 0, where they aren't given.
	'receipt.create': [
		...COMPUTED.map((name) => `body "${name}" is optional in the nodes only`),
		...COMPUTED.map((name) => `body "${name}" may be missing, but OpenAPI requires it`),
	],
	// Nothing but zeros, whatever the user does.
	'receipt.createZero': [
		'body "items" is in OpenAPI only',
		'body "price" is in OpenAPI only',
		'body "discountAbsolute" is in OpenAPI only',
		'body "discountPercentage" is in OpenAPI only',
		'body "given" is in OpenAPI only',
		'body "voucher" is in OpenAPI only',
	],
	// Needed with variants, or without them; the panel shows them only then.
	'product.create': NEEDED_BY_VARIANTS,
	'product.createOrUpdate': NEEDED_BY_VARIANTS,
	'order.create with apiKey': ASKED_FOR_OF_ORDERS,
	'order.create with oAuth2': ASKED_FOR_OF_ORDERS,
	// A movement without one changes nothing.
	'stockMovement.create': ['body "quantity" is required in the nodes only'],
	// Without bearer and version.
	'accessToken.revoke': [
		'query "token" is in OpenAPI only',
		'header x-version is in the nodes only',
	],
};

const cases = READINGS.flatMap((reading) =>
	endpointsOf(reading).map(({ name, endpoint }) => ({ ...reading, name, endpoint })),
);

it.each(cases)('$api.name $name with $authentication', (testCase) => {
	const { api, authentication, file, name, endpoint } = testCase;
	const operation = find(file, endpoint.route, name);
	if (!operation) throw new Error(`${file}.yaml does not describe ${endpoint.route}`);
	expect(compare(api, endpoint, operation).sort()).toEqual(
		[
			...(differingByDesign[`${name} with ${authentication}`] ?? differingByDesign[name] ?? []),
		].sort(),
	);
});

describe.each([...new Set(READINGS.map(({ file }) => file))])('%s.yaml', (file) => {
	const builtIn = () =>
		READINGS.filter((reading) => reading.file === file)
			.flatMap(endpointsOf)
			.map(({ endpoint }) => find(file, endpoint.route)?.operationId);
	const all = () => (described.get(file) ?? []).map(({ operationId }) => operationId);
	const missing = notYetBuilt[file] ?? [];
	const used = [...(usedBySessions[file] ?? []), ...(usedByOthers[file] ?? [])];

	it('has each operation in the nodes, or in the list of what is not built yet', () => {
		const accounted = [...builtIn(), ...missing, ...used];
		expect(all().filter((id) => !accounted.includes(id))).toEqual([]);
	});

	it('is named in the lists with operations only that it has and that are not built', () => {
		const listed = [...missing, ...used];
		expect(new Set(listed).size).toBe(listed.length);
		expect(listed.filter((id) => !all().includes(id))).toEqual([]);
		expect(listed.filter((id) => builtIn().includes(id))).toEqual([]);
	});
});

it('lists nothing for files that do not exist', () => {
	const files = READINGS.map(({ file }) => file);
	const named = [notYetBuilt, usedBySessions, usedByOthers].flatMap(Object.keys);
	expect(named.filter((file) => !files.includes(file))).toEqual([]);
});

it('sees differences: a table that is wrong in every way', () => {
	const tax = cassaNova.resources.find(({ value }) => value === 'tax');
	const getAll = tax?.endpoints.find(({ value }) => value === 'getAll');
	const create = tax?.endpoints.find(({ value }) => value === 'create');
	const [list, one] = [find('cassanova', 'GET /taxes'), find('cassanova', 'POST /taxes')];
	if (!getAll || !create || !list || !one) throw new Error('tax is not there');
	const text = { displayName: 'X', name: 'x', type: 'string', default: '' } as const;
	const wrongQuery: Endpoint = {
		...getAll,
		fields: [
			{ in: 'query', property: text },
			{ in: 'query', property: { ...text, name: 'ids' } },
			{ in: 'query', property: { ...text, name: 'description', required: true } },
		],
		list: { items: 'taxes', pager: { offset: 'start', limit: 'limit', size: 50 } },
	};
	expect(compare(cassaNova, wrongQuery, list)).toEqual([
		'query "x" is in the nodes only',
		'query "ids" is "7" in the nodes, not array',
		'query "description" is required in the nodes only',
		'query "idsSalesPoint" is in OpenAPI only',
		'query "lastUpdateFrom" is in OpenAPI only',
		'query "lastUpdateTo" is in OpenAPI only',
		'query "sorts" is in OpenAPI only',
		'a page holds 50 in the nodes, 100 in OpenAPI',
	]);
	const wrongBody: Endpoint = {
		...create,
		route: 'POST /taxes',
		fields: [
			{ in: 'body', property: { ...text, name: 'description' } },
			{ in: 'body', property: { ...text, name: 'rate', required: true } },
		],
	};
	const noHeaders: Api = { ...cassaNova, headers: () => ({ 'X-Other': '1' }) };
	expect(compare(noHeaders, wrongBody, one)).toEqual([
		'body "description" is optional in the nodes only',
		'body "rate" is "7" in the nodes, not number',
		'body "description" may be missing, but OpenAPI requires it',
		'body "externalId" is in OpenAPI only',
		'body "idSalesPoint" is in OpenAPI only',
		'body "nature" is in OpenAPI only',
		'body "noFiscalPrint" is in OpenAPI only',
		'body "noFiscalPrintOnMixedReceipt" is in OpenAPI only',
		'body "ventilazione" is in OpenAPI only',
		'body "atecoCode" is in OpenAPI only',
		'header X-Version is not sent',
		'header X-Requested-With is not sent',
		'header x-other is in the nodes only',
	]);
});
