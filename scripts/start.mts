// `npm start`: a real n8n with this package, credentials and example workflows, and the sandbox that
// stands in for the three systems. Ctrl-C ends all of it; n8n's data stays for the next start.
//
// `npm start -- --queue`: the same in queue mode, with two workers, a PostgreSQL and a Redis of its own. Its
// data goes with it.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheFolder } from './lib/install-apart.mts';
import { inRoot, root } from './lib/paths.mts';
import { runOrThrow } from './lib/run.mts';
import { fillSandbox } from './lib/sample-receipts.mts';
import { sandboxCredentials, webhookCredential } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';
import { installPackage, npmWithTarballs, pack } from './n8n/community-package.mts';
import type { Tarball } from './n8n/community-package.mts';
import { freePort } from './lib/free-port.mts';
import { importCredentials, importWorkflows, owner, startN8n } from './n8n/drive.mts';
import type { N8nOptions, RunningN8n } from './n8n/drive.mts';
import { installN8n } from './n8n/install.mts';
import { missingForQueue, startQueuedN8n } from './n8n/queue.mts';

// Beside the installed n8n and one per clone of the project. Not in the work tree, because the linter
// would look through n8n's unpacked editor.
const clone = createHash('sha256').update(root).digest('hex').slice(0, 8);
const userFolder = join(cacheFolder(), `start-${clone}`);
const tell = (text: string) => process.stdout.write(`${text}\n`);

/** n8n's usual port, or a free one when something else listens there. */
const choosePort = async (): Promise<number> =>
	await new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(freePort()));
		probe.listen(5678, '127.0.0.1', () => probe.close(() => resolve(5678)));
	});

/** The workflows in examples/, each with an id that stays the same from start to start. */
const examples = () =>
	globSync('examples/*.json', { cwd: root })
		.sort()
		.map((file) => {
			const workflow = JSON.parse(readFileSync(inRoot(file), 'utf8')) as { id?: string };
			return { active: false, ...workflow, id: workflow.id ?? basename(file, '.json') };
		});

interface Started {
	n8n: RunningN8n;
	/** For n8n's command line. */
	options: N8nOptions;
	/** Where its data and logs are. */
	folder: string;
	stop: () => Promise<void>;
}

async function startAlone(tarball: Tarball): Promise<Started> {
	const env = npmWithTarballs(userFolder, tarball);
	const n8n = await startN8n({ userFolder, port: await choosePort(), env });
	return { n8n, options: { userFolder }, folder: userFolder, stop: n8n.stop };
}

/** @throws with what to install, where this machine lacks something for it */
async function startWithWorkers(tarball: Tarball): Promise<Started> {
	const missing = await missingForQueue();
	if (missing !== undefined) throw new Error(missing);
	const folder = mkdtempSync(join(tmpdir(), 'kassa-queue-'));
	const queued = await startQueuedN8n(folder, tarball, await choosePort());
	const stop = async () => {
		await queued.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await Promise.all(['worker 1', 'worker 2'].map(async (name) => await queued.work(name)));
	} catch (error) {
		await stop();
		throw error;
	}
	return { n8n: queued.main, options: queued.options, folder, stop };
}

const inQueueMode = process.argv.includes('--queue');
const stops: Array<() => Promise<void>> = [];
let stopping = false;
async function stopAll(exitCode: number): Promise<never> {
	stopping = true;
	await Promise.allSettled(stops.map(async (stop) => await stop()));
	process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		if (!stopping) void stopAll(0);
	});
}

try {
	tell('Building the package …');
	await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
	const tarball = await pack(`${userFolder}/packed`);
	await installN8n();

	tell('Starting the sandbox …');
	const sandbox = await startSandbox();
	stops.push(sandbox.stop);
	await fillSandbox(sandbox.ready);

	tell(inQueueMode ? 'Starting n8n with two workers …' : 'Starting n8n …');
	const first = inQueueMode || !existsSync(`${userFolder}/.n8n`);
	const { n8n, options, stop, folder } = inQueueMode
		? await startWithWorkers(tarball)
		: await startAlone(tarball);
	stops.push(stop);
	await installPackage(n8n, tarball);
	await importCredentials(options, [webhookCredential, ...sandboxCredentials(sandbox.ready)]);
	const workflows = examples();
	if (workflows.length > 0) await importWorkflows(options, workflows);

	tell(`
n8n runs at   ${n8n.url}
  e-mail      ${owner.email}
  password    ${owner.password}
  workflows   ${workflows.length} from examples/${first ? '' : ' (brought back to their first state)'}
  data, log   ${folder}
Sandbox       ${sandbox.ready.control}

Press Ctrl-C to stop.`);
	await n8n.ended;
	if (!stopping) {
		process.stderr.write(`n8n ended by itself; see ${n8n.logFile}\n`);
		await stopAll(1);
	}
} catch (error) {
	process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
	await stopAll(1);
}
