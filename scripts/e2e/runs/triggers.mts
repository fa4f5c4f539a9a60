// Triggers in a real n8n that is killed, restarted, and finds its shops down: what its executions hold
// is compared with what happened in the shops. Once in n8n's default mode, once in its durable mode.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { inRoot } from '../../lib/paths.mts';
import { sandboxCredentials } from '../../lib/sandbox-credentials.mts';
import { startSandbox } from '../../lib/sandbox.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import type { CredentialToImport } from '../../n8n/drive.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { openGate } from '../lib/gate.mts';
import type { Gate } from '../lib/gate.mts';
import type { Result } from '../lib/results.mts';
import { LiveN8n } from '../lib/triggers-n8n.mts';
import type { LiveWorkflow } from '../lib/triggers-n8n.mts';
import { openShops, SHOP_ZONE, startShops } from '../lib/triggers-shop.mts';
import type { BusyShops, Shops, Vendor } from '../lib/triggers-shop.mts';
import { breaksIn, tally } from '../lib/triggers-tally.mts';

/** n8n's ways to poll; the documents name these variables, too. */
const MODES = {
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
/**
 * How long the shops are down from n8n's start on. n8n tries an activation that fails five times, for
 * half a minute.
 */
const DOWN_FOR = 150 * SECONDS;
/**
 * How long may be waited for what surely comes, also on a slow machine: n8n's durable mode may have
 * just begun to leave failing polls alone for five minutes when the shops are back.
 */
const PATIENCE = 600 * SECONDS;
/** How long n8n takes to store what a poll has found, on a slow machine. */
const HAND_OVER = 15 * SECONDS;
/** So long, the workflows are inactive. */
const INACTIVE_FOR = 6 * SECONDS;

const RECEIPTS = 'Receipts';
const CASSA_NOVA = 'Receipts of CassaNova';
/**
 * It first asks for receipts after n8n was killed; not through a door, because a first poll that fails
 * would make up for not knowing when the trigger was activated.
 */
const PATIENT = 'Receipts, first poll later';
/** So many minutes after its making; n8n is killed before that. */
const FIRST_POLL = 4;
/** Business days of Kassandro that are over, and those that have changed since. */
const CLOSED_DAYS = 'Closed days';
const CHANGED_DAYS = 'Changed days';
/** So many minutes after the start a business day ends: after the activation, also on a slow machine. */
const DAY_ENDS_AFTER = 8;
/** What tills send late is of the daytime: of the day that ends, where it ends before. */
const NOON = '12:00';
/** Nodes of the example. */
export const ORDERS = 'When an order has another status';
const MESSAGES = 'Message';

/** The triggers for receipts, with the vendor, its id and the seconds between two polls. */
const WATCHED: Record<string, { vendor: Vendor; id: string; every: number }> = {
	[RECEIPTS]: { vendor: 'kassandro', id: '_id', every: 5 },
	// A shop's calls are limited: 360 in ten minutes.
	[CASSA_NOVA]: { vendor: 'cassaNova', id: 'id', every: 15 },
	[PATIENT]: { vendor: 'kassandro', id: '_id', every: 10 },
};

/** A mode with its n8n, and the doors between it and the shops. */
interface Stage {
	mode: Mode;
	n8n: LiveN8n;
	gates: { kassandro: Gate; kassaForte: Gate; cassaNova: Gate };
	checks: Result[];
}

/** When a business day ends. */
interface DayEnd {
	/** On the clock of the shops. */
	time: string;
	/** The business day that ends then. */
	day: string;
}

/** The end of a business day that is to come in a few minutes. */
function dayEnd(): DayEnd {
	const at = DateTime.now().setZone(SHOP_ZONE).plus({ minutes: DAY_ENDS_AFTER });
	return { time: at.toFormat('HH:mm'), day: at.minus({ days: 1 }).toFormat('yyyy-MM-dd') };
}

async function openGates({
	kassandro,
	kassaForte,
	cassaNova,
}: SandboxReady): Promise<Stage['gates']> {
	return {
		kassandro: await openGate(new URL(kassandro.baseUrl).host),
		kassaForte: await openGate(kassaForte.domain),
		cassaNova: await openGate(new URL(cassaNova.baseUrl).host),
	};
}

/** The sandbox's credentials. */
function credentialsOf(ready: SandboxReady): (type: string) => CredentialToImport {
	const all = sandboxCredentials(ready);
	return (type) => {
		const found = all.find((credential) => credential.type === type);
		if (!found) throw new Error(`There is no credential ${type}`);
		return found;
	};
}

/** Where the sandbox is reached through the doors. */
function readyThrough(ready: SandboxReady, gates: Stage['gates']): SandboxReady {
	const through = (address: string, { host }: Gate): string => {
		const url = new URL(address);
		url.host = host;
		return url.href;
	};
	const { kassandro, kassaForte, cassaNova } = ready;
	return {
		...ready,
		kassandro: { ...kassandro, baseUrl: through(kassandro.baseUrl, gates.kassandro) },
		cassaNova: { ...cassaNova, baseUrl: through(cassaNova.baseUrl, gates.cassaNova) },
		kassaForte: { ...kassaForte, domain: gates.kassaForte.host },
	};
}

/** A trigger for receipts. */
function receiptsWorkflow(
	packageName: string,
	trigger: string,
	credential: CredentialToImport,
	authentication: string,
): LiveWorkflow {
	const { vendor, every } = WATCHED[trigger] ?? { vendor: 'kassandro', every: 5 };
	return {
		name: trigger,
		trigger,
		credential,
		every,
		nodes: [
			{
				id: 'receipts',
				name: trigger,
				type: `${packageName}.${vendor}Trigger`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { authentication, event: 'receiptCreated', output: 'raw' },
			},
		],
		connections: {},
	};
}

/** What tells of news as soon as there are some: triggers for receipts, and the example of the orders as it is shipped. */
export function newsWorkflows(
	packageName: string,
	ready: SandboxReady,
	gates: Stage['gates'],
): LiveWorkflow[] {
	const credential = credentialsOf(readyThrough(ready, gates));
	const example = JSON.parse(
		readFileSync(inRoot('examples', 'kassaforte-order-status-to-message.json'), 'utf8'),
	) as Pick<LiveWorkflow, 'name' | 'nodes' | 'connections'>;
	return [
		receiptsWorkflow(packageName, RECEIPTS, credential('kassandroAccountApi'), 'accountToken'),
		receiptsWorkflow(packageName, CASSA_NOVA, credential('cassaNovaApi'), 'apiKey'),
		{ ...example, trigger: ORDERS, every: 5, credential: credential('kassaForteApi') },
	];
}

/** The same, with triggers for business days, and one that polls later. */
function liveWorkflows(
	packageName: string,
	ready: SandboxReady,
	gates: Stage['gates'],
	end: DayEnd,
): LiveWorkflow[] {
	const ofKassandro = (trigger: string, at: SandboxReady) =>
		receiptsWorkflow(
			packageName,
			trigger,
			credentialsOf(at)('kassandroAccountApi'),
			'accountToken',
		);
	const days = (trigger: string, event: string): LiveWorkflow => {
		const workflow = ofKassandro(trigger, readyThrough(ready, gates));
		const { authentication } = workflow.nodes[0]?.parameters ?? {};
		const parameters = { authentication, event, waitMinutes: 0, options: { dayEndsAt: end.time } };
		return { ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, parameters })) };
	};
	return [
		days(CLOSED_DAYS, 'dayClosed'),
		days(CHANGED_DAYS, 'dayChanged'),
		{ ...ofKassandro(PATIENT, ready), firstAfterMinutes: FIRST_POLL },
		...newsWorkflows(packageName, ready, gates),
	];
}

