// How much a second worker brings: the same executions in a real n8n in queue mode, with one worker and with
// two by turns, so that what else runs on the machine shows as noise.

import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxReady } from '../../sandbox/ready.ts';
import { chained, credential, hooked, kassa } from '../e2e/lib/queue.mts';
import { freshFetch } from '../lib/fetch.mts';
import { sandboxCredentials } from '../lib/sandbox-credentials.mts';
import { installPackage } from '../n8n/community-package.mts';
import type { Tarball } from '../n8n/community-package.mts';
import { importCredentials, importWorkflows } from '../n8n/drive.mts';
import type { RunningWorker } from '../n8n/drive.mts';
import { publicApi } from '../n8n/public-api.mts';
import { missingForQueue, startQueuedN8n } from '../n8n/queue.mts';

const EXECUTIONS = Number(process.env.KASSA_EXECUTIONS ?? 60);
const RECEIPTS = 1000;
/** Each with one worker, and then with two. */
const ROUNDS = Number(process.env.KASSA_ROUNDS ?? 3);
const LATENCY_MS = 50;
const DAY = { from: '2026-03-10', to: '2026-03-11' };
const ID = 'benchWorkers';

const workflow: ReturnType<typeof chained> = hooked(
	ID,
	21,
	{
		id: 'read',
		name: 'Read',
		type: kassa('cassaNova'),
		typeVersion: 1,
		position: [300, 0],
		parameters: {
			authentication: 'apiKey',
			resource: 'receipt',
			operation: 'getAll',
			datetimeFrom: DAY.from,
			datetimeTo: DAY.to,
			output: 'accounting',
			returnAll: true,
		},
		credentials: credential('cassaNovaApi'),
	},
	{
		id: 'count',
		name: 'Count',
		type: 'n8n-nodes-base.summarize',
		typeVersion: 1,
		position: [600, 0],
		parameters: {
			fieldsToSummarize: { values: [{ aggregation: 'count', field: 'id' }] },
			options: {},
		},
	},
);

const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Runs the executions by turns with one worker and with two, and prints how long they took and the ratio.
 * @param folder where n8n's processes keep their data
 * @returns false where an execution gave other receipts
 */
export async function benchWorkers(
	folder: string,
	tarball: Tarball,
	ready: SandboxReady,
	tell: (text: string) => void,
): Promise<boolean> {
	const missing = await missingForQueue();
	if (missing !== undefined) {
		tell(`Workers are left out: ${missing}`);
		return true;
	}
	const control = async (path: string, body: object) =>
		await freshFetch(`${ready.control}/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
	await control('generate', { vendor: 'cassaNova', count: RECEIPTS, ...DAY });
	await control('latency', { ms: LATENCY_MS });
	const queued = await startQueuedN8n(folder, tarball);
	try {
		const { main, options, work } = queued;
		await work('worker 1');
		await installPackage(main, tarball);
		await importCredentials(options, sandboxCredentials(ready));
		await importWorkflows(options, [workflow]);
		const api = await publicApi(main, 'bench');
		await api('POST', `/workflows/${ID}/activate`);
		const call = async () => await freshFetch(`${main.url}/webhook/${ID}`, { method: 'POST' });
		// n8n says that a workflow is published before it answers for it.
		for (let tries = 0; tries < 60 && (await call()).status === 404; tries++) await delay(1000);
		const one = async (): Promise<boolean> => {
			const answer = await call();
			const text = await answer.text();
			if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text}`);
			return text.includes(String(RECEIPTS));
		};
		let isWhole = true;
		const seconds = async (executions: number) => {
			const started = performance.now();
			const all = await Promise.all(Array.from({ length: executions }, one));
			isWhole &&= all.every(Boolean);
			return (performance.now() - started) / 1000;
		};
		const took: Record<1 | 2, number[]> = { 1: [], 2: [] };
		let second: RunningWorker | undefined;
		for (let round = 1; round <= ROUNDS; round++) {
			for (const workers of [1, 2] as const) {
				if (workers === 1) await second?.stop();
				else second = await work('worker 2');
				// What a worker does for the first time isn't the rate of its work.
				await seconds(4);
				const time = await seconds(EXECUTIONS);
				took[workers].push(time);
				const load = (loadavg()[0] ?? 0).toFixed(1);
				tell(`  ${workers} worker(s)  ${time.toFixed(1)} s for ${EXECUTIONS} (load ${load})`);
			}
		}
		const noise = (times: number[]) =>
			`${Math.min(...times).toFixed(1)} / ${median(times).toFixed(1)} / ${Math.max(...times).toFixed(1)} s`;
		tell(`  1 worker   ${noise(took[1])} (min / median / max)`);
		tell(`  2 workers  ${noise(took[2])} (min / median / max)`);
		const ratios = took[1].map((time, round) => time / (took[2][round] ?? time));
		tell(
			`  ratio      ${median(ratios).toFixed(2)} times as fast, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} by round`,
		);
		if (!isWhole) tell(`  FAILED: an execution did not give ${RECEIPTS} receipts`);
		return isWhole;
	} finally {
		await queued.stop();
	}
}
