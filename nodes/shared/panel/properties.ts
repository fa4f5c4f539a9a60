/** An API's table → n8n properties. The only author of displayOptions for resource and operation. */
import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	limitProperty,
	outputProperty,
	returnAllProperty,
	simplifyOneProperty,
	simplifyProperty,
} from '../table/fields';
import { credentialFor, isAllowed, variantOf } from '../table/table';
import { listed } from '../values/listed';
import type { Api, Collection, Endpoint, Field, Resource } from '../table/types';
import { mergeProperties } from './merged';

const COLLECTIONS: Record<Collection, { displayName: string; placeholder: string }> = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
	options: { displayName: 'Options', placeholder: 'Add Option' },
};

/** What a new node starts with: usual, and changing nothing in the shop. */
const FIRST_RESOURCES = ['receipt', 'shop'];
const FIRST_OPERATIONS = ['getAll', 'get', 'getInfos', 'getStatus', 'getBookings'];

type Show = NonNullable<IDisplayOptions['show']>;

/** Every property of an API's node, in the order in which the panel shows them. */
export function buildProperties(api: Api): INodeProperties[] {
	return [
		...authenticationProperty(api),
		resourceProperty(api),
		...api.resources.flatMap((resource) => [
			operationProperty(api, resource),
			...credentialNotices(api, resource),
			...resource.endpoints.flatMap((endpoint) => endpointProperties(api, resource, endpoint)),
		]),
	];
}

/** How the node signs in; nothing where there is only one way. */
export function authenticationProperty(api: Api): INodeProperties[] {
	if (api.authentications.length === 1) return [];
	const first = api.authentications[0]?.value ?? '';
	return [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: api.authentications.map(({ name, value, description }) => ({
				name,
				value,
				description,
			})),
			default: first,
			description: 'How the node signs in; each way has a credential of its own',
		},
	];
}

/** A condition on `authentication` only where it makes a difference. */
function showFor(api: Api, values: string[]): Show {
	return values.length === api.authentications.length ? {} : { authentication: values };
}

/** The ways to authenticate that may use at least one of these endpoints. */
function usersOf(api: Api, endpoints: Endpoint[]): string[] {
	return api.authentications
		.map(({ value }) => value)
		.filter((value) => endpoints.some((endpoint) => isAllowed(endpoint, value)));
}

/**
 * One list for all, with conditions on single choices: n8n's list of a node's actions takes each
 * property named `resource`, and the first `operation` that goes with it.
 * https://github.com/n8n-io/n8n/blob/04388b47538bb1582e41c7455d76fae981c1a1f3/packages/frontend/editor-ui/src/features/shared/nodeCreator/composables/useActionsGeneration.ts
 */
function resourceProperty(api: Api): INodeProperties {
	const options = api.resources.map(({ name, value, description, endpoints }) => ({
		name,
		value,
		description,
		...withShow(showFor(api, usersOf(api, endpoints))),
	}));
	const first = preferred(options, FIRST_RESOURCES);
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: first,
	};
}

function operationProperty(api: Api, resource: Resource): INodeProperties {
	const { value, endpoints } = resource;
	const options = endpoints.map((endpoint) => ({
		name: endpoint.name,
		value: endpoint.value,
		description: endpoint.description,
		action: endpoint.action,
		...withShow(showFor(api, usersOf(api, [endpoint]))),
	}));
	const first = preferred(options, FIRST_OPERATIONS);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options,
		default: first,
		...credentialHint(api, resource),
		displayOptions: { show: { resource: [value] } },
	};
}

/**
 * Says which credential an operation needs, where it stands in a node with another one: n8n's list of
 * actions offers it whatever the credential.
 */
