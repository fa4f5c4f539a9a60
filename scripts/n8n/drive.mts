// Runs a real n8n for the scripts: its server, its command line, and calls to its REST interface.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hashSync } from 'bcryptjs';
import type { ItemFile } from '../lib/checked-files.mts';
import { freshFetch } from '../lib/fetch.mts';
import { freePort } from '../lib/free-port.mts';
import { nodePath } from '../lib/install-apart.mts';
import { installN8n } from './install.mts';
import { FILE_FOLDERS, importable, setUpOwner } from './older.mts';

/** The owner account of every n8n that these scripts start; it only listens on this machine. */
export const owner = { email: 'owner@kassa.example', password: 'Kassa-sandbox-1' };
const OWNER_NAME = { firstName: 'Kassa', lastName: 'Sandbox' };

export interface N8nOptions {
	/** n8n's user folder; its database, settings and community nodes lie in `.n8n` below it. */
	userFolder: string;
	/** TCP port of the editor; a free one by default. */
	port?: number;
	/** Added to n8n's environment. */
	env?: Record<string, string>;
}

export interface RunningN8n {
	/** Base address without a slash at its end. */
	url: string;
	userFolder: string;
	logFile: string;
	/** Calls n8n's REST interface as the owner; resolves to the answer's `data`. */
	rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
	/** The session as the browser needs it. */
	session(): { name: string; value: string; browserId: string };
	/** Ends n8n; resolves when it is gone. */
	stop(): Promise<void>;
	/** Ends n8n at once, as a power cut does; resolves when it is gone. */
	kill(): Promise<void>;
	/** Resolves when n8n has ended, by itself or stopped. */
	ended: Promise<void>;
}

/** How long n8n may take to start; with its first migrations, on a busy machine. */
const START_MS = 10 * 60_000;

/** n8n's environment: a quiet instance that calls nobody, with an owner and without a set-up form. */
async function environment(options: N8nOptions, port: number): Promise<NodeJS.ProcessEnv> {
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('N8N_'));
	return {
		...Object.fromEntries(inherited),
		PATH: nodePath(),
		N8N_USER_FOLDER: options.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}`,
		WEBHOOK_URL: `http://localhost:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_ENCRYPTION_KEY: 'kassa-local-only',
		N8N_SECURE_COOKIE: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER_NAME.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER_NAME.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: hashSync(owner.password, 10),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		NO_UPDATE_NOTIFIER: '1',
		...options.env,
	};
}

/** Waits until n8n answers, with its migrations done and its nodes loaded. */
async function ready(url: string, child: ChildProcess, logFile: string): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		try {
			const answer = await freshFetch(`${url}/healthz/readiness`, {
				signal: AbortSignal.timeout(10_000),
			});
			if (answer.ok) return;
		} catch {
			// Not listening yet.
		}
		await delay(250);
	}
	child.kill('SIGKILL');
	const log = readFileSync(logFile, 'utf8').split('\n').slice(-30).join('\n');
	throw new Error(`n8n did not get ready. The end of its log:\n${log}`);
}

/** Logs the owner in and returns a caller for n8n's internal REST interface. */
async function login(url: string) {
	const browserId = crypto.randomUUID();
	const headers = { 'content-type': 'application/json', 'browser-id': browserId };
	await setUpOwner(url, headers, { ...owner, ...OWNER_NAME });
	const answer = await freshFetch(`${url}/rest/login`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
	});
	const cookie = /^([^=]+)=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '');
	if (!answer.ok || cookie === null) {
		throw new Error(`Logging in to n8n failed: ${answer.status} ${await answer.text()}`);
	}
	const [pair = '', name = '', value = ''] = cookie;
	const rest = async <T,>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await freshFetch(`${url}/rest${path}`, {
			method,
			headers: { ...headers, cookie: pair },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		const parsed = text === '' ? {} : (JSON.parse(text) as { data?: unknown });
		return (parsed.data ?? parsed) as T;
	};
	return { rest, session: { name, value, browserId } };
}

