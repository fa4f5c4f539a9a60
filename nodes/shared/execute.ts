/** The item loop: finds the endpoint, runs it, links items, goes on after a failure where asked to. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createCall, newShared, readCredentials } from './call';
import type { Shared } from './call';
import { CredentialError, InputError, operationError } from './errors';
import { parameterReader, readInput } from './input';
import { runEndpoint } from './output';
import { processEngine } from './request';
import type { Engine } from './request';
import { findAuthentication, findEndpoint } from './table';
import type { Api, Authentication, Endpoint } from './types';

/**
 * Executes the chosen operation for every input item.
 * @returns one output with all items, each paired with the item that it came from
 * @throws NodeApiError or NodeOperationError with the item's index, unless the node continues on fail
 */
export async function executeApi(
	host: IExecuteFunctions,
	api: Api,
	engine: Engine = processEngine,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	const shared = newShared();
	const count = host.getInputData().length;
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		try {
			for (const item of await executeItem(host, api, engine, itemIndex, shared)) output.push(item);
		} catch (error) {
			const readable = withItemIndex(host, error, itemIndex);
			if (!host.continueOnFail()) throw readable;
			// Only the keys `error` and `details` let n8n send the item to its error output.
			output.push({
				json: { error: readable.message, details: readable.description ?? '' },
				pairedItem: { item: itemIndex },
			});
		}
	}
	return [output];
}

async function executeItem(
	host: IExecuteFunctions,
	api: Api,
	engine: Engine,
	itemIndex: number,
	shared: Shared,
): Promise<INodeExecutionData[]> {
	const read = parameterReader(host, itemIndex);
	const authentication = chooseAuthentication(api, host, itemIndex);
	const endpoint = chooseEndpoint(host, api, authentication, itemIndex);
	const input = readInput(api, endpoint, read, engine.environment.now());
	const credentials = await readCredentials(host, authentication, itemIndex);
	const call = createCall(
		{ host, api, endpoint, authentication, credentials, itemIndex, input },
		engine,
		shared,
	);
	return await runEndpoint(call, read);
}

function chooseAuthentication(
	api: Api,
	host: IExecuteFunctions,
	itemIndex: number,
): Authentication {
	const value =
		api.authentications.length === 1
			? undefined
			: host.getNodeParameter('authentication', itemIndex);
	const found = findAuthentication(api, value);
	if (found) return found;
	throw new InputError('Authentication', `is unknown: ${String(value)}`, 'Choose one of the list.');
}

function chooseEndpoint(
	host: IExecuteFunctions,
	api: Api,
	authentication: Authentication,
	itemIndex: number,
): Endpoint {
	const resource = String(host.getNodeParameter('resource', itemIndex));
	// n8n drops the operation when the resource isn't offered for the authentication that was chosen.
	const operation = String(host.getNodeParameter('operation', itemIndex, ''));
	const found = findEndpoint(api, resource, operation, authentication.value);
	if (found) return found;
	throw new InputError(
		'Operation',
		`${operation === '' ? 'is missing' : `"${operation}" does not exist`} for the resource "${resource}" with "${authentication.name}"`,
		'Open the node and choose authentication, resource and operation again.',
	);
}

function withItemIndex(
	host: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	const node = host.getNode();
	if (error instanceof InputError || error instanceof CredentialError) {
		return operationError(node, error.message, error.advice, itemIndex);
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}
