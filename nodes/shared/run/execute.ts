/** The item loop: finds the endpoint, runs it, links items, goes on after a failure where asked to. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createCall, newShared, readCredentials } from './call';
import type { Shared as SharedValues } from './call';
import { cleanError } from '../wire/cleanError';
import { CredentialError, operationError } from '../wire/errors';
import { InputError } from '../table/inputError';
import { parameterReader, readInput } from './input';
import { pairedWith, takesOneList } from './oneList';
import { resumptionOf, runEndpoint } from './output';
import { processEngine, signalOf } from '../wire/engine';
import type { Engine } from '../wire/engine';
import { Room } from '../wire/room';
import { numeric } from '../table/schemas';
import { withNamesResolved } from './resolveNames';
import { onlyReads } from './sharedReading';
import { findAuthentication, requireEndpoint } from '../table/table';
import type { Authentication } from '../table/session';
import type { Api, Endpoint } from '../table/types';

/** What all items of a run share. */
interface Shared extends SharedValues {
	/** For all that they read, and what is left of it. */
	room: Room;
}

/** One run of the node. */
interface Execution {
	host: IExecuteFunctions;
	api: Api;
	engine: Engine;
	shared: Shared;
}

/**
 * Executes the chosen operation for every input item, or once for all of them where they are one list.
 * @returns one output with all items, each paired with the item that it came from
 * @throws NodeApiError or NodeOperationError with the item's index, unless the node continues on fail
 */
export async function executeApi(
	host: IExecuteFunctions,
	api: Api,
	engine: Engine = processEngine,
): Promise<INodeExecutionData[][]> {
	const shared = { ...newShared(), room: new Room() };
	try {
		return [await runItems({ host, api, engine, shared })];
	} finally {
		await Promise.all(shared.endings.map(async (end) => await end()));
	}
}

async function runItems(execution: Execution): Promise<INodeExecutionData[]> {
	const { host, api, engine } = execution;
	const output: INodeExecutionData[] = [];
	const indexes = indexesToRun(host, api);
	const { size, pauseMs } = readBatching(host, indexes.length);
	for (let first = 0; first < indexes.length; first += size) {
		if (first > 0 && pauseMs > 0) await engine.environment.sleep(pauseMs, signalOf(host, engine));
		const batch = indexes.slice(first, first + size);
		const settled = await Promise.all(
			batch.map(async (index) => await settleItem(execution, index)),
		);
		const failed = settled.filter((result) => 'failure' in result);
		// What surely did nothing must not hide what may have been carried out.
		const chosen = failed.find(isOpen) ?? failed[0];
		if (chosen) throw withOthers(chosen, failed, first + batch.length - failed.length);
		for (const result of settled) {
			if ('items' in result) for (const item of result.items) output.push(item);
		}
	}
	return output;
}

/** Every item of the input by itself, or the first one for all where they are one list. */
function indexesToRun(host: IExecuteFunctions, api: Api): number[] {
	const all = host.getInputData().map((_item, index) => index);
	if (all.length < 2) return all;
	let first: Endpoint;
	try {
		first = chooseEndpoint(host, api, chooseAuthentication(api, host, 0), 0);
	} catch {
		// Each item says by itself what is wrong with it.
		return all;
	}
	return takesOneList(first, host) ? [0] : all;
}

/** An item whose failure ends the execution. */
interface Failed {
	failure: NodeApiError | NodeOperationError;
	itemIndex: number;
	/** What it was about; absent where that can't be told, and nothing was sent. */
	endpoint?: Endpoint;
}

const isOpen = ({ failure }: Failed) => failure.context.outcomeUnknown === true;

/**
 * The failure that ends the execution: after a write it says what became of the other items, which
 * n8n doesn't show then.
 * @param passed how many items have passed so far
 */
function withOthers(chosen: Failed, failed: Failed[], passed: number): Error {
	const { failure, endpoint } = chosen;
	if (!endpoint || endpoint.route.startsWith('GET ')) return failure;
	const open = failed.filter((other) => other !== chosen && isOpen(other));
	const next = HOW_TO_GO_ON[isOpen(chosen) ? 'not' : (resumptionOf(endpoint) ?? 'not')];
	failure.description = [
		failure.description ?? '',
		open.length > 0 && `It is not known either for ${others(open.length)} (${indexesOf(open)}).`,
		passed > 0 && `${others(passed)} passed already: ${next}`,
	]
		.filter(Boolean)
		.join(' ');
	return failure;
}

