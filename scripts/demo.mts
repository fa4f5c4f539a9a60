// `npm run demo`: runs the example workflows on n8n's own engine against the sandbox, and prints a
// table of what came out of each. Needs no full n8n.

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { engine } from './engine/run.mts';
import type { WorkflowJson } from './engine/types.ts';
import { inRoot, root } from './lib/paths.mts';
import { engineCredentials } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';

const files = globSync('examples/*.json', { cwd: root }).sort();
if (files.length === 0) {
	process.stderr.write('There is no workflow in examples/.\n');
	process.exit(1);
}

const sandbox = await startSandbox();
const credentials = engineCredentials(sandbox.ready);
const rows: Array<Record<string, string | number>> = [];
let failed = false;
for (const file of files) {
	const workflow = JSON.parse(readFileSync(inRoot(file), 'utf8')) as WorkflowJson;
	await fetch(`${sandbox.ready.control}/log`, { method: 'DELETE' });
	const started = performance.now();
	const run = await engine.runWorkflow({ workflow, credentials, mode: 'manual' });
	const requests = (await (await fetch(`${sandbox.ready.control}/log`)).json()) as unknown[];
	failed ||= run.status !== 'success';
	rows.push({
		workflow: workflow.name ?? basename(file, '.json'),
		result: run.error?.message ?? run.status,
		items: run.items.length,
		requests: requests.length,
		seconds: Number(((performance.now() - started) / 1000).toFixed(2)),
	});
}
await sandbox.stop();
console.table(rows);
process.exit(failed ? 1 : 0);
