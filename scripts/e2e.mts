// `npm run test:e2e`: packs the package, lets a real n8n install it, runs one node per operation
// against the sandbox, and takes a picture of each node's panel.
//
// Options: `--no-pictures`; `--only=<text>` runs the cases whose title contains the text, and
// `--only=OAuth2` what happens to a connection, `--only=editor` what happens by hand,
// `--only=creator` what a person finds who adds a node, `--only=first` what its first three clicks
// give, `--only=buttons` what each example's button gives,
// `--only=agent` what an AI agent's second call of a tool does, `--only=hosts` what other hosts are
// told and what n8n takes of hosts that never end, `--only=printing` and `--only=triggers` what happens
// when n8n is killed, `--only=batches` many products at once, `--only=remembered` orders sent again,
// `--only=packages` each package with one system alone, and one beside the package with all, and
// `--only=queue` what main process and workers do that share a PostgreSQL and a Redis (the environment's
// CI=true lets it install these).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/paths.mts';
import { countsLine, writeCounts } from './lib/results.mts';
import { fillSandbox } from './lib/sample-receipts.mts';
import { webhookCredential } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';
import { agentProblems } from './e2e/runs/agent.mts';
import { batchProblems } from './e2e/runs/batches.mts';
import { cases as allCases } from './e2e/cases/cases.mts';
import { requestsTo } from './e2e/lib/control.mts';
import { problemIn } from './e2e/lib/results.mts';
import { openStage } from './e2e/lib/stage.mts';
import { caseProblems, CASES } from './e2e/runs/cases.mts';
import { credentialProblems, installationProblems } from './e2e/runs/credentials.mts';
import { pressButtons } from './e2e/runs/examples-by-button.mts';
import { firstClickProblems } from './e2e/runs/first-click.mts';
import { runFromEditor } from './e2e/runs/editor-runs.mts';
import { instantProblems } from './e2e/runs/instant.mts';
import { checkInstantAndComplete } from './e2e/runs/instant-complete.mts';
import { printExactlyOnce } from './e2e/runs/exactly-once.mts';
import { checkQueueMode } from './e2e/runs/queue.mts';
import { waitUntilClear } from './e2e/lib/midnight.mts';
import { killedSyncProblems } from './e2e/runs/killed-sync.mts';
import { nodeCreatorProblems } from './e2e/runs/node-creator.mts';
import { orderMemoryProblems } from './e2e/runs/kassaForte-memory.mts';
import { runExamples } from './e2e/runs/examples.mts';
import { endlessHostProblems } from './e2e/runs/endless-hosts.mts';
import { foreignHostProblems } from './e2e/runs/foreign-hosts.mts';
import { runTriggerExamples } from './e2e/runs/trigger-examples.mts';
import { runKassaForteExamples } from './e2e/runs/examples-kassaforte.mts';
import { renewalProblems } from './e2e/runs/oauth2.mts';
import type { SandboxReady } from '../sandbox/ready.ts';
import type { DescribedNode } from './e2e/lib/described.mts';
import { packagesProblems } from './e2e/runs/packages.mts';
import { checkTriggers } from './e2e/runs/triggers.mts';
import { titleOf } from './e2e/lib/types.mts';
import { triggersWorkflow } from './e2e/lib/workflow.mts';
import { importCredentials, importWorkflows } from './n8n/drive.mts';
import { openCamera } from './n8n/screenshot.mts';
import type { Camera } from './n8n/screenshot.mts';

const options = process.argv.slice(2);
const only = options.find((option) => option.startsWith('--only='))?.slice('--only='.length);
const withPictures = !options.includes('--no-pictures');
// Outside of the work tree, because the linter would look through n8n's unpacked editor.
const userFolder = mkdtempSync(join(tmpdir(), 'kassa-e2e-'));
const pictures = inRoot('.screenshots');
const cases = allCases.filter((testCase) => titleOf(testCase).includes(only ?? ''));

const started = Date.now();
const tell = (text: string) =>
	process.stdout.write(`[${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s] ${text}\n`);

const counts = { passed: 0, failed: 0, skipped: 0 };

/** Counts and prints one outcome; `problem` is undefined when all is well. */
function report(title: string, problem: string | undefined): void {
	counts[problem === undefined ? 'passed' : 'failed'] += 1;
	process.stdout.write(
		problem === undefined ? `  ok      ${title}\n` : `  FAILED  ${title}: ${problem}\n`,
	);
}

