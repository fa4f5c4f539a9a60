// What can only be seen in a real n8n: n8n is killed in the middle of printing and started again, and
// its own "Retry" of a failed execution prints nothing twice.

import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { executeWorkflow, importWorkflows, killedCommand } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import type { LoggedRequest } from '../lib/checks.mts';
import { printNode } from '../lib/print-node.mts';
import { printedReferences } from '../lib/register.mts';
import { listWorkflow } from '../lib/workflow.mts';

type Json = Record<string, unknown>;

const ORDERS = 60;
/** n8n is killed when so many receipts have reached the register: the answer to the last is held back. */
const KILLED_AT = 20;
/** So long that n8n is killed before the answer comes, however slow the machine is, in milliseconds. */
const HELD_BACK = 10 * 60_000;
/** A count that hasn't changed for so long has settled, in milliseconds. */
const QUIET = 2000;
/** How long may be waited for what surely comes, in milliseconds. */
const PATIENCE = 5 * 60_000;

/** A workflow that prints one receipt per number, each with an order number where wanted. */
function printing(id: string, count: number, orderNumber: string) {
	const rows = Array.from({ length: count }, (_, index) => ({ n: index + 1 }));
	// Only this run's receipts: what the examples printed has labels of its own.
	const print = printNode('Print', { price: '$json.n', orderNumber, label: id });
	return listWorkflow({ id, name: `End to end: ${id}` }, rows, print);
}

/** Waits until a count stays as it is. */
async function settled(count: () => Promise<number>): Promise<number> {
	const end = Date.now() + PATIENCE;
	for (let last = -1; ; ) {
		const now = await count();
		if (now === last) return now;
		if (Date.now() > end) throw new Error(`The count does not settle: ${last}, ${now}`);
		last = now;
		await delay(QUIET);
	}
}

/** Kills n8n while it prints, starts the workflow again; then lets n8n retry a failed execution. */
export async function* printExactlyOnce(
	n8n: RunningN8n,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const options = { userFolder: n8n.userFolder };
	const control = async (path: string, body?: unknown): Promise<Json[]> => {
		const init =
			body === undefined
				? {}
				: {
						method: 'POST',
						headers: { 'Content-Type': 'application/json' },
						body: JSON.stringify(body),
					};
		const answer = await freshFetch(`${ready.control}/${path}`, init);
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as Json[];
	};
	const log = async () => (await control('log')) as unknown as LoggedRequest[];
	const printed = async (label: string) => await printedReferences(ready, label);
	const isComplete = (values: string[], count: number) =>
		values.length === count && new Set(values).size === count;

	await importWorkflows(options, [
		printing('kassaKilled', ORDERS, '=KILLED-{{ $json.n }}'),
		printing('kassaRetried', 3, ''),
	]);
	await control('faults', {
		kind: 'slow',
		ms: HELD_BACK,
		vendor: 'kassandro',
		method: 'POST',
		path: '/receipts$',
		after: KILLED_AT - 1,
	});
	const before = (await log()).length;
	await killedCommand(options, ['execute', '--id=kassaKilled'], async () => {
		const posts = (await log())
			.slice(before)
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/receipts'));
		return posts.length >= KILLED_AT;
	});
	// A receipt that was on its way when n8n died is still printed.
	const left = await settled(async () => (await printed('kassaKilled')).length);
	yield {
		title: 'n8n was killed in the middle of printing',
		problem: left > 0 && left < ORDERS ? undefined : `${left} of ${ORDERS} were printed`,
	};
	const again = await executeWorkflow(options, 'kassaKilled');
	const values = await printed('kassaKilled');
	const items = again.data.resultData.runData.Print?.[0]?.data?.main[0] ?? [];
	const duplicates = items.filter(({ json }) => json.duplicate === true).length;
	yield {
		title: 'started again, each order is printed once',
		problem:
			isComplete(values, ORDERS) && items.length === ORDERS && duplicates === left
				? undefined
				: JSON.stringify({ printed: values.length, items: items.length, duplicates, left }),
	};

	// The second receipt's answer gets lost, and so does the way to look for it. One read of receipts
	// goes before that: a new process proves by it that the token is the register's.
	await control('faults', [
		{ kind: 'resetAfter', vendor: 'kassandro', method: 'POST', path: '/receipts$', after: 1 },
		{
			kind: 'status',
			status: 403,
			vendor: 'kassandro',
			method: 'GET',
			path: '/receipts$',
			after: 1,
		},
	]);
	const failed = await executeWorkflow(options, 'kassaRetried');
	const words = failed.data.resultData.error?.description ?? '';
	yield {
		title: 'an outcome that can not be known is said',
		problem: words.includes('It is not known whether this was carried out') ? undefined : words,
	};
	const filter = encodeURIComponent(JSON.stringify({ workflowId: 'kassaRetried' }));
	const { results } = await n8n.rest<{ results: Array<{ id: string }> }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	await n8n.rest('POST', `/executions/${results[0]?.id}/retry`, { loadWorkflow: false });
	const end = Date.now() + PATIENCE;
	while (Date.now() < end && (await printed('kassaRetried')).length < 3) await delay(500);
	// One that is printed twice comes after the third.
	await settled(async () => (await printed('kassaRetried')).length);
	const retried = await printed('kassaRetried');
	yield {
		title: "n8n's retry of the execution prints only what is missing",
		problem: isComplete(retried, 3) ? undefined : JSON.stringify(retried),
	};
}
