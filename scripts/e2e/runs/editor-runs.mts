// What a person tries out by hand, in a real n8n: the editor's button shows a preview and sends
// nothing; the same workflow, live behind a webhook, does it, and not a second time.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { inRoot } from '../../lib/paths.mts';
import { importWorkflows } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';
import { publicApi } from '../../n8n/public-api.mts';
import { orderByHand } from '../cases/cassaNova-newer.mts';
import { contains } from '../lib/checks.mts';
import { requestsTo } from '../lib/control.mts';
import type { DescribedNode } from '../lib/described.mts';
import type { Result } from '../lib/results.mts';
import { titleOf } from '../lib/types.mts';
import { casesWorkflow } from '../lib/workflow.mts';

type Json = Record<string, unknown>;

/** An order of a web shop, printed as a receipt; the order that it shows is pinned to its webhook. */
const FILE = 'kassandro-order-to-receipt.json';

interface Example {
	id: string;
	nodes: Array<{ name: string; type: string; parameters: { path?: string } }>;
	pinData: Record<string, Array<{ json: { body: Json } }>>;
}

/** Runs a workflow as the editor's button does, and gives the first item of its last node. */
async function byHand(
	n8n: RunningN8n,
	{ id, trigger }: { id: string; trigger: string },
): Promise<Json | undefined> {
	const { data } = await runInEditor(n8n, id, trigger);
	const { error, runData, lastNodeExecuted = '' } = data.resultData;
	if (error) throw new Error(error.message);
	return runData[lastNodeExecuted]?.[0]?.data?.main[0]?.[0]?.json;
}

/** Gives what is wrong with each run by hand, and with live ones after it; `undefined` when all is well. */
export async function* runFromEditor(
	n8n: RunningN8n,
	ready: SandboxReady,
	nodes: DescribedNode[],
): AsyncGenerator<Result> {
	yield await previewOrder(n8n, ready, nodes);
	yield* printByHandAndLive(n8n, ready);
}

/** An order to CassaNova is shown, and not sent. */
async function previewOrder(
	n8n: RunningN8n,
	ready: SandboxReady,
	nodes: DescribedNode[],
): Promise<Result> {
	const workflow = casesWorkflow('e2eOrderByHand00', [orderByHand], nodes);
	await importWorkflows({ userFolder: n8n.userFolder }, [workflow]);
	const sent = async () =>
		(await requestsTo(ready)).filter(({ path }) => path.endsWith('/documents/orders/batch'));
	const before = (await sent()).length;
	const shown = await byHand(n8n, { id: workflow.id, trigger: 'Start' });
	const isPreview = contains(shown, orderByHand.json);
	const isKept = (await sent()).length === before;
	return {
		title: `${titleOf(orderByHand)}, it shows a preview and sends nothing`,
		problem: isPreview && isKept ? undefined : JSON.stringify({ shown, sent: await sent() }),
	};
}

/** Tries the example by hand, then live twice. */
async function* printByHandAndLive(n8n: RunningN8n, ready: SandboxReady): AsyncGenerator<Result> {
	const bodies = async () =>
		(await requestsTo(ready))
			.filter(({ method, path }) => method === 'POST' && path.endsWith('/receipts'))
			.map(({ body }) => body);
	const example = JSON.parse(readFileSync(inRoot('examples', FILE), 'utf8')) as Example;
	const [trigger = '', [order] = []] = Object.entries(example.pinData)[0] ?? [];
	const path = example.nodes.find(({ name }) => name === trigger)?.parameters.path;
	await importWorkflows({ userFolder: n8n.userFolder }, [{ active: false, ...example }]);
	const api = await publicApi(n8n, 'end to end, by hand');
	const before = (await bodies()).length;
	const sent = async () => (await bodies()).slice(before);
	const title = (what: string) => `example ${FILE}: ${what}`;

	const shown = await byHand(n8n, { id: example.id, trigger });
	const isPreview = shown?.preview === true && Number(shown.total) === order?.json.body.total;
	yield {
		title: title('run by hand, it shows a preview and prints nothing'),
		problem:
			isPreview && (await sent()).length === 0
				? undefined
				: JSON.stringify({ shown, sent: await sent() }),
	};

	await api('POST', `/workflows/${example.id}/activate`);
	const live = async (triesLeft = 600): Promise<Json> => {
		const answer = await freshFetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(order?.json.body),
		});
		if (answer.status !== 404 || triesLeft === 0) return (await answer.json()) as Json;
		// n8n opens the address a while after it has said that the workflow is active.
		await answer.text();
		await delay(500);
		return await live(triesLeft - 1);
	};
	const printed = await live();
	const isPrinted = typeof printed.receiptNumber === 'string' && printed.duplicate === undefined;
	yield {
		title: title('live, it prints what the preview showed'),
		problem:
			isPrinted && isDeepStrictEqual(await sent(), [shown?.body])
				? undefined
				: JSON.stringify({ printed, shown, sent: await sent() }),
	};
	const again = await live();
	const isSame = again.duplicate === true && again.receiptNumber === printed.receiptNumber;
	yield {
		title: title('the same order once more is not printed again'),
		problem:
			isSame && (await sent()).length === 1
				? undefined
				: JSON.stringify({ again, sent: await sent() }),
	};
	await api('POST', `/workflows/${example.id}/deactivate`);
}
