/** Looks entries up in an API's table. */
import { InputError } from './inputError';
import type { Authentication } from './session';
import type { Api, Endpoint } from './types';

/** The endpoint as one way to authenticate sees it: routes may differ in their wire names. */
export function variantOf(endpoint: Endpoint, authentication: string): Endpoint {
	return { ...endpoint, ...endpoint.variants?.[authentication] };
}

/** What a route may begin with. */
const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

/**
 * `GET /taxes/{id}` in its two parts.
 * @throws Error for a route of a table that begins with no method
 */
export function partsOfRoute({ route }: Pick<Endpoint, 'route'>): {
	method: (typeof METHODS)[number];
	/** With its placeholders. */
	path: string;
} {
	const [first, path = ''] = route.split(' ');
	const method = METHODS.find((name) => name === first);
	if (method) return { method, path };
	throw new Error(`The route "${route}" begins with no method`);
}

/** True where a way to authenticate may use an endpoint. */
export function isAllowed(endpoint: Endpoint, authentication: string): boolean {
	return endpoint.authentication?.includes(authentication) ?? true;
}

function entryOf(api: Api, resource: string, operation: string): Endpoint | undefined {
	return api.resources
		.find(({ value }) => value === resource)
		?.endpoints.find(({ value }) => value === operation);
}

/** The endpoint that a workflow names, as its credential sees it; undefined where there is none for it. */
export function findEndpoint(
	api: Api,
	resource: string,
	operation: string,
	authentication: string,
): Endpoint | undefined {
	const endpoint = entryOf(api, resource, operation);
	return endpoint && isAllowed(endpoint, authentication)
		? variantOf(endpoint, authentication)
		: undefined;
}

/**
 * The endpoint that a workflow names, for the credential that it uses.
 * @throws InputError when there is none, with the credential that the endpoint needs
 */
export function requireEndpoint(
	api: Api,
	resource: string,
	operation: string,
	authentication: Authentication,
): Endpoint {
	const found = findEndpoint(api, resource, operation, authentication.value);
	if (found) return found;
	const endpoint = entryOf(api, resource, operation);
	if (endpoint) {
		throw new InputError(
			'Operation',
			`"${endpoint.name}" needs ${credentialFor(api, endpoint)}, and this node has ${credentialNamed(authentication)}`,
			'Nothing was sent. Open the node and choose the other credential.',
		);
	}
	throw new InputError(
		'Operation',
		`${operation === '' ? 'is missing' : `"${operation}" does not exist`} for the resource "${resource}"`,
		'Open the node and choose resource and operation again.',
	);
}

/** The parameters that say which record an endpoint is about, by their names in the panel. */
export function namesOfRecord({ fields = [] }: Endpoint): string[] {
	return fields
		.filter((field) => field.in === 'path' || field.namesRecord)
		.map(({ property }) => property.displayName);
}

/** The credentials that an endpoint can be used with, in words: "a Till API credential". */
export function credentialFor(api: Api, endpoint: Endpoint): string {
	return api.authentications
		.filter(({ value }) => isAllowed(endpoint, value))
		.map(credentialNamed)
		.join(' or ');
}

function credentialNamed({ title }: Authentication): string {
	return `a ${title} credential`;
}

/**
 * The way to authenticate that a workflow names; the only one where there is no choice.
 * @param value of the parameter `authentication`
 * @returns undefined where the API has no such way
 */
export function findAuthentication(api: Api, value: unknown): Authentication | undefined {
	return api.authentications.length === 1
		? api.authentications[0]
		: api.authentications.find((authentication) => authentication.value === value);
}
