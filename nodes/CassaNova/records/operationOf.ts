/** Operations of a resource, for those that consist of several. */
import type { Endpoint, Resource } from '../../shared/table/types';

/** @throws Error for an operation that the resource doesn't have, which is a fault of ours */
export function operationOf({ name, endpoints }: Resource, value: string): Endpoint {
	const found = endpoints.find((endpoint) => endpoint.value === value);
	if (!found) throw new Error(`${name} has no operation "${value}"`);
	return found;
}

/** The operations that read one record, and many. */
export function readersOf(resource: Resource) {
	return { get: operationOf(resource, 'get'), getAll: operationOf(resource, 'getAll') };
}
