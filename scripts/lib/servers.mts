// A PostgreSQL and a Redis of a test's own: in a folder that goes with them, on this machine only.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.mts';
import { missingPrograms, programPath } from './debian.mts';

/** A server that runs. */
export interface RunningServer {
	host: string;
	port: number;
	/** Ends it, and deletes all that it holds. */
	stop(): Promise<void>;
}

/** How long a server may take to start, in milliseconds. */
const START_MS = 60_000;

/**
 * Who a server runs as that doesn't run as root.
 * @returns undefined where this process isn't root's either
 */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const ids = await Promise.all(
		['-u', '-g'].map(async (flag) => {
			const child = spawn('id', [flag, 'nobody'], { stdio: ['ignore', 'pipe', 'ignore'] });
			let text = '';
			child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
			await once(child, 'close');
			return Number(text);
		}),
	);
	return { uid: ids[0] ?? 65_534, gid: ids[1] ?? 65_534 };
}

async function untilItListens(port: number, hasEnded: () => boolean): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (Date.now() < deadline && !hasEnded()) {
		const socket = connect(port, '127.0.0.1');
		const isThere = await Promise.race([
			once(socket, 'connect').then(
				() => true,
				() => false,
			),
			once(socket, 'error').then(() => false),
		]).catch(() => false);
		socket.destroy();
		if (isThere) return;
		await delay(100);
	}
	throw new Error(`Nothing listens on port ${port}`);
}

/** Starts a server in a folder of its own. */
async function start(
	program: string,
	argsIn: (folder: string, port: number) => string[],
	prepare: (folder: string, user: { uid: number; gid: number } | undefined) => Promise<void>,
): Promise<RunningServer> {
	const user = await unprivileged();
	const folder = mkdtempSync(join(tmpdir(), `kassa-${program}-`));
	if (user) {
		chmodSync(folder, 0o700);
		chownSync(folder, user.uid, user.gid);
	}
	const remove = () => rmSync(folder, { recursive: true, force: true });
	try {
		await prepare(folder, user);
		const port = await freePort();
		const child = spawn(programPath(program) ?? program, argsIn(folder, port), {
			cwd: folder,
			stdio: 'ignore',
			...user,
		});
		const ended = once(child, 'exit');
		const killOnExit = () => child.kill('SIGKILL');
		process.once('exit', killOnExit);
		const stop = async () => {
			process.off('exit', killOnExit);
			// PostgreSQL waits for its clients on SIGTERM.
			child.kill('SIGINT');
			await ended;
			remove();
		};
		await untilItListens(port, () => child.exitCode !== null);
		return { host: '127.0.0.1', port, stop };
	} catch (error) {
		remove();
		throw error;
	}
}

/** The only user and database of {@link startPostgres}; no password is asked for. */
export const POSTGRES = { user: 'kassa', database: 'postgres' };

/** Programs that {@link startPostgres} needs, with Debian's packages. */
export const POSTGRES_PROGRAMS = { initdb: 'postgresql', postgres: 'postgresql' };

/** Programs that {@link startRedis} needs, with Debian's packages. */
export const REDIS_PROGRAMS = { 'redis-server': 'redis-server' };

/**
 * Starts a PostgreSQL.
 * @throws with what is missing, where the machine has none
 */
export async function startPostgres(): Promise<RunningServer> {
	const missing = await missingPrograms(POSTGRES_PROGRAMS);
	if (missing !== undefined) throw new Error(missing);
	const data = (folder: string) => join(folder, 'data');
	return await start(
		'postgres',
		(folder, port) => [
			...['-D', data(folder), '-p', String(port), '-h', '127.0.0.1', '-k', folder],
			// What is lost with the machine is nobody's.
			...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
		],
		async (folder, user) => {
			const args = ['-D', data(folder), '-U', POSTGRES.user, '-A', 'trust', '-E', 'UTF8'];
			const child = spawn(programPath('initdb') ?? 'initdb', [...args, '--locale=C', '--no-sync'], {
				cwd: folder,
				stdio: 'ignore',
				...user,
			});
			const [code] = (await once(child, 'exit')) as [number | null];
			if (code !== 0) throw new Error(`initdb ended with ${code}`);
		},
	);
}

/**
 * Starts a Redis.
 * @throws with what is missing, where the machine has none
 */
export async function startRedis(): Promise<RunningServer> {
	const missing = await missingPrograms(REDIS_PROGRAMS);
	if (missing !== undefined) throw new Error(missing);
	return await start(
		'redis-server',
		(folder, port) => [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--save', '', '--appendonly', 'no'],
		],
		async () => await Promise.resolve(),
	);
}
