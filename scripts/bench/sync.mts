// What "Sync From a List" costs against the plain way: Get Many, Merge and an Update for each row. The sandbox counts
// the requests, and the vendor's limit of calls makes minutes of them.

import { performance } from 'node:perf_hooks';
import type { IDataObject } from 'n8n-workflow' with { 'resolution-mode': 'require' };
import { engine } from '../engine/run.mts';
import { engineCredentials } from '../lib/sandbox-credentials.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';

const PRODUCTS = 5000;
/** Products that the sandbox has by itself. */
const OWN = 36;
const CHANGED = 50;
/** The vendor's limit. */
const CALLS = 360;
const PERIOD_MINUTES = 10;
/** Goals: requests and seconds of waiting where nothing has changed. */
const MOST_REQUESTS = 53;
const MOST_WAITING_S = 20;

const tell = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Minutes that the vendor's limit makes of calls: each part of the API, as the first word of its address names it, has
 * its own. Our nodes don't wait for it on localhost.
 */
function minutesOf(paths: string[]): number {
	const byApi = new Map<string, number>();
	for (const path of paths) {
		const api = path.split('/')[1] ?? '';
		byApi.set(api, (byApi.get(api) ?? 0) + 1);
	}
	const full = [...byApi.values()].map((calls) => Math.floor((calls - 1) / CALLS));
	return Math.max(0, ...full) * PERIOD_MINUTES;
}

interface Cost {
	requests: number;
	writes: number;
	/** Of waiting, by the vendor's limit. */
	minutes: number;
	/** What the run took beside it, in seconds. */
	tookS: number;
}