const HOW_TO_GO_ON = {
	retried: 'to go on after them, use "Retry" of this execution, and not a new one.',
	anew: 'start it again as it is, they stay.',
	not: 'leave them out when you start again.',
};

const others = (count: number) => `${count} other item${count === 1 ? '' : 's'}`;

function indexesOf(failed: Failed[]): string {
	return `item ${failed.map(({ itemIndex }) => itemIndex).join(', ')}`;
}

/** An item's outcome; a failure that the node goes on after is an item, too. */
async function settleItem(
	execution: Execution,
	itemIndex: number,
): Promise<{ items: INodeExecutionData[] } | Failed> {
	const { host, api } = execution;
	let endpoint: Endpoint | undefined;
	try {
		const authentication = chooseAuthentication(api, host, itemIndex);
		endpoint = chooseEndpoint(host, api, authentication, itemIndex);
		return { items: await executeItem(execution, authentication, endpoint, itemIndex) };
	} catch (error) {
		const failure = withItemIndex(host, error, itemIndex);
		if (!host.continueOnFail()) return { failure, itemIndex, endpoint };
		const json = {
			error: failure.message,
			details: failure.description ?? '',
			...(failure.context.outcomeUnknown === true ? outcomeUnknown(host) : {}),
		};
		const pairedItem = endpoint ? pairedWith(endpoint, host, itemIndex) : { item: itemIndex };
		return { items: [{ json, pairedItem }] };
	}
}

/** How an item says that its write may have been carried out. */
function outcomeUnknown(host: IExecuteFunctions): IDataObject {
	// n8n sends items to its error output only if they have no other keys than error, message, details:
	// https://github.com/n8n-io/n8n/blob/00691e1ce5a2b5271e57bf0e7042709fd21660dc/packages/core/src/execution-engine/workflow-execute.ts
	return host.getNode().onError === 'continueErrorOutput'
		? { message: 'outcome: unknown' }
		: { outcome: 'unknown' };
}

/** How many items at a time, and how long between them, as the option "Batching" says. */
function readBatching(host: IExecuteFunctions, count: number): { size: number; pauseMs: number } {
	if (count === 0) return { size: 1, pauseMs: 0 };
	const options = host.getNodeParameter('options', 0, {}) as IDataObject | null;
	const batching = options?.batching as IDataObject | undefined;
	const { batchSize, batchInterval } = (batching?.batch ?? {}) as IDataObject;
	const read = (name: string, value: unknown, fallback: number, min: number, max?: number) => {
		const result = numeric({ min, max, integer: true }).safeParse(value ?? fallback);
		if (result.success) return result.data;
		const problem = result.error.issues[0]?.message ?? 'cannot be used';
		throw operationError(host.getNode(), `"${name}" ${problem}`, 'Nothing was sent.', 0);
	};
	return {
		size: read('Items per Batch', batchSize, 1, 1, 100),
		pauseMs: read('Batch Interval (Ms)', batchInterval, 0, 0),
	};
}

async function executeItem(
	{ host, api, engine, shared }: Execution,
	authentication: Authentication,
	endpoint: Endpoint,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const read = parameterReader(host, itemIndex);
	const input = readInput(api, endpoint, read, engine.environment.now(), api.namedLists);
	const credentials = await readCredentials(host, authentication, itemIndex);
	// What changes something mustn't fail by what others have read.
	const room = onlyReads(endpoint) ? shared.room.part() : undefined;
	const call = createCall(
		{ host, api, endpoint, authentication, credentials, itemIndex, input, room },
		engine,
		shared,
	);
	const work = async () => await runEndpoint(await withNamesResolved(call), read);
	return await work().catch((error: unknown) => {
		throw cleanError(error, call);
	});
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
	// n8n drops the operation when there is no such resource.
	const operation = String(host.getNodeParameter('operation', itemIndex, ''));
	return requireEndpoint(api, resource, operation, authentication);
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
