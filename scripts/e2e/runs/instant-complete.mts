// The example that joins both triggers of CassaNova, in an n8n that is killed twice while notices get
// lost, come twice, in another order, or from somebody else: every receipt once, and no forged one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import { act } from '../lib/control.mts';
import { isArtificial, itemsIn, outputOf } from '../lib/executions.mts';
import type { Execution } from '../lib/executions.mts';
import { inRoot } from '../../lib/paths.mts';
import {
	sandboxCredentials,
	WEBHOOK_SECRET,
	webhookCredential,
} from '../../lib/sandbox-credentials.mts';
import { startSandbox } from '../../lib/sandbox.mts';
import { unpackPackage } from '../../n8n/community-package.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import { freePort } from '../../lib/free-port.mts';
import { importCredentials, importWorkflows, startN8n } from '../../n8n/drive.mts';
import { publicApi } from '../../n8n/public-api.mts';
import { openShops } from '../lib/triggers-shop.mts';
import { tally } from '../lib/triggers-tally.mts';

type Json = Record<string, unknown>;

interface ExampleNode {
	name: string;
	type: string;
	webhookId?: string;
	parameters: Json;
}

const FILE = 'cassanova-receipts-at-once.json';
/** What gets each receipt once. */
const LAST = 'New or taken back';
/** What lets a receipt go there. */
const GATE = 'Each once';
const TRIGGERS = ['At once', 'The net below'];
const ROUNDS = 50;
const RECEIPTS_EACH = 20;
/** Rounds in which n8n is killed. */
const KILLED_IN = [17, 34];
const SECONDS = 1000;
const POLLED_EVERY = 15 * SECONDS;
/** How long n8n may take to store what has come, on a slow machine. */
const HAND_OVER = 15 * SECONDS;
const SCOPES = ['execution:list', 'execution:retry'];
const PATIENCE = 300 * SECONDS;

/** The example, polled more often, and without pinned data. */
function liveExample(): { id: string; address: string; workflow: Json } {
	const example = JSON.parse(readFileSync(inRoot('examples', FILE), 'utf8')) as {
		id: string;
		nodes: ExampleNode[];
	};
	const seconds = POLLED_EVERY / SECONDS;
	const pollTimes = {
		item: Array.from({ length: 60 / seconds }, (_, index) => ({
			mode: 'custom',
			cronExpression: `${index * seconds} * * * * *`,
		})),
	};
	const nodes = example.nodes.map((node) =>
		'pollTimes' in node.parameters
			? { ...node, parameters: { ...node.parameters, pollTimes } }
			: node,
	);
	const webhookId = nodes.find((node) => node.webhookId !== undefined)?.webhookId ?? '';
	return {
		id: example.id,
		address: `webhook/${webhookId}/cassanova`,
		workflow: { ...example, active: false, nodes, pinData: {} },
	};
}

/**
 * Lets 1,000 receipts be told, 20 % of them not, 20 % twice, and 10 % more by somebody else.
 * @param folder where n8n keeps its data and log
 * @returns what is wrong, `undefined` when all is well
 */
