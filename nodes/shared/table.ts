/** Looks entries up in an API's table. */
import type { Api, Authentication, Endpoint } from './types';

/** The endpoint as one way to authenticate sees it: routes may differ in their wire names. */
export function variantOf(endpoint: Endpoint, authentication: string): Endpoint {
	return { ...endpoint, ...endpoint.variants?.[authentication] };
}

/** True where a way to authenticate may use an endpoint. */
export function isAllowed(endpoint: Endpoint, authentication: string): boolean {
	return endpoint.authentication?.includes(authentication) ?? true;
}

/** The endpoint that stands in a workflow, or undefined. */
export function findEndpoint(
	api: Api,
	resource: string,
	operation: string,
	authentication: string,
): Endpoint | undefined {
	const endpoint = api.resources
		.find(({ value }) => value === resource)
		?.endpoints.find(({ value }) => value === operation);
	return endpoint && isAllowed(endpoint, authentication)
		? variantOf(endpoint, authentication)
		: undefined;
}

/** The way to authenticate that a workflow names; the only one where there is no choice. */
export function findAuthentication(api: Api, value: unknown): Authentication | undefined {
	return api.authentications.length === 1
		? api.authentications[0]
		: api.authentications.find((authentication) => authentication.value === value);
}