function checkCoverage(nodes: DescribedNode[]) {
	for (const { name, operations } of nodes) {
		const missing = operations.filter(
			({ resource, operation }) =>
				!allCases.some(
					(testCase) =>
						testCase.node === name &&
						testCase.resource === resource &&
						testCase.operation === operation,
				),
		);
		const list = missing.map(({ resource, operation }) => `${resource} ${operation}`).join(', ');
		report(`every operation of ${name} has a case`, list === '' ? undefined : `not: ${list}`);
	}
}

const fileName = (title: string) => `${pictures}/${title.replaceAll(/[^\w-]+/g, '-')}.png`;

async function takePictures(camera: Camera, nodes: DescribedNode[], credentials: string[]) {
	const events = nodes.flatMap(({ name, events: all }) => all.map((event) => `${name} ${event}`));
	await importWorkflows({ userFolder }, [triggersWorkflow('e2eTriggers', nodes)]);
	for (const [id, titles] of [
		[CASES, cases.map(titleOf)],
		['e2eTriggers', events],
	] as const) {
		if (titles.length === 0) continue;
		const workflow = await camera.openWorkflow(id);
		for (const title of titles) {
			const problem = await problemIn(
				async () => void (await workflow.nodePanel(title, fileName(title))),
			);
			report(`panel of ${title}`, problem);
		}
		await workflow.close();
	}
	const example = await camera.openWorkflow('kassaKassandroDay1');
	const problem = await problemIn(async () => {
		await example.execute();
		await example.nodePanel('Receipts of yesterday', fileName('example executed'));
		await example.canvas(fileName('example canvas'));
	});
	report('an example runs in the editor', problem);
	await example.close();
	for (const id of credentials) {
		const problem = await problemIn(() => camera.credential(id, fileName(`credential ${id}`)));
		report(`dialog of ${id}`, problem);
	}
}

async function checkPackages(ready: SandboxReady) {
	tell('installing each package with one system, and one beside the package with all');
	for await (const { title, problem } of packagesProblems(userFolder, ready, fileName)) {
		report(title, problem);
	}
}

