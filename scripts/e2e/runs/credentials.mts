// The package in n8n, and its credentials, as a person has them: installed, connected, tested.

import { installPackage } from '../../n8n/community-package.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import type { Camera } from '../../n8n/screenshot.mts';
import type { DescribedNode } from '../lib/described.mts';
import { problemIn } from '../lib/results.mts';
import type { Result } from '../lib/results.mts';

/** Lets n8n install the package, and gives which of its nodes n8n then lacks. */
export async function* installationProblems(
	n8n: RunningN8n,
	tarball: Tarball,
	nodes: DescribedNode[],
): AsyncGenerator<Result> {
	const types = await installPackage(n8n, tarball);
	for (const { type } of nodes) {
		yield {
			title: `n8n has ${type}`,
			problem: types.includes(type) ? undefined : `n8n has ${types.join(', ')}`,
		};
	}
}

/** What is wrong with a credential, by the button of its dialog. */
export async function credentialProblem(
	n8n: RunningN8n,
	credential: CredentialToImport,
): Promise<string | undefined> {
	const { status, message } = await n8n.rest<{ status: string; message: string }>(
		'POST',
		'/credentials/test',
		{ credentials: credential },
	);
	return status === 'OK' ? undefined : message;
}

/** Connects OAuth2 and presses each credential's "Test", as the dialog does. */
export async function* credentialProblems(
	n8n: RunningN8n,
	camera: Camera,
	credentials: CredentialToImport[],
): AsyncGenerator<Result> {
	for (const credential of credentials) {
		if (credential.type.includes('OAuth2')) {
			yield {
				title: `consent and token for ${credential.id}`,
				problem: await problemIn(async () => await camera.connectOAuth2(credential.id)),
			};
			continue;
		}
		yield {
			title: `credential test of ${credential.type}`,
			problem: await problemIn(async () => await credentialProblem(n8n, credential)),
		};
	}
}
