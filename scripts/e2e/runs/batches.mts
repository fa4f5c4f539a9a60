// What takes a list and not one item, in a real n8n: "Sync From a List" sends many products with one request, and
// every second execution is another process that has to learn it anew.

import type { SandboxReady } from '../../../sandbox/ready.ts';
import { executeWorkflow, importWorkflows, itemsOfNode } from '../../n8n/drive.mts';
import { requestsTo } from '../lib/control.mts';
import { listWorkflow } from '../lib/workflow.mts';

const ID = 'kassaBatches';
const ROWS = 30;

const rows = Array.from({ length: ROWS }, (_, index) => ({
	name: `Batched ${index + 1}`,
	internalId: `BATCH-${index + 1}`,
	price: 2.5,
	department: 'Bevande',
	category: 'Caffetteria',
}));

const workflow = listWorkflow({ id: ID, name: 'End to end: products in batches' }, rows, {
	id: 'sync',
	name: 'Sync',
	type: 'n8n-nodes-kassa.cassaNova',
	typeVersion: 1,
	position: [600, 0],
	parameters: {
		authentication: 'apiKey',
		resource: 'product',
		operation: 'sync',
		whenRunFromEditor: 'send',
		columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns: ['internalId'] },
	},
	credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'cassaNovaApi' } },
});

/** Makes products, and runs the same list once more. */
export async function* batchProblems(
	options: { userFolder: string },
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	await importWorkflows(options, [workflow]);
	const run = async () => {
		const before = (await requestsTo(ready)).length;
		const execution = await executeWorkflow(options, ID);
		const writes = (await requestsTo(ready))
			.slice(before)
			.filter(({ method, path }) => method === 'POST' && path.includes('/products'))
			.map(({ path }) => path.replace(/^.*\/products/, ''));
		const actions = itemsOfNode(execution, 'Sync').map(({ json }) => String(json.action));
		return { writes, actions, error: execution.data.resultData.error };
	};
	const all = (action: string) => Array<string>(ROWS).fill(action).join();
	const first = await run();
	const isMade = first.actions.join() === all('create') && first.writes.join() === '/batch,/batch';
	yield {
		title: `${ROWS} products are made with two requests`,
		problem: isMade ? undefined : JSON.stringify(first),
	};
	const second = await run();
	const isSame = second.actions.join() === all('unchanged') && second.writes.length === 0;
	yield {
		title: 'and nothing is sent the second time',
		problem: isSame ? undefined : JSON.stringify(second),
	};
}
