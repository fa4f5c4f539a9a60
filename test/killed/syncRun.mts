// One run of "Sync From a List" on n8n's engine, against a sandbox.

import type { IDataObject } from 'n8n-workflow' with { 'resolution-mode': 'require' };
import { engine } from '../../scripts/engine/run.mts';
import { engineCredentials } from '../../scripts/lib/sandbox-credentials.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';

export interface SyncRun {
	ready: SandboxReady;
	resource: string;
	matchOn: string;
	parameters?: IDataObject;
	list: IDataObject[];
}

/** What became of each row: the action of its item. */
export async function syncList(run: SyncRun): Promise<unknown[]> {
	const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [run.matchOn] };
	const node = {
		type: 'n8n-nodes-kassa.cassaNova',
		typeVersion: 1,
		parameters: {
			authentication: 'apiKey',
			resource: run.resource,
			operation: 'sync',
			columns,
			...run.parameters,
		},
		credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'CassaNova (sandbox)' } },
	};
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const workflow = {
		nodes: [
			{ ...start, id: 's', name: 'Start', position: [0, 0] },
			{ ...node, id: 'n', name: 'Sync', position: [240, 0] },
		],
		connections: { Start: { main: [[{ node: 'Sync', type: 'main', index: 0 }]] } },
	};
	const { items, error } = await engine.runWorkflow({
		workflow: workflow as never,
		credentials: engineCredentials(run.ready),
		mode: 'trigger',
		inputItems: run.list.map((json) => ({ json })),
	});
	if (error) throw new Error(error.message);
	return items.map(({ json }) => json.action);
}
