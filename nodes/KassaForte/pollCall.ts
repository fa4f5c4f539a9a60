/** Calls of operations from within a poll: the table's own entries, without an input item. */
import type { IPollFunctions } from 'n8n-workflow';
import { createCall, newShared, readCredentials } from '../shared/call';
import { readInput } from '../shared/input';
import { fingerprint } from '../shared/seal';
import { findEndpoint } from '../shared/table';
import type { Engine } from '../shared/request';
import type { Authentication, Call, Endpoint, Field } from '../shared/types';
import { baseUrl } from './address';
import { kassaForte } from './api';

/** What all calls of one poll have in common. */
export interface Poller {
	host: IPollFunctions;
	/** The checked parameters of the event. */
	options: Record<string, unknown>;
	/** Tells shops apart: what is remembered of one says nothing about another. */
	shop: string;
	/** A call of `resource.operation`, ready to be sent. */
	call: (resource: string, operation: string, path?: Record<string, string>) => Call;
}

/**
 * Reads an event's parameters and the credential.
 * @throws InputError or CredentialError; nothing was sent
 */
export async function createPoller(
	host: IPollFunctions,
	fields: Field[],
	engine: Engine,
): Promise<Poller> {
	const [authentication] = kassaForte.authentications as [Authentication];
	const read = (name: string) => host.getNodeParameter(name, null) as unknown;
	const { options, timeZone } = readInput(kassaForte, { fields }, read, engine.environment.now());
	const credentials = await readCredentials(host, authentication, 0);
	const shared = newShared();
	return {
		host,
		options,
		shop: fingerprint([baseUrl(credentials), String(credentials.username)]),
		call: (resource, operation, path = {}) =>
			createCall(
				{
					host,
					api: kassaForte,
					endpoint: endpointOf(resource, operation, authentication),
					authentication,
					credentials,
					itemIndex: 0,
					input: { path, query: {}, body: {}, options: {}, timeZone },
				},
				engine,
				shared,
			),
	};
}

function endpointOf(resource: string, operation: string, { value }: Authentication): Endpoint {
	const found = findEndpoint(kassaForte, resource, operation, value);
	if (found) return found;
	throw new Error(`KassaForte has no operation ${resource}.${operation}`);
}