const eachGate = async ({ gates }: Stage, work: (gate: Gate) => Promise<void>) => {
	for (const gate of Object.values(gates)) await work(gate);
};

/** Waits until something is so; gives up quietly, because the checks tell what is missing. */
async function until(
	isSo: () => Promise<boolean> | boolean,
	patience = PATIENCE,
): Promise<boolean> {
	const end = Date.now() + patience;
	while (!(await isSo())) {
		if (Date.now() >= end) return false;
		await delay(1500);
	}
	return true;
}

const orderChanges = async ({ n8n }: Stage) => (await n8n.items(ORDERS)).length;

/** The ids of the receipts that a trigger has handed over, one for each time that it did. */
export async function idsFrom({ n8n }: Stage, trigger: string): Promise<string[]> {
	const id = WATCHED[trigger]?.id ?? '';
	return (await n8n.items(trigger)).map((item) => String(item[id]));
}

/** The receipts that a trigger has to hand over, with the time at which each was made. */
function due(trigger: string, { receipts }: BusyShops): Map<string, number> {
	const made = [...receipts[WATCHED[trigger]?.vendor ?? 'kassandro']];
	// What came late before its first poll is taken for old, as the documents say.
	const wanted = trigger === PATIENT ? made.filter(([, { late }]) => !late) : made;
	return new Map(wanted.map(([id, { at }]) => [id, at]));
}

