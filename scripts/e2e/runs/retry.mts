// n8n's Retry of an execution that a person had started from the editor, and that had printed: what it had
// printed isn't printed again, and what comes now is a preview, or stops with a sentence.

import type { SandboxReady } from '../../../sandbox/ready.ts';
import { importWorkflows } from '../../n8n/drive.mts';
import type { ExecutionData, RunningN8n } from '../../n8n/drive.mts';
import { newestExecution, runByPressing, runInEditor } from '../../n8n/editor-run.mts';
import { orderFaults } from '../lib/control.mts';
import { printNode } from '../lib/print-node.mts';
import { printedReferences } from '../lib/register.mts';
import type { Result } from '../lib/results.mts';

const ID = 'e2eRetryOfTrial0';
const LABEL = 'Retried';
const PRINTS = 'Prints';
const FAILS = 'Fails once';
const SHOWS = 'Shows';
/** What the node says in a retry of which nobody knows what started the first run. */
const SENTENCE = 'did not keep what started the first run';

const printed = { ...printNode(PRINTS, { price: '3', orderNumber: 'RETRY-1', label: LABEL }) };
const shown = { ...printNode(SHOWS, { price: '4', orderNumber: 'RETRY-2', label: LABEL }) };

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

const workflow = {
	id: ID,
	name: 'End to end: retry of a run from the editor',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			...printed,
			parameters: { ...(printed.parameters as object), whenRunFromEditor: 'send' },
			position: [300, 0],
		},
		{
			id: 'fails',
			name: FAILS,
			type: 'n8n-nodes-kassa.kassaForte',
			typeVersion: 1,
			position: [600, 0],
			parameters: { resource: 'shop', operation: 'getInfos' },
			credentials: { kassaForteApi: { id: 'kassaForteApi', name: 'kassaForteApi' } },
		},
		{ ...shown, position: [900, 0], executeOnce: true },
	],
	connections: { Start: to(PRINTS), [PRINTS]: to(FAILS), [FAILS]: to(SHOWS) },
};

/** What a node did in an execution. */
function outcomeOf({ data }: ExecutionData, node: string) {
	const [run] = data.resultData.runData[node] ?? [];
	return { item: run?.data?.main[0]?.[0]?.json, error: run?.error?.message };
}

/** Prints from the editor, lets the next node fail, and retries: gives what is wrong with each. */
export async function* retryProblems(n8n: RunningN8n, ready: SandboxReady): AsyncGenerator<Result> {
	await importWorkflows({ userFolder: n8n.userFolder }, [workflow]);
	await orderFaults(ready, [
		{ kind: 'status', status: 404, vendor: 'kassaForte', method: 'GET', path: '/infos$' },
	]);
	const first = await runInEditor(n8n, ID, 'Start');
	const before = await printedReferences(ready, LABEL);
	const failed = outcomeOf(first, FAILS).error;
	yield {
		title: 'a run from the editor that is to print does so, and fails after that',
		problem:
			before.length === 1 && failed !== undefined ? undefined : JSON.stringify({ before, first }),
	};
	const id = await newestExecution(n8n, ID);
	const again = await runByPressing(n8n, ID, async () => {
		await n8n.rest('POST', `/executions/${id}/retry`, { loadWorkflow: false });
	});
	const after = await printedReferences(ready, LABEL);
	const { item, error } = outcomeOf(again, SHOWS);
	const isHeld = item?.preview === true || (error ?? '').includes(SENTENCE);
	yield {
		title: `its retry prints nothing: the next node ${error === undefined ? 'shows a preview' : 'stops with a sentence'}`,
		problem: isHeld && after.length === 1 ? undefined : JSON.stringify({ after, item, error }),
	};
}
