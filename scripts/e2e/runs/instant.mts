// The instant trigger in a real n8n, active: who gets in, what it starts, how often, and how fast.

import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import { WEBHOOK_SECRET, webhookCredential } from '../../lib/sandbox-credentials.mts';
import { importCredentials, importWorkflows } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { publicApi } from '../../n8n/public-api.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import type { DescribedNode } from '../lib/described.mts';
import { act } from '../lib/control.mts';
import { itemsIn, outputOf } from '../lib/executions.mts';
import type { Execution } from '../lib/executions.mts';
import { hookAt } from '../lib/workflow.mts';

type Json = Record<string, unknown>;

const NODE = 'At once';
const WEBHOOK_ID = '6b1c5f2e-8b57-4d0c-9a0e-5f3f0a6f1d01';
const OPEN_ID = '6b1c5f2e-8b57-4d0c-9a0e-5f3f0a6f1d02';
const SECURED_ID = '6b1c5f2e-8b57-4d0c-9a0e-5f3f0a6f1d03';
/** Calls whose time is taken. */
const TIMED = 50;

const settings = { executionOrder: 'v1' };
const last = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

function instantWorkflow(id: string, nodes: DescribedNode[]) {
	const node = nodes.find(({ name }) => name === 'cassaNovaInstantTrigger');
	if (node === undefined) throw new Error('There is no node cassaNovaInstantTrigger');
	return {
		id,
		name: 'End to end: notices of CassaNova',
		active: false,
		settings,
		nodes: [
			{
				id: 'instant',
				name: NODE,
				type: node.type,
				typeVersion: node.version,
				position: [0, 0],
				webhookId: WEBHOOK_ID,
				parameters: {
					authentication: 'apiKey',
					entities: ['RECEIPT'],
					output: 'raw',
				},
				credentials: {
					cassaNovaApi: { id: 'cassaNovaApi', name: 'cassaNovaApi' },
					[webhookCredential.type]: { id: webhookCredential.id, name: webhookCredential.name },
				},
			},
			{ id: 'end', position: [300, 0], ...last },
		],
		connections: { [NODE]: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
	};
}

/** n8n's own webhook, side by side: open to all, and with a credential, as ours has one. */
const OTHERS = [
	{ id: 'e2eInstantOpen', says: 'open to all', webhookId: OPEN_ID, own: {} },
	{
		id: 'e2eInstantSecured',
		says: 'with a credential',
		webhookId: SECURED_ID,
		own: { authentication: 'headerAuth' },
	},
];
const HEADER_AUTH = {
	id: 'e2eHeaderAuth',
	name: 'End to end: a header',
	type: 'httpHeaderAuth',
	data: { name: 'x-e2e', value: 'side by side' },
};

function otherWorkflow({ id, says, webhookId, own }: (typeof OTHERS)[number]) {
	const hook = hookAt(id, webhookId);
	return {
		id,
		name: `End to end: n8n's webhook ${says}`,
		active: false,
		settings,
		nodes: [
			{
				...hook,
				parameters: { ...hook.parameters, ...own, responseMode: 'onReceived' },
				credentials: { [HEADER_AUTH.type]: { id: HEADER_AUTH.id, name: HEADER_AUTH.name } },
			},
			{ id: 'end', position: [300, 0], ...last },
		],
		connections: { [hook.name]: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
	};
}

const median = (numbers: number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Infinity;

/**
 * Calls the address as CassaNova does, and as others do.
 * @param tell is told what was measured, which decides nothing: the machine may be busy
 * @returns what is wrong with each, `undefined` when all is well
 */
export async function* instantProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
	nodes: DescribedNode[],
	tell: (line: string) => void,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const id = 'e2eInstant';
	await importCredentials({ userFolder: n8n.userFolder }, [HEADER_AUTH]);
	await importWorkflows({ userFolder: n8n.userFolder }, [
		instantWorkflow(id, nodes),
		...OTHERS.map(otherWorkflow),
	]);
	const api = await publicApi(n8n, 'end to end, at once', ['execution:list']);
	await api('POST', `/workflows/${id}/activate`);
	for (const other of OTHERS) await api('POST', `/workflows/${other.id}/activate`);
	const url = `${n8n.url}/webhook/${WEBHOOK_ID}/cassanova`;
	const executions = async (workflow = id): Promise<Execution[]> =>
		(
			await api<{ data: Execution[] }>(
				'GET',
				`/executions?workflowId=${workflow}&includeData=true&limit=100`,
			)
		).data;
	const items = async () =>
		(await executions()).flatMap((execution) => itemsIn(outputOf(execution, NODE)));
	/** Waits for what surely comes; the checks tell what is missing. */
	const until = async (isSo: () => Promise<boolean>, tries = 240) => {
		for (let left = tries; left > 0 && !(await isSo()); left--) await delay(250);
	};
	const status = async (method: string, address = url) =>
		(await freshFetch(address, { method })).status;
	await until(async () => (await status('GET')) === 200);

	const asked = [await status('GET'), await status('HEAD')];
	yield {
		title: 'instant trigger: GET and HEAD are answered with 200',
		problem: asked.every((one) => one === 200) ? undefined : asked.join(', '),
	};

	const told = async (action: string, payload: Json) =>
		await act(ready, 'cassaNova', action, payload);
	const notice = (name: string, entity = 'RECEIPT') => ({
		entity,
		event: 'CREATE',
		id: name,
		body: { id: name, number: 1, document: { idSalesPoint: 4711 } },
	});
	const send = async (name: string, how: Json = {}) => {
		const { deliveries } = await told('sendNotices', { notices: [notice(name)], ...how });
		return (deliveries as Array<{ as: string; statuses: number[] }>).flatMap(
			({ statuses }) => statuses,
		);
	};
	await told('registerWebhook', { url, entity: 'RECEIPT', secret: WEBHOOK_SECRET });

	const statuses = {
		right: await send('right'),
		repeated: await send('repeated', { repeated: 1 }),
		forged: await send('forged', { forged: 1, lost: 1 }),
		unsigned: [await status('POST')],
	};
	await until(async () => (await items()).length >= 2);
	const came = (await items()).map((item) => String(item.id)).sort();
	const isAsMeant =
		JSON.stringify(statuses) ===
			JSON.stringify({ right: [200], repeated: [200, 200], forged: [401], unsigned: [401] }) &&
		came.join() === 'repeated,right';
	yield {
		title: 'instant trigger: what is signed starts it once; a wrong signature or none gets 401',
		problem: isAsMeant ? undefined : JSON.stringify({ statuses, came }),
	};

	const stored = JSON.stringify(await executions());
	yield {
		title: 'instant trigger: no execution holds its secret',
		problem: stored.includes(WEBHOOK_SECRET) ? 'the secret stands in an execution' : undefined,
	};

	/** Milliseconds from the call to the start of its execution, and to its answer. */
	const timed = async (workflow: string, address: string): Promise<number> => {
		const before = (await executions(workflow)).length;
		const starts: number[] = [];
		for (let index = 0; index < TIMED; index++) {
			const body = JSON.stringify({ id: `timed-${index}` });
			starts.push(Date.now());
			const answer = await freshFetch(address, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					[HEADER_AUTH.data.name]: HEADER_AUTH.data.value,
					'x-cn-operation': 'RECEIPT/CREATE',
					'x-cn-signature': createHmac('sha1', WEBHOOK_SECRET).update(body).digest('hex'),
				},
				body,
			});
			await answer.arrayBuffer();
		}
		await until(async () => (await executions(workflow)).length >= before + TIMED);
		const begun = (await executions(workflow))
			.map(({ startedAt }) => Date.parse(startedAt))
			.sort((a, b) => a - b)
			.slice(-TIMED);
		return median(begun.map((at, index) => at - (starts[index] ?? 0)));
	};
	const own = await timed(id, url);
	const others = [];
	for (const other of OTHERS) {
		const ms = await timed(other.id, `${n8n.url}/webhook/${other.id}`);
		others.push(`${ms} ms ${other.says}`);
	}
	tell(
		`from the call to the start of the execution: ${own} ms, n8n's own webhook ${others.join(', ')} (medians of ${TIMED})`,
	);
	for (const workflow of [id, ...OTHERS.map((other) => other.id)]) {
		await api('POST', `/workflows/${workflow}/deactivate`);
	}
}