/** What is missing in the end, or not yet there, of what a trigger has to hand over. */
async function missing(
	stage: Stage,
	shops: BusyShops,
	trigger: string,
	{ from = 0, to = Infinity } = {},
): Promise<string[]> {
	const ids = new Set(await idsFrom(stage, trigger));
	return [...due(trigger, shops)]
		.filter(([id, at]) => at >= from && at <= to && !ids.has(id))
		.map(([id]) => id);
}

/** Whether each trigger has handed over something that happened after a moment. */
async function goOn(stage: Stage, shops: BusyShops, since: number, changes: number) {
	for (const trigger of Object.keys(WATCHED)) {
		const ids = await idsFrom(stage, trigger);
		const made = due(trigger, shops);
		if (!ids.some((id) => (made.get(id) ?? 0) >= since)) return false;
	}
	return (await orderChanges(stage)) > changes;
}

/** Everything that may happen to an n8n while its triggers are live. */
async function endure(stage: Stage, shops: BusyShops): Promise<void> {
	const { n8n, gates, checks, mode } = stage;
	const check = (title: string, isWell: boolean, problem: string) =>
		checks.push({ title: `${mode}: ${title}`, problem: problemOf(isWell, problem) });
	const comesIn = async () =>
		(await orderChanges(stage)) > 1 &&
		(await idsFrom(stage, RECEIPTS)).length > 20 &&
		(await idsFrom(stage, CASSA_NOVA)).length > 5;
	check('receipts and orders come in', await until(comesIn), 'there are too few items');
	check(
		'n8n has stored when a trigger was activated that has not polled yet',
		await until(async () => await n8n.hasNoted(PATIENT)),
		"the workflow's static data is empty",
	);
	const isPatient = (await idsFrom(stage, PATIENT)).length === 0;

	// While a poll is handing over what it has just read.
	await gates.kassandro.nextAnswer();
	await delay(15);
	await n8n.kill();
	await eachGate(stage, async (gate) => await gate.shut());
	const shut = Date.now();
	await n8n.start();
	await delay(Math.max(0, shut + DOWN_FOR - Date.now()));
	const failed = async () => [
		await n8n.failedPolls(RECEIPTS),
		await n8n.failedPolls(CASSA_NOVA),
		await n8n.failedPolls(ORDERS),
	];
	check(
		'polls go on while the shops are down',
		// Of a trigger that n8n couldn't activate there are none.
		await until(async () => Math.min(...(await failed())) > 0),
		`failed polls: ${(await failed()).join(', ')}`,
	);
	const made = due(RECEIPTS, shops);
	const slipped = (await idsFrom(stage, RECEIPTS)).filter((id) => (made.get(id) ?? 0) > shut);
	check(
		'nothing comes through a door that is shut',
		slipped.length === 0,
		`there are new receipts although Kassandro was down: ${shown(slipped)}`,
	);
	const changes = await orderChanges(stage);
	const opened = Date.now();
	const down = Math.round((opened - shut) / SECONDS);
	await eachGate(stage, async (gate) => await gate.open());
	const revived = async () => await goOn(stage, shops, opened, changes);
	check(
		`all triggers live on by themselves after ${down} s without the shops, from n8n's start on`,
		(await until(revived)) && down >= DOWN_FOR / SECONDS,
		'no new items after the shops were back',
	);
	const ofThatTime = async () => {
		const lists = Object.keys(WATCHED).map(
			async (trigger) => await missing(stage, shops, trigger, { from: shut, to: opened }),
		);
		return (await Promise.all(lists)).flat();
	};
	await until(async () => (await ofThatTime()).length === 0);
	const lost = await ofThatTime();
	check('what happened meanwhile has come', lost.length === 0, `not yet: ${shown(lost)}`);
	const before = (await missing(stage, shops, PATIENT, { to: shut })).length;
	check(
		`a trigger that n8n was killed with before its first poll${isPatient ? '' : ' (it had one)'} begins with its activation`,
		before === 0,
		`${before} receipts are missing from before n8n was killed`,
	);

	await gates.kassandro.nextAnswer();
	await delay(150);
	await n8n.kill();
	await n8n.start();
	const started = Date.now();
	const known = await orderChanges(stage);
	await until(async () => await goOn(stage, shops, started, known));
	await n8n.deactivate();
	await delay(INACTIVE_FOR);
	const active = Date.now();
	const told = await orderChanges(stage);
	await n8n.activate();
	const wentOn = async () => await goOn(stage, shops, active, told);
	check('all triggers live on after they were inactive', await until(wentOn), 'no new items');
}