async function main() {
	if (only === 'packages') {
		// It needs nothing of what the other parts share.
		const sandbox = await startSandbox();
		await fillSandbox(sandbox.ready);
		await checkPackages(sandbox.ready);
		return await sandbox.stop();
	}
	const { tarball, nodes, sandbox, credentials, n8n } = await openStage(userFolder, tell);
	checkCoverage(nodes.filter(({ isTrigger }) => !isTrigger));
	tell('letting n8n install the tarball');
	for await (const { title, problem } of installationProblems(n8n, tarball, nodes)) {
		report(title, problem);
	}
	const all = [webhookCredential, ...credentials];
	await importCredentials({ userFolder }, all);
	rmSync(pictures, { recursive: true, force: true });
	const camera = await openCamera(n8n);
	// Before any credential is changed: a new node takes the one that was changed last.
	if (only === undefined || only === 'first') {
		tell('adding nodes to an empty canvas');
		for await (const { title, problem } of firstClickProblems(camera, fileName)) {
			report(title, problem);
		}
	}
	const before = (await requestsTo(sandbox.ready)).length;
	for await (const { title, problem } of credentialProblems(n8n, camera, all)) {
		report(title, problem);
	}

	if (only === undefined || only === 'OAuth2') {
		tell('letting access tokens end, and taking an access back');
		const options = { userFolder };
		for await (const one of renewalProblems(options, sandbox.ready, nodes, before)) {
			report(one.title, one.problem);
		}
	}
	tell(`importing and executing ${cases.length} cases`);
	for await (const { title, problem } of caseProblems(
		{ userFolder },
		sandbox.ready,
		cases,
		nodes,
	)) {
		report(title, problem);
	}
	if (only === undefined || only === 'editor') {
		tell('running by hand what can not be undone');
		for await (const { title, problem } of runFromEditor(n8n, sandbox.ready, nodes)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'creator') {
		tell('looking for the nodes in the node creator');
		for await (const { title, problem } of nodeCreatorProblems(n8n, camera, nodes, fileName)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'agent') {
		tell('letting an AI agent call a tool again whose answer got lost');
		for await (const { title, problem } of agentProblems(n8n, sandbox.ready)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'hosts') {
		tell('sending our credentials to other hosts');
		for await (const { title, problem } of foreignHostProblems(n8n, sandbox.ready, credentials)) {
			report(title, problem);
		}
		tell('testing credentials at hosts that never end');
		for await (const { title, problem } of endlessHostProblems(n8n, sandbox.ready, credentials)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'instant') {
		tell('sending notices to the instant trigger');
		for await (const { title, problem } of instantProblems(n8n, sandbox.ready, nodes, tell)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'printing') {
		tell('killing n8n while it prints, and letting it retry');
		for await (const { title, problem } of printExactlyOnce(n8n, sandbox.ready)) {
			report(title, problem);
		}
	}
	if (only === undefined || only === 'killed') {
		tell('killing n8n while it syncs');
		for await (const { title, problem } of killedSyncProblems(n8n, sandbox.ready)) {
			report(title, problem);
		}
	}
	tell('running the examples');
	for await (const { title, problem } of runExamples({ userFolder }, sandbox.ready)) {
		report(title, problem);
	}
	for await (const { title, problem } of runTriggerExamples({ userFolder }, sandbox.ready)) {
		report(title, problem);
	}
	for await (const { title, problem } of runKassaForteExamples(n8n)) report(title, problem);
	// Last, because its orders are sent once only.
	if (only === undefined || only === 'buttons') {
		tell("pressing each example's button, in order and in reverse");
		for await (const { title, problem } of pressButtons(n8n, camera, fileName)) {
			report(title, problem);
		}
		// It polls nothing, so that it isn't among the triggers whose pictures are taken below.
		const joined = await camera.openWorkflow('kassaCassaNovaOnce1');
		const instant = fileName('cassaNovaInstantTrigger');
		report(
			'panel of cassaNovaInstantTrigger',
			await problemIn(async () => void (await joined.nodePanel('At once', instant))),
		);
		await joined.close();
	}
	if (withPictures) {
		tell('taking pictures of the panels');
		await takePictures(
			camera,
			nodes,
			all.map(({ id }) => id),
		);
	}
	tell('stopping');
	await camera.close();
	await n8n.stop();
	if (only === undefined || only === 'batches') {
		tell('sending many products at once');
		for await (const { title, problem } of batchProblems({ userFolder }, sandbox.ready)) {
			report(title, problem);
		}
	}
	if (only === undefined) await checkPackages(sandbox.ready);
	// The triggers' shops are down for minutes in which there is little else to do.
	await Promise.all([
		(async () => {
			if (only !== undefined && only !== 'instant') return;
			tell('a thousand receipts told at once, lost, twice and forged, with n8n killed twice');
			for (const { title, problem } of await checkInstantAndComplete(userFolder, tarball)) {
				report(title, problem);
			}
		})(),
		(async () => {
			if (only !== undefined && only !== 'remembered') return;
			tell('sending orders again after a restart');
			for await (const { title, problem } of orderMemoryProblems(userFolder, sandbox.ready)) {
				report(title, problem);
			}
		})(),
		(async () => {
			if (only !== undefined && only !== 'triggers') return;
			await waitUntilClear(tell);
			tell('triggers in n8n: killed, restarted, without the shops, deactivated (six minutes)');
			for (const { title, problem } of await checkTriggers(userFolder, tarball)) {
				report(title, problem);
			}
		})(),
	]);
	await sandbox.stop();
	if (only !== undefined && only !== 'queue') return;
	tell('n8n in queue mode: two workers, PostgreSQL and Redis');
	const { skipped, checks } = await checkQueueMode(`${userFolder}/queue`, tarball, tell);
	for (const { title, problem } of checks) report(title, problem);
	if (skipped === undefined) return;
	counts.skipped += 1;
	process.stdout.write(`  skipped queue mode: ${skipped}\n`);
}

// What this run has started ends with it, also when it is told to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const problem = await problemIn(main);
if (problem !== undefined) report('the end-to-end run', problem);
writeCounts('e2e', counts);
if (counts.failed === 0) rmSync(userFolder, { recursive: true, force: true });
else tell(`n8n's folder, with its log, is kept: ${userFolder}`);
process.stdout.write(`${countsLine(counts)}\n`);
process.exit(counts.failed > 0 ? 1 : 0);
