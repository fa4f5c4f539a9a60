// Weighs the bookings of a year: what a process holds beyond what it holds anyway, as it is collected again
// and again while the year is read.
//
// Run as a process of its own: `node --expose-gc scripts/bench/year.mts 100000 300000` prints a line of JSON
// for each system and number of receipts.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from '../lib/paths.mts';
import { benchHost } from './host.mts';

/** How often memory is looked at, in milliseconds: collecting it takes about a tenth of that. */
const EVERY_MS = 1000;
const MB = 1024 * 1024;
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const DAYS = 365;

registerSourceHook();
const require = createRequire(import.meta.url);
const load = (file: string) => require(inRoot(file)) as Record<string, unknown>;
type Items = Array<{ json: Record<string, unknown> }>;
const { executeApi } = load('nodes/shared/run/execute.ts') as {
	executeApi: (host: object, api: object) => Promise<Items[]>;
};
const VENDORS = {
	kassandro: {
		api: load('nodes/Kassandro/api.ts').kassandro as object,
		authentication: 'accountToken',
	},
	cassaNova: { api: load('nodes/CassaNova/api.ts').cassaNova as object, authentication: 'apiKey' },
};
type Vendor = keyof typeof VENDORS;

/** The summary of some days' books. */
async function book(vendor: Vendor, baseUrl: string, days: { from: string; to: string }) {
	const { api, authentication } = VENDORS[vendor];
	const parameters = {
		authentication,
		resource: 'accounting',
		operation: 'getBookings',
		period: 'custom',
		dateFrom: days.from,
		dateTo: days.to,
		groupBy: 'day',
		fileFormat: 'summary',
	};
	const credentials = {
		apiKey: 'key-of-the-years-books',
		token: 'account-token-of-the-years-books',
		baseUrl,
	};
	const [[item] = []] = await executeApi(benchHost({ parameters, credentials }), api);
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

const server = fork(inRoot('scripts', 'bench', 'year-server.mts'), { execArgv: [] });
const origin = await new Promise<string>((resolve) =>
	server.once('message', (message) => resolve(String(message))),
);
for (const vendor of ['kassandro', 'cassaNova'] as const) {
	await book(vendor, `${origin}/5`, { from: YEAR.from, to: YEAR.from });
	for (const count of process.argv.slice(2).map(Number)) {
		const before = held();
		let peak = before;
		let peakRss = 0;
		const rss = process.memoryUsage().rss;
		const timer = setInterval(() => {
			peakRss = Math.max(peakRss, process.memoryUsage().rss);
			peak = Math.max(peak, held());
		}, EVERY_MS);
		const since = performance.now();
		const baseUrl = `${origin}/${Math.round(count / DAYS)}`;
		const { asOf: _asOf, ...summary } = await book(vendor, baseUrl, YEAR);
		clearInterval(timer);
		const line = {
			vendor,
			receipts: summary.receipts,
			bookings: summary.bookings,
			unbalanced: (summary.unbalanced as unknown[] | undefined)?.length,
			hash: createHash('sha256').update(JSON.stringify(summary)).digest('hex').slice(0, 12),
			heldMb: Math.round((peak - before) / MB),
			rssMb: Math.round((peakRss - rss) / MB),
			seconds: Math.round((performance.now() - since) / 1000),
		};
		process.stdout.write(`${JSON.stringify(line)}\n`);
	}
}
server.disconnect();
process.exit(0);
