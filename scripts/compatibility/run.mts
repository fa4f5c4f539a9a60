// Runs the package in the n8n that `KASSA_N8N` names, part by part; `npm run compatibility` starts it.
// Arguments: the file that gets what was measured, and a part to run alone, after installation and credentials,
// on which the others depend; nothing is noted then.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '../e2e/cases/cases.mts';
import { requestsTo } from '../e2e/lib/control.mts';
import { problemIn } from '../e2e/lib/results.mts';
import type { Result } from '../e2e/lib/results.mts';
import { openStage } from '../e2e/lib/stage.mts';
import { caseProblems } from '../e2e/runs/cases.mts';
import { credentialProblems, installationProblems } from '../e2e/runs/credentials.mts';
import { listProblems } from '../e2e/runs/node-creator.mts';
import { renewalProblems } from '../e2e/runs/oauth2.mts';
import { pollProblems } from '../e2e/runs/polls.mts';
import { retryProblems } from '../e2e/runs/retry.mts';
import { twoProcessesProblems } from '../e2e/runs/two-processes.mts';
import { inRoot } from '../lib/paths.mts';
import { webhookCredential } from '../lib/sandbox-credentials.mts';
import { importCredentials } from '../n8n/drive.mts';
import { openCamera } from '../n8n/screenshot.mts';
import { PARTS } from './record.mts';
import type { Part, Run } from './record.mts';

const [recordFile = '', only] = process.argv.slice(2);
const wanted = process.env.KASSA_N8N ?? '';
const userFolder = mkdtempSync(join(tmpdir(), `kassa-n8n-${wanted}-`));

const started = Date.now();
const tell = (text: string) => {
	const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(4);
	process.stdout.write(`[n8n ${wanted}, ${seconds} s] ${text}\n`);
};

const parts: Run['parts'] = {};
const failed: string[] = [];

/** Counts and prints what a part gives; what ends it early is a failure of it. */
async function measure(part: Part, results: () => AsyncGenerator<Result>): Promise<void> {
	const counts = { passed: 0, failed: 0 };
	const report = ({ title, problem }: Result) => {
		counts[problem === undefined ? 'passed' : 'failed'] += 1;
		if (problem === undefined) return;
		failed.push(title);
		process.stdout.write(`  FAILED  ${title}: ${problem}\n`);
	};
	tell(PARTS[part]);
	const problem = await problemIn(async () => {
		for await (const result of results()) report(result);
	});
	if (problem !== undefined) report({ title: `${PARTS[part]}, to its end`, problem });
	tell(`${PARTS[part]}: ${counts.passed} passed, ${counts.failed} failed`);
	parts[part] = counts;
}

async function main(): Promise<void> {
	const { n8n, sandbox, tarball, nodes, credentials } = await openStage(userFolder, tell);
	const { versionCli } = await n8n.rest<{ versionCli: string }>('GET', '/settings');
	if (versionCli !== wanted) throw new Error(`n8n ${versionCli} runs instead of ${wanted}`);
	const options = { userFolder };
	const all = [webhookCredential, ...credentials];
	await measure('installation', async function* () {
		yield* installationProblems(n8n, tarball, nodes);
		await importCredentials(options, all);
	});
	const camera = await openCamera(n8n);
	const picture = (title: string) =>
		inRoot('.screenshots', `n8n-${wanted}`, `${title.replaceAll(/[^\w-]+/g, '-')}.png`);
	const before = (await requestsTo(sandbox.ready)).length;
	await measure('credentials', () => credentialProblems(n8n, camera, all));
	type Rest = Exclude<Part, 'installation' | 'credentials'>;
	const work: Record<Rest, () => AsyncGenerator<Result>> = {
		renewal: () => renewalProblems(options, sandbox.ready, nodes, before),
		operations: () => caseProblems(options, sandbox.ready, cases, nodes),
		retry: () => retryProblems(n8n, sandbox.ready),
		processes: () => twoProcessesProblems(n8n, sandbox.ready),
		creator: () => listProblems(camera, nodes, picture),
		async *triggers() {
			// It has an n8n and a sandbox of its own, and the machine may be small.
			await camera.close();
			await n8n.stop();
			await sandbox.stop();
			yield* pollProblems(userFolder, tarball);
		},
	};
	for (const [part, results] of Object.entries(work)) {
		if (only === undefined || only === part) await measure(part as Part, results);
	}
}

// What this run has started ends with it, also when it is told to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const problem = await problemIn(main);
if (problem !== undefined) {
	tell(`it can't be run: ${problem}`);
	process.exit(1);
}
if (only === undefined) {
	const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
		version: string;
	};
	const run: Run = {
		n8n: wanted,
		node: process.versions.node,
		package: version,
		day: new Date(started).toISOString().slice(0, 10),
		parts,
		failed,
	};
	writeFileSync(recordFile, JSON.stringify(run));
}
if (failed.length === 0) rmSync(userFolder, { recursive: true, force: true });
else tell(`n8n's folder, with its log, is kept: ${userFolder}`);
process.exit(failed.length > 0 ? 1 : 0);
