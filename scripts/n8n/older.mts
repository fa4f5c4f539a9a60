// What n8n's REST interface wants otherwise in older versions. All else that the scripts ask is the same
// from 1.123 on.

import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../lib/fetch.mts';

/** The account that an n8n is to have. */
interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** How long the REST interface may take to be there, in milliseconds. */
const PATIENCE = 2 * 60_000;

interface Settings {
	userManagement: { showSetupOnFirstLoad?: boolean };
}

/** An older n8n says that it is ready before its REST interface is there: it answers with a page until then. */
async function readSettings(url: string, headers: Record<string, string>): Promise<Settings> {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		const answer = await freshFetch(`${url}/rest/settings`, { headers });
		const text = await answer.text();
		if (text.startsWith('{')) return (JSON.parse(text) as { data: Settings }).data;
		if (Date.now() > deadline) throw new Error(`n8n gives no settings: ${answer.status}`);
		await delay(250);
	}
}

/**
 * Sets the owner up where n8n hasn't done so by its environment, as older versions don't.
 * @param headers of a caller who isn't logged in
 * @throws with n8n's answer when it refuses
 */
export async function setUpOwner(
	url: string,
	headers: Record<string, string>,
	owner: Owner,
): Promise<void> {
	const { userManagement } = await readSettings(url, headers);
	if (userManagement.showSetupOnFirstLoad !== true) return;
	const answer = await freshFetch(`${url}/rest/owner/setup`, {
		method: 'POST',
		headers,
		body: JSON.stringify(owner),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`n8n took no owner: ${answer.status} ${text}`);
}

/**
 * What the editor's button sends. Before n8n reads the saved workflow by itself, it wants it along.
 * @param workflow as n8n's REST interface gives it
 * @param trigger the node to start from
 */
export const manualRun = (workflow: object, trigger: string): object => ({
	workflowData: workflow,
	triggerToStartFrom: { name: trigger },
});

/** n8n 2.20 fails to give an execution of which nothing is stored yet, in place of saying that it runs. */
export const isNotStoredYet = (error: unknown): boolean =>
	String(error).includes("Cannot read properties of undefined (reading 'resultData')");

/**
 * A workflow as n8n's command line takes it. n8n 2.0 stores none that doesn't say which version of it this is,
 * as all say that n8n has exported.
 */
export const importable = (workflow: object): object => ({
	versionId: crypto.randomUUID(),
	...workflow,
});

/** Where n8n keeps the files of items below its folder, the newest place first. */
export const FILE_FOLDERS = ['storage', 'binaryData'];
