// Triggers in a real n8n that is killed, restarted, and finds its shops down: what its executions hold
// is compared with what happened in the shops. Once in n8n's default mode, once in its durable mode.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../lib/paths.mts';
import { sandboxCredentials } from '../lib/sandbox-credentials.mts';
import { startSandbox } from '../lib/sandbox.mts';
import type { Tarball } from '../n8n/community-package.mts';
import type { CredentialToImport } from '../n8n/drive.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';
import { openGate } from './gate.mts';
import type { Gate } from './gate.mts';
import { LiveN8n } from './triggers-n8n.mts';
import type { LiveWorkflow } from './triggers-n8n.mts';
import { openShops, startShops } from './triggers-shop.mts';
import type { BusyShops } from './triggers-shop.mts';
import { breaksIn, tally } from './triggers-tally.mts';

/** n8n's ways to poll; the documents name these variables, too. */
export const MODES = {
	default: {},
	durable: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	},
} as const;
type Mode = keyof typeof MODES;

const SECONDS = 1000;
/** n8n tries an activation that fails five times, for half a minute; the shops are down for longer. */
const DOWN_FOR = 75 * SECONDS;
/** How long what happened may take to reach n8n, at the end. */
const PATIENCE = 90 * SECONDS;

const RECEIPTS = 'Receipts';
/** Nodes of the example. */
const ORDERS = 'When an order has another status';
const MESSAGES = 'Message';

/** One check of one mode; `problem` is undefined when all is well. */
export interface TriggerCheck {
	title: string;
	problem: string | undefined;
}

/** A mode with its n8n, and the doors between it and the shops. */
interface Stage {
	mode: Mode;
	n8n: LiveN8n;
	gates: { kassandro: Gate; kassaForte: Gate };
	checks: TriggerCheck[];
}

async function openGates({ kassandro, kassaForte }: SandboxReady): Promise<Stage['gates']> {
	return {
		kassandro: await openGate(new URL(kassandro.baseUrl).host),
		kassaForte: await openGate(kassaForte.domain),
	};
}

/** The sandbox's credentials, through the doors. */
function credentialsThrough(
	ready: SandboxReady,
	gates: Stage['gates'],
): (type: string) => CredentialToImport {
	const baseUrl = new URL(ready.kassandro.baseUrl);
	baseUrl.host = gates.kassandro.host;
	const all = sandboxCredentials({
		...ready,
		kassandro: { ...ready.kassandro, baseUrl: baseUrl.href },
		kassaForte: { ...ready.kassaForte, domain: gates.kassaForte.host },
	});
	return (type) => {
		const found = all.find((credential) => credential.type === type);
		if (!found) throw new Error(`There is no credential ${type}`);
		return found;
	};
}

/** The example of the orders, as it is shipped, and a trigger for receipts. */
function liveWorkflows(
	packageName: string,
	ready: SandboxReady,
	gates: Stage['gates'],
): LiveWorkflow[] {
	const credential = credentialsThrough(ready, gates);
	const example = JSON.parse(
		readFileSync(inRoot('examples', 'kassaforte-order-status-to-message.json'), 'utf8'),
	) as Pick<LiveWorkflow, 'name' | 'nodes' | 'connections'>;
	return [
		{
			name: 'New receipts',
			trigger: RECEIPTS,
			credential: credential('kassandroAccountApi'),
			nodes: [
				{
					id: 'receipts',
					name: RECEIPTS,
					type: `${packageName}.kassandroTrigger`,
					typeVersion: 1,
					position: [0, 0],
					parameters: { authentication: 'accountToken', event: 'receiptCreated', output: 'raw' },
				},
			],
			connections: {},
		},
		{ ...example, trigger: ORDERS, credential: credential('kassaForteApi') },
	];
}

const eachGate = async ({ gates }: Stage, work: (gate: Gate) => Promise<void>) => {
	for (const gate of Object.values(gates)) await work(gate);
};

/** Waits until something is so; gives up quietly, because the checks tell what is missing. */
async function until(isSo: () => Promise<boolean> | boolean, patience: number): Promise<void> {
	const end = Date.now() + patience;
	while (Date.now() < end && !(await isSo())) await delay(1500);
}

const count = async ({ n8n }: Stage, name: string) => (await n8n.items(name)).length;

/** Everything that may happen to an n8n while its triggers are live. */
async function endure(stage: Stage): Promise<void> {
	const { n8n, gates, checks, mode } = stage;
	await delay(18 * SECONDS);
	checks.push({
		title: `${mode}: receipts and orders come in`,
		problem: problemOf(
			(await count(stage, RECEIPTS)) > 0 && (await count(stage, ORDERS)) > 0,
			'no items after 18 seconds',
		),
	});
	// While a poll is handing over what it has just read.
	await gates.kassandro.nextAnswer();
	await delay(15);
	await n8n.kill();
	await eachGate(stage, async (gate) => await gate.shut());
	const started = Date.now();
	await n8n.start();
	const [receipts, orders] = [await count(stage, RECEIPTS), await count(stage, ORDERS)];
	await delay(Math.max(0, DOWN_FOR - (Date.now() - started)));
	const failed = [await n8n.failedPolls(RECEIPTS), await n8n.failedPolls(ORDERS)];
	checks.push({
		title: `${mode}: polls go on while the shops are down`,
		// Of a trigger that n8n couldn't activate there are none.
		problem: problemOf(Math.min(...failed) > 0, `failed polls: ${failed.join(' and ')}`),
	});
	const unchanged = (await count(stage, RECEIPTS)) === receipts;
	checks.push({
		title: `${mode}: nothing comes through a door that is shut`,
		problem: problemOf(unchanged, 'there are new receipts although Kassandro was down'),
	});
	await eachGate(stage, async (gate) => await gate.open());
	const revived = async () =>
		(await count(stage, RECEIPTS)) > receipts && (await count(stage, ORDERS)) > orders;
	await until(revived, PATIENCE);
	checks.push({
		title: `${mode}: triggers live on by themselves after ${DOWN_FOR / SECONDS} s without the shops`,
		problem: problemOf(await revived(), 'no new items after the shops were back'),
	});
	await gates.kassandro.nextAnswer();
	await delay(150);
	await n8n.kill();
	await n8n.start();
	await delay(8 * SECONDS);
	await n8n.deactivate();
	await delay(6 * SECONDS);
	await n8n.activate();
	await delay(8 * SECONDS);
}

