// Weighs books that grow batch by batch: receipts stand in a real PostgreSQL, and each batch is read from
// there, added to the state that stands there as well, and the state is written back, as the example
// "kassandro-million-receipts-with-postgresql" does it in n8n's Loop.
//
// Run as a process of its own: `node --expose-gc scripts/bench/million.mts 250000 1000000` prints a line of
// JSON for each number of receipts.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from '../lib/paths.mts';
import { literal, PostgresClient } from '../lib/postgres-client.mts';
import { startPostgres } from '../lib/servers.mts';
import { receiptsInSql } from '../lib/stored-receipts.mts';
import { benchHost } from './host.mts';

/** Receipts of a batch. */
const BATCH = 5000;
/** How often memory is looked at, in milliseconds: collecting it takes about a tenth of that. */
const EVERY_MS = 2000;
const MB = 1024 * 1024;

registerSourceHook();
const require = createRequire(import.meta.url);
const load = (file: string) => require(inRoot(file)) as Record<string, unknown>;
type Items = Array<{ json: Record<string, unknown> }>;
const { executeApi } = load('nodes/shared/run/execute.ts') as {
	executeApi: (host: object, api: object) => Promise<Items[]>;
};
const api = load('nodes/Kassandro/api.ts').kassandro as object;

const credentials = { token: 'account-token-of-the-million', baseUrl: 'http://127.0.0.1:9' };

/** Book From Items, with the state that there is. */
async function book(items: Items, addTo: unknown, fileFormat: string) {
	const parameters = {
		authentication: 'accountToken',
		resource: 'accounting',
		operation: 'bookItems',
		fileFormat,
		groupBy: 'day',
		options: { receiptField: 'receipt', addTo },
	};
	const [[item] = []] = await executeApi(benchHost({ parameters, credentials, items }), api);
	return item?.json ?? {};
}

const collect = globalThis.gc;
if (!collect) throw new Error('Run it with --expose-gc.');

/** Bytes that are held once everything that nobody needs is gone. */
function held(): number {
	collect?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Writes the receipts of a year into the database, which makes them itself. */
async function fill(client: PostgresClient, count: number): Promise<void> {
	await client.query(`
		DROP TABLE IF EXISTS kassa_receipts;
		CREATE TABLE kassa_receipts (position bigint PRIMARY KEY, receipt jsonb NOT NULL);
		INSERT INTO kassa_receipts ${receiptsInSql(count, literal)};
		DROP TABLE IF EXISTS kassa_books;
		CREATE TABLE kassa_books (name text PRIMARY KEY, state text NOT NULL DEFAULT '{}');
		INSERT INTO kassa_books (name) VALUES ('books');
	`);
}

async function stateIn(client: PostgresClient): Promise<string> {
	const [row] = await client.query("SELECT state FROM kassa_books WHERE name = 'books'");
	return row?.state ?? '';
}

async function addBatch(client: PostgresClient, from: number): Promise<void> {
	const rows = await client.query(
		`SELECT receipt FROM kassa_receipts WHERE position >= ${from} AND position < ${from + BATCH} ORDER BY position`,
	);
	const items = rows.map((json) => ({ json }));
	const made = await book(items, await stateIn(client), 'state');
	await client.query(
		`UPDATE kassa_books SET state = ${literal(String(made.state))} WHERE name = 'books'`,
	);
}

const server = await startPostgres();
try {
	const client = await PostgresClient.connect(server);
	// What the process loads once isn't weighed.
	await fill(client, BATCH);
	await addBatch(client, 0);
	for (const count of process.argv.slice(2).map(Number)) {
		await fill(client, count);
		const before = held();
		const rss = process.memoryUsage().rss;
		let [peak, peakRss, batches] = [before, rss, 0];
		const timer = setInterval(() => {
			peakRss = Math.max(peakRss, process.memoryUsage().rss);
			peak = Math.max(peak, held());
		}, EVERY_MS);
		const since = performance.now();
		for (let from = 0; from < count; from += BATCH) {
			await addBatch(client, from);
			batches += 1;
		}
		const state = await stateIn(client);
		const {
			asOf: _asOf,
			text: _text,
			...summary
		} = await book([{ json: { state } }], state, 'summary');
		clearInterval(timer);
		peak = Math.max(peak, held());
		const line = {
			receipts: summary.receipts,
			batches,
			bookings: summary.bookings,
			missing: (summary.missingNumbers as unknown[]).length,
			gross: (summary.totals as { gross?: string }).gross,
			hash: createHash('sha256').update(JSON.stringify(summary)).digest('hex').slice(0, 12),
			stateMb: Number((state.length / MB).toFixed(1)),
			heldMb: Math.round((peak - before) / MB),
			rssMb: Math.round((peakRss - rss) / MB),
			seconds: Math.round((performance.now() - since) / 1000),
		};
		process.stdout.write(`${JSON.stringify(line)}\n`);
	}
	client.end();
} finally {
	await server.stop();
}
process.exit(0);
