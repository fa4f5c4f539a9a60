// What a node sees of n8n, as far as the benches' nodes look: no n8n runs beside them.

import { httpRequest } from './http-request.mts';
import type { HelperRequest } from './http-request.mts';

type Json = Record<string, unknown>;

/** The context of an action node that runs once. */
export interface BenchNode {
	/** Of the node, as they are stored. */
	parameters: Json;
	/** Values that the node reads, where they are others than those stored. */
	values?: Json;
	credentials: Json;
	/** One empty item by default. */
	items?: Array<{ json: Json }>;
	/** Helpers of n8n beside those that send requests. */
	helpers?: Json;
}

/** A host for `executeApi`. */
export function benchHost({
	parameters,
	values = parameters,
	credentials,
	items = [{ json: {} }],
	helpers = {},
}: BenchNode): object {
	return {
		getContext: () => ({}),
		getWorkflow: () => ({ id: '1' }),
		getMode: () => 'trigger',
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({
			id: '1',
			name: 'Node',
			type: 'node',
			typeVersion: 1,
			position: [0, 0],
			parameters,
		}),
		getInputData: () => items,
		getNodeParameter: (name: string, _index: number, fallback?: unknown) =>
			values[name] ?? fallback,
		getCredentials: async () => await Promise.resolve(credentials),
		continueOnFail: () => false,
		getExecutionCancelSignal: () => undefined,
		addExecutionHints: () => {},
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (_name: string, asked: HelperRequest) =>
				await httpRequest(asked),
			...helpers,
		},
	};
}