const problemOf = (isWell: boolean, problem: string) => (isWell ? undefined : problem);
const shown = (keys: string[]) => `${keys.length} (${keys.slice(0, 5).join(', ')})`;

/** Some receipts, with how long before which kill each reached the till system. */
function withTimes(ids: string[], made: ReadonlyMap<string, number>, { kills }: LiveN8n): string {
	return shown(
		ids.map((id) => {
			const ages = kills.map((kill) => ((kill - (made.get(id) ?? 0)) / SECONDS).toFixed(1));
			return `${id}: ${ages.join(' s, ')} s before the kills`;
		}),
	);
}

/** The receipts that a trigger has handed over in the end, compared with those that were made. */
async function compareReceipts(stage: Stage, shops: BusyShops, trigger: string): Promise<void> {
	const { n8n, mode, checks } = stage;
	const made = due(trigger, shops);
	const { vendor, every } = WATCHED[trigger] ?? { vendor: 'kassandro', every: 0 };
	const all = new Set(shops.receipts[vendor].keys());
	const read = async () => {
		// Those from before the work began, and for one trigger the late ones, may have come or not.
		const ids = (await idsFrom(stage, trigger)).filter((id) => made.has(id) || !isFree(id));
		return tally(made, ids, { at: n8n.kills, inHandMs: every * SECONDS + HAND_OVER });
	};
	const isFree = (id: string) => shops.before.has(id) || all.has(id);
	await until(async () => {
		const { lost, unexplained } = await read();
		return (mode === 'durable' ? lost : unexplained).length === 0;
	});
	const { delivered, lost, doubled, unexplained, unknown } = await read();
	const check = (title: string, isWell: boolean, problem: string) =>
		checks.push({ title: `${mode}: "${trigger}": ${title}`, problem: problemOf(isWell, problem) });
	check(
		`${delivered} receipts of ${made.size} in executions, ${lost.length} lost, ${doubled.length} doubled`,
		made.size > 30,
		'too few receipts for a test',
	);
	check('no receipt twice', doubled.length === 0, `twice: ${shown(doubled)}`);
	check('no receipt that nobody made', unknown.length === 0, `unknown: ${shown(unknown)}`);
	if (mode === 'durable')
		check('no receipt lost', lost.length === 0, `lost: ${withTimes(lost, made, n8n)}`);
	else {
		check(
			'receipts lost only in the window that the documents name',
			unexplained.length === 0,
			`lost at another time: ${withTimes(unexplained, made, n8n)}`,
		);
	}
}

/**
 * The business day that has ended meanwhile, and the one before it: tills that were offline have sent
 * receipts of yesterday for both.
 */
async function compareDays({ n8n, mode, checks }: Stage, end: DayEnd): Promise<void> {
	const daysFrom = async (trigger: string) =>
		(await n8n.items(trigger)).map(({ businessDay }) => String(businessDay));
	const check = (title: string, isWell: boolean, problem: string) =>
		checks.push({ title: `${mode}: ${title}`, problem: problemOf(isWell, problem) });
	const hasClosed = async () => (await daysFrom(CLOSED_DAYS)).includes(end.day);
	const isSure = mode === 'durable' && end.time > NOON;
	const hasChanged = async () => !isSure || (await daysFrom(CHANGED_DAYS)).length > 0;
	await until(async () => (await hasClosed()) && (await hasChanged()));
	const [closed, changed] = [await daysFrom(CLOSED_DAYS), await daysFrom(CHANGED_DAYS)];
	// In the default mode a kill may take along what a poll is just handing over.
	const isLost = mode === 'default' && closed.length === 0;
	check(
		`the business day that has ended, once (${isLost ? 'lost with a kill' : closed.join(', ')})`,
		isLost || (closed.length === 1 && closed[0] === end.day),
		`it is ${end.day}, and these came: ${closed.join(', ')}`,
	);
	const odd = changed.filter((day) => day >= end.day);
	check(
		`${changed.length} changes of days before it, each once`,
		odd.length === 0 && (changed.length > 0 || !isSure),
		changed.length === 0 ? 'there are none' : `also of ${odd.join(', ')}`,
	);
	const ids = (await n8n.items(CHANGED_DAYS)).map(({ id }) => String(id));
	check('no change of a day twice', new Set(ids).size === ids.length, ids.join(', '));
}

