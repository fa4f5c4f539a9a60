// The sandbox's control interface, as the end-to-end runs use it: what it was asked, and what it is to do.

import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import type { LoggedRequest } from './checks.mts';

/** Everything that the sandbox was asked so far, the oldest first. */
export async function requestsTo({
	control,
}: Pick<SandboxReady, 'control'>): Promise<LoggedRequest[]> {
	return (await (await freshFetch(`${control}/log`)).json()) as LoggedRequest[];
}

/**
 * Has one vendor of the sandbox do something of its own.
 * @returns what it answers
 * @throws where it refuses, with its words
 */
export async function act(
	{ control }: Pick<SandboxReady, 'control'>,
	vendor: string,
	action: string,
	payload: Record<string, unknown>,
): Promise<Record<string, unknown>> {
	const answer = await freshFetch(`${control}/act`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ vendor, action, ...payload }),
	});
	if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
	return (await answer.json()) as Record<string, unknown>;
}

/**
 * Orders faults of the sandbox.
 * @param faults one or several, as sandbox/core/faults.mts describes them
 * @throws where it refuses them
 */
export async function orderFaults(
	{ control }: Pick<SandboxReady, 'control'>,
	faults: object,
): Promise<void> {
	const answer = await freshFetch(`${control}/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(faults),
	});
	if (!answer.ok) throw new Error(`faults: ${await answer.text()}`);
}

/**
 * Sets switches of the sandbox.
 * @param switches as sandbox/cassanova/assumptions.mts and the other systems' describe them
 * @throws where it knows none of the name
 */
export async function configure(
	{ control }: Pick<SandboxReady, 'control'>,
	switches: Record<string, unknown>,
): Promise<void> {
	const answer = await freshFetch(`${control}/config`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(switches),
	});
	if (!answer.ok) throw new Error(`config: ${await answer.text()}`);
}
