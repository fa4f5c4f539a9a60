// Reads answers as large as they may be, and larger ones, and says how long they held the event loop.
//
// Run as a process of its own, with a small heap: `node --max-old-space-size=512 scripts/bench/answers.mts`
// prints a line of JSON for each, `{ name, longestMs, computedMs, seconds, outcome, fits, isTight }`. Arguments are parts of names.

import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { registerSourceHook } from '../engine/source-hook.mts';
import { inRoot } from '../lib/paths.mts';
import { benchHost } from './host.mts';

type Parameters = Record<string, unknown>;

interface Case {
	name: string;
	/** How the server answers; see `answers-server.mts`. */
	how: string;
	api: 'CassaNova' | 'Kassandro' | 'KassaForte';
	parameters: Parameters;
	/** The beginning of what must come of it: `12 items`, or a part of an error. */
	expected: RegExp;
	/** True where the heap is nearly full, so that collecting it takes long: the time isn't judged. */
	isTight?: true;
}

const TAXES = { authentication: 'apiKey', resource: 'tax', operation: 'getAll', returnAll: true };
const ARTICLES = { authentication: 'accountToken', resource: 'article', operation: 'getAll' };
const INFOS = { authentication: 'basicAuth', resource: 'shop', operation: 'getInfos' };
const STATUS = {
	authentication: 'basicAuth',
	resource: 'order',
	operation: 'getStatus',
	orderId: '12345678901234',
};
const FILE = {
	authentication: 'accountToken',
	resource: 'attachment',
	operation: 'download',
	downloadBy: 'url',
};
const RECEIPTS = {
	authentication: 'accountToken',
	resource: 'receipt',
	operation: 'getAll',
	dateFrom: '2026-03-01',
	dateTo: '2026-03-31',
	returnAll: true,
};
const BOOKINGS = {
	authentication: 'accountToken',
	resource: 'accounting',
	operation: 'getBookings',
	period: 'custom',
	dateFrom: '2026-03-01',
	dateTo: '2026-03-31',
	groupBy: 'receipt',
};
const TOO_LARGE = /larger than 64 MB/;
const TOO_MANY = /records take more than 256 MB of memory/;

const cases: Case[] = [
	{
		name: 'a page of a list',
		how: 'records-answer-35',
		api: 'CassaNova',
		parameters: TAXES,
		expected: /^\d\d items/,
	},
	{
		name: 'products',
		how: 'groups-list-36',
		api: 'Kassandro',
		parameters: ARTICLES,
		expected: /items/,
	},
	{
		name: 'infos',
		how: 'groups-order-36',
		api: 'KassaForte',
		parameters: INFOS,
		expected: /^1 items/,
	},
	{
		name: 'an order',
		how: 'groups-order-36',
		api: 'KassaForte',
		parameters: STATUS,
		expected: /^1 items/,
	},
	{
		name: 'an error body',
		how: 'groups-error-36-400',
		api: 'CassaNova',
		parameters: TAXES,
		expected: /Not today/,
	},
	{ name: 'a file', how: 'file-file-5', api: 'Kassandro', parameters: FILE, expected: /^1 items/ },
	{
		name: 'a token',
		how: 'groups-token-4',
		api: 'CassaNova',
		parameters: TAXES,
		expected: /holds no list/,
	},
	{
		name: 'one text',
		how: 'text-text-15',
		api: 'KassaForte',
		parameters: INFOS,
		expected: /^1 items/,
	},
	...['objects-list-2', 'lists-list-3', 'names-list-4', 'texts-list-12', 'wide-list-30'].map(
		(how): Case => ({
			name: `small values: ${how}`,
			how,
			api: 'KassaForte',
			parameters: INFOS,
			expected: /^1 items/,
		}),
	),
	...['objects', 'lists', 'names', 'texts', 'wide', 'receipts', 'records'].map(
		(kind): Case => ({
			name: `beyond the bound: ${kind}`,
			how: `${kind}-list-80`,
			api: 'KassaForte',
			parameters: INFOS,
			expected: TOO_LARGE,
		}),
	),
	...['simplified', 'raw'].map(
		(output): Case => ({
			name: `4,000 receipts a day for two weeks, ${output}`,
			isTight: true,
			how: 'receipts-pages-56000',
			api: 'Kassandro',
			parameters: { ...RECEIPTS, output },
			expected: /^56000 items/,
		}),
	),
	...[6000, 56_000].map(
		(count): Case => ({
			name: `${count} receipts in a month, accounting`,
			...(count > 6000 ? { isTight: true as const } : {}),
			how: `receipts-pages-${count}`,
			api: 'Kassandro',
			parameters: { ...RECEIPTS, output: 'accounting' },
			expected: new RegExp(`^${count} items`),
		}),
	),
	...['items', 'csvWindows'].map(
		(fileFormat): Case => ({
			name: `bookings of 20,000 receipts, ${fileFormat}`,
			how: 'receipts-pages-20000',
			api: 'Kassandro',
			parameters: { ...BOOKINGS, fileFormat },
			expected: fileFormat === 'items' ? /^\d{5} items/ : /^1 items/,
		}),
	),
	{
		name: 'receipts beyond the bound',
		isTight: true,
		how: 'receipts-pages-400000',
		api: 'Kassandro',
		parameters: { ...RECEIPTS, output: 'raw' },
		expected: TOO_MANY,
	},
	...['objects', 'names'].map(
		(kind): Case => ({
			name: `pages beyond the bound: ${kind}`,
			// Names that no object had before fill the heap with what the engine knows of each.
			...(kind === 'names' ? { isTight: true as const } : {}),
			how: `${kind}-answer-3`,
			api: 'CassaNova',
			parameters: TAXES,
			expected: /./,
		}),
	),
];