function credentialNotices(api: Api, resource: Resource): INodeProperties[] {
	return api.authentications.flatMap(({ value }) => {
		const missing = resource.endpoints.filter((endpoint) => !isAllowed(endpoint, value));
		const [one] = missing;
		if (!one || resource.needsCredentialTo === undefined) return [];
		const text = `To ${resource.needsCredentialTo}, choose ${credentialFor(api, one)}.`;
		const operation = missing.map((endpoint) => endpoint.value);
		return [
			{
				displayName: text,
				name: 'credentialNotice',
				type: 'notice',
				default: '',
				displayOptions: {
					show: { authentication: [value], resource: [resource.value], operation },
				},
			},
		];
	});
}

/** Below the list of operations: which credential brings those that are missing in it with another one. */
function credentialHint(api: Api, { endpoints }: Resource): Pick<INodeProperties, 'hint'> {
	const missing = endpoints.filter(({ authentication }) => authentication !== undefined);
	const [one] = missing;
	if (!one || missing.length === endpoints.length) return {};
	const names = missing.map(({ name }) => name.split(' (')[0] ?? name);
	const verb = names.length === 1 ? 'needs' : 'need';
	return { hint: `${listed(names)} ${verb} ${credentialFor(api, one)}` };
}

/** The value that a new node starts with: the harmless and usual one, where there is one. */
function preferred(options: INodePropertyOptions[], wanted: string[]): string {
	const values = options.map(({ value }) => String(value));
	return wanted.find((value) => values.includes(value)) ?? values[0] ?? '';
}

function withShow(show: Show): Pick<INodeProperties, 'displayOptions'> {
	return Object.keys(show).length === 0 ? {} : { displayOptions: { show } };
}

/**
 * The fields of an endpoint. Where the ways to authenticate see different fields, each field is
 * shown for those that have it.
 */
function endpointProperties(api: Api, resource: Resource, endpoint: Endpoint): INodeProperties[] {
	const base: Show = { resource: [resource.value], operation: [endpoint.value] };
	const ways = api.authentications.filter(({ value }) => isAllowed(endpoint, value));
	const merged = mergeProperties(
		ways.map(({ value }) => ({
			value,
			properties: fieldProperties(variantOf(endpoint, value), base),
		})),
	);
	return merged.map(({ property, values }) => show(property, showFor(api, values)));
}

function fieldProperties(endpoint: Endpoint, base: Show): INodeProperties[] {
	const fields = endpoint.fields ?? [];
	const top = fields.filter(({ collection }) => collection === undefined);
	return [
		...top.map(({ property }) => show(property, base)),
		...listProperties(endpoint, base),
		...collectionProperties(fields, base),
	];
}

/** What comes out, and how much of it, follow from what the endpoint can do. */
function listProperties(endpoint: Endpoint, base: Show): INodeProperties[] {
	const { list, output } = endpoint;
	if (!list) return output?.simplify ? [show(simplifyOneProperty, base)] : [];
	if (list.whole) return [];
	const properties: INodeProperties[] = [];
	const accounting = output?.accounting !== undefined;
	if (accounting) properties.push(show(outputProperty, base));
	else if (output?.simplify) properties.push(show(simplifyProperty, base));
	// Books must be complete: accounting always reads everything.
	const partial: Show = accounting ? { ...base, output: ['raw', 'simplified'] } : base;
	properties.push(show(returnAllProperty, partial));
	properties.push(show(limitProperty, { ...partial, returnAll: [false] }));
	return properties;
}

function collectionProperties(fields: Field[], base: Show): INodeProperties[] {
	return (Object.keys(COLLECTIONS) as Collection[]).flatMap((name) => {
		const members = fields.filter(({ collection }) => collection === name);
		if (members.length === 0) return [];
		return [
			show(
				{
					...COLLECTIONS[name],
					name,
					type: 'collection',
					default: {},
					options: members
						.map(({ property }) => property)
						.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
				},
				base,
			),
		];
	});
}

/** Adds the conditions to those that the property has of its own. */
function show(property: INodeProperties, conditions: Show): INodeProperties {
	const own = property.displayOptions?.show ?? {};
	return {
		...property,
		displayOptions: { ...property.displayOptions, show: { ...conditions, ...own } },
	};
}
