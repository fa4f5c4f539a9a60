// `npm run bench`: reads 10,000 receipts from the sandbox, with 50 ms latency for each request, once
// with our node and once with n8n's HTTP Request node and pagination, side by side in one real n8n.
// Then weighs memory, the accounting output, the bookings of a year and those of a million receipts batch
// by batch, times bookings and how long large answers hold the process, counts what polls of the triggers
// cost, and what "Sync From a List" does against Get Many, Merge and Update. Prints ratios; one that misses
// its goal fails. `--only=triggers`, `--only=sync` and `--only=reading` (what stands first here) make a part alone.
// `--only=workers` is never part of the rest: executions in queue mode with one worker and with two.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchSync } from './bench/sync.mts';
import { benchTriggers } from './bench/triggers.mts';
import { benchWorkers } from './bench/workers.mts';
import { engine } from './engine/run.mts';
import { timeBookings } from './lib/book-bench.mts';
import { missingPrograms } from './lib/debian.mts';
import { HEAP_MB, readLargeAnswers } from './lib/large-answers.mts';
import type { ReadAnswer } from './lib/large-answers.mts';
import { weighMillion } from './lib/million-books.mts';
import { runOrThrow } from './lib/run.mts';
import { engineCredentials, sandboxCredentials } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';
import { POSTGRES_PROGRAMS } from './lib/servers.mts';
import { weighYear } from './lib/year-books.mts';
import { installPackage, npmWithTarballs, pack } from './n8n/community-package.mts';
import { executeWorkflow, importCredentials, importWorkflows, startN8n } from './n8n/drive.mts';
import { installN8n } from './n8n/install.mts';

const RECEIPTS = 10_000;
const LATENCY_MS = 50;
const ROUNDS = 3;
/** How much faster than the HTTP Request node ours must be. */
const GOAL = 5;
/** Milliseconds that bookings may compute beyond fetching. */
const BOOKS_GOAL = 1000;
/** Receipts of a year, and the megabytes that their bookings may hold beyond the process's rest. */
const YEAR_RECEIPTS = 100_000;
const YEAR_GOAL_MB = 60;
/** Receipts that are booked batch by batch, and the megabytes that more of them may take. */
const MANY_RECEIPTS = [250_000, 1_000_000];
const MANY_GROWTH_MB = 15;
/** Milliseconds that an answer may hold the event loop. */
const HELD_GOAL = 200;
const day = { from: '2026-03-10', to: '2026-03-11' };

/** Parts that can be run alone. */
const PARTS = ['triggers', 'sync', 'reading', 'workers'] as const;
const only = PARTS.find((part) => process.argv.includes(`--only=${part}`));
const isWanted = (part: (typeof PARTS)[number]) => only === undefined || only === part;

const tell = (text: string) => process.stdout.write(`${text}\n`);
const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const folder = mkdtempSync(join(tmpdir(), 'kassa-bench-'));

const sandbox = await startSandbox();
const control = async (path: string, body: object) => {
	const response = await fetch(`${sandbox.ready.control}/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
};

const trigger = {
	id: 't',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const workflow = (id: string, node: object) => ({
	id,
	name: id,
	active: false,
	nodes: [trigger, { id: 'n', name: 'Read', position: [240, 0], ...node }],
	connections: { Start: { main: [[{ node: 'Read', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});
const ours = (id: string, output: string) =>
	workflow(id, {
		type: 'n8n-nodes-kassa.cassaNova',
		typeVersion: 1,
		parameters: {
			authentication: 'apiKey',
			resource: 'receipt',
			operation: 'getAll',
			datetimeFrom: day.from,
			datetimeTo: day.to,
			output,
			returnAll: true,
		},
		credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'CassaNova (sandbox)' } },
	});

/** What a user would build without this package: n8n's own node, page after page. */
async function httpRequest(id: string) {
	const { baseUrl, apiKey } = sandbox.ready.cassaNova;
	const answer = await fetch(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'X-Requested-With': '*' },
		body: JSON.stringify({ apiKey }),
	});
	const { access_token: token } = (await answer.json()) as { access_token: string };
	const query = { limit: '100', datetimeFrom: `"${day.from}"`, datetimeTo: `"${day.to}"` };
	const headers = { Authorization: `Bearer ${token}`, 'X-Version': '1.0.0' };
	const list = (values: object) => ({
		parameters: Object.entries(values).map(([name, value]) => ({ name, value: String(value) })),
	});
	return workflow(id, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${baseUrl}/documents/receipts`,
			sendQuery: true,
			queryParameters: list(query),
			sendHeaders: true,
			headerParameters: list(headers),
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'start', value: '={{ $pageCount * 100 }}' }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ $response.body.receipts.length < 100 }}',
						limitPagesFetched: false,
					},
				},
			},
		},
	});
}

interface Measured {
	milliseconds: number;
	requests: number;
}