/** A process of n8n, that ends with this one. */
async function startProcess(options: N8nOptions, command: 'start' | 'worker') {
	const program = await installN8n();
	mkdirSync(options.userFolder, { recursive: true });
	const port = options.port ?? (await freePort());
	const url = `http://localhost:${port}`;
	const logFile = join(options.userFolder, 'n8n.log');
	const log = openSync(logFile, 'a');
	const child = spawn(process.execPath, [program, command], {
		cwd: options.userFolder,
		env: await environment(options, port),
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	const ended = once(child, 'exit').then(() => {});
	const killOnExit = () => child.kill('SIGKILL');
	process.once('exit', killOnExit);
	void ended.then(() => process.off('exit', killOnExit));
	await ready(url, child, logFile);
	return {
		url,
		userFolder: options.userFolder,
		logFile,
		ended,
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
		async stop() {
			child.kill('SIGTERM');
			// n8n waits up to 30 seconds for running executions; nothing of ours is worth that.
			const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
			await ended;
			clearTimeout(timer);
		},
	};
}

/**
 * Starts n8n's server, installing n8n first where that hasn't been done, and waits until it answers.
 * Its log goes to `n8n.log` in the user folder.
 * @throws with the end of n8n's log when it doesn't get ready within ten minutes.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const running = await startProcess(options, 'start');
	const { rest, session } = await login(running.url);
	return { ...running, rest, session: () => session };
}

/** A worker of an n8n in queue mode. */
export type RunningWorker = Pick<RunningN8n, 'userFolder' | 'logFile' | 'stop' | 'kill' | 'ended'>;

/**
 * Starts a worker of an n8n in queue mode, and waits until it takes executions.
 * @throws with the end of its log when it doesn't get ready within ten minutes.
 */
export async function startWorker(options: N8nOptions): Promise<RunningWorker> {
	const port = options.port ?? (await freePort());
	const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
	return await startProcess({ ...options, port, env: { ...options.env, ...health } }, 'worker');
}

/** Starts one command of n8n's own command line; what it writes goes to files. */
async function startCommand(options: N8nOptions, args: string[]) {
	const program = await installN8n();
	mkdirSync(options.userFolder, { recursive: true });
	const name = (args[0] ?? '').replaceAll(':', '-');
	const files = ['out', 'err'].map((end) => join(options.userFolder, `command-${name}.${end}`));
	const [out, err] = files.map((file) => openSync(file, 'w'));
	const child = spawn(process.execPath, [program, ...args], {
		cwd: options.userFolder,
		env: await environment(options, options.port ?? (await freePort())),
		stdio: ['ignore', out, err],
	});
	const closed = once(child, 'close').then(([code]) => {
		for (const file of [out, err]) if (file !== undefined) closeSync(file);
		return code as number | null;
	});
	return { child, closed, files };
}

/**
 * Runs one command of n8n's own command line, such as `['import:workflow', '--input=…']`.
 * @returns what it wrote to stdout. Written through a file, because n8n cuts off what it pipes.
 * @throws with all it wrote when it ends with an error.
 */
export async function n8nCommand(options: N8nOptions, args: string[]): Promise<string> {
	const { closed, files } = await startCommand(options, args);
	const code = await closed;
	const [stdout = '', stderr = ''] = files.map((file) => readFileSync(file, 'utf8'));
	if (code !== 0) throw new Error(`n8n ${args.join(' ')} failed (${code}):\n${stdout}\n${stderr}`);
	return stdout;
}

/**
 * Starts a command like {@link n8nCommand} and kills it (SIGKILL) as soon as `when` says so.
 * @throws when the command ends before that
 */
export async function killedCommand(
	options: N8nOptions,
	args: string[],
	when: () => Promise<boolean>,
): Promise<void> {
	const { child, closed } = await startCommand(options, args);
	while (child.exitCode === null && !(await when())) await delay(20);
	const inTime = child.kill('SIGKILL');
	await closed;
	if (!inTime) throw new Error(`n8n ${args.join(' ')} ended before it could be killed`);
}

/** A credential as n8n imports it, with its data in the clear; n8n encrypts it. */
export interface CredentialToImport {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Writes JSON next to n8n's data and imports it with n8n's own command. */
async function importJson(options: N8nOptions, kind: 'credentials' | 'workflow', content: unknown) {
	mkdirSync(options.userFolder, { recursive: true });
	const file = join(options.userFolder, `import-${kind}.json`);
	writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
	const output = await n8nCommand(options, [`import:${kind}`, `--input=${file}`]);
	// n8n's import command ends with exit code 0 even when it failed.
	if (!output.includes('Successfully imported'))
		throw new Error(`n8n imported no ${kind}: ${output}`);
}

/** Imports credentials; those with the same id are replaced. A running server needs a restart. */
export const importCredentials = async (options: N8nOptions, credentials: CredentialToImport[]) =>
	await importJson(options, 'credentials', credentials);

/** Imports workflows (n8n's export JSON, each with an id); those with the same id are replaced. */
export const importWorkflows = async (options: N8nOptions, workflows: object[]) =>
	await importJson(options, 'workflow', workflows.map(importable));

interface ExecutionItem {
	json: Record<string, unknown>;
	binary?: Record<string, ItemFile>;
	pairedItem?: unknown;
}

/** What n8n stores of an execution, as far as the scripts look at it. */
export interface ExecutionData {
	status: string;
	data: {
		resultData: {
			error?: { message: string; description?: string };
			lastNodeExecuted?: string;
			runData: Record<
				string,
				Array<{
					executionStatus?: string;
					error?: { message: string; description?: string };
					data?: { main: Array<ExecutionItem[] | null> };
				}>
			>;
		};
	};
}

/**
 * Executes a workflow with n8n's command line and returns the whole execution, also of one that
 * failed. The workflow must begin with a Manual Trigger.
 */
export async function executeWorkflow(options: N8nOptions, id: string): Promise<ExecutionData> {
	let output: string;
	try {
		output = await n8nCommand(options, ['execute', `--id=${id}`, '--rawOutput']);
	} catch (error) {
		const file = join(options.userFolder, 'command-execute.out');
		output = existsSync(file) ? readFileSync(file, 'utf8') : '';
		if (!output.includes('"resultData"')) throw error;
	}
	const start = output.search(/^\{/m);
	const end = output.search(/^\}$/m);
	if (start < 0 || end < start) throw new Error(`n8n execute gave no JSON:\n${output}`);
	return JSON.parse(output.slice(start, end + 1)) as ExecutionData;
}

/** Reads a file of an item from where n8n keeps it: on its disk, by its ID. */
export function readStoredFile({ userFolder }: N8nOptions, { data, id }: ItemFile): Buffer {
	const [, place] = id?.split(':') ?? [];
	if (place === undefined) return Buffer.from(data, 'base64');
	const places = FILE_FOLDERS.map((folder) => join(userFolder, '.n8n', folder, place));
	const file = places.find((one) => existsSync(one));
	if (file === undefined) throw new Error(`n8n keeps no file ${place}`);
	return readFileSync(file);
}

/** What came out of a node, in all its runs and by all its outputs. */
export const itemsOfNode = ({ data }: ExecutionData, node: string): ExecutionItem[] =>
	(data.resultData.runData[node] ?? []).flatMap(
		(run) => run.data?.main.flatMap((output) => output ?? []) ?? [],
	);
