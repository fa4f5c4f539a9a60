// n8n in queue mode: main process, two workers, PostgreSQL and Redis. The same order at both workers at
// the same moment, faults, workers that are killed, one that starts later, triggers and books.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { freshFetch } from '../../lib/fetch.mts';
import { inRoot } from '../../lib/paths.mts';
import { PostgresClient } from '../../lib/postgres-client.mts';
import { fillSandbox } from '../../lib/sample-receipts.mts';
import {
	sandboxCredentials,
	WEBHOOK_SECRET,
	webhookCredential,
} from '../../lib/sandbox-credentials.mts';
import { startSandbox } from '../../lib/sandbox.mts';
import { POSTGRES } from '../../lib/servers.mts';
import { sampleReceipt, storeReceipts } from '../../lib/stored-receipts.mts';
import { installPackage } from '../../n8n/community-package.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import { importCredentials, importWorkflows, itemsOfNode } from '../../n8n/drive.mts';
import type { N8nOptions, RunningN8n, RunningWorker } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';
import { publicApi } from '../../n8n/public-api.mts';
import { missingForQueue, startQueuedN8n } from '../../n8n/queue.mts';
import { act, orderFaults } from '../lib/control.mts';
import { itemsIn, outputOf } from '../lib/executions.mts';
import type { Execution } from '../lib/executions.mts';
import { printNode } from '../lib/print-node.mts';
import { printedReferences } from '../lib/register.mts';
import { openShops } from '../lib/triggers-shop.mts';
import { chained, credential, hooked, kassa } from '../lib/queue.mts';
import type { Queue, QueueCheck } from '../lib/queue.mts';
import { checksOfKills } from './queue-killed.mts';
import { checksOfLimit, limitWorkflows } from './queue-limit.mts';

type Json = Record<string, unknown>;

/** Orders that are sent twice each, at the same moment; another number is for trying things out. */
const ORDERS = Number(process.env.KASSA_ORDERS ?? 80);
/** So many of them at the same time. */
const AT_ONCE = 10;
/** One in ten is refused by a server that fails, and the answer to one in ten is lost. */
const FAULTS = [{ kind: 'status', status: 500 }, { kind: 'resetAfter' }].map((fault) => ({
	...fault,
	vendor: 'kassandro',
	method: 'POST',
	path: '/receipts$',
	probability: 0.1,
	times: -1,
}));
/** A worker is killed when so many orders are done. */
const KILLED_AT = [ORDERS / 4, ORDERS * 0.6];
/** Orders that two nodes print at the same moment. */
const PAIRS = Number(process.env.KASSA_PAIRS ?? 50);
/** So long the register takes for each of these, in milliseconds. */
const SLOW = 300;
/** How long a caller waits for an answer before it calls again, in milliseconds. */
const CALLER_PATIENCE = 120_000;
/** How long may be waited for what surely comes, in milliseconds. */
const PATIENCE = 15 * 60_000;

/** Receipts in a table, more than the example takes at a time. */
const STORED = 6000;

const printing = (label: string) =>
	printNode('Print', { price: '$json.body.n', orderNumber: '={{ $json.body.order }}', label });

const books = {
	id: 'books',
	name: 'Books',
	type: kassa('kassandro'),
	typeVersion: 1,
	position: [300, 0],
	parameters: {
		authentication: 'accountToken',
		resource: 'accounting',
		operation: 'getBookings',
		period: 'yesterday',
		fileFormat: 'summary',
	},
	credentials: credential('kassandroAccountApi'),
};

/** A workflow that begins with a trigger. */
const triggered = (id: string, trigger: Json) =>
	chained(id, [
		{ id: 'trigger', name: 'Trigger', typeVersion: 1, position: [0, 0], ...trigger },
		{
			id: 'end',
			name: 'End',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [300, 0],
			parameters: {},
		},
	]);

const INSTANT_ID = '6b1c5f2e-8b57-4d0c-9a0e-5f3f0a6f2d99';
const workflows = [
	hooked('queuePrint', 1, printing('Queue')),
	hooked('queueLeft', 2, printing('Pair')),
	hooked('queueRight', 3, printing('Pair')),
	hooked('queueBooks', 4, books),
	...limitWorkflows,
	triggered('queuePoll', {
		type: kassa('kassandroTrigger'),
		parameters: {
			authentication: 'accountToken',
			event: 'receiptCreated',
			output: 'raw',
			pollTimes: {
				item: [0, 10, 20, 30, 40, 50].map((second) => ({
					mode: 'custom',
					cronExpression: `${second} * * * * *`,
				})),
			},
		},
		credentials: credential('kassandroAccountApi'),
	}),
	triggered('queueInstant', {
		type: kassa('cassaNovaInstantTrigger'),
		webhookId: INSTANT_ID,
		parameters: { authentication: 'apiKey', entities: ['RECEIPT'], output: 'raw' },
		credentials: { ...credential('cassaNovaApi'), ...credential(webhookCredential.type) },
	}),
];