/** Runs both ways; false where a goal is missed. */
export async function benchSync(ready: SandboxReady): Promise<boolean> {
	const control = async (path: string, body?: object): Promise<unknown> => {
		const headers = { 'Content-Type': 'application/json' };
		const post = { method: 'POST', headers, body: JSON.stringify(body) };
		const answer = await fetch(`${ready.control}/${path}`, body === undefined ? {} : post);
		if (!answer.ok) throw new Error(await answer.text());
		return await answer.json();
	};
	const run = async (operation: string, parameters: IDataObject, items: IDataObject[]) => {
		const node = (id: string, type: string, more: object) => ({
			id,
			name: id,
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			...more,
		});
		const workflow = {
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', {}),
				node('Node', 'n8n-nodes-kassa.cassaNova', {
					parameters: { authentication: 'apiKey', resource: 'product', operation, ...parameters },
					credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'CassaNova (sandbox)' } },
				}),
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		};
		const result = await engine.runWorkflow({
			workflow: workflow as never,
			credentials: engineCredentials(ready),
			mode: 'trigger',
			inputItems: items.map((json) => ({ json })),
		});
		if (result.error) throw new Error(result.error.message);
		return result.items.map(({ json }) => json);
	};
	const cost = async (work: () => Promise<unknown>): Promise<Cost> => {
		await fetch(`${ready.control}/log`, { method: 'DELETE' });
		const since = performance.now();
		await work();
		const tookS = (performance.now() - since) / 1000;
		const log = (await control('log')) as Array<{ method: string; path: string }>;
		const asked = log.filter(({ path }) => !path.endsWith('/token'));
		return {
			requests: asked.length,
			writes: asked.filter(({ method }) => method !== 'GET').length,
			minutes: minutesOf(asked.map(({ path }) => path)),
			tookS,
		};
	};
	const show = (title: string, { requests, writes, minutes, tookS }: Cost) =>
		tell(
			`  ${title.padEnd(44)} ${String(requests).padStart(5)} requests, ${String(writes).padStart(5)} writes, ` +
				`${String(minutes).padStart(4)} minutes of waiting, ${tookS.toFixed(1)} s beside it`,
		);
	const grown = PRODUCTS - OWN;
	const rows = (changed: number, more: (index: number) => IDataObject = () => ({})) =>
		Array.from({ length: grown }, (_row, index) => ({
			'Internal ID': `G${index + 1}`,
			Name: `Prodotto ${index + 1}`,
			Price: index < changed ? 2.5 : 1.3,
			Department: 'Bevande',
			Category: 'Caffetteria',
			...more(index),
		}));
	const sync = async (matchOn: string, list: IDataObject[], more: IDataObject = {}) => {
		const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [matchOn] };
		return await run('sync', { columns, options: { writesPerRun: PRODUCTS, ...more } }, list);
	};
	/** Get Many, what Merge makes of it and the list, and Update. */
	const plainly = async (list: IDataObject[]) => {
		const known = await run('getAll', { returnAll: true, simplify: true }, [{}]);
		const ids = new Map(known.map(({ internalId, id }) => [internalId, id]));
		const merged = list.map((row) => ({ ...row, id: ids.get(String(row['Internal ID'])) ?? '' }));
		await run(
			'update',
			{
				productId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				defineUsing: 'json',
				updateFields: {
					description: '={{ $json.Name }}',
					pricesJson: '=[{"value": {{ $json.Price }}}]',
				},
			},
			merged,
		);
	};

	tell(
		`A list of ${grown} products, of ${PRODUCTS}; with the vendor's limit of 360 calls in ten minutes:`,
	);
	await control('reset', {});
	await control('act', { vendor: 'cassaNova', action: 'growCatalog', count: grown });
	const none = await cost(async () => await sync('internalId', rows(0)));
	show('Sync, nothing changed', none);
	const plain = await cost(async () => await plainly(rows(0)));
	show('Get Many, Merge, Update; nothing changed', plain);
	const singly = { sendInBatches: 'never' };
	const some = await cost(async () => await sync('internalId', rows(CHANGED), singly));
	show(`Sync, ${CHANGED} changed, one by one`, some);
	const second = await cost(async () => await sync('internalId', rows(CHANGED)));
	show('Sync, the second run', second);
	const others = rows(0, (index) => (index < CHANGED ? { Price: 2.6 } : {}));
	const learning = await cost(async () => await sync('internalId', others));
	show(`Sync, ${CHANGED} changed, batches not yet known`, learning);
	const batch = await cost(async () => await sync('internalId', rows(CHANGED)));
	show(`Sync, ${CHANGED} changed, in a batch`, batch);
	const byHand = await cost(
		async () =>
			await sync(
				'externalId',
				rows(0, (index) => ({ 'Your Own ID': `ERP-${index}` })),
			),
	);
	show('Sync by own IDs of what was typed in by hand', byHand);
	await control('config', { cassaNovaRecordForm: 'otherwise' });
	const otherwise = await cost(async () => await sync('internalId', rows(CHANGED)));
	show('Sync, records shown with nulls and texts', otherwise);
	await control('config', { cassaNovaRecordForm: 'asWritten' });
	const all = await cost(async () => await sync('internalId', rows(grown)));
	show(`Sync, ${grown - CHANGED} changed, in batches`, all);
	const ratio = plain.requests / none.requests;
	tell(
		`  ratio: ${ratio.toFixed(0)} times fewer requests where nothing changed, ` +
			`and ${plain.minutes} minutes of waiting against ${none.minutes}`,
	);
	const goals: Array<[string, boolean]> = [
		[`${MOST_REQUESTS} requests at most`, none.requests <= MOST_REQUESTS && none.writes === 0],
		[`under ${MOST_WAITING_S} s of waiting`, none.minutes === 0 && none.tookS < MOST_WAITING_S],
		[`${CHANGED} writes for ${CHANGED} changes`, some.writes === CHANGED],
		[`one batch for ${CHANGED} changes`, batch.writes === 1],
		['no write in the second run', second.writes === 0],
		['no write to what was typed in by hand', byHand.writes === 0],
		['no write because of how records are shown', otherwise.writes === 0],
	];
	for (const [goal, isReached] of goals) if (!isReached) tell(`  MISSED: ${goal}`);
	return goals.every(([, isReached]) => isReached);
}