registerSourceHook();
const require = createRequire(import.meta.url);
const load = (file: string) => require(inRoot(file)) as Record<string, unknown>;
const { executeApi } = load('nodes/shared/run/execute.ts') as {
	executeApi: (host: object, api: object) => Promise<object[][]>;
};
const apis: Record<Case['api'], object> = {
	CassaNova: load('nodes/CassaNova/api.ts').cassaNova as object,
	Kassandro: load('nodes/Kassandro/api.ts').kassandro as object,
	KassaForte: load('nodes/KassaForte/api.ts').kassaForte as object,
};

function hostOf({ parameters, how }: Case, origin: string): object {
	const baseUrl = `${origin}/${how}`;
	const credentials = {
		apiKey: 'key-of-the-large-answers',
		token: 'account-token-of-the-answers',
		baseUrl,
		domain: baseUrl,
		username: 'user-of-answers',
		password: 'password-of-answers',
	};
	return benchHost({
		parameters,
		values: { ...parameters, url: `${origin}/cdn/file.pdf`, binaryPropertyName: 'data' },
		credentials,
		helpers: {
			prepareBinaryData: async (content: Buffer) =>
				await Promise.resolve({ data: '', fileSize: content.length }),
		},
	});
}

/** Gives how many items came out, or the error. */
async function outcomeOf(one: Case, origin: string): Promise<string> {
	try {
		const [items = []] = await executeApi(hostOf(one, origin), apis[one.api]);
		return `${items.length} items`;
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		return `${message} ${description ?? ''}`;
	}
}

/** Processor time of this thread, in milliseconds. */
function computing(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

/**
 * Watches how long this thread computes between two turns of the event loop: unlike the time on the wall,
 * that doesn't depend on what else runs on the machine.
 * @returns a function that ends it, and gives the longest, in milliseconds
 */
function watchTurns(): () => number {
	let longest = 0;
	let before = computing();
	const timer = setInterval(() => {
		const now = computing();
		longest = Math.max(longest, now - before);
		before = now;
	}, 1);
	return () => {
		clearInterval(timer);
		return Math.round(longest);
	};
}

async function measure(one: Case, origin: string): Promise<void> {
	await delay(50);
	const histogram = monitorEventLoopDelay({ resolution: 5 });
	histogram.enable();
	const computed = watchTurns();
	const before = performance.now();
	const outcome = await outcomeOf(one, origin);
	const seconds = (performance.now() - before) / 1000;
	await delay(20);
	histogram.disable();
	const computedMs = computed();
	const line = {
		name: one.name,
		longestMs: Math.round(histogram.max / 1e6),
		computedMs,
		seconds: Math.round(seconds * 10) / 10,
		outcome: outcome.slice(0, 400),
		fits: one.expected.test(outcome),
		isTight: one.isTight === true,
	};
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

const server = fork(inRoot('scripts', 'bench', 'answers-server.mts'), {
	execArgv: [],
});
const origin = await new Promise<string>((resolve) =>
	server.once('message', (message) => resolve(String(message))),
);
const wanted = process.argv.slice(2);
for (const one of cases) {
	if (wanted.length > 0 && !wanted.some((part) => one.name.includes(part))) continue;
	await measure(one, origin);
}
server.disconnect();
process.exit(0);