const problemOf = (isWell: boolean, problem: string) => (isWell ? undefined : problem);
const shown = (keys: string[]) => `${keys.length} (${keys.slice(0, 5).join(', ')})`;

/** Some receipts, with how long before which kill each reached the till system. */
function withTimes(ids: string[], { receipts }: BusyShops, { kills }: LiveN8n): string {
	return shown(
		ids.map((id) => {
			const ages = kills.map((kill) => ((kill - (receipts.get(id) ?? 0)) / SECONDS).toFixed(1));
			return `${id}: ${ages.join(' s, ')} s before the kills`;
		}),
	);
}

/** What n8n's executions hold in the end, compared with what happened. */
async function compare(stage: Stage, shops: BusyShops): Promise<void> {
	const { n8n, mode, checks } = stage;
	const read = async () =>
		tally(
			shops.receipts,
			(await n8n.items(RECEIPTS)).map(({ _id }) => String(_id)),
			n8n.kills,
		);
	const steps = async () => (await n8n.items(ORDERS)).map(({ from, to }) => ({ from, to }));
	await until(
		async () => (await read()).lost.length === 0 && (await steps()).at(-1)?.to === shops.status(),
		PATIENCE,
	);
	const { delivered, lost, doubled, unexplained, unknown } = await read();
	const changes = await steps();
	const breaks = breaksIn(changes, shops.status());
	const check = (title: string, isWell: boolean, problem: string) =>
		checks.push({ title: `${mode}: ${title}`, problem: problemOf(isWell, problem) });
	check(
		`${delivered} receipts of ${shops.receipts.size} in executions, ${lost.length} lost, ${doubled.length} doubled`,
		shops.receipts.size > 100,
		'too few receipts for a test',
	);
	check('no receipt twice', doubled.length === 0, `twice: ${shown(doubled)}`);
	check('no receipt that nobody made', unknown.length === 0, `unknown: ${shown(unknown)}`);
	if (mode === 'durable')
		check('no receipt lost', lost.length === 0, `lost: ${withTimes(lost, shops, n8n)}`);
	else {
		check(
			'receipts lost only in the window that the documents name',
			unexplained.length === 0,
			`lost at another time: ${withTimes(unexplained, shops, n8n)}`,
		);
	}
	const told = changes.map(({ to }) => to);
	check('no change twice', new Set(told).size === told.length, `told: ${told.join(', ')}`);
	// In the default mode each kill may take one change along.
	const allowed = mode === 'durable' ? 0 : n8n.kills.length;
	check(
		`${changes.length} changes of an order, with ${breaks.length} breaks in their chain`,
		changes.length > 5 && breaks.length <= allowed,
		breaks.join('; ') || 'too few changes for a test',
	);
	const message = (await n8n.items(ORDERS, MESSAGES)).at(-1)?.message;
	check(
		"the example's last message tells the last status",
		String(message).endsWith(`is now: ${shops.status()}`),
		`it says: ${String(message)}`,
	);
	if (mode === 'durable') {
		const log = readFileSync(n8n.log, 'utf8');
		check(
			'the durable mode is on',
			log.includes('Scheduler started') && !log.includes('cursors stay disabled'),
			'n8n says that it is not',
		);
	}
}

/** A part that can't go on is one failure; what was seen before it stays. */
async function told({ mode, checks }: Stage, part: Promise<void>): Promise<void> {
	await part.catch((error: unknown) => {
		checks.push({ title: `${mode}: goes on to its end`, problem: String(error) });
	});
}

/**
 * Runs both modes side by side, against a sandbox of their own.
 * @param folder where the n8n instances keep their data and logs
 */
export async function checkTriggers(folder: string, tarball: Tarball): Promise<TriggerCheck[]> {
	const sandbox = await startSandbox();
	const { ready } = sandbox;
	const stages: Stage[] = [];
	for (const mode of Object.keys(MODES) as Mode[]) {
		stages.push({
			mode,
			n8n: new LiveN8n(join(folder, `triggers-${mode}`), MODES[mode]),
			gates: await openGates(ready),
			checks: [],
		});
	}
	const all = async (work: (stage: Stage) => Promise<void>) =>
		await Promise.all(stages.map(async (stage) => await work(stage)));
	try {
		const shops = await openShops(ready);
		await all(async ({ n8n, gates }) => {
			await n8n.setUp(tarball, liveWorkflows(tarball.name, ready, gates));
			// n8n's durable mode activates after it has said that it did.
			const polled = Object.values(gates).map(async (gate) => await gate.nextAnswer());
			await n8n.activate();
			await Promise.all(polled);
			await delay(2 * SECONDS);
		});
		const busy = await startShops(shops);
		await all(async (stage) => await told(stage, endure(stage)));
		await busy.stop();
		await all(async (stage) => await told(stage, compare(stage, busy)));
	} finally {
		await all(async (stage) => {
			await stage.n8n.stop();
			await eachGate(stage, async (gate) => await gate.shut());
		});
		await sandbox.stop();
	}
	return stages.flatMap(({ checks }) => checks);
}
