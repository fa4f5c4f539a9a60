// What can only be seen in a real n8n: n8n is killed in the middle of "Sync From a List" and started again,
// and no record of CassaNova is there twice.

import type { SandboxReady } from '../../../sandbox/ready.ts';
import { executeWorkflow, importWorkflows, itemsOfNode, killedCommand } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { orderFaults, requestsTo } from '../lib/control.mts';
import { listWorkflow } from '../lib/workflow.mts';

const ID = 'kassaKilledSync';
const ROWS = 30;
/** n8n is killed when so many records have reached CassaNova: the answer to the last is held back. */
const KILLED_AT = 12;
/** So long that n8n is killed before the answer comes, however slow the machine is, in milliseconds. */
const HELD_BACK = 10 * 60_000;

const rows = Array.from({ length: ROWS }, (_, index) => ({
	name: `Killed ${index + 1}`,
	externalId: `Killed ${index + 1}`,
	vatNumber: `IT ${99_000_000_000 + index}`,
}));

/** A workflow that makes a supplier of each row, for real. */
const workflow = listWorkflow({ id: ID, name: 'End to end: a sync that is killed' }, rows, {
	id: 'sync',
	name: 'Sync',
	type: 'n8n-nodes-kassa.cassaNova',
	typeVersion: 1,
	position: [600, 0],
	parameters: {
		authentication: 'apiKey',
		resource: 'supplier',
		operation: 'sync',
		whenRunFromEditor: 'send',
		columns: { mappingMode: 'autoMapInputData', value: null, matchingColumns: ['externalId'] },
	},
	credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'cassaNovaApi' } },
});

/** Kills n8n while it syncs, and starts the workflow again. */
export async function* killedSyncProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const options = { userFolder: n8n.userFolder };
	await importWorkflows(options, [workflow]);
	const before = (await requestsTo(ready)).length;
	const made = async (): Promise<number> =>
		(await requestsTo(ready))
			.slice(before)
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/suppliers')).length;
	await orderFaults(ready, {
		kind: 'slow',
		ms: HELD_BACK,
		vendor: 'cassaNova',
		method: 'POST',
		path: '/suppliers$',
		after: KILLED_AT - 1,
	});
	await killedCommand(options, ['execute', `--id=${ID}`], async () => (await made()) >= KILLED_AT);
	const left = await made();
	yield {
		title: 'n8n was killed in the middle of a sync',
		problem: left >= KILLED_AT && left < ROWS ? undefined : `${left} of ${ROWS} were written`,
	};
	const again = await executeWorkflow(options, ID);
	const actions = itemsOfNode(again, 'Sync').map(({ json }) => String(json.action));
	const count = (action: string) => actions.filter((one) => one === action).length;
	const writes = await made();
	yield {
		title: 'started again, it makes what is missing, and nothing twice',
		problem:
			writes === ROWS && count('unchanged') === left && count('create') === ROWS - left
				? undefined
				: JSON.stringify({ writes, left, actions, error: again.data.resultData.error }),
	};
}
