// The same orders in two processes of one n8n at the same time, its main process and its command line: the
// second one catches up with the first, and each order is printed once all the same.

import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { executeWorkflow, importWorkflows, itemsOfNode } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';
import { orderFaults, requestsTo } from '../lib/control.mts';
import { printNode } from '../lib/print-node.mts';
import { printedReferences } from '../lib/register.mts';
import type { Result } from '../lib/results.mts';
import { listWorkflow } from '../lib/workflow.mts';

const ID = 'e2eTwoProcesses0';
const LABEL = 'Both';
const ORDERS = 12;
/**
 * So much later the register begins with each, in milliseconds: the second process catches up with the first,
 * and doesn't see in the register's list what is on its way.
 */
const LATE = 1500;
/** How often is looked whether the first process prints, in milliseconds. */
const LOOK = 100;

const prints = printNode('Prints', {
	price: '$json.n',
	orderNumber: '={{ "BOTH-" + $json.n }}',
	label: LABEL,
});
const workflow = listWorkflow(
	{ id: ID, name: 'End to end: two processes print the same' },
	Array.from({ length: ORDERS }, (_, index) => ({ n: index + 1 })),
	{ ...prints, parameters: { ...(prints.parameters as object), whenRunFromEditor: 'send' } },
);

/** Runs the workflow on the command line, and from the editor as soon as it prints. */
export async function* twoProcessesProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
): AsyncGenerator<Result> {
	const options = { userFolder: n8n.userFolder };
	await importWorkflows(options, [workflow]);
	await orderFaults(ready, {
		kind: 'late',
		ms: LATE,
		times: ORDERS,
		vendor: 'kassandro',
		method: 'POST',
		path: '/receipts$',
	});
	const posts = async () =>
		(await requestsTo(ready)).filter(
			({ method, path }) => method === 'POST' && path.endsWith('/receipts'),
		).length;
	const before = await posts();
	let hasEnded = false;
	const first = executeWorkflow(options, ID).finally(() => (hasEnded = true));
	while (!hasEnded && (await posts()) === before) await delay(LOOK);
	const wasInTime = !hasEnded;
	const executions = await Promise.all([first, runInEditor(n8n, ID, 'Start')]);
	const items = executions.flatMap((one) => itemsOfNode(one, 'Prints'));
	const duplicates = items.filter(({ json }) => json.duplicate === true).length;
	const receipts = await printedReferences(ready, LABEL);
	const isRight =
		receipts.length === ORDERS && new Set(receipts).size === ORDERS && duplicates === ORDERS;
	yield {
		title: `${ORDERS} orders in two processes at once are printed once each`,
		problem:
			isRight && wasInTime && items.length === 2 * ORDERS
				? undefined
				: JSON.stringify({ receipts, items: items.length, duplicates, wasInTime }),
	};
}