/** What came of it. */
export interface QueueOutcome {
	/** Why nothing was done, where this machine can't. */
	skipped?: string;
	checks: QueueCheck[];
}

/**
 * Runs n8n in queue mode.
 * @param folder where its processes keep their data and logs
 */
export async function checkQueueMode(
	folder: string,
	tarball: Tarball,
	tell: (text: string) => void,
): Promise<QueueOutcome> {
	const skipped = await missingForQueue();
	if (skipped !== undefined) return { skipped, checks: [] };
	const checks: QueueCheck[] = [];
	const sandbox = await startSandbox();
	try {
		await fillSandbox(sandbox.ready);
		const queued = await startQueuedN8n(folder, tarball);
		try {
			for await (const check of checksOf(queued, sandbox.ready, tarball, tell)) {
				checks.push(check);
			}
		} finally {
			await queued.stop();
		}
	} finally {
		await sandbox.stop();
	}
	return { checks };
}

/** Presses the button of the example that books receipts of a PostgreSQL, after filling its table. */
async function problemOfBatches(
	main: RunningN8n,
	options: N8nOptions,
	postgres: { host: string; port: number },
): Promise<string | undefined> {
	const file = inRoot('examples', 'kassandro-million-receipts-with-postgresql.json');
	const example = JSON.parse(readFileSync(file, 'utf8')) as { id: string };
	const { user, database } = POSTGRES;
	const data = { ...postgres, user, database, password: 'not asked for', ssl: 'disable' };
	await importCredentials(options, [
		{ id: 'postgres', name: 'Postgres', type: 'postgres', data: { ...data } },
	]);
	await importWorkflows(options, [{ ...example, active: false }]);
	const press = async () => await runInEditor(main, example.id, "When clicking 'Execute workflow'");
	// The first time there are no tables yet.
	await press();
	const client = await PostgresClient.connect(postgres);
	const receipts = Array.from({ length: STORED }, (_, at) => sampleReceipt(at, 40));
	await storeReceipts(client, receipts);
	client.end();
	const execution = await press();
	const [item] = itemsOfNode(execution, 'The file');
	const { totals, receipts: count } = (item?.json ?? {}) as {
		totals?: { grossCents: number };
		receipts?: number;
	};
	const grossCents = receipts.reduce((sum, { totals: own }) => sum + own.grossCents, 0);
	return count === STORED && totals?.grossCents === grossCents
		? undefined
		: JSON.stringify({ count, totals, error: execution.data.resultData.error });
}