/** What n8n's executions hold in the end, compared with what happened. */
async function compare(stage: Stage, shops: BusyShops, end: DayEnd): Promise<void> {
	const { n8n, mode, checks } = stage;
	await compareDays(stage, end);
	const check = (title: string, isWell: boolean, problem: string) =>
		checks.push({ title: `${mode}: ${title}`, problem: problemOf(isWell, problem) });
	for (const trigger of Object.keys(WATCHED)) await compareReceipts(stage, shops, trigger);
	const steps = async () => (await n8n.items(ORDERS)).map(({ from, to }) => ({ from, to }));
	const message = async () => String((await n8n.items(ORDERS, MESSAGES)).at(-1)?.message);
	const isLast = (text: string) => text.endsWith(`is now: ${shops.status()}`);
	await until(async () => isLast(await message()));
	const changes = await steps();
	const breaks = breaksIn(changes, shops.status());
	const told = changes.map(({ to }) => to);
	check('no change twice', new Set(told).size === told.length, `told: ${told.join(', ')}`);
	// In the default mode each kill may take one change along.
	const allowed = mode === 'durable' ? 0 : n8n.kills.length;
	check(
		`${changes.length} changes of an order, with ${breaks.length} breaks in their chain`,
		changes.length > 4 && breaks.length <= allowed,
		breaks.join('; ') || 'too few changes for a test',
	);
	const last = await message();
	check("the example's last message tells the last status", isLast(last), `it says: ${last}`);
	if (mode === 'durable') {
		const log = readFileSync(n8n.log, 'utf8');
		check(
			'the durable mode is on',
			log.includes('Scheduler started') && !log.includes('cursors stay disabled'),
			'n8n says that it is not',
		);
	}
}

/**
 * Makes things happen in the shops until every trigger but the patient one has told of some. What its
 * activation's own poll notes isn't kept by n8n's durable mode: before the next one has ended, late
 * receipts are taken for old.
 */
export async function begin(stages: Stage[], { tills, setOrderStatus }: Shops): Promise<void> {
	let count = 0;
	await until(async () => {
		count += 1;
		await setOrderStatus(`begin ${count}`);
		await tills.kassandro.sell();
		await tills.cassaNova.sell();
		for (const stage of stages) {
			for (const trigger of [RECEIPTS, CASSA_NOVA]) {
				if ((await idsFrom(stage, trigger)).length === 0) return false;
			}
			if ((await orderChanges(stage)) === 0) return false;
		}
		return true;
	});
}

/** An n8n that wasn't started yet, with open doors to the shops. */
export async function openStage(mode: Mode, folder: string, ready: SandboxReady): Promise<Stage> {
	const n8n = new LiveN8n(folder, MODES[mode]);
	return { mode, n8n, gates: await openGates(ready), checks: [] };
}

/** Stops n8n, and shuts the doors. */
export async function closeStage(stage: Stage): Promise<void> {
	await stage.n8n.stop();
	await eachGate(stage, async (gate) => await gate.shut());
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
export async function checkTriggers(folder: string, tarball: Tarball): Promise<Result[]> {
	const sandbox = await startSandbox();
	const { ready } = sandbox;
	const stages: Stage[] = [];
	for (const mode of Object.keys(MODES) as Mode[]) {
		stages.push(await openStage(mode, join(folder, `triggers-${mode}`), ready));
	}
	const all = async (work: (stage: Stage) => Promise<void>) =>
		await Promise.all(stages.map(async (stage) => await work(stage)));
	try {
		const shops = await openShops(ready);
		const end = dayEnd();
		await all(async ({ n8n, gates }) => {
			await n8n.setUp(tarball, liveWorkflows(tarball.name, ready, gates, end));
			await n8n.activate();
		});
		await begin(stages, shops);
		const busy = await startShops(shops);
		await all(async (stage) => await told(stage, endure(stage, busy)));
		await busy.stop();
		await all(async (stage) => await told(stage, compare(stage, busy, end)));
	} finally {
		await all(closeStage);
		await sandbox.stop();
	}
	return stages.flatMap(({ checks }) => checks);
}