export async function checkInstantAndComplete(
	folder: string,
	tarball: Tarball,
): Promise<Array<{ title: string; problem: string | undefined }>> {
	const sandbox = await startSandbox();
	const { ready } = sandbox;
	const userFolder = join(folder, 'instant');
	await unpackPackage(userFolder, tarball);
	// CassaNova goes on calling the same address.
	const options = { userFolder, port: await freePort() };
	let n8n = await startN8n(options);
	const kills: number[] = [];
	try {
		const { id, address, workflow } = liveExample();
		await importCredentials({ userFolder }, [
			webhookCredential,
			...sandboxCredentials(ready).filter(({ type }) => type === 'cassaNovaApi'),
		]);
		await importWorkflows({ userFolder }, [workflow as { id: string }]);
		let api = await publicApi(n8n, 'instant and complete', SCOPES);
		await api('POST', `/workflows/${id}/activate`);
		const url = `${n8n.url}/${address}`;
		const isThere = async () =>
			(await freshFetch(url, { method: 'GET' }).catch(() => undefined))?.status === 200;
		await until(isThere);

		const told = async (action: string, payload: Json) =>
			await act(ready, 'cassaNova', action, payload);
		await told('registerWebhook', { url, entity: 'RECEIPT', secret: WEBHOOK_SECRET });

		/**
		 * The ids that the end of the workflow has seen, one for each time, and those that executions had
		 * in hand which n8n's end broke off: a person can retry these.
		 */
		const seen = async () => {
			const ids: string[] = [];
			const crashed: string[] = [];
			const broken: string[] = [];
			let cursor: string | null | undefined;
			do {
				const query = `workflowId=${id}&includeData=true&limit=100`;
				const page: { data: Execution[]; nextCursor: string | null } = await api(
					'GET',
					`/executions?${query}${cursor ? `&cursor=${cursor}` : ''}`,
				);
				for (const execution of page.data) {
					ids.push(...idsOf(execution, LAST));
					if (execution.status !== 'crashed') continue;
					broken.push(execution.id);
					// It had ended there, and n8n was killed before it stored with what.
					if (isRebuilt(execution, LAST)) ids.push(...idsOf(execution, GATE));
					for (const trigger of TRIGGERS) crashed.push(...idsOf(execution, trigger));
				}
				cursor = page.nextCursor;
			} while (cursor);
			return { ids, crashed, broken };
		};

		const { cassaNova } = (await openShops(ready)).tills;
		const made = new Map<string, number>();
		const before = new Set(await cassaNova.ids());
		let forged = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const at = Date.now();
			for (let count = 0; count < RECEIPTS_EACH; count++) await cassaNova.sell();
			const fresh = (await cassaNova.ids()).filter((one) => !made.has(one) && !before.has(one));
			for (const one of fresh) made.set(one, at);
			const telling = told('sendNotices', {
				notices: fresh.map((one) => ({ entity: 'RECEIPT', event: 'CREATE', id: one })),
				lost: 0.2,
				repeated: 0.2,
				forged: 0.1,
				reordered: true,
			});
			if (KILLED_IN.includes(round)) {
				await delay(200);
				await n8n.kill();
				kills.push(Date.now());
			}
			const { deliveries } = (await telling) as { deliveries: Array<{ as: string }> };
			forged += deliveries.filter(({ as }) => as === 'forged').length;
			if (KILLED_IN.includes(round)) {
				// After a kill n8n may end once more while it recovers.
				n8n = await startN8n(options).catch(async () => await startN8n(options));
				api = await publicApi(n8n, `instant and complete ${round}`, SCOPES);
				await until(isThere);
			}
		}
		const compare = async () => {
			const { ids, crashed, broken } = await seen();
			const handedOn = ids.filter((one) => !before.has(one));
			const compared = tally(made, handedOn, { at: kills, inHandMs: POLLED_EVERY + HAND_OVER });
			const inCrashed = new Set(crashed);
			const missing = compared.lost.filter((one) => !inCrashed.has(one));
			return { ...compared, missing, broken };
		};
		await until(async () => (await compare()).missing.length === 0);
		const first = await compare();
		const nowhere = first.unexplained.filter((one) => first.missing.includes(one));
		// What a person does who finds them in n8n's list.
		for (const one of first.broken) {
			// n8n refuses one of which it has stored nothing: its receipts came some other way, or are counted.
			await api('POST', `/executions/${one}/retry`).catch(() => undefined);
		}
		await until(async () => (await compare()).lost.length === 0);
		const { delivered, lost, doubled, unknown } = await compare();
		const title = `instant and complete: ${delivered} of ${made.size} receipts once, ${forged} forged notices; ${first.lost.length} not handed on because of ${kills.length} kills, ${lost.length} after the retry of what crashed`;
		const problems = [
			...(made.size >= ROUNDS * RECEIPTS_EACH ? [] : ['too few receipts for a test']),
			...(doubled.length === 0 ? [] : [`twice: ${shown(doubled)}`]),
			...(unknown.length === 0 ? [] : [`nobody made: ${shown(unknown)}`]),
			...(nowhere.length === 0 ? [] : [`lost: ${shown(nowhere)}`]),
		];
		return [{ title, problem: problems.length === 0 ? undefined : problems.join('; ') }];
	} finally {
		await n8n.stop();
		await sandbox.stop();
	}
}

const isRebuilt = (execution: Execution, node: string): boolean =>
	itemsIn(outputOf(execution, node)).some(isArtificial);

/** The ids that came out of a node of an execution. */
const idsOf = (execution: Execution, node: string): string[] =>
	itemsIn(outputOf(execution, node))
		.filter((json) => !isArtificial(json))
		.map(({ id }) => String(id));

const shown = (ids: string[]) => `${ids.length} (${ids.slice(0, 5).join(', ')})`;

/** Waits for what surely comes; gives up quietly, because the check tells what is missing. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + PATIENCE;
	while (!(await isSo()) && Date.now() < end) await delay(SECONDS);
}