/** Runs a workflow in the real n8n and takes the node's own time. */
async function measure(id: string): Promise<Measured> {
	await fetch(`${sandbox.ready.control}/log`, { method: 'DELETE' });
	const { data } = await executeWorkflow({ userFolder: folder }, id);
	const [run] = data.resultData.runData.Read ?? [];
	if (!run || data.resultData.error) throw new Error(data.resultData.error?.message ?? 'no run');
	const log = (await (await fetch(`${sandbox.ready.control}/log`)).json()) as Array<{
		path: string;
	}>;
	return {
		milliseconds: (run as unknown as { executionTime: number }).executionTime,
		requests: log.filter(({ path }) => path === '/documents/receipts').length,
	};
}

async function sideBySide(): Promise<boolean> {
	tell('Starting a real n8n with the packed package …');
	await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
	const tarball = await pack(`${folder}/packed`);
	await installN8n();
	const n8n = await startN8n({ userFolder: folder, env: npmWithTarballs(folder, tarball) });
	try {
		await installPackage(n8n, tarball);
		await importCredentials({ userFolder: folder }, sandboxCredentials(sandbox.ready));
		await importWorkflows({ userFolder: folder }, [
			ours('benchOurs', 'raw'),
			await httpRequest('benchHttp'),
		]);
	} finally {
		await n8n.stop();
	}
	const results: Record<string, Measured[]> = { benchOurs: [], benchHttp: [] };
	for (let round = 1; round <= ROUNDS; round++) {
		tell(`Round ${round} of ${ROUNDS} …`);
		for (const [id, measured] of Object.entries(results)) measured.push(await measure(id));
	}
	const [own = [], other = []] = [results.benchOurs, results.benchHttp];
	for (const [name, list] of [
		['CassaNova node', own],
		['HTTP Request node', other],
	] as const) {
		const times = list.map(({ milliseconds }) => milliseconds);
		tell(
			`  ${name.padEnd(18)} ${String(list[0]?.requests).padStart(4)} requests   ` +
				`${Math.min(...times)} / ${median(times)} / ${Math.max(...times)} ms (min / median / max)`,
		);
	}
	const ratio = median(other.map((m) => m.milliseconds)) / median(own.map((m) => m.milliseconds));
	const exact = own.every(({ requests }) => requests === RECEIPTS / 100);
	tell(`  ratio              ${ratio.toFixed(1)} times as fast (goal: ${GOAL})`);
	if (!exact) tell(`  FAILED: ${own[0]?.requests} requests instead of ${RECEIPTS / 100}`);
	return ratio >= GOAL && exact;
}

/** Reads and converts without latency; memory is compared with the size of the answer. */
async function weigh(): Promise<void> {
	await control('latency', { ms: 0 });
	const credentials = engineCredentials(sandbox.ready);
	for (const output of ['raw', 'accounting']) {
		const before = process.memoryUsage().rss;
		let peak = before;
		const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
		const run = await engine.runWorkflow({ workflow: ours('weigh', output) as never, credentials });
		clearInterval(timer);
		const size = JSON.stringify(run.items).length;
		const time = run.nodes.Read?.[0]?.milliseconds;
		tell(
			`  ${output.padEnd(18)} ${run.items.length} items in ${time} ms, ` +
				`memory grew by ${((peak - before) / size).toFixed(1)} times the size of the result`,
		);
	}
}

/**
 * Bookings of all receipts, without the reading: the middle of some rounds. What they compute is judged, since
 * what else runs on the machine makes them late as well.
 */
async function book(): Promise<boolean> {
	const credentials = engineCredentials(sandbox.ready);
	const read = async (id: string, node: object) =>
		await engine.runWorkflow({ workflow: workflow(id, node) as never, credentials });
	const receipts = await engine.runWorkflow({
		workflow: ours('book', 'raw') as never,
		credentials,
	});
	const taxes = await read('taxes', {
		type: 'n8n-nodes-kassa.cassaNova',
		typeVersion: 1,
		parameters: { authentication: 'apiKey', resource: 'tax', operation: 'getAll', returnAll: true },
		credentials: { cassaNovaApi: { id: 'cassaNovaApi', name: 'CassaNova (sandbox)' } },
	});
	const rates = new Map(taxes.items.map(({ json }) => [String(json.id), json.rate]));
	const records = receipts.items.map(({ json }) => json);
	const rounds = Array.from({ length: 2 * ROUNDS }, () => timeBookings(records, rates, day));
	const time = median(rounds.map(({ milliseconds }) => milliseconds));
	const computed = median(rounds.map(({ cpuMilliseconds }) => cpuMilliseconds));
	const [first] = rounds;
	tell(
		`  ${records.length} receipts to ${first?.bookings} bookings in ${time.toFixed(0)} ms beyond fetching, ` +
			`${computed.toFixed(0)} ms of them computing (goal: ${BOOKS_GOAL}), ` +
			`${first?.clearingCents} cents left on the clearing account`,
	);
	return computed < BOOKS_GOAL && records.length >= RECEIPTS && first?.clearingCents === 0;
}

