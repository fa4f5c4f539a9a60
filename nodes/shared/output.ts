/** Records and answers → n8n items, in the shape that the user chose. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runList, runOne } from './run';
import type { Call, Endpoint } from './types';
import type { ReadParameter } from './input';

/** Runs an endpoint for one item and shapes what comes out. */
export async function runEndpoint(call: Call, read: ReadParameter): Promise<INodeExecutionData[]> {
	const { endpoint } = call;
	const jsons = endpoint.run
		? await endpoint.run(call)
		: endpoint.list
			? await readRecords(call, read)
			: [shapeAnswer(call, await runOne(call))];
	return jsons.map((json) => ({ json, pairedItem: { item: call.itemIndex } }));
}

async function readRecords(call: Call, read: ReadParameter): Promise<IDataObject[]> {
	const { list, output } = call.endpoint;
	if (!list) return [];
	const shape = chosenShape(call.endpoint, read);
	const accounting = shape === 'accounting';
	if (accounting) Object.assign(call.input.query, output?.accountingQuery);
	const records = await runList(call, list, accounting ? Infinity : wantedLimit(call));
	if (accounting && output?.accounting) {
		const convert = await output.accounting(call, records);
		return records.map(convert);
	}
	const objects = records.map(toObject);
	return shape === 'simplified' && output?.simplify ? objects.map(output.simplify) : objects;
}

/** Infinite where all records are wanted. */
function wantedLimit(call: Call): number {
	return call.input.limit ?? Infinity;
}

function chosenShape(endpoint: Endpoint, read: ReadParameter): unknown {
	if (endpoint.output?.accounting) return read('output');
	return endpoint.output?.simplify && read('simplify') === true ? 'simplified' : 'raw';
}

function shapeAnswer(call: Call, answer: unknown): IDataObject {
	const { output } = call.endpoint;
	if (output?.result) return output.result(answer, call.input);
	const object = toObject(answer);
	return output?.unwrap !== undefined && output.unwrap in object
		? toObject(object[output.unwrap])
		: object;
}

/** n8n items are objects; anything else is put under `value`. */
function toObject(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: { value: value as IDataObject };
}
