// What every run against a real n8n begins with: the package as a tarball, the sandbox with receipts of the
// days that are asked for, and an n8n that could install it.

import { readFileSync } from 'node:fs';
import { inRoot } from '../../lib/paths.mts';
import { runOrThrow } from '../../lib/run.mts';
import { fillSandbox } from '../../lib/sample-receipts.mts';
import { sandboxCredentials } from '../../lib/sandbox-credentials.mts';
import { startSandbox } from '../../lib/sandbox.mts';
import type { RunningSandbox } from '../../lib/sandbox.mts';
import { npmWithTarballs, pack } from '../../n8n/community-package.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import { startN8n } from '../../n8n/drive.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import { pkceCredential } from '../runs/oauth2.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { describedNodes } from './described.mts';
import type { DescribedNode } from './described.mts';
import { waitUntilClear } from './midnight.mts';

/** What a run works with. The package isn't installed yet, and no credential is imported. */
export interface Stage {
	tarball: Tarball;
	/** All nodes of the package. */
	nodes: DescribedNode[];
	sandbox: RunningSandbox;
	/** Those of the sandbox whose types the package has, but for that of the webhook. */
	credentials: CredentialToImport[];
	n8n: RunningN8n;
}

function credentialsOf(ready: SandboxReady): CredentialToImport[] {
	const { n8n: listed } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
		n8n: { credentials: string[] };
	};
	const has = (type: string) =>
		listed.credentials.some((path) => path.toLowerCase().includes(`/${type.toLowerCase()}.`));
	const importable = sandboxCredentials(ready).filter(({ type }) => has(type));
	return [...pkceCredential(importable), ...importable];
}

/**
 * Builds and packs the package, and starts the sandbox and n8n.
 * @param userFolder n8n's own, where the tarball is put as well
 * @param tell says what is being done
 */
export async function openStage(userFolder: string, tell: (text: string) => void): Promise<Stage> {
	tell('building and packing');
	await runOrThrow('node', ['scripts/build.mts', '--if-needed'], { quiet: true });
	const tarball = await pack(`${userFolder}/packed`);
	const nodes = describedNodes(tarball.name);
	await waitUntilClear(tell);
	tell('starting the sandbox');
	const sandbox = await startSandbox();
	await fillSandbox(sandbox.ready);
	tell('starting n8n');
	const n8n = await startN8n({ userFolder, env: npmWithTarballs(userFolder, tarball) });
	return { tarball, nodes, sandbox, credentials: credentialsOf(sandbox.ready), n8n };
}