/** Books of a year: what they hold doesn't depend on how fast the machine is. */
async function weighBooks(): Promise<boolean> {
	tell(`Bookings of a year of ${YEAR_RECEIPTS.toLocaleString('en')} receipts:`);
	const weighed = await weighYear(YEAR_RECEIPTS);
	for (const { vendor, receipts, bookings, heldMb, seconds } of weighed) {
		tell(
			`  ${vendor.padEnd(18)} ${receipts} receipts to ${bookings} bookings in ${seconds} s, ` +
				`at most ${heldMb} MB beyond the rest (goal: ${YEAR_GOAL_MB})`,
		);
	}
	return weighed.length === 2 && weighed.every(({ heldMb }) => heldMb <= YEAR_GOAL_MB);
}

/** Books that grow batch by batch: what they hold hardly depends on how many receipts there are. */
async function weighBatches(): Promise<boolean> {
	const missing = await missingPrograms(POSTGRES_PROGRAMS);
	if (missing !== undefined) {
		tell(`Books batch by batch are left out: ${missing}`);
		return true;
	}
	tell('Books batch by batch, from a real PostgreSQL and back:');
	const weighed = await weighMillion(...MANY_RECEIPTS);
	for (const { receipts, batches, stateMb, heldMb, seconds } of weighed) {
		tell(
			`  ${receipts} receipts in ${batches} batches in ${seconds} s, a state of ${stateMb} MB, ` +
				`at most ${heldMb} MB beyond the rest (goal: ${YEAR_GOAL_MB})`,
		);
	}
	const [few = Infinity, many = Infinity] = weighed.map(({ heldMb }) => heldMb);
	tell(`  ${many - few} MB more for the more of them (goal: ${MANY_GROWTH_MB})`);
	return many <= YEAR_GOAL_MB && many - few <= MANY_GROWTH_MB;
}

/**
 * Answers as large as they may be, and larger ones. What the thread computed is judged, since what else
 * runs on the machine makes the event loop late as well.
 */
async function hold(): Promise<boolean> {
	tell(`Large answers, in a process with ${HEAP_MB} MB: late by perf_hooks / computed in one go`);
	const isHeld = ({ computedMs, isTight }: ReadAnswer) => computedMs > HELD_GOAL && !isTight;
	const { reads, code } = await readLargeAnswers((read) => {
		const { name, longestMs, computedMs, fits, isTight } = read;
		const note = isTight ? ' (heap nearly full: not judged)' : '';
		tell(
			`  ${name.padEnd(48)} ${String(longestMs).padStart(6)} / ${String(computedMs).padStart(4)} ms` +
				`${isHeld(read) ? ` MISSED (goal: ${HELD_GOAL})` : note}${fits ? '' : ' FAILED'}`,
		);
	});
	if (code !== 0) tell('  FAILED: the process ended');
	return code === 0 && reads.every((read) => read.fits && !isHeld(read));
}

/** Executions in queue mode. */
async function byWorkers(): Promise<boolean> {
	tell('Executions that read 1,000 receipts for accounting, with one worker and with two:');
	await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
	const tarball = await pack(`${folder}/packed`);
	return await benchWorkers(`${folder}/queue`, tarball, sandbox.ready, tell);
}

let reached = false;
try {
	const results: boolean[] = [];
	// A sandbox of their own: our nodes count the calls to each address, and the readings need theirs.
	if (isWanted('triggers')) {
		const polled = await startSandbox();
		results.push(await benchTriggers(polled.ready).finally(async () => await polled.stop()));
	}
	if (isWanted('sync')) {
		const synced = await startSandbox();
		results.push(await benchSync(synced.ready).finally(async () => await synced.stop()));
	}
	if (only === undefined) {
		results.push(await hold(), await weighBooks(), await weighBatches());
	}
	if (isWanted('reading')) {
		tell(`Making ${RECEIPTS} receipts in one window, ${LATENCY_MS} ms latency for each request …`);
		await control('generate', { vendor: 'cassaNova', count: RECEIPTS, ...day });
		await control('latency', { ms: LATENCY_MS });
		results.push(await sideBySide());
		tell('In process, without latency:');
		await weigh();
		results.push(await book());
	}
	if (only === 'workers') results.push(await byWorkers());
	reached = results.every(Boolean);
} catch (error) {
	process.stderr.write(
		`\nThe bench failed: ${error instanceof Error ? error.message : String(error)}\n`,
	);
} finally {
	await sandbox.stop();
	rmSync(folder, { recursive: true, force: true });
}
process.exit(reached ? 0 : 1);
