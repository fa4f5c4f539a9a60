// A worker that is killed while the register has its receipt in hand, and the order sent again at once.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningWorker } from '../../n8n/drive.mts';
import { orderFaults, requestsTo } from '../lib/control.mts';
import type { Queue, QueueCheck } from '../lib/queue.mts';
import { printedReferences } from '../lib/register.mts';

type Json = Record<string, unknown>;

/** So long after the request the register prints, in milliseconds. */
const LATE = 3000;

/** Executions that a worker has begun, and not ended. */
function underWay({ logFile }: RunningWorker): number {
	const log = readFileSync(logFile, 'utf8');
	const executions = (what: string) =>
		[...log.matchAll(new RegExp(`Worker ${what} execution (\\d+)`, 'g'))].map(([, id]) => id);
	const ended = new Set(executions('(?:finished|failed)'));
	return executions('started').filter((id) => !ended.has(id)).length;
}

/** Sends an order whose worker is killed as soon as the register has it. */
async function killed({ ready, call, workers }: Queue, id: string, body: Json) {
	const posts = async () =>
		(await requestsTo(ready)).filter(
			({ method, path }) => method === 'POST' && path.endsWith('/receipts'),
		).length;
	await orderFaults(ready, {
		kind: 'late',
		ms: LATE,
		vendor: 'kassandro',
		method: 'POST',
		path: '/receipts$',
	});
	const before = await posts();
	const idle = workers.map(underWay);
	const calling = call(id, body).catch((error: unknown) => ({ error: String(error) }));
	while ((await posts()) === before) await delay(20);
	const index = workers.findIndex((worker, at) => underWay(worker) > (idle[at] ?? 0));
	await workers[index]?.kill();
	return { index, calling };
}

/** Kills workers in the middle of a print, and prints the same order at the other one. */
export async function* checksOfKills(queue: Queue): AsyncGenerator<QueueCheck> {
	const { ready, workers, work, callUntilDone } = queue;
	const count = async (label: string, order: string) =>
		(await printedReferences(ready, label)).filter((one) => one === order).length;

	const same = await killed(queue, 'queuePrint', { n: 1, order: 'K-1' });
	const started = Date.now();
	const receipt = await callUntilDone('queuePrint', { n: 1, order: 'K-1' });
	const seconds = Math.round((Date.now() - started) / 1000);
	const printed = await count('Queue', 'K-1');
	yield {
		title: `queue mode: a worker killed in the middle of a print, and the same node at another one at once: printed once (waited ${seconds} s)`,
		problem:
			same.index >= 0 && printed === 1 && receipt.duplicate === true
				? undefined
				: JSON.stringify({ worker: same.index, printed, receipt }),
	};
	workers[same.index] = await work(`worker ${same.index + 1}`);
	await same.calling;

	const other = await killed(queue, 'queueLeft', { n: 2, order: 'K-2' });
	await callUntilDone('queueRight', { n: 2, order: 'K-2' });
	await delay(LATE);
	const both = await count('Pair', 'K-2');
	const { alsoPrintedAs } = await callUntilDone('queueLeft', { n: 2, order: 'K-2' });
	const named = Array.isArray(alsoPrintedAs) ? alsoPrintedAs.length : 0;
	yield {
		title: `queue mode: the same with another node, which can't know: printed ${both} times, and named once the workflow is started again`,
		problem:
			other.index >= 0 && both >= 1 && named === both - 1
				? undefined
				: JSON.stringify({ worker: other.index, both, alsoPrintedAs }),
	};
	workers[other.index] = await work(`worker ${other.index + 1}`);
	await other.calling;
}
