// An n8n in queue mode on this machine: PostgreSQL, Redis, its main process and workers, each with a
// folder of its own.

import { join } from 'node:path';
import { missingPrograms } from '../lib/debian.mts';
import {
	POSTGRES,
	POSTGRES_PROGRAMS,
	REDIS_PROGRAMS,
	startPostgres,
	startRedis,
} from '../lib/servers.mts';
import type { RunningServer } from '../lib/servers.mts';
import { npmWithTarballs } from './community-package.mts';
import type { Tarball } from './community-package.mts';
import { startN8n, startWorker } from './drive.mts';
import type { N8nOptions, RunningN8n, RunningWorker } from './drive.mts';

/** A worker that was killed is noticed after so long, in milliseconds; n8n's own values are longer. */
const STALLED_MS = 20_000;

/** An n8n in queue mode, without workers at first. */
export interface QueuedN8n {
	main: RunningN8n;
	/** Its database, where workflows of the test's own may have tables, too. */
	postgres: Pick<RunningServer, 'host' | 'port'>;
	/** For n8n's command line. */
	options: N8nOptions;
	/**
	 * Starts a worker, which installs what the others have.
	 * @param name the same name has the same folder, after a kill as well
	 */
	work(name: string): Promise<RunningWorker>;
	/** Ends all of it. */
	stop(): Promise<void>;
}

/**
 * What this machine lacks for queue mode, and what to do, as a sentence; undefined where nothing is
 * missing.
 */
export async function missingForQueue(): Promise<string | undefined> {
	return await missingPrograms({ ...POSTGRES_PROGRAMS, ...REDIS_PROGRAMS });
}

/**
 * Starts n8n's main process with the servers that it needs.
 * @param folder where all processes keep their data and logs
 * @param tarball of the package that can be installed
 */
export async function startQueuedN8n(
	folder: string,
	tarball: Tarball,
	port?: number,
): Promise<QueuedN8n> {
	const servers: RunningServer[] = [];
	const workers = new Set<RunningWorker>();
	const stopServers = async () => {
		await Promise.all(servers.map(async (server) => await server.stop()));
	};
	try {
		const postgres = await startPostgres();
		servers.push(postgres);
		const redis = await startRedis();
		servers.push(redis);
		const envOf = (userFolder: string) => ({
			...npmWithTarballs(userFolder, tarball),
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: redis.host,
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			QUEUE_WORKER_LOCK_DURATION: String(STALLED_MS),
			QUEUE_WORKER_LOCK_RENEW_TIME: String(STALLED_MS / 4),
			QUEUE_WORKER_STALLED_INTERVAL: String(STALLED_MS / 2),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: postgres.host,
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: POSTGRES.user,
			DB_POSTGRESDB_PASSWORD: 'not asked for',
			DB_POSTGRESDB_DATABASE: POSTGRES.database,
		});
		const mainFolder = join(folder, 'main');
		const options = { userFolder: mainFolder, env: envOf(mainFolder) };
		const main = await startN8n({ ...options, ...(port !== undefined && { port }) });
		return {
			main,
			postgres,
			options,
			async work(name) {
				const userFolder = join(folder, name);
				const env = { ...envOf(userFolder), N8N_REINSTALL_MISSING_PACKAGES: 'true' };
				const worker = await startWorker({ userFolder, env });
				workers.add(worker);
				void worker.ended.then(() => workers.delete(worker));
				return worker;
			},
			async stop() {
				await Promise.all([...workers, main].map(async (one) => await one.stop()));
				await stopServers();
			},
		};
	} catch (error) {
		await stopServers();
		throw error;
	}
}
