// Orders that are sent again after n8n was restarted: an active workflow's static data alone must know
// those that were taken and those whose outcome is unknown.

import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { importWorkflows, n8nCommand, startN8n } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { requestsTo } from '../lib/control.mts';
import { hookAt } from '../lib/workflow.mts';

type Json = Record<string, unknown>;

const id = 'e2eOrderMemory';
const path = 'e2e-orders';

const workflow = {
	id,
	name: 'End to end: orders by their number',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		hookAt(path, 'e2e0e2e0-0001-4001-8001-000000000001'),
		{
			id: 'order',
			name: 'Order',
			type: 'n8n-nodes-kassa.kassaForte',
			typeVersion: 1,
			position: [240, 0],
			onError: 'continueRegularOutput',
			credentials: { kassaForteApi: { id: 'kassaForteApi', name: 'kassaForteApi' } },
			parameters: {
				resource: 'order',
				operation: 'create',
				order: '={{ $json.body.order }}',
				orderNumber: '={{ $json.body.number }}',
			},
		},
	],
	connections: { Hook: { main: [[{ node: 'Order', type: 'main', index: 0 }]] } },
};

const order = (note: string) => ({ note, items: [] });

/** Sends an order to the workflow's address and gives the item that came out. */
async function send({ url }: RunningN8n, number: string): Promise<Json> {
	// n8n answers before it has activated its workflows.
	for (let tries = 0; ; tries++) {
		const answer = await freshFetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ number, order: order(number) }),
		});
		const text = await answer.text();
		if (answer.ok) return JSON.parse(text) as Json;
		if (answer.status !== 404 || tries === 1500) {
			throw new Error(`The workflow answered ${answer.status}: ${text.slice(0, 300)}`);
		}
		await delay(200);
	}
}

/** n8n saves static data a moment after the answer. */
async function waitForSaved(n8n: RunningN8n, count: number): Promise<void> {
	let kept = 0;
	for (let tries = 0; tries < 1500; tries++) {
		const { staticData } = await n8n.rest<{ staticData?: Record<string, Json> | null }>(
			'GET',
			`/workflows/${id}`,
		);
		kept = Object.keys(staticData?.['node:Order'] ?? {}).length;
		if (kept >= count) return;
		await delay(200);
	}
	throw new Error(`n8n saved ${kept} orders instead of ${count}`);
}

async function withN8n<T>(userFolder: string, work: (n8n: RunningN8n) => Promise<T>): Promise<T> {
	const n8n = await startN8n({ userFolder });
	try {
		return await work(n8n);
	} finally {
		await n8n.stop();
	}
}

/**
 * Sends one order that is taken and one whose answer gets lost, restarts n8n, and sends both again.
 * n8n must not be running, and must have the package and the credentials.
 */
export async function* orderMemoryProblems(
	userFolder: string,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const title = 'orders are remembered over a restart';
	try {
		await importWorkflows({ userFolder }, [workflow]);
		await n8nCommand({ userFolder }, ['publish:workflow', `--id=${id}`]);
		const first = await withN8n(userFolder, async (n8n) => {
			const taken = await send(n8n, 'M-1');
			await freshFetch(`${ready.control}/faults`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ kind: 'resetAfter', path: '^/v1/order$', method: 'POST' }),
			});
			const unknown = await send(n8n, 'M-2');
			await waitForSaved(n8n, 2);
			return { taken, unknown };
		});
		const second = await withN8n(userFolder, async (n8n) => ({
			taken: await send(n8n, 'M-1'),
			unknown: await send(n8n, 'M-2'),
		}));
		const log = await requestsTo(ready);
		const sent = log
			.filter(({ path: to }) => to === '/v1/order')
			.map(({ body }) => (body as { note?: string }).note)
			.filter((note) => note?.startsWith('M-'));
		const seen = JSON.stringify({ first, second, sent });
		const asExpected =
			first.taken.duplicate === false &&
			second.taken.duplicate === true &&
			second.taken.orderId === first.taken.orderId &&
			/^\d{14}$/.test(String(first.taken.orderId)) &&
			first.unknown.outcome === 'unknown' &&
			second.unknown.outcome === 'unknown' &&
			sent.join() === 'M-1,M-2';
		yield { title, problem: asExpected ? undefined : seen };
	} catch (error) {
		yield { title, problem: String(error) };
	}
}