async function* checksOf(
	{ main, postgres, options, work }: Awaited<ReturnType<typeof startQueuedN8n>>,
	ready: SandboxReady,
	tarball: Tarball,
	tell: (text: string) => void,
): AsyncGenerator<QueueCheck> {
	// Who asks for a token takes another program's away: n8n comes later, and finds these.
	const { tills } = await openShops(ready);
	const workers: RunningWorker[] = [await work('worker 1')];
	const types = await installPackage(main, tarball);
	yield {
		title: 'queue mode: the main process installs the package, and a worker that runs with it',
		problem: types.length > 0 ? undefined : 'n8n has none of its nodes',
	};
	await importCredentials(options, [webhookCredential, ...sandboxCredentials(ready)]);
	await importWorkflows(options, workflows);
	const api = await publicApi(main, 'queue mode', ['execution:list']);
	const instant = `${main.url}/webhook/${INSTANT_ID}/cassanova`;
	await act(ready, 'cassaNova', 'registerWebhook', {
		url: instant,
		entity: 'RECEIPT',
		secret: WEBHOOK_SECRET,
	});
	for (const { id } of workflows) await api('POST', `/workflows/${id}/activate`);
	const call = async (id: string, body: Json): Promise<Json> => {
		const answer = await freshFetch(`${main.url}/webhook/${id}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(CALLER_PATIENCE),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${answer.status} ${text}`);
		return JSON.parse(text) as Json;
	};
	/** What a shop's program does whose call failed. */
	const callUntilDone = async (id: string, body: Json): Promise<Json> => {
		for (const end = Date.now() + PATIENCE; ; ) {
			const answer = await call(id, body).catch((error: unknown) => String(error));
			if (typeof answer !== 'string' && answer.receiptNumber !== undefined) return answer;
			if (Date.now() > end) throw new Error(`${JSON.stringify(body)}: ${String(answer)}`);
			await delay(1000);
		}
	};
	const executions = async (id: string): Promise<Execution[]> =>
		(
			await api<{ data: Execution[] }>(
				'GET',
				`/executions?workflowId=${id}&includeData=true&limit=100`,
			)
		).data;

	// A first receipt shows that the register's list gives references back.
	await callUntilDone('queuePrint', { n: 1, order: 'FIRST' });
	tell('queue mode: a second worker starts');
	workers.push(await work('worker 2'));
	const summaries = await Promise.all([1, 2, 3, 4].map(async () => await call('queueBooks', {})));
	const texts = new Set(summaries.map(({ text }) => text));
	yield {
		title: 'queue mode: books of the same day at two workers, one of which came later',
		problem:
			texts.size === 1 && !texts.has(undefined)
				? undefined
				: JSON.stringify(summaries).slice(0, 300),
	};

	yield {
		title: `queue mode: ${STORED} receipts of a PostgreSQL booked batch by batch, as the example does it`,
		problem: await problemOfBatches(main, options, postgres),
	};
	for (const [id, vendor] of [
		['queuePoll', 'kassandro'],
		['queueInstant', 'cassaNova'],
	] as const) {
		const before = new Set(await tills[vendor].ids());
		for (let n = 0; n < 5; n++) await tills[vendor].sell();
		const made = (await tills[vendor].ids()).filter((one) => !before.has(one));
		if (vendor === 'cassaNova') {
			const notices = made.map((one) => ({ entity: 'RECEIPT', event: 'CREATE', id: one }));
			await act(ready, 'cassaNova', 'sendNotices', { notices });
		}
		let seen: string[] = [];
		for (const end = Date.now() + 120_000; Date.now() < end && seen.length < 5; ) {
			await delay(1000);
			const items = (await executions(id)).flatMap((one) => itemsIn(outputOf(one, 'End')));
			seen = items
				.map(({ _id, id: own }) => String(_id ?? own))
				.filter((one) => made.includes(one));
		}
		yield {
			title: `queue mode: ${id === 'queuePoll' ? 'a polling trigger' : 'the instant trigger'} hands each of 5 receipts on once`,
			problem: seen.length === 5 && new Set(seen).size === 5 ? undefined : JSON.stringify(seen),
		};
	}

	const queue: Queue = { ready, workers, work, call, callUntilDone, executions };
	tell('queue mode: two workers meet the limit of calls');
	yield* checksOfLimit(queue);
	tell('queue mode: workers killed in the middle of a print');
	yield* checksOfKills(queue);

	tell(`queue mode: ${ORDERS} orders, each twice at once, with faults and two kills`);
	await orderFaults(ready, FAULTS);
	const started = Date.now();
	let done = 0;
	let next = 0;
	const came: Json[] = [];
	const kills = KILLED_AT.map(async (at, index) => {
		while (done < at) await delay(50);
		await workers[index]?.kill();
		workers[index] = await work(`worker ${index + 1}`);
	});
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			while (next < ORDERS) {
				const n = (next += 1);
				const body = { n, order: `W-${n}` };
				const both = [1, 2].map(async () => await callUntilDone('queuePrint', body));
				came.push(...(await Promise.all(both)));
				done += 1;
			}
		}),
	);
	await Promise.all(kills);
	const seconds = Math.round((Date.now() - started) / 1000);
	const references = (await printedReferences(ready, 'Queue')).filter((one) =>
		one.startsWith('W-'),
	);
	const duplicates = came.filter(({ duplicate }) => duplicate === true).length;
	yield {
		title: `queue mode: ${references.length} of ${ORDERS} orders printed, each once, in ${seconds} s`,
		problem:
			references.length === ORDERS && new Set(references).size === ORDERS
				? undefined
				: `${references.length} printed, ${new Set(references).size} of ${ORDERS} orders`,
	};
	yield {
		title: 'queue mode: each call got the receipt of its order',
		problem:
			came.length === 2 * ORDERS &&
			new Set(came.map(({ receiptNumber }) => receiptNumber)).size === ORDERS
				? undefined
				: JSON.stringify({ came: came.length, duplicates }),
	};

	tell(`queue mode: ${PAIRS} orders at two nodes at the same moment`);
	await freshFetch(`${ready.control}/faults`, { method: 'DELETE' });
	await orderFaults(ready, {
		kind: 'slow',
		ms: SLOW,
		vendor: 'kassandro',
		method: 'POST',
		path: '/receipts$',
		times: -1,
	});
	let doubles = 0;
	let silent = 0;
	for (let n = 1; n <= PAIRS; n++) {
		const body = { n, order: `P-${n}` };
		const both = await Promise.all(
			['queueLeft', 'queueRight'].map(async (id) => await callUntilDone(id, body)),
		);
		const numbers = new Set(both.map(({ receiptNumber }) => receiptNumber));
		const isTold = both.some(({ alsoPrintedAs }) => Array.isArray(alsoPrintedAs));
		if (numbers.size > 1) doubles += 1;
		if (numbers.size > 1 && !isTold) silent += 1;
	}
	const pairs = (await printedReferences(ready, 'Pair')).filter((one) =>
		one.startsWith('P-'),
	).length;
	yield {
		title: `queue mode: of ${PAIRS} orders that two nodes had at once, ${doubles} were printed twice, and ${doubles - silent} of these say so`,
		problem:
			silent === 0 && pairs === PAIRS + doubles
				? undefined
				: JSON.stringify({ silent, doubles, pairs }),
	};
}
